"""Candidates tried on scenarios."""

import pytest

from recommender.candidate import FittedCandidate
from recommender.candidates.best_sellers import BestSellers
from recommender.evaluation import evaluate, evaluate_all
from recommender.expectations import expect
from recommender.scenario import Scenario
from recommender.shop import Shop
from recommender.situation import Situation
from recommender.slate import Slate, Trouble
from tests.recommender.camping import camping


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return camping(tmp_path_factory.mktemp("shops") / "camping")


@pytest.fixture(scope="module")
def best_sellers(shop: Shop) -> FittedCandidate:
    return BestSellers(id="best-sellers", kind="best_sellers", title="Best sellers").fit(shop)


class Observed(FittedCandidate):
    """A candidate of a service: it answers for keys it knows, and is slow for the others."""

    def __init__(self, fitted: FittedCandidate, known: set[str]):
        super().__init__(fitted.candidate, fitted.catalogue)
        self.fitted, self.known = fitted, known
        self.asked: list[tuple[list[str], int]] = []

    def recommend(self, situation: Situation, slate_size: int = 12) -> Slate:
        if situation.key not in self.known:
            return Slate(self.candidate.id, note="2 s were up.", trouble=Trouble.SLOW)
        return self.fitted.recommend(situation, slate_size)

    def recommend_all(self, situations: list[Situation], slate_size: int = 12) -> list[Slate]:
        self.asked.append(([each.key for each in situations], slate_size))
        return super().recommend_all(situations, slate_size)

    def arrays(self) -> dict:
        return {}


BOUGHT_TENT = Scenario(
    "tent",
    "Bought a tent",
    situation=Situation.of("tent-2p"),
    slate_size=3,
    expectations=(
        expect("includes_category", {"category": "sleeping", "at_least": 2}),
        expect("excludes_product", {"product": "012", "because": "Too cheap."}),
    ),
)
COLD = Scenario("cold", "Nobody yet", slate_size=2)


def test_evidence_has_the_agreed_shape(shop, best_sellers):
    standing = [expect("nothing_already_bought")]
    record = evaluate(BOUGHT_TENT, best_sellers, shop.catalogue, standing).as_record()
    assert [each["product_id"] for each in record.pop("slate")] == ["bag-01", "mat-01", "012"]
    assert record == {
        "scenario": "tent",
        "candidate": "best-sellers",
        "note": "",
        "trouble": None,
        "findings": [
            {
                "expectation": {"nothing_already_bought": {}},
                "sentence": "Nothing already bought",
                "met": True,
                "detail": "None of the 3 is already bought.",
                "product_ids": [],
                "because": "",
                "standing": True,
            },
            {
                "expectation": {"includes_category": {"category": "sleeping", "at_least": 2}},
                "sentence": "At least 2 from sleeping",
                "met": True,
                "detail": "2 of the 3 are from sleeping: Down bag, Trail mat.",
                "product_ids": ["bag-01", "mat-01"],
                "because": "",
                "standing": False,
            },
            {
                "expectation": {"excludes_product": {"product": "012", "because": "Too cheap."}},
                "sentence": "Mug must not be shown",
                "met": False,
                "detail": "Mug is shown at place 3.",
                "product_ids": ["012"],
                "because": "Too cheap.",
                "standing": False,
            },
        ],
    }


def test_every_scenario_meets_every_candidate_in_order(shop, best_sellers):
    twice = {"a": best_sellers, "b": best_sellers}
    evidence = evaluate_all([BOUGHT_TENT, COLD], twice, shop.catalogue)
    met = [(each.scenario.id, each.candidate, each.met) for each in evidence]
    assert met == [
        ("tent", "a", False),
        ("tent", "b", False),
        ("cold", "a", True),
        ("cold", "b", True),
    ]
    assert [len(each.slate) for each in evidence] == [3, 3, 2, 2]


def test_scenarios_of_one_slate_size_are_asked_for_at_once(shop, best_sellers):
    observed = Observed(best_sellers, {"tent", "cold", "other"})
    other = Scenario("other", "Other", slate_size=3)
    told = []
    evidence = evaluate_all(
        [BOUGHT_TENT, COLD, other],
        {"a": observed},
        shop.catalogue,
        progress=lambda *each: told.append(each),
    )
    assert observed.asked == [(["cold"], 2), (["tent", "other"], 3)]
    assert [each.scenario.id for each in evidence] == ["tent", "cold", "other"]
    assert [len(each.slate) for each in evidence] == [3, 2, 3]
    assert told == [(3, 3)]


def test_reasons_are_asked_for_only_when_wanted(shop, best_sellers):
    [bare] = evaluate_all([COLD], {"a": best_sellers}, shop.catalogue)
    [told] = evaluate_all([COLD], {"a": best_sellers}, shop.catalogue, reasons=True)
    assert [each.reason for each in bare.slate.recommendations] == ["", ""]
    wanted = [best_sellers.explain(COLD.situation, each) for each in told.slate.product_ids]
    assert [each.reason for each in told.slate.recommendations] == wanted
    assert all(wanted)


def test_a_slow_answer_is_a_finding_and_never_an_empty_column(shop, best_sellers):
    observed = Observed(best_sellers, {"cold"})
    slow, cold = evaluate_all([BOUGHT_TENT, COLD], {"a": observed}, shop.catalogue)
    assert cold.findings == ()
    assert slow.as_record()["trouble"] == "slow"
    assert [finding.met for finding in slow.findings] == [False, False, False]
    assert slow.findings[0].detail == "The model did not answer in time. 2 s were up."


def test_a_product_that_the_catalogue_lacks_is_named_by_its_id(shop, best_sellers):
    gone = Scenario("gone", "Gone", situation=Situation.of("sold-out"))
    assert evaluate(gone, best_sellers, shop.catalogue).met
