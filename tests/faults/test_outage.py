"""The database or the settings fail while the dashboard runs: everybody is told, nothing breaks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.house import House
from tests.started import started

AWAY = "The database is away"
AGAIN = "The database answers again"


@contextmanager
def heard(house: House) -> Iterator[Path]:
    """The house served, and the file of what its server says to whoever runs it."""
    log = house.folder / "log.txt"
    with log.open("wb") as file:
        house.process = started(
            "dashboard",
            ("serve", "--port", str(house.port)),
            house.environment,
            file.fileno(),
            file.fileno(),
        )
    house.wait_until_it_answers()
    yield log
    house.stop()


@pytest.mark.postgresql
def test_an_outage_is_told_to_everybody_and_logged_once(make_house, postgresql):
    house = make_house(database=postgresql.new_database())
    house.run("dashboard", "migrate")
    with heard(house) as log, house.enter("merchandiser") as client:
        assert client.get("/api/products?words=lamp").status_code == 200
        postgresql.stop()
        for _ in range(3):
            for answer in (
                client.get("/api/products?words=lamp"),
                client.get("/sign-in"),
                client.post("/sign-in", json={"person": "merchandiser"}),
            ):
                assert answer.status_code == 503, answer.text
                assert answer.json()["error"].startswith("The database does not answer")
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").json()["database"] is False
        postgresql.start()
        assert client.get("/api/products?words=lamp").status_code == 200
        said = log.read_text()
    assert (said.count(AWAY), said.count(AGAIN)) == (1, 1), said
    assert "Traceback" not in said


def test_settings_broken_while_running_are_told_in_their_sentence(make_house):
    house = make_house()
    settings = house.folder / "vitrine.toml"
    good = settings.read_text("utf-8")
    with heard(house) as log, house.enter("merchandiser") as client:
        for broken, sentence in (("people = 3\n", "people"), ("shop = \n", "line 1")):
            settings.write_text(broken, "utf-8")
            for path in ("/", "/api/products?words=lamp", "/sign-in", "/static/x.js"):
                answer = client.get(path)
                assert answer.status_code == 503, path
                assert sentence in answer.json()["error"]
            assert client.get("/healthz").status_code == 200
            assert client.get("/readyz").status_code == 503
        settings.write_text(good, "utf-8")
        assert client.get("/api/products?words=lamp").status_code == 200
        assert "Traceback" not in log.read_text()


@pytest.fixture
def guarded(postgresql) -> str:
    """The address of a database whose user has a password, with a wrong one."""
    own = postgresql.new_database()
    name = own.partition("?")[0].rpartition("/")[2]
    with psycopg.connect(
        host=str(postgresql.folder), user="vitrine", dbname=name, autocommit=True
    ) as server:
        server.execute("DROP ROLE IF EXISTS stranger")
        server.execute("CREATE ROLE stranger LOGIN PASSWORD 'the-right-one'")
        rules = postgresql.folder / "data" / "pg_hba.conf"
        rules.write_text("local all stranger scram-sha-256\n" + rules.read_text())
        server.execute("SELECT pg_reload_conf()")
    return f"postgresql+psycopg://stranger:a-secret@/{name}?host={postgresql.folder}"


@pytest.mark.postgresql
def test_whoever_starts_it_is_told_why_the_database_is_away_and_no_secret(
    make_house, postgresql, guarded, tmp_path
):
    (tmp_path / "a-folder").mkdir()
    house = make_house()
    for address, cause in (
        (guarded, "password authentication failed"),
        (
            postgresql.url("unknown"),
            "does not exist",
        ),
        ("postgresql+psycopg://vitrine:a-secret@nowhere.invalid/x", "nowhere.invalid"),
        (f"sqlite:///{tmp_path}/a-folder", "unable to open database file"),
    ):
        house.environment["VITRINE_DATABASE"] = address
        said = house.run("dashboard", "serve", "--port", str(house.port), expect=2)
        assert cause in said, said
        assert "a-secret" not in said
        assert len(said.strip().splitlines()) == 1
