"""Reads the text files in stories/ and subjects/, in which the business of the meetings is written.

A piece of business begins with a line `## committee day` (a story, told at one meeting) or `## committee`
(a subject, taken whenever its turn comes). Then come `key: value` lines, which a line at the head of the file
may set for all that follow:

    title, purpose, issue, note (the clerk's), procedural, exempt (the paragraph) and summary
    speakers (offices that address the meeting), guest (key | name | role), mover (an office)
    declare (kind | interest | stay or left), doc (kind | title | text), application (yes: numbered 5a, 5b)
    order (on the agenda), place (the number it must bear), months, years, gap (in months), max, must

then a blank line, the minutes, and:

    = (i) agreed m: That ...          a resolution; m a mover and seconder, v+ v v- a vote, vn a named vote
    ! Owner | due | task              an action; due is next, +42, words = 2021-07-22, or words alone
    x -3   x 2021-07-20               when the action was completed, by days from its due date or on a day
    + -3 text    +p -3 text           an update, public or (+p) private
"""

import dataclasses
import datetime as dt
import re
from pathlib import Path

_HERE = Path(__file__).parent
_RESOLUTION = re.compile(r"^= (?:(?P<label>\([a-z]+\)|\d+\.) )?(?P<outcome>[a-z ]+?)(?: (?P<flags>m?v[n+-]?|m))?: ")
_OUTCOMES = {
    "agreed",
    "agreed as amended",
    "not agreed",
    "deferred",
    "withdrawn",
    "noted",
    "referred",
    "recommended",
    "no decision",
}


@dataclasses.dataclass
class Decided:
    label: str
    outcome: str
    flags: str
    text: str


@dataclasses.dataclass
class Tasked:
    owner: str
    due: str
    task: str
    done: str | None = None
    updates: list[tuple[str, str, bool]] = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Business:
    """What is written about one piece of business, choices and blanks not yet filled."""

    source: str
    committee: str
    day: dt.date | None
    facts: dict[str, str]
    body: str
    decided: list[Decided]
    tasks: list[Tasked]
    documents: list[tuple[str, str, str]]
    interests: list[tuple[str, str, bool]]

    @property
    def order(self) -> int:
        return int(self.facts.get("order", 50))


def _resolution(line: str, source: str) -> Decided:
    match = _RESOLUTION.match(line)
    if not match or match["outcome"] not in _OUTCOMES:
        raise ValueError(f"{source}: not a resolution: {line}")
    return Decided(match["label"] or "", match["outcome"], match["flags"] or "", line[match.end() :].strip())


def _business(chunk: str, source: str, shared: dict[str, str]) -> Business:
    lines = chunk.strip().splitlines()
    committee, *day = lines[0].split()
    made = Business(
        source, committee, dt.date.fromisoformat(day[0]) if day else None, dict(shared), "", [], [], [], []
    )
    body, in_head = [], True
    for line in lines[1:]:
        if in_head and not line.strip():
            in_head = False
        elif in_head:
            key, _, value = line.partition(": ")
            parts = [part.strip() for part in value.split(" | ")]
            if key == "doc":
                made.documents.append((parts[0], parts[1], parts[2]))
            elif key == "declare":
                made.interests.append((parts[0], parts[1], parts[2] == "left"))
            else:
                made.facts[key] = value.strip()
        elif line.startswith("= "):
            made.decided.append(_resolution(line, source))
        elif line.startswith("! "):
            owner, due, task = re.split(r"\s*\|\s*", line[2:].strip(), maxsplit=2)
            made.tasks.append(Tasked(owner, due, task))
        elif re.match(r"x (\d{4}|[-+]?\d)", line):
            made.tasks[-1].done = line[2:].strip()
        elif re.match(r"\+p? ", line):
            mark, on, text = line.split(" ", 2)
            made.tasks[-1].updates.append((on, text, mark == "+"))
        else:
            body.append(line)
    made.body = "\n".join(body).strip()
    return made


def _read(path: Path) -> list[Business]:
    head, *chunks = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    shared = dict(line.split(": ", 1) for line in head.strip().splitlines() if ": " in line)
    return [_business(chunk, f"{path.stem}/{number}", shared) for number, chunk in enumerate(chunks)]


def stories() -> list[Business]:
    return [told for path in sorted((_HERE / "stories").glob("*.txt")) for told in _read(path)]


def subjects() -> list[Business]:
    return [told for path in sorted((_HERE / "subjects").glob("*.txt")) for told in _read(path)]


def issues() -> list[dict]:
    """Each file of stories that has a title of its own is one issue, followed over its meetings."""
    rows = []
    for path in sorted((_HERE / "stories").glob("*.txt")):
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        if first.startswith("issue-title: "):
            rows.append({"key": path.stem, "title": first.removeprefix("issue-title: ")})
    return rows
