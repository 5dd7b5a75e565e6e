"""Before the review is closed nothing that is sent tells a reviewer whose slate is whose."""

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from dashboard.releases.answering import give_verdict
from dashboard.releases.choices import Answer, Decision
from dashboard.releases.database import disconnect, reading, sessions
from dashboard.releases.frozen import Evidence
from dashboard.releases.model import Revision
from dashboard.releases.person import Person
from dashboard.releases.queries import release_page
from dashboard.releases.reviewing import review_sheet
from dashboard.releases.services import close_review, sign_off
from recommender.fitted import fit_candidate
from recommender.kinds import make_candidate
from recommender.settings import Settings
from recommender.shop import open_shop
from tests.browser.hearing import Wire
from tests.colleague import begin_history
from tests.house import House, Visit
from tests.small_release import nothing_moved

BRAND_MANAGER = Person("brand-manager", "Brand manager", roles=frozenset({"reviewer"}))
HEAD = Person("head-of-brand", "Head of brand", roles=frozenset({"approver:brand"}))
LETTER = re.compile("[A-Z]")
FITTED = {
    "zq-alder": ("Quokka", "best_sellers"),
    "zq-birch": ("Wombat", "bm25"),
    "zq-cedar": ("Bandicoot", "cosine"),
}
UNFITTED = {"zq-dogwood": ("Kowari", "category_best_sellers")}
SHOPPERS = (
    "candles-again",
    "tea-for-two",
    "the-stranger",
    "a-new-baby",
)
RELEASES = ("spring", "winter")
"""Winter was closed and signed GO before spring was opened, with the same models."""
HIDDEN = "Names are hidden while “Spring” is in review, because its models stand here too."
PAGES = (
    "/releases",
    *(
        f"/{page}?release=spring"
        for page in ("review", "decision", "changes", "disagreements", "figures")
    ),
    "/review?release=winter",
    "/decision?release=winter",
    "/scenarios",
    "/scenarios?scenario=candles-again",
    "/scenarios?scenario=new",
    "/coverage",
)
FOR_AN_APPROVER = ("/changes?release=spring",)
ADDRESSES = (
    *(
        f"/api/releases/{name}/{each}"
        for name in RELEASES
        for each in (
            "review",
            *(f"revisions/1/scenarios/{each}" for each in SHOPPERS),
            *(f"threads?scenario={each}" for each in SHOPPERS),
            "changes",
            "disagreements",
            "figures",
            "figures/slates?candidate=zq-alder&which=shown",
            "figures/products?reason=too-similar",
            "export/verdicts.csv",
        )
    ),
    "/api/releases/spring/gate",
    "/api/suite",
    f"/api/suite/findings?ids={','.join(SHOPPERS)}",
    "/api/suite?state=unmet",
    "/api/coverage",
    "/api/suggestions",
    "/api/starts",
    "/api/expectations",
    "/api/scenarios/candles-again/history",
    "/readyz",
    "/metrics",
)


@pytest.fixture(scope="module")
def house(demo_shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A release whose candidates cannot be mistaken for anything else."""
    folder = tmp_path_factory.mktemp("blind")
    shop = folder / "shop"
    without = shutil.ignore_patterns("candidates")
    shutil.copytree(demo_shop, shop, ignore=without)
    house = House(folder / "house", shop, f"sqlite:///{folder}/vitrine.db")
    settings = house.folder / "vitrine.toml"
    settings.write_text(with_candidates(settings.read_text("utf-8")), "utf-8")
    opened = open_shop(shop)
    for each in Settings.read(settings).candidates:
        if each.id in FITTED:
            fit_candidate(make_candidate(each), opened)
    begin_history(house.scenarios)
    house.run("dashboard", "migrate")
    house.open_release("winter", *FITTED, scenarios=SHOPPERS)
    sign_winter(house)
    house.open_release("spring", *FITTED, scenarios=SHOPPERS)
    house.start()
    yield house
    house.stop()


def sign_winter(house: House) -> None:
    """Answered in the order of the models by one reviewer, whose answers spring takes over."""
    record = sessions(house.environment["VITRINE_DATABASE"])
    for scenario in SHOPPERS:
        for candidate in FITTED:
            give_verdict(record, BRAND_MANAGER, "winter", 1, scenario, candidate, Answer.SHOW)
    close_review(record, HEAD, "winter")
    page = release_page(record, "winter", HEAD)
    seen = (page.confirm[Decision.GO], page.fingerprint, page.review)
    sign_off(
        record, HEAD, "winter", Decision.GO, ["zq-birch"], "It suits.", *seen, compare=nothing_moved
    )
    disconnect(record)


@pytest.fixture
def wire(house: House) -> Iterator[Wire]:
    """What is sent over it is plain."""
    wire = Wire(house.port)
    yield wire
    wire.shutdown()
    wire.server_close()
    sent = b"".join(each.partition(b"\r\n\r\n")[0].lower() for _, each in wire.heard)
    assert not any(each in sent for each in (b"content-encoding", b"permessage-deflate"))


@pytest.fixture(scope="module")
def secrets(house: House) -> dict[str, str]:
    """All that must not be sent, by what it is."""
    named = {
        f"{what} of {name}": each
        for name, (title, kind) in (FITTED | UNFITTED).items()
        for what, each in (("id", name), ("title", title), ("kind", kind))
    }
    record = sessions(house.environment["VITRINE_DATABASE"])
    with reading(record) as session:
        revisions = session.execute(select(Revision.blinding, Revision.candidates)).all()
        slates = session.scalars(select(Evidence.record)).all()
    disconnect(record)
    digests = {
        f"{what} of {each['id']}": each[what]
        for _, candidates in revisions
        for each in candidates
        for what in ("fingerprint", "card_digest")
    }
    scores = {
        f"score {score}": score
        for each in slates
        for row in each["slate"]
        if len(score := json.dumps(row["score"])) > 8
    }
    assert len(scores) > 20
    seeds = {f"seed {seed}": seed for seed, _ in revisions}
    return named | digests | scores | seeds


def with_candidates(settings: str) -> str:
    before, _, rest = settings.partition("[[candidates]]")
    tables = (
        f'[[candidates]]\nid = "{name}"\ntitle = "{title}"\nkind = "{kind}"\n\n'
        for name, (title, kind) in (FITTED | UNFITTED).items()
    )
    return before + "".join(tables) + rest[rest.index("[[people]]") :]


def enter(wire: Wire, browser: Browser, person: str) -> Visit:
    """By the sign-in, as people do."""
    visit = Visit(browser.new_context(viewport={"width": 1440, "height": 900}), wire.base)
    page = visit.go("/")
    page.locator(f".people button[data-person={person}]").click()
    expect(page.get_by_role("heading", name="Releases")).to_be_visible()
    return visit


def approve(wire: Wire, browser: Browser) -> Visit:
    """Without a look at the releases, where who only signs may read what winter's were."""
    visit = Visit(browser.new_context(viewport={"width": 1440, "height": 900}), wire.base)
    visit.context.request.post(f"{wire.base}/sign-in", data={"person": "head-of-brand"})
    return visit


def look_through(visit: Visit, paths: Iterable[str] = PAGES) -> None:
    """In windows of their own, so that one draws while another waits."""
    pages = []
    for each in paths:
        page = visit.context.new_page()
        page.goto(f"{visit.base}{each}", wait_until="commit")
        pages.append(page)
    for page in pages:
        page.wait_for_selector('[data-test-script-state="notRunning"]')
        look_at(page)
        page.close()


def ask(visit: Visit, addresses: Iterable[str] = ADDRESSES) -> None:
    for each in addresses:
        visit.context.request.get(f"{visit.base}{each}")


def look_at(page: Page) -> None:
    """Its pictures have come, one of them is large."""
    page.wait_for_load_state("networkidle")
    tile = page.locator(".column .tile")
    if tile.count():
        tile.first.click(position={"x": 40, "y": 40})
        expect(page.get_by_role("dialog").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        page.keyboard.press("Escape")


def say(visit: Visit, person: str) -> None:
    """All that can be answered, and each of it once more as if from an old window."""
    at = f"{visit.base}/api/releases/spring"
    review = visit.context.request.get(f"{at}/review").json()
    for scenario in review["scenarios"]:
        letters = [each["letter"] for each in scenario["columns"]]
        seen = visit.context.request.get(f"{at}/revisions/1/scenarios/{scenario['id']}").json()
        product = seen["evidence"]["A"]["slate"][0]["product_id"]
        about = {"person": person, "revision": 1, "scenario": scenario["id"]}
        forms = [("verdicts", {"column": each, "value": "show"}) for each in letters]
        forms += [
            ("judgements", {"product": product, "value": "suits"}),
            ("preferences", {"best": letters[:2]}),
        ]
        for name, form in forms:
            for changed in ({}, OTHERWISE[name]):
                sent = about | form | changed | {"expected_version": 0}
                answer = visit.context.request.post(
                    f"{at}/{name}", data=sent, headers={"Origin": visit.base}
                )
                assert answer.status == (409 if changed else 200), answer.text()
                if changed:
                    told = answer.json()["stored"]
                    assert told.keys() <= {"value", "reasons", "comment", "best", "version"}
                    assert all(told[each] == form[each] for each in OTHERWISE[name] if each in form)


OTHERWISE = {
    "verdicts": {"value": "do not show", "comment": "Not at all."},
    "judgements": {"value": "never"},
    "preferences": {"best": ["C"]},
}


def test_a_reviewer_learns_no_candidate_from_all_that_is_sent(
    wire: Wire, browser: Browser, secrets: dict[str, str]
) -> None:
    visit = enter(wire, browser, "merchandiser")
    ask(visit)
    answer_first(visit)
    say(visit, "merchandiser")
    change_the_basket(visit)
    ask(visit)
    look_through(visit)
    expect(visit.go("/decision?release=winter").get_by_text(HIDDEN)).to_be_visible()
    assert wire.found(secrets) == {}
    assert visit.complaints == []
    visit.context.close()


def answer_first(visit: Visit) -> None:
    """What the shop shows today is one of the columns: until they are answered it is not told."""
    told = visit.context.request.get(f"{visit.base}/api/releases/spring/changes").json()
    assert told["unanswered"]["name"] == "spring"
    assert (told["scenarios"], told["products"], told["products_before"]) == ([], {}, {})
    page = visit.go("/changes?release=spring")
    expect(page.locator(".nothing")).to_contain_text("wait for your answers")
    expect(page.locator(".card .tile")).to_have_count(0)


def test_no_order_of_what_is_sent_tells_a_column_from_another(house: House) -> None:
    record = sessions(house.environment["VITRINE_DATABASE"])
    lines = review_sheet(record, "spring", BRAND_MANAGER).scenarios
    disconnect(record)
    standing = {each.id: each.columns for each in lines}
    with house.enter("brand-manager") as door:
        told = {each: door.get(each).text for each in ADDRESSES if "/releases/spring/" in each}
    found = [
        (address, list(orders_in(json.loads(text))))
        for address, text in told.items()
        if text.startswith("{")
    ]
    assert all(each == sorted(each) for _, orders in found for each in orders), found
    review = json.loads(told["/api/releases/spring/review"])
    assert all(each["carried"] for given in review["verdicts"].values() for each in given.values())
    decoded = {
        tuple(standing[scenario][letter] for letter in given)
        for scenario, given in review["verdicts"].items()
    }
    assert len(review["verdicts"]) == len(SHOPPERS)
    assert len(decoded) > 1
    assert sum(len(orders) for _, orders in found) > 2 * len(SHOPPERS)


def orders_in(told: object) -> Iterator[list[str]]:
    """Of JSON as it is sent, every run of letters: keys, lists, and what stands for a column."""
    if isinstance(told, dict):
        yield [each for each in told if LETTER.fullmatch(each)]
        children = [*told.values()]
    elif isinstance(told, list):
        yield [each for each in told if isinstance(each, str) and LETTER.fullmatch(each)]
        named = [each for each in told if isinstance(each, dict)]
        yield [each["letter"] for each in named if each.get("letter")]
        children = told
    else:
        children = []
    for each in children:
        yield from orders_in(each)


def change_the_basket(visit: Visit) -> None:
    page = visit.go("/scenarios?scenario=candles-again")
    expect(page.locator(".stage .column")).to_have_count(4)
    with page.expect_response(lambda answer: "/api/slates" in answer.url):
        page.locator(".finder .tile").first.click()
    page.wait_for_load_state("networkidle")


TELLING = (
    "/_stcore/stream",
    "/api/slates",
    "/api/releases/spring/review",
    "/api/releases/winter/review",
)
"""Where titles stand once the review is closed: so the search finds what is there."""


def test_an_approver_learns_them_by_closing_the_review_and_so_does_everybody(
    wire: Wire, house: House, browser: Browser, secrets: dict[str, str]
) -> None:
    visit = approve(wire, browser)
    ask(visit, (each for each in ADDRESSES if "/winter/" not in each))
    look_through(visit, FOR_AN_APPROVER)
    page = visit.go("/decision?release=spring")
    expect(page.get_by_text("2 people answered").first).to_be_visible()
    assert wire.found(secrets) == {}
    expect(page.get_by_text("This is recorded in your name and cannot be undone.")).to_be_visible()
    if page.get_by_text("Close although").count():
        page.get_by_text("Close although").click()
    page.get_by_role("button", name="Close the review").click()
    expect(page.get_by_role("heading", name="Quokka")).to_be_visible()
    visit.context.close()

    wire.forget()
    reviewer = enter(wire, browser, "brand-manager")
    ask(reviewer)
    look_through(reviewer, ("/decision?release=spring", "/scenarios?scenario=candles-again"))
    reviewer.context.close()
    told = wire.found(secrets)
    for name in FITTED:
        places = " ".join(told[f"title of {name}"])
        assert all(each in places for each in TELLING), places
    assert not any(each.startswith("seed") for each in told)
