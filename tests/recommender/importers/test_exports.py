"""The exports that shops really have, in small, each with every row accounted for."""

import gzip
import json
from pathlib import Path

import pytest

from recommender.__main__ import main
from recommender.shop import Shop, open_shop

GOOGLE_RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel>
<title>Alder &amp; Sons</title><link>https://shop.example.com</link>
<item><g:id>T-S</g:id><g:title>Tent, small</g:title>
<g:description>&lt;p&gt;For &lt;b&gt;two&lt;/b&gt;.&lt;/p&gt;</g:description>
<g:price>129.00 EUR</g:price><g:availability>in_stock</g:availability>
<g:image_link>https://cdn.example.com/tent.jpg</g:image_link>
<g:additional_image_link>https://cdn.example.com/b.jpg</g:additional_image_link>
<g:item_group_id>T</g:item_group_id><g:product_type>Camping &gt; Tents</g:product_type>
<g:brand>Alder</g:brand></item>
<item><g:id>T-L</g:id><g:title>Tent, large</g:title><g:price>199.00 EUR</g:price>
<g:availability>out of stock</g:availability>
<g:image_link>https://cdn.example.com/tent.jpg</g:image_link>
<g:item_group_id>T</g:item_group_id></item>
<item><g:id>T-R</g:id><g:title>Tent, red</g:title><g:price>139.00 EUR</g:price>
<g:availability>preorder</g:availability>
<g:image_link>https://cdn.example.com/red.jpg</g:image_link>
<g:item_group_id>T</g:item_group_id><g:google_product_category>1011</g:google_product_category></item>
<item><title>Lamp</title><g:id>L</g:id><g:price>19.90 EUR</g:price>
<g:availability>out_of_stock</g:availability><g:image_link>https://cdn.example.com/l.jpg</g:image_link>
</item></channel></rss>
"""
GOOGLE_ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
<title>Alder &amp; Sons</title>
<entry><g:id>T-S</g:id><title>Tent, small</title><link href="https://shop.example.com/t"/>
<g:price>EUR 129.00</g:price><g:availability>in stock</g:availability>
<g:image_link>https://cdn.example.com/tent.jpg</g:image_link></entry>
<entry><g:id>L</g:id><title>Lamp</title><g:price>EUR 19.90</g:price>
<g:availability>out of stock</g:availability></entry></feed>
"""
GOOGLE_TSV = """id\ttitle\tprice\tavailability\timage link
T-S\tTent, small\t129.00 EUR\tin_stock\thttps://cdn.example.com/tent.jpg
L\tLamp\t19.90 EUR\tout_of_stock\thttps://cdn.example.com/l.jpg
"""
BOUGHT = """shopper_id,product_id,bought_at
s1,T-S,2026-01-02
s1,T-L,2026-01-03
s2,L,2026-01-04
s3,X,2026-01-04
"""
SHOPIFY = """Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,\
Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Price,Image Src,Image Position,Status
tee,Basic tee,<p>Soft &amp; plain</p>,Alder,Apparel > Tops,Tops,"cotton, basic",true,Colour,Red,\
Size,S,T-R-S,50.00,https://cdn.example.com/t.jpg,1,active
tee,,,,,,,,,Red,,M,T-R-M,50.00,https://cdn.example.com/t2.jpg,2,
tee,,,,,,,,,,,,,,https://cdn.example.com/t3.jpg,3,
cap,Cap,,Alder,Apparel > Hats,,,true,Title,Default Title,,,,20.00,,,active
old,Old hat,,Alder,,Hats,,true,Title,Default Title,,,O-1,15.00,,,archived
"""
SHOPIFY_ORDERS = """Name,Email,Financial Status,Currency,Created at,Lineitem quantity,\
Lineitem name,Lineitem price,Lineitem sku,Cancelled at
#1001,x@example.com,paid,SEK,2026-01-02 13:16:04 -0400,1,Basic tee - Red / S,50.00,T-R-S,
#1001,,,,,2,Cap,20.00,,
#1002,Y@example.com,paid,SEK,2026-01-03 09:00:00 -0400,1,Basic tee - Red / M,50.00,,
#1003,y@example.com,paid,SEK,2026-01-04 09:00:00 -0400,1,Cap,20.00,,2026-01-05 09:00:00 -0400
#1004,x@example.com,refunded,SEK,2026-01-05 09:00:00 -0400,1,Cap,20.00,,
#1005,z@example.com,paid,SEK,2026-01-06 09:00:00 -0400,1,Tip,5.00,,
"""
WOOCOMMERCE = """ID,Type,SKU,Name,Published,Short description,Description,"In stock?",Stock,\
"Regular price",Categories,Tags,Images,Parent
44,variable,woo-tee,Tee,1,<p>Soft</p>,,1,,,"Clothing > Tops, Sale",,\
"https://a.example/1.jpg, https://a.example/2.jpg",
61,variation,woo-tee-red,"Tee - Red",1,,,1,,20,,,,woo-tee
62,variation,,"Tee - Blue",1,,,1,,22,,,,id:44
60,simple,woo-cap,Cap,1,,Warm,backorder,,18,"Clothing > Hats",,https://a.example/c.jpg,
63,simple,,Mug,0,,,1,,9,Kitchen,,,
"""
MAGENTO = """sku,store_view_code,attribute_set_code,product_type,categories,name,short_description,\
price,base_image,is_in_stock,product_online,configurable_variations
tee-s,,Top,simple,"Default Category/Men/Tops",Tee S,,29.000000,/t/e/tee.jpg,1,1,
tee-m,,Top,simple,"Default Category/Men/Tops",Tee M,,31.000000,/t/e/tee.jpg,1,1,
tee,,Top,configurable,"Default Category/Men/Tops,Default Category/Sale",Tee,Soft,,/t/e/tee.jpg,1,1,\
"sku=tee-s,size=S|sku=tee-m,size=M"
tee,french,Top,configurable,,Maillot,,,,,,
cap,,Bag,simple,"Default Category",Cap,,18.500000,,0,1,
mug,,Bag,simple,"Default Category/Kitchen",Mug,,9.000000,,1,2,
"""
PRESTASHOP = """Product ID;Active (0/1);Name *;Categories (x,y,z...);Price tax excluded;\
Reference #;Manufacturer;Quantity;Short description;Image URLs (x,y,z...)
1;1;Tee;Home,Clothing,Men;19,90;demo_1;Alder;10;<p>Soft</p>;https://a.example/1.jpg,//a/2.jpg
2;1;Mug;Home,Art;11,90;demo_2;;0;;https://a.example/m.jpg
3;0;Cushion;Home;18,90;demo_3;;5;;
"""


def folder(path: Path, **files: str) -> Path:
    path.mkdir()
    for name, text in files.items():
        (path / name.replace("__", ".")).write_text(text, "utf-8")
    return path


def imported(source: Path, capsys, *options: str) -> tuple[Shop, dict]:
    """The shop, and the counts that were told; all add up."""
    shop = source.parent / "shop"
    assert main(["import", str(source), "--shop", str(shop), "--json", *options]) == 0
    told = json.loads(capsys.readouterr().out)
    for name in ("products", "purchases", "pictures"):
        assert told[name]["read"] == told[name]["kept"] + sum(told[name]["dropped"].values())
    return open_shop(shop), told


@pytest.mark.parametrize("name", ["feed__xml", "feed__xml__gz"])
def test_a_google_feed_with_variants(tmp_path, capsys, name):
    source = folder(tmp_path / "files", orders__csv=BOUGHT, feed__xml=GOOGLE_RSS)
    if name.endswith("gz"):
        (source / "feed.xml").write_bytes(GOOGLE_RSS.encode())
        (source / "feed.xml.gz").write_bytes(gzip.compress(GOOGLE_RSS.encode()))
        (source / "feed.xml").unlink()
    shop, told = imported(source, capsys)
    assert told["layout"] == "google-merchant"
    assert shop.name == "Alder & Sons"
    assert shop.currency == "EUR"
    assert shop.catalogue.ids.tolist() == ["T-S", "T-R", "L"]
    tent = shop.catalogue["T-S"]
    assert (tent.title, tent.category, tent.brand, tent.price) == (
        "Tent, small",
        "Tents",
        "Alder",
        129,
    )
    assert tent.value("description") == "For two."
    assert [shop.catalogue[each].available for each in ("T-S", "T-R", "L")] == [True, True, False]
    assert shop.catalogue["T-R"].category is None
    assert told["products"]["dropped"] == {"variant of a product, with the same picture": 1}
    assert told["purchases"]["dropped"] == {"of a product the catalogue lacks": 1}
    assert told["pictures"]["dropped"] == {"an address, not a file": 3}
    bought = shop.purchases.product_codes.tolist()
    assert bought == [0, 0, 2]


@pytest.mark.parametrize("form", ["feed__xml", "feed__tsv"])
def test_a_google_feed_in_its_other_forms(tmp_path, capsys, form):
    text = GOOGLE_ATOM if form.endswith("xml") else GOOGLE_TSV
    source = folder(tmp_path / "files", orders__csv=BOUGHT, **{form: text})
    shop, told = imported(source, capsys)
    assert told["layout"] == "google-merchant"
    assert shop.catalogue["T-S"].price == 129
    assert shop.catalogue["L"].available is False
    assert told["purchases"]["kept"] == 2


def test_a_feed_that_is_no_xml_is_named_with_its_line(tmp_path, capsys):
    broken = GOOGLE_RSS.replace("</g:brand></item>", "</item>")
    source = folder(tmp_path / "files", orders__csv=BOUGHT, feed__xml=broken)
    assert main(["import", str(source), "--shop", str(tmp_path / "shop")]) == 2
    assert "feed.xml, row 10: it is no XML" in capsys.readouterr().err


def test_a_feed_that_defines_entities_is_refused(tmp_path, capsys):
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    text = GOOGLE_RSS.replace("<rss", f"{bomb}<rss", 1)
    source = folder(tmp_path / "files", orders__csv=BOUGHT, feed__xml=text)
    assert main(["import", str(source), "--shop", str(tmp_path / "shop")]) == 2
    assert "it defines entities, which no feed needs" in capsys.readouterr().err


def test_shopify_products_and_orders(tmp_path, capsys):
    source = folder(
        tmp_path / "files", products_export__csv=SHOPIFY, orders_export__csv=SHOPIFY_ORDERS
    )
    shop, told = imported(source, capsys)
    assert told["layout"] == "shopify"
    assert shop.catalogue.ids.tolist() == ["tee", "cap", "old"]
    tee = shop.catalogue["tee"]
    assert (tee.title, tee.brand, tee.category, tee.price) == ("Basic tee", "Alder", "Tops", 50)
    assert tee.value("description") == "Soft & plain"
    assert shop.catalogue["cap"].category == "Hats"
    assert shop.catalogue["old"].available is False
    assert told["products"]["dropped"] == {"further row of a product, a variant or a picture": 2}
    assert told["purchases"]["dropped"] == {
        "of a cancelled order": 1,
        "of a refunded order": 1,
        "of a product the catalogue lacks": 1,
    }
    assert shop.purchases.product_codes.tolist() == [0, 1, 0]
    assert shop.purchases.quantity.tolist() == [1, 2, 1]
    assert len(shop.purchases.shopper_ids) == 2
    assert not any("@" in each for each in shop.purchases.shopper_ids)


@pytest.mark.parametrize("name", ["woocommerce", "magento", "prestashop"])
def test_products_of_other_shops_with_orders_in_any_table(tmp_path, capsys, name):
    products, sold, expected, dropped = {
        "woocommerce": (
            WOOCOMMERCE,
            ["woo-tee-red", "62", "woo-cap", "63"],
            {
                "woo-tee": ("Tee", "Tops", 20, True),
                "woo-cap": ("Cap", "Hats", 18, True),
                "63": ("Mug", "Kitchen", 9, False),
            },
            {"variation of a product": 2},
        ),
        "magento": (
            MAGENTO,
            ["tee-s", "tee", "cap", "mug"],
            {
                "tee": ("Tee", "Tops", 29, True),
                "cap": ("Cap", None, 18.5, False),
                "mug": ("Mug", "Kitchen", 9, False),
            },
            {
                "of a store view, for a product that stands by itself": 1,
                "variant of a configurable product": 2,
            },
        ),
        "prestashop": (
            PRESTASHOP,
            ["demo_1", "1", "2", "demo_3"],
            {
                "1": ("Tee", "Men", 19.9, True),
                "2": ("Mug", "Art", 11.9, False),
                "3": ("Cushion", None, 18.9, False),
            },
            {},
        ),
    }[name]
    rows = "\n".join(f"c{place},{each},2026-01-0{place + 1}" for place, each in enumerate(sold))
    source = folder(
        tmp_path / "files", products__csv=products, orders__csv=f"customer,item,day\n{rows}\n"
    )
    assert main(["import", str(source), "--shop", str(tmp_path / "shop")]) == 2
    proposed = capsys.readouterr().err
    assert "--column purchases.shopper_id=customer" in proposed
    shop, told = imported(
        source,
        capsys,
        *("--column", "purchases.shopper_id=customer"),
        *("--column", "purchases.product_id=item"),
        *("--column", "purchases.bought_at=day"),
    )
    assert told["layout"] == name
    assert told["products"]["dropped"] == dropped
    assert {
        each: (product.title, product.category, product.price, product.available)
        for each, product in ((each, shop.catalogue[each]) for each in shop.catalogue)
    } == expected
    assert shop.purchases.product_codes.tolist() == [0, 0, 1, 2]


def test_json_lines_are_tables(tmp_path, capsys):
    products = [{"product_id": "7", "title": "Tent", "price": 5.5, "images": [{"large": "x"}]}]
    bought = [{"shopper_id": "s", "product_id": "7", "bought_at": 1433221332117}]
    lines = {
        name: "\n".join(map(json.dumps, rows)) + "\n"
        for name, rows in (("catalogue__jsonl", products), ("purchases__jsonl", bought))
    }
    shop, told = imported(folder(tmp_path / "files", **lines), capsys)
    assert told["layout"] == "tables"
    assert shop.catalogue["7"].price == 5.5
    assert shop.purchases.bought_at[0].astype(str).startswith("2015-06-02")
