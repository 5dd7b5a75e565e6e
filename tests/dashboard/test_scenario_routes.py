"""The addresses of one scenario and of expectations: read, saved, compared, refused."""

import json
import shutil
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from recommender.documents.reading import MOST_DEPTH
from recommender.scenario import load_scenario
from tests.colleague import begin_history, git
from tests.house import House

NEW = {
    "id": None,
    "title": "The stargazer",
    "story": "Bought a lamp and nothing else.",
    "bought": [{"product_id": "mug-mint", "on": "2026-03-01", "quantity": 2}],
    "shopper": {"country": "FR"},
    "as_of": None,
    "slate_size": 12,
    "tags": ["night"],
    "owner": None,
    "expectations": [{"includes_category": {"category": "Toys"}}],
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, demo_shop: Path) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("scenario")
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


@pytest.fixture
def product(house: House) -> str:
    """Something that the shop sells."""
    return load_scenario(path_of(house, "a-single-gift")).situation.product_ids[0]


def path_of(house: House, scenario_id: str) -> Path:
    return house.folder / "scenarios" / f"{scenario_id}.yaml"


def new(title: str, product: str, **fields: object) -> dict:
    bought = [{"product_id": product, "on": "2026-03-01", "quantity": 2}]
    return NEW | {"title": title, "bought": bought} | fields


def save(client: httpx.Client, scenario: dict, version: str | None = None, **more: str):
    content = json.dumps({"scenario": scenario, "version": version, **more})
    return client.post("/api/scenarios", content=content)


def test_a_scenario_is_read_back_as_it_was_saved(house, door, product):
    saved = save(door, new("The stargazer", product), message="For the long nights").json()
    assert saved["id"] == "the-stargazer"
    assert saved["note"] == ""
    found = door.get("/api/scenarios/the-stargazer").json()
    assert found["scenario"] == new("The stargazer", product, id="the-stargazer")
    assert found["version"] == saved["version"]
    assert found["products"][product]["title"]
    assert found["recorded"] is True
    assert found["added"]["bought"][product]["by"] == "Merchandiser"
    assert [each["by"] for each in found["added"]["expectations"]] == ["Merchandiser"]
    assert (
        git(house.scenarios, "log", "-1", "--format=%an %s") == "Merchandiser For the long nights"
    )


def test_an_answer_that_was_lost_is_given_again_and_makes_no_second_file(house, door, product):
    first = save(door, new("Twice sent", product)).json()
    again = save(door, new("Twice sent", product)).json()
    assert (again["id"], again["version"]) == ("twice-sent", first["version"])
    assert not path_of(house, "twice-sent-2").exists()
    edited = new("Twice sent", product, id="twice-sent", story="Longer.")
    once = save(door, edited, first["version"]).json()
    lost = save(door, edited, first["version"])
    assert lost.status_code == 200
    assert lost.json()["version"] == once["version"]


def test_another_scenario_of_the_same_title_gets_an_id_of_its_own(door, product):
    assert save(door, new("Namesakes", product)).json()["id"] == "namesakes"
    other = new("Namesakes", product, story="Somebody else.")
    assert save(door, other).json()["id"] == "namesakes-2"


def test_a_version_that_is_not_the_one_opened_is_refused_with_both(house, door, product):
    opened = save(door, new("Met", product)).json()["version"]
    text = path_of(house, "met").read_text("utf-8")
    path_of(house, "met").write_text(text.replace("Bought a lamp", "Sold a lamp"), "utf-8")
    git(house.scenarios, "commit", "-qm", "By hand", "--", "met.yaml")
    refused = save(door, new("Met", product, id="met", tags=["mine"]), opened)
    assert refused.status_code == 409
    said = refused.json()
    assert said["error"].startswith("Colleague changed met.yaml since you opened it.")
    assert said["theirs"]["scenario"]["story"] == "Sold a lamp and nothing else."
    assert said["theirs"]["by"] == "Colleague"
    assert said["theirs"]["kept"] is True
    assert [each["text"] for each in said["changes"]] == [
        "Story: Sold a lamp and nothing else.",
        "Tagged night",
        "No longer tagged mine",
    ]
    assert "Sold a lamp" in path_of(house, "met").read_text("utf-8")
    kept = save(door, new("Met", product, id="met"), said["theirs"]["version"])
    assert kept.status_code == 200


def test_of_one_that_was_renamed_meanwhile_the_new_name_is_told(house, door, product):
    opened = save(door, new("Desk", product)).json()["version"]
    assert door.get("/api/scenarios/desk/version").json()["renamed_to"] is None
    git(house.scenarios, "mv", "desk.yaml", "the-desk.yaml")
    git(house.scenarios, "commit", "-qm", "By hand", "--", "desk.yaml", "the-desk.yaml")
    refused = save(door, new("Desk", product, id="desk", tags=["mine"]), opened)
    assert refused.status_code == 409
    assert refused.json()["theirs"]["renamed_to"] == "the-desk"
    found = door.get("/api/scenarios/desk/version", params={"seen": opened}).json()
    assert (found["version"], found["renamed_to"], found["by"]) == (None, "the-desk", "Colleague")


def test_a_scenario_titled_new_can_be_opened_again(door, product):
    saved = save(door, new("New", product)).json()
    assert saved["id"] == "new-2"
    assert door.get("/api/scenarios/new-2").json()["scenario"]["title"] == "New"


def test_a_folder_in_the_place_of_a_file_is_refused(house, door):
    path_of(house, "a-folder").mkdir()
    answer = door.get("/api/scenarios/a-folder")
    path_of(house, "a-folder").rmdir()
    assert (answer.status_code, "no ordinary file" in answer.json()["error"]) == (400, True)


def test_where_git_took_the_folder_away_with_its_last_file_it_is_made_anew(house, door, product):
    folder, aside = house.folder / "scenarios", house.folder / "aside"
    (folder / ".git").rename(aside)
    git(house.scenarios, "init", "--quiet", "..")
    git(house.scenarios, "add", ".")
    git(house.scenarios, "commit", "-qm", "All")
    git(house.scenarios, "rm", "-rq", ".")
    git(house.scenarios, "commit", "-qm", "Away")
    folder.rmdir()
    saved = save(door, new("The first", product))
    git(house.scenarios, "checkout", "HEAD~2", "--", ".")
    shutil.rmtree(house.folder / ".git")
    aside.rename(folder / ".git")
    assert saved.status_code == 200, saved.text
    assert (saved.json()["id"], saved.json()["note"]) == ("the-first", "")


def test_of_two_who_save_at_once_one_is_told_of_the_other(house, door, product):
    opened = save(door, new("Raced", product)).json()["version"]
    stories = [f"Version {number}." for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(
                lambda story: save(door, new("Raced", product, id="raced", story=story), opened),
                stories,
            )
        )
    assert sorted(each.status_code for each in answers) == [200, 409, 409, 409]
    winner = next(story for story, each in zip(stories, answers, strict=True) if each.is_success)
    assert load_scenario(path_of(house, "raced")).story == winner


def test_what_changed_is_told_in_words_and_pictures(door, product):
    before, after = new("A", product), new("B", product, bought=[])
    said = door.post("/api/scenarios/changes", json={"before": before, "after": after}).json()
    assert said["changes"] == [
        {"kind": "removed", "text": "No longer bought", "product_ids": [product]},
        {"kind": "words", "text": "Title: B, before A", "product_ids": []},
    ]
    assert said["products"][product]["picture"]


def test_the_history_is_told_and_a_version_of_it_saved_again(house, door, product):
    first = save(door, new("Restored", product)).json()
    second = save(door, new("Other", product, id="restored"), first["version"]).json()
    found = door.get("/api/scenarios/restored/history").json()
    assert [each["by"] for each in found["revisions"]] == ["Merchandiser", "Merchandiser"]
    assert found["revisions"][0]["changes"][0]["text"] == "Title: Other, before Restored"
    oldest = found["revisions"][1]["scenario"]
    assert save(door, oldest, first["version"]).status_code == 409
    back = save(door, oldest, second["version"])
    assert back.json()["version"] == first["version"]
    assert load_scenario(path_of(house, "restored")).title == "Restored"


def test_whoever_has_no_role_reads_and_writes_nothing(house, guest, product):
    assert guest.get("/api/scenarios/a-single-gift").status_code == 200
    refused = save(guest, new("Not mine", product))
    assert refused.status_code == 403
    assert "role" in refused.json()["error"]
    assert not path_of(house, "not-mine").exists()


def test_asked_often_a_real_shopper_is_always_moved_by_the_same_days(door):
    """Six people bought this: each is met many times."""
    told = defaultdict(set)
    for _ in range(20):
        answer = door.get("/api/shoppers", params={"bought": "paperweight-plum"}).json()
        for each in answer["shoppers"]:
            basket = tuple((one["product_id"], one["quantity"]) for one in each["bought"])
            told[basket].add(json.dumps(each))
    assert 1 < len(told) <= 6
    assert [len(days) for days in told.values()] == [1] * len(told)


def test_real_shoppers_are_shown_to_people_with_a_role_alone(guest):
    refused = guest.get("/api/shoppers")
    assert refused.status_code == 403
    assert refused.json() == {
        "error": "Only people with a role in vitrine.toml can look at real shoppers."
    }


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": "  "}, "It has no title yet"),
        ({"bought": [{"product_id": "<a product>"}]}, "The shop does not sell '<a product>'"),
        (
            {"expectations": [{"includes_category": {"category": "<a category>"}}]},
            "The catalogue has no category '<a category>'",
        ),
        ({"expectations": [{"includes_moon": {}}]}, "There is no expectation 'includes_moon'"),
        ({"as_of": "2199-01-01"}, "in the future"),
        ({"as_of": "2026-02-30"}, "load the page again"),
        ({"slate_size": True}, "load the page again"),
        ({"extra": 1}, "load the page again"),
        ({"story": "x" * 4001}, "load the page again"),
        ({"story": "\ud800"}, "A text holds a character that cannot be stored"),
        ({"shopper": {"\ud800": 1}}, "A text holds a character that cannot be stored"),
        ({"shopper": {"a": {"b": [[[[[[[[1]]]]]]]]}}}, ""),
    ],
)
def test_what_cannot_be_saved_is_refused_in_one_sentence(house, door, product, fields, sentence):
    before = sorted(path.name for path in (house.folder / "scenarios").iterdir())
    refused = save(door, new("Refused", product) | fields)
    if sentence:
        assert refused.status_code == 400
        assert sentence in refused.json()["error"]
        assert "\n" not in refused.json()["error"]
        assert sorted(path.name for path in (house.folder / "scenarios").iterdir()) == before
    else:
        assert refused.status_code == 200


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("no-such", 404),
        ("..%2F..%2Fetc%2Fpasswd", 400),
        ("%2e%2e", 400),
        (".git", 400),
        ("Camper", 400),
        ("a" * 65, 400),
        ("camper%00", 400),
        ("%F0%9F%8F%95", 400),
    ],
)
def test_a_name_that_is_no_scenario_is_refused(door, name, status):
    refused = door.get(f"/api/scenarios/{name}")
    assert refused.status_code == status
    assert "Traceback" not in refused.text


def test_a_number_beyond_all_numbers_is_refused(door):
    body = b'{"bought": [], "shopper": {"x": 1e400}}'
    refused = door.post("/api/slates", content=body)
    assert refused.status_code == 400
    assert refused.json() == {"error": "What was sent is no JSON; load the page again."}


def test_too_much_at_once_is_refused(door, product):
    refused = save(door, new("Much", product, shopper={"x": "y" * 300_000}))
    assert refused.status_code == 400
    assert "Too much" in refused.json()["error"]


DOORS = (
    "/api/scenarios",
    "/api/scenarios/changes",
    "/api/suggestions/accept",
    "/api/suite/tags",
    "/api/suite/export.csv",
    "/api/slates",
    "/api/expectations/check",
    "/api/releases/spring/verdicts",
)


@pytest.mark.parametrize("depth", [20, 200, 400, 3_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_what_is_nested_too_deep_is_refused_in_a_sentence_wherever_it_is_sent(
    house, door, opening, closing, depth
):
    """A list within a list and so on, as a shopper's only line."""
    nested = opening * depth + "1" + closing * depth
    body = '{"scenario": {"id": null, "title": "Deep", "shopper": {"a": ' + nested + "}}}"
    for address in DOORS:
        answer = door.post(address, content=body)
        assert answer.status_code == 400, address
        assert "levels deep" in answer.json()["error"]
    said = httpx.post(f"{house.base}/sign-in", content=body, headers={"Origin": house.base})
    assert said.status_code == 400


def test_what_a_scenario_file_can_hold_can_be_sent(door, product):
    nested: object = "deep"
    for _ in range(MOST_DEPTH - 2):
        nested = [nested]
    said = save(door, new("Deep enough", product, shopper={"a": nested}))
    assert said.status_code in (200, 400)
    assert "levels deep" not in said.text


def test_of_a_file_that_git_is_to_encrypt_the_page_says_that_it_is_not_recorded(
    house, door, product
):
    (house.scenarios / ".gitattributes").write_text("the-secret-range.yaml filter=crypt\n")
    saved = save(door, new("The secret range", product)).json()
    assert saved["commit"] is None and "through a filter" in saved["note"]
    told = door.get("/api/scenarios/the-secret-range").json()
    assert told["recorded"] is False and "through a filter" in told["note"]
    assert "secret range" not in git(house.scenarios, "log", "-p", "--all")
    (house.scenarios / ".gitattributes").unlink()


def test_hostile_texts_come_back_as_they_were_sent(door, product):
    hostile = "<script>alert(1)</script> =1+1 \"'` {{7*7}} \u202e $(id) # - : | >\tend"
    sent = new("Hostile", product, story=hostile, tags=[hostile[:60]], owner=hostile)
    sent["expectations"] = [{"everything_available": {"because": hostile}}]
    saved = save(door, sent).json()
    found = door.get(f"/api/scenarios/{saved['id']}").json()["scenario"]
    assert found == sent | {"id": "hostile"}


def test_a_version_says_who_wrote_it_only_where_it_is_another(house, door, product):
    saved = save(door, new("Watched", product)).json()
    at = "/api/scenarios/watched/version"
    same = door.get(at, params={"seen": saved["version"]}).json()
    assert same == {"version": saved["version"], "renamed_to": None, "by": None, "on": None}
    path_of(house, "watched").unlink()
    git(house.scenarios, "commit", "-qm", "Tidy up", "--", "watched.yaml")
    gone = door.get(at, params={"seen": saved["version"]}).json()
    assert (gone["version"], gone["by"]) == (None, "Colleague")


def test_every_word_says_how_it_is_asked_for(door):
    found = door.get("/api/expectations").json()
    assert len(found["words"]) == 21
    assert len({(each["group"], each["asks"]) for each in found["words"]}) == 21
    for word in found["words"]:
        for field in word["fields"]:
            asked = "{" + field["name"] + "}" in word["reads"]
            assert asked == (field["name"] != "because"), word
    columns = [each["value"] for each in found["columns"]]
    assert columns[:2] == ["category", "brand"]
    assert "description" not in columns
    named = {"value": "colour_family", "title": "colour family", "plural": "colour families"}
    assert named in found["columns"]


def test_values_are_found_by_their_beginning_without_accents_and_with_an_error(door):
    def values(words: str, column: str = "category") -> list[str]:
        asked = {"column": column, "words": words}
        return door.get("/api/expectations/values", params=asked).json()["values"]

    assert values("cush")[0] == "Cushions & throws"
    assert values("THROWS")[0] == "Cushions & throws"
    assert values("cushoins")[0] == "Cushions & throws"
    assert values("gloves") == ["Scarves, hats & gloves"]
    assert "Toys" in values("")
    assert values("qqqqqq") == []
    nowhere = door.get("/api/expectations/values", params={"column": "colour_famly"})
    assert nowhere.status_code == 404
    assert "colour_family" in nowhere.json()["error"]


def test_an_expectation_is_checked_against_the_slates_on_screen(door, product):
    asked = {
        "expectations": [
            {"excludes_product": {"product": product}},
            {"includes_category": {"category": "Toyz"}},
            {"includes_category": {"category": "<a category>"}},
            {"price_between": {"at_least": 50, "at_most": 20}},
        ],
        "bought": [],
        "slates": {"als": [product], "bm25": ["no-such"]},
    }
    found = door.post("/api/expectations/check", json=asked).json()["expectations"]
    assert {name: each["met"] for name, each in found[0]["by"].items()} == {
        "als": False,
        "bm25": True,
    }
    assert found[0]["by"]["als"]["detail"].endswith(" is shown at place 1.")
    assert found[1]["wrong"] == "The catalogue has no category 'Toyz'. Did you mean 'Toys'?"
    assert found[1]["option"] == "category"
    assert found[2]["sentence"] == "At least 1 from <a category>"
    assert found[3]["wrong"] == "50 is more than at most 20, so nothing can meet it."
    assert door.post("/api/expectations/check", json={"expectations": 1}).status_code == 400
