"""Outside text in sentences that Streamlit reads as Markdown."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.notice import JOINER, plain

ACTIVE = re.compile(r"(?<!\\)[*_`\[\]<>#$:~|!(){}]")


@pytest.mark.parametrize("text", ["**bold**", "[a](b)", "# head", "<b>", "$x$", ":red[x]", "`x`"])
def test_nothing_that_markdown_acts_on_is_left_bare(text):
    assert not ACTIVE.search(plain(text))


@pytest.mark.parametrize("address", ["https://a.example", "www.a.example", "mail@a.example"])
def test_an_address_is_broken_for_the_machine_and_whole_for_the_eye(address):
    shown = plain(address)
    assert JOINER in shown
    assert shown.replace("\\", "").replace(JOINER, "") == address


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_the_eye_reads_what_was_written(text):
    shown = plain(text)
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown).replace(JOINER, "") == text
