"""Processor time of other processes, from /proc: other work on the machine does not count, unlike in time waited."""

import os
from pathlib import Path

PROC = Path("/proc")
TICK = os.sysconf("SC_CLK_TCK")


def of_process(pid: int) -> float:
    """Seconds that all threads of the process have run so far, to the nanosecond."""
    return sum(int(task.read_text().split()[0]) for task in PROC.glob(f"{pid}/task/*/schedstat")) / 1e9


def of_family(pid: int) -> float:
    """Seconds of the process, of its children, and of those of them that have ended (these by hundredths)."""
    ended = sum(int(ticks) for ticks in _stat(pid)[13:15]) / TICK
    return of_process(pid) + ended + sum(of_process(child) for child in children_of(pid))


def parent_of(pid: int) -> int:
    return int(_stat(pid)[1])


def children_of(pid: int) -> list[int]:
    children = []
    for path in PROC.glob("[0-9]*"):
        try:
            if parent_of(int(path.name)) == pid:
                children.append(int(path.name))
        except (FileNotFoundError, ProcessLookupError):
            # It ended while we looked.
            continue
    return children


def _stat(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat after the name, which may hold spaces: state, parent…"""
    return (PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
