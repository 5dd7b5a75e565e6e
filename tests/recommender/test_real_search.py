"""Real names with one error each: the product meant is among the first twelve."""

from collections import defaultdict
from random import Random
from string import ascii_lowercase

import pandas as pd
import pytest

from recommender.catalogue import Catalogue
from recommender.search import Search

pytestmark = pytest.mark.real_data

QUERIES, SHOWN = 500, 12
ERRORS = ("delete", "insert", "replace", "swap")


COLUMNS = {
    "WineID": "product_id",
    "WineName": "title",
    "Type": "category",
    "WineryName": "brand",
    "Country": "country",
    "RegionName": "region",
    "Grapes": "grapes",
}


@pytest.fixture(scope="module", params=["by sales", "by nothing"])
def search(request, real_data) -> Search:
    """Without its pictures, whose import takes longer than all searches here."""
    folder = real_data / "x-wines"
    wines = pd.read_csv(folder / "XWines_Slim_1K_wines.csv", dtype=str)
    catalogue = Catalogue(wines[[*COLUMNS]].rename(columns=COLUMNS))
    if request.param == "by nothing":
        return Search(catalogue)
    ratings = pd.read_csv(folder / "XWines_Slim_150K_ratings.csv.gz", usecols=["WineID"], dtype=str)
    sales = ratings["WineID"].value_counts()
    return Search(catalogue, sales.reindex(catalogue.ids, fill_value=0).to_numpy())


def namesakes(catalogue: Catalogue) -> dict[str, set[str]]:
    """Products by title; nobody can tell those of one title apart by it, so any of them counts."""
    found = defaultdict(set)
    for each in catalogue:
        found[catalogue[each].title].add(each)
    return found


def with_error(name: str, error: str, chance: Random) -> str:
    """Anywhere in the name, spaces and the first letter included."""
    place, letter = chance.randrange(len(name)), chance.choice(ascii_lowercase)
    if error == "delete":
        return name[:place] + name[place + 1 :]
    if error == "insert":
        return name[:place] + letter + name[place:]
    if error == "replace":
        return name[:place] + letter + name[place + 1 :]
    place = chance.randrange(len(name) - 1)
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


@pytest.mark.parametrize("seed", [1, 2])
def test_with_one_error_in_its_name_a_wine_is_among_the_first_twelve(search, seed):
    chance = Random(seed)
    ids, same = list(search.catalogue), namesakes(search.catalogue)
    missed = []
    for number in range(QUERIES):
        name = search.catalogue[chance.choice(ids)].title
        typed = with_error(name, ERRORS[number % len(ERRORS)], chance)
        if not same[name] & set(search.find(typed, SHOWN)):
            missed.append((name, typed))
    assert len(missed) <= 0.05 * QUERIES, missed


def test_by_its_whole_name_a_wine_is_first_or_one_of_the_same_name(search):
    same = namesakes(search.catalogue)
    wrong = [
        (name, search.catalogue[found].title)
        for name in same
        if (found := search.find(name, 1)[0]) not in same[name]
    ]
    assert wrong == []
