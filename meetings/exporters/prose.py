"""The clean HTML of minutes as blocks that Word and PDF can set: paragraphs, lists and tables of runs.

A run is {"text", "strong", "em", "href"}; a line break is a run whose text is "\\n". A block is one of
{"kind": "paragraph", "runs"}, {"kind": "list", "numbering": "" or one of 1 a A i I, "start", "items": [blocks…]} and
{"kind": "table", "caption": blocks, "columns", "header_rows", "cells"}, whose cells never overlap (see `grid`).
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote

from meetings.exporters.grid import grid_of

# Word numbers nine levels; of what lies deeper only the words are kept.
DEEPEST = 8
NUMBERINGS = {"1", "a", "A", "i", "I"}
BLOCKS = {"p", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "td", "th"}
MOST_IN_A_LIST = 32_000
# Longer than any browser takes.
LONGEST_ADDRESS = 2000
NOT_IN_ADDRESSES = re.compile(r'[\s"<>{}|\\^`]')
# Python's own white space would take the no-break space too.
SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass
class Node:
    """An element: its tag, its attributes, and its parts in order, texts and elements."""

    tag: str
    attributes: dict = field(default_factory=dict)
    parts: list = field(default_factory=list)

    def of(self, *tags: str) -> "list[Node]":
        """Its elements of these kinds."""
        return [part for part in self.parts if isinstance(part, Node) and part.tag in tags]

    @property
    def text(self) -> str:
        """All its words, however deep."""
        words, waiting = [], [self]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                words.append(part)
            else:
                words.append(" " if part.tag in BLOCKS or part.tag == "br" else "")
                waiting += reversed(part.parts)
        return "".join(words)


class _TreeBuilder(HTMLParser):
    """Builds the tree of HTML that an allow-list has already made well-formed."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = [Node("")]

    def handle_starttag(self, tag, attrs):
        node = Node(tag, dict(attrs))
        self.open[-1].parts.append(node)
        if tag != "br":
            self.open.append(node)

    def handle_endtag(self, tag):
        if any(node.tag == tag for node in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data):
        self.open[-1].parts.append(data)


def blocks_of(clean_html: str) -> list[dict]:
    """Return the blocks of a minute; words outside any paragraph become one."""
    builder = _TreeBuilder()
    builder.feed(clean_html)
    builder.close()
    return _blocks(builder.open[0], 0)


def _blocks(node: Node, depth: int) -> list[dict]:
    blocks, loose = [], Node("p")
    for part in node.parts:
        if isinstance(part, Node) and part.tag in BLOCKS:
            blocks += [*_paragraph(loose), *_block(part, depth)]
            loose = Node("p")
        else:
            loose.parts.append(part)
    return [*blocks, *_paragraph(loose)]


def _block(node: Node, depth: int) -> list[dict]:
    if depth > DEEPEST:
        return _paragraph(Node("p", parts=[node.text]))
    if node.tag == "p":
        return _paragraph(node)
    if node.tag in {"ul", "ol"}:
        return _list(node, depth)
    if node.tag == "table":
        return _table(node, depth)
    return _blocks(node, depth + 1)


def _paragraph(node: Node) -> list[dict]:
    runs = _tidy(_runs(node))
    return [{"kind": "paragraph", "runs": runs}] if runs else []


def _list(node: Node, depth: int) -> list[dict]:
    items = [blocks for item in node.of("li") if (blocks := _blocks(item, depth + 1))]
    kind = node.attributes.get("type") or "1"
    numbering = "" if node.tag == "ul" else kind if kind in NUMBERINGS else "1"
    start = min(_whole(node.attributes.get("start"), 1), MOST_IN_A_LIST)
    return [{"kind": "list", "numbering": numbering, "start": start, "items": items}] if items else []


def _table(node: Node, depth: int) -> list[dict]:
    sections = [node, *node.of("thead", "tbody")]
    rows = [(row, section.tag == "thead") for section in sections for row in section.of("tr")]
    table = grid_of([([_cell(cell, depth) for cell in row.of("td", "th")], in_head) for row, in_head in rows])
    caption = [block for part in node.of("caption") for block in _blocks(part, depth + 1)]
    return [{"kind": "table", "caption": caption} | table] if table["cells"] else caption


def _cell(node: Node, depth: int) -> dict:
    return {
        "is_header": node.tag == "th",
        "colspan": _whole(node.attributes.get("colspan"), 1),
        "rowspan": _whole(node.attributes.get("rowspan"), 1),
        "blocks": _blocks(node, depth + 1),
    }


def _whole(value: str | None, otherwise: int) -> int:
    """A small whole number from one up, as attributes write it."""
    is_number = value is not None and value.isascii() and value.isdigit() and len(value) < 6
    return max(int(value), 1) if is_number else otherwise


def _runs(node: Node) -> list[dict]:
    """The texts of a paragraph in order, each with what the elements around it say of it."""
    runs, waiting = [], [(node, {"strong": False, "em": False, "href": ""})]
    while waiting:
        part, style = waiting.pop()
        if isinstance(part, str):
            runs.append({"text": SPACE.sub(" ", part)} | style)
        elif part.tag == "br":
            runs.append({"text": "\n"} | style)
        else:
            if part.tag in {"strong", "em"}:
                style = style | {part.tag: True}
            elif part.tag == "a":
                style = style | {"href": _address(part.attributes.get("href") or "")}
            waiting += [(inner, style) for inner in reversed(part.parts)]
    return runs


def _address(href: str) -> str:
    """Where a link goes, written as files may write it; "" for what leads nowhere outside the page it stood on."""
    if not href.startswith(("https://", "http://", "mailto:")) or len(href) > LONGEST_ADDRESS:
        return ""
    return NOT_IN_ADDRESSES.sub(lambda match: quote(match[0]), href)


def _tidy(runs: list[dict]) -> list[dict]:
    """Without the white space that HTML does not show: at both ends, at line breaks, and doubled."""
    tidy = []
    for run in runs:
        after_space = not tidy or tidy[-1]["text"].endswith((" ", "\n"))
        text = run["text"].lstrip(" ") if after_space else run["text"]
        if text == "\n" and tidy:
            tidy[-1]["text"] = tidy[-1]["text"].rstrip(" ")
        if text:
            tidy.append(run | {"text": text})
    while tidy and not tidy[-1]["text"].strip(" \n"):
        tidy.pop()
    if tidy:
        tidy[-1]["text"] = tidy[-1]["text"].rstrip(" ")
    while tidy and tidy[0]["text"] == "\n":
        tidy.pop(0)
    return [run for run in tidy if run["text"]]
