"""Two versions of some words as one text in which what went and what came is marked, for eyes and for ears."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from meetings.record.differences import ADDED, REMOVED, SAME, Line, line_differences

_MARKS = {
    SAME: "{}",
    REMOVED: '<del><span class="visually-hidden">[taken out: </span>{}<span class="visually-hidden">]</span></del>',
    ADDED: '<ins><span class="visually-hidden">[put in: </span>{}<span class="visually-hidden">]</span></ins>',
}


def marked(before: str, after: str) -> SafeString:
    """Return the lines that changed, what went in `del` and what came in `ins`, each said aloud too."""
    lines = line_differences(before.splitlines(), after.splitlines())
    return format_html_join(mark_safe("<br>"), "{}", ((_with_marks(line),) for line in lines))


def _with_marks(line: Line) -> SafeString:
    return format_html_join(" ", "{}", ((format_html(_MARKS[piece.kind], piece.text),) for piece in line.pieces))
