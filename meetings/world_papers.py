"""The files of a world's papers, made of the words that the world holds: PDF, Word or plain text, by their names."""

import functools
import io
import json
from pathlib import PurePath

import typst
from docx import Document

from meetings.exporters.still_zip import still_zip

# Pages are parted by form feeds; the first line of each is its heading. The words are data: none can be code.
TEMPLATE = b"""
#let pages = json(bytes(sys.inputs.pages))
#set document(title: pages.first().first(), date: none)
#set page(paper: "a4", margin: 25mm, footer: context align(center, counter(page).display("1 of 1", both: true)))
#set text(lang: "en", region: "gb", size: 11pt)
#for (number, lines) in pages.enumerate() {
  if number > 0 { pagebreak() }
  heading(level: if number > 0 { 2 } else { 1 }, lines.first())
  for line in lines.slice(1) { par(line) }
}
"""


def file_of(filename: str, text: str) -> tuple[str, bytes]:
    """The name and the bytes of a paper: the same words, the same bytes; of any other ending, a text file."""
    ending = PurePath(filename).suffix
    if ending == ".pdf" and text.strip():
        return filename, _pdf(_pages(text))
    if ending == ".docx" and text.strip():
        return filename, _word(_pages(text))
    return str(PurePath(filename).with_suffix(".txt")), text.encode()


def _pages(text: str) -> list[list[str]]:
    return [lines for page in text.split("\f") if (lines := [line for line in page.splitlines() if line.strip()])]


def _pdf(pages: list[list[str]]) -> bytes:
    inputs = {"pages": json.dumps(pages, ensure_ascii=False)}
    return typst.compile(TEMPLATE, sys_inputs=inputs, font_paths=_fonts(), pdf_standards=["ua-1"], timestamp=0)


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def _word(pages: list[list[str]]) -> bytes:
    document = Document()
    for number, lines in enumerate(pages):
        document.add_heading(lines[0], level=2 if number else 1)
        for line in lines[1:]:
            document.add_paragraph(line)
    packed = io.BytesIO()
    document.save(packed)
    return still_zip(packed.getvalue())
