"""The XML parts of a Word file as elements, under short names, with everything refused that no Word file has."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element
from xml.parsers import expat

from meetings.importers.conversion import word_refusals as refusals
from meetings.importers.source import CannotRead

_MOST_ELEMENTS = 400_000
_DEEPEST = 200
# Signs of text: five hundred thousand words.
_LONGEST_TEXT = 3_000_000
_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
    "http://schemas.openxmlformats.org/package/2006/content-types": "",
}
# Only in these do the characters between the tags say anything.
_WITH_TEXT = {"w:t", "w:instrText"}


def parse(content: bytes) -> Element:
    """The root of one part; tags and attributes are named "w:p", and other namespaces "?". Raises CannotRead."""
    builder = _Builder()
    try:
        builder.parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise CannotRead(refusals.DAMAGED) from None
    if builder.root is None:
        raise CannotRead(refusals.DAMAGED)
    return builder.root


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, or of a child of that name, or nothing."""
    for name in path:
        element = next(children(element, name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of that name; the element's own `find` would take the colon for something else."""
    return (found for found in (() if element is None else element) if found.tag == name)


def value(element: Element | None, *path: str, name: str = "w:val") -> str:
    """The value of a property such as <w:pStyle w:val="…"/>, or nothing."""
    found = child(element, *path)
    return "" if found is None else found.get(name, "")


def number(text: str, *, default: int, largest: int = 32_767) -> int:
    """A whole number as Word writes it, within what it may be; anything else is the default."""
    return min(int(text), largest) if text.isascii() and text.isdigit() and len(text) < 10 else default


def is_on(element: Element | None) -> bool:
    """Whether a property that is there at all, as <w:b/>, is not there to say no."""
    return element is not None and element.get("w:val", "true") not in ("0", "false", "off", "none")


class _Builder:
    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0
        self._length = 0
        self._names: dict[str, str] = {}
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = _refuse_declarations
        self.parser.EntityDeclHandler = _refuse_declarations

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > _MOST_ELEMENTS:
            raise CannotRead(refusals.TOO_LONG)
        if len(self._open) >= _DEEPEST:
            raise CannotRead(refusals.TOO_DEEP)
        kept = {self._short(key): text for key, text in attributes.items()}
        element = Element(self._short(name), kept)
        if self._open:
            self._open[-1].append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        element = self._open[-1]
        if element.tag in _WITH_TEXT:
            self._length += len(text)
            if self._length > _LONGEST_TEXT:
                raise CannotRead(refusals.TOO_LONG)
            element.text = (element.text or "") + text

    def _short(self, name: str) -> str:
        if name not in self._names:
            space, _, local = name.rpartition(" ")
            prefix = _SPACES.get(space, "?") if space else ""
            # Of strangers it matters only that they are there.
            self._names[name] = "?" if prefix == "?" else f"{prefix}:{local}" if prefix else local
        return self._names[name]


def _refuse_declarations(*_declared: object) -> None:
    raise CannotRead(refusals.DECLARATIONS)
