"""An import that is refused ends with 2, however fast the process ends after it."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TIMES = 12
CATALOGUE = 'product_id,title,text\na,"A","x"\nb,"B","y"\n,"C","z"\n'


def test_a_refused_import_always_ends_with_2(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "catalogue.csv").write_text(CATALOGUE, "utf-8-sig")
    (source / "purchases.csv").write_text("shopper_id;product_id;bought_at\nx;a;2026-01-02\n")
    asked = ["import", str(source), "--shop", str(tmp_path / "shop")]
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.ending_often", str(TIMES), *asked],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(ended.stdout) == [2] * TIMES
