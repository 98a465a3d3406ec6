"""Running a conversion: the bytes of a file go to a child process, and its words or its refusal come back."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from meetings.importers.conversion.child import LARGEST_ANSWER, LONGEST_WORK
from meetings.importers.source import CannotRead, OutOfTime

_CHILD = Path(__file__).with_name("child.py")
# The child stops itself after its seconds of work; on the wall a machine that is busy may take twice as long.
_TIMES_ON_THE_WALL = 2
_TOO_MUCH = (
    "This file takes more time or memory to open than minutes ever need: it may be damaged or made to do harm. "
    "Save it again under a new name, or paste the text instead."
)
_BROKEN = "This file is damaged and cannot be opened: save it again under a new name, or paste the text instead."


@dataclass(frozen=True, slots=True)
class Converted:
    """What the child made of a file: HTML or text, and what the clerk must be told."""

    text: str
    warnings: tuple[str, ...]


def converted(kind: str, content: bytes, *, seconds: int = LONGEST_WORK) -> Converted:
    """The words of a file of a kind that `child` knows ("word", "pdf", "paper"), in so many seconds of work.

    Raises CannotRead, whatever goes wrong: OutOfTime where the seconds were too few.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answered:
        given.write(content)
        given.seek(0)
        _run(kind, given, answered, seconds)
        answered.seek(0)
        return _answer(answered.read(LARGEST_ANSWER))


def _run(kind: str, given, answered, seconds: int) -> None:
    # Isolated, and without our environment: the child finds neither the folder it was started in nor a password.
    command = [sys.executable, "-I", str(_CHILD), kind, str(seconds)]
    environment = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    try:
        ended = subprocess.run(
            command,
            stdin=given,
            stdout=answered,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=seconds * _TIMES_ON_THE_WALL,
        )
    except subprocess.TimeoutExpired:
        raise OutOfTime(_TOO_MUCH) from None
    # By the system, at the end of its seconds of work; a child that lacked memory ends by itself.
    if ended.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise OutOfTime(_TOO_MUCH)


def _answer(written: bytes) -> Converted:
    """What the child wrote; a child that was killed wrote nothing, or the beginning of something."""
    try:
        answer = json.loads(written)
    except ValueError:
        raise CannotRead(_TOO_MUCH) from None
    if "refused" in answer:
        # The child's own faults have no words: whatever they are, the clerk can only do this.
        raise CannotRead(answer["refused"] or _BROKEN)
    # Half a sign, as broken files hold it, can be neither shown nor stored.
    text = answer["text"].encode("utf-8", "replace").decode()
    return Converted(text, tuple(answer["warnings"]))
