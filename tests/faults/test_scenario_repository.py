"""A8, A11, D5: a save of a scenario that is killed, raced, out of room or in hostile hands."""

import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.scenarios import writing
from dashboard.scenarios.facts import ChangedMeanwhile
from dashboard.scenarios.history import deleted, history
from dashboard.scenarios.returning import bring_back
from recommender.scenario import Scenario
from tests.dashboard.scenarios.checkout import ANNA, CAMPER, COMMENTED, Checkout

ROOT = Path(__file__).parent.parent.parent
KILLED = "killed"
HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "post-index-change")


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "a repository")


class Savers:
    """Processes that save without end, one at a time, each killed when the test says so."""

    def __init__(self, folder: Path, name: str):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.saving_endlessly", str(folder), name],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self) -> int:
        """The next one's process id."""
        self.process.stdin.write("next\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def acknowledged(self) -> str:
        """The commit of the next save that it says is safe."""
        return self.process.stdout.readline().strip()

    def rest(self) -> list[str]:
        """What the killed one still said."""
        return [each.strip() for each in iter(self.process.stdout.readline, "dead\n")]

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def end(process_id: int, with_its_git: bool) -> None:
    """SIGKILL: the process alone, so that its git goes on, or its git too."""
    children = Path(f"/proc/{process_id}/task/{process_id}/children")
    found = children.read_text().split() if with_its_git and children.exists() else []
    os.kill(process_id, signal.SIGKILL)
    for child in found:
        try:
            os.kill(int(child), signal.SIGKILL)
        except ProcessLookupError:
            continue


def kill_rounds(checkout: Checkout, rounds: int) -> None:
    chance = random.Random(5)
    savers = Savers(checkout.folder, KILLED)
    told = set()
    for number in range(rounds):
        process_id = savers.start()
        told.add(savers.acknowledged())
        time.sleep(chance.uniform(0, 0.1))
        end(process_id, with_its_git=number % 3 > 0)
        told |= set(savers.rest())
        saved = writing.save(checkout.folder, ANNA, Scenario(f"next-{number}", "Next"), None)
        assert saved.note == "", saved.note
        assert all(each[0] in " ?" for each in checkout.status()), "nothing is left staged"
    savers.close()
    assert len(told) >= rounds
    assert told <= set(checkout.git("log", "--format=%H").split())
    checkout.git("fsck", "--strict")
    seen = checkout.version(KILLED)
    writing.save(checkout.folder, ANNA, Scenario(KILLED, "In the end"), seen)
    assert checkout.status() == []


def test_a_killed_save_loses_nothing_acknowledged_and_blocks_nobody(checkout):
    kill_rounds(checkout, 12)


@pytest.mark.soak
def test_sixty_killed_saves_lose_nothing_acknowledged_and_block_nobody(checkout):
    kill_rounds(checkout, 60)


@pytest.mark.parametrize("name", ["index.lock", "HEAD.lock", "refs/heads/main.lock"])
def test_what_a_killed_git_of_ours_left_is_cleared(checkout, name):
    writing.save(checkout.folder, ANNA, CAMPER, None)
    git = checkout.root / ".git"
    (git / "vitrine.lock").write_text(f"{time.time() - 5:.3f} refs/heads/main\n")
    (git / name).touch()
    os.utime(git / name, (time.time() - 4, time.time() - 4))
    assert writing.save(checkout.folder, ANNA, Scenario("b", "B"), None).note == ""
    assert not (git / name).exists()


def test_an_index_that_a_killed_git_left_behind_catches_up(checkout):
    seen = checkout.commit(COMMENTED)
    old = (checkout.root / ".git/index").read_bytes()
    edited = checkout.scenario(title="Edited")
    writing.save(checkout.folder, ANNA, edited, seen)
    (checkout.root / ".git/index").write_bytes(old)
    assert checkout.status()[0].startswith("MM ")
    (checkout.root / ".git/vitrine.lock").write_text(f"{time.time():.3f} refs/heads/main\n")
    writing.save(checkout.folder, ANNA, Scenario("b", "B"), None)
    assert checkout.status() == []


def test_two_processes_that_save_at_once_both_save(checkout):
    both = [Savers(checkout.folder, name) for name in ("one", "two")]
    running = [savers.start() for savers in both]
    told = {savers.acknowledged() for _ in range(5) for savers in both}
    for process_id, savers in zip(running, both, strict=True):
        end(process_id, with_its_git=False)
        told |= set(savers.rest())
        savers.close()
    writing.save(checkout.folder, ANNA, Scenario("third", "Third"), None)
    assert told <= set(checkout.git("log", "--format=%H").split())
    for name in ("one", "two"):
        assert {each.author for each in history(checkout.folder, name).revisions} == {name}


def test_of_many_on_one_version_one_saves_and_the_others_are_told(checkout):
    seen = checkout.commit(COMMENTED)

    def attempt(number: int) -> str:
        try:
            mine = Scenario("camper", f"Of {number}")
            return writing.save(checkout.folder, ANNA, mine, seen).commit or "unrecorded"
        except ChangedMeanwhile as told:
            return f"{told.theirs.title}"

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(attempt, range(6)))
    head = checkout.git("rev-parse", "HEAD").strip()
    assert answers.count(head) == 1
    assert set(answers) == {head, f"Of {answers.index(head)}"}
    assert len(checkout.subjects()) == 2


def test_a_colleague_who_commits_all_the_while_loses_nothing(checkout):
    checkout.commit("title: C\n", "colleague")
    done = threading.Event()
    made = []

    def colleague() -> None:
        while not done.is_set():
            checkout.write(f"title: C {len(made)}\n", "colleague")
            path = str(checkout.path("colleague"))
            asked = ["git", "-c", "user.name=C", "-c", "user.email=c@x", "commit", "-qm"]
            told = subprocess.run(
                [*asked, f"C {len(made)}", "--", path], cwd=checkout.root, capture_output=True
            )
            made.append(told.returncode == 0)

    worker = threading.Thread(target=colleague)
    worker.start()
    seen = None
    for number in range(8):
        saved = writing.save(checkout.folder, ANNA, Scenario("mine", f"Mine {number}"), seen)
        assert saved.note == "", saved.note
        seen = saved.version
    done.set()
    worker.join()
    subjects = checkout.subjects()
    assert len([each for each in subjects if "C " in each[:2]]) == sum(made)
    assert len([each for each in subjects if "Mine" in each]) == 8
    checkout.git("fsck", "--strict")


def hostile(checkout: Checkout) -> Path:
    """A repository whose settings name a program wherever git would run one; what they touch."""
    touched = checkout.root / "touched"
    run = f"touch '{touched}'; cat"
    for hook in HOOKS:
        path = checkout.root / ".git/hooks" / hook
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\ntouch '{touched}'\n")
        path.chmod(0o755)
    for name, value in {
        "core.fsmonitor": run,
        "core.editor": run,
        "core.pager": run,
        "core.alternateRefsCommand": run,
        "commit.gpgSign": "true",
        "log.showSignature": "true",
        "gpg.program": run,
        "diff.external": run,
        "diff.evil.textconv": run,
        "filter.evil.clean": run,
        "filter.evil.smudge": run,
        "filter.evil.required": "true",
        "filter.a=b.c.process": run,
        "hook.evil.command": run,
        "hook.evil.event": "pre-commit",
    }.items():
        checkout.git("config", name, value)
    (checkout.root / ".git/info").mkdir(exist_ok=True)
    attributes = "kamper.yaml diff=evil\ncamper.yaml diff=evil\n*.txt filter=evil\n"
    attributes += "evil.yaml filter=evil diff=evil\nodd.yaml filter=a=b.c\n"
    (checkout.root / ".git/info/attributes").write_text(attributes)
    return touched


def test_nothing_that_a_hostile_repository_names_is_run(checkout):
    touched = hostile(checkout)
    first = writing.save(checkout.folder, ANNA, CAMPER, None)
    unrecorded = [
        writing.save(checkout.folder, ANNA, Scenario(name, name), None) for name in ("odd", "evil")
    ]
    assert ["through a filter" in each.note for each in unrecorded] == [True, True]
    checkout.write(checkout.path().read_text("utf-8") + "# by hand\n")
    edited = Scenario("camper", "Edited")
    second = writing.save(checkout.folder, ANNA, edited, checkout.version())
    renamed = writing.rename(checkout.folder, ANNA, "camper", "kamper", second.version)
    writing.delete(checkout.folder, ANNA, ["kamper"])
    [gone] = deleted(checkout.folder)
    bring_back(checkout.folder, ANNA, {"kamper": gone.commit})
    assert len(history(checkout.folder, "kamper").revisions) == 6
    assert {first.note, second.note, renamed.note} == {""}
    assert not touched.exists()
    checkout.git("status")
    assert touched.exists(), "an unguarded git runs what they name"


def test_a_full_disk_keeps_the_old_text_and_names_the_cause(checkout):
    seen = writing.save(checkout.folder, ANNA, CAMPER, None).version
    before = checkout.path().read_bytes()
    told = limited(checkout, seen, story=3_000, most=2_000)
    assert "File too large. What was there before stands." in told
    assert checkout.path().read_bytes() == before
    assert [path.name for path in checkout.folder.iterdir()] == ["camper.yaml"]
    assert checkout.status() == []
    assert limited(checkout, seen, story=3_000, most=200_000) == "\n"


def test_no_room_for_the_history_keeps_the_file_and_blocks_no_later_save(checkout):
    for number in range(60):
        checkout.write("title: Another\n", f"another-{number}")
    checkout.git("add", ".")
    seen = checkout.commit(COMMENTED)
    told = limited(checkout, seen, story=100, most=3_000)
    assert "Saved in the folder, but not recorded in the history" in told
    assert checkout.scenario().title == "Long"
    assert list((checkout.root / ".git").glob("*.lock")) == [checkout.root / ".git/vitrine.lock"]
    again = writing.save(checkout.folder, ANNA, CAMPER, checkout.version())
    assert again.note == ""


def limited(checkout: Checkout, seen: str, story: int, most: int) -> str:
    """What a save says, in a process that may write at most so many bytes into a file."""
    code = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from dashboard.scenarios import writing\n"
        "from recommender.refusal import Refusal\n"
        "from recommender.scenario import Scenario\n"
        "from tests.dashboard.scenarios.checkout import ANNA\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))\n"
        f"scenario = Scenario('camper', 'Long', story='x' * {story})\n"
        "try:\n"
        f"    print(writing.save(Path(sys.argv[1]), ANNA, scenario, {seen!r}).note)\n"
        "except Refusal as refusal:\n"
        "    print(refusal)\n"
    )
    return in_process(code, checkout.folder)


def in_process(code: str, folder: Path, **options: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        **options,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


ACT_AS_NOBODY = (
    "import os, sys\n"
    "from pathlib import Path\n"
    "from dashboard.scenarios import writing\n"
    "from recommender.refusal import Refusal\n"
    "from recommender.scenario import Scenario\n"
    "from tests.dashboard.scenarios.checkout import ANNA\n"
    "if os.getuid() == 0:\n"
    "    os.setgid(65534)\n"
    "    os.setuid(65534)\n"
    "try:\n"
    "    print(writing.save(Path(sys.argv[1]), ANNA, Scenario('b', 'B'), None))\n"
    "except Refusal as refusal:\n"
    "    print(refusal)\n"
)


def protect(path: Path, mode: int) -> None:
    for each in (path, *path.rglob("*")):
        if each.is_dir():
            each.chmod(mode)


@pytest.fixture
def open_checkout() -> Iterator[Checkout]:
    """Where a process without rights comes too."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        checkout = Checkout(Path(folder) / "repository")
        checkout.commit(COMMENTED)
        yield checkout
        protect(Path(folder), 0o755)


def test_a_read_only_folder_is_said_and_stays(open_checkout):
    protect(open_checkout.root, 0o555)
    told = in_process(ACT_AS_NOBODY, open_checkout.folder)
    assert "cannot be written: Permission denied" in told
    assert [path.name for path in open_checkout.folder.iterdir()] == ["camper.yaml"]


def test_a_read_only_history_keeps_the_file(open_checkout):
    protect(open_checkout.root, 0o555)
    open_checkout.folder.chmod(0o777)
    told = in_process(ACT_AS_NOBODY, open_checkout.folder)
    assert ".git cannot be written: Permission denied." in told
    assert open_checkout.scenario("b").title == "B"
    assert open_checkout.subjects() == ["By hand"]
