"""Hidden text in a PDF: words under a black box, in the colour of the paper, or too small to be seen.

A black box drawn over words does not take them out of the file. What a page paints is followed in order, so that each
string of words is known by its place, colour and size, and each box by what it covers.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from pypdf import PageObject

# In points; anything smaller is a speck.
_SMALLEST_SIZE = 2.0
_PALE, _DARK = 0.94, 0.3
# A sign is about half as wide as it is high.
_WIDTH_OF_SIGN = 0.45
_MIDDLE_OF_SIGN = 0.3
_INVISIBLE = 3
_SHOWS_TEXT = (b"Tj", b"TJ", b"'", b'"')
_FILLS = (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*")
_ENDS_PATH = (b"n", b"S", b"s")
_MOST_BOXES = 2_000

type _Box = tuple[float, float, float, float]
type _Colour = tuple[float, ...] | None


@dataclass(frozen=True, slots=True)
class _Pen:
    """What words and boxes are painted with; a colour that is a pattern is none."""

    colour: _Colour = (0.0,)
    mode: int = 0
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class _String:
    order: int
    x: float
    y: float
    size: float
    width: float
    pen: _Pen
    signs: int


@dataclass(slots=True)
class Painting:
    """What a page paints, in order: `before` is called with each step of it."""

    strings: list[_String] = field(default_factory=list)
    boxes: list[tuple[float, _Box, _Colour]] = field(default_factory=list)
    _pen: _Pen = _Pen()
    _pens: list[_Pen] = field(default_factory=list)
    _path: list[_Box] = field(default_factory=list)
    _order: int = 0

    def before(self, operator: bytes, operands: list, cm: list[float], tm: list[float]) -> None:
        self._order += 1
        if operator in _SHOWS_TEXT:
            self._show(operands, cm, tm)
        elif operator == b"re":
            self._path.append(_box(operands, cm))
        elif operator in _FILLS:
            self._fill()
        elif operator in _ENDS_PATH:
            self._path = []
        elif operator == b"q":
            self._pens.append(self._pen)
        elif operator == b"Q" and self._pens:
            self._pen = self._pens.pop()
        else:
            self._pen = _taken_up(self._pen, operator, operands)

    def _show(self, operands: list, cm: list[float], tm: list[float]) -> None:
        signs = sum(map(_length, operands))
        size = self._pen.size * _scale(tm) * _scale(cm)
        x, y = place(*place(0, 0, tm), cm)
        self.strings.append(_String(self._order, x, y, size, _WIDTH_OF_SIGN * size * signs, self._pen, signs))

    def _fill(self) -> None:
        self.boxes += [(self._order, box, self._pen.colour) for box in self._path]
        # Nobody hides words under so many, but drawings are made of them.
        del self.boxes[_MOST_BOXES:]
        self._path = []

    def hidden(self) -> set[int]:
        """The steps that show words which nobody sees."""
        unseen = [string for string in self.strings if string.pen.mode == _INVISIBLE]
        # Over the picture of a scanned page its words lie invisible, and are all that there is to read.
        is_scan = 2 * sum(string.signs for string in unseen) > sum(string.signs for string in self.strings)
        return {string.order for string in self.strings if self._is_hidden(string, is_scan=is_scan)}

    def _is_hidden(self, string: _String, *, is_scan: bool) -> bool:
        if string.pen.mode == _INVISIBLE:
            return not is_scan
        if string.size <= _SMALLEST_SIZE:
            return True
        around = [(order, colour) for order, box, colour in self.boxes if _covers(box, string)]
        if any(order > string.order and _is_all(colour, at_most=_DARK) for order, colour in around):
            return True
        behind = [colour for order, colour in around if order < string.order]
        is_on_paper = not behind or _is_all(behind[-1], at_least=_PALE)
        return is_on_paper and _is_all(string.pen.colour, at_least=_PALE)


def seen_on(page: PageObject) -> tuple[list[tuple], int]:
    """The words of a page that can be seen, as pypdf tells a visitor of them, and how many strings were hidden."""
    painting = Painting()
    seen = _seen(page, painting.before)
    painting.boxes += _boxes_laid_over(page)
    hidden = painting.hidden()
    return (_seen(page, _Blotter(hidden).before) if hidden else seen), len(hidden)


def _seen(page: PageObject, before: Callable) -> list[tuple]:
    seen: list[tuple] = []
    page.extract_text(visitor_operand_before=before, visitor_text=lambda *told: seen.append(told))
    return seen


class _Blotter:
    """Takes the words out of the steps that are hidden, when the page is painted again."""

    def __init__(self, hidden: set[int]) -> None:
        self._hidden = hidden
        self._order = 0

    def before(self, _operator: bytes, operands: list, _cm: list[float], _tm: list[float]) -> None:
        self._order += 1
        if self._order in self._hidden and operands:
            # A string without signs, or a list without strings.
            operands[-1] = type(operands[-1])()


def _taken_up(pen: _Pen, operator: bytes, operands: list) -> _Pen:
    numbers = _numbers(operands)
    match operator:
        case b"g" | b"rg" if numbers:
            return replace(pen, colour=tuple(numbers))
        case b"k" if len(numbers) == 4:
            return replace(pen, colour=tuple((1 - ink) * (1 - numbers[3]) for ink in numbers[:3]))
        case b"sc" | b"scn":
            # Three of the kinds of colour are told apart by how many numbers they have; the others are not known.
            return replace(pen, colour=tuple(numbers) if len(numbers) in (1, 3) else None)
        case b"cs":
            return replace(pen, colour=(0.0,))
        case b"Tr" if numbers:
            return replace(pen, mode=int(numbers[0]))
        case b"Tf" if numbers:
            return replace(pen, size=numbers[-1])
    return pen


def _numbers(operands: Iterable[object]) -> list[float]:
    return [float(operand) for operand in operands if isinstance(operand, int | float)]


def _length(operand: object) -> int:
    if isinstance(operand, str | bytes):
        return len(operand)
    return sum(map(_length, operand)) if isinstance(operand, list) else 0


def place(x: float, y: float, matrix: list[float]) -> tuple[float, float]:
    """Where a point comes to stand by a matrix of a PDF."""
    a, b, c, d, e, f = matrix
    return x * a + y * c + e, x * b + y * d + f


def _scale(matrix: list[float]) -> float:
    """How high a matrix makes signs, upright or lying."""
    return max(abs(matrix[1]), abs(matrix[3]))


def _box(operands: list, cm: list[float]) -> _Box:
    x, y, width, height = (*_numbers(operands), 0.0, 0.0, 0.0, 0.0)[:4]
    (left, bottom), (right, top) = place(x, y, cm), place(x + width, y + height, cm)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _covers(box: _Box, string: _String) -> bool:
    left, bottom, right, top = box
    middle = string.y + _MIDDLE_OF_SIGN * string.size
    # Lines under words, and those between the columns of a table, are boxes too.
    across = min(right, string.x + string.width) - max(left, string.x)
    return bottom < middle < top and across > _WIDTH_OF_SIGN * string.size


def _is_all(colour: _Colour, *, at_least: float = 0.0, at_most: float = 1.0) -> bool:
    return colour is not None and all(at_least <= part <= at_most for part in colour)


def _boxes_laid_over(page: PageObject) -> Iterable[tuple[float, _Box, _Colour]]:
    """Boxes that are notes on the page and not a part of it, as programs for marking a PDF draw them."""
    for note in page.annotations or []:
        note = note.get_object()
        kind, colour = note.get("/Subtype"), _numbers(note.get("/IC", []))
        if kind == "/Redact" or (kind == "/Square" and colour):
            left, bottom, right, top = (*_numbers(note.get("/Rect", [])), 0.0, 0.0, 0.0, 0.0)[:4]
            yield float("inf"), (left, bottom, right, top), tuple(colour) if kind == "/Square" else (0.0,)
