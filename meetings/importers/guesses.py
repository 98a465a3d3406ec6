"""What of a reading is a guess, in words for the clerk: kept with the draft until somebody has looked at it."""

import datetime
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from textwrap import shorten
from typing import Any

from meetings.importers.minutes import Reading

# What a value is called where its field's own name does not say.
CALLED = {"text": "resolution", "task": "action", "votes_for": "votes for", "votes_against": "votes against"}
_LONGEST = 80


def guesses_in(part: Any) -> list[str]:
    """A sentence or two for each reason to guess: 'Action “Order the dredger”, owner “Harbour Master”. <why>'."""
    by_reason: dict[str, list[str]] = {}
    for name, reading in _guessed(part, ""):
        words = f"{CALLED.get(name, name.replace('_', ' '))} {_quoted(reading.value)}".strip()
        by_reason.setdefault(reading.why, []).append(words)
    return [f"{_capital(', '.join(dict.fromkeys(words)))}. {why}".strip() for why, words in by_reason.items()]


def _guessed(part: Any, name: str) -> Iterator[tuple[str, Reading]]:
    if isinstance(part, Reading):
        if part.is_guess:
            yield name, part
    elif isinstance(part, tuple):
        for one in part:
            yield from _guessed(one, name)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _guessed(getattr(part, field.name), field.name)


def _quoted(value: Any) -> str:
    if isinstance(value, datetime.date):
        return f"{value:%-d %B %Y}"
    words = f"{value:%H:%M}" if isinstance(value, datetime.time) else shorten(str(value), _LONGEST, placeholder="…")
    return f"“{words}”" if words else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
