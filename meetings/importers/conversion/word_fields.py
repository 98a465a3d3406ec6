"""The fields of a Word file: an instruction, which nobody sees, and a result, which stands among the words."""

from xml.etree.ElementTree import Element

# These print a number that is stored nowhere.
_NUMBERS = ("AUTONUM", "LISTNUM")


class Fields:
    """Keeps count of the fields that are open; one may stand in another's instruction or result."""

    def __init__(self) -> None:
        self.numbers = 0
        # Of each open field, whether its result has begun.
        self._open: list[bool] = []

    def take(self, element: Element) -> bool:
        """Whether the element belongs to a field's workings, and not to what is printed."""
        if element.tag == "w:fldChar":
            self._turn(element.get("w:fldCharType", ""))
            return True
        if element.tag == "w:instrText":
            self.numbers += (element.text or "").strip().upper().startswith(_NUMBERS)
            return True
        return not all(self._open)

    def end_paragraph(self) -> None:
        """No instruction runs on past its paragraph: a field that is broken must not swallow the rest."""
        self._open = [True for _ in self._open]

    def _turn(self, kind: str) -> None:
        if kind == "begin":
            self._open.append(False)
        elif kind == "separate" and self._open:
            self._open[-1] = True
        elif kind == "end" and self._open:
            self._open.pop()
