"""Pasted text: plain minutes, just as a clerk copies them from a page, as a MinutesRead."""

from meetings.importers.grammar import read_blocks
from meetings.importers.minutes import MinutesRead
from meetings.importers.plain_text import blocks_of_text


def read_pasted_text(source: str) -> MinutesRead:
    """What the text says; any text at all gives a reading, and what it does not say is left empty."""
    return read_blocks(blocks_of_text(source))


def read_pasted_bytes(content: bytes) -> MinutesRead:
    """What a text file says; places in the reading count the characters of `text_of(content)`."""
    return read_pasted_text(text_of(content))


def text_of(content: bytes) -> str:
    """The characters of a text file: UTF-8, or the Windows encoding in which older minutes were saved."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Five bytes mean nothing in cp1252; they become the sign for an unreadable character.
        text = content.decode("cp1252", errors="replace")
    # The database takes no NUL, and no clerk ever typed one.
    return text.replace("\0", "")
