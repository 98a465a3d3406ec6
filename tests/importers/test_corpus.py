"""The annotated minutes are read at least as well as measured; a wrong date or a text without a reading fails."""

import functools
import json
from pathlib import Path

import pytest

from meetings.importers.as_json import as_json
from meetings.importers.reading import read_file
from tests.importers.scoring import Tally, is_held_back, score

CORPUS = Path(__file__).parent / "corpus"
TEXTS = sorted(path.stem for path in (CORPUS / "raw").glob("*.txt"))
# The least F1 of each kind, a little under what was measured.
LEARNT_FLOORS = {"items": 0.98, "resolutions": 0.98, "attendees": 0.98, "actions": 0.98}
HELD_BACK_FLOORS = {"items": 0.98, "resolutions": 0.97, "attendees": 0.96, "actions": 0.95}


@functools.cache
def reading_of(text: str) -> dict:
    return as_json(read_file((CORPUS / "raw" / f"{text}.txt").read_bytes(), f"{text}.txt"))


def truth_of(text: str) -> dict:
    return json.loads((CORPUS / "truth" / f"{text}.json").read_text("utf-8"))


def total_of(kind: str, *, held_back: bool) -> Tally:
    total = Tally()
    for text in TEXTS:
        if is_held_back(text) is held_back:
            total += score(truth_of(text), reading_of(text))[kind]
    return total


def test_every_text_has_its_truth():
    assert sorted(path.stem for path in (CORPUS / "truth").glob("*.json")) == TEXTS
    assert len(TEXTS) >= 40


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_gives_a_reading(text):
    assert any(meeting["items"] for meeting in reading_of(text)["meetings"])


@pytest.mark.parametrize("text", TEXTS)
def test_no_date_is_wrong(text):
    dates = score(truth_of(text), reading_of(text))["dates"]
    assert dates.wrong == 0


@pytest.mark.parametrize("text", TEXTS)
def test_what_the_truth_says_stands_in_the_text(text):
    words = "".join((CORPUS / "raw" / f"{text}.txt").read_text("utf-8").split())
    truth = truth_of(text)
    starts = [resolution["text_start"] for item in truth["items"] for resolution in item["resolutions"]]
    starts += [action["text_start"] for action in truth["actions"]]
    assert [start for start in starts if "".join(start.split()) not in words] == []


@pytest.mark.parametrize(("kind", "floor"), LEARNT_FLOORS.items())
def test_the_texts_to_learn_from_are_read_well(kind, floor):
    assert total_of(kind, held_back=False).f1 >= floor


@pytest.mark.parametrize(("kind", "floor"), HELD_BACK_FLOORS.items())
def test_the_texts_held_back_are_read_well(kind, floor):
    assert total_of(kind, held_back=True).f1 >= floor


def test_a_reading_equal_to_the_truth_scores_full():
    truth = {
        "meeting": {"date": "2024-05-13", "committee": "Board", "venue": None},
        "items": [
            {"number": "1", "title": "Roof", "resolutions": [{"text_start": "to mend it", "strength": "formal"}]}
        ],
        "attendees": [{"name": "A Hart", "role": "Chair", "status": "present"}],
        "actions": [{"owner": "Clerk", "due": None, "text_start": "Ask the builder", "kind": "explicit"}],
    }
    item = {"number": "1.", "title": "Roof", "resolutions": [{"text": "that to mend it at once"}]}
    item["actions"] = [{"owner": "Clerk", "due": None, "task": "Ask the builder."}]
    meeting = {"date": "2024-05-13", "committee": "The Board", "items": [item]}
    meeting["attendees"] = [{"name": "Cllr Anna Hart", "role": "Chair", "status": "present"}]
    tallies = score(truth, {"meetings": [meeting]})
    assert {kind: tallies[kind].f1 for kind in ("items", "resolutions", "attendees", "actions", "dates")} == {
        "items": 1.0, "resolutions": 1.0, "attendees": 1.0, "actions": 1.0, "dates": 1.0,
    }  # fmt: skip
    meeting["date"] = "2024-05-14"
    assert score(truth, {"meetings": [meeting]})["dates"].wrong == 1
