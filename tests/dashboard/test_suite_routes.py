"""The suite's addresses: cards, findings, tags, deletion and its undoing, files in and out."""

import io
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from recommender.scenario import load_scenario, load_scenarios
from tests.colleague import begin_history, git
from tests.house import House

SHIPPED = 16
PATIENCE = 30
WRITING = (
    ("tags", {"ids": ["tea-for-two"], "add": ["x"]}),
    ("delete", {"ids": ["tea-for-two"]}),
    ("rename", {"id": "tea-for-two", "to": "coffee"}),
    ("restore", {"back": [{"id": "tea-for-two", "commit": "0" * 40}]}),
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, demo_shop: Path) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("suite")
    house = House(folder, demo_shop, f"sqlite:///{folder}/vitrine.db")
    house.invite_guest()
    begin_history(house.scenarios)
    house.run("dashboard", "migrate")
    house.start()
    yield house
    house.stop()


@pytest.fixture
def door(house: House) -> Iterator[httpx.Client]:
    with house.enter("merchandiser") as client:
        yield client


@pytest.fixture
def guest(house: House) -> Iterator[httpx.Client]:
    with house.enter("guest") as client:
        yield client


@pytest.fixture(autouse=True)
def as_shipped(house: House) -> Iterator[None]:
    """Every test leaves the folder as it found it."""
    before = {path: path.read_bytes() for path in scenarios(house).glob("*.yaml")}
    yield
    for path in scenarios(house).glob("*.yaml"):
        if path not in before:
            path.unlink()
    for path, content in before.items():
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)


def scenarios(house: House) -> Path:
    return house.folder / "scenarios"


def ask(door: httpx.Client, address: str = "", **parameters: object) -> dict:
    answer = door.get(f"/api/suite{address}", params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def told(door: httpx.Client, address: str, content: dict) -> dict:
    answer = door.post(f"/api/suite/{address}", json=content)
    assert answer.status_code == 200, answer.text
    return answer.json()


def bring(door: httpx.Client, content: bytes, name: str = "a.csv", **query: str) -> httpx.Response:
    headers = {"X-File-Name": name}
    return door.post("/api/suite/import", params=query, content=content, headers=headers)


def known_findings(door: httpx.Client) -> dict[str, dict]:
    """Of all scenarios, once they are worked out."""
    ids = ",".join(ask(door, "/ids")["ids"])
    until = time.monotonic() + PATIENCE
    while (answer := ask(door, "/findings", ids=ids))["pending"]:
        assert time.monotonic() < until
        time.sleep(0.1)
    return answer["findings"]


def test_a_page_of_cards_comes_in_the_order_of_titles(door):
    first = ask(door, count=10)
    second = ask(door, **{"count": 10, "from": first["next"]})
    titles = [each["title"] for each in (*first["scenarios"], *second["scenarios"])]
    assert len(titles) == first["total"] == first["all"] == SHIPPED
    assert titles[:3] == ["A child’s birthday", "A new baby", "A single gift"]
    assert second["next"] is None
    assert all(each["picture"] for each in first["scenarios"][0]["bought"])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "CAMPER"}, ["the-new-camper"]),
        ({"words": "cámper tent"}, ["the-new-camper"]),
        ({"words": "nothing of the kind"}, []),
        ({"tag": "outdoor"}, ["the-new-camper"]),
        ({"tag": ["outdoor", "complement"]}, ["the-new-camper"]),
        ({"tag": ["outdoor", "children"]}, []),
        ({"owner": "outdoor-merchandising"}, ["the-new-camper"]),
        ({"owner": "nobody"}, []),
        ({"state": "unread"}, []),
        ({"ids": "the-new-camper,no-such"}, ["the-new-camper"]),
        ({"ids": "the-new-camper", "words": "tea"}, []),
        ({"state": "nonsense", "words": "camper"}, ["the-new-camper"]),
        ({"from": "-1", "count": "x", "words": "camper"}, ["the-new-camper"]),
    ],
)
def test_cards_are_found_by_words_tags_owner_and_state(door, asked, found):
    assert [each["id"] for each in ask(door, **asked)["scenarios"]] == found


def test_tags_are_counted_among_what_is_found(house, door):
    found = [each for each in load_scenarios(scenarios(house)).scenarios if "gift" in each.tags]
    counts = {each["name"]: each["count"] for each in ask(door, tag="gift")["tags"]}
    assert counts == Counter(tag for each in found for tag in each.tags)
    assert counts["gift"] == len(found) > 1


def test_how_the_models_stand_arrives_behind_and_can_be_looked_for(house, door):
    """A shopper of whom little is expected is answered well by all."""
    (scenarios(house) / "easy.yaml").write_text("title: Easy\nbought: [bell-tent-sand]\n")
    findings = known_findings(door)
    assert findings["easy"] == {"met": 5, "unmet": 0, "sentence": "All met", "missed": ""}
    unmet = {name for name, each in findings.items() if each["unmet"]}
    assert set(ask(door, "/ids", state="unmet")["ids"]) == unmet
    assert set(ask(door, "/ids", state="met")["ids"]) == set(findings) - unmet
    some = [each for each in findings.values() if each["met"] > 1 and each["unmet"]]
    assert some
    for each in some:
        assert each["sentence"] == f"{each['met']} of 5 models meet it"
        assert each["missed"]


def test_a_scenario_is_tried_anew_once_its_file_changed(house, door):
    path = scenarios(house) / "easy.yaml"
    path.write_text("title: Easy\n")
    assert known_findings(door)["easy"]["unmet"] == 0
    path.write_text("title: Easy\nexpect:\n  - only_brand: {brand: Quillhaven}\n")
    finding = known_findings(door)["easy"]
    assert finding["unmet"] == 5
    assert finding["sentence"] == "No model meets it"
    assert "Quillhaven" in finding["missed"]


def test_a_file_that_cannot_be_read_is_named_with_its_line_and_the_others_stay(house, door):
    (scenarios(house) / "broken.yaml").write_text("titel: <b>x</b>\nslate_size: no\n")
    answer = ask(door)
    assert answer["total"] == SHIPPED
    [broken] = answer["troubles"]
    assert broken["file"] == "broken.yaml"
    assert [each["line"] for each in broken["faults"]] == [1, 1, 2]
    assert ask(door, state="unread")["scenarios"] == []
    assert ask(door, state="unread")["troubles"] == [broken]


def test_a_tag_on_several_is_one_commit_that_touches_those_files_alone(house, door):
    told(door, "tags", {"ids": ["tea-for-two", "the-stranger"], "add": ["winter"]})
    assert git(house.scenarios, "show", "--format=%an", "--name-only", "HEAD").split() == [
        "Merchandiser", "tea-for-two.yaml", "the-stranger.yaml",
    ]  # fmt: skip
    assert ask(door, "/ids", tag="winter")["ids"] == ["tea-for-two", "the-stranger"]
    told(door, "tags", {"ids": ["the-stranger"], "remove": ["winter"]})
    assert ask(door, "/ids", tag="winter")["ids"] == ["tea-for-two"]


def test_what_was_deleted_is_brought_back_as_it_was_by_one_commit(house, door):
    path = scenarios(house) / "tea-for-two.yaml"
    before = path.read_bytes()
    receipt = told(door, "delete", {"ids": ["tea-for-two", "the-stranger"]})
    assert not path.exists()
    assert {each["id"] for each in ask(door, "/deleted")["deleted"]} >= {
        "tea-for-two", "the-stranger",
    }  # fmt: skip
    commits = git(house.scenarios, "rev-list", "--count", "HEAD")
    told(door, "restore", {"back": receipt["back"]})
    assert path.read_bytes() == before
    assert int(git(house.scenarios, "rev-list", "--count", "HEAD")) == int(commits) + 1
    assert ask(door)["total"] == SHIPPED


def test_what_was_gone_already_is_not_told_as_deleted_and_undoing_brings_the_rest(house, door):
    (scenarios(house) / "the-stranger.yaml").unlink()
    receipt = told(door, "delete", {"ids": ["tea-for-two", "the-stranger"]})
    assert receipt["ids"] == [each["id"] for each in receipt["back"]] == ["tea-for-two"]
    assert told(door, "restore", {"back": receipt["back"]})["ids"] == ["tea-for-two"]
    assert (scenarios(house) / "tea-for-two.yaml").exists()


def test_the_name_of_the_page_for_a_new_one_cannot_be_imported(door):
    answer = bring(door, b"id,title\nnew,New\n").json()
    assert answer["troubles"] == ["No scenario can be named new; give it another id."]


def test_a_scenario_whose_name_was_taken_again_is_not_brought_back_over_it(house, door):
    receipt = told(door, "delete", {"ids": ["tea-for-two"]})
    (scenarios(house) / "tea-for-two.yaml").write_text("title: Another\n")
    answer = door.post("/api/suite/restore", json={"back": receipt["back"]})
    assert answer.status_code == 409
    assert load_scenario(scenarios(house) / "tea-for-two.yaml").title == "Another"


def test_a_file_gets_another_name_and_keeps_its_title(house, door):
    answer = told(door, "rename", {"id": "tea-for-two", "to": "coffee-for-two"})
    assert answer["id"] == "coffee-for-two"
    assert load_scenario(scenarios(house) / "coffee-for-two.yaml").title == "Tea for two"
    assert not (scenarios(house) / "tea-for-two.yaml").exists()


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("the-stranger", 409),
        ("new", 400),
        ("../coffee", 400),
        ("Coffee", 400),
        ("", 400),
        ("a" * 65, 400),
    ],
)
def test_a_name_that_is_taken_or_none_renames_nothing(house, door, name, status):
    answer = door.post("/api/suite/rename", json={"id": "tea-for-two", "to": name})
    assert answer.status_code == status
    assert answer.json()["error"]
    assert (scenarios(house) / "tea-for-two.yaml").exists()


@pytest.mark.parametrize(("address", "content"), WRITING)
def test_whoever_has_no_role_changes_nothing(house, guest, address, content):
    before = git(house.scenarios, "rev-parse", "HEAD")
    assert guest.post(f"/api/suite/{address}", json=content).status_code == 403
    assert bring(guest, b"id,title\na,B\n").status_code == 403
    assert git(house.scenarios, "rev-parse", "HEAD") == before


def test_nobody_is_answered_without_signing_in(house):
    for address in ("", "/ids", "/findings", "/deleted", "/export.zip", "/example.csv"):
        assert httpx.get(f"{house.base}/api/suite{address}").status_code == 401
    for address, content in WRITING:
        assert httpx.post(f"{house.base}/api/suite/{address}", json=content).status_code == 401
    assert httpx.post(f"{house.base}/api/suite/import", content=b"x").status_code == 401


def test_another_site_cannot_import(door):
    answer = door.post(
        "/api/suite/import", content=b"id,title\na,B\n", headers={"Origin": "https://other.example"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "content",
    [{}, {"ids": []}, {"ids": "tea-for-two"}, {"ids": ["x"] * 5_001}, {"ids": ["x"], "more": 1}],
)
def test_what_was_not_asked_as_agreed_is_refused(door, content):
    answer = door.post("/api/suite/delete", json=content)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_the_zip_holds_the_files_as_they_lie_there(house, door):
    answer = door.get("/api/suite/export.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert files == {path.name: path.read_bytes() for path in scenarios(house).glob("*.yaml")}
    assert answer.headers["Content-Disposition"] == 'attachment; filename="scenarios.zip"'


def test_only_what_was_chosen_is_exported(door):
    answer = door.post("/api/suite/export.csv", json={"ids": ["tea-for-two"]})
    assert "tea-for-two" in answer.text
    assert "the-stranger" not in answer.text
    gone = door.post("/api/suite/export.csv", json={"ids": ["no-such"]})
    assert gone.status_code == 400


@pytest.mark.parametrize("form", ["zip", "csv"])
def test_what_was_exported_comes_in_as_the_same(door, form):
    content = door.get(f"/api/suite/export.{form}").content
    seen = bring(door, content).json()
    assert (seen["new"], seen["changed"], seen["same"], seen["troubles"]) == ([], [], SHIPPED, [])


def test_a_zip_comes_back_byte_for_byte(house, door):
    """New, changed and changed in a comment alone; line ends too."""
    new, changed, noted = (
        scenarios(house) / f"{name}.yaml" for name in ("a-guest", "tea-for-two", "the-stranger")
    )
    new.write_bytes(b"# Seen in Nice.\r\ntitle: A guest\r\n\r\n# Nothing is bought.\r\n")
    noted.write_bytes(b"# Ours.\n" + noted.read_bytes() + b"# The end.\n")
    files = [new, changed, noted]
    before = [each.read_bytes() for each in files]
    content = door.get("/api/suite/export.zip").content
    new.unlink()
    changed.write_text("title: Nobody\n")
    noted.write_bytes(before[2].replace(b"# Ours.\n", b""))
    seen = bring(door, content).json()
    assert [each["id"] for each in seen["new"]] == ["a-guest"]
    told_of = {each["id"]: each["changes"] for each in seen["changed"]}
    assert set(told_of) == {"tea-for-two", "the-stranger"}
    assert told_of["the-stranger"] == ["Comments or the order of lines alone"]
    bring(door, content, really="1", mark=seen["mark"]).raise_for_status()
    assert [each.read_bytes() for each in files] == before


@pytest.mark.parametrize("form", ["zip", "csv"])
def test_an_empty_folder_gets_every_scenario_back(house, door, form):
    before = load_scenarios(scenarios(house)).scenarios
    content = door.get(f"/api/suite/export.{form}").content
    told(door, "delete", {"ids": [each.id for each in before]})
    assert ask(door)["all"] == 0
    seen = bring(door, content).json()
    assert len(seen["new"]) == SHIPPED
    done = bring(door, content, "spring.zip", really="1", mark=seen["mark"]).json()
    assert done["imported"] == SHIPPED
    after = load_scenarios(scenarios(house)).scenarios
    assert [each.as_record() for each in after] == [each.as_record() for each in before]
    assert (
        git(house.scenarios, "log", "-1", "--format=%s").strip()
        == "Import 16 scenarios from spring.zip"
    )


def test_a_preview_says_what_is_new_and_what_changed_and_writes_nothing(house, door):
    head = git(house.scenarios, "rev-parse", "HEAD")
    content = b"id,title,story\na-new-one,Brand new,\nthe-stranger,Somebody else,\n"
    seen = bring(door, content).json()
    assert seen["new"] == [{"id": "a-new-one", "title": "Brand new"}]
    [changed] = seen["changed"]
    assert changed["id"] == "the-stranger"
    assert any("Somebody else" in each for each in changed["changes"])
    assert git(house.scenarios, "rev-parse", "HEAD") == head
    assert not (scenarios(house) / "a-new-one.yaml").exists()


def test_a_sheet_of_ids_and_titles_changes_titles_alone(house, door):
    path = scenarios(house) / "tea-for-two.yaml"
    before = load_scenario(path)
    content = b"id,title\ntea-for-two,Tea for two!\n"
    seen = bring(door, content).json()
    assert [len(each["changes"]) for each in seen["changed"]] == [1]
    bring(door, content, really="1", mark=seen["mark"]).raise_for_status()
    assert load_scenario(path) == replace(before, title="Tea for two!")


def test_what_is_passed_over_in_a_zip_is_said(door):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("scenarios/a-guest.yaml", "title: A guest\n")
        archive.writestr("scenarios/README.md", "Our scenarios")
    seen = bring(door, packed.getvalue()).json()
    assert seen["passed_over"] == ["scenarios/README.md"]
    assert [each["id"] for each in seen["new"]] == ["a-guest"]


def test_a_link_that_leads_nowhere_is_named_in_the_preview(house, door):
    link = scenarios(house) / "a-new-one.yaml"
    link.symlink_to("nowhere.yaml")
    try:
        [trouble] = bring(door, b"id,title\na-new-one,Brand new\n").json()["troubles"]
    finally:
        link.unlink()
    assert trouble.startswith("a-new-one.yaml is here already and cannot be read")


@pytest.mark.parametrize("form", ["zip", "csv"])
def test_what_an_export_would_be_can_be_asked_without_it(door, form):
    answer = door.head(f"/api/suite/export.{form}", params={"ids": "tea-for-two"})
    assert answer.status_code == 200
    assert f"scenarios.{form}" in answer.headers["Content-Disposition"]
    assert answer.content == b""


def test_one_trouble_keeps_all_out(house, door):
    content = b"id,title,bought\na-new-one,Brand new,\nanother,Other,no-such-product\n"
    seen = bring(door, content).json()
    [trouble] = seen["troubles"]
    assert trouble.startswith("Row 3, bought: The catalogue has no product 'no-such-product'.")
    refused = bring(door, content, really="1", mark=seen["mark"])
    assert refused.status_code == 400
    assert not (scenarios(house) / "a-new-one.yaml").exists()


def test_what_somebody_changed_since_the_preview_is_not_overwritten(house, door):
    content = b"id,title\nthe-stranger,From the file\n"
    seen = bring(door, content).json()
    path = scenarios(house) / "the-stranger.yaml"
    theirs = path.read_text("utf-8").replace("title: ", "title: Theirs ")
    path.write_text(theirs, "utf-8")
    refused = bring(door, content, really="1", mark=seen["mark"])
    assert refused.status_code == 400
    assert "Somebody changed" in refused.json()["error"]
    assert path.read_text("utf-8") == theirs


def test_a_file_here_that_cannot_be_read_is_not_overwritten(house, door):
    (scenarios(house) / "broken.yaml").write_text("titel: x\n")
    seen = bring(door, b"id,title\nbroken,Mended\n").json()
    assert seen["troubles"] == [
        "broken.yaml is here already and cannot be read; mend or delete it first."
    ]


def test_a_file_over_the_bound_is_refused(door):
    refused = bring(door, b"id,title\n" + b"x" * 16_000_000)
    assert refused.status_code == 400
    assert "over 16 MB" in refused.json()["error"]
