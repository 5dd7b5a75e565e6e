"""What tests of the scenario folder may ask for."""

from pathlib import Path

import pytest

from tests.dashboard.scenarios.checkout import Checkout


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "a repository")
