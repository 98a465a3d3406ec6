"""The pieces of a minute: its paragraphs, tables and list items one by one, and the minute made of them again."""

import re
from html import unescape
from html.parser import HTMLParser

_EMPTY_TAGS = {"br", "hr", "img"}
_TAG = re.compile(r"<[^>]{1,2000}>")
_NUMBER = re.compile(r"\d{1,6}")
_TYPES = ("1", "a", "A", "i", "I")
_NUMBERED = re.compile(r'<ol start="(?P<number>\d{1,6})"(?P<type>(?: type="\w")?)>')


class _Pieces(HTMLParser):
    """Cuts clean HTML where a top-level element, or an item of a top-level list, ends."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.pieces: list[str] = []
        self._now: list[str] = []
        self._depth = 0
        self._list = ""  # the top-level list we are in
        self._number = 1
        self._type = ""

    def handle_starttag(self, tag, attrs):
        if self._depth == 0 and tag in ("ul", "ol"):
            self._flush()
            self._list = tag
            given = dict(attrs)
            start, kind = given.get("start") or "", given.get("type") or ""
            self._number = int(start) if _NUMBER.fullmatch(start) else 1
            self._type = f' type="{kind}"' if kind in _TYPES else ""
        else:
            self._now.append(self.get_starttag_text())
        if tag not in _EMPTY_TAGS:
            self._depth += 1

    def handle_endtag(self, tag):
        self._depth = max(self._depth - 1, 0)
        if self._depth == 0 and self._list and tag == self._list:
            self._flush()
            self._list = ""
            return
        self._now.append(f"</{tag}>")
        if self._depth == 0 or (self._depth == 1 and self._list):
            self._flush()

    def handle_data(self, data):
        self._now.append(data)

    def handle_entityref(self, name):
        self._now.append(f"&{name};")

    def handle_charref(self, name):
        self._now.append(f"&#{name};")

    def close(self):
        super().close()
        self._flush()

    def _flush(self):
        piece = "".join(self._now).strip()
        self._now = []
        if not piece:
            return
        if self._list == "ol":
            self.pieces.append(f'<ol start="{self._number}"{self._type}>{piece}</ol>')
            self._number += 1
        else:
            self.pieces.append(f"<ul>{piece}</ul>" if self._list else piece)


def pieces_of(html: str) -> list[str]:
    """The paragraphs, tables and list items of a clean minute, each able to stand alone."""
    parser = _Pieces()
    parser.feed(html)
    parser.close()
    return parser.pieces


def joined(pieces: list[str]) -> str:
    """The minute made of its pieces: neighbours that were items of one list are one list again."""
    minute: list[str] = []
    going_on = ""  # how a piece begins that is the next item of the list before it
    for piece in pieces:
        if going_on and piece.startswith(going_on):
            minute[-1] = minute[-1][: -len("</ol>")] + piece[len(going_on) :]
        elif piece:
            minute.append(piece)
        going_on = _next_in_list(piece)
    return "\n".join(minute).replace('<ol start="1"', "<ol")


def words_of(piece: str) -> str:
    """The words of a piece, with one space between them."""
    return " ".join(unescape(_TAG.sub(" ", piece)).split())


def _next_in_list(piece: str) -> str:
    if piece.startswith("<ul>") and piece.endswith("</ul>"):
        return "<ul>"
    numbered = _NUMBERED.match(piece) if piece.endswith("</ol>") else None
    return f'<ol start="{int(numbered["number"]) + 1}"{numbered["type"]}>' if numbered else ""
