"""The words of clean HTML without its tags."""

import html
import re

from django.utils.html import strip_tags

# Words of two blocks must not run into one another when the tags between them go.
_BLOCK_END = re.compile(r"</(?:p|li|td|th|tr|caption)>|<br ?/?>")


def plain_text(clean_html: str) -> str:
    """Return the text of clean HTML, one space between words, entities resolved."""
    return " ".join(html.unescape(strip_tags(_BLOCK_END.sub(" ", clean_html))).split())
