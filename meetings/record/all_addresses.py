"""The address of every meeting and item on the record, by date, for lists of the whole of it."""

import datetime

from django.db.models import CharField, Count, Max, QuerySet, Value
from django.db.models.functions import TruncMonth

from meetings.record.meetings import PublishedItem, PublishedMeeting


def pages_by_month() -> list[dict]:
    """For each month with meetings, in order: how many pages they and their items have, and their newest edition."""
    items = PublishedItem.objects.order_by().values(month=TruncMonth("meeting__held_on"))
    counted = dict(items.annotate(count=Count("pk")).values_list("month", "count"))
    months = PublishedMeeting.objects.order_by().values(month=TruncMonth("held_on")).order_by("month")
    found = months.annotate(pages=Count("pk"), changed_at=Max("published_at"))
    return [month | {"pages": month["pages"] + counted.get(month["month"], 0)} for month in found]


def pages_between(first: datetime.date, last: datetime.date) -> QuerySet:
    """The pages of meetings held from one day to another: (address, slug of the item or nothing, newest edition)."""
    meetings = PublishedMeeting.objects.filter(held_on__range=(first, last)).order_by()
    meetings = meetings.annotate(no_item=Value("", output_field=CharField()))
    items = PublishedItem.objects.filter(meeting__held_on__range=(first, last)).order_by()
    of_items = items.values_list("meeting", "slug", "meeting__published_at")
    pages = meetings.values_list("address", "no_item", "published_at").union(of_items, all=True)
    return pages.order_by("address", "no_item")
