"""The styles of a Word file: what a paragraph or a run is by its style, and by those which that one is based on."""

import re
from xml.etree.ElementTree import Element

from meetings.importers.conversion.word_xml import child, children, is_on, number, value

_LONGEST_CHAIN = 20
_HEADING = re.compile(r"heading ([1-9])")
# As Word names them in every language.
_LEVELS_BY_NAME = {"title": 1, "subtitle": 2}
_CONTENTS = re.compile(r"toc (?:[1-9]|heading)")
_DEEPEST_HEADING = 6
# Level ten of an outline, written 9, is "body text".
_BODY_TEXT = 9


class Styles:
    """Answers by style id; "" is the style that a paragraph has when it names none."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._chains: dict[str, tuple[Element, ...]] = {}
        self._default = ""
        self._defaults = child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")
        for style in children(root, "w:style"):
            style_id = style.get("w:styleId", "")
            self._styles[style_id] = style
            if style.get("w:type") == "paragraph" and style.get("w:default") in ("1", "true", "on"):
                self._default = style_id

    def chain(self, style_id: str) -> tuple[Element, ...]:
        """The style and those it is based on, the nearest first; a style that is not there gives none."""
        if style_id not in self._chains:
            chain, at = [], style_id
            while at in self._styles and len(chain) < _LONGEST_CHAIN:
                chain.append(self._styles[at])
                at = value(self._styles[at], "w:basedOn")
            self._chains[style_id] = tuple(chain)
        return self._chains[style_id]

    def of_paragraph(self, style_id: str, *path: str) -> Element | None:
        """A property of the paragraphs in that style, such as its numbering or shade."""
        found = (child(style, "w:pPr", *path) for style in self.chain(style_id or self._default))
        return next((element for element in found if element is not None), None)

    def of_run(self, name: str, direct: Element | None, run_style: str, paragraph_style: str) -> Element | None:
        """A property of a run, from wherever it has it: itself, its style, its paragraph's style, the document."""
        if (own := child(direct, name)) is not None:
            return own
        for style in (*self.chain(run_style), *self.chain(paragraph_style or self._default)):
            if (found := child(style, "w:rPr", name)) is not None:
                return found
        return child(self._defaults, name)

    def is_anywhere_on(self, name: str, direct: Element | None, run_style: str, paragraph_style: str) -> bool:
        """Whether a property is on in itself, or, where it says nothing itself, in any style that it has."""
        if (own := child(direct, name)) is not None:
            return is_on(own)
        styles = (*self.chain(run_style), *self.chain(paragraph_style or self._default))
        return any(is_on(child(style, "w:rPr", name)) for style in styles) or is_on(child(self._defaults, name))

    def shades(self, table_style: str) -> bool:
        """Whether a table style puts a shade behind some of its cells; which ones is not worked out."""
        return any(next(style.iter("w:shd"), None) is not None for style in self.chain(table_style))

    def heading_level(self, style_id: str, own_level: str) -> int:
        """1 to 6 for a heading, 0 for anything else; `own_level` is the outline level of the paragraph itself."""
        for style in self.chain(style_id):
            name = value(style, "w:name").lower()
            if found := _HEADING.fullmatch(name):
                return min(int(found[1]), _DEEPEST_HEADING)
            if name in _LEVELS_BY_NAME:
                return _LEVELS_BY_NAME[name]
        level = own_level or value(self.of_paragraph(style_id, "w:outlineLvl"))
        outline = number(level, default=_BODY_TEXT)
        return 0 if outline >= _BODY_TEXT else min(outline + 1, _DEEPEST_HEADING)

    def is_contents(self, style_id: str) -> bool:
        """Whether it is a line of a table of contents, which says again what stands further on."""
        return any(_CONTENTS.fullmatch(value(style, "w:name").lower()) for style in self.chain(style_id))
