"""The builder of one scenario: story, basket, slates, expectations, save."""

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import resources
from dashboard.components.expecting import expecting
from dashboard.components.notice import refuse
from dashboard.components.studio.studio import studio
from dashboard.releases.facts import Fact
from dashboard.releases.person import Person
from dashboard.scenarios import writing
from recommender.expectations import stated
from recommender.refusal import Refusal
from recommender.scenario import Scenario
from recommender.situation import Bought, Situation

EMPTY = Scenario(id="new", title="")


def build(person: Person, scenario: Scenario | None) -> None:
    """`scenario`: the one on file, None for a new one."""
    start = scenario or EMPTY
    key = start.id
    seen = opened_as(start, scenario is not None)
    st.page_link("views/scenarios.py", label="All scenarios", icon=":material/arrow_back:")
    told, corner = st.columns([6, 1], gap="large", vertical_alignment="bottom")
    with told:
        title, story = words(start, key)
    records = st.session_state.setdefault(
        f"expect-{key}", [each.as_record() for each in start.expectations]
    )
    bought = basket(start, records, key)
    left, right = st.columns([3, 1], gap="large")
    with right:
        tags, owner, slate_size, as_of = details(start, key)
    with left:
        st.subheader("A good answer", anchor=False)
        changed = expecting(records, key)
    if changed != records:
        st.session_state[f"expect-{key}"] = changed
        st.rerun()
    edited = replace(
        start,
        id=start.id if scenario else writing.id_from(title),
        title=title,
        story=story,
        situation=Situation(bought, start.situation.shopper, as_of),
        slate_size=slate_size,
        tags=tags,
        owner=owner,
        expectations=tuple(stated(each) for each in records),
    )
    name = f"{edited.id}.yaml" if edited.id else "Give it a title first."
    if corner.button("Save", type="primary", width="stretch", disabled=not edited.id, help=name):
        save(person, edited, seen, key)


def opened_as(start: Scenario, on_file: bool) -> str | None:
    """The file's version when this page was opened, so that nobody else's later one is lost."""
    folder = resources.settings().scenarios
    version = writing.version_of(folder, start.id) if on_file else None
    return st.session_state.setdefault(f"file-{start.id}", version)


def forget_drafts() -> None:
    """What was opened and left is read anew the next time."""
    for name in [each for each in st.session_state if str(each).startswith(("file-", "expect-"))]:
        del st.session_state[name]


def words(start: Scenario, key: str) -> tuple[str, str]:
    left, right = st.columns([2, 3], gap="large")
    title = left.text_input(
        "Title", start.title, key=f"title-{key}", max_chars=200, placeholder="The new camper"
    )
    story = right.text_area(
        "Story",
        start.story,
        key=f"story-{key}",
        height=72,
        max_chars=4000,
        placeholder="Who is it, and what brought them here?",
    )
    return title.strip(), story.strip()


def basket(start: Scenario, records: list[dict], key: str) -> tuple[Bought, ...]:
    question = {
        "bought": start.situation.as_record()["bought"],
        "shopper": dict(start.situation.shopper),
        "as_of": start.situation.as_record()["as_of"],
        "slate_size": st.session_state.get(f"size-{key}", start.slate_size),
        "expectations": records,
        "scenario": start.id,
    }
    products = resources.shown(start.situation.product_ids)
    chosen = studio(question, products, key=key, editable=True)
    return tuple(
        Bought(
            each["product_id"],
            each["quantity"],
            date.fromisoformat(each["on"]) if each["on"] else None,
        )
        for each in chosen
    )


def details(start: Scenario, key: str) -> tuple[tuple[str, ...], str | None, int, date | None]:
    with st.expander("Details"):
        tags = st.multiselect(
            "Tags",
            sorted(known_tags() | set(start.tags)),
            start.tags,
            key=f"tags-{key}",
            accept_new_options=True,
        )
        owner = st.text_input("Owner", start.owner or "", key=f"owner-{key}").strip() or None
        slate_size = st.number_input("Products shown", 1, 100, start.slate_size, key=f"size-{key}")
        as_of = st.date_input(
            "On which day", start.situation.as_of, key=f"day-{key}", format="DD/MM/YYYY"
        )
    return tuple(tags), owner, int(slate_size), as_of


def known_tags() -> set[str]:
    return {tag for each in resources.suite().scenarios for tag in each.tags}


def save(person: Person, edited: Scenario, seen: str | None, key: str) -> None:
    """A receipt, or the sentence that says why not; what was written stays in its fields."""
    folder = resources.settings().scenarios
    try:
        saved = writing.save(folder, person, edited, seen)
    except (Refusal, Fact) as refusal:
        refuse(str(refusal))
        return
    st.session_state[f"file-{edited.id}"] = saved.version
    st.toast(f"Saved as {saved.scenario_id}.yaml. {saved.note}")
    if key != edited.id:
        for each in [name for name in st.session_state if str(name).endswith(f"-{key}")]:
            del st.session_state[each]
        st.query_params["scenario"] = edited.id
        st.rerun()
