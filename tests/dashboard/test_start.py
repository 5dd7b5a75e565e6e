"""The dashboard started from a command line, as whoever runs it starts it."""

import subprocess
import sys

from tests.house import ROOT


def test_the_dashboard_starts_in_a_fresh_process_and_answers(make_house):
    house = make_house()
    command = [sys.executable, "-m", "dashboard", "serve", "--port", str(house.port)]
    house.process = subprocess.Popen(command, cwd=ROOT, env=house.environment)
    house.wait_until_it_answers()
    assert house.process.poll() is None
