"""Questions with judged answers, and how well a list of answers does against them."""

import hashlib
import math
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

# The grade of what was looked for: success and rank count these answers alone.
WANTED = 3
DEPTH = 10


@dataclass
class Judged:
    """One question: its kind, what is typed, and the grade of each address that answers it at all."""

    kind: str
    typed: str
    grades: dict[str, int] = field(default_factory=dict)
    is_held_back: bool = False


@dataclass
class Score:
    """How well some questions were answered: sums over them, so that scores can be added."""

    questions: int = 0
    gain: float = 0.0
    reciprocal: float = 0.0
    first: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.questions + other.questions,
            self.gain + other.gain,
            self.reciprocal + other.reciprocal,
            self.first + other.first,
        )

    @property
    def ndcg(self) -> float:
        return self.gain / self.questions

    @property
    def mrr(self) -> float:
        return self.reciprocal / self.questions

    @property
    def success(self) -> float:
        return self.first / self.questions


def read_judgements(path: Path) -> list[Judged]:
    """The questions of a file (see southcliff.txt). A third of each kind, by digest of what is typed, is held back."""
    questions: list[Judged] = []
    for line in path.read_text("utf-8").splitlines():
        if " | " in line and not line.startswith("#"):
            questions.append(Judged(*(part.strip() for part in line.split(" | ", 1))))
        elif line and not line.startswith("#"):
            grade, address = line.split()
            questions[-1].grades[address] = int(grade)
    kinds = defaultdict(list)
    for question in questions:
        kinds[question.kind].append(question)
    for of_a_kind in kinds.values():
        for question in sorted(of_a_kind, key=_digest)[::3]:
            question.is_held_back = True
    return questions


def score(question: Judged, answers: list[str]) -> Score:
    """nDCG@10 with gains of 2^grade - 1, the reciprocal rank of the first wanted answer, and whether it is first."""
    grades = [question.grades.get(address, 0) for address in answers[:DEPTH]]
    rank = grades.index(WANTED) + 1 if WANTED in grades else 0
    ideal = _gain(sorted(question.grades.values(), reverse=True)[:DEPTH])
    return Score(1, _gain(grades) / ideal, 1 / rank if rank else 0.0, int(rank == 1))


def _gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def _digest(question: Judged) -> str:
    return hashlib.sha256(question.typed.encode()).hexdigest()
