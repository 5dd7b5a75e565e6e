"""Kaggle's form of H&M's files: leading zeros, unlisted articles, repeated rows."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from recommender.__main__ import main
from recommender.shop import open_shop

ARTICLES = (
    "article_id,product_code,prod_name,product_type_no,product_type_name,product_group_name,"
    "graphical_appearance_no,graphical_appearance_name,colour_group_code,colour_group_name,"
    "perceived_colour_value_id,perceived_colour_value_name,perceived_colour_master_id,"
    "perceived_colour_master_name,department_no,department_name,index_code,index_name,"
    "index_group_no,index_group_name,section_no,section_name,garment_group_no,"
    "garment_group_name,detail_desc\n"
    "0108775015,0108775,Strap top,253,Vest top,Garment Upper body,1010016,Solid,09,Black,4,Dark,"
    "5,Black,1676,Jersey Basic,A,Ladieswear,1,Ladieswear,16,Womens Everyday Basics,1002,"
    'Jersey Basic,"Jersey top, with narrow\nshoulder straps."\n'
    "0108775044,0108775,NA,253,Vest top,Garment Upper body,1010016,Solid,10,White,3,Light,"
    "9,White,1676,Jersey Basic,A,Ladieswear,1,Ladieswear,16,Womens Everyday Basics,1002,"
    "Jersey Basic,\n"
)
ANNA, BERT = "000058a12d5b43e67d225668fa1f8d61", "00007d2de826758b65a93dd24ce629ed"
TRANSACTIONS = f"""t_dat,customer_id,article_id,price,sales_channel_id
2018-09-20,{ANNA},0108775015,0.0508,2
2018-09-20,{ANNA},0108775015,0.0508,2
2018-09-20,{ANNA},0108775015,0.0508,1
2018-09-20,{BERT},0999999001,0.0305,2
2018-09-21,,0108775044,0.0305,2
2018-09-21,{BERT},0108775044,,2
2018-09-22,{ANNA},0108775015,0.0508,2
2018-09-20,{ANNA},0108775015,0.0508,2
"""


@pytest.fixture
def source(tmp_path) -> Path:
    source = tmp_path / "hm"
    (source / "images/010").mkdir(parents=True)
    (source / "images/055").mkdir()
    (source / "articles.csv").write_text(ARTICLES, "utf-8")
    (source / "transactions_train.csv").write_text(TRANSACTIONS, "utf-8")
    (source / "customers.csv").write_text(
        "customer_id,FN,Active,club_member_status,fashion_news_frequency,age,postal_code\n"
        f"{ANNA},,,ACTIVE,NONE,49.0,52043ee2162cf5aa7ee79974281641c6\n",
        "utf-8",
    )
    (source / "images/010/0108775015.jpg").write_bytes(jpeg())
    (source / "images/010/0108775044.jpg").write_bytes(jpeg()[:200])
    (source / "images/055/0555555555.jpg").write_bytes(jpeg())
    return source


def jpeg() -> bytes:
    stream = BytesIO()
    Image.effect_noise((64, 64), 50).save(stream, "JPEG")
    return stream.getvalue()


@pytest.fixture
def imported(source, capsys) -> tuple:
    shop = source.parent / "shop"
    assert main(["import", str(source), "--shop", str(shop), "--json"]) == 0
    return open_shop(shop), json.loads(capsys.readouterr().out)


def test_the_layout_is_recognised_by_its_files(imported):
    assert imported[1]["layout"] == "hm"


def test_ids_keep_their_leading_zeros(imported):
    shop, _ = imported
    assert shop.catalogue.ids.tolist() == ["0108775015", "0108775044", "0999999001"]
    assert set(shop.purchases.shopper_ids) == {ANNA, BERT}


def test_a_product_that_the_articles_lack_is_titled_by_its_id_and_counted(imported):
    shop, counts = imported
    assert shop.catalogue["0999999001"].title == "0999999001"
    assert counts["products"]["kept"] == 3
    assert counts["products"]["notes"]["not in articles.csv, titled by their id"] == 1


def test_repeated_rows_are_quantity_wherever_they_stand(imported):
    shop, counts = imported
    bought = shop.purchases
    assert counts["purchases"]["read"] == 8
    assert counts["purchases"]["kept"] == 7
    assert counts["purchases"]["dropped"] == {"without a shopper": 1}
    assert counts["purchases"]["notes"] == {"repeats of another row, counted as its quantity": 2}
    assert bought.quantity.tolist() == [3, 1, 1, 1, 1]
    assert bought.quantity.sum() == 7
    anna = bought.shopper_ids.tolist().index(ANNA)
    assert bought.counts[anna].toarray().tolist() == [[5, 0, 0]]


def test_what_merchandisers_know_a_product_by_is_kept(imported):
    product = imported[0].catalogue["0108775015"]
    assert (product.title, product.category, product.brand) == ("Strap top", "Vest top", None)
    assert product.value("colour") == "Black"
    assert product.value("audience") == "Ladieswear"
    assert product.value("description") == "Jersey top, with narrow\nshoulder straps."
    assert imported[0].catalogue["0108775044"].title == "NA"


def test_pictures_are_kept_or_counted_by_reason(imported):
    shop, counts = imported
    assert counts["pictures"]["read"] == 3
    assert counts["pictures"]["kept"] == 1
    assert counts["pictures"]["dropped"] == {"damaged": 1, "of no product": 1}
    assert shop.catalogue["0108775015"].picture == "010/0108775015.jpg"
    assert shop.catalogue["0108775044"].picture is None
    assert (shop.images / "010/0108775015.jpg").stat().st_size > 500


def test_the_shop_remembers_how_it_was_imported(imported):
    facts = imported[0].facts
    assert facts["imported_as"] == "hm"
    assert (facts["purchases_read"], facts["purchases_dropped"]) == (8, 1)
    assert (facts["products"], facts["shoppers"], facts["pictures"]) == (3, 2, 1)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("2018-09-22", "some day", "row 8: t_dat is 'some day', which is not a date"),
        ("0.0305,2\n2018-09-21,,", "free,2\n2018-09-21,,", "row 5: price is 'free'"),
        ("customer_id", "customer", "lacks the column customer_id"),
    ],
)
def test_a_broken_transaction_is_named_with_its_row(source, capsys, old, new, says):
    path = source / "transactions_train.csv"
    path.write_text(TRANSACTIONS.replace(old, new), "utf-8")
    assert main(["import", str(source), "--shop", str(source.parent / "shop")]) == 2
    error = capsys.readouterr().err
    assert says in error
    assert "transactions_train.csv" in error
    assert not (source.parent / "shop").exists()


def test_an_article_listed_twice_is_refused(source, capsys):
    path = source / "articles.csv"
    path.write_text(ARTICLES.replace("0108775044", "0108775015", 1), "utf-8")
    assert main(["import", str(source), "--shop", str(source.parent / "shop")]) == 2
    assert "article_id is '0108775015', as in an earlier row" in capsys.readouterr().err


def test_no_transactions_are_no_purchases(source):
    path = source / "transactions_train.csv"
    path.write_text(TRANSACTIONS.partition("\n")[0] + "\n", "utf-8")
    assert main(["import", str(source), "--shop", str(source.parent / "shop")]) == 0
    shop = open_shop(source.parent / "shop")
    assert (len(shop.catalogue), len(shop.purchases)) == (2, 0)


def test_articles_saved_as_numbers_get_their_zero_back(source):
    for name in ("articles.csv", "transactions_train.csv"):
        path = source / name
        path.write_text(path.read_text("utf-8").replace("0108775", "108775"), "utf-8")
    shop = source.parent / "shop"
    assert main(["import", str(source), "--shop", str(shop)]) == 0
    catalogue = open_shop(shop).catalogue
    assert "0108775015" in catalogue
    assert catalogue["0108775015"].picture == "010/0108775015.jpg"
