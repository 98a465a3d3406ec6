"""Questions are judged against items that exist, a third of them is kept apart, and scores are what they say."""

import json
from collections import Counter
from pathlib import Path

import pytest
from django.utils.text import slugify

from benchmarks.judgements import Judged, Score, read_judgements, score
from benchmarks.world.meetings import World

JUDGED = Path(__file__).resolve().parents[2] / "benchmarks" / "relevance"
ARCHIVE = JUDGED.parents[1] / "sample_archive" / "southcliff.json"
QUESTION = Judged("known-item", "swifts", {"a": 3, "b": 2, "c": 1})


def addresses_of_archive() -> set[str]:
    world = json.loads(ARCHIVE.read_text("utf-8"))
    slugs = {committee["key"]: slugify(committee["name"]) for committee in world["committees"]}
    return {
        f"{meeting['starts_at'][:10].replace('-', '/')}/{slugs[meeting['committee']]}/item/{item['number']}"
        for meeting in world["meetings"]
        for item in meeting["items"]
        if meeting["minutes_state"] != "withdrawn" and not item.get("is_procedural")
    }


def addresses_of_made_up_council() -> set[str]:
    made = World(600)
    contents = [made.meeting(number).content for number in range(600)]
    return {f"{content['address']}/item/{item['slug']}" for content in contents for item in content["items"]}


@pytest.mark.parametrize(
    ("name", "addresses"), [("southcliff", addresses_of_archive), ("westharbour", addresses_of_made_up_council)]
)
def test_every_answer_is_an_item_of_the_archive(name, addresses):
    answers = {address for question in read_judgements(JUDGED / f"{name}.txt") for address in question.grades}
    assert answers <= addresses()


def test_there_are_questions_of_every_kind_and_a_third_is_held_back():
    questions = [question for path in sorted(JUDGED.glob("*.txt")) for question in read_judgements(path)]
    assert len(questions) >= 80
    kinds = Counter(question.kind for question in questions)
    assert set(kinds) == {"known-item", "subject", "person", "reference", "misspelt", "acronym", "phrase"}
    assert all(3 in question.grades.values() for question in questions)
    assert {grade for question in questions for grade in question.grades.values()} == {1, 2, 3}
    held_back = Counter(question.kind for question in questions if question.is_held_back)
    assert all(1 / 4 <= held_back[kind] / count <= 1 / 2 for kind, count in kinds.items())


def test_the_best_order_scores_one_and_a_worse_one_less():
    best = score(QUESTION, ["a", "b", "c"])
    assert (best.ndcg, best.mrr, best.success) == (1.0, 1.0, 1.0)
    worse = score(QUESTION, ["x", "b", "a"])
    assert worse.mrr == pytest.approx(1 / 3)
    assert worse.success == 0
    # 3 / log2(3) + 7 / log2(4), of 7 / log2(2) + 3 / log2(3) + 1 / log2(4).
    assert worse.ndcg == pytest.approx((1.8928 + 3.5) / (7 + 1.8928 + 0.5), abs=1e-4)
    assert score(QUESTION, []) == Score(1, 0.0, 0.0, 0)


def test_an_answer_after_the_tenth_counts_for_nothing():
    assert score(QUESTION, [*"0123456789", "a"]) == Score(1, 0.0, 0.0, 0)
