"""What was said of a release, as tables for whoever counts it further."""

import json
from collections import Counter, defaultdict

from dashboard.figures.table import FLAG, MOMENT, NUMBER, TEXT, TEXTS, WHOLE, Table
from dashboard.figures.weighing import gains
from dashboard.releases.choices import OPINIONS, Opinion
from dashboard.releases.outcome import Asked, Outcome
from recommender.metrics.judged import GAINS

OF = {"release": TEXT, "revision": WHOLE, "scenario": TEXT, "scenario_title": TEXT}
WHO = {"person": TEXT, "person_name": TEXT}


def verdicts(outcome: Outcome) -> Table:
    """A row for every person and slate; `settled` is what counts instead, where it was settled.

    `after_colleagues`: given once colleagues' answers were shown to the person.
    """
    titles = {each["id"]: each["title"] for each in outcome.candidates}
    asked = {each.id: each for each in outcome.scenarios}
    return Table(
        OF
        | {"candidate": TEXT, "candidate_title": TEXT}
        | WHO
        | {"verdict": TEXT, "comment": TEXT, "settled": TEXT, "carried": FLAG, "at": MOMENT}
        | {"after_colleagues": FLAG},
        [
            (
                *_of(outcome, asked[each.scenario]),
                each.candidate,
                titles[each.candidate],
                each.person,
                each.person_name,
                each.value,
                each.comment,
                outcome.settled_slates.get((each.scenario, each.candidate)),
                each.carried,
                each.at,
                each.after_colleagues,
            )
            for each in outcome.verdicts
        ],
    )


def judgements(outcome: Outcome) -> Table:
    """A row for every person and product in each scenario of the situation.

    `shown_by`: the candidates whose slate there has the product, none where it has left them all.
    """
    asked = _by_situation(outcome)
    return Table(
        OF
        | {"situation": TEXT, "product_id": TEXT}
        | WHO
        | {
            "judgement": TEXT,
            "reasons": TEXTS,
            "comment": TEXT,
            "settled": TEXT,
            "shown_by": TEXTS,
            "at": MOMENT,
            "after_colleagues": FLAG,
        },
        [
            (
                *_of(outcome, scenario),
                each.situation,
                each.product,
                each.person,
                each.person_name,
                each.value,
                list(each.reasons),
                each.comment,
                outcome.settled_products.get((each.situation, each.product)),
                [
                    candidate
                    for candidate, slate in outcome.slates[scenario.id].items()
                    if each.product in slate
                ],
                each.at,
                each.after_colleagues,
            )
            for each in outcome.judgements
            for scenario in asked[each.situation]
        ],
    )


def preferences(outcome: Outcome) -> Table:
    """A row for every person and scenario: the candidates preferred, and over which others."""
    candidates = [each["id"] for each in outcome.candidates]
    asked = {each.id: each for each in outcome.scenarios}
    return Table(
        OF | WHO | {"best": TEXTS, "over": TEXTS, "carried": FLAG, "at": MOMENT},
        [
            (
                *_of(outcome, asked[each.scenario]),
                each.person,
                each.person_name,
                list(each.best),
                [one for one in candidates if one not in each.best],
                each.carried,
                each.at,
            )
            for each in outcome.preferences
        ],
    )


def training(outcome: Outcome) -> Table:
    """A row for every product judged in a situation, to learn from.

    `label`: 1 suits, 0.5 doubtful, 0 never, by the answer that counts in every figure (see
    `weighing`). `people` in all judged it; `suits`, `doubtful` and `never` say how many gave each
    answer, for whoever weighs them otherwise; `settled`: the label is what was settled instead.
    `basket` and `shopper` are JSON: what was bought with quantities, the shopper's context.
    """
    said: dict[tuple[str, str], Counter[Opinion]] = defaultdict(Counter)
    for each in outcome.judgements:
        said[each.situation, each.product][each.value] += 1
    known = gains(outcome)
    rows = [
        (
            situation,
            _basket(asked[0]),
            json.dumps(dict(asked[0].shopper), ensure_ascii=False),
            product,
            gain / GAINS["suits"],
            said[situation, product].total(),
            *(said[situation, product][each] for each in OPINIONS),
            (situation, product) in outcome.settled_products,
        )
        for situation, asked in _by_situation(outcome).items()
        for product, gain in known.get(situation, {}).items()
    ]
    columns = {
        "situation": TEXT,
        "basket": TEXT,
        "shopper": TEXT,
        "product_id": TEXT,
        "label": NUMBER,
        "people": WHOLE,
        **dict.fromkeys(map(str, OPINIONS), WHOLE),
        "settled": FLAG,
    }
    return Table(columns, rows)


def _of(outcome: Outcome, asked: Asked) -> tuple[str, int, str, str]:
    return outcome.release, outcome.revision, asked.id, asked.title


def _by_situation(outcome: Outcome) -> dict[str, list[Asked]]:
    found = defaultdict(list)
    for each in outcome.scenarios:
        found[each.situation].append(each)
    return found


def _basket(asked: Asked) -> str:
    bought = [{"product_id": each, "quantity": quantity} for each, quantity in asked.bought]
    return json.dumps(bought, ensure_ascii=False)
