"""Lines in two languages: "Presennol / Present: Cyng. / Cllrs.: A. Prys a/and B. Huws", each label said twice."""

import re
from dataclasses import replace

from meetings.importers.blocks import Block

# The Welsh of a label, a plural or shortened title or a joining word, before the stroke and the English of it; an
# office in both languages ("Cadeirydd / Chair") is kept as it is printed.
_WELSH_HALF = re.compile(
    r"\b(?:(?:hefyd )?yn bresennol|(?:aelodau |swyddogion )?presennol|cafwyd ymddiheur\w{2,8}(?: [^\W\d]{1,12}){0,3}|"
    r"ymddiheuriad(?:au)?(?: am absenoldeb)?(?: gan)?|(?:yn )?absennol|aelodau|swyddogion|yn mynychu|"
    r"cynghorydd (?:sir|bro|tref|cymuned|lleol)|cynghorwyr(?: sir)?|cyng(?:h?r)?\.)(?: ?/ ?)(?=[^\W\d_])|"
    r"\bac? ?/ ?(?=and\b)",
    re.I,
)
_STROKE = "/"
_LONGEST = 5000
_FIGURES = re.compile(r"\d[\d.,]*\d|\d")
_WELSH_VERBS = ("penderf", "benderf", "phenderf", "cytun", "gytun", "chytun", "derbyni", "cymerad", "argymhell")


def in_english(block: Block) -> Block:
    """A line of attendance less the Welsh half of each pair of words; any other line as it is."""
    if _STROKE not in block.text or block.label or block.cells or len(block.text) > _LONGEST:
        return block
    halves = [found.span() for found in _WELSH_HALF.finditer(block.text)]
    if not halves:
        return block
    text, pieces = "", []
    starts, ends = [0, *(last for _, last in halves)], [*(first for first, _ in halves), len(block.text)]
    for start, end in zip(starts, ends, strict=True):
        if start < end:
            pieces += [(len(text) + place, source) for place, source in block.part(start, end).pieces]
            text += block.text[start:end]
    return replace(block, text=text, pieces=tuple(pieces))


def is_welsh_verb(verb: str) -> bool:
    """Whether a verb that decides is Welsh, so that the English decision after it may say the same again."""
    return verb.casefold().startswith(_WELSH_VERBS)


def have_same_figures(one: str, other: str) -> bool:
    """Whether two texts give the same sums, days and references in the same order, as translations do."""
    return _FIGURES.findall(one) == _FIGURES.findall(other)
