"""Rich text as minutes need it: paragraphs, lists, emphasis, links and tables, and nothing else."""

import re

import nh3
from django_prose_editor.fields import ProseEditorField

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "HTML": True,
    "History": True,
    "NoSpellCheck": False,
}
TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "a", "table", "thead", "tbody", "tr", "th", "td", "caption"}
ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start", "type"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
# What an editor leaves in a field that looks empty.
EMPTY = {"<p></p>", "<p><br></p>", "<p>&nbsp;</p>"}

# What is pasted along unseen and means nothing: control characters, soft hyphens and spaces of no width (a browser
# breaks lines without them), and marks of direction, one of which can turn a whole line round; each letter has a
# direction of its own. Joiners stay: emoji and Persian are spelt with them. So do tags, of which the flag of Wales is
# made. Welsh needs none of either.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)

_cleaner = nh3.Cleaner(
    tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="noopener noreferrer"
)


def clean_prose(html: str) -> str:
    """Return the HTML with everything removed that minutes do not need; the words of removed tags stay."""
    cleaned = _cleaner.clean(_UNSEEN.sub("", html))
    if _UNSEEN.search(cleaned):
        # Written as “&shy;” or “&#8203;”, which may hide within an address what is not allowed of one.
        cleaned = _cleaner.clean(_UNSEEN.sub("", cleaned))
    cleaned = cleaned.strip()
    return "" if cleaned in EMPTY else cleaned


class ProseField(ProseEditorField):
    """Clean HTML, written by the clerk in an editor limited to the same tags."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, extensions=EXTENSIONS, sanitize=clean_prose, **kwargs)
