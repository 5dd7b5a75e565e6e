"""The gate compares what stands now with what was signed, and names the part that differs."""

import json
import shutil

import pytest


@pytest.fixture
def house(make_house, demo_shop, tmp_path):
    """A release of two shoppers, signed GO for ALS, on a shop of the test's own."""
    shop = tmp_path / "shop"
    shutil.copytree(demo_shop, shop)
    house = make_house(shop=shop)
    scenarios = ("tea-for-two", "the-new-camper")
    house.open_release("spring", "best-sellers", "als", scenarios=scenarios)
    for each in scenarios:
        release(house, "verdict", "--as", "merchandiser", "--scenario", each,
                "--candidate", "als", "--verdict", "show")  # fmt: skip
    release(house, "close", "--as", "head-of-brand")
    confirmation = house.shown("spring")["confirm"]["GO"]
    signed = ("--decision", "GO", "--candidate", "als", "--reason", "It suits us.")
    release(house, "sign", "--as", "head-of-brand", *signed, "--confirm", confirmation)
    return house


def release(house, action, *arguments):
    house.run("dashboard", "release", action, "spring", *arguments)


def refusal(house):
    """The reasons of a gate that must say no."""
    answer = json.loads(house.run("dashboard", "gate", "spring", "--json", expect=1))
    assert answer["serve"] is False
    assert answer["candidates"] == []
    return answer["reasons"]


def test_what_was_signed_may_be_served_and_any_change_of_it_may_not(house):
    answer = json.loads(house.run("dashboard", "gate", "spring", "--json"))
    assert (answer["decision"], answer["serve"], answer["reasons"]) == ("GO", True, [])
    assert [each["id"] for each in answer["candidates"]] == ["als"]

    def changed(path, change):
        before = path.read_bytes()
        path.write_bytes(change(before))
        reasons = refusal(house)
        path.write_bytes(before)
        return reasons

    def last_bit(content):
        return content[:-1] + bytes([content[-1] ^ 1])

    [reason] = changed(house.shop / "candidates" / "als" / "arrays.safetensors", last_bit)
    assert "als" in reason
    card = house.shop / "candidates" / "als" / "card.toml"
    [reason] = changed(card, lambda text: text.replace(b"title = ", b'title = "Not " # '))
    assert reason == "The card of candidate als changed since the sign-off."
    scenario = house.folder / "scenarios" / "the-new-camper.yaml"
    [reason] = changed(scenario, lambda text: text.replace(b"at_least: 5", b"at_least: 4"))
    assert reason == "The scenario the-new-camper changed since the sign-off."
    picture = house.shop / "images" / "ridge-tent-sand.webp"
    [reason] = changed(picture, lambda content: content + b"\0")
    assert reason == "The picture of product ridge-tent-sand changed since the sign-off."
    [reason] = changed(
        house.folder / "vitrine.toml", lambda t: t.replace(b"quorum = 1", b"quorum = 2")
    )
    assert "settings" in reason
    assert house.gate("spring") == 0


def test_what_does_not_bind_may_change(house):
    scenario = house.folder / "scenarios" / "the-new-camper.yaml"
    text = scenario.read_text("utf-8").replace("The new camper", "Another title")
    scenario.write_text(text + "# a remark\n", "utf-8")
    (house.shop / "images" / "never-shown.webp").write_bytes(b"x")
    assert house.gate("spring") == 0


def test_what_cannot_be_told_is_never_a_yes(house):
    assert house.gate("unknown") == 2
    house.environment["VITRINE_DATABASE"] = "postgresql+psycopg://nobody@127.0.0.1:1/none"
    assert house.gate("spring") == 2
