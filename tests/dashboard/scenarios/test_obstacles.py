"""Where the history cannot be written: the work is kept, one sentence says why."""

import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.scenarios import commits, writing
from dashboard.scenarios.history import added, deleted, history, last_writer
from dashboard.scenarios.returning import bring_back
from recommender.scenario import ScenarioNotSaved
from tests.dashboard.scenarios.checkout import ANNA, BEN, CAMPER, COMMENTED, Checkout


def unrecorded(folder: Path, because: str) -> None:
    """The file is written and the reason told; deleting what could not come back is refused."""
    saved = writing.save(folder, ANNA, CAMPER, None)
    assert saved.commit is None
    assert because in saved.note
    assert "\n" not in saved.note
    assert "The camper" in (folder / "camper.yaml").read_text("utf-8")
    with pytest.raises(ScenarioNotSaved, match="could not be brought back"):
        writing.delete(folder, ANNA, ["camper"])
    assert (folder / "camper.yaml").exists()


def test_no_repository(tmp_path):
    unrecorded(tmp_path, "in no git repository; run `git init`")
    assert "no git repository" in history(tmp_path, "camper").note
    assert deleted(tmp_path) == ()
    assert added(tmp_path, "camper").bought == {}
    assert last_writer(tmp_path, "camper").by == "somebody outside Vitrine"
    renamed = writing.rename(tmp_path, ANNA, "camper", "k", writing.version_of(tmp_path, "camper"))
    assert renamed.note
    with pytest.raises(ScenarioNotSaved, match="no history to restore from"):
        bring_back(tmp_path, ANNA, {"gone": "0" * 40})


def test_no_git(checkout, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    unrecorded(checkout.folder, "git is not installed on this machine; have it installed.")


def test_a_bare_repository(tmp_path, checkout):
    checkout.git("init", "--quiet", "--bare", str(tmp_path / "bare"))
    (tmp_path / "bare/scenarios").mkdir()
    unrecorded(tmp_path / "bare/scenarios", "is bare")


def test_a_folder_that_git_ignores(checkout):
    (checkout.root / ".gitignore").write_text("our scenarios/\n")
    unrecorded(checkout.folder, "is ignored by .gitignore")
    assert checkout.git("ls-files") == ""


def test_a_file_that_git_knows_although_it_ignores_its_folder(checkout):
    (checkout.root / ".gitignore").write_text("our scenarios/\n")
    checkout.write(COMMENTED)
    checkout.git("add", "--force", str(checkout.path()))
    checkout.git("commit", "--quiet", "-m", "Forced")
    saved = writing.save(checkout.folder, ANNA, checkout.scenario(title="Mine"), checkout.version())
    assert saved.note == ""
    assert checkout.changed() == ["camper.yaml"]


def test_a_detached_head(checkout):
    seen = checkout.commit(COMMENTED)
    checkout.git("switch", "--quiet", "--detach")
    saved = writing.save(checkout.folder, ANNA, checkout.scenario(title="Mine"), seen)
    assert (saved.commit, "no branch" in saved.note) == (None, True)
    assert checkout.subjects() == ["By hand"]
    checkout.git("switch", "--quiet", "main")
    again = writing.save(checkout.folder, BEN, checkout.scenario(title="Mine"), saved.version)
    assert (again.note, checkout.subjects()[0]) == (
        "",
        "Changes made outside Vitrine",
    )


def test_what_is_in_the_history_may_be_deleted_on_no_branch_too(checkout):
    checkout.commit(COMMENTED)
    checkout.git("switch", "--quiet", "--detach")
    assert "no branch" in writing.delete(checkout.folder, ANNA, ["camper"]).note
    [gone] = deleted(checkout.folder)
    bring_back(checkout.folder, ANNA, {"camper": gone.commit})
    assert checkout.path().read_text("utf-8") == COMMENTED


@pytest.mark.parametrize("act", ["merge", "rebase", "cherry-pick"])
def test_an_act_of_git_under_way(checkout, act):
    checkout.commit("title: Another\n", "another")
    checkout.commit(COMMENTED)
    checkout.git("switch", "--quiet", "-c", "branch", "HEAD~1")
    checkout.commit("title: Ours\n", "second")
    checkout.commit("title: Clash\n", "camper")
    checkout.git(act, "main", code=1)
    saved = writing.save(
        checkout.folder, ANNA, checkout.scenario("another", title="X"), checkout.version("another")
    )
    assert (saved.commit, f"a {act} is under way" in saved.note) == (None, True)
    assert checkout.scenario("another").title == "X"


def test_the_first_commit_of_a_repository(checkout):
    assert history(checkout.folder, "camper").revisions == ()
    assert writing.save(checkout.folder, ANNA, CAMPER, None).note == ""
    assert len(checkout.subjects()) == 1


def test_a_second_checkout_of_the_repository(checkout, tmp_path):
    seen = checkout.commit(COMMENTED)
    checkout.git("worktree", "add", "--quiet", "-b", "other", str(tmp_path / "second"))
    folder = tmp_path / "second" / checkout.folder.relative_to(checkout.root)
    saved = writing.save(folder, ANNA, replace(CAMPER, title="Mine"), seen)
    assert saved.note == ""
    assert checkout.git("rev-parse", "other").strip() == saved.commit
    assert checkout.version() == seen


def test_a_repository_inside_another(checkout, tmp_path):
    inner = Checkout(tmp_path / "inner", "scenarios")
    inner.commit(COMMENTED)
    checkout.git(
        *("-c", "protocol.file.allow=always", "submodule", "--quiet", "add"),
        *(str(inner.root), "inner"),
    )
    folder = checkout.root / "inner/scenarios"
    saved = writing.save(folder, ANNA, replace(CAMPER, title="Mine"), inner.version())
    assert saved.note == ""
    assert checkout.git("-C", "inner", "log", "-1", "--format=%an").strip() == "Reviewer A"


def test_a_repository_of_another_owner(checkout):
    checkout.commit(COMMENTED)
    for path in (checkout.root, *checkout.root.rglob("*")):
        shutil.chown(path, 12345)
    assert writing.save(checkout.folder, ANNA, replace(CAMPER, id="b"), None).note == ""


def test_a_lock_that_another_git_left_is_told_and_kept(checkout, monkeypatch):
    monkeypatch.setattr(commits, "PATIENCE", 0.2)
    seen = checkout.commit(COMMENTED)
    lock = checkout.root / ".git/index.lock"
    lock.touch()
    saved = writing.save(checkout.folder, ANNA, checkout.scenario(title="Mine"), seen)
    assert f"delete {lock}" in saved.note
    assert checkout.scenario().title == "Mine"
    assert lock.exists()
    lock.unlink()
    later = writing.save(checkout.folder, BEN, checkout.scenario(tags=("x",)), saved.version)
    assert later.note == ""
    assert checkout.git("log", "-2", "--format=%an").split() == ["Reviewer", "B", "Vitrine"]


def test_another_git_at_work_is_waited_for(checkout):
    lock = checkout.root / ".git/index.lock"
    lock.touch()
    threading.Timer(0.4, lock.unlink).start()
    assert writing.save(checkout.folder, ANNA, CAMPER, None).note == ""


def test_a_git_that_says_no_leaves_nothing_staged(checkout, monkeypatch):
    monkeypatch.setattr(commits, "PATIENCE", 0)
    (checkout.root / ".git/refs/heads").rmdir()
    (checkout.root / ".git/refs/heads").write_text("in the way")
    assert writing.save(checkout.folder, ANNA, CAMPER, None).note != ""
    assert checkout.git("ls-files") == ""


def test_a_missing_folder(tmp_path):
    with pytest.raises(ScenarioNotSaved, match="missing; make it"):
        writing.save(tmp_path / "none", ANNA, CAMPER, None)


def test_the_environment_of_a_hook_does_not_mislead(checkout, monkeypatch, tmp_path):
    other = Checkout(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / ".git/index"))
    saved = writing.save(checkout.folder, ANNA, CAMPER, None)
    monkeypatch.undo()
    assert checkout.git("rev-parse", "HEAD").strip() == saved.commit
    other.git("rev-parse", "--verify", "--quiet", "HEAD", code=1)
