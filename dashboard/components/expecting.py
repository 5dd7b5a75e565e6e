"""What a good answer is: a list of sentences, and a form that adds one."""

from collections.abc import Mapping

import streamlit as st

from dashboard import resources
from dashboard.components.notice import refuse
from recommender.expectations import WrongExpectation, expect, sentence, stated
from recommender.expectations.vocabulary import model

ASKED = {
    "includes_category": "Must show a category",
    "excludes_category": "Must not show a category",
    "only_category": "Must show one category only",
    "includes_brand": "Must show a brand",
    "excludes_brand": "Must not show a brand",
    "only_brand": "Must show one brand only",
    "includes_audience": "Must show products for somebody",
    "excludes_audience": "Must not show products for somebody",
    "only_audience": "Must show products for somebody only",
    "includes_product": "Must show a product",
    "excludes_product": "Must not show a product",
    "includes_attribute": "Must show a colour, material or other attribute",
    "excludes_attribute": "Must not show a colour, material or other attribute",
    "only_attribute": "Must show one attribute only",
    "price_between": "Must stay between two prices",
    "at_most_of": "Not too many of one kind",
    "at_least_different": "Enough different kinds",
    "nothing_already_bought": "Nothing they already bought",
    "everything_available": "Nothing that is sold out",
    "everything_with_picture": "Nothing without a picture",
    "at_least_recommendations": "Enough products",
}
LABELS = {
    "product": "Product",
    "category": "Category",
    "brand": "Brand",
    "audience": "For whom",
    "attribute": "Which attribute",
    "value": "Which one",
    "at_least": "At least",
    "at_most": "At most",
    "count": "How many",
    "in_top": "Among the first (0: anywhere)",
    "because": "Because",
}
PLURAL_OF = {"product": "product_id"}


def expecting(records: list[dict], key: str) -> list[dict]:
    """The expectations after this run: one may have been added or removed."""
    catalogue = resources.shop().catalogue
    for position, record in enumerate(records):
        text, button = st.columns([9, 1], vertical_alignment="center")
        each = stated(record)
        why = f" Because: {each.because}" if each.because else ""
        text.text(f"{sentence(each, catalogue)}.{why}")
        if button.button(
            "Remove", key=f"remove-{key}-{position}", icon=":material/close:", type="tertiary"
        ):
            return records[:position] + records[position + 1 :]
    added = adding(key)
    return [*records, added] if added else records


def adding(key: str) -> dict | None:
    """One expectation, where it was just added."""
    with st.container(border=True):
        name = st.selectbox(
            "Add an expectation",
            ASKED,
            index=None,
            format_func=ASKED.get,
            placeholder="What must a good answer have, or never have?",
            key=f"word-{key}",
        )
        if name is None:
            return None
        options = asked_options(name, key)
        if not st.button("Add", key=f"add-{key}"):
            return None
        try:
            return expect(name, options, resources.known()).as_record()
        except WrongExpectation as wrong:
            refuse(str(wrong))
            return None


def asked_options(name: str, key: str) -> dict[str, object]:
    """What was filled in, without what was left out."""
    fields = model(name).model_fields
    given: dict[str, object] = {}
    columns = st.columns(max(1, len(fields)), vertical_alignment="bottom")
    for column, (option, field) in zip(columns, fields.items(), strict=True):
        with column:
            value = ask(option, f"{name}-{option}-{key}", given, field.is_required())
        if value not in (None, "", 0):
            given[option] = value
    return given


def ask(option: str, key: str, given: Mapping[str, object], required: bool) -> object:
    label = LABELS[option]
    match option:
        case "because":
            return st.text_input(label, key=key, placeholder="optional").strip()
        case "at_least" | "count" if "at_most" not in key and not key.startswith("price"):
            return st.number_input(label, min_value=1, max_value=60, value=1, step=1, key=key)
        case "in_top":
            return st.number_input(label, min_value=0, max_value=60, value=0, step=1, key=key)
        case "at_least" | "at_most":
            return st.number_input(
                label, min_value=0.0, value=0.0 if option == "at_least" else 100.0, key=key
            )
        case "attribute":
            return st.selectbox(
                label, facets(), key=key, format_func=lambda each: each.replace("_", " ")
            )
    return choice(label, option, key, given, required)


def choice(
    label: str, option: str, key: str, given: Mapping[str, object], required: bool
) -> object:
    column = str(given["attribute"]) if option == "value" else PLURAL_OF.get(option, option)
    known = resources.known()
    if known.wrong_column(column):
        st.text(f"The catalogue has no {column}.")
        return None
    titles = product_titles() if option == "product" else {}
    values = sorted(known.values(column), key=lambda each: titles.get(each, each))
    return st.selectbox(
        label,
        values if required else [None, *values],
        key=f"{key}-{column}",
        format_func=lambda each: "any" if each is None else titles.get(each, each),
    )


def facets() -> list[str]:
    """The columns that sort products into kinds."""
    catalogue = resources.shop().catalogue
    return ["category", "brand", *(each for each in catalogue.attributes if each != "description")]


def product_titles() -> dict[str, str]:
    frame = resources.shop().catalogue.frame
    return dict(zip(frame["product_id"], frame["title"], strict=True))
