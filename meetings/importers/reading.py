"""Reading minutes, whatever they came in: a file or pasted text becomes a MinutesRead."""

from dataclasses import replace

from meetings.importers.formats import read_source
from meetings.importers.formats.plain_text import source_of_text
from meetings.importers.grammar.meetings import read_blocks
from meetings.importers.minutes import MinutesRead
from meetings.importers.source import Source


def read_file(content: bytes, name: str) -> MinutesRead:
    """What a file of minutes says; the ending of its name says its format. Raises CannotRead."""
    return read(read_source(content, name))


def read_text(text: str) -> MinutesRead:
    """What pasted text says; any text at all gives a reading, and what it does not say is left empty."""
    return read(source_of_text(text))


def read(source: Source) -> MinutesRead:
    """What the blocks of a source say, with the warnings of its format first."""
    found = read_blocks(list(source.blocks))
    return replace(found, warnings=tuple(dict.fromkeys([*source.warnings, *found.warnings])))
