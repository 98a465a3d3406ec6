"""What the attributes of a web page's tags say: what is hidden, what is furniture, how a list counts."""

import re
from enum import Enum

# Names that the makers of pages agree on, for what only a screen reader says and for what leads to other pages.
_UNSEEN_NAMES = frozenset({"screen-reader-text", "sr-only", "visually-hidden", "visuallyhidden"})
_FURNITURE_NAMES = frozenset({"breadcrumb", "breadcrumbs", "skip-link", "skiplink", "skip-to-content"})
_FURNITURE_ROLES = frozenset({"banner", "contentinfo", "menu", "menubar", "navigation", "search"})
_OUTSIDE_ARTICLES = frozenset({"aside", "footer", "header"})
# Tags that say how they are shown without an attribute.
_TELLING_TAGS = frozenset({"nav", "del", "ins", "s", "strike", *_OUTSIDE_ARTICLES})
_NAME = re.compile(r"[^\s]{1,60}")
_DECLARATION = re.compile(r"([a-z-]{1,40})\s{0,5}:([^;]{0,200})", re.I)
_NUMBER = re.compile(r"-?\d{1,6}")
_TYPES = {
    "decimal": "1", "decimal-leading-zero": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A",
    "upper-latin": "A", "lower-roman": "i", "upper-roman": "I", "1": "1", "a": "a", "A": "A", "i": "i", "I": "I",
    "none": "",
}  # fmt: skip
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


class Look(Enum):
    """How a page shows what stands in a tag."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    FURNITURE = "furniture"
    DELETED = "deleted"
    INSERTED = "inserted"
    STRUCK = "struck"


# What of a page does not become minutes.
UNSEEN = frozenset({Look.HIDDEN, Look.FURNITURE, Look.DELETED})


def style_of(attributes: dict[str, str]) -> dict[str, str]:
    """The declarations of a tag's own style, in small letters."""
    style = attributes.get("style", "")
    return {name.lower(): value.strip().lower() for name, value in _DECLARATION.findall(style)} if style else {}


def look_of(tag: str, attributes: dict[str, str], style: dict[str, str], *, is_in_article: bool) -> Look:
    """How a tag's content is shown; the head and foot of an article are its own, those of a page are not."""
    if not attributes and tag not in _TELLING_TAGS:
        return Look.SHOWN
    names = {name.lower() for name in _NAME.findall(f"{attributes.get('class', '')} {attributes.get('id', '')}")}
    if _is_hidden(attributes, style) or names & _UNSEEN_NAMES:
        return Look.HIDDEN
    is_outside = tag in _OUTSIDE_ARTICLES and not is_in_article
    if tag == "nav" or is_outside or attributes.get("role") in _FURNITURE_ROLES or names & _FURNITURE_NAMES:
        return Look.FURNITURE
    if tag == "del" or "msodel" in names:
        return Look.DELETED
    if tag == "ins":
        return Look.INSERTED
    if tag in {"s", "strike"} or "line-through" in style.get("text-decoration", ""):
        return Look.STRUCK
    return Look.SHOWN


def _is_hidden(attributes: dict[str, str], style: dict[str, str]) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or style.get("display", "").startswith("none")
        or style.get("visibility", "").startswith("hidden")
        or style.get("mso-hide", "").startswith("all")
    )


def list_type(tag: str, attributes: dict[str, str], style: dict[str, str]) -> str | None:
    """How a list marks its entries: "1", "a", "A", "i", "I", "•", "" for not at all, None where nothing is said."""
    said = next((word for word in _words_of_list_style(style) if word in _TYPES), None)
    if said is None and attributes.get("type") in _TYPES:
        said = attributes["type"]
    if said is not None:
        return _TYPES[said]
    return {"ol": "1", "ul": "•", "menu": "•", "dir": "•"}.get(tag)


def _words_of_list_style(style: dict[str, str]) -> list[str]:
    # "list-style: none" leaves out the marker, "list-style-image: none" does not.
    return f"{style.get('list-style-type', '')} {style.get('list-style', '')}".split()


def number_in(attributes: dict[str, str], name: str) -> int | None:
    found = _NUMBER.fullmatch(attributes.get(name, "").strip())
    return int(found[0]) if found else None


def marker(kind: str, place: int) -> str:
    """The marker of one place in a list, as minutes print it: "1.", "(a)", "(iv)"; a bullet is a bullet."""
    if kind in {"", "•"}:
        return kind
    if kind == "1" or not 0 < place < 4000:
        return f"{place}."
    letters = _letters(place) if kind in "aA" else _roman(place)
    return f"({letters.upper() if kind.isupper() else letters})"


def _letters(place: int) -> str:
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _roman(place: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (place // value)
        place %= value
    return letters
