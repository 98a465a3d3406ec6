"""Cleaning a web page by allow-list, before anything else looks at it, in time that grows only with its length."""

import re
from html import escape

import nh3

from meetings.importers.source import CannotRead

# The cleaner's work grows with the depth to which tags are nested; people nest them some thirty deep.
_DEEPEST = 100
# What it needs grows with the tags: a long document that Word saved as a web page has some hundred thousand.
_MOST_TAGS = 500_000
_LONGEST_ATTRIBUTES = 20_000

TOO_DEEP = "The page is nested deeper than pages are: its lists and tables may be read wrongly."
_TOO_MANY_TAGS = (
    "This page holds more markup than minutes do: save it in Word as “Web Page, Filtered”, or paste its text instead."
)

# Their content is never part of a page's words; a browser reads it to the closing tag, whatever stands in it.
_RAW = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"})
# Tags that a browser closes by itself, or that are never closed.
_SELF_CLOSING = frozenset(
    {
        "area", "base", "body", "br", "caption", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img",
        "input", "li", "link", "meta", "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody", "td",
        "tfoot", "th", "thead", "tr", "track", "wbr",
    }
)  # fmt: skip
# Of letters and their look we need nothing, and a browser opens them anew in every paragraph until they are closed.
_OF_LETTERS = frozenset({"a", "b", "big", "code", "em", "font", "i", "nobr", "small", "strong", "tt", "u"})

_TAGS = frozenset(
    {
        "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "del", "details", "dir", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hgroup", "hr", "ins", "li", "main", "menu", "nav", "ol", "p", "pre", "s", "section", "span", "strike",
        "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
# What a page shows only as its controls, or not at all.
_WITHOUT_CONTENT = frozenset(
    {
        "audio", "button", "canvas", "datalist", "iframe", "label", "legend", "map", "math", "meter", "noembed",
        "noframes", "noscript", "object", "progress", "script", "select", "style", "svg", "template", "textarea",
        "title", "video", "xml", "xmp",
    }
)  # fmt: skip
_BLOCKS = _TAGS - {
    "br",
    "del",
    "hr",
    "ins",
    "li",
    "p",
    "s",
    "span",
    "strike",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
}
_ATTRIBUTES = {
    "*": {"aria-hidden", "class", "hidden", "id", "role", "style"},
    "ol": {"start", "type"},
    "ul": {"type"},
    "li": {"type", "value"},
}
_KEPT = frozenset().union(*_ATTRIBUTES.values())
_cleaner = nh3.Cleaner(
    tags=set(_TAGS),
    clean_content_tags=set(_WITHOUT_CONTENT),
    attributes=_ATTRIBUTES,
    link_rel=None,
)

_TAG_NAME = re.compile(r"/?([a-zA-Z][^\s/>]{0,40})")
_END_OF_TAG_OR_QUOTE = re.compile(r"[>\"']")
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]{1,40})\s{0,9}(?:=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")


def clean(html: str) -> tuple[str, tuple[str, ...]]:
    """The HTML with what the allow-list holds and nothing else, well-formed, and warnings. Raises CannotRead."""
    # Half a sign (a lone surrogate) can be neither cleaned nor stored.
    levelled, is_too_deep = _Leveller(html.encode("utf-8", "replace").decode().replace("\0", "")).level()
    return _cleaner.clean(levelled), (TOO_DEEP,) if is_too_deep else ()


class _Leveller:
    """Writes a page's tags anew, each closed and none too deep, so that the cleaner's work stays within bounds.

    It judges nothing: what is allowed is for the cleaner to say.
    """

    def __init__(self, html: str) -> None:
        self._html = html
        self._written: list[str] = []
        self._open: list[str] = []
        self._counts: dict[str, int] = {}
        self._beyond = 0
        self._tags = 0
        self._is_too_deep = False
        # How many tags were open where the paragraph began; outside any, more than there can be.
        self._paragraph = _DEEPEST

    def level(self) -> tuple[str, bool]:
        at, html = 0, self._html
        while (start := html.find("<", at)) >= 0:
            self._written.append(html[at:start])
            at = self._after_markup(start)
        self._written.append(html[at:])
        self._written += [f"</{name}>" for name in reversed(self._open)]
        return "".join(self._written), self._is_too_deep

    def _after_markup(self, start: int) -> int:
        """Write the markup that begins with the sign "<" at `start`, and say where the text goes on."""
        html = self._html
        if html.startswith("<!--", start):
            return _after(html.find("-->", start + 2), 3, html)
        if html.startswith(("<!", "<?"), start):
            return _after(html.find(">", start), 1, html)
        found = _TAG_NAME.match(html, start + 1)
        if not found:
            self._written.append("&lt;")
            return start + 1
        end = self._end_of_tag(found.end())
        if end < 0:
            return len(html)
        name = found[1].lower()
        if html[start + 1] == "/":
            self._close(name)
            return end + 1
        if name in _RAW:
            closing = re.compile(rf"</{name}\b[^>]{{0,200}}>?", re.I).search(html, end)
            return closing.end() if closing else len(html)
        self._start(name, html[found.end() : min(end, found.end() + _LONGEST_ATTRIBUTES)])
        return end + 1

    def _end_of_tag(self, at: int) -> int:
        """Where the sign ">" stands that ends a tag; between quotes it is a sign like any other."""
        html = self._html
        while found := _END_OF_TAG_OR_QUOTE.search(html, at):
            if found[0] == ">":
                return found.start()
            at = found.end()
            if html[max(0, found.start() - 4) : found.start()].rstrip().endswith("="):
                at = html.find(found[0], at) + 1
                if not at:
                    return -1
        return -1

    def _start(self, name: str, attributes: str) -> None:
        self._count()
        name = "span" if name in _OF_LETTERS else name
        if attributes.endswith("/") and name not in _BLOCKS | _SELF_CLOSING:
            return  # closed at once, as drawings and the marks of places are
        if name == "p" or name in _BLOCKS:
            self._end_paragraph()
        if name not in _SELF_CLOSING:
            if len(self._open) >= _DEEPEST and not self._make_room():
                self._beyond += 1
                self._is_too_deep = True
                return
            self._open.append(name)
            self._counts[name] = self._counts.get(name, 0) + 1
        self._written.append(f"<{name}{_kept(attributes)}>")
        if name == "p":
            self._paragraph = len(self._open)

    def _close(self, name: str) -> None:
        name = "span" if name in _OF_LETTERS else name
        if name in _SELF_CLOSING:
            self._count()
            if name == "p":
                self._end_paragraph()
            self._written.append(f"</{name}>")
        elif self._beyond:
            self._beyond -= 1
        elif self._counts.get(name):
            while self._pop() != name:
                pass

    def _count(self) -> None:
        self._tags += 1
        if self._tags > _MOST_TAGS:
            raise CannotRead(_TOO_MANY_TAGS)

    def _end_paragraph(self) -> None:
        """Close what was opened inside a paragraph, for the end of the paragraph is its end too."""
        while len(self._open) > self._paragraph and self._open[-1] == "span":
            self._pop()
        self._paragraph = _DEEPEST

    def _make_room(self) -> bool:
        """Old pages never close the tags that change their letters: those are closed first."""
        while self._open and self._open[-1] == "span":
            self._pop()
        return len(self._open) < _DEEPEST

    def _pop(self) -> str:
        name = self._open.pop()
        self._counts[name] -= 1
        self._written.append(f"</{name}>")
        return name


def _after(found: int, length: int, html: str) -> int:
    return found + length if found >= 0 else len(html)


def _kept(attributes: str) -> str:
    """The attributes that may matter, written anew."""
    kept = []
    for name, *values in _ATTRIBUTE.findall(attributes) if attributes else ():
        if name.lower() in _KEPT:
            kept.append(f' {name.lower()}="{escape("".join(values))}"')
    return "".join(kept)
