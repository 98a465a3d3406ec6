"""What changed from one edition of a meeting to the next: field by field, line by line, word by word. Pure."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import chain, groupby, zip_longest

from django.utils.dateparse import parse_datetime

from meetings.record.plain_text import lines_of
from meetings.record.translation import gettext, gettext_noop
from meetings.record.words import capital, clock_time, comings_and_goings, long_date, short_date, term

# Longer stretches are first parted at words that stand once on each side; where there are none, they changed whole.
MOST_COMPARISONS = 100_000
# Lines with less in common than this are two lines, not one that changed.
LEAST_IN_COMMON = 0.3
SAME, REMOVED, ADDED, CHANGED = "same", "removed", "added", "changed"
# What an item of an agenda has nothing of (see publishing.content).
MINUTED = {"minute_number": "", "minute": "", "speakers": [], "declarations": [], "resolutions": [], "actions": []}
ONLY_LAYOUT = gettext_noop("The words are the same: layout, a link or an attached file changed.")


@dataclass(frozen=True)
class Piece:
    """A stretch of words that stayed, was taken out or was put in."""

    kind: str
    text: str


@dataclass(frozen=True)
class Line:
    """A line that was taken out, put in or changed, in pieces."""

    kind: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Field:
    """A field of which something changed, with its changed lines alone."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Part:
    """A part of the minutes, such as an item, of which something changed."""

    title: str
    kind: str
    fields: list[Field] = field(default_factory=list)
    note: str = ""


def differences(before: dict, after: dict) -> list[Part]:
    """Return every part of a meeting's public content that differs, in the order of the page.

    Items are told apart by their addresses, so that a renumbered or moved one is still the same.
    """
    parts = [
        _part(gettext("The meeting"), CHANGED, _of_meeting(before), _of_meeting(after)),
        _part(gettext("Order of items"), CHANGED, *_orders(before["items"], after["items"])),
        _part(gettext("Who was there"), CHANGED, {"": _attendance(before)}, {"": _attendance(after)}),
        *_items(before["items"], after["items"]),
        _part(gettext("Papers of the whole meeting"), CHANGED, {"": _papers(before)}, {"": _papers(after)}),
    ]
    return [part for part in parts if part.fields or part.note]


def differences_of_agenda(before: dict, after: dict) -> list[Part]:
    """Return what minutes, `after`, have otherwise than the agenda `before`, and nothing that only minutes hold.

    A notice without items is no agenda yet: only when and where are compared with it.
    """
    whole = {"attendees": [], "items": [], "documents": []}
    if before["items"]:
        whole |= {"items": [_agenda_item(item) for item in after["items"]], "documents": _papers_of_agenda(after)}
    return differences(before, after | whole)


def _agenda_item(item: dict) -> dict:
    exemption = item["exemption"] and item["exemption"] | {"public_interest": "", "summary": ""}
    return item | MINUTED | {"exemption": exemption, "documents": _papers_of_agenda(item)}


def _papers_of_agenda(content: dict) -> list[dict]:
    return [paper for paper in content["documents"] if paper["kind"] != "minutes"]


def items_changed(before: dict, after: dict) -> list[str]:
    """Return the addresses of the items of `after` that are new or not as they were, in the order of the page."""
    old = {item["slug"]: item for item in before["items"]}
    return [item["slug"] for item in after["items"] if old.get(item["slug"]) != item]


def line_differences(before: Sequence[str], after: Sequence[str]) -> list[Line]:
    """Return the lines that were taken out, put in or changed; those that stayed, and empty ones, are left out."""
    found = []
    for kind, old, new in _stretches(*([line for line in side if line] for side in (before, after))):
        if kind != SAME:
            for gone, come in zip_longest(old, new):
                found += _of_pair(gone, come)
    return found


def word_differences(before: str, after: str) -> list[Piece]:
    """Return the words of two texts in pieces: what stayed, what was taken out, what was put in."""
    pieces = []
    for is_same, stretches in groupby(_stretches(before.split(), after.split()), lambda stretch: stretch[0] == SAME):
        old, new = (" ".join(chain(*words)) for words in list(zip(*stretches, strict=True))[1:])
        pieces += [Piece(SAME, old)] if is_same else _gone_and_come(old, new)
    return pieces


def _gone_and_come(old: str, new: str) -> list[Piece]:
    return [Piece(kind, text) for kind, text in [(REMOVED, old), (ADDED, new)] if text]


def _of_pair(gone: str | None, come: str | None) -> list[Line]:
    if gone is not None and come is not None:
        pieces = word_differences(gone, come)
        kept = sum(len(piece.text) for piece in pieces if piece.kind == SAME)
        if kept >= LEAST_IN_COMMON * min(len(gone), len(come)):
            return [Line(CHANGED, tuple(pieces))]
    return [Line(piece.kind, (piece,)) for piece in _gone_and_come(gone or "", come or "")]


def _stretches(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """Stretches that are the same on both sides and stretches that differ, in turn."""
    shorter = min(len(before), len(after))
    start = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    most = shorter - start
    end = next((n for n in range(most) if before[-1 - n] != after[-1 - n]), most)
    if start:
        yield SAME, before[:start], after[:start]
    yield from _different(before[start : len(before) - end], after[start : len(after) - end])
    if end:
        yield SAME, before[-end:], after[-end:]


def _different(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    if len(old) * len(new) <= MOST_COMPARISONS:
        for name, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            yield SAME if name == "equal" else CHANGED, old[a:b], new[c:d]
        return
    anchors = _anchors(old, new)
    if not anchors:
        yield CHANGED, old, new
        return
    a = c = 0
    for b, d in [*anchors, (len(old), len(new))]:
        yield from _stretches(old[a:b], new[c:d])
        a, c = b, d


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The places of words that stand once on each side, as many as keep their order (the longest rising run)."""
    once_old, once_new = ({word for word, count in Counter(words).items() if count == 1} for words in (old, new))
    there = {word: place for place, word in enumerate(new) if word in once_new}
    pairs = [(place, there[word]) for place, word in enumerate(old) if word in once_old and word in there]
    ends, best, before = [], [], []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(best[length - 1] if length else None)
        ends[length : length + 1], best[length : length + 1] = [place], [number]
    number, run = best[-1] if best else None, []
    while number is not None:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]


def _part(title: str, kind: str, before: dict[str, list[str]], after: dict[str, list[str]], note: str = "") -> Part:
    labels = [*after, *(label for label in before if label not in after)]
    lines = {label: line_differences(before.get(label, []), after.get(label, [])) for label in labels}
    fields = [Field(label, tuple(changed)) for label, changed in lines.items() if changed]
    return Part(title, kind, fields, "" if fields else note)


def _items(before: list[dict], after: list[dict]) -> Iterator[Part]:
    old, new = ({item["slug"]: item for item in items} for items in (before, after))
    for slug, item in new.items():
        if slug not in old:
            yield _part(_called(item), ADDED, {}, _of_item(item))
        elif old[slug] != item:
            yield _part(_called(item), CHANGED, _of_item(old[slug]), _of_item(item), gettext(ONLY_LAYOUT))
    for slug, item in old.items():
        if slug not in new:
            yield _part(_called(item), REMOVED, _of_item(item), {})


def _called(item: dict) -> str:
    if not item["number"]:
        return item["title"]
    return gettext("Item %(number)s: %(title)s") % {"number": item["number"], "title": item["title"]}


def _orders(before: list[dict], after: list[dict]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The items that are in both, where their order is another; those that came or went are told of themselves."""
    slugs = [[item["slug"] for item in items] for items in (before, after)]
    shared = set(slugs[0]) & set(slugs[1])
    old, new = ([slug for slug in order if slug in shared] for order in slugs)
    called = {item["slug"]: _called(item) for item in after}
    return ({}, {}) if old == new else tuple({"": [called[slug] for slug in order]} for order in (old, new))


def _of_meeting(content: dict) -> dict[str, list[str]]:
    starts_at = parse_datetime(content["starts_at"])
    confirmed = content["confirmed"]
    return {
        gettext("Committee"): _text(content["committee"]["name"]),
        gettext("When"): [f"{clock_time(starts_at)}, {long_date(starts_at)}"],
        gettext("Where"): _text(content["venue"]),
        gettext("Kind of meeting"): [capital(term(content["kind"]))],
        gettext("Cancelled"): _on_and_why(content["cancelled"]),
        gettext("Withdrawn"): _on_and_why(content["withdrawn"]),
        gettext("Confirmed as a correct record"): (
            [gettext("On %(day)s") % {"day": short_date(confirmed["on"])}] if confirmed else []
        ),
    }


def _of_item(item: dict) -> dict[str, list[str]]:
    exemption = item["exemption"] or {}
    return {
        gettext("Number"): _text(item["number"]),
        gettext("Minute number"): _text(item["minute_number"]),
        gettext("Title"): _text(item["title"]),
        gettext("Purpose"): _text(item["purpose"]),
        gettext("Standing"): [gettext("Procedural")] if item["is_procedural"] else [],
        gettext("Special circumstances"): _text(item.get("late_reason", "")),
        gettext("Exempt information"): _text(exemption.get("words", "")),
        gettext("Public interest"): _text(exemption.get("public_interest", "")),
        gettext("What may be said of it"): _text(exemption.get("summary", "")),
        gettext("Minutes"): lines_of(item["minute"]),
        gettext("Who addressed the meeting"): [
            _with_notes(speaker["name"], speaker["role"]) for speaker in item["speakers"]
        ],
        gettext("Declarations of interest"): [_declaration(declaration) for declaration in item["declarations"]],
        gettext("Resolutions"): [
            line for n, resolution in enumerate(item["resolutions"], 1) for line in _resolution(resolution, n)
        ],
        gettext("Actions"): [_action(action) for action in item["actions"]],
        gettext("Papers"): _papers(item),
    }


def _text(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _on_and_why(told: dict | None) -> list[str]:
    if not told:
        return []
    return [gettext("On %(day)s: %(reason)s") % {"day": short_date(told["on"]), "reason": told["reason"]}]


def _with_notes(name: str, *notes: str) -> str:
    said = ", ".join(note for note in notes if note)
    return f"{name} ({said})" if said else name


def _attendance(content: dict) -> list[str]:
    return [
        f"{capital(term(person['attendance']))}: "
        + _with_notes(person["name"], person["role"], *comings_and_goings(person))
        for person in content["attendees"]
    ]


def _declaration(declaration: dict) -> str:
    left = f" {gettext('Left the room.')}" if declaration["has_left_the_room"] else ""
    return f"{declaration['name']}: {term(declaration['kind'])}. {declaration['description']}".strip() + left


def _resolution(resolution: dict, place: int) -> Iterator[str]:
    """A line for each thing said of a resolution, each naming it, so that a changed line is clear by itself."""
    called = resolution["label"] or gettext("Resolution %(number)s") % {"number": place}
    outcome = capital(term(resolution["outcome"]))
    yield from (f"{called} {line}" for line in _text(f"{outcome}: {resolution['text']}"))
    people = [(gettext("moved by"), resolution["mover"]), (gettext("seconded by"), resolution["seconder"])]
    for words, person in people:
        if person:
            yield f"{called}, {words}: {person['name']}"
    counts = resolution["votes"] or {}
    if votes := ", ".join(f"{count} {term(choice)}" for choice, count in counts.items() if count is not None):
        yield f"{called}, {gettext('votes')}: {votes}"
    for vote in resolution["named_votes"]:
        whose = gettext("vote of %(name)s") % {"name": vote["name"]}
        yield f"{called}, {whose}: {term(vote['choice'])}"
    for words, key in [
        (gettext("reasons"), "reasons"),
        (gettext("options rejected"), "options_rejected"),
        (gettext("conflicts of interest"), "conflicts"),
        (gettext("dispensation"), "dispensation"),
    ]:
        yield from (f"{called}, {words}: {line}" for line in _text(resolution[key]))


def _action(action: dict) -> str:
    due = action["due"] or (short_date(action["due_on"]) if action["due_on"] else "")
    told = _with_notes(action["task"], action["owner"], due and gettext("due %(day)s") % {"day": due})
    return gettext("Action %(number)s: %(task)s") % {"number": action["number"], "task": told}


def _papers(content: dict) -> list[str]:
    """The first digits of a file's digest tell a replaced file from the one before it."""
    return [
        f"{capital(term(paper['kind']))}: {_with_notes(paper['title'], paper['filename'], paper['digest'][:12])}"
        for paper in content["documents"]
    ]
