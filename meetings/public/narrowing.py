"""What stands beside the answers to narrow them by: each facet with its counts, those chosen first."""

from dataclasses import dataclass
from typing import NamedTuple

from meetings.public.search_form import SearchForm
from meetings.record.search import MOST_LISTED, Found
from meetings.record.search.asked import DAYS, ON, SEVERAL, SWITCHES, Asked, year_named
from meetings.record.translation import gettext, gettext_lazy
from meetings.record.words import short_date

AT_A_GLANCE = 6
SWITCHES_IN_WORDS = {
    "open": gettext_lazy("With open actions"),
    "procedural": gettext_lazy("Include apologies, minutes of the last meeting and other procedure"),
}
CHOSEN_IN_WORDS = {
    "open": gettext_lazy("With open actions"),
    "procedural": gettext_lazy("With items of procedure"),
}
OTHERS = {
    "committee": gettext_lazy("%(count)s more committees"),
    "year": gettext_lazy("%(count)s more years"),
    "outcome": gettext_lazy("%(count)s more outcomes"),
    "person": gettext_lazy("%(count)s more people"),
}


class Choice(NamedTuple):
    """One value with its box: how many answers it would leave, None where that was not counted."""

    name: str
    value: str
    words: str
    count: int | None
    is_chosen: bool
    id: str


@dataclass(frozen=True)
class Group:
    """The choices of one facet: some to be seen at once, the rest folded away."""

    name: str
    legend: str
    first: list[Choice]
    rest: list[Choice]
    fault: str
    # Whether a name may be typed, since not everybody was counted.
    is_typed: bool

    @property
    def folded(self) -> str:
        """What the rest are: “12 more committees”."""
        return OTHERS.get(self.name, gettext("%(count)s more choices")) % {"count": len(self.rest)}


type Words = dict[str, dict[str, str]]
type Years = list[tuple[str, str]]


def words_of(form: SearchForm, asked: Asked, found: Found | None, years: Years) -> Words:
    """By facet, all that can be chosen or is, in words; `years` are those of the archive, for want of years found."""
    words = dict(form.choices)
    counted = [(count.value, count.words) for count in reversed(found.years)] if found else years
    words["year"] = dict(counted) | {year: year_named(year).label for year in asked.year}
    words |= {name: {day.isoformat(): short_date(day)} for name in DAYS if (day := getattr(asked, name))}
    words["person"] = {person.slug: str(person) for person in form.people} if asked.person else {}
    if found:
        words["person"] |= {count.value: count.words for count in found.facets.get("person", [])}
    return words


def groups_of(form: SearchForm, asked: Asked, found: Found | None, words: Words) -> list[Group]:
    """The groups, in the order of an address; with counts where something was found, else all that can be chosen."""
    groups = []
    for name in SEVERAL:
        choices, fault = _choices(name, asked, found, words[name]), form.errors.get(name, "")
        is_typed = name == "person" and not 0 < len(choices) < MOST_LISTED
        would_narrow = any(choice.is_chosen or not found or choice.count < found.total for choice in choices)
        if would_narrow or fault or is_typed:
            seen = _seen(choices, getattr(asked, name))
            groups.append(Group(name, form.label(name), choices[:seen], choices[seen:], fault, is_typed))
    return groups


def switches_of(asked: Asked, found: Found | None) -> list[Choice]:
    """Open actions and procedure: each is a box of its own, where ticking it would change anything."""
    choices = []
    for name in SWITCHES:
        count = sum(count.count for count in found.facets.get(name, [])) if found else None
        if count != 0 or getattr(asked, name):
            choices.append(Choice(name, ON, SWITCHES_IN_WORDS[name], count, getattr(asked, name), f"id_{name}_1"))
    return choices


def chips_of(form: SearchForm, asked: Asked, words: Words) -> list[dict]:
    """What narrows the search, or widens it, in words, each with the query of the search without it."""
    return [
        {
            "label": "" if name in CHOSEN_IN_WORDS else form.label(name),
            "words": CHOSEN_IN_WORDS.get(name) or words[name].get(value, value),
            "is_written": name == "committee",
            "query": asked.without(name, value).query,
        }
        for name, value in asked.chosen()
    ]


def _seen(choices: list[Choice], chosen: tuple[str, ...]) -> int:
    """How many are not folded away: those chosen always are seen; to fold one away would save nothing."""
    seen = max(AT_A_GLANCE, len(chosen))
    return seen if len(choices) > seen + 1 else len(choices)


def _choices(name: str, asked: Asked, found: Found | None, words: dict[str, str]) -> list[Choice]:
    """Those chosen first, then those with most answers; without counts, as they are listed."""
    chosen = getattr(asked, name)
    if found:
        counts = found.years[::-1] if name == "year" else found.facets.get(name, [])
        counted = {count.value: count.count for count in counts if count.count}
        # Of many hits no people are counted.
        none = None if name == "person" and not counts else 0
        counted |= {value: none for value in chosen if value not in counted}
    else:
        counted = dict.fromkeys(chosen if name in ("person", "kind") else words)
    ordered = sorted(counted, key=lambda value: value not in chosen)
    return [
        Choice(name, value, words.get(value, value), counted[value], value in chosen, f"id_{name}_{place}")
        for place, value in enumerate(ordered, 1)
    ]
