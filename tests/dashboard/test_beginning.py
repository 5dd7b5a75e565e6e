"""What is said of a shop as long as there is no release."""

from dashboard.components.releases.beginning import came_in

FACTS = {
    "products": 1_007,
    "products_dropped": 0,
    "purchases": 143_349,
    "purchases_dropped": 6_651,
    "pictures": 100,
    "pictures_dropped": 2,
    "shoppers": 10_544,
}


def test_what_came_in_and_what_was_left_out_is_counted():
    assert came_in("X-Wines", FACTS) == (
        "X-Wines is here: 1,007 products, 100 of them with a picture, and 143,349 purchases by "
        "10,544 shoppers. Left out by the import: 6,651 purchases, 2 pictures."
    )


def test_a_shop_written_by_hand_has_no_counts():
    assert came_in("Mine", {"name": "Mine"}) == ""


def test_the_demo_shop_has_fewer():
    counts = {"products": 629, "purchases": 30_000, "shoppers": 3_000}
    said = "Aldermere is here: 629 products and 30,000 purchases by 3,000 shoppers."
    assert came_in("Aldermere", counts) == said
