"""What every test may ask for."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
REAL_DATA = Path(os.environ.get("VITRINE_TEST_DATA", ROOT / "../shared/data")).resolve()


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Tests on real data are files named test_real_*; they need the folder."""
    if collection_path.name.startswith("test_real_") and not REAL_DATA.is_dir():
        return True
    return None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not REAL_DATA.is_dir():
        terminalreporter.write_line(
            f"Tests on real data were not collected: {REAL_DATA} is missing (VITRINE_TEST_DATA)."
        )


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real purchases and pictures."""
    return REAL_DATA
