"""D11, D12: whatever bytes arrive, a model's file or answer is read or refused, nothing else."""

import json
import math
import string

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.arrays import ArraysRefused, Layout, pack, text_array, text_of, unpack
from recommender.contract.answer import ContractBroken, read_answer
from recommender.contract.rejection import rejection

LAYOUT = {"factors": Layout("float32", (3, 2)), "rows": Layout("int32", (5,), exact=False)}
ARRAYS = {"factors": np.ones((3, 2), np.float32), "rows": np.arange(4, dtype=np.int32)}
CONTENT = pack(ARRAYS)

NAMES = st.sampled_from(["model", "id", "fingerprint", "recommendations", "items", "product_id"])
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(string.printable, max_size=9)
)
VALUES = st.recursive(
    LEAVES,
    lambda below: (
        st.lists(below, max_size=4)
        | st.dictionaries(NAMES | st.text(max_size=3), below, max_size=4)
    ),
    max_leaves=20,
)
RECOMMENDATIONS = st.lists(
    st.fixed_dictionaries(
        {"product_id": st.sampled_from(["a", "b", "c", "d", ""]), "score": VALUES},
        optional={"reason": VALUES},
    ),
    max_size=5,
)
MODELS = st.fixed_dictionaries({"id": st.just("m"), "fingerprint": st.just("f") | VALUES})


@given(st.integers(0, len(CONTENT) - 1), st.integers(0, 255), st.integers(0, len(CONTENT)))
@settings(max_examples=500, deadline=None)
def test_a_changed_or_cut_file_gives_arrays_of_the_layout_or_a_refusal(
    place: int, byte: int, length: int
) -> None:
    content = CONTENT[:place] + bytes([byte]) + CONTENT[place + 1 :]
    for each in (content, content[:length]):
        try:
            arrays = unpack(each, LAYOUT)
        except ArraysRefused:
            continue
        assert all(LAYOUT[name].fits(array) for name, array in arrays.items())
        assert np.isfinite(arrays["factors"]).all()


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_bytes_by_chance_are_refused(content: bytes) -> None:
    try:
        arrays = unpack(content, LAYOUT)
    except ArraysRefused:
        return
    assert arrays.keys() == LAYOUT.keys()


@settings(deadline=None)
@given(st.binary(max_size=30) | VALUES.map(lambda value: json.dumps(value).encode()))
def test_a_text_of_an_array_is_json_or_refused(content: bytes) -> None:
    try:
        value = text_of(np.frombuffer(content, dtype=np.uint8))
    except ArraysRefused:
        return
    again = text_of(text_array(value))
    assert repr(again) == repr(value)


@given(
    st.fixed_dictionaries({"model": MODELS | VALUES, "recommendations": RECOMMENDATIONS | VALUES})
    | VALUES
)
@settings(max_examples=500, deadline=None)
def test_an_answer_keeps_the_contract_or_is_told_where_not(answer: object) -> None:
    try:
        read = read_answer(json.dumps(answer).encode(), 3, {"a", "b", "c"})
    except ContractBroken as broken:
        assert broken.sentences
        assert all(sentence.endswith(".") for sentence in broken.sentences)
        return
    scores = [each.score for each in read.recommendations]
    ids = [each.product_id for each in read.recommendations]
    assert len(ids) == len(set(ids)) <= 3
    assert set(ids) <= {"a", "b", "c"}
    assert all(map(math.isfinite, scores))
    assert scores == sorted(scores, reverse=True)


@settings(deadline=None)
@given(
    st.integers(400, 499), st.binary(max_size=200) | VALUES.map(lambda v: json.dumps(v).encode())
)
def test_a_rejection_is_always_one_sentence(status: int, content: bytes) -> None:
    sentence = rejection(status, content)
    assert sentence.startswith(f"The model answers a question with status {status}: ")
    assert "\n" not in sentence
