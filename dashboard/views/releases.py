"""What waits for me, how far each release is, and a new one."""

import streamlit as st

from dashboard import people, resources
from dashboard.components.notice import refuse, warn
from dashboard.components.opening import opening_form
from dashboard.components.releases.beginning import first_steps
from dashboard.components.releases.cards import cards
from dashboard.components.releases.preparing import show_preparation
from dashboard.components.releases.releases import release_cards
from dashboard.releases import queries, strips, waiting_words
from dashboard.releases.facts import Fact
from dashboard.routes.nowhere import LOST

person = people.here()
st.title("Releases", anchor=False)
if LOST in st.query_params:
    warn("There is no page at that address; these are the releases.")
show_preparation()
try:
    lines = queries.releases_for(resources.sessions(), person)
    pictures = strips.release_strips(resources.sessions(), person)
    words = waiting_words.words_for(resources.sessions(), person)
except Fact as fact:
    refuse(str(fact))
    st.stop()

# Above the cards: they are drawn later, and would push it down.
if person.proposer:
    opening_form(person)
if not lines:
    first_steps(person)
opened = release_cards(cards(lines, pictures, person, words)) if lines else None
if opened:
    asked = {"release": opened["release"]}
    if opened.get("scenario"):
        asked |= {"scenario": opened["scenario"], "talk": "open"}
    st.switch_page(f"views/{opened['page']}.py", query_params=asked)
