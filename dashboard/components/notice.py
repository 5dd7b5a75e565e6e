"""Sentences with text from outside, where Streamlit would read Markdown."""

import re

import streamlit as st

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
LINKS = re.compile(r"(?i)(https?:|ftp:|mailto:|www\.|@)")
JOINER = "\N{WORD JOINER}"


def plain(text: str) -> str:
    """The text escaped for st.error and its like, which read Markdown; to the eye it is the same.

    Markdown finds web addresses even in escaped text, so an invisible joiner is put into them.
    """
    return PUNCTUATION.sub(r"\\\1", LINKS.sub(rf"\1{JOINER}", text)).replace("\n", " ")


def refuse(sentence: str) -> None:
    st.error(plain(sentence), icon=":material/error:")


def warn(sentence: str) -> None:
    st.warning(plain(sentence), icon=":material/warning:")


def confirm(sentence: str) -> None:
    st.success(plain(sentence), icon=":material/check:")
