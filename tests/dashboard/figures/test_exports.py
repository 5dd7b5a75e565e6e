"""Exports, read back as a data scientist reads them."""

import io
import json
from codecs import BOM_UTF8
from csv import reader
from dataclasses import replace

import pandas as pd
import pytest

from dashboard.figures.exporting import NoSuchExport, Unsaved, export, save
from dashboard.releases.facts import NotAllowed
from dashboard.releases.outcome import outcome_to_take
from dashboard.releases.person import Person
from recommender.metrics.trec import read_qrels, read_run
from tests.dashboard.figures.counted import FORMULA, ROLES
from tests.small_release import BRAND, NAME, PROPOSER, REVIEWER, opened, reviewed


def csv(found, what):
    content = export(found, what, "csv", ROLES)
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)


def parquet(found, what):
    return pd.read_parquet(io.BytesIO(export(found, what, "parquet", ROLES)))


def test_verdicts_leave_with_exact_texts_in_parquet_and_defused_ones_in_csv(found):
    exact, defused = parquet(found, "verdicts"), csv(found, "verdicts")
    assert len(exact) == len(defused) == 7
    assert exact["comment"].tolist()[1] == FORMULA
    assert defused["comment"].tolist()[1] == f"'{FORMULA}"
    assert defused["comment"].tolist()[3] == "'+1"
    assert exact["comment"].tolist()[3] == "+1"
    assert exact["verdict"].tolist()[:2] == ["show", "do not show"]
    assert str(exact["at"].dt.tz) == "UTC"


def test_no_cell_of_a_csv_begins_as_a_formula(found):
    for what in ("verdicts", "judgements", "preferences", "figures", "training"):
        cells = csv(found, what).to_numpy().ravel().tolist()
        assert [each for each in cells if each.startswith(("=", "+", "@", "\t", "\r"))] == []


def test_ids_stay_text_in_both_forms(found):
    assert set(parquet(found, "judgements")["product_id"]) == {"0012", "0034"}
    assert set(csv(found, "judgements")["product_id"]) == {"0012", "0034"}


def test_a_judgement_leaves_with_its_reasons_and_who_shows_the_product(found):
    row = parquet(found, "judgements").iloc[3]
    assert (row["judgement"], list(row["reasons"])) == (
        "doubtful",
        ["too-similar", "wrong-universe"],
    )
    assert list(row["shown_by"]) == ["als", "best-sellers"]
    assert json.loads(csv(found, "judgements")["reasons"][3]) == list(row["reasons"])


def test_a_preference_leaves_with_what_it_was_preferred_to(found):
    rows = parquet(found, "preferences")
    assert [list(each) for each in rows["best"]] == [["als"], ["als", "best-sellers"]]
    assert [list(each) for each in rows["over"]] == [["best-sellers"], []]


def test_the_training_signal_is_basket_product_and_label(found):
    rows = parquet(found, "training").set_index("product_id")
    assert json.loads(rows.loc["0012", "basket"]) == [{"product_id": "0078", "quantity": 1}]
    assert rows["label"].to_dict() == {"0012": 1.0, "0034": 0.0}
    assert rows["people"].to_dict() == {"0012": 2, "0034": 2}


def test_the_training_signal_says_how_many_gave_each_answer(found):
    rows = parquet(found, "training").set_index("product_id")
    assert rows[["suits", "doubtful", "never"]].to_numpy().tolist() == [[2, 0, 0], [0, 1, 1]]


def test_pythons_own_reader_gets_the_columns_when_told_of_the_byte_order_mark(found):
    content = export(found, "verdicts", "csv", ROLES)
    first = next(reader(io.StringIO(content.decode("utf-8-sig"))))
    assert first[0] == "release"
    assert content.startswith(BOM_UTF8)


def test_figures_leave_as_the_page_says_them(found):
    rows = parquet(found, "figures").query("group == 'all' and candidate == 'als'")
    values = rows.set_index("figure")["value"]
    assert values["shown as it is"] == 0.5
    assert values["products judged"] == 0.5
    assert (values["precision"], values["ndcg"]) == (0.5, 1.0)
    assert values["preferred"] == pytest.approx(2 / 3)
    assert {"person", "role"} <= set(parquet(found, "figures")["group"])


def test_judgements_and_slates_leave_in_trecs_forms(found, tmp_path):
    save(tmp_path / "judged.qrels", export(found, "judgements", "qrels", ROLES))
    save(tmp_path / "als.run", export(found, "als", "run", ROLES))
    assert read_qrels(tmp_path / "judged.qrels") == {"new-camper": {"0012": 2, "0034": 0}}
    assert read_run(tmp_path / "als.run") == {
        "new-camper": {"0012": 2.0, "0034": 1.0},
        "regular": {"0056": 2.0, "0012": 1.0},
    }


def test_an_export_of_nothing_keeps_its_columns(found):
    nothing = replace(found, verdicts=())
    assert list(parquet(nothing, "verdicts").columns)[:3] == ["release", "revision", "scenario"]
    assert len(csv(nothing, "verdicts")) == 0


@pytest.mark.parametrize(
    ("what", "ending", "sentence"),
    [
        ("verdcts", "csv", "There is no export 'verdcts'. Did you mean 'verdicts'?"),
        ("verdicts", "xlsx", "not as 'xlsx'"),
        ("verdicts", "qrels", "not as 'qrels'"),
        ("bm25", "run", "spring has no candidate 'bm25'."),
    ],
)
def test_what_cannot_be_exported_is_refused_with_what_can(found, what, ending, sentence):
    with pytest.raises(NoSuchExport, match=sentence.replace("?", r"\?")):
        export(found, what, ending, ROLES)


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(Unsaved, match="cannot be written: No such file"):
        save(tmp_path / "nowhere" / "verdicts.csv", b"")


def test_while_in_review_nobody_takes_anything_away(kept):
    opened(kept)
    for person in (PROPOSER, REVIEWER, BRAND):
        with pytest.raises(NotAllowed, match="is in review"):
            outcome_to_take(kept, NAME, person)


def test_after_the_closing_everybody_with_a_part_in_it_may(kept):
    reviewed(kept)
    for person in (PROPOSER, REVIEWER, BRAND):
        assert len(outcome_to_take(kept, NAME, person).verdicts) == 4
    with pytest.raises(NotAllowed, match="Only reviewers, approvers and proposers"):
        outcome_to_take(kept, NAME, Person("guest", "Guest"))
