"""Two hundred things to search a made-up council for, class by class; the same for the same seed."""

import re
from collections import Counter
from dataclasses import dataclass
from random import Random

from benchmarks.world.directory import FIRST_YEAR, YEARS
from benchmarks.world.meetings import World
from meetings.record.plain_text import plain_text

# How many of each class.
CLASSES = {
    "rare": 30,
    "common": 30,
    "two words": 40,
    "phrase": 30,
    "prefix": 20,
    "filtered": 30,
    "very common": 20,
}
# Meetings looked at to learn how many items a word is in, and the shares that make a word common or very common:
# about 7,000 and 74,000 of 120,000 items.
SAMPLE = 150
COMMON, VERY_COMMON = (0.04, 0.08), (0.50, 0.75)
# Names from so far down the list are in a few items each, or a few dozen.
RARE = slice(1_000, 20_000)
# Phrases that every engine reads alike: without hyphens and apostrophes.
WORDS = re.compile(r"[A-Za-z]+( [A-Za-z]+)+")
PREFIX = 5


@dataclass(frozen=True)
class Query:
    """What is asked, before any engine's own way of writing it; committee and year narrow it where they are given."""

    kind: str
    words: tuple[str, ...]
    is_phrase: bool = False
    is_prefix: bool = False
    committee: str = ""
    year: int = 0


def query_set(world: World) -> list[Query]:
    random = Random(f"{world.seed}:queries")
    words = world.directory.words
    texts = _sample(world)
    shares = _shares(texts)
    plain = [*words.nouns.words, *words.verbs.words]
    common = [word for word in plain if COMMON[0] <= shares[word] <= COMMON[1]]
    very_common = [word for word in plain if VERY_COMMON[0] <= shares[word] <= VERY_COMMON[1]]
    rare = words.rare_names[RARE]
    phrases = sorted({word for subject in words.subjects for word in subject.words if WORDS.fullmatch(word)})
    long = [word for word in [*common, *rare[:1000]] if len(word) > PREFIX]
    committees = [committee.slug for committee in world.directory.committees]
    makers = {
        "rare": lambda: {"words": (random.choice(rare),)},
        "common": lambda: {"words": (random.choice(common),)},
        "two words": lambda: {"words": (random.choice(common), random.choice([*common, *words.places_only[:300]]))},
        "phrase": lambda: {"words": tuple(random.choice(phrases).split()), "is_phrase": True},
        "prefix": lambda: {"words": (random.choice(long)[:PREFIX].lower(),), "is_prefix": True},
        "filtered": lambda: {"words": (random.choice(common),)} | _narrowed(random, committees),
        "very common": lambda: {"words": (random.choice(very_common),)},
    }
    return [Query(kind, **makers[kind]()) for kind, count in CLASSES.items() for _ in range(count)]


def _narrowed(random: Random, committees: list[str]) -> dict:
    if random.random() < 0.5:
        return {"committee": random.choice(committees)}
    return {"year": FIRST_YEAR + random.randrange(YEARS)}


def _sample(world: World) -> list[str]:
    step = max(world.meetings // SAMPLE, 1)
    meetings = [world.meeting(number) for number in range(0, world.meetings, step)]
    items = [item for meeting in meetings for item in meeting.content["items"] if not item["is_procedural"]]
    return [f"{item['title']} {plain_text(item['minute'])}".lower() for item in items]


def _shares(texts: list[str]) -> Counter:
    """In what share of the texts each word stands."""
    counts = Counter(word for text in texts for word in set(re.findall(r"[a-z]+", text)))
    return Counter({word: count / len(texts) for word, count in counts.items()})
