"""Lists that somebody else computed, in their two forms and with their faults."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from recommender.candidate import FittedCandidate
from recommender.fitted import fit_candidate, open_candidate
from recommender.shop import Shop
from recommender.situation import Situation
from recommender.slate import Trouble
from recommender.sources.fault import SourceUnreadable
from tests.recommender.checkerboard import checkerboard
from tests.recommender.settled_kinds import candidate_of

SLATES = """key,rank,product_id,score
new-camper,2,004,0.5
new-camper,1,007,0.9
gift,1,001,3
new-camper,10,002,0.1
"""
NEIGHBOURS = """product_id,neighbour_id,score
001,003,0.5
001,005,-0.25
002,003,0.75
002,001,0.5
002,004,1.25
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return checkerboard(tmp_path_factory.mktemp("checkerboard") / "shop")


def listed(shop: Shop, path: Path, text: str) -> FittedCandidate:
    path.write_text(text, "utf-8")
    return fit_candidate(candidate_of("lists", path=str(path)), shop)


def test_a_scenario_gets_its_own_slate_by_rank(shop: Shop, tmp_path: Path) -> None:
    fitted = listed(shop, tmp_path / "slates.csv", SLATES)
    slate = fitted.recommend(replace(Situation(), key="new-camper"), 3)
    assert slate.product_ids == ("007", "004", "002")
    assert [each.score for each in slate.recommendations] == [0.9, 0.5, 0.1]
    assert (slate.note, slate.trouble) == ("", None)


def test_what_was_bought_is_left_out_of_a_listed_slate(shop: Shop, tmp_path: Path) -> None:
    fitted = listed(shop, tmp_path / "slates.csv", SLATES)
    slate = fitted.recommend(replace(Situation.of("007"), key="new-camper"), 3)
    assert slate.product_ids == ("004", "002")
    assert slate.note == "The list names only 2 products."


@pytest.mark.parametrize("key", ["", "old-camper"])
def test_a_scenario_that_is_not_listed_is_an_empty_slate_that_says_so(
    key: str, shop: Shop, tmp_path: Path
) -> None:
    slate = listed(shop, tmp_path / "slates.csv", SLATES).recommend(replace(Situation(), key=key))
    assert (len(slate), slate.trouble) == (0, Trouble.EMPTY)
    assert "hold no slate for" in slate.note


def test_neighbours_are_added_up_over_what_was_bought(shop: Shop, tmp_path: Path) -> None:
    fitted = listed(shop, tmp_path / "neighbours.csv", NEIGHBOURS)
    slate = fitted.recommend(Situation.of("001", "002"))
    scores = {each.product_id: each.score for each in slate.recommendations}
    assert scores == {"003": 1.25, "004": 1.25, "005": -0.25}
    assert slate.product_ids == ("003", "004", "005")
    assert fitted.explain(Situation.of("001", "002"), "003") == (
        "Mostly because “Tile 2” was bought."
    )


def test_a_basket_without_neighbours_is_empty_and_says_so(shop: Shop, tmp_path: Path) -> None:
    slate = listed(shop, tmp_path / "n.csv", NEIGHBOURS).recommend(Situation.of("009"))
    assert (len(slate), slate.trouble) == (0, Trouble.EMPTY)
    assert slate.note == "The lists name no neighbours of what was bought."


def test_parquet_reads_like_csv(shop: Shop, tmp_path: Path) -> None:
    frame = pd.read_csv(listed(shop, tmp_path / "n.csv", NEIGHBOURS).candidate.path, dtype=str)
    frame["score"] = frame["score"].astype(float)
    frame.to_parquet(tmp_path / "n.parquet")
    fitted = fit_candidate(candidate_of("lists", path=str(tmp_path / "n.parquet")), shop)
    assert fitted.recommend(Situation.of("001")).product_ids == ("003", "005")


def test_the_file_counts_as_it_was_when_it_was_fitted(shop: Shop, tmp_path: Path) -> None:
    fitted = listed(shop, tmp_path / "slates.csv", SLATES)
    (tmp_path / "slates.csv").unlink()
    opened = open_candidate(fitted.candidate, shop)
    assert opened.recommend(replace(Situation(), key="gift")).product_ids == ("001",)


FAULTS = {
    "key,rank,product_id\na,1,001\n": "it has neither the columns",
    "key,rank,product_id,score\na,1,T-800,1\n": "row 2: product_id is 'T-800', which the cat",
    "key,rank,product_id,score\na,1,001,1\na,2,001,0\n": "row 3: key 'a' names a product twice",
    "key,rank,product_id,score\na,1,001,1\na,1,002,1\n": "row 3: key 'a' ranks two products alike",
    "key,rank,product_id,score\na,1,001,1\na,2,002,2\n": "row 3: score is higher than that of",
    "key,rank,product_id,score\na,1,001,nan\n": "row 2: score is 'nan', which is not a number",
    "key,rank,product_id,score\na,1,001,\n": "row 2: score is missing",
    "key,rank,product_id,score\n,1,001,1\n": "row 2: key is missing",
    "product_id,neighbour_id,score\n001,002,1\n001,002,2\n": "row 3: product_id '001' names a nei",
    "product_id,neighbour_id,score\n001,x,1\n": "row 2: neighbour_id is 'x', which the catalogue",
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_named_with_its_row(text: str, shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable) as caught:
        listed(shop, tmp_path / "lists.csv", text)
    assert FAULTS[text] in str(caught.value)
    assert str(tmp_path / "lists.csv") in str(caught.value)


def test_a_missing_file_is_named(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match=r"none\.csv: it is missing"):
        fit_candidate(candidate_of("lists", path=str(tmp_path / "none.csv")), shop)
