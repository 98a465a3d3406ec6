"""Whether the owner of an action is an office, or a private person who is to be in no index. Pure."""

import re
from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# An office has none of these before it; a councillor's title is no courtesy.
COURTESIES = {"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "revd", "rev"}


def office_of(owner: str, attendees: Iterable[dict]) -> str:
    """Return the owner as printed, or nothing where it names a private person.

    That is whoever is called by a courtesy title, and whoever was at the meeting and has no page; `attendees` are
    those of an edition. It errs on the side of the person: an officer whom the desk does not know is left out too.
    """
    words = _words(owner)
    if not words or words[0] in COURTESIES:
        return ""
    without_page = (_words(attendee["name"]) for attendee in attendees if not attendee["person"])
    names = ({word for word in name if word not in COURTESIES} for name in without_page)
    # One word alone, “Clerk”, may be an office that was written down as a name.
    return "" if any(len(name) > 1 and name <= set(words) for name in names) else owner


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())
