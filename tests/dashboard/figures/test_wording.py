"""What a figure says of itself."""

import pytest

from dashboard.figures.showing import Showing
from dashboard.figures.wording import risk, shown


def test_a_share_says_what_it_means_with_its_interval():
    # Wilson at 95 % for 5 of 16: 0.3125 is 0.142 to 0.556.
    assert shown("Taste profile", Showing(5, 6, 5)) == (
        "People would show 5 of 16 selections of Taste profile as they are. "
        "With so few shoppers the true share may lie between 14 and 56 %."
    )


def test_a_share_of_many_says_how_sure_it_is():
    # Wilson at 95 % for 50 of 100: 0.404 to 0.596.
    assert shown("Taste profile", Showing(50, 0, 50)).endswith(
        "Among all shoppers like these the share lies between 40 and 60 % (95 % sure)."
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        # 1 - 0.05 ** (1 / 30) = 0.095.
        (
            Showing(30, 0, 0),
            "30 of 30 fine, if need be with reservations: at most 10 % are not, 95 % sure.",
        ),
        # The 95 % point of Beta(6, 11) = 0.548.
        (
            Showing(5, 6, 5),
            "5 of 16 refused. Among all shoppers like these it may be up to 55 % (95 % sure).",
        ),
        (Showing(0, 0, 16), "16 of 16 refused."),
        (Showing(4, 0, 0), ""),
    ],
)
def test_what_chance_may_hide_is_said(found, said):
    assert risk(found) == said
