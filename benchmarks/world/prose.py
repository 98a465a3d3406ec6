"""Writes what was said and decided in one item, from ranked words."""

import re
from functools import cache
from random import Random

from benchmarks.world.directory import OFFICES
from benchmarks.world.vocabulary import Subject, Vocabulary

SLOT = re.compile(r"\{(\w)\}")
SHORTEST, LONGEST = 200, 290
# A word of the subject itself comes up more often than those around it.
SUBJECT_BIAS = (5, 4, 3, 3, 2, 2, 1, 1)
DECIDED = """\
That the {n} of the {s} in {p} be {v}.
That {f} thousand pounds be allocated to the {s} at {x}.
That the {a} {n} of the {s} be {v} from {y}.
That {o} be authorised to see that the {n} be {v}, in consultation with the Chair.
That the {s} be {v} as set out in the {n}, and that the {n} be {v}.
That no change be made to the {s} before the {n} has been {v}.
That Council be asked to see that the {s} for {p} is {v}."""
NOTED = """\
That the report on the {s} be noted.
That the {n} of the {s} in {p} be noted.
That the {a} {n} be noted and that a further report be made in the {a} year."""
TASKS = """\
Report on the {n} of the {s} in {p}.
Write to {x} about the {n}.
Circulate the {a} {n} to members.
Arrange a visit to {p} about the {s}.
Publish the {n} of the {s}."""


class Writer:
    """Writes for one item: its subject, place and people are given, the other words are drawn as they come."""

    def __init__(self, random: Random, words: Vocabulary, subject: Subject, place: str, speakers: list[str]) -> None:
        self.random, self.words = random, words
        biased = [word for word, times in zip(subject.words, SUBJECT_BIAS, strict=False) for _ in range(times)]
        self.draws = {
            "n": iter(words.nouns.draw(random, 100)),
            "v": iter(words.verbs.draw(random, 60)),
            "a": iter(words.adjectives.draw(random, 40)),
            "d": iter(words.adverbs.draw(random, 30)),
            "x": iter(words.rare.draw(random, 40)),
            "p": iter([place, *random.choices([place, *words.places.draw(random, 4)], k=30)]),
            "s": iter(random.choices(biased, k=40)),
            "c": iter(random.choices(speakers, k=30)),
            "o": iter([f"the {office}" for office in random.choices(OFFICES, k=30)]),
            "f": iter([str(random.randint(2, 980)) for _ in range(40)]),
            "y": iter([str(random.randint(1995, 2025)) for _ in range(30)]),
        }

    def minute(self) -> str:
        """Clean HTML of 200 to 300 words in a few paragraphs."""
        wanted, count, sentences = self.random.randint(SHORTEST, LONGEST), 0, []
        while count < wanted:
            sentence = self.sentence(_templates(tuple(self.words.sentences)))
            count += sentence.count(" ") + 1
            sentences.append(sentence)
        step = self.random.randint(3, 6)
        return "\n".join(
            f"<p>{' '.join(sentences[first : first + step])}</p>" for first in range(0, len(sentences), step)
        )

    def resolution(self, outcome: str) -> str:
        quiet = outcome in {"noted", "no decision"}
        return self.sentence(_templates(tuple((NOTED if quiet else DECIDED).splitlines())))

    def task(self) -> str:
        return self.sentence(_templates(tuple(TASKS.splitlines())))

    def sentence(self, templates: list[tuple[str, str]]) -> str:
        text, slots = templates[int(self.random.random() * len(templates))]
        written = text % tuple([next(self.draws[slot]) for slot in slots])
        return written[0].upper() + written[1:]


@cache
def _templates(lines: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each line as a format and the slots to fill it with, in their order."""
    return [(SLOT.sub("%s", line), "".join(SLOT.findall(line))) for line in lines]
