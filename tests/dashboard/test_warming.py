"""What is made ready at the start, asked for once."""

import logging
from threading import Event, Thread

from dashboard import resources
from dashboard.at_once import at_once
from dashboard.warming import warm_up

PATIENCE = 30


def test_several_who_ask_at_the_same_time_get_the_same_and_it_is_made_once():
    begun, go_on, made, got = Event(), Event(), [], []

    @at_once
    def work(asked: str) -> list:
        begun.set()
        assert go_on.wait(PATIENCE)
        made.append(asked)
        return [asked]

    threads = [Thread(target=lambda: got.append(work("shop"))) for _ in range(3)]
    for each in threads:
        each.start()
    assert begun.wait(PATIENCE)
    go_on.set()
    for each in threads:
        each.join(PATIENCE)
    assert made == ["shop"]
    assert len(got) == 3
    assert got[0] is got[1] is got[2]


def test_an_unreadable_shop_is_one_line_in_the_log_and_no_more(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("VITRINE_SHOP", str(tmp_path / "no\nshop"))
    resources._settings.cache_clear()
    with caplog.at_level(logging.WARNING, "dashboard.warming"):
        warm_up().join(PATIENCE)
    resources._settings.cache_clear()
    assert len(caplog.messages) == 3
    assert all(each.startswith("Not ready at the start: ") for each in caplog.messages)
    assert not any("\n" in each for each in caplog.messages)
