"""Decides what is on each agenda: the stories that belong to the day, then subjects whose turn has come."""

import random

from sample_archive.diary import Sitting
from sample_archive.storybook import Business, stories, subjects

_SUBSTANTIVE = {"cfsp": (3, 3), "cabinet": (3, 3), "planning": (3, 4), "council": (4, 4)}
_MORE = {("cfsp", "2021-06-17"): 4}


def _months_between(earlier, later) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month


class Chooser:
    """Remembers when each subject last came up, so that annual reports come once a year."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.pool = [s for s in subjects() if "slot" not in s.facts]
        self.last: dict[str, Sitting] = {}
        self.uses: dict[str, int] = {}

    def is_due(self, subject: Business, sitting: Sitting, chosen: list[Business]) -> bool:
        facts, day = subject.facts, sitting.day
        if subject.committee != sitting.committee or subject in chosen:
            return False
        if "months" in facts and str(day.month) not in facts["months"].split(","):
            return False
        if "exempt" in facts and not sitting.is_held:
            return False
        first, _, last = facts.get("years", "2021-2027").partition("-")
        if not int(first) <= day.year <= int(last or first):
            return False
        if self.uses.get(subject.source, 0) >= int(facts.get("max", 9)):
            return False
        last_use = self.last.get(subject.source)
        return last_use is None or _months_between(last_use.day, day) >= int(facts.get("gap", 10))

    def choose(self, sitting: Sitting, chosen: list[Business]) -> Business | None:
        due = [s for s in self.pool if self.is_due(s, sitting, chosen)]
        if not due:
            return None
        due.sort(
            key=lambda s: (
                "must" not in s.facts,
                self.uses.get(s.source, 0) - (0.7 if "months" in s.facts else 0) + self.rng.random() * 0.9,
            )
        )
        subject = due[0]
        self.last[subject.source] = sitting
        self.uses[subject.source] = self.uses.get(subject.source, 0) + 1
        return subject


def agendas(sittings: list[Sitting], rng: random.Random) -> dict[tuple[str, str], list[Business]]:
    chooser = Chooser(rng)
    told = stories()
    chosen_for = {}
    for sitting in sittings:
        chosen = [s for s in told if s.committee == sitting.committee and s.day == sitting.day]
        low, high = _SUBSTANTIVE[sitting.committee]
        wanted = _MORE.get(sitting.key, rng.randint(low, high))
        if sitting.kind == "extraordinary":
            wanted = len(chosen)
        if sitting.kind == "annual":
            wanted = 6
        if not sitting.has_agenda:
            chosen, wanted = [], 0
        wanted += sum("procedural" in s.facts for s in chosen)
        while len(chosen) < wanted and (subject := chooser.choose(sitting, chosen)):
            chosen.append(subject)
        chosen.sort(key=lambda s: (s.order, s.source))
        chosen_for[sitting.key] = chosen
    days = {(s.committee, s.day) for s in sittings}
    lost = [s.source for s in told if (s.committee, s.day) not in days]
    if lost:
        raise ValueError(f"stories told on days without a meeting: {lost}")
    return chosen_for
