"""python -m recommender search."""

import json

import pandas as pd
import pytest

from recommender.__main__ import main
from recommender.shop import write_shop


@pytest.fixture
def shop(tmp_path) -> str:
    write_shop(
        tmp_path / "shop",
        facts={"name": "Camp"},
        catalogue=pd.DataFrame(
            {"product_id": ["007", "008"], "title": ["Crème lamp", "Tent"], "brand": ["A", "B"]}
        ),
        purchases=pd.DataFrame(
            {
                "shopper_id": ["1", "2"],
                "product_id": ["008", "008"],
                "bought_at": pd.to_datetime(["2026-03-01", "2026-03-02"]),
            }
        ),
        pictures={},
    )
    return str(tmp_path / "shop")


def test_found_products_are_printed_as_json(shop, capsys):
    assert main(["search", "--shop", shop, "creme", "lmap", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found == {"products": [{"product_id": "007", "title": "Crème lamp"}]}


def test_a_title_cannot_command_the_terminal(tmp_path, capsys):
    title = "Lamp\x1b[2J\nexit 0\u202e"
    write_shop(
        tmp_path / "shop",
        facts={"name": "Camp"},
        catalogue=pd.DataFrame({"product_id": ["007"], "title": [title]}),
        purchases=pd.DataFrame({"shopper_id": [], "product_id": [], "bought_at": []}),
        pictures={},
    )
    assert main(["search", "--shop", str(tmp_path / "shop"), "lamp"]) == 0
    assert capsys.readouterr().out == "007  Lamp\ufffd[2J\ufffdexit 0\ufffd\n"


def test_words_that_are_no_text_find_what_the_others_find(shop, capsys):
    assert main(["search", "--shop", shop, "\udcff", "lamp", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["products"] == [{"product_id": "007", "title": "Crème lamp"}]


def test_no_words_give_the_best_sellers(shop, capsys):
    assert main(["search", "--shop", shop, "--limit", "1"]) == 0
    assert capsys.readouterr().out == "008  Tent\n"


def test_a_folder_that_is_no_shop_is_one_sentence(tmp_path, capsys):
    assert main(["search", "--shop", str(tmp_path), "lamp"]) == 2
    assert "shop.toml is missing" in capsys.readouterr().err


def test_a_limit_of_none_is_refused(shop, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["search", "--shop", shop, "--limit", "0", "lamp"])
    assert stopped.value.code == 2
    assert "write 1 or more" in capsys.readouterr().err
