"""D11, B13: a fitted candidate's folder that was tampered with is refused, and says why."""

import io
import json
import os
import pickle
import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from recommender.arrays import pack
from recommender.candidate import (
    Candidate,
    CandidateNotFitted,
    CandidateRefused,
    FittedCandidate,
)
from recommender.candidate_folder import ARRAYS, CARD, FINGERPRINT, candidate_folder
from recommender.fitted import fingerprint, fit_candidate, open_candidate, open_candidates
from recommender.settings import CandidateSettings
from recommender.shop import Shop, open_shop
from recommender.situation import Situation
from tests.recommender.checkerboard import PRODUCTS, catalogue_frame, checkerboard
from tests.recommender.settled_kinds import candidate_of

Tampering = Callable[[Path], None]


ALS, BM25 = candidate_of("als", factors=4), candidate_of("bm25")


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop with two fitted candidates."""
    shop = checkerboard(tmp_path_factory.mktemp("checkerboard") / "shop")
    fit_candidate(ALS, shop)
    fit_candidate(BM25, shop)
    return shop.folder


@pytest.fixture
def shop(untouched: Path, tmp_path: Path) -> Shop:
    return open_shop(shutil.copytree(untouched, tmp_path / "shop"))


@pytest.fixture
def als() -> Candidate:
    return ALS


@pytest.fixture
def bm25() -> Candidate:
    return BM25


def put(candidate: Candidate, shop: Shop, content: bytes) -> None:
    """What an attacker does who knows how fingerprints are made."""
    folder = candidate_folder(shop, candidate.id)
    (folder / ARRAYS).write_bytes(content)
    (folder / FINGERPRINT).write_text(fingerprint(candidate, shop, content))


def replaced(candidate: Candidate, shop: Shop, **arrays: np.ndarray) -> None:
    held = dict(open_candidate(candidate, shop).arrays())
    put(candidate, shop, pack({**held, **arrays}))


def refusal(candidate: Candidate, shop: Shop) -> str:
    with pytest.raises(CandidateRefused) as caught:
        open_candidate(candidate, shop)
    return str(caught.value)


def one_byte(folder: Path) -> None:
    content = bytearray((folder / ARRAYS).read_bytes())
    content[-1] ^= 1
    (folder / ARRAYS).write_bytes(content)


def cut_short(folder: Path) -> None:
    content = (folder / ARRAYS).read_bytes()
    (folder / ARRAYS).write_bytes(content[: len(content) // 2])


def emptied(folder: Path) -> None:
    (folder / ARRAYS).write_bytes(b"")


def too_long(folder: Path) -> None:
    with (folder / ARRAYS).open("ab") as file:
        file.truncate(2**31)


def a_link(folder: Path) -> None:
    (folder / ARRAYS).rename(folder.parent / "elsewhere")
    (folder / ARRAYS).symlink_to(folder.parent / "elsewhere")


def a_pipe(folder: Path) -> None:
    (folder / ARRAYS).unlink()
    os.mkfifo(folder / ARRAYS)


def a_folder(folder: Path) -> None:
    (folder / CARD).unlink()
    (folder / CARD).mkdir()


def another_file(folder: Path) -> None:
    (folder / "model.pkl").write_bytes(b"")


def one_file_less(folder: Path) -> None:
    (folder / FINGERPRINT).unlink()


def another_fingerprint(folder: Path) -> None:
    (folder / FINGERPRINT).write_text("0" * 64)


def a_card_of_lies(folder: Path) -> None:
    (folder / CARD).write_text("purchases = -1")


def a_card_that_nests(folder: Path) -> None:
    (folder / CARD).write_text("a = " + "[" * 30_000)


TAMPERINGS: dict[Tampering, str] = {
    one_byte: "its files have changed since it was fitted",
    cut_short: "its files have changed since it was fitted",
    emptied: "its files have changed since it was fitted",
    too_long: "bytes, 66,016 at the most",
    a_link: "it is a link, or closed to us",
    a_pipe: "it is no ordinary file",
    a_folder: "it is no ordinary file",
    another_file: "'model.pkl' does not belong there",
    one_file_less: "fingerprint is missing",
    another_fingerprint: "its files have changed since it was fitted",
    a_card_of_lies: "it cannot be read",
    a_card_that_nests: "it cannot be read",
}


@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda each: each.__name__)
def test_a_folder_that_was_tampered_with_is_refused(
    tampering: Tampering, als: Candidate, shop: Shop
) -> None:
    tampering(candidate_folder(shop, als.id))
    sentence = refusal(als, shop)
    assert TAMPERINGS[tampering] in sentence
    assert sentence.endswith("Fit 'als' again.")


def test_a_link_in_the_folders_place_is_refused(als: Candidate, shop: Shop) -> None:
    folder = candidate_folder(shop, als.id)
    folder.rename(folder.with_name("elsewhere"))
    folder.symlink_to(folder.with_name("elsewhere"))
    assert "it is a link, no folder" in refusal(als, shop)


def a_pickle() -> bytes:
    return pickle.dumps({"factors": np.zeros(3)})


def an_npz_bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("factors.npy", bytes(20_000_000))
    return stream.getvalue()


def a_lying_header() -> bytes:
    header = json.dumps(
        {"factors": {"dtype": "F32", "shape": [2**40, 4], "data_offsets": [0, 2**44]}}
    ).encode()
    return struct.pack("<Q", len(header)) + header


def a_header_longer_than_the_file() -> bytes:
    return struct.pack("<Q", 2**60) + b"{}"


def an_unknown_dtype() -> bytes:
    header = json.dumps(
        {"factors": {"dtype": "F8_E4M3", "shape": [4], "data_offsets": [0, 4]}}
    ).encode()
    return struct.pack("<Q", len(header)) + header + bytes(4)


@pytest.mark.parametrize(
    "content",
    [a_pickle, an_npz_bomb, a_lying_header, a_header_longer_than_the_file, an_unknown_dtype],
    ids=lambda each: each.__name__,
)
def test_what_holds_no_arrays_is_refused_though_its_fingerprint_agrees(
    content: Callable[[], bytes], als: Candidate, shop: Shop
) -> None:
    put(als, shop, content())
    assert "it holds" in refusal(als, shop)


@pytest.mark.parametrize(
    ("arrays", "because"),
    [
        ({"factors": np.full((PRODUCTS, 4), np.nan, np.float32)}, "numbers that are not finite"),
        ({"factors": np.full((PRODUCTS, 4), np.inf, np.float32)}, "numbers that are not finite"),
        ({"factors": np.full((PRODUCTS, 4), 1e38, np.float32)}, "numbers too large to multiply"),
        ({"factors": np.zeros((PRODUCTS, 5), np.float32)}, "factors is float32 of 20 x 5, not"),
        ({"factors": np.zeros((PRODUCTS, 4), np.float64)}, "factors is float64 of 20 x 4, not"),
        ({"sales": np.full(PRODUCTS, -1, np.int64)}, "fewer than 0 shoppers"),
        ({"extra": np.zeros(1, np.int64)}, "it holds extra, factors, sales where"),
    ],
)
def test_numbers_that_no_fit_gives_are_refused_though_their_fingerprint_agrees(
    arrays: dict[str, np.ndarray], because: str, als: Candidate, shop: Shop
) -> None:
    replaced(als, shop, **arrays)
    assert because in refusal(als, shop)


def rows(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int32)


@pytest.mark.parametrize(
    ("arrays", "because"),
    [
        ({"indices": rows(*[PRODUCTS] * 200)}, "products that this shop does not have"),
        ({"indices": rows(*[-1] * 200)}, "products that this shop does not have"),
        ({"indptr": rows(*range(PRODUCTS + 1))}, "its rows do not follow each other"),
        ({"indptr": rows(0, 500, *[200] * (PRODUCTS - 1))}, "its rows do not follow each other"),
        ({"indptr": rows(-9, *[200] * PRODUCTS)}, "its rows do not follow each other"),
        ({"data": np.ones(3)}, "it has not one score a product"),
        ({"data": np.full(200, np.nan)}, "numbers that are not finite"),
    ],
)
def test_indices_out_of_range_never_reach_implicit(
    arrays: dict[str, np.ndarray], because: str, bm25: Candidate, shop: Shop
) -> None:
    assert len(open_candidate(bm25, shop).arrays()["indices"]) == 200
    replaced(bm25, shop, **arrays)
    assert because in refusal(bm25, shop)


def test_another_catalogues_candidate_is_refused(als: Candidate, shop: Shop) -> None:
    frame = catalogue_frame()
    frame["product_id"] = [f"new-{each}" for each in frame["product_id"]]
    frame.to_parquet(shop.folder / "catalogue.parquet")
    other = Shop(shop.folder, shop.facts)
    assert "it was fitted on another catalogue" in refusal(als, other)


def test_other_parameters_than_fitted_are_refused_by_name(als: Candidate, shop: Shop) -> None:
    other = candidate_of("als", factors=4, regularization=0.5)
    assert "it was fitted with regularization = 0.01, not 0.5" in refusal(other, shop)


def test_what_was_never_fitted_says_how_to_fit_it(shop: Shop) -> None:
    with pytest.raises(CandidateNotFitted, match=r"python -m recommender fit --shop .* cosine"):
        open_candidate(candidate_of("cosine"), shop)


def test_one_refused_candidate_stops_none_of_the_others(
    als: Candidate, bm25: Candidate, shop: Shop
) -> None:
    one_byte(candidate_folder(shop, als.id))
    settings = [
        CandidateSettings(id="als", kind="als", title="ALS", factors=4),
        CandidateSettings(id="bm25", kind="bm25", title="BM25"),
        CandidateSettings(id="odd", kind="bm52", title="Odd"),
        CandidateSettings(id="late", kind="cosine", title="Late"),
    ]
    opened = open_candidates(settings, shop)
    assert list(opened) == ["als", "bm25", "odd", "late"]
    assert "have changed" in str(opened["als"])
    assert isinstance(opened["bm25"], FittedCandidate)
    assert str(opened["odd"]).endswith("Did you mean 'bm25'?")
    assert isinstance(opened["late"], CandidateNotFitted)


def test_what_was_opened_stays_as_it_was_when_the_files_are_swapped(
    als: Candidate, shop: Shop
) -> None:
    opened = open_candidate(als, shop)
    before = opened.recommend(Situation.of("001"))
    replaced(als, shop, factors=np.zeros((PRODUCTS, 4), np.float32))
    assert opened.recommend(Situation.of("001")) == before
    assert open_candidate(als, shop).fingerprint != opened.fingerprint


def test_a_fit_that_finds_no_room_leaves_the_old_one_standing(
    als: Candidate, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = open_candidate(als, shop).fingerprint

    def full(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(Path, "write_bytes", full)
        with pytest.raises(CandidateNotFitted, match="No space left on device"):
            fit_candidate(als, shop)
    assert open_candidate(als, shop).fingerprint == before
    left = sorted(path.name for path in (shop.folder / "candidates").iterdir())
    assert left == ["als", "bm25"]
