"""Figures of the small release, counted by hand."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.figures.behind import Behind, product_lines, slate_lines, slates_behind
from dashboard.figures.groups import groups
from dashboard.figures.part import Part, narrowed
from dashboard.figures.preferring import comparisons, ranking
from dashboard.figures.reasons import reasons, refused
from dashboard.figures.sheet import figures
from dashboard.figures.showing import showing
from dashboard.figures.suiting import judged_slates, suiting
from dashboard.figures.waiting import waiting
from dashboard.figures.weighing import OPINIONS, VERDICTS, gains, middle, slate_verdicts
from dashboard.releases.answering import give_verdict, judge
from dashboard.releases.choices import Answer, Opinion, State
from dashboard.releases.facts import NotAllowed
from dashboard.releases.outcome import Preferred, outcome, outcome_for
from dashboard.releases.services import close_review, open_release
from dashboard.releases.settling import settle
from tests.dashboard.figures.counted import ROLES, counted
from tests.small_release import BRAND, NAME, PROPOSER, REVIEWER, opened, small_record

EVERYTHING = Part()


def shown(found, candidate):
    return showing(slate_verdicts(found), candidate, [each.id for each in found.scenarios])


def sheet(found, part=EVERYTHING):
    return figures(found, part, ROLES, {"too-similar": "Too similar"})


def measure(found, name, part=EVERYTHING):
    rows = next(each for each in sheet(found, part)["measures"] if each["id"] == name)["rows"]
    return {each["candidate"]: each for each in rows}


@pytest.mark.parametrize(
    ("said", "scale", "counts"),
    [
        ([Answer.SHOW], VERDICTS, Answer.SHOW),
        ([Answer.SHOW, Answer.DO_NOT_SHOW], VERDICTS, Answer.DO_NOT_SHOW),
        ([Answer.DO_NOT_SHOW, Answer.SHOW, Answer.SHOW], VERDICTS, Answer.SHOW),
        ([Answer.SHOW, Answer.DO_NOT_SHOW, Answer.RESERVATIONS], VERDICTS, Answer.RESERVATIONS),
        ([Opinion.SUITS, Opinion.SUITS, Opinion.NEVER, Opinion.NEVER], OPINIONS, Opinion.NEVER),
    ],
)
def test_the_middle_answer_counts_and_the_more_careful_where_people_are_split(said, scale, counts):
    assert middle(said, scale) is counts


def test_each_slate_counts_once_as_it_is_with_reservations_or_not_at_all(found):
    als, best_sellers = shown(found, "als"), shown(found, "best-sellers")
    assert (als.shown, als.reserved, als.refused) == (1, 0, 1)
    assert (best_sellers.shown, best_sellers.reserved, best_sellers.refused) == (1, 1, 0)


def test_two_slates_are_counted_and_give_no_share(found):
    row = measure(found, "shown")["als"]
    assert (row["shown"], row["whole"], row["value"], row["low"]) == (1, 2, None, None)
    assert row["sentence"] == "Too few selections to say: 2 selections with a verdict."
    assert row["risk"] == ""


@pytest.mark.parametrize("name", ["suited", "order", "parted"])
def test_one_shopper_with_judged_products_gives_no_figure(found, name):
    row = measure(found, name)["als"]
    assert (row["value"], row["judged"], row["behind"]) == (None, "", 1)
    assert row["sentence"] == "Too little judged to say: 1 shopper, 2 of 4 products."


def test_choices_for_one_shopper_make_no_ranking(found):
    rows = measure(found, "preferred")
    assert list(rows) == [each["id"] for each in found.candidates]
    assert rows["als"]["value"] is None
    assert rows["als"]["sentence"] == "Too little compared to say: 1 shopper."


def test_of_several_peoples_judgements_the_middle_counts_and_unjudged_products_are_left_out(found):
    assert list(gains(found).values()) == [{"0012": 2, "0034": 0}]
    als = suiting(judged_slates(found, gains(found), "als"))
    best_sellers = suiting(judged_slates(found, gains(found), "best-sellers"))
    assert (als.judged, als.shown) == (2, 4)
    assert (als.precision.value, als.ndcg.value, als.bpref.value) == (0.5, 1.0, 1.0)
    assert (best_sellers.precision.value, best_sellers.ndcg.value) == (0.0, 0.0)


def test_a_choice_among_several_counts_as_one():
    said = Preferred("s", "p", "P", ("a", "b"), None, False)
    assert sorted(comparisons(said, ["a", "b", "c", "d"])) == [
        ("a", "b", 0.25),
        ("a", "c", 0.5),
        ("a", "d", 0.5),
        ("b", "a", 0.25),
        ("b", "c", 0.5),
        ("b", "d", 0.5),
    ]


def test_preferences_are_a_ranking(found):
    # One win and a tie, with half a win for each given beforehand: 2 to 1.
    first, second = ranking(found).places
    assert (first.candidate, second.candidate) == ("als", "best-sellers")
    assert first.strength == pytest.approx(2 / 3)


def test_reasons_are_ranked_with_the_products_meant(found):
    wrong, similar = reasons(found)
    assert (wrong.id, wrong.count, wrong.products) == ("wrong-universe", 2, ("0034",))
    assert wrong.by == {"als": 2, "best-sellers": 2}
    assert (similar.id, similar.count) == ("too-similar", 1)


def test_a_reason_that_is_listed_no_more_keeps_a_name(found):
    assert [each["title"] for each in sheet(found)["reasons"]] == ["Wrong universe", "Too similar"]


def test_a_product_that_somebody_refuses_is_named_with_its_shoppers(found):
    (lamp,) = refused(found)
    assert (lamp.product, lamp.people, lamp.shoppers) == ("0034", 1, ("new-camper",))
    assert lamp.by == {"als": 1, "best-sellers": 1}


def test_what_was_settled_replaces_what_people_said(kept):
    counted(kept)
    settle(kept, BRAND, NAME, 1, "new-camper", "show", "It suits.", candidate="als")
    settle(kept, BRAND, NAME, 1, "new-camper", "suits", "It suits.", product="0034")
    found = outcome(kept, NAME)
    assert shown(found, "als").shown == 2
    assert suiting(judged_slates(found, gains(found), "als")).precision.value == 1.0
    assert (reasons(found), refused(found)) == ([], [])
    assert "2 cases settled." in sheet(found)["basis"]


def test_one_persons_figures_are_what_they_said_themselves(kept):
    counted(kept)
    settle(kept, BRAND, NAME, 1, "new-camper", "show", "It suits.", candidate="als")
    found = narrowed(outcome(kept, NAME), Part(people=frozenset({"brand-manager"})))
    als, best_sellers = shown(found, "als"), shown(found, "best-sellers")
    assert (als.shown, als.refused) == (1, 1)
    assert (best_sellers.shown, best_sellers.whole) == (1, 1)


def test_figures_stand_apart_by_tag_and_context_and_by_who_answered(kept):
    scenarios = small_record()["scenarios"]
    scenarios[0] |= {"tags": ["outdoor", "first"], "shopper": {"segment": "new", "country": "FR"}}
    counted(kept, scenarios=scenarios)
    found = groups(outcome(kept, NAME), ROLES)
    assert [(each.kind, each.title, each.shoppers) for each in found] == [
        ("tag", "first", 1),
        ("segment", "New shopper", 1),
        ("role", "Style", 2),
        ("person", "Brand manager", 2),
        ("person", "Merchandiser", 2),
    ]
    assert (found[0].by["als"].refused, found[0].by["als"].whole) == (1, 1)
    assert found[4].by["als"].shown == 2


def test_a_part_of_the_shoppers_has_figures_of_its_own(kept):
    scenarios = small_record()["scenarios"]
    scenarios[0]["shopper"] = {"segment": "new"}
    counted(kept, scenarios=scenarios)
    row = measure(outcome(kept, NAME), "shown", Part(segment="segment: new"))["als"]
    assert (row["shown"], row["whole"]) == (0, 1)


def test_the_slates_behind_a_bar_are_those_it_counts(found):
    assert slates_behind(found, "als", Behind.REFUSED) == [("new-camper", "als")]
    assert slates_behind(found, "als", Behind.SHOWN) == [("regular", "als")]
    assert slates_behind(found, "als", Behind.SAID)[0] == ("new-camper", "als")
    assert slates_behind(found, "als", Behind.JUDGED) == [("new-camper", "als")]
    assert slates_behind(found, "best-sellers", Behind.PREFERRED) == [
        ("new-camper", "best-sellers")
    ]


def test_a_slate_is_drawn_with_what_people_said_of_it_and_its_products(found):
    (line,) = slate_lines(found, [("new-camper", "als")])
    assert line["products"] == ["0012", "0034"]
    assert line["marks"] == {"0012": "suits", "0034": "never"}
    assert [each["value"] for each in line["verdicts"]] == ["show", "do not show"]


def test_behind_a_reason_stand_the_products_with_who_said_it_for_whom(found):
    (case,) = product_lines(found, {}, reason="too-similar")
    assert (case["product"], case["scenario"]) == ("0034", "new-camper")
    assert case["models"] == ["Taste profile", "Best sellers"]
    assert [each["who"] for each in case["said"]] == ["Brand manager"]


def test_without_an_answer_every_figure_says_so(kept):
    opened(kept)
    drawn = sheet(outcome(kept, NAME))
    assert drawn["basis"] == "Nobody has said anything yet."
    assert {row["value"] for each in drawn["measures"] for row in each["rows"]} == {None}


def test_while_blind_the_review_is_counted_by_shopper_never_by_candidate(kept):
    counted(kept, close=False)
    drawn = waiting(outcome(kept, NAME))
    assert drawn["sentence"] == "2 of 2 shoppers answered in full so far."
    assert [each["said"] for each in drawn["shoppers"]] == [
        "1 person answered",
        "2 people answered",
    ]
    assert "als" not in str(drawn)


def test_the_same_outcome_is_read_once_and_anew_when_somebody_says_more(kept):
    opened(kept)
    before = outcome(kept, NAME)
    assert outcome(kept, NAME) is before
    give_verdict(kept, REVIEWER, NAME, 1, "regular", "als", Answer.SHOW)
    assert [each.candidate for each in outcome(kept, NAME).verdicts] == ["als"]
    close_review(kept, BRAND, NAME)
    assert outcome(kept, NAME).state is State.CLOSED


def test_of_many_who_ask_at_once_one_reads_and_all_get_the_same(kept):
    counted(kept)
    with ThreadPoolExecutor(8) as visitors:
        found = list(visitors.map(lambda _: outcome(kept, NAME), range(16)))
    assert len({id(each) for each in found}) == 1


def test_a_judgement_given_elsewhere_after_the_closing_does_not_count(kept):
    counted(kept)
    open_release(kept, PROPOSER, "summer", small_record())
    judge(kept, REVIEWER, "summer", 1, "new-camper", "0034", Opinion.SUITS, expected_version=1)
    assert gains(outcome(kept, NAME)) != gains(outcome(kept, "summer"))
    assert list(gains(outcome(kept, NAME)).values()) == [{"0012": 2, "0034": 0}]


def test_while_in_review_nobody_gets_a_figure_of_a_model(kept):
    opened(kept)
    for person in (PROPOSER, REVIEWER, BRAND):
        with pytest.raises(NotAllowed, match="is in review"):
            outcome_for(kept, NAME, person)
