"""How actions stand, and how that is said: one rule for the register and for every page that tells of an action."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator

from meetings.record.addresses import address_of
from meetings.record.translation import gettext
from meetings.record.words import action_in_words, as_day, counted, in_words, short_date, term

# In the order in which a reader wants to know of them.
OVERDUE, OPEN, DONE = "overdue", "open", "done"


def standing_of(
    due_on: datetime.date | str | None, completed_on: datetime.date | str | None, today: datetime.date | None
) -> str:
    """OVERDUE from the day after the one on which it was due, until it is DONE; else OPEN.

    Days may be given as written in an edition. Without `today` nothing is overdue. The database's twin of this rule
    is the `turn` of a PublishedAction.
    """
    if completed_on:
        return DONE
    return OVERDUE if today and due_on and as_day(due_on) < today else OPEN


def state_in_words(
    due_on: datetime.date | str | None, completed_on: datetime.date | str | None, today: datetime.date | None
) -> str:
    """How an action stands: “done 20 July 2021”, “open”, “overdue since 22 July 2021”."""
    standing = standing_of(due_on, completed_on, today)
    if standing == DONE:
        return gettext("done %(day)s") % {"day": short_date(completed_on)}
    if standing == OVERDUE:
        return gettext("overdue since %(day)s") % {"day": short_date(due_on)}
    return term(OPEN)


def days_awaited(items: Iterable[tuple[dict, dict]]) -> Iterator[datetime.date]:
    """The days by which actions of the items are due that are not done: when each is over, its action is overdue.

    `items` are told by their part of an edition and what became of their actions, by number.
    """
    for content, progress in items:
        for action in content["actions"]:
            if action["due_on"] and not progress.get(str(action["number"]), {}).get("completed_on"):
                yield as_day(action["due_on"])


def actions_told(item: dict, progress: dict, today: datetime.date | None) -> list[dict]:
    """The actions of an item, each with what became of it and its place on the page."""
    return [_told(action, progress.get(str(action["number"]), {}), item["slug"], today) for action in item["actions"]]


def _told(action: dict, progress: dict, slug: str, today: datetime.date | None) -> dict:
    back, done_on = progress.get("reported_back_at", ""), progress.get("completed_on") or ""
    return action | {
        "anchor": f"item-{slug}-action-{action['number']}",
        "in_words": action_in_words(action["owner"], action["due"], action["due_on"]),
        "standing": standing_of(action["due_on"], done_on, today),
        "state": state_in_words(action["due_on"], done_on, today),
        "updates": progress.get("updates", []),
        "reported_back": f"{address_of('meetings')}{back}/" if back else "",
    }


def standings_of(actions: list[dict]) -> Counter:
    """How many of the actions are overdue, open and done; what none is, is not in it."""
    return Counter(action["standing"] for action in actions)


def actions_in_short(actions: list[dict]) -> str:
    """“one action, open”, “three actions, one of them done”, “three actions: one overdue, two open”."""
    standings, several = standings_of(actions), counted(len(actions), "action")
    if len(standings) == 1:
        return f"{several}, {_all_of_them(*standings, len(actions))}"
    if OVERDUE not in standings:
        return f"{several}, {gettext('%(some)s of them done') % {'some': in_words(standings[DONE])}}"
    parts = [f"{in_words(standings[each])} {term(each)}" for each in (OVERDUE, OPEN, DONE) if each in standings]
    return f"{several}: {', '.join(parts)}"


def _all_of_them(standing: str, count: int) -> str:
    both = {OVERDUE: gettext("both overdue"), OPEN: gettext("both open"), DONE: gettext("both done")}
    whole = {OVERDUE: gettext("all overdue"), OPEN: gettext("all open"), DONE: gettext("all done")}
    return {1: term(standing), 2: both[standing]}.get(count, whole[standing])
