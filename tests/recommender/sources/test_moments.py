"""Days and moments in all their forms, and the ones that nobody can tell."""

from datetime import UTC, datetime

import pyarrow as pa
import pytest

from recommender.sources.column import Column
from recommender.sources.fault import SourceUnreadable
from recommender.sources.moments import read_moments


def read(folder, cells: list, kind: pa.DataType | None = None) -> list[datetime | None]:
    path = folder / "purchases.csv"
    path.write_text("bought_at\n")
    column = Column(path, "bought_at", pa.chunked_array([pa.array(cells, kind)]))
    return read_moments(column).to_pylist()


def moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["2026-03-10"], moment(2026, 3, 10)),
        (["2026-03-10 14:30:05"], moment(2026, 3, 10, 14, 30, 5)),
        (["2026-03-10T14:30:05Z", None], moment(2026, 3, 10, 14, 30, 5)),
        (["2026-03-10 14:30:05 UTC"], moment(2026, 3, 10, 14, 30, 5)),
        (["2026-03-10 10:30:05 -0400"], moment(2026, 3, 10, 14, 30, 5)),
        (["20260310", "20260101"], moment(2026, 3, 10)),
        (["2026/03/10 14:30", "2026/01/02 10:00"], moment(2026, 3, 10, 14, 30)),
        (["12/1/2010 8:26", "12/13/2010 8:28"], moment(2010, 12, 1, 8, 26)),
        (["1/12/2010 8:26", "13/12/2010 8:28"], moment(2010, 12, 1, 8, 26)),
        (["1/12/10 8:26", "13/12/10 8:28"], moment(2010, 12, 1, 8, 26)),
        (["3/10/2026 2:30:05 PM", "3/13/2026 9:00:00 AM"], moment(2026, 3, 10, 14, 30, 5)),
        (["10.03.2026", "11.03.2026 12:00"], moment(2026, 3, 10)),
        (["03/03/2026"], moment(2026, 3, 3)),
        (["10 Mar 2026", "Mar 11, 2026"], moment(2026, 3, 10)),
        (["10-Mar-2026 14:30"], moment(2026, 3, 10, 14, 30)),
        (["964982703", "1445714994"], moment(2000, 7, 30, 18, 45, 3)),
        (["1433221332117", "1433221332118"], moment(2015, 6, 2, 5, 2, 12)),
        (["1612069510766593"], moment(2021, 1, 31, 5, 5, 10)),
        (["964982703.0"], moment(2000, 7, 30, 18, 45, 3)),
    ],
)
def test_every_usual_form_is_read(tmp_path, cells, first):
    assert read(tmp_path, cells)[0] == first


@pytest.mark.parametrize("kind", [pa.int64(), pa.float64()])
def test_typed_numbers_are_seconds_or_thousandths_of_them(tmp_path, kind):
    seconds = moment(2000, 7, 30, 18, 45, 3)
    assert read(tmp_path, [964982703, None], kind) == [seconds, None]
    assert read(tmp_path, [964982703_000], kind) == [seconds]


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (["01/02/2026", "03/04/2026"], "row 2: .*, and no bought_at tells the day from the month"),
        (["13/02/2026", "14/02/2026", "02/14/2026"], "row 4: .*the other way round"),
        (["2026-03-10", "soon"], "row 3: bought_at is 'soon', which is not a date"),
        (["964982703", "12"], "row 2: bought_at is '964982703', which is not a date"),
        (["964982703", "1433221332117"], "row 2: .* is no count of seconds since 1970"),
        (["2026-02-30"], "row 2: bought_at is '2026-02-30', which is not a date"),
        (["31.02.2026"], "row 2: bought_at is '31.02.2026', which is not a date"),
    ],
)
def test_what_cannot_be_told_is_refused_with_its_row(tmp_path, cells, says):
    with pytest.raises(SourceUnreadable, match=says):
        read(tmp_path, cells)
