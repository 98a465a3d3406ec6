"""One line of a web page, before it becomes a block."""

from dataclasses import dataclass, field

from meetings.importers.blocks import Kind


@dataclass(slots=True)
class Form:
    """A form: most are a box to search in, but old pages stand in one from end to end, which its length tells."""

    length: int = 0


@dataclass(slots=True)
class Line:
    """The words of a paragraph, heading, entry of a list or row of a table; "\\n" stands for a line break in it."""

    text: str
    kind: Kind = Kind.PARAGRAPH
    # The marker of an entry of a list, which stands at the start of `text`.
    label: str = ""
    # Of a heading its level, of an entry how many lists it stands inside of.
    level: int = 0
    # It follows the line before it without an empty line.
    is_close: bool = False
    # Of a row the place of each cell in `text`.
    cells: tuple[tuple[int, int], ...] = ()
    forms: tuple[Form, ...] = ()


@dataclass(slots=True)
class Cell:
    """One cell of a table, with the lines that stand in it."""

    is_head: bool
    lines: list[Line] = field(default_factory=list)

    @property
    def is_one_line(self) -> bool:
        return len(self.lines) == 1 and "\n" not in self.lines[0].text

    @property
    def words(self) -> str:
        return " ".join(" ".join(line.text.split()) for line in self.lines)
