"""What tests of faults may ask for."""

import sys
from datetime import datetime

import pytest

from tests.clock import Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    """What the modules of the record read the time from."""

    class Own(Clock):
        pass

    for name, module in list(sys.modules.items()):
        if name.startswith("dashboard.releases") and getattr(module, "datetime", None) is datetime:
            monkeypatch.setattr(module, "datetime", Own)
    return Own
