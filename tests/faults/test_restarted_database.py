"""A12: PostgreSQL was restarted while nobody answered; the first answer of each kind is stored."""

from collections.abc import Callable

import pytest

from tests.house import House
from tests.postgresql import Cluster

pytestmark = pytest.mark.postgresql


def test_the_first_answer_after_an_idle_restart_is_stored_at_once(
    make_house: Callable[..., House], postgresql: Cluster
) -> None:
    house = make_house(database=postgresql.new_database())
    scenario = house.open_release("spring", "als", "best-sellers")["scenarios"][0]
    house.start()
    about = {"person": "merchandiser", "revision": 1, "scenario": scenario, "expected_version": 0}
    with house.enter("merchandiser") as client:
        seen = client.get(f"/api/releases/spring/revisions/1/scenarios/{scenario}").json()
        product = seen["evidence"]["A"]["slate"][0]["product_id"]
        for kind, said in {
            "verdicts": {"column": "A", "value": "show", "comment": ""},
            "judgements": {"product": product, "value": "suits", "reasons": [], "comment": ""},
            "preferences": {"best": ["B"]},
        }.items():
            postgresql.stop()
            postgresql.start()
            answer = client.post(f"/api/releases/spring/{kind}", json=about | said)
            assert answer.status_code == 200, answer.text
            assert (answer.json()["version"], answer.json()["found"]) == (1, False)
