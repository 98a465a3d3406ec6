"""The words of clean HTML without its tags."""

import html
import re

from django.utils.html import strip_tags

# Words of two blocks must not run into one another when the tags between them go.
_BLOCK_END = re.compile(r"</(?:p|li|td|th|tr|caption)>|<br ?/?>")
_PLAIN_TAG = re.compile(r"</?[a-z]+>")
# A line of its own in print; the cells of a row share one.
_LINE_END = re.compile(r"</(?:p|li|tr|caption)>|<br ?/?>")


def lines_of(clean_html: str) -> list[str]:
    """Return the text of clean HTML line by line: a paragraph, an item of a list or a row of a table each."""
    return [text for part in _LINE_END.split(clean_html) if (text := plain_text(part))]


def plain_text(clean_html: str) -> str:
    """Return the text of clean HTML, one space between words, entities resolved."""
    # Nearly all tags have no attributes, and what strips the others is slow.
    return " ".join(html.unescape(strip_tags(_PLAIN_TAG.sub("", _BLOCK_END.sub(" ", clean_html)))).split())
