"""X-Wines' form in small."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from recommender.__main__ import main
from recommender.shop import open_shop

WINES = (
    "WineID,WineName,Type,Elaborate,Grapes,Harmonize,ABV,Body,Acidity,Code,Country,RegionID,"
    "RegionName,WineryID,WineryName,Website,Vintages\n"
    "0101,Moscatel,Sparkling,Varietal/100%,['Muscat/Moscato'],\"['Pork', 'Rich Fish']\",7.5,"
    "Medium-bodied,High,BR,Brazil,1001,Serra Gaúcha,10001,Casa Perini,,\"[2020, 'N.V.']\"\n"
    "0102,Ancellotta,Red,Varietal/100%,['Ancellotta'],['Beef'],12.0,"
    "Full-bodied,Low,BR,Brazil,1001,Serra Gaúcha,10001,Casa Perini,,[2016]\n"
)
RATINGS = """RatingID,UserID,WineID,Vintage,Rating,Date
1,07,0101,2019,3.0,2021-11-02 20:52:59
2,07,0101,2020,4.5,2021-11-03 20:52:59
3,07,0102,2016,2.5,2021-11-04 20:52:59
4,,0102,2016,5.0,2021-11-04 20:52:59
5,08,0999,2016,5.0,2021-11-04 20:52:59
6,08,0102,2016,,2021-11-04 20:52:59
"""


@pytest.fixture
def imported(tmp_path, capsys) -> tuple:
    source = tmp_path / "wines"
    (source / "images").mkdir(parents=True)
    (source / "XWines_Test_wines.csv").write_text(WINES, "utf-8")
    (source / "XWines_Test_ratings.csv").write_text(RATINGS, "utf-8")
    stream = BytesIO()
    Image.effect_noise((48, 64), 50).save(stream, "JPEG")
    (source / "images/0102.jpeg").write_bytes(stream.getvalue())
    assert main(["import", str(source), "--shop", str(tmp_path / "shop"), "--json"]) == 0
    return open_shop(tmp_path / "shop"), json.loads(capsys.readouterr().out)


def test_three_stars_or_more_are_a_purchase(imported):
    shop, counts = imported
    assert counts["layout"] == "x-wines"
    assert counts["purchases"]["read"] == 6
    assert counts["purchases"]["kept"] == 2
    assert counts["purchases"]["dropped"] == {
        "disliked": 1,
        "without a shopper": 1,
        "of a product the catalogue lacks": 1,
        "without a rating": 1,
    }
    assert shop.purchases.shopper_ids.tolist() == ["07"]


def test_what_describes_a_wine_is_kept(imported):
    wine = imported[0].catalogue["0101"]
    assert (wine.title, wine.category, wine.brand) == ("Moscatel", "Sparkling", "Casa Perini")
    assert wine.value("harmonize") == ["Pork", "Rich Fish"]
    assert wine.value("vintages") == ["2020", "N.V."]
    assert (wine.value("country"), wine.value("abv")) == ("Brazil", 7.5)
    assert wine.price is None


def test_a_missing_picture_is_counted(imported):
    shop, counts = imported
    assert counts["pictures"] == {"read": 1, "kept": 1, "dropped": {}, "notes": {}}
    assert counts["products"]["notes"] == {"without a picture": 1}
    assert shop.catalogue["0101"].picture is None
    assert Path(shop.images / shop.catalogue["0102"].picture).is_file()


def test_two_collections_at_once_are_refused(tmp_path, capsys):
    for size in ("Slim", "Test"):
        (tmp_path / f"XWines_{size}_wines.csv").write_text(WINES, "utf-8")
        (tmp_path / f"XWines_{size}_ratings.csv").write_text(RATINGS, "utf-8")
    assert main(["import", str(tmp_path), "--shop", str(tmp_path / "shop")]) == 2
    assert "holds 2 files XWines_*_wines.csv" in capsys.readouterr().err
