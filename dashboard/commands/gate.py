"""May this release be served?"""

import json
from argparse import ArgumentParser, Namespace

from dashboard.gate import ask_gate

HELP = "May this release be served? Exit 0: yes, 1: no, 2: it cannot be told, which is never a yes."


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", help="the release's name")
    parser.add_argument("--json", action="store_true", help="print the whole answer")


def run(arguments: Namespace) -> int:
    answer = ask_gate(arguments.name)
    if arguments.json:
        print(json.dumps(answer, indent=2, ensure_ascii=False))
    elif answer["serve"]:
        named = ", ".join(each["id"] for each in answer["candidates"])
        print(f"{arguments.name} may be served: GO for {named}.")
    else:
        print("\n".join([f"{arguments.name} may not be served.", *answer["reasons"]]))
    return 0 if answer["serve"] else 1
