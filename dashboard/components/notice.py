"""Sentences with text from outside, where Streamlit would read Markdown."""

import re

import streamlit as st

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
LINKS = re.compile(r"(?i)(https?:|ftp:|mailto:|www\.|@)")
JOINER = "\N{WORD JOINER}"


def plain(text: str) -> str:
    """The same text to the eye, with nothing in it that Markdown acts on.

    Addresses are found even in escaped text, so an invisible joiner breaks them.
    """
    return PUNCTUATION.sub(r"\\\1", LINKS.sub(rf"\1{JOINER}", text)).replace("\n", " ")


def refuse(sentence: str) -> None:
    st.error(plain(sentence), icon=":material/error:")


def warn(sentence: str) -> None:
    st.warning(plain(sentence), icon=":material/warning:")


def confirm(sentence: str) -> None:
    st.success(plain(sentence), icon=":material/check:")
