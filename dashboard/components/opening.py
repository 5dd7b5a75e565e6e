"""The form that opens a release."""

from datetime import date, timedelta

import streamlit as st

from dashboard import evidence, resources
from dashboard.components.notice import plain, refuse
from dashboard.names import hidden_from
from dashboard.releases import services
from dashboard.releases.assigning import idle
from dashboard.releases.facts import Fact, ModelInTrouble
from dashboard.releases.person import Person
from dashboard.releases.troubles import trouble_of
from recommender.refusal import Refusal

REFUSED = "trouble of models that a release was not opened with"
"""In the session's state: the sentence that was told."""


def opening_form(person: Person) -> None:
    """Candidates, scenarios and a date; what they show is frozen when it is sent.

    It names models, so whoever also reviews waits until they are blind nowhere.
    """
    if hidden_from(person):
        st.text("While you review a release you cannot open another: you would see models by name.")
        return
    titles = {each.id: each.title for each in resources.settings().candidates}
    suite = resources.suite()
    scenarios = {each.id: each.title for each in suite.scenarios}
    if suite.troubles:
        left_out([str(each) for each in suite.troubles])
    refused = st.session_state.get(REFUSED, "")
    with (
        st.expander("Open a new release", icon=":material/add:", expanded=bool(refused)),
        st.form("opening", border=False),
    ):
        left, right = st.columns(2, gap="large")
        name = left.text_input(
            "Name",
            placeholder="spring-2026",
            help="Small letters, digits and hyphens; it becomes the address.",
        )
        title = left.text_input("Title", placeholder="Spring recommendations")
        due_on = left.date_input(
            "Review until", date.today() + timedelta(days=7), min_value=date.today()
        )
        chosen = right.multiselect(
            "Models", titles, format_func=titles.get, placeholder="Choose models"
        )
        incumbent = right.selectbox(
            "Live in the shop now",
            [None, *titles],
            format_func=lambda each: titles.get(each, "None of them"),
        )
        shoppers = right.multiselect(
            "Shoppers", scenarios, default=list(scenarios), format_func=scenarios.get
        )
        if refused:
            refuse(refused)
        all_the_same = bool(refused) and st.checkbox("Open it all the same", key=refused)
        sent = st.form_submit_button("Open the release", type="primary")
    if sent:
        allowed = refused if all_the_same else ""
        open_release(
            person, name.strip(), title.strip(), due_on, chosen, incumbent, shoppers, allowed
        )


def left_out(troubles: list[str]) -> None:
    """One line for all scenarios that cannot face the models; opened, what is wrong with each."""
    many = "1 scenario is" if len(troubles) == 1 else f"{len(troubles)} scenarios are"
    with st.expander(f"{many} left out: not readable, or about products of another shop"):
        st.text("\n".join(troubles))


def open_release(
    person: Person,
    name: str,
    title: str,
    due_on: date | None,
    chosen: list[str],
    incumbent: str | None,
    shoppers: list[str],
    allowed: str,
) -> None:
    """`allowed`: the very trouble of models that was read and ticked; another asks again."""
    try:
        if not shoppers:
            raise evidence.Unready("Choose at least one shopper.")
        with st.spinner("Asking every model about every shopper …"):
            record = evidence.gather(chosen, shoppers, incumbent)
        services.open_release(
            resources.sessions(),
            person,
            name,
            record,
            title=title or None,
            due_on=due_on,
            allow_trouble=bool(allowed) and allowed == trouble_of(record),
        )
    except ModelInTrouble as trouble:
        st.session_state[REFUSED] = str(trouble)
        st.rerun()
    except (Refusal, Fact) as refusal:
        refuse(str(refusal))
        return
    st.session_state.pop(REFUSED, None)
    for note in idle(record):
        st.toast(plain(note), icon=":material/info:", duration="long")
    st.toast("The release is open. Send its address to the reviewers.")
    st.rerun()
