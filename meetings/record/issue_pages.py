"""What the page of an issue says: each meeting that dealt with it, with all it decided and what became of it.

And the list of issues, newest movement first.
"""

import datetime
from collections.abc import Sequence
from functools import partial

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from markupsafe import Markup

from meetings.record.actions import DONE, OPEN, OVERDUE, actions_in_short, standings_of
from meetings.record.directory import PublishedIssue
from meetings.record.meetings import PublishedItem, PublishedMeeting
from meetings.record.pages import actions_of, decisions_of, item_called, steps_of
from meetings.record.registers import PublishedAction
from meetings.record.rows import QUIET
from meetings.record.translation import as_written, gettext, is_welsh_spoken, joined, ngettext
from meetings.record.words import capital, in_words, short_date


def issue_page(
    issue: PublishedIssue,
    items: Sequence[PublishedItem],
    *,
    today: datetime.date | None,
    now: datetime.datetime | None,
) -> dict:
    """Return all that the issue's page shows; `items` are all that belong to it, newest first.

    `standing` is called when the page is made. Without `today` no action is overdue (see actions.days_awaited);
    without `now` no meeting is to come.
    """
    steps = [_step(step, today, now) for step in steps_of(items)]
    to_come = sum(step["is_to_come"] for step in steps)
    # A meeting that was cancelled dealt with nothing.
    held = sum(not step["is_to_come"] and not step["meeting"].is_cancelled for step in steps)
    actions = [action for step in steps for item in step["items"] for action in item["actions"]]
    context = {"issue": issue, "steps": steps, "held": held, "to_come": to_come}
    return context | {"standing": partial(_standing_of_issue, items, actions)}


def _step(step: dict, today: datetime.date | None, now: datetime.datetime | None) -> dict:
    meeting = step["meeting"]
    return step | {
        "is_decided": any(_decides(item) for item in step["items"]),
        "is_to_come": now is not None and meeting.starts_at > now and not meeting.is_cancelled,
        "items": [_told(item, today) for item in step["items"]],
    }


def _decides(item: PublishedItem) -> bool:
    return item.outcome not in ("", *QUIET)


def _told(item: PublishedItem, today: datetime.date | None) -> dict:
    return {
        "called": item_called(item.number),
        "title": item.title,
        "url": item.get_absolute_url(),
        "decisions": decisions_of(item),
        "actions": actions_of(item, today),
    }


def _standing_of_issue(items: Sequence[PublishedItem], actions: list[dict]) -> str:
    """Who decided on it last and when, and how far all its actions are."""
    decided = next(filter(_decides, items), None)
    if decided:
        title = decided.meeting.title
        # English has an article before a name of several words; a name is not changed to have one in Welsh.
        by = f"the {title}" if " " in title and not is_welsh_spoken() else title
        day = short_date(decided.meeting.held_on)
        last = Markup(gettext("Last decided on %(day)s by %(committee)s."))
        sentences = [last % {"day": day, "committee": as_written(by)}]
    else:
        sentences = [gettext("Nothing has been decided on this yet.")]
    if actions:
        sentences.append(_standing_of_actions(actions))
    return joined(" ", sentences)


def _standing_of_actions(actions: list[dict]) -> str:
    count, standings = len(actions), standings_of(actions)
    if len(standings) == 1:
        return _all_actions_are(*standings, count)
    if OVERDUE in standings:
        return f"{capital(actions_in_short(actions))}."
    some = ngettext("%(some)s of %(all)s actions is open.", "%(some)s of %(all)s actions are open.", standings[OPEN])
    return some % {"some": capital(in_words(standings[OPEN])), "all": in_words(count)}


def _all_actions_are(standing: str, count: int) -> str:
    one = {
        OVERDUE: gettext("The one action is overdue."),
        OPEN: gettext("The one action is open."),
        DONE: gettext("The one action is done."),
    }
    both = {
        OVERDUE: gettext("Both actions are overdue."),
        OPEN: gettext("Both actions are open."),
        DONE: gettext("Both actions are done."),
    }
    whole = {
        OVERDUE: gettext("All %(all)s actions are overdue."),
        OPEN: gettext("All %(all)s actions are open."),
        DONE: gettext("All %(all)s actions are done."),
    }
    return {1: one, 2: both}.get(count, whole)[standing] % {"all": in_words(count)}


def issues_by_movement() -> QuerySet[PublishedIssue]:
    """All issues, the one that a meeting dealt with last first, each with what its line in the list says.

    A meeting has dealt with it once its minutes are public.
    """
    items = PublishedItem.objects.filter(issue=OuterRef("pk"), meeting__state__in=PublishedMeeting.MINUTED)
    # By the last day, not by the first in order: for each issue the database would go through all meetings by date.
    newest = items.filter(meeting__held_on=OuterRef("moved_on")).order_by("-meeting__starts_at", "meeting")
    actions = PublishedAction.objects.filter(item__issue=OuterRef("pk"))
    return PublishedIssue.objects.annotate(
        moved_on=_last_day(items),
        moved_by=Subquery(newest.values("meeting__title")[:1]),
        decided_on=_last_day(items.exclude(outcome__in=["", *QUIET])),
        actions=_counted(actions),
        undone=_counted(actions.filter(completed_on=None)),
    ).order_by("-moved_on", "title", "slug")


def _last_day(items: QuerySet) -> Subquery:
    days = items.order_by().values("issue").annotate(last=Max("meeting__held_on"))
    return Subquery(days.values("last"))


def _counted(actions: QuerySet) -> Subquery:
    counts = actions.order_by().values("item__issue").annotate(count=Count("pk"))
    return Subquery(counts.values("count"))


def state_of_issue(issue: PublishedIssue) -> str:
    """Where a listed issue stands, in a few words, which need no clock: “To be done: 2 of 5 actions”."""
    count, undone = issue.actions or 0, issue.undone or 0
    if undone:
        some = ngettext("To be done: %(some)s of %(all)s action", "To be done: %(some)s of %(all)s actions", count)
        return some % {"some": undone, "all": count}
    if count:
        whole = {1: gettext("Done: the one action"), 2: gettext("Done: both actions")}
        return whole.get(count) or gettext("Done: all %(all)s actions") % {"all": count}
    if issue.decided_on:
        return gettext("Decided on %(day)s") % {"day": short_date(issue.decided_on)}
    return gettext("Nothing decided yet")
