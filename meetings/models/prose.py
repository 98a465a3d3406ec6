"""Rich text as minutes need it: paragraphs, lists, emphasis, links and tables, and nothing else."""

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

_cleaner = nh3.Cleaner(
    tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="noopener noreferrer"
)


def clean_prose(html: str) -> str:
    """Return the HTML with everything removed that minutes do not need; the words of removed tags stay."""
    cleaned = _cleaner.clean(html.replace("\x00", "")).strip()
    return "" if cleaned in EMPTY else cleaned


class ProseField(ProseEditorField):
    """Clean HTML, written by the clerk in an editor limited to the same tags."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, extensions=EXTENSIONS, sanitize=clean_prose, **kwargs)
