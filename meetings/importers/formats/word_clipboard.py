"""Word's clipboard: the marks that Word and Outlook leave in HTML for lists, which are only paragraphs there."""

import re

_LEVEL = re.compile(r"\blevel(\d)\b")
# What the fonts of symbols show for a bullet: letters and signs that mean nothing in any other font.
_SIGNS_OF_BULLETS = frozenset("oqvwlnuØü§¨·•▪◦ÞàF-–—*")


def level_of_list(style: dict[str, str]) -> int:
    """How deep in its list a paragraph of Word stands, from 1; 0 where it stands in none."""
    found = _LEVEL.search(style.get("mso-list", ""))
    return int(found[1]) if found else 0


def is_marker(style: dict[str, str]) -> bool:
    """Whether a tag holds the marker that Word printed before a paragraph of a list."""
    return style.get("mso-list", "").startswith("ignore")


def marker_of(words: str) -> str:
    """The marker as minutes print it: "(i)" as it stands, a sign of a symbol font as a bullet."""
    words = "".join(words.split())
    if len(words) == 1 and (words in _SIGNS_OF_BULLETS or "\ue000" <= words <= "\uf8ff"):
        return "•"
    return words[:20]
