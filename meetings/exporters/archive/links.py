"""Where the links of a page lead in a copy: to another file of it, out into the web, or nowhere any more."""

import functools
from enum import Enum, auto
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from meetings.exporters.archive.addresses import is_followed, name_of, plain
from meetings.exporters.archive.places import file_of, link_between
from meetings.record.translation import WELSH


class Lost(Enum):
    """What becomes of a link to what only the site itself can answer."""

    # Its words stay.
    LINK = auto()
    # Its words go with it: they say what there is, and there is not.
    WORDS = auto()
    # So does the paragraph that was all about it.
    PARAGRAPH = auto()


LOST = {
    "minutes-pdf": Lost.WORDS,
    "minutes-word": Lost.WORDS,
    "meeting-ics": Lost.WORDS,
    "alerts": Lost.WORDS,
    "search": Lost.PARAGRAPH,
    "search-feed": Lost.PARAGRAPH,
}
OUTSIDE = {"http", "https", "mailto", "tel"}


class Links:
    """The addresses of one copy: those known from the record, and those that its pages turn out to lead to."""

    def __init__(self, known: set[str], *, is_live: bool) -> None:
        self.known, self.is_live = known, is_live
        self.followed: list[str] = []
        self._lost = functools.lru_cache(maxsize=4096)(_what_is_lost)

    def from_page(self, here: str, link: str) -> str | Lost:
        """The link as the copy has it in the page at `here`; what is not known yet but goes along is noted."""
        parts = urlsplit(link)
        if parts.scheme in OUTSIDE:
            return link
        if parts.scheme == "webcal":
            # A calendar subscribes to the site, not to a copy; the file is in the copy.
            parts = parts._replace(scheme="", netloc="")
        if parts.scheme or parts.netloc:
            return Lost.LINK
        at = plain(urljoin(here, parts._replace(fragment="").geturl()))
        if at not in self.known:
            if not (at.startswith(settings.STATIC_URL) or (is_followed(at) and self._is_made(at))):
                return self._lost(at)
            self.follow(at)
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        if fragment and file_of(at) == file_of(here):
            return fragment
        return link_between(here, at) + fragment

    def follow(self, address: str) -> None:
        """Let the address go into the copy too."""
        if address not in self.known:
            self.known.add(address)
            self.followed.append(address)

    def _is_made(self, address: str) -> bool:
        return self.is_live or not name_of(address.partition("?")[0]).endswith("-feed")


def _what_is_lost(address: str) -> Lost:
    name = name_of(address.partition("?")[0])
    # A copy is in English alone: what leads to the same page in Welsh goes.
    if name.endswith(f"-{WELSH}"):
        return Lost.WORDS
    return Lost.PARAGRAPH if name.endswith(("feed", "-ics")) and name != "meeting-ics" else LOST.get(name, Lost.LINK)
