"""Where a release stands: headline, who signed, what stands in the way."""

from collections.abc import Sequence

import streamlit as st

from dashboard.components.notice import plain
from dashboard.components.releases.cards import STATES, until
from dashboard.releases.choices import State
from dashboard.releases.disagreements import Cases
from dashboard.releases.sheets import DecisionPage

WORDS = (
    "A selection is what one model would show one shopper. "
    "A verdict is what one person says of a selection."
)
TONES = {"": "gray", "careful": "orange", "go": "green", "no": "red"}
FEW = 3
WAYS = 128
"""Pixels for the three links: their words come after their boxes, which then shrink."""
COMPLETE = "Nothing: every selection has the verdicts it needs."
ICONS = {State.GO: ":material/check_circle:", State.NO_GO: ":material/cancel:"}


def titles(decision: DecisionPage) -> dict[str, str]:
    return {each["id"]: each["title"] for each in decision.page.candidates}


def headline(decision: DecisionPage) -> None:
    line = decision.page.line
    state, tone = STATES[line.state]
    st.title("Decision", anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(line.title)}**")
        st.badge(state, color=TONES[tone], icon=ICONS.get(line.state))
        st.text(until(line))
        st.text(f"Revision {line.revision}" if line.revision > 1 else "")
    st.markdown(f":small[{WORDS}]")
    if line.sight.why:
        st.text(line.sight.why)
    elif line.blind:
        st.text("Until the review is closed, the columns stand in another order for each shopper.")


def signatures(decision: DecisionPage) -> None:
    """Who signed what, and why."""
    names = titles(decision)
    for each in decision.page.sign_offs:
        named = ", ".join(names.get(one, one) for one in each.candidates)
        role = each.role.partition(":")[2]
        what = f"{each.decision} for {named}" if named else str(each.decision)
        with st.container(border=True):
            st.text(f"{what}, signed by {each.person_name} ({role}), {each.at:%d %B %Y, %H:%M} UTC")
            if each.reason:
                st.text(f"“{each.reason}”")
            if each.revision != decision.page.line.revision:
                st.text(f"On revision {each.revision}; it no longer counts.")


def ways(decision: DecisionPage, cases: Cases) -> None:
    """Where to read more before deciding."""
    pages = {
        "disagreements": cases_words(cases),
        "changes": "Changes",
        "figures": "Figures",
    }
    about = {"release": decision.page.line.name}
    with st.container(height=WAYS, border=False):
        for page, told in pages.items():
            st.page_link(f"views/{page}.py", label=told, query_params=about)


def cases_words(cases: Cases) -> str:
    if not cases.found:
        return "Disagreements"
    many = "1 case" if cases.found == 1 else f"{cases.found} cases"
    settled = f", {cases.settled} settled" if cases.settled else ""
    return f"Disagreements: {many}{settled}"


def waiting(sentences: Sequence[str]) -> None:
    """Which shoppers lack verdicts; more than a few in one line that opens."""
    if len(sentences) <= FEW:
        st.text("\n".join(sentences) or COMPLETE)
        return
    with st.expander(f"{len(sentences)} shoppers wait for verdicts"):
        st.text("\n".join(sentences))


def obstacles(decision: DecisionPage) -> None:
    """What stands in the way of GO, and what a GO would override."""
    if decision.page.line.state not in (State.IN_REVIEW, State.CLOSED):
        return
    st.subheader("What stands in the way", anchor=False)
    if decision.page.line.blind:
        waiting(decision.page.missing)
        return
    names = titles(decision)
    open_slates = {each: len(missing) for each, missing in decision.missing.items() if missing}
    for each, count in open_slates.items():
        slates = "1 selection lacks" if count == 1 else f"{count} selections lack"
        with st.expander(plain(f"{names[each]}: {slates} verdicts")):
            st.text("\n".join(decision.missing[each]))
    if not open_slates:
        st.text(COMPLETE)
    overridden = [each for sentences in decision.warnings.values() for each in sentences]
    if overridden:
        st.text("A GO would also have to explain:\n" + "\n".join(overridden))
