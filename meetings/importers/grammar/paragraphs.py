"""Paragraphs: how much of one is read for its sentences, so that no text can cost more than its length is worth."""

from meetings.importers.blocks import Block
from meetings.importers.grammar.sentences import sentences_in

# Ten pages without a break: what stands beyond was written by no clerk.
_LONGEST_PARAGRAPH = 20_000


def sentences_of(block: Block) -> list[tuple[int, int]]:
    """Where each sentence of a block begins and ends, past its label; of an endless block only the first ones."""
    return sentences_in(block.text, block.body, min(len(block.text), _LONGEST_PARAGRAPH))
