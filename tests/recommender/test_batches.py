"""Many scenarios checked in one go get what each gets alone, on the demo shop."""

from collections.abc import Mapping
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.candidate import FittedCandidate
from recommender.evaluation import evaluate, evaluate_all
from recommender.expectations import expect
from recommender.expectations.seen import WORTH_READING_AHEAD
from recommender.fitted import open_candidate
from recommender.kinds import make_candidate
from recommender.scenario import Scenario
from recommender.settings import Settings
from recommender.shop import Shop, open_shop
from recommender.situation import Bought, Situation
from tests.house import ROOT
from tests.recommender.settled_kinds import candidate_of

EXPECTATIONS = (
    expect("includes_category", {"category": "Knitwear", "at_least": 2, "in_top": 6}),
    expect("at_most_of", {"attribute": "brand", "count": 2}),
    expect("at_least_different", {"attribute": "colour", "count": 4}),
    expect("price_between", {"at_least": 5, "at_most": 300}),
    expect("everything_available"),
)
STANDING = (expect("nothing_already_bought"), expect("everything_with_picture"))


@pytest.fixture(scope="module")
def shop(demo_shop: Path) -> Shop:
    return open_shop(demo_shop)


@pytest.fixture(scope="module")
def candidates(
    shop: Shop, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, FittedCandidate]:
    """One of every kind that answers by itself."""
    declared = Settings.read(ROOT / "vitrine.toml").candidates
    opened = {each.id: open_candidate(make_candidate(each), shop) for each in declared}
    path = tmp_path_factory.mktemp("lists") / "lists.csv"
    ids = shop.catalogue.ids.tolist()
    after = zip(ids, ids[1:] + ids[:1], ids[7:] + ids[:7], strict=True)
    rows = [f"{one},{other},1\n{one},{another},2" for one, other, another in after]
    path.write_text("\n".join(["product_id,neighbour_id,score", *rows, ""]), "utf-8")
    opened["lists"] = candidate_of("lists", path=str(path)).fit(shop)
    return opened


def scenarios(shop: Shop) -> st.SearchStrategy[list[Scenario]]:
    ids = st.sampled_from([*shop.catalogue.ids.tolist(), "unheard-of"])
    on = st.none() | st.dates(date(2025, 1, 1), date(2026, 3, 1))
    bought = st.lists(st.builds(Bought, ids, st.integers(1, 3), on), max_size=8)
    drawn = st.builds(
        Scenario,
        st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True),
        st.text(max_size=10),
        situation=st.builds(Situation, bought.map(tuple)),
        slate_size=st.integers(1, 30),
        expectations=st.lists(st.sampled_from(EXPECTATIONS), max_size=3).map(tuple),
    )
    return st.lists(drawn, min_size=1, max_size=12)


def one_by_one(
    scenarios: list[Scenario], candidates: Mapping[str, FittedCandidate], shop: Shop
) -> list:
    return [
        evaluate(scenario, fitted, shop.catalogue, STANDING).as_record()
        for scenario in scenarios
        for fitted in candidates.values()
    ]


def at_once(
    scenarios: list[Scenario], candidates: Mapping[str, FittedCandidate], shop: Shop
) -> list:
    evidence = evaluate_all(scenarios, candidates, shop.catalogue, STANDING)
    return [each.as_record() for each in evidence]


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_whatever_was_bought(shop, candidates, data):
    drawn = data.draw(scenarios(shop))
    assert at_once(drawn, candidates, shop) == one_by_one(drawn, candidates, shop)


def test_whoever_bought_a_single_product(shop, candidates):
    everyone = [
        Scenario(
            f"shopper-{place}",
            f"Shopper {place}",
            situation=Situation.of(product_id),
            expectations=EXPECTATIONS,
        )
        for place, product_id in enumerate(shop.catalogue.ids)
    ]
    found = at_once(everyone, candidates, shop)
    shown = {each["product_id"] for each in chain.from_iterable(one["slate"] for one in found)}
    assert len(shown) >= WORTH_READING_AHEAD
    assert found == one_by_one(everyone, candidates, shop)
