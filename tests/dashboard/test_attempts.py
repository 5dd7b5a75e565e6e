"""How often an address may try, and how many addresses are remembered."""

from dashboard import attempts
from dashboard.attempts import MOST_ADDRESSES, SECONDS, Attempts


def test_each_address_has_so_many_attempts_a_minute(monkeypatch):
    moment = 1000.0
    monkeypatch.setattr(attempts, "monotonic", lambda: moment)
    made = Attempts()
    assert [made.count("a", 2) for _ in range(3)] == [True, True, False]
    assert made.count("b", 2)
    moment += SECONDS
    assert made.count("a", 2)


def test_a_crowd_of_addresses_is_forgotten_but_its_latest():
    made = Attempts()
    assert all(made.count(str(each), 1) for each in range(MOST_ADDRESSES + 1))
    assert len(made._moments) <= MOST_ADDRESSES
    assert not made.count(str(MOST_ADDRESSES), 1)
    assert made.count("0", 1)
