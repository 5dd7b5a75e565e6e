"""A process that has imported the dashboard already, and becomes one started command after another.

What a started command imports takes two seconds each time, and tests start hundreds.
"""

import gc
import json
import os
import pkgutil
import runpy
import signal
import socket
import sys
from importlib import import_module

import dashboard.commands
import recommender.commands


def main(orders: socket.socket) -> None:
    """Until whoever gives the orders is gone; returns in every process that became a command."""
    preload()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        said, descriptors, _, _ = socket.recv_fds(orders, 1_000_000, 3)
        if not said:
            return
        if os.fork() == 0:
            orders.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            attend(json.loads(said), *descriptors)
            return
        for each in descriptors:
            os.close(each)


def preload() -> None:
    for package in (dashboard.commands, recommender.commands):
        for found in pkgutil.iter_modules(package.__path__):
            import_module(f"{package.__name__}.{found.name}")
    import_module("dashboard.server")
    gc.freeze()


def attend(order: dict, output: int, errors: int, answers: int) -> None:
    """Tell the process id of the command, and how it ended; returns in the command's process."""
    process_id = os.fork()
    if process_id == 0:
        os.close(answers)
        become(order, output, errors)
        return
    os.close(output)
    os.close(errors)
    with socket.socket(fileno=answers) as whoever_asked:
        whoever_asked.send(str(process_id).encode())
        _, status = os.waitpid(process_id, 0)
        whoever_asked.send(str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def become(order: dict, output: int, errors: int) -> None:
    """python -m MODULE ARGUMENTS, in this folder and with this environment."""
    for ours, theirs in enumerate((os.open(os.devnull, os.O_RDONLY), output, errors)):
        os.dup2(theirs, ours)
        os.close(theirs)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = ["", *order["arguments"]]
    runpy.run_module(order["module"], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
