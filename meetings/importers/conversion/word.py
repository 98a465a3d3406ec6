"""A Word file as HTML, with what the clerk must be told: which of its words were left out or need a second look."""

import io
import posixpath
import re
import zipfile
from collections import Counter
from xml.etree.ElementTree import Element

import mammoth

from meetings.importers.conversion import word_refusals as refusals
from meetings.importers.conversion.word_body import MARKER, Body
from meetings.importers.conversion.word_numbering import Numbering
from meetings.importers.conversion.word_package import Package
from meetings.importers.conversion.word_styles import Styles
from meetings.importers.conversion.word_xml import child, children, parse
from meetings.importers.source import CannotRead

_LONGEST_HTML = 5_000_000
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ROOT_RELATIONS = (
    f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="r1" Type="{_KINDS}/officeDocument" Target="word/document.xml"/></Relationships>'
)
# Marked as Word marks the paragraphs of its lists when they are copied into a page.
_MARKER = re.compile(r"<(p|h[1-6])>" + MARKER.format(level="([1-9])", text="([^\ue000-\ue002<]{1,200})"))
_MARKED = r'<\1 style="mso-list:l0 level\2"><span style="mso-list:Ignore">\3</span> '
# What was found, and how the clerk is told of one and of several.
_TOLD = {
    "comments": ("1 comment was not imported.", "{} comments were not imported."),
    "hidden": (
        "1 stretch of hidden text was not imported: look for it in Word before the document is published.",
        "{} stretches of hidden text were not imported: look for them in Word before the document is published.",
    ),
    "struck": (
        "1 stretch of struck-out words was imported as if it stood: check it.",
        "{} stretches of struck-out words were imported as if they stood: check them.",
    ),
    "pictures": ("1 picture or embedded object is not imported.", "{} pictures or embedded objects are not imported."),
    "text boxes": (
        "The words in 1 text box were not imported: copy them in if they belong to the minutes.",
        "The words in {} text boxes were not imported: copy them in if they belong to the minutes.",
    ),
    "notes": (
        "1 footnote or endnote was not imported: copy it in if it belongs to the minutes.",
        "{} footnotes or endnotes were not imported: copy them in if they belong to the minutes.",
    ),
    "inserted files": ("1 inserted file was not imported.", "{} inserted files were not imported."),
    "numbers by field": (
        "1 number that Word makes by a field could not be read: check the numbers.",
        "{} numbers that Word makes by fields could not be read: check the numbers.",
    ),
    "contents": ("The table of contents was left out.", "The table of contents was left out."),
}


def html_of_word(content: bytes) -> tuple[str, list[str]]:
    """The HTML of a Word file, and the warnings. Raises CannotRead."""
    package = Package(content)
    _refuse_declarations(package)
    main = _main_part(package)
    related = _related(package, main)
    styles = Styles(_part(package, related.get("styles")))
    body = Body(styles, Numbering(_part(package, related.get("numbering")), styles))
    document = parse(package.read(main))
    if document.tag != "w:document" or child(document, "w:body") is None:
        raise CannotRead(refusals.NOT_WORD)
    written = body.written(child(document, "w:body"))
    # Its elements take as much room as everything that follows.
    document.clear()
    body.found["comments"] = _count(_part(package, related.get("comments")), "w:comment")
    return _html(written), _warnings(body.found)


def load_all() -> None:
    """Load what mammoth only loads when it first needs it, for the child can open no file later on."""
    _html("<w:p><w:r><w:t>Minutes</w:t></w:r></w:p>")


def _html(written: str) -> str:
    html = _MARKER.sub(_MARKED, mammoth.convert_to_html(_plain_package(written)).value)
    if len(html) > _LONGEST_HTML:
        raise CannotRead(refusals.TOO_LONG)
    if not html:
        raise CannotRead(refusals.NO_WORDS)
    return html


def _plain_package(written: str) -> io.BytesIO:
    """A Word file that holds only the body written anew: nothing else of the clerk's file is read by anything."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("_rels/.rels", _ROOT_RELATIONS)
        document = f'<w:document xmlns:w="{_W}"><w:body>{written}</w:body></w:document>'
        package.writestr("word/document.xml", document.encode())
    made.seek(0)
    return made


def _refuse_declarations(package: Package) -> None:
    """Word writes no document type; the parts that are parsed are looked at again, in whatever encoding they are."""
    for name in package.names():
        if name.endswith((".xml", ".rels")):
            content = package.read(name)
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                raise CannotRead(refusals.DECLARATIONS)
            if name == "[Content_Types].xml" and b"macroEnabled" in content:
                raise CannotRead(refusals.MACROS)


def _main_part(package: Package) -> str:
    """The part that the package names as its document; Word calls it word/document.xml, some others do not."""
    name = _related(package, "").get("officeDocument", "")
    if name not in package:
        raise CannotRead(refusals.NOT_WORD)
    return name


def _related(package: Package, part: str) -> dict[str, str]:
    """The parts inside the package that a part leads to, by their kind; what lies outside is never looked at."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in package:
        return {}
    found = {}
    for relation in parse(package.read(relations)):
        kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
        if relation.get("TargetMode") != "External":
            found.setdefault(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
    return found


def _part(package: Package, name: str | None) -> Element | None:
    return parse(package.read(name)) if name and name in package else None


def _count(root: Element | None, tag: str) -> int:
    return sum(1 for _ in children(root, tag))


def _warnings(found: Counter[str]) -> list[str]:
    told = [_changes(found)] if found["insertions"] or found["deletions"] or found["moves"] else []
    for kind, (one, several) in _TOLD.items():
        if found[kind]:
            told.append(one if found[kind] == 1 else several.format(found[kind]))
    return told


def _changes(found: Counter[str]) -> str:
    parts = [
        _counted(found["insertions"], "insertion was read as accepted", "insertions were read as accepted"),
        _counted(found["deletions"], "deletion was left out", "deletions were left out"),
        _counted(
            found["moves"], "passage was read where it was moved to", "passages were read where they were moved to"
        ),
    ]
    return f"Tracked changes: {', '.join(part for part in parts if part)}. Accept or reject them in Word to be sure."


def _counted(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}" if count else ""
