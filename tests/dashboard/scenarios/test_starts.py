"""Templates become drafts of this shop; what others say is offered, the most usual first."""

import pandas as pd
import pytest

from dashboard.scenarios.starts import habits, templates
from recommender.catalogue import Catalogue
from recommender.scenario import Scenario, load_scenarios
from recommender.situation import Bought, Situation
from tests.house import ROOT

CATALOGUE = Catalogue(pd.DataFrame({"product_id": ["tent"], "title": ["Tent"]}))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "camper.yaml").write_text(
        "title: The camper\nbought:\n  - tent\n  - <a lamp>\n  - {product: oven, quantity: 2}\n"
        "expect:\n  - includes_category: {category: <a category>}\n",
        "utf-8",
    )
    return tmp_path


def test_a_template_keeps_its_blanks_and_what_the_shop_does_not_sell_becomes_one(folder):
    [camper] = templates(folder, CATALOGUE)
    assert camper.situation.bought == (
        Bought("tent"),
        Bought("<a lamp>"),
        Bought("<a product>", 2),
    )
    assert [each.as_record() for each in camper.expectations] == [
        {"includes_category": {"category": "<a category>"}}
    ]


def test_a_folder_without_templates_has_none(tmp_path):
    assert templates(tmp_path, CATALOGUE) == []


def test_templates_are_no_scenarios_of_the_suite(folder):
    assert load_scenarios(folder).scenarios == ()


def test_every_shipped_template_can_be_read():
    shipped = load_scenarios(ROOT / "scenarios" / "templates")
    assert shipped.troubles == ()
    assert len(shipped.scenarios) == 5


def test_the_most_usual_words_come_first():
    def told(**facts):
        tags, owner = facts.pop("tags", ()), facts.pop("owner", None)
        return Scenario("a", "A", situation=Situation((), facts), tags=tags, owner=owner)

    said = habits(
        [
            told(country="NL", age=34, tags=("gift",), owner="home"),
            told(country="FR", tags=("gift", "new")),
            told(country="FR", segment="new", tags=("new", "gift"), owner="toys"),
        ]
    )
    assert said == {
        "context": {"country": ["FR", "NL"], "segment": ["new"]},
        "tags": ["gift", "new"],
        "owners": ["home", "toys"],
    }
