"""The queries are the same for the same world, of every class, and as common as their class says."""

import re
from collections import Counter

import pytest

from benchmarks.world.meetings import World
from benchmarks.world.queries import CLASSES, query_set

WORLD = World(10_000)


@pytest.fixture(scope="module")
def queries():
    return query_set(WORLD)


def test_the_queries_are_the_same_at_every_run(queries):
    assert query_set(World(10_000)) == queries
    assert Counter(query.kind for query in queries) == CLASSES
    assert sum(CLASSES.values()) == 200


def test_a_very_common_word_is_in_most_items_and_a_common_one_in_few(queries):
    contents = [WORLD.meeting(number).content for number in range(7, 10_000, 400)]
    texts = [
        set(re.findall(r"[a-z]+", item["minute"].lower()))
        for content in contents
        for item in content["items"]
        if not item["is_procedural"]
    ]

    def shares(kind: str) -> list[float]:
        words = {query.words[0] for query in queries if query.kind == kind}
        return [sum(word in text for text in texts) / len(texts) for word in words]

    assert all(0.4 < share < 0.85 for share in shares("very common"))
    assert all(0.01 < share < 0.15 for share in shares("common"))
