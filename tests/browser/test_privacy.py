"""Started from a real shopper: who it was, and when, stands in nothing that comes of it.

The shop's shopper ids are unmistakable, and all its purchases were made in the first days of one
May: moved back by at least a week, none is left in that month.
"""

import base64
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from recommender.scenario import load_scenario
from tests.colleague import begin_history, git
from tests.house import House

pytestmark = pytest.mark.browser

TOKEN = "zzperson{:05}qq"
WHO = re.compile(rb"zzperson|person[0-9]{5}qq", re.IGNORECASE)
MAY = pd.Timestamp("2019-05-01T09:30:00", tz="UTC")
WHEN = re.compile(rb"2019-05|2019/05|May,? 2019|[0-9]{1,2} May|May [0-9]|05/2019|5/[0-9]/2019")
TEXTS = """() => {
  const below = (root) => [...root.querySelectorAll("*")].map((each) => each.shadowRoot);
  const trees = (root) => [root, ...below(root).filter(Boolean).flatMap(trees)];
  const drawn = trees(document).map((root) => root.body?.outerHTML ?? root.innerHTML);
  const kept = [localStorage, sessionStorage].flatMap((each) => Object.values(each));
  return [location.href, ...drawn, ...kept].join("\\n");
}"""


class Seen:
    """Everything that left the server or was written, by where it was found."""

    def __init__(self):
        self.found: dict[str, bytes] = {}

    def add(self, where: str, content: str | bytes) -> None:
        said = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        self.found[f"{where} ({len(self.found)})"] = said

    def add_folder(self, folder: Path, but: str = "") -> None:
        for path in filter(Path.is_file, folder.rglob("*")):
            if path.name != but:
                self.add(str(path), path.read_bytes())

    def add_archive(self, where: str, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                self.add(f"{where}/{name}", archive.read(name))

    def add_recording(self, path: Path) -> None:
        """All that the browser was answered, its addresses and headers too."""
        for entry in json.loads(path.read_text("utf-8"))["log"]["entries"]:
            content = entry["response"]["content"]
            text = content.pop("text", "")
            packed = content.get("encoding") == "base64"
            self.add(entry["request"]["url"], base64.b64decode(text) if packed else text)
            self.add(f"around {entry['request']['url']}", json.dumps(entry))

    def betrays(self, what: re.Pattern[bytes]) -> list[str]:
        return [f"{where}: {said[:200]!r}" for where, said in self._found(what)]

    def _found(self, what: re.Pattern[bytes]) -> Iterator[tuple[str, bytes]]:
        for where, said in self.found.items():
            if at := what.search(said):
                yield where, said[max(0, at.start() - 60) : at.end() + 60]


@pytest.fixture
def house(make_house: Callable[..., House], demo_shop: Path, tmp_path: Path) -> House:
    """On a shop of unmistakable shoppers, with a scenario repository that is still empty."""
    shop = shutil.copytree(demo_shop, tmp_path / "shop" / "demo")
    purchases = pd.read_parquet(shop / "purchases.parquet")
    shoppers, _ = pd.factorize(purchases["shopper_id"])
    purchases["shopper_id"] = [TOKEN.format(each) for each in shoppers]
    days = pd.factorize(purchases["bought_at"].dt.normalize())[0] % 6
    purchases["bought_at"] = MAY + pd.to_timedelta(days, unit="D")
    purchases.to_parquet(shop / "purchases.parquet")
    scenarios = tmp_path / "empty"
    scenarios.mkdir()
    (scenarios / "README.md").write_text("Our scenarios.\n")
    house = make_house(shop=shop, scenarios=scenarios)
    begin_history(house.scenarios)
    return house


def test_nothing_tells_who_a_real_shopper_was_or_when(house, browser: Browser, tmp_path, capfd):
    seen = Seen()
    house.start()
    recording = tmp_path / "recording.har"
    visit = house.browse(
        browser, "merchandiser", record_har_path=recording, record_har_content="embed"
    )
    visit.page.on("websocket", lambda socket: socket.on("framereceived", framed(seen)))
    scenario = build(visit.page, visit.go, seen)
    look_around(visit.page, visit.go, seen, scenario)
    for address in ("/api/suite", "/api/coverage", "/api/suggestions", "/api/suite/export.csv"):
        answer = visit.context.request.get(f"{house.base}{address}")
        assert answer.ok, answer.text()
        seen.add(address, answer.body())
    archive = visit.context.request.get(f"{house.base}/api/suite/export.zip")
    seen.add_archive("export.zip", archive.body())
    visit.context.close()
    seen.add_recording(recording)
    check_and_release(house, seen, scenario)
    house.stop()
    seen.add_folder(house.folder)
    seen.add_folder(house.shop.parent, but="purchases.parquet")
    seen.add("git log -p", git(house.scenarios, "log", "-p", "--all", "--format=fuller"))
    seen.add("git objects", objects(house))
    seen.add("logs", "".join(capfd.readouterr()))
    enough(seen, house, scenario)
    assert seen.betrays(WHO) == []
    assert seen.betrays(WHEN) == []


def framed(seen: Seen) -> Callable[[str | bytes], None]:
    return lambda frame: seen.add("websocket", frame)


def build(page: Page, go: Callable[[str], Page], seen: Seen) -> str:
    """The id of the scenario that was saved."""
    go("/scenarios?scenario=new")
    page.get_by_role("button", name="A real shopper").click()
    page.get_by_label("Somebody who bought").fill("lamp")
    page.locator(".starts .tile").first.click()
    page.locator(".starts .start").first.click()
    expect(page.locator(".owned").first).to_be_visible()
    expect(page.locator(".column .tile canvas.here").first).to_be_visible()
    page.get_by_label("Title").fill("Somebody real")
    seen.add("the page", page.evaluate(TEXTS))
    page.keyboard.press("Control+s")
    seen.add("the page when saving", page.evaluate(TEXTS))
    page.get_by_role("button", name="Save it").click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    return "somebody-real"


def look_around(page: Page, go: Callable[[str], Page], seen: Seen, scenario: str) -> None:
    page.get_by_role("button", name="History").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    seen.add("the history", page.evaluate(TEXTS))
    go(f"/scenarios?scenario={scenario}")
    expect(page.locator(".column .tile canvas.here").first).to_be_visible()
    seen.add("the page, opened again", page.evaluate(TEXTS))
    for address in ("/scenarios", "/coverage"):
        go(address)
        expect(page.locator("canvas.here").first).to_be_visible(timeout=30_000)
        seen.add(address, page.evaluate(TEXTS))


def check_and_release(house: House, seen: Seen, scenario: str) -> None:
    report = house.folder / "check.xml"
    seen.add(
        "check", house.run("recommender", "check", "--junit", str(report), "--json", expect=None)
    )
    house.open_release("spring", "als", scenarios=(scenario,))
    seen.add("release", house.run("dashboard", "release", "show", "spring", "--json"))


def objects(house: House) -> bytes:
    """All that the repository holds, reached by a commit or not."""
    return subprocess.run(
        ["git", "cat-file", "--batch-all-objects", "--batch"],
        cwd=house.folder / "scenarios",
        check=True,
        capture_output=True,
    ).stdout


def enough(seen: Seen, house: House, scenario: str) -> None:
    """What was searched is what was made: else nothing could be found in it."""
    path = house.folder / "scenarios" / f"{scenario}.yaml"
    saved = load_scenario(path)
    assert saved.situation.bought and all(each.on for each in saved.situation.bought)
    bought = saved.situation.product_ids[0].encode()
    places = ("/api/shoppers", "/api/scenarios", "the page", "export.zip", "git log", "git objects")
    for place in (*places, "check.xml", "/api/suite/export.csv", "vitrine.db", "release"):
        assert any(place in where and said for where, said in seen.found.items()), place
    moved = saved.situation.bought[0].on.isoformat().encode()
    for place in ("/api/shoppers", "export.zip", "git log", str(path)):
        told = [said for where, said in seen.found.items() if place in where]
        assert any(bought in said and moved in said for said in told), place
    assert any("websocket" in where for where in seen.found)
    purchases = pd.read_parquet(house.shop / "purchases.parquet")
    original = str(purchases.iloc[0].to_dict()).encode()
    assert WHO.search(original) and WHEN.search(original)
