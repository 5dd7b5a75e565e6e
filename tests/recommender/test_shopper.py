"""A real shopper made anonymous."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random, SystemRandom
from traceback import format_exception

import numpy as np
import pandas as pd
import pytest

from recommender.coverage import coverage, debate, suggest, survey
from recommender.fitted import fit_candidate
from recommender.shop import Shop, write_shop
from recommender.shopper import NobodyToShow, anonymous
from tests.recommender.coverage.shops import mixed
from tests.recommender.settled_kinds import candidate_of

DAYS = ["2025-03-01 18:32", "2025-03-01 18:32", "2025-03-15 07:01", "2025-09-02 23:59"]


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """Four shoppers bought a, b, c on three days; one of them a rare and a large thing too."""
    rows = [
        (f"secret-{who}", product, day, 2)
        for who in range(4)
        for product, day in zip("abca", DAYS, strict=True)
    ]
    rows += [
        ("secret-0", "rare", "2025-04-01 12:00", 1),
        ("secret-0", "b", "2025-04-02 12:00", 5_000),
    ]
    purchases = pd.DataFrame(rows, columns=["shopper_id", "product_id", "bought_at", "quantity"])
    purchases["bought_at"] = pd.to_datetime(purchases["bought_at"])
    products = ["a", "b", "c", "rare", "unsold"]
    return write_shop(
        tmp_path / "shop",
        facts={"name": "Small"},
        catalogue=pd.DataFrame({"product_id": products, "title": products}),
        purchases=purchases,
        pictures={},
    )


SECRET = b"kept by the test"


def drawn(shop: Shop, count: int = 60, **wanted: object) -> list:
    return [anonymous(shop, Random(seed), SECRET, **wanted) for seed in range(count)]


def test_days_are_moved_together_and_never_forward(shop: Shop) -> None:
    shifts, one = set(), np.array([1])
    for secret in range(60):
        situation = anonymous(shop, Random(0), b"%d" % secret, among=one)
        days = [bought.on for bought in situation.bought]
        shift = date(2025, 3, 1) - days[0]
        shifts.add(shift.days)
        assert [day + shift for day in days] == [
            *[date(2025, 3, 1)] * 2,
            date(2025, 3, 15),
            date(2025, 9, 2),
        ]
    assert min(shifts) >= 7
    assert max(shifts) <= 120
    assert len(shifts) > 20


def test_asking_often_shows_nothing_new_of_a_shopper(shop: Shop) -> None:
    """Neither other days, of which the latest would tell the true one, nor another part."""
    asked = [{}, *({"bought": product} for product in "abc")]
    for shopper in range(4):
        told = {
            str(each.as_record())
            for wanted in asked
            for each in drawn(shop, 20, among=np.array([shopper]), **wanted)
        }
        assert len(told) == 1


def test_shoppers_are_moved_by_numbers_of_their_own_that_the_secret_decides(shop: Shop) -> None:
    def lasts(secret: bytes) -> list[date]:
        every = [np.array([shopper]) for shopper in range(4)]
        return [anonymous(shop, Random(0), secret, among=each).as_of for each in every]

    assert len(set(lasts(SECRET))) > 1
    assert lasts(SECRET) == lasts(SECRET) != lasts(b"another")


def test_a_day_has_no_time_and_the_situations_day_tells_no_shift(shop: Shop) -> None:
    for situation in drawn(shop):
        assert all(type(bought.on) is date for bought in situation.bought)
        assert situation.as_of == situation.bought[-1].on + timedelta(days=1)
        assert situation.as_of < datetime.now(UTC).date()
        assert dict(situation.shopper) == {}


def test_what_could_tell_who_it_was_is_left_out(shop: Shop) -> None:
    """One shopper bought a rare thing, and 5,000 of another; the rest know only pairs."""
    for situation in drawn(shop, among=np.array([0])):
        assert "rare" not in situation.product_ids
        assert {bought.quantity for bought in situation.bought} == {2}
        assert len(situation.bought) == 5


def test_a_product_asked_for_is_in_every_basket(shop: Shop) -> None:
    assert all("c" in each.product_ids for each in drawn(shop, 10, bought="c"))


def test_what_hardly_anybody_bought_is_refused_in_a_sentence(shop: Shop) -> None:
    with pytest.raises(NobodyToShow, match=r"^Fewer than 3 shoppers bought 'rare', so it could "):
        anonymous(shop, Random(0), SECRET, bought="rare")
    with pytest.raises(NobodyToShow, match="Fewer than 3 shoppers bought 'unsold'"):
        anonymous(shop, Random(0), SECRET, bought="unsold")
    with pytest.raises(NobodyToShow, match="sells no 'nothing'"):
        anonymous(shop, Random(0), SECRET, bought="nothing")
    with pytest.raises(NobodyToShow, match="No shopper of this kind"):
        anonymous(shop, Random(0), SECRET, among=np.array([], dtype=int))


def test_only_the_last_purchases_are_shown_whatever_is_asked_for(tmp_path: Path) -> None:
    rows = [
        (f"secret-{who}", f"p{number:02}", pd.Timestamp("2025-01-01") + pd.Timedelta(days=number))
        for who in range(3)
        for number in range(50)
    ]
    products = [f"p{number:02}" for number in range(50)]
    long = write_shop(
        tmp_path / "long",
        facts={},
        catalogue=pd.DataFrame({"product_id": products, "title": products}),
        purchases=pd.DataFrame(rows, columns=["shopper_id", "product_id", "bought_at"]),
        pictures={},
    )
    for wanted in ({}, {"bought": "p20"}, {"bought": "p49"}):
        assert anonymous(long, Random(1), SECRET, **wanted).product_ids == tuple(products[20:])
    with pytest.raises(NobodyToShow, match="another kind or product"):
        anonymous(long, Random(1), SECRET, bought="p19")


def test_one_seed_repeats_and_the_systems_own_chance_does_not(shop: Shop) -> None:
    assert anonymous(shop, Random(5), SECRET) == anonymous(shop, Random(5), SECRET)
    own = SystemRandom()
    assert len({str(anonymous(shop, own, SECRET).as_record()) for _ in range(40)}) > 1


def test_no_id_of_a_shopper_is_in_anything_that_is_shown(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Its ids are secret-0 to secret-59."""
    caplog.set_level(0)
    shop = mixed(tmp_path / "shop")
    behaviour = survey(shop)
    models = {kind: fit_candidate(candidate_of(kind), shop) for kind in ("best_sellers", "bm25")}
    debated = debate(behaviour, models)
    found, suggested = coverage(behaviour, []), suggest(behaviour, [], debated)
    seen = [repr(each) for each in (shop, shop.purchases, behaviour, debated, found, suggested)]
    seen += [json.dumps(found.as_record()), *(json.dumps(each.as_record()) for each in suggested)]
    for kind in range(len(behaviour.portraits)):
        for situation in drawn(shop, 5, among=behaviour.of_segment(kind)):
            seen += [repr(situation), json.dumps(situation.as_record())]
    for wanted in ({"bought": "nothing"}, {"among": np.array([], dtype=int)}):
        with pytest.raises(NobodyToShow) as refused:
            anonymous(shop, Random(0), SECRET, **wanted)
        seen += [repr(refused.value), *format_exception(refused.value)]
    written = [path.read_bytes() for path in (shop.folder / "candidates").rglob("*.toml")]
    seen += [caplog.text, *capfd.readouterr(), *map(bytes.decode, written)]
    assert len(seen) > 30
    assert not [text for text in seen if "secret" in text]
