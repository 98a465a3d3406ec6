"""The numbers that Word prints before paragraphs: they stand nowhere in the text and are counted as Word counts."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from meetings.importers.conversion.word_styles import Styles
from meetings.importers.conversion.word_xml import child, children, is_on, number, value

_LEVELS = 9
_LONGEST_MARKER = 40
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_LETTERS = 26 * 20


@dataclass(frozen=True, slots=True)
class Marker:
    """What is printed before a paragraph, and how deep in its list that stands, from 0."""

    text: str
    level: int
    # A bullet's sign is in a font of its own; all bullets are one.
    is_bullet: bool = False


@dataclass(slots=True)
class _Level:
    start: int = 0
    form: str = "decimal"
    text: str = ""
    # The level is counted anew after a paragraph of this level (from 1) or one above; 0 is never.
    restart: int = 0
    is_legal: bool = False


@dataclass(slots=True)
class _List:
    """One definition of numbering, whose count is shared by every list that uses it."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """Counts the paragraphs of a document, which must be shown to it in order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions = _by_id(root, "w:abstractNum", "w:abstractNumId")
        self._uses = _by_id(root, "w:num", "w:numId")
        self._lists: dict[str, _List] = {}
        self._levels_of_uses: dict[str, dict[int, _Level]] = {}
        self._restarted: set[tuple[str, int]] = set()

    def marker(self, properties: Element | None, style_id: str) -> Marker | None:
        """The marker of the next paragraph, or nothing when it has none."""
        use, level = self._place(properties, style_id)
        definition = self._definition(use)
        if definition is None:
            return None
        levels = self._levels(use, definition)
        if level not in levels:
            return None
        counts = self._count(definition, use, level, levels)
        if levels[level].form == "bullet":
            return Marker("•", level, is_bullet=True)
        printed = _printed(level, levels, counts)
        return Marker(printed, level) if printed else None

    def _place(self, properties: Element | None, style_id: str) -> tuple[str, int]:
        """Which list a paragraph is in and how deep, by itself or by its style."""
        own, inherited = child(properties, "w:numPr"), self._styles.of_paragraph(style_id, "w:numPr")
        use = value(own, "w:numId") or value(inherited, "w:numId")
        level = value(own, "w:ilvl") or ("" if value(own, "w:numId") else value(inherited, "w:ilvl"))
        if not level and use:
            return use, self._level_of_style(use, style_id)
        return use, number(level, default=0, largest=_LEVELS - 1)

    def _level_of_style(self, use: str, style_id: str) -> int:
        """The level that names the style as its own, which is how headings say how deep they are."""
        chain = [style.get("w:styleId", "") for style in self._styles.chain(style_id)]
        definition = self._definitions.get(self._definition(use) or "")
        for level in children(definition, "w:lvl"):
            if value(level, "w:pStyle") in chain:
                return number(level.get("w:ilvl", ""), default=0, largest=_LEVELS - 1)
        return 0

    def _definition(self, use: str, *, is_linked: bool = False) -> str | None:
        """The id of the definition that a list uses, also where it is kept in a style of lists."""
        identity = value(self._uses.get(use), "w:abstractNumId")
        definition = self._definitions.get(identity)
        if definition is None:
            return None
        linked = value(definition, "w:numStyleLink")
        if not linked or is_linked:
            return identity
        return self._definition(value(self._styles.of_paragraph(linked, "w:numPr", "w:numId")), is_linked=True)

    def _levels(self, use: str, identity: str) -> dict[int, _Level]:
        if use in self._levels_of_uses:
            return self._levels_of_uses[use]
        if identity not in self._lists:
            self._lists[identity] = _List(dict(map(_level, children(self._definitions[identity], "w:lvl"))))
        levels = dict(self._lists[identity].levels)
        for override in children(self._uses[use], "w:lvlOverride"):
            levels |= dict(map(_level, children(override, "w:lvl")))
        self._levels_of_uses[use] = levels
        return levels

    def _count(self, identity: str, use: str, level: int, levels: dict[int, _Level]) -> list[int]:
        counts = self._lists[identity].counts
        before = counts[level]
        counts[level] = levels[level].start if before is None else before + 1
        for override in children(self._uses[use], "w:lvlOverride"):
            self._restart(override, use, level, counts)
        for deeper in range(level + 1, _LEVELS):
            # What is deeper begins again, unless its definition says after which levels it does.
            if deeper not in levels or level < levels[deeper].restart:
                counts[deeper] = None
        starts = [levels[at].start if at in levels else 1 for at in range(_LEVELS)]
        return [start if count is None else count for count, start in zip(counts, starts, strict=True)]

    def _restart(self, override: Element, use: str, level: int, counts: list[int | None]) -> None:
        """The first paragraph of a list that starts where it says, and not where the last one ended."""
        at = number(override.get("w:ilvl", ""), default=0, largest=_LEVELS - 1)
        start = value(override, "w:startOverride")
        if at == level and start and (use, at) not in self._restarted:
            self._restarted.add((use, at))
            counts[at] = number(start, default=1)


def _by_id(root: Element | None, tag: str, name: str) -> dict[str, Element]:
    return {element.get(name, ""): element for element in children(root, tag)}


def _level(element: Element) -> tuple[int, _Level]:
    at = number(element.get("w:ilvl", ""), default=0, largest=_LEVELS - 1)
    return at, _Level(
        start=number(value(element, "w:start"), default=0),
        form=value(element, "w:numFmt") or "decimal",
        text=value(element, "w:lvlText")[:_LONGEST_MARKER],
        restart=number(value(element, "w:lvlRestart"), default=at, largest=_LEVELS),
        is_legal=is_on(child(element, "w:isLgl")),
    )


def _printed(level: int, levels: dict[int, _Level], counts: list[int]) -> str:
    def place(found: re.Match) -> str:
        at = int(found[1]) - 1
        form = levels[at].form if at in levels else "decimal"
        # "Legal" numbering writes the levels above in figures, whatever they are themselves.
        return _figure(counts[at], "decimal" if levels[level].is_legal and form != "none" else form)

    return _PLACE.sub(place, levels[level].text).strip()[:_LONGEST_MARKER]


def _figure(count: int, form: str) -> str:
    match form:
        case "none" | "bullet":
            return ""
        case "lowerLetter":
            return _letters(count)
        case "upperLetter":
            return _letters(count).upper()
        case "lowerRoman":
            return _roman(count)
        case "upperRoman":
            return _roman(count).upper()
        case "decimalZero":
            return f"{count:02}"
        case "ordinal":
            return f"{count}{_ending(count)}"
    return str(count)


def _letters(count: int) -> str:
    """Counted as Word does: z is followed by aa, bb, cc."""
    if not 0 < count <= _MOST_LETTERS:
        return str(count)
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    printed = ""
    for worth, sign in _ROMAN:
        printed += sign * (count // worth)
        count %= worth
    return printed


def _ending(count: int) -> str:
    if count % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
