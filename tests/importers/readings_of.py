"""What the tests of readers share: the pages they read, and every reading inside a MinutesRead."""

import dataclasses
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from meetings.importers.minutes import MinutesRead, Reading

PAGES = Path(__file__).parent / "pages"
# A page of one item, with somebody who spoke to it, two decisions and a task.
MOORINGS = """Issue - meetings

Moorings

Meeting: 13/06/2024 - Harbour Panel (Item 4)

Moorings

Report of the Harbour Master on moorings.

Minutes:

Councillor T Reed, Cabinet Member for the Coast, was present and, with the consent of the Chair, addressed the Panel.

RESOLVED that:

(i)  That the moorings be renewed.

(ii)  That the Executive Director for Place would report back by 11 July 2024.
"""


def page(name: str) -> str:
    return (PAGES / name).read_text("utf-8")


def every_reading(read: object) -> Iterator[Reading]:
    """All readings inside a MinutesRead, wherever they stand."""
    if isinstance(read, Reading):
        yield read
    elif isinstance(read, tuple):
        for part in read:
            yield from every_reading(part)
    elif dataclasses.is_dataclass(read):
        for field in dataclasses.fields(read):
            yield from every_reading(getattr(read, field.name))


def every_minute(read: MinutesRead) -> list[Reading[str]]:
    return [item.minute for meeting in read.meetings for item in meeting.items if item.minute]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.add(tag if not attrs else f"{tag} with attributes")
        self.text.append(" ")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def words_of_html(html: str) -> tuple[list[str], set[str]]:
    """The words that a reader of the page sees, and the tags used."""
    words = _Words()
    words.feed(html)
    words.close()
    return "".join(words.text).split(), words.tags


def stand_in_order(words: list[str], text: str) -> bool:
    """Whether the words stand in the text one after another, with anything between them."""
    at = 0
    for word in words:
        at = text.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return True
