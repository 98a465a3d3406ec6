"""Declarations: the interests that members declared in the business of the meeting."""

from meetings.importers.blocks import Block
from meetings.importers.minutes import DeclarationRead


def find_declarations(title: str, blocks: list[Block]) -> list[DeclarationRead]:
    """The interests declared in an item's text, in the order of the text."""
    return []
