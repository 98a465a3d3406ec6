"""Hidden text: words that are in a Word file but that nobody sees on its pages, and that must not be published."""

from xml.etree.ElementTree import Element

from meetings.importers.conversion.word_styles import Styles
from meetings.importers.conversion.word_xml import child, is_on, number, value

# In half points, as Word measures: two points are a twelfth of what can be read.
_SMALLEST_SIZE = 4
# In percent of their width letters can be squeezed, too.
_NARROWEST = 5
# How far two colours may be apart, in each of red, green and blue, and still look the same.
_SAME_COLOUR = 16
PAPER = "FFFFFF"
# A pattern of two colours, or a shade that only some cells of a table have: no colour is the same as this one.
UNKNOWN = "?"
_INK = "000000"
_HIGHLIGHTS = {
    "black": "000000",
    "white": "FFFFFF",
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}
_THEME_COLOURS = {"background1": PAPER, "light1": PAPER, "text1": _INK, "dark1": _INK}


class HiddenText:
    """Tells what is hidden; `behind` is the colour behind the words, PAPER where there is none but the page's."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def behind_table(self, properties: Element | None, otherwise: str) -> str:
        if self._styles.shades(value(properties, "w:tblStyle")):
            return UNKNOWN
        return _fill(child(properties, "w:shd")) or otherwise

    def behind_cell(self, properties: Element | None, otherwise: str) -> str:
        return _fill(child(properties, "w:shd")) or otherwise

    def behind_paragraph(self, properties: Element | None, style_id: str, otherwise: str) -> str:
        own = _fill(child(properties, "w:shd"))
        return own or _fill(self._styles.of_paragraph(style_id, "w:shd")) or otherwise

    def is_hidden(self, properties: Element | None, paragraph_style: str, behind: str) -> bool:
        """Whether the run with these properties cannot be seen."""
        where = (properties, value(properties, "w:rStyle"), paragraph_style)
        return (
            self._styles.is_anywhere_on("w:vanish", *where)
            or self._is_too_small(where)
            or self._has_the_colour_behind_it(where, behind)
        )

    def is_hidden_mark(self, properties: Element | None) -> bool:
        """Whether the end of a paragraph is hidden, so that it reads on into the next or is not there at all."""
        return is_on(child(properties, "w:rPr", "w:vanish"))

    def _is_too_small(self, where: tuple) -> bool:
        size = number(value(self._styles.of_run("w:sz", *where)), default=_SMALLEST_SIZE + 1)
        width = number(value(self._styles.of_run("w:w", *where)), default=_NARROWEST + 1)
        return size <= _SMALLEST_SIZE or width <= _NARROWEST

    def _has_the_colour_behind_it(self, where: tuple, behind: str) -> bool:
        behind = _fill(self._styles.of_run("w:shd", *where)) or behind
        colour = _colour(self._styles.of_run("w:color", *where))
        highlight = _HIGHLIGHTS.get(value(self._styles.of_run("w:highlight", *where)), "")
        if highlight == _INK:
            # Somebody blacked these words out; Word shows them or not as their colour happens to be.
            return not colour or _is_same(colour, _INK)
        return bool(colour) and _is_same(colour, highlight or behind)


def _fill(shade: Element | None) -> str:
    """The colour of a shade, or nothing where there is no shade."""
    if shade is None:
        return ""
    pattern = shade.get("w:val", "clear")
    if pattern not in ("clear", "nil", "solid"):
        return UNKNOWN
    found = shade.get("w:color" if pattern == "solid" else "w:fill", "auto")
    return "" if found.lower() == "auto" or pattern == "nil" else found.upper()


def _colour(element: Element | None) -> str:
    """The colour of words, or nothing for "automatic", which is always one that can be seen."""
    if element is None:
        return ""
    found = element.get("w:val", "auto")
    if found.lower() == "auto":
        return _THEME_COLOURS.get(element.get("w:themeColor", ""), "")
    return found.upper()


def _is_same(one: str, other: str) -> bool:
    try:
        pairs = zip(bytes.fromhex(one), bytes.fromhex(other), strict=True)
        return all(abs(first - second) < _SAME_COLOUR for first, second in pairs)
    except ValueError:
        return False
