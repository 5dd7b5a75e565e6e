"""What every kind of candidate promises, on data whose right answers are known."""

import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from recommender.candidate import Candidate, FittedCandidate
from recommender.candidate_folder import candidate_folder
from recommender.fitted import fingerprint_now, fit_candidate, open_candidate
from recommender.kinds import kinds
from recommender.shop import Shop
from recommender.situation import Bought, Situation
from tests.recommender.checkerboard import basket_of_colour, checkerboard, of_colour, product
from tests.recommender.settled_kinds import settled

PURCHASES = 280  # 30 shoppers of 10 products each, but 20 of them leave out their own number
TASTED = ["als", "bm25", "cosine", "category_best_sellers", "lists", "http"]
SITUATIONS = {
    "one product": Situation.of(product(3)),
    "several products": basket_of_colour(1),
    "both colours": Situation.of(*(product(number) for number in range(5))),
    "in another order": Situation.of(*(product(number) for number in (4, 2, 0, 1, 3))),
    "quantities": Situation((Bought(product(2), 3), Bought(product(6), 2), Bought(product(2)))),
    "everything": Situation.of(*(product(number) for number in range(20))),
    "all but one": Situation.of(*(product(number) for number in range(19))),
    "nothing": Situation(),
    "nothing known": Situation.of("unheard-of"),
    "something unknown": Situation.of("unheard-of", product(4)),
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return checkerboard(tmp_path_factory.mktemp("checkerboard") / "shop")


@pytest.fixture(scope="module", params=sorted(kinds()))
def candidate(request: pytest.FixtureRequest, shop: Shop) -> Iterator[Candidate]:
    with settled(request.param, shop) as candidate:
        yield candidate


@pytest.fixture(scope="module")
def fitted(candidate: Candidate, shop: Shop) -> FittedCandidate:
    return fit_candidate(candidate, shop)


@pytest.fixture(params=SITUATIONS.values(), ids=SITUATIONS.keys())
def situation(request: pytest.FixtureRequest) -> Situation:
    return request.param


@pytest.mark.parametrize("slate_size", [1, 3, 12, 50])
def test_a_slate_keeps_its_promises(
    fitted: FittedCandidate, situation: Situation, slate_size: int
) -> None:
    slate = fitted.recommend(situation, slate_size)
    scores = [each.score for each in slate.recommendations]
    assert len(slate) <= slate_size
    assert len(set(slate.product_ids)) == len(slate)
    assert not set(slate.product_ids) & set(situation.product_ids)
    assert all(product_id in fitted.catalogue for product_id in slate.product_ids)
    assert all(math.isfinite(score) for score in scores)
    assert scores == sorted(scores, reverse=True)
    assert [each.rank for each in slate.recommendations] == list(range(1, len(slate) + 1))
    assert slate.recommendations or slate.note


def test_the_same_situation_gets_the_same_slate(
    fitted: FittedCandidate, situation: Situation
) -> None:
    assert fitted.recommend(situation) == fitted.recommend(situation)


def test_what_was_opened_answers_like_what_was_fitted(
    candidate: Candidate, fitted: FittedCandidate, shop: Shop, situation: Situation
) -> None:
    opened = open_candidate(candidate, shop)
    assert opened.fingerprint == fitted.fingerprint
    assert opened.recommend(situation) == fitted.recommend(situation)


def test_many_at_once_get_what_each_gets_alone(fitted: FittedCandidate) -> None:
    situations = list(SITUATIONS.values()) * 3
    alone = [fitted.recommend(situation, 6) for situation in situations]
    assert fitted.recommend_all(situations, 6) == alone


def test_a_shorter_slate_is_the_beginning_of_a_longer_one(fitted: FittedCandidate) -> None:
    situation = basket_of_colour(0)
    longer = fitted.recommend(situation, 6).product_ids
    assert fitted.recommend(situation, 3).product_ids == longer[:3]


@pytest.mark.parametrize("candidate", TASTED, indirect=True)
@pytest.mark.parametrize("colour", [0, 1])
def test_who_bought_one_colour_is_shown_the_same_colour(
    candidate: Candidate, shop: Shop, colour: int
) -> None:
    slate = fit_candidate(candidate, shop).recommend(basket_of_colour(colour), 6)
    assert len(slate) == 6
    assert all(of_colour(product_id, colour) for product_id in slate.product_ids)


def test_fitting_twice_gives_one_fingerprint(candidate: Candidate, shop: Shop) -> None:
    first, again = fit_candidate(candidate, shop), fit_candidate(candidate, shop)
    assert len(first.fingerprint) == 64
    assert again.fingerprint == first.fingerprint == fingerprint_now(first, shop)


def test_another_title_keeps_the_fingerprint(candidate: Candidate, shop: Shop) -> None:
    renamed = candidate.model_copy(update={"title": "Another"})
    assert fit_candidate(renamed, shop).fingerprint == fit_candidate(candidate, shop).fingerprint


def test_the_folder_holds_three_files_and_nothing_else(fitted: FittedCandidate, shop: Shop) -> None:
    folder = candidate_folder(shop, fitted.candidate.id)
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["arrays.safetensors", "card.toml", "fingerprint"]
    assert (folder / "fingerprint").read_text().strip() == fitted.fingerprint


def test_the_card_says_what_it_is(fitted: FittedCandidate) -> None:
    card = fitted.card()
    texts = ("takes_in", "uses", "gives_out", "how", "limits")
    assert all(str(card[name]).endswith(".") for name in texts)
    assert card["parameters"] == fitted.candidate.parameters
    assert (card["purchases"], card["shoppers"], card["products"]) == (PURCHASES, 30, 20)


@pytest.mark.parametrize("candidate", sorted(set(kinds()) - {"http", "lists"}), indirect=True)
def test_reasons_are_sentences_for_whatever_is_shown(candidate: Candidate, shop: Shop) -> None:
    fitted = fit_candidate(candidate, shop)
    situation = basket_of_colour(1)
    reasons = [fitted.explain(situation, each) for each in fitted.recommend(situation).product_ids]
    assert any(reasons)
    assert all(reason.endswith(".") for reason in reasons if reason)


@pytest.mark.parametrize("candidate", ["als", "bm25", "cosine"], indirect=True)
@pytest.mark.parametrize("situation", [Situation(), Situation.of("unheard-of")])
def test_a_cold_shopper_is_shown_best_sellers_and_told_so(
    candidate: Candidate, shop: Shop, situation: Situation
) -> None:
    slate = fit_candidate(candidate, shop).recommend(situation, 3)
    assert slate.product_ids == (product(0), product(1), product(2))
    assert [each.score for each in slate.recommendations] == [14.0, 14.0, 14.0]
    assert "best sellers" in slate.note


def test_a_slate_can_be_asked_from_many_threads(fitted: FittedCandidate) -> None:
    situations = list(SITUATIONS.values()) * 10
    alone = [fitted.recommend(situation) for situation in situations[: len(SITUATIONS)]] * 10
    with ThreadPoolExecutor(max_workers=4) as threads:
        assert list(threads.map(fitted.recommend, situations)) == alone
