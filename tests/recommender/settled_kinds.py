"""A candidate of every kind for the checkerboard, with what it needs beside the shop."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recommender.candidate import Candidate
from recommender.kinds import make_candidate
from recommender.settings import CandidateSettings
from recommender.shop import Shop
from tests.recommender.checkerboard import COLOURS, PRODUCTS, product
from tests.recommender.model_server import keeps_the_contract, served

PARAMETERS = {"als": {"factors": 4}}


def candidate_of(kind: str, **parameters: object) -> Candidate:
    return make_candidate(
        CandidateSettings(id=kind.replace("_", "-"), kind=kind, title=kind, **parameters)
    )


@contextmanager
def settled(kind: str, shop: Shop) -> Iterator[Candidate]:
    """Lists need a file, a served model a server; the others only their parameters."""
    if kind == "lists":
        yield candidate_of(kind, path=str(neighbour_file(shop.folder.parent / "lists.csv")))
    elif kind == "http":
        with served(keeps_the_contract) as server:
            yield candidate_of(kind, url=server.url)
    else:
        yield candidate_of(kind, **PARAMETERS.get(kind, {}))


def neighbour_file(path: Path) -> Path:
    """Every product has all others of its colour for neighbours, the nearer number the closer."""
    rows = [
        f"{product(one)},{product(other)},{1 / abs(one - other):.6f}"
        for one in range(PRODUCTS)
        for other in range(one % COLOURS, PRODUCTS, COLOURS)
        if one != other
    ]
    path.write_text("\n".join(["product_id,neighbour_id,score", *rows, ""]), "utf-8")
    return path
