"""vitrine.toml as both packages read it."""

import pytest

from dashboard.settings import Settings
from recommender.kinds import make_candidate
from recommender.settings import Settings as RecommenderSettings
from recommender.settings import SettingsUnreadable
from tests.house import ROOT


@pytest.fixture
def written(tmp_path, monkeypatch):
    def write(text):
        path = tmp_path / "vitrine.toml"
        path.write_text(text, "utf-8")
        monkeypatch.setenv("VITRINE_SETTINGS", str(path))
        return path

    return write


def test_the_recommender_knows_the_names_of_the_dashboards_sections():
    ours = Settings.model_fields.keys() - RecommenderSettings.model_fields.keys()
    assert RecommenderSettings.foreign == ours


def test_the_shipped_file_has_the_people_of_a_release():
    people = Settings.read(ROOT / "vitrine.toml").people
    kinds = [role.partition(":")[0] for person in people for role in person.roles]
    assert sorted(kinds) == ["approver", "approver", "proposer", "reviewer", "reviewer"]


@pytest.mark.parametrize("settings", [Settings, RecommenderSettings])
def test_an_unknown_key_is_told_with_the_nearest_known_one(written, settings):
    path = written('shpo = "elsewhere"\n')
    with pytest.raises(SettingsUnreadable) as refused:
        settings.load()
    assert str(refused.value) == f"{path}: unknown key 'shpo'. Did you mean 'shop'?"


def test_an_unknown_key_in_a_section_names_the_section(written):
    written("[sign_off]\nquorm = 2\n")
    with pytest.raises(SettingsUnreadable, match=r"sign_off\.quorm"):
        Settings.load()


def test_the_environment_wins_over_the_file(written, monkeypatch):
    written('shop = "here"\n[sign_off]\nquorum = 1\n')
    monkeypatch.setenv("VITRINE_SHOP", "there")
    monkeypatch.setenv("VITRINE_SIGN_OFF__QUORUM", "2")
    settings = Settings.load()
    assert (str(settings.shop), settings.sign_off.quorum) == ("there", 2)


@pytest.mark.parametrize("settings", [Settings, RecommenderSettings])
def test_a_text_that_a_terminal_would_obey_is_refused(written, settings):
    path = written('[[review.reasons]]\nid = "a"\ntitle = "Too\\u001b[31m red"\n')
    with pytest.raises(SettingsUnreadable) as refused:
        settings.load()
    told = (
        f"{path}: the text 'Too\ufffd[31m red' holds the control character ESC (U+001B); delete it."
    )
    assert str(refused.value) == told


def test_broken_toml_names_file_and_line(written):
    path = written("shop = \n")
    with pytest.raises(SettingsUnreadable, match=rf"{path}: .*line 1"):
        Settings.load()


def test_a_missing_file_says_where_to_name_it(tmp_path, monkeypatch):
    monkeypatch.setenv("VITRINE_SETTINGS", str(tmp_path / "none.toml"))
    with pytest.raises(SettingsUnreadable, match="VITRINE_SETTINGS"):
        Settings.load()


def test_a_role_that_is_none_is_refused(written):
    written('[[people]]\nid = "x"\nname = "X"\nroles = ["boss"]\n')
    with pytest.raises(SettingsUnreadable, match="'boss' is no role"):
        Settings.load()


@pytest.mark.parametrize("address", ["nonsense", "mysql://x/y", "sqlite://", ""])
def test_a_database_of_another_kind_is_refused(written, address):
    written(f'database = "{address}"\n')
    with pytest.raises(SettingsUnreadable, match="begins with sqlite:/// or postgresql"):
        Settings.load()


REVIEWERS = """
[[people]]
id = "merchandiser"
name = "Merchandiser"
roles = ["reviewer"]

[[people]]
id = "head"
name = "Head"
roles = ["approver:brand"]
"""


def test_reasons_are_the_business_s_own_and_a_list_stands_ready(written):
    written("")
    ready = Settings.load().review.reasons
    assert (ready[0].id, ready[0].title, len(ready)) == ("wrong-universe", "Wrong universe", 8)
    written('[[review.reasons]]\nid = "ugly"\ntitle = "Not our taste"\n')
    assert [each.title for each in Settings.load().review.reasons] == ["Not our taste"]


@pytest.mark.parametrize(
    ("section", "sentence"),
    [
        ('[[review.reasons]]\nid = "a"\ntitle = "A"\n' * 2, "the reason 'a' is listed twice"),
        ("[[review.assignments]]\nreviewers = 1\n", "names either a tag or an owner"),
        ('[[review.assignments]]\ntag = "a"\nowner = "b"\n', "names either a tag or an owner"),
        ('[[review.assignments]]\ntag = "a"\npeople = ["head"]\n', "'head' is assigned scenarios"),
        (
            '[[review.assignments]]\ntag = "a"\npeople = ["merchandizer"]\n',
            "Did you mean 'merchandiser'",
        ),
        (
            '[[review.assignments]]\ntag = "a"\npeople = ["merchandiser"]\nreviewers = 2\n',
            "2 reviewers are needed, but only 1 named",
        ),
        (
            "[review]\nreviewers = 2\n",
            r"needs 2 reviewers for a scenario, but \[\[people\]\] lists 1",
        ),
        ('[[review.assignments]]\ntag = "a"\nreviewers = 3\n', "needs 3 reviewers"),
        ("[review]\nreviewer = 2\n", "unknown key 'reviewer'. Did you mean 'reviewers'"),
        (
            '[[review.reasons]]\nid = "a"\ntitel = "A"\n',
            r"review.reasons.0.titel: unknown key 'titel'. Did you mean 'title'",
        ),
    ],
    ids=[
        "twice",
        "neither",
        "both",
        "no-reviewer",
        "misspelt",
        "too-few",
        "unreachable",
        "unreachable-by-tag",
        "key",
        "key-in-list",
    ],
)
def test_a_review_that_cannot_be_is_refused(written, section, sentence):
    written(section + REVIEWERS)
    with pytest.raises(SettingsUnreadable, match=sentence):
        Settings.load()


def test_the_same_person_twice_is_refused(written):
    path = written(REVIEWERS + REVIEWERS)
    with pytest.raises(SettingsUnreadable) as refused:
        Settings.load()
    assert str(refused.value) == f"{path}: people: the person 'merchandiser' is listed twice."


def test_a_sentence_about_the_whole_file_has_its_marks_once(written):
    path = written('[[review.assignments]]\ntag = "a"\npeople = ["merchandizer"]\n' + REVIEWERS)
    with pytest.raises(SettingsUnreadable) as refused:
        Settings.load()
    assert str(refused.value) == (
        f"{path}: 'merchandizer' is assigned scenarios, but is no reviewer of [[people]]. "
        "Did you mean 'merchandiser'?"
    )


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("https://vitrine.example", "https://vitrine.example"),
        ("HTTPS://Vitrine.example:443/", "https://vitrine.example"),
        ("http://vitrine.example:8080", "http://vitrine.example:8080"),
        ("http://[::1]:80", "http://[::1]"),
        ("", ""),
    ],
)
def test_the_public_address_is_kept_as_browsers_say_it(written, said, kept):
    written(f'[server]\npublic_address = "{said}"\n')
    assert Settings.load().server.public_address == kept


@pytest.mark.parametrize(
    "said",
    [
        "vitrine.example",
        "ftp://vitrine.example",
        "https://",
        "https://*",
        "https://vitrine.example/shop",
        "https://vitrine.example?x=1",
        "https://me@vitrine.example",
        "https://vitrine.example:0",
        "https://vitrine.example:65536",
        "https://vitrine.example https://other.example",
    ],
)
def test_a_public_address_that_is_none_is_refused(written, said):
    written(f'[server]\npublic_address = "{said}"\n')
    with pytest.raises(SettingsUnreadable, match="is no public address: write scheme, host"):
        Settings.load()


@pytest.mark.parametrize("said", ["", "*", "http://x", "x:8501", "x/y", "a b", "me@x"])
def test_a_host_that_is_no_name_is_refused(written, said):
    written(f'[server]\nhosts = ["vitrine.example", "{said}"]\n')
    with pytest.raises(SettingsUnreadable, match="is no name of a host: write the name alone"):
        Settings.load()


def test_the_names_are_this_machine_the_listed_ones_and_the_public_one(written):
    written('[server]\nhosts = ["Shop"]\npublic_address = "https://vitrine.example:8443"\n')
    names = {"localhost", "127.0.0.1", "[::1]", "shop", "vitrine.example"}
    assert Settings.load().server.names == names


PLACES = """
shop = "shops/mine"
scenarios = "../suite"
database = "sqlite:///record/vitrine.db"
pictures = "pictures"

[[candidates]]
id = "listed"
kind = "lists"
title = "Listed"
path = "lists/slates.csv"
"""


def test_relative_paths_in_the_file_mean_its_folder_wherever_the_command_is_run(
    written, tmp_path, monkeypatch
):
    written(PLACES)
    monkeypatch.chdir("/")
    settings = Settings.load()
    assert settings.shop == tmp_path / "shops/mine"
    assert settings.scenarios == tmp_path / "../suite"
    assert settings.pictures == tmp_path / "pictures"
    assert settings.database == f"sqlite:///{tmp_path}/record/vitrine.db"
    assert RecommenderSettings.load().shop == settings.shop
    listed = make_candidate(settings.candidates[0])
    assert listed.file(listed.path) == tmp_path / "lists/slates.csv"
    assert listed.parameters == {"path": "lists/slates.csv"}


def test_what_the_file_leaves_out_lies_beside_it_too(written, tmp_path, monkeypatch):
    written("")
    monkeypatch.chdir("/")
    settings = Settings.load()
    assert settings.shop == tmp_path / "shops/demo"
    assert settings.pictures == tmp_path / "var/pictures"
    assert settings.database == f"sqlite:///{tmp_path}/var/vitrine.db"


def test_absolute_paths_and_other_databases_stay_as_they_are(written, tmp_path):
    written(f'shop = "/srv/shop"\ndatabase = "sqlite:///{tmp_path}/own.db"\n')
    settings = Settings.load()
    assert (str(settings.shop), settings.database) == ("/srv/shop", f"sqlite:///{tmp_path}/own.db")
    written('database = "postgresql+psycopg://vitrine@database/vitrine"\n')
    assert Settings.load().database == "postgresql+psycopg://vitrine@database/vitrine"


def test_paths_in_the_environment_mean_the_folder_where_the_command_is_run(written, monkeypatch):
    written(PLACES)
    for name in ("shop", "scenarios", "pictures"):
        monkeypatch.setenv(f"VITRINE_{name.upper()}", f"my/{name}")
    monkeypatch.setenv("VITRINE_DATABASE", "sqlite:///my/own.db")
    settings = Settings.load()
    assert [str(each) for each in (settings.shop, settings.scenarios, settings.pictures)] == [
        "my/shop",
        "my/scenarios",
        "my/pictures",
    ]
    assert settings.database == "sqlite:///my/own.db"


def test_a_file_in_the_current_folder_names_its_places_as_before(written, tmp_path, monkeypatch):
    written(PLACES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VITRINE_SETTINGS", "vitrine.toml")
    settings = Settings.load()
    assert (str(settings.shop), settings.database) == ("shops/mine", "sqlite:///record/vitrine.db")
