"""What is done with a release: close the review, sign, cancel."""

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard import resources
from dashboard.components.decision.standing import titles
from dashboard.components.notice import plain, refuse
from dashboard.gate import compare
from dashboard.releases import services
from dashboard.releases.choices import Decision, State
from dashboard.releases.facts import Fact
from dashboard.releases.person import Person
from dashboard.releases.sheets import DecisionPage

UNDER_TEXT = "collapsed"
"""The label stands as text above its field: there while the field is still being fetched."""


def closing(decision: DecisionPage, person: Person) -> None:
    line = decision.page.line
    if line.state is not State.IN_REVIEW or not person.approver or line.opened_by == person.id:
        return
    st.subheader("Close the review", anchor=False)
    open_slates = line.progress.needed - line.progress.covered
    st.text(
        "Reviewers can no longer answer, and everybody sees which model stood in which column. "
        "This is recorded in your name and cannot be undone. Then you can sign."
    )
    lack = "1 selection lacks" if open_slates == 1 else f"{open_slates} selections lack"
    sure = not open_slates or st.checkbox(
        f"Close although {lack} verdicts", key=f"close-open-{line.name}"
    )
    kind = "secondary" if open_slates else "primary"
    if st.button("Close the review", type=kind, key="close", disabled=not sure):
        act(lambda: services.close_review(resources.sessions(), person, line.name, line.revision))


def signing(decision: DecisionPage, person: Person) -> None:
    """The form is of one fingerprint and one review: sent for another, it is not heard."""
    page = decision.page
    signed = any(
        each.person == person.id and each.revision == page.line.revision for each in page.sign_offs
    )
    can_sign = page.line.state in (State.CLOSED, State.GO) and person.approver and not signed
    if not can_sign or page.line.opened_by == person.id:
        return
    if page.line.blind:
        st.subheader("Your signature", anchor=False)
        st.text("You can sign once names are shown: a signature is for models, not for letters.")
        return
    seen = f"{page.fingerprint[:16]}-{page.review[:16]}"
    warn_if_moved(page.line.name, seen)
    st.subheader("Your signature", anchor=False)
    choices = [str(each) for each in Decision]
    chosen = st.segmented_control("Decision", choices, default=None, key=f"choice-{page.line.name}")
    if chosen is None:
        st.text("Choose GO or NO-GO.")
        return
    with st.form(f"signing-{seen}"):
        names = titles(decision)
        named = []
        if chosen == Decision.GO:
            st.text("GO for")
            named = st.multiselect(
                "GO for",
                names,
                format_func=names.get,
                placeholder="Which models?",
                label_visibility=UNDER_TEXT,
            )
        st.text("You sign as")
        role = st.selectbox(
            "You sign as",
            person.approver_roles,
            format_func=said_role,
            label_visibility=UNDER_TEXT,
        )
        st.text("Why")
        reason = st.text_area(
            "Why",
            max_chars=4000,
            placeholder="The reason, in your words",
            label_visibility=UNDER_TEXT,
        )
        st.markdown(f"To sign, type **{plain(page.confirm[chosen])}**")
        typed = st.text_input("To sign, type", label_visibility=UNDER_TEXT)
        st.text("A signature is final.")
        sent = st.form_submit_button(f"Sign {chosen}", type="primary")
    lacking = lacks(decision, Decision(chosen), named, reason, typed) if sent else ""
    if lacking:
        refuse(lacking)
    elif sent:
        act(
            lambda: services.sign_off(
                resources.sessions(),
                person,
                page.line.name,
                Decision(chosen),
                named,
                reason,
                typed,
                page.fingerprint,
                page.review,
                role,
                compare=compare,
            )
        )


def lacks(
    decision: DecisionPage, chosen: Decision, named: Sequence[str], reason: str, typed: str
) -> str:
    """Every field that is still to be filled, in one sentence."""
    told = []
    overridden = any(decision.warnings.get(each) for each in named or titles(decision))
    if chosen is Decision.GO and not named:
        told.append("choose which models may go")
    if not reason.strip() and (chosen is Decision.NO_GO or overridden):
        told.append("say why")
    if not typed.strip():
        told.append(f"type “{decision.page.confirm[chosen]}”")
    *first, last = told or [""]
    return f"To sign, {', '.join(first)}{' and ' if first else ''}{last}." if last else ""


def cancelling(decision: DecisionPage, person: Person) -> None:
    line = decision.page.line
    if line.opened_by != person.id or line.state not in (State.IN_REVIEW, State.CLOSED):
        return
    with st.expander("Cancel this release"):
        st.text("Nobody can review or sign it any more. What was said stays in the record.")
        sure = st.checkbox("I want to cancel it", key=f"sure-{line.name}")
        if st.button("Cancel the release", disabled=not sure):
            act(
                lambda: services.cancel_release(
                    resources.sessions(), person, line.name, line.revision
                )
            )


def warn_if_moved(name: str, seen: str) -> None:
    before = st.session_state.get(f"seen-{name}")
    st.session_state[f"seen-{name}"] = seen
    if before and before != seen:
        st.warning("The release moved since you opened this page. Look again before you sign.")


def said_role(role: str) -> str:
    return role.partition(":")[2].replace("-", " ").capitalize()


def act(work: Callable[[], object]) -> None:
    """One service call; its refusal is a sentence, its success a fresh page."""
    try:
        work()
    except Fact as fact:
        refuse(str(fact))
        return
    st.rerun()
