"""The words of the made-up council, each as frequent as its rank says: few are everywhere, most are rare."""

import itertools
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
FAMILIES = 400
WARDS = 30
PLACES = 3_000
RARE_NAMES = 60_000


@dataclass(frozen=True)
class Subject:
    """A matter that councils deal with: its heading, the kind of committee that does, and its own words."""

    title: str
    group: str
    words: tuple[str, ...]


class Ranked:
    """Words drawn by rank: the chance of a word is as one divided by its rank and `offset`."""

    def __init__(self, words: list[str], offset: float = 0.0) -> None:
        self.words = words
        self.sums = list(itertools.accumulate(1 / (rank + offset) for rank in range(1, len(words) + 1)))

    def draw(self, random: Random, count: int) -> list[str]:
        return random.choices(self.words, cum_weights=self.sums, k=count)


class Vocabulary:
    """Every list of words there is; names are made from the seed, so that another seed is another council."""

    def __init__(self, seed: int) -> None:
        parts = _sections(HERE / "names.txt")
        self.streets, self.bodies, self.given = parts["streets"], parts["bodies"], parts["given"]
        every = sorted({h + m + t for h in parts["heads"] for m in ["", *parts["middles"]] for t in parts["tails"]})
        names = Random(f"{seed}:names").sample(every, RARE_NAMES + PLACES + FAMILIES)
        self.families, names = names[:FAMILIES], names[FAMILIES:]
        self.places_only, self.rare_names = names[:PLACES], names[PLACES:]
        self.wards = self.places_only[:WARDS]
        words = {heading: Ranked(of_it) for heading, of_it in _sections(HERE / "words.txt").items()}
        self.nouns, self.verbs = words["nouns"], words["verbs"]
        self.adjectives, self.adverbs = words["adjectives"], words["adverbs"]
        self.places = Ranked(self.places_only, offset=20)
        self.rare = Ranked(self.rare_names, offset=50)

    @cached_property
    def sentences(self) -> list[str]:
        return list(_lines(HERE / "sentences.txt"))

    @cached_property
    def subjects(self) -> list[Subject]:
        parts = [[part.strip() for part in line.split("|")] for line in _lines(HERE / "subjects.txt")]
        return [Subject(title, group, tuple(words.split(", "))) for title, group, words in parts]


@cache
def vocabulary(seed: int) -> Vocabulary:
    return Vocabulary(seed)


def _sections(path: Path) -> dict[str, list[str]]:
    """The words under each [heading] of the file, each once."""
    sections: dict[str, dict[str, None]] = {}
    for line in _lines(path):
        if line.startswith("["):
            words = sections.setdefault(line.strip("[]"), {})
        else:
            words |= dict.fromkeys(line.split())
    return {heading: list(words) for heading, words in sections.items()}


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
