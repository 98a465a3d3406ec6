"""How well a reading matches an annotated text: hits, truth and found for every kind of thing that is read."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher

HONOURS = {"councillor", "councillors", "cllr", "cllrs", "mr", "mrs", "ms", "miss", "dr", "the", "mbe", "obe"}
# Two ways to say that somebody named twice was there; the lists count once, so these are no further attendees.
SAID_ELSEWHERE = ("declared interest", "lateness")


# The texts of these numbers measure the reader; nobody who writes rules opens them.
HELD_BACK = frozenset({*range(94, 105), *range(117, 125)})


def is_held_back(text: str) -> bool:
    """Whether the annotated text of that number ("072") is one of those that rules must not be fitted to."""
    return int(text) in HELD_BACK


@dataclass
class Tally:
    """Of so many in the truth and so many found, how many hit."""

    hits: int = 0
    truth: int = 0
    found: int = 0

    def __iadd__(self, other: "Tally") -> "Tally":
        self.hits += other.hits
        self.truth += other.truth
        self.found += other.found
        return self

    @property
    def wrong(self) -> int:
        return self.found - self.hits

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.hits / self.truth if self.truth else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score(truth: dict, reading: dict) -> dict[str, Tally]:
    """The tally of each kind for one text: its annotation and the reader's `as_json`."""
    found_meetings = reading.get("meetings", [])
    found_items = [item for meeting in found_meetings for item in meeting.get("items", [])]
    items = paired(truth["items"], found_items, same_item)
    tallies = {"items": tally(items, truth["items"], found_items)}
    tallies |= _score_resolutions(truth, found_items)
    tallies |= _score_attendees(truth, found_meetings)
    tallies |= _score_actions(truth, found_items)
    tallies |= _score_meetings(truth.get("meetings") or [truth["meeting"]], found_meetings)
    tallies |= _score_items_further(truth, found_items, items)
    return tallies


def paired(truth: list, found: list, same: Callable) -> list[tuple]:
    """Each thing of the truth with the first thing found that is the same and not yet taken."""
    left, pairs = list(found), []
    for wanted in truth:
        for index, got in enumerate(left):
            if same(wanted, got):
                pairs.append((wanted, got))
                del left[index]
                break
    return pairs


def tally(pairs: list[tuple], truth: list, found: list) -> Tally:
    return Tally(len(pairs), len(truth), len(found))


# What counts as the same


def plain(text: str | None) -> str:
    text = unicodedata.normalize("NFKC", text or "").replace("’", "'").replace("‘", "'")
    return re.sub(r"\s+", " ", re.sub("[–—]", "-", text)).strip().casefold()


def words_of(text: str | None) -> list[str]:
    """The words alone; a leading "that" or "to" belongs to the deciding verb."""
    found = re.findall(r"[^\W_]+(?:'[^\W_]+)?", plain(text))
    start = next((at for at, word in enumerate(found) if word not in ("that", "to")), len(found))
    return found[start:]


def name_parts(name: str | None) -> list[str]:
    letters = re.sub(r"[^a-z\u00c0-\u024f' -]", " ", plain(name))
    return [part for part in letters.split() if part not in HONOURS]


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two forms of a name can be one person: the surname, and initials that agree."""
    short, long = sorted((name_parts(one), name_parts(other)), key=len)
    if not short:
        return False
    if short[-1] != long[-1]:
        return False
    return len(short) == 1 or all(any(part[0] == whole[0] for whole in long) for part in short)


def same_start(wanted: str | None, got: str | None) -> bool:
    """Whether the text found begins as the truth does; one much shorter must have three words at least."""
    wanted_words, got_words = words_of(wanted), words_of(got)
    if not wanted_words or not got_words:
        return False
    if len(wanted_words) <= len(got_words):
        return got_words[: len(wanted_words)] == wanted_words
    return len(got_words) >= 3 and wanted_words[: len(got_words)] == got_words


def same_item(wanted: dict, got: dict) -> bool:
    likeness = SequenceMatcher(None, plain(wanted["title"]), plain(got.get("title"))).ratio()
    wanted_number, *numbers = (
        plain(number).strip(".() ") for number in (wanted.get("number"), got.get("number"), got.get("minute_number"))
    )
    # Where the page prints two numbers, the truth has the first, which the reader may know to be the minute's.
    if wanted_number and any(numbers):
        return wanted_number in numbers and likeness > 0.5
    return likeness > 0.8


def same_phrase(wanted: str | None, got: str | None) -> bool:
    return words_of(wanted) == words_of(got) != []


def same_due(wanted: str | None, got: str | None) -> bool:
    """A due phrase with or without the small words before it: "by Christmas", "Christmas"."""
    small = {"by", "before", "for", "to", "at", "on", "in", "the"}
    one, other = ([word for word in words_of(phrase) if word not in small] for phrase in (wanted, got))
    return one == other != []


def same_place(wanted: str | None, got: str | None) -> bool:
    return plain(wanted).removeprefix("the ") == plain(got).removeprefix("the ")


# Resolutions


def _score_resolutions(truth: dict, found_items: list[dict]) -> dict[str, Tally]:
    every = [resolution | {"item": item} for item in truth["items"] for resolution in item["resolutions"]]
    formal = [resolution for resolution in every if resolution["strength"] == "formal"]
    narrative = [resolution["text_start"] for resolution in every if resolution["strength"] != "formal"]
    found = [
        resolution | {"item": item}
        for item in found_items
        for resolution in item.get("resolutions", [])
        if not any(same_start(start, resolution["text"]) for start in narrative)
    ]
    pairs = paired(formal, found, _same_resolution)
    # A resolution read under another item is a decision wrongly attributed.
    placed = sum(same_item(wanted["item"], got["item"]) for wanted, got in pairs)
    return {
        "resolutions": tally(pairs, formal, found),
        "resolutions under their item": Tally(placed, len(pairs), len(pairs)),
        "labels": _of_field(pairs, "label", lambda one, other: plain(one).strip(".") == plain(other).strip(".")),
        "outcomes": _of_field([pair for pair in pairs if "outcome" in pair[0]], "outcome", same_phrase),
        "movers": _of_field(pairs, "mover", same_name),
        "seconders": _of_field(pairs, "seconder", same_name),
        "votes": _votes(pairs),
        "named votes": _named_votes(pairs),
    }


def _same_resolution(wanted: dict, got: dict) -> bool:
    """`text_start_also` is where the text might as well be said to begin."""
    starts = [wanted["text_start"], wanted.get("text_start_also")]
    return any(same_start(start, got["text"]) for start in starts if start)


def _of_field(pairs: list[tuple], field: str, same: Callable, found_field: str | None = None) -> Tally:
    """How one field of things already paired was read."""
    result = Tally()
    for wanted, got in pairs:
        value, read = wanted.get(field), got.get(found_field or field)
        result += Tally(int(bool(value and read and same(value, read))), int(bool(value)), int(bool(read)))
    return result


def _votes(pairs: list[tuple]) -> Tally:
    result = Tally()
    for wanted, got in pairs:
        for count in ("votes_for", "votes_against", "votes_abstained"):
            value, read = wanted.get(count), got.get(count)
            result += Tally(int(value is not None and value == read), int(value is not None), int(read is not None))
    return result


def _named_votes(pairs: list[tuple]) -> Tally:
    """Counted only where the annotation names the voters."""
    result = Tally()
    for wanted, got in pairs:
        if "votes" not in wanted:
            continue
        value, read = wanted["votes"], got.get("votes", [])
        same = paired(value, read, lambda a, b: same_name(a["name"], b["name"]) and a["choice"] == b["choice"])
        result += tally(same, value, read)
    return result


# People


def _score_attendees(truth: dict, found_meetings: list[dict]) -> dict[str, Tally]:
    wanted = [one for one in truth["attendees"] if one.get("certainty") != "low"]
    doubtful = [one["name"] for one in truth["attendees"] if one.get("certainty") == "low"]
    listed = [one["name"] for one in wanted if one["status"] not in SAID_ELSEWHERE]
    found = [
        one
        for meeting in found_meetings
        for one in meeting.get("attendees", [])
        if not any(same_name(one["name"], name) for name in doubtful)
        and not (one["status"] in SAID_ELSEWHERE and any(same_name(one["name"], name) for name in listed))
    ]
    pairs = paired(wanted, found, _same_attendee)
    return {
        "attendees": tally(pairs, wanted, found),
        "substituted for": _of_field(pairs, "substitute_for", same_name),
        "arrived": _of_field(pairs, "arrived", same_phrase),
        "left": _of_field(pairs, "left", same_phrase),
    }


def _same_attendee(wanted: dict, got: dict) -> bool:
    return wanted["status"] == got["status"] and same_name(
        wanted["name"] or wanted["role"], got.get("name") or got.get("role")
    )


# Actions


def _score_actions(truth: dict, found_items: list[dict]) -> dict[str, Tally]:
    """A task that a resolution gives to somebody is neither rewarded nor punished."""
    wanted = [one for one in truth["actions"] if one["kind"] in ("explicit", "column")]
    explicit = [one["text_start"] for one in wanted]
    other = [one["text_start"] for one in truth["actions"] if one["kind"] not in ("explicit", "column")]
    resolved = [resolution["text_start"] for item in truth["items"] for resolution in item["resolutions"]]
    other += [start for start in resolved if not any(same_start(start, task) for task in explicit)]
    found = [
        action
        for item in found_items
        for action in item.get("actions", [])
        if not any(same_start(start, action["task"]) for start in other)
    ]
    pairs = paired(wanted, found, lambda one, got: same_start(one["text_start"], got["task"]))
    return {
        "actions": tally(pairs, wanted, found),
        "action owners": _of_field(pairs, "owner", same_phrase),
        "action due dates": _of_field(pairs, "due", same_due),
    }


# Meetings and the rest of an item


def _score_meetings(wanted: list[dict], found: list[dict]) -> dict[str, Tally]:
    """A date counts as wrong where no meeting of the text has it, or where the text has none."""
    by_date = paired(wanted, found, lambda one, got: one["date"] and one["date"] == got.get("date"))
    together = by_date if len(wanted) != len(found) else list(zip(wanted, found, strict=True))
    dates = Tally(len(by_date), sum(bool(one["date"]) for one in wanted), sum(bool(one.get("date")) for one in found))
    return {
        "meetings": Tally(min(len(wanted), len(found)), len(wanted), len(found)),
        "dates": dates,
        "times": _of_field(together, "time", lambda one, other: one == other),
        "committees": _committees(together),
        "venues": _of_field(together, "venue", same_place),
        "kinds of meeting": _of_field(together, "kind", same_phrase),
    }


def _committees(pairs: list[tuple]) -> Tally:
    """`committee_also` holds other forms of the name that a careful clerk might choose."""
    result = Tally()
    for wanted, got in pairs:
        names = [name for name in (wanted["committee"], *wanted.get("committee_also", [])) if name]
        read = got.get("committee")
        result += Tally(int(any(same_place(name, read) for name in names)), int(bool(names)), int(bool(read)))
    return result


def _score_items_further(truth: dict, found: list[dict], pairs: list[tuple]) -> dict[str, Tally]:
    """Declarations are compared over the whole text: they may stand where they were made or where they matter."""
    wanted_interests, found_interests = (
        [interest for item in items for interest in item.get("declarations", [])] for items in (truth["items"], found)
    )
    interests = paired(
        wanted_interests, found_interests, lambda a, b: same_name(a["name"], b["name"]) and a["kind"] == b["kind"]
    )
    # The item that excludes the public is marked exempt without a paragraph: its own business is open.
    exempt = [pair for pair in pairs if not pair[0].get("exempt") or pair[0].get("exempt_paragraph")]
    return {
        "declarations": tally(interests, wanted_interests, found_interests),
        "exempt paragraphs": _of_field(exempt, "exempt_paragraph", same_phrase),
    }
