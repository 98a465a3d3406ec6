"""Two versions of some words as one text in which what went and what came is marked, for eyes and for ears."""

import difflib
import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# Beyond this many words the two are shown whole: comparing takes time by the square of it.
MOST_WORDS = 3000
_WORDS = re.compile(r"\s+|[^\s]+")


def marked(before: str, after: str) -> SafeString:
    """Return the words after, with those that went in `del` and those that came in `ins`, each said aloud too."""
    if not before or not after:
        return format_html("{}{}", _gone(before), _come(after))
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return format_html("{} {}", _gone(before), _come(after))
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.3:  # hardly a word in common: a patchwork would be harder to read
        return format_html("{} {}", _gone(before), _come(after))
    pieces = []
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        if what == "equal":
            pieces.append(("".join(old[start:end]), ""))
        else:
            pieces.append((_gone("".join(old[start:end])), _come("".join(new[new_start:new_end]))))
    return format_html_join("", "{}{}", pieces)


def _gone(words: str) -> SafeString | str:
    template = '<del><span class="visually-hidden">[taken out: </span>{}<span class="visually-hidden">]</span></del>'
    return format_html(template, words) if words.strip() else ""


def _come(words: str) -> SafeString | str:
    template = '<ins><span class="visually-hidden">[put in: </span>{}<span class="visually-hidden">]</span></ins>'
    return format_html(template, words) if words.strip() else words
