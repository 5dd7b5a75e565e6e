"""Brings the database to this version."""

from argparse import ArgumentParser, Namespace

from dashboard.releases.migrations import migrate
from dashboard.settings import Settings

HELP = "Bring the database to this version."


def add_arguments(parser: ArgumentParser) -> None:
    del parser


def run(_arguments: Namespace) -> int:
    migrate(Settings.load().database)
    print("The database is of this version.")
    return 0
