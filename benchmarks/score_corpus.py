"""Print how well the reader does on the annotated minutes: precision, recall and F1 of each kind.

Usage: python benchmarks/score_corpus.py [NUMBER …]   (with numbers: each of those texts by itself)
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from meetings.importers.as_json import as_json  # noqa: E402
from meetings.importers.reading import read_file  # noqa: E402
from tests.importers.scoring import Tally, is_held_back, score  # noqa: E402

CORPUS = ROOT / "tests" / "importers" / "corpus"


def tallies_of(text: str) -> dict[str, Tally]:
    truth = json.loads((CORPUS / "truth" / f"{text}.json").read_text("utf-8"))
    path = CORPUS / "raw" / f"{text}.txt"
    return score(truth, as_json(read_file(path.read_bytes(), path.name)))


def total_of(texts: list[str]) -> dict[str, Tally]:
    total: dict[str, Tally] = {}
    for text in texts:
        for kind, tally in tallies_of(text).items():
            total.setdefault(kind, Tally())
            total[kind] += tally
    return total


def show(name: str, tallies: dict[str, Tally]) -> None:
    print(f"{name}:")
    for kind, tally in tallies.items():
        print(
            f"  {kind:30} precision {tally.precision:.3f}  recall {tally.recall:.3f}  F1 {tally.f1:.3f}"
            f"   ({tally.hits} of {tally.truth}, {tally.found} proposed)"
        )


def main(numbers: list[str]) -> None:
    if numbers:
        for number in numbers:
            show(number, tallies_of(number))
        return
    texts = sorted(path.stem for path in (CORPUS / "raw").glob("*.txt"))
    show("to learn from", total_of([text for text in texts if not is_held_back(text)]))
    show("held back", total_of([text for text in texts if is_held_back(text)]))


if __name__ == "__main__":
    main(sys.argv[1:])
