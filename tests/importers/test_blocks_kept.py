"""No rule changes a block that it was given: for the sake of speed Python does not see to that itself."""

from copy import deepcopy
from pathlib import Path

import pytest

from meetings.importers.formats.plain_text import source_of_text
from meetings.importers.grammar.meetings import read_blocks

CORPUS = sorted((Path(__file__).parent / "corpus" / "raw").glob("*.txt"))


@pytest.mark.parametrize("path", CORPUS[::6], ids=lambda path: path.stem)
def test_the_blocks_are_after_reading_what_they_were_before(path):
    blocks = list(source_of_text(path.read_text("utf-8")).blocks)
    before = deepcopy(blocks)
    read_blocks(blocks)
    assert blocks == before
