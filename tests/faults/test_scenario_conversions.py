"""Files that git is told to encrypt or convert: kept in the folder, never recorded as they are."""

import subprocess
from dataclasses import replace

import pytest

from dashboard.scenarios import dismissing, writing
from dashboard.scenarios.customs import HOOKS, left_out
from dashboard.scenarios.filing import file_texts
from dashboard.scenarios.history import deleted, history
from dashboard.scenarios.returning import bring_back
from recommender.scenario import Scenario, ScenarioNotSaved
from tests.dashboard.scenarios.checkout import ANNA, Checkout

SECRET = "The confidential spring range"
MINE = Scenario("secret", SECRET)
TEXT = f"title: {SECRET}\n".encode()
CRYPT = "*.yaml filter=crypt diff=crypt\n*.json filter=crypt\n"


@pytest.fixture
def checkout(tmp_path) -> Checkout:
    return Checkout(tmp_path / "a repository")


def at_the_top(checkout: Checkout, attributes: str) -> None:
    (checkout.root / ".gitattributes").write_text(attributes)


def beside_the_files(checkout: Checkout, attributes: str) -> None:
    (checkout.folder / ".gitattributes").write_text(attributes)


def in_the_repository(checkout: Checkout, attributes: str) -> None:
    (checkout.root / ".git/info").mkdir(exist_ok=True)
    (checkout.root / ".git/info/attributes").write_text(attributes)


def by_a_setting(checkout: Checkout, attributes: str) -> None:
    path = checkout.root.parent / "attributes"
    path.write_text(attributes)
    checkout.git("config", "core.attributesFile", str(path))


PLACES = (at_the_top, beside_the_files, in_the_repository, by_a_setting)


def encrypting(checkout: Checkout, place=at_the_top, attributes: str = CRYPT) -> None:
    """As git-crypt and transcrypt set it up, here with a rotation by one letter."""
    place(checkout, attributes)
    for name, value in {
        "clean": "tr a-z b-za",
        "smudge": "tr b-za a-z",
        "required": "true",
    }.items():
        checkout.git("config", f"filter.crypt.{name}", value)


def held(checkout: Checkout) -> bytes:
    """All that git keeps, whether a commit names it or not."""
    return subprocess.run(
        ["git", "cat-file", "--batch-all-objects", "--batch"],
        cwd=checkout.root,
        capture_output=True,
        check=True,
    ).stdout


@pytest.mark.parametrize("place", PLACES, ids=lambda each: each.__name__)
def test_what_git_is_told_to_encrypt_is_saved_and_not_recorded(checkout, place):
    encrypting(checkout, place)
    saved = writing.save(checkout.folder, ANNA, MINE, None)
    assert saved.commit is None
    assert "git is told to pass secret.yaml through a filter" in saved.note
    assert "(filter=crypt), and Vitrine runs none" in saved.note
    assert SECRET in checkout.path("secret").read_text("utf-8")
    assert SECRET.encode() not in held(checkout)


@pytest.mark.parametrize(
    "attributes",
    [
        "*.yaml filter=git-crypt diff=git-crypt\n",
        "*.yaml filter=lfs diff=lfs merge=lfs -text\n",
        "[attr]private filter=crypt\n* private\n",
        "** filter=no-such-driver\n",
        "*.yaml -filter\nsecret.yaml filter=crypt\n",
    ],
)
def test_whichever_filter_it_is(checkout, attributes):
    encrypting(checkout, attributes=attributes)
    assert "through a filter" in writing.save(checkout.folder, ANNA, MINE, None).note
    assert SECRET.encode() not in held(checkout)


@pytest.mark.parametrize("encoding", ["UTF-16", "UTF-16LE-BOM", "latin1", "shift-jis"])
def test_what_git_is_told_to_recode_is_saved_and_not_recorded(checkout, encoding):
    at_the_top(checkout, f"*.yaml text working-tree-encoding={encoding}\n")
    saved = writing.save(checkout.folder, ANNA, Scenario("cafe", "Das Café"), None)
    assert saved.commit is None
    assert f"(working-tree-encoding={encoding}), and Vitrine writes UTF-8" in saved.note
    assert "Das Café" in checkout.path("cafe").read_text("utf-8")


@pytest.mark.parametrize(
    "attributes",
    [
        "*.yaml -filter\n",
        "*.yaml !filter\n",
        "*.yaml working-tree-encoding=UTF-8\n",
        "*.yaml text eol=crlf\n",
        "*.yaml diff=yaml merge=union export-subst export-ignore\n",
        "other.yaml filter=crypt\n",
    ],
)
def test_what_git_takes_as_it_is_is_recorded(checkout, attributes):
    encrypting(checkout, attributes=attributes)
    saved = writing.save(checkout.folder, ANNA, MINE, None)
    assert (saved.note, len(checkout.subjects())) == ("", 1)
    again = writing.save(checkout.folder, ANNA, replace(MINE, owner="us"), saved.version)
    assert (again.note, len(checkout.subjects())) == ("", 2)
    assert writing.delete(checkout.folder, ANNA, ["secret"]).note == ""
    [gone] = deleted(checkout.folder)
    assert bring_back(checkout.folder, ANNA, {"secret": gone.commit}).note == ""
    assert checkout.status() in ([], ["?? .gitattributes"])


def test_no_other_way_of_writing_records_it_either(checkout):
    encrypting(checkout)
    folder = checkout.folder
    notes = [file_texts(folder, ANNA, {"secret": TEXT}, {"secret": None}, "Import").note]
    notes += [writing.tag(folder, ANNA, ["secret"], ["spring"], []).note]
    version = checkout.version("secret")
    notes += [writing.rename(folder, ANNA, "secret", "hidden", version).note]
    notes += [writing.save_all(folder, ANNA, [MINE], {}).note]
    notes += [dismissing.record_dismissal(folder, ANNA, ["tent"]).note]
    checkout.write(f"title: {SECRET}, by hand\n", "hidden")
    notes += [
        writing.save(folder, ANNA, checkout.scenario("hidden"), checkout.version("hidden")).note
    ]
    assert ["through a filter" in each for each in notes] == [True] * 6
    assert held(checkout) == b""


def test_what_its_owner_recorded_is_neither_deleted_nor_read_as_if_it_were_plain(checkout):
    encrypting(checkout)
    checkout.commit(TEXT.decode(), "secret")
    assert SECRET.encode() not in held(checkout)
    with pytest.raises(ScenarioNotSaved, match="could not be brought back: git is told to pass"):
        writing.delete(checkout.folder, ANNA, ["secret"])
    assert "through a filter" in history(checkout.folder, "secret").note
    commit = checkout.git("rev-parse", "HEAD").strip()
    checkout.git("rm", "--quiet", str(checkout.path("secret")))
    checkout.git("commit", "--quiet", "-m", "Gone")
    assert deleted(checkout.folder) == ()
    checkout.folder.mkdir(parents=True, exist_ok=True)
    with pytest.raises(ScenarioNotSaved, match="no history to restore from: git is told to pass"):
        bring_back(checkout.folder, ANNA, {"secret": commit})


def test_beside_it_other_scenarios_are_recorded_as_ever(checkout):
    encrypting(checkout, attributes="secret.yaml filter=crypt\n")
    writing.save(checkout.folder, ANNA, MINE, None)
    assert writing.save(checkout.folder, ANNA, Scenario("open", "The open one"), None).note == ""
    assert checkout.changed() == ["open.yaml"]


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_that_does_not_run_is_told(checkout, hook):
    assert left_out(checkout.folder) == ""
    path = checkout.root / ".git/hooks" / hook
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/bin/sh\nexit 1\n")
    assert left_out(checkout.folder) == "", "git runs no hook that may not be run"
    path.chmod(0o755)
    assert "without running the hooks" in left_out(checkout.folder)
    assert writing.save(checkout.folder, ANNA, MINE, None).note == ""


@pytest.mark.parametrize("place", ["ours/hooks", "{root}/ours/hooks"])
def test_hooks_elsewhere_are_told_too(checkout, place):
    path = checkout.root / "ours/hooks/commit-msg"
    path.parent.mkdir(parents=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    checkout.git("config", "core.hooksPath", place.format(root=checkout.root))
    assert "without running the hooks" in left_out(checkout.folder)


def test_a_signature_that_is_asked_for_is_told(checkout, tmp_path):
    checkout.git("config", "commit.gpgSign", "true")
    assert "without the signature that this repository asks for" in left_out(checkout.folder)
    checkout.git("config", "commit.gpgSign", "false")
    assert left_out(checkout.folder) == ""
    assert left_out(tmp_path) == ""
