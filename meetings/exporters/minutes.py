"""The minutes of one meeting as the sheet that is signed: the words of its public page, in plain values.

Only what the newest edition says; what became of actions afterwards lives beside the edition and is not signed.
"""

import re

from meetings.exporters.prose import blocks_of
from meetings.record.language import language_of
from meetings.record.models import PublishedMeeting
from meetings.record.pages import meeting_page
from meetings.record.plain_text import plain_text
from meetings.record.words import capital, clock_time, long_date, short_date

# As the page puts it.
CHOICES = [("for", "For"), ("against", "Against"), ("abstained", "Abstained")]
REASONS = [
    ("reasons", "Reasons for the decision"),
    ("options_rejected", "Options considered and rejected"),
    ("conflicts", "Conflicts of interest declared"),
    ("dispensation", "Dispensation granted"),
]
# What RESOLVED and RECOMMENDED say already.
TOLD_BY_HEADING = {"agreed", "recommended"}
FOR_REVIEW = "Draft for review, not public."
# What no file of XML may hold, and control characters, which no font draws.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def minutes_of(meeting: PublishedMeeting, *, is_for_review: bool = False) -> dict:
    """Return all that the sheet of minutes says; `is_for_review` marks one that is not on the record.

    Text is str, prose is blocks (see prose); empty is "" or []. The meeting must have minutes.
    """
    content, page = meeting.content, meeting_page(meeting)
    edition = meeting.editions[-1]
    return printable(
        {
            "language": language_of(_words(content)),
            "title": f"{meeting.title}, {long_date(page['starts_at'])}: minutes",
            "council": content["council"]["name"],
            "committee": meeting.title,
            "kind": "" if meeting.kind == "ordinary" else f"{capital(meeting.kind)} meeting",
            "day": short_date(page["starts_at"]),
            "long_day": long_date(page["starts_at"]),
            "time": clock_time(page["starts_at"]),
            "venue": meeting.venue,
            "note": FOR_REVIEW if is_for_review else "",
            "status": _status(meeting, page["status"]),
            "confirmed_on": short_date(meeting.confirmed_on) if meeting.confirmed_on and not is_for_review else "",
            "changes": [
                f"{change['words']} on {short_date(change['made_on'])}: {change['reason']}"
                for change in page["changes"]
            ],
            "attendance": _attendance(page["people"]),
            "items": [_item(item) for item in page["items"]],
            "papers": [paper["title"] for paper in page["papers"]],
            "edition": "" if is_for_review else str(edition["number"]),
            "edition_made_on": short_date(edition["made_on"]),
            "address": f"/meetings/{meeting.address}/",
            "digest": meeting.digest,
            "made_at": meeting.published_at,
        }
    )


def file_name(meeting: PublishedMeeting, ending: str) -> str:
    """harbour-panel-2024-06-13-minutes.pdf: which committee, which day, and what it is."""
    *day, committee = meeting.address.split("/")
    return f"{committee}-{'-'.join(day)}-minutes.{ending}"


def printable(value):
    """The same value, all text in it without unprintable characters."""
    if isinstance(value, str):
        return UNPRINTABLE.sub("", value)
    if isinstance(value, list):
        return [printable(part) for part in value]
    return {key: printable(part) for key, part in value.items()} if isinstance(value, dict) else value


def _status(meeting: PublishedMeeting, status: dict) -> str:
    if meeting.state == PublishedMeeting.State.DRAFT and not meeting.is_cancelled:
        return f"{PublishedMeeting.State.DRAFT.label}."
    return f"{status['words']}. {status['more']}".strip()


def _words(content: dict) -> str:
    return " ".join(
        words
        for item in content["items"]
        for words in [
            item["title"],
            item["purpose"],
            plain_text(item["minute"]),
            *(resolution["text"] for resolution in item["resolutions"]),
        ]
    )


def _attendance(groups: list[dict]) -> list[dict]:
    return [
        {"name": name["name"], "role": capital(", ".join(name["notes"])), "attendance": group["words"]}
        for group in groups
        for name in group["names"]
    ]


def _item(item: dict) -> dict:
    return {
        "number": item["number"],
        "minute_number": item["minute_number"],
        "title": item["title"],
        "purpose": item["purpose"],
        "late_reason": item.get("late_reason", ""),
        "exemption": _exemption(item["exemption"]),
        "declarations": [_declaration(declaration) for declaration in item["declarations"]],
        "minute": blocks_of(item["minute"]),
        "decided": [
            {
                "heading": block["heading"],
                "resolutions": [_resolution(resolution) for resolution in block["resolutions"]],
            }
            for block in item["resolutions"]
        ],
        "actions": [_action(action) for action in item["actions"]],
        "speakers": "; ".join(_with(speaker["name"], speaker["role"]) for speaker in item["speakers"]),
        "papers": [paper["title"] for paper in item["documents"]],
    }


def _exemption(exemption: dict | None) -> list[str]:
    if not exemption:
        return []
    lines = [f"The public is excluded from this item. {exemption['words']}"]
    if exemption["public_interest"]:
        lines.append(f"Public interest: {exemption['public_interest']}")
    if exemption["summary"]:
        lines.append(f"What may be said of it: {exemption['summary']}")
    return [paragraph for line in lines for paragraph in _paragraphs(line)]


def _declaration(declaration: dict) -> str:
    left = "Left the room." if declaration["has_left_the_room"] else ""
    said = [f"{declaration['name']}: {declaration['kind']}", declaration["description"].strip()]
    return " ".join([*(_sentence(words) for words in said if words), left]).strip()


def _resolution(resolution: dict) -> dict:
    votes = [
        {"choice": f"{words} ({len(names)})", "names": ", ".join(names)}
        for choice, words in CHOICES
        if (names := [vote["name"] for vote in resolution["named_votes"] if vote["choice"] == choice])
    ]
    reasons = [
        {"heading": words, "paragraphs": paragraphs}
        for key, words in REASONS
        if (paragraphs := _paragraphs(resolution[key]))
    ]
    return {
        "label": resolution["label"],
        "paragraphs": _paragraphs(resolution["text"]),
        "about": _about(resolution),
        "votes": votes,
        "reasons": reasons,
    }


def _about(resolution: dict) -> str:
    """The outcome where the heading does not tell it, who moved and seconded, and the count, in one line."""
    outcome = "" if resolution["outcome"] in TOLD_BY_HEADING else capital(resolution["outcome"])
    moved = f"Moved by {resolution['mover']['name']}" if resolution["mover"] else ""
    if moved and resolution["seconder"]:
        moved += f", seconded by {resolution['seconder']['name']}"
    votes = f"Votes: {resolution['votes_in_words']}" if resolution["votes_in_words"] else ""
    return "".join(f"{part}. " for part in [outcome, moved, votes] if part).strip()


def _action(action: dict) -> dict:
    return {"task": action["task"], "about": action["in_words"]}


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _with(one: str, other: str) -> str:
    return ", ".join(part for part in [one, other] if part)


def _paragraphs(text: str) -> list[str]:
    """The lines of a plain text that say something."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
