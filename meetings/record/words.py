"""Dates, numbers and decisions as the council prints them."""

import datetime
import re
import unicodedata

from django.utils import timezone

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# What readers call a committee after its first mention.
CALLED = {
    "council": "the Council",
    "cabinet": "the Cabinet",
    "committee": "the Committee",
    "scrutiny panel": "the Panel",
    "panel": "the Panel",
    "sub-committee": "the Sub-Committee",
    "joint": "the Joint Committee",
    "working group": "the Working Group",
}
# “That the report be noted”, noted, says one thing twice.
ONLY_NOTED = re.compile(r"that (?P<what>[^.]{1,200}) be noted\.?", re.IGNORECASE)
# Outcomes that run on into the words of the resolution: “Agreed that the report be noted.”
RUN_ON = {"agreed", "agreed as amended", "recommended"}
# Letters that are no plain letter with a mark, so that Unicode does not take them apart.
PLAIN_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
SENTENCE_ENDS = (". ", "; ", "\n")
LONGEST_SENTENCE = 280


def as_day(value: datetime.date | datetime.datetime | str) -> datetime.date:
    """The local day of a date, a moment, or either as written in an edition."""
    if isinstance(value, str):
        value = datetime.datetime.fromisoformat(value) if "T" in value else datetime.date.fromisoformat(value)
    return timezone.localdate(value) if isinstance(value, datetime.datetime) else value


def short_date(value) -> str:
    """17 June 2021"""
    return f"{as_day(value):%-d %B %Y}"


def long_date(value) -> str:
    """Thursday 17 June 2021"""
    return f"{as_day(value):%A %-d %B %Y}"


def clock_time(moment: datetime.datetime) -> str:
    """5:30pm, 10am, midday: the local time of day."""
    local = timezone.localtime(moment)
    if local.minute == 0 and local.hour in {0, 12}:
        return "midday" if local.hour else "midnight"
    minutes = f":{local:%M}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'pm' if local.hour >= 12 else 'am'}"


def in_words(count: int) -> str:
    """Small numbers in words, as in running text."""
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def counted(count: int, thing: str, things: str = "") -> str:
    """“one item”, “two items”, “1,204 items”."""
    return f"{in_words(count)} {thing if count == 1 else things or thing + 's'}"


def capital(text: str) -> str:
    """With a capital at its start, the rest left alone."""
    return text[:1].upper() + text[1:]


def listed(names: list[str]) -> str:
    """“A, B and C”."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""


def sort_key(name: str) -> str:
    """The name as an index takes it: Łuczak between Lowe and Mackay, whatever the database's collation."""
    apart = unicodedata.normalize("NFKD", name.casefold().translate(PLAIN_LETTERS))
    return "".join(c for c in apart if not unicodedata.combining(c))


def decision_in_words(outcome: str, text: str) -> tuple[str, str]:
    """A resolution as one sentence, in two parts: the outcome word, and what follows it."""
    words = first_sentence(text)
    only_noted = ONLY_NOTED.fullmatch(words) if outcome == "noted" else None
    if only_noted:
        return "Noted:", f"{only_noted['what']}."
    is_clause = words[:5].lower() in {"that ", "that,"}
    if is_clause:
        words = "that" + words[4:]
    if is_clause and outcome in RUN_ON:
        return capital(outcome), words
    return f"{capital(outcome)}:", words


def action_in_words(owner: str, due: str, due_on: datetime.date | str | None) -> str:
    """Whose an action is, and by when: “Harbour Master, by 22 July 2021”."""
    return ", ".join(part for part in [owner, due or (f"by {short_date(due_on)}" if due_on else "")] if part)


def state_in_words(done_on: datetime.date | str | None, overdue_since: datetime.date | None = None) -> str:
    """How an action stands: “done 20 July 2021”, “open”, “overdue since 22 July 2021”."""
    if done_on:
        return f"done {short_date(done_on)}"
    return f"overdue since {short_date(overdue_since)}" if overdue_since else "open"


def first_sentence(text: str) -> str:
    """The first sentence of a resolution, cut at a word if it is very long."""
    text = text.strip()
    ends = [text.find(end) for end in SENTENCE_ENDS if text.find(end) > 40]
    sentence = " ".join(text[: min(ends)].split()) + "." if ends else " ".join(text.split())
    if len(sentence) <= LONGEST_SENTENCE:
        return sentence
    return sentence[:LONGEST_SENTENCE].rsplit(" ", 1)[0].rstrip(",;:") + "…"
