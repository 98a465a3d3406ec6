"""Minutes as PDF/UA-1 (ISO 14289-1): tagged, titled, in a stated language, for the signed record.

Typst sets them from one template, with the fonts that it carries: nothing of the system is used, so that the same
edition gives the same bytes everywhere.
"""

import datetime
import functools
import json
import re
from pathlib import Path

import typst

from meetings.exporters.minutes import minutes_of
from meetings.record.models import PublishedMeeting

PDF = "application/pdf"
HERE = Path(__file__).parent
# How Typst tells which characters its fonts lack, or PDF/UA forbids.
NOT_DRAWN = re.compile(r'text `"(.*?)"` could not be displayed|codepoint `"(.*?)"`')
ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
MISSING = "□"


def minutes_pdf(meeting: PublishedMeeting) -> bytes:
    """Return the minutes of a meeting, which must have minutes, as a PDF/UA-1 file.

    Characters that no font of ours has are shown as a square, and the file says so.
    """
    minutes = minutes_of(meeting)
    made_at: datetime.datetime = minutes["made_at"].astimezone(datetime.UTC)
    parts = ["year", "month", "day", "hour", "minute", "second"]
    minutes |= {"made_at": {part: getattr(made_at, part) for part in parts}, "has_missing": False}
    data = json.dumps(minutes, ensure_ascii=False)
    try:
        return _compile(data, made_at)
    except typst.TypstError as error:
        missing = _not_drawn(error.diagnostic)
        if not missing:
            raise
    minutes["has_missing"] = True
    data = json.dumps(minutes, ensure_ascii=False).translate(dict.fromkeys(map(ord, missing), MISSING))
    return _compile(data, made_at)


def _compile(data: str, made_at: datetime.datetime) -> bytes:
    return typst.compile(
        HERE / "minutes.typ",
        root=HERE,
        sys_inputs={"minutes": data},
        font_paths=_fonts(),
        pdf_standards=["ua-1"],
        timestamp=int(made_at.timestamp()),
    )


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def _not_drawn(diagnostic: str) -> set[str]:
    """The characters that an error of Typst names; never one of ASCII, which JSON is written in."""
    named = "".join(text or codepoint for text, codepoint in NOT_DRAWN.findall(diagnostic))
    named = ESCAPED.sub(lambda match: chr(int(match[1], 16)), named)
    return {character for character in named if not character.isascii()}
