"""One field of many rows is saved in one statement, each row's own value."""

import pytest
from django.db import DataError

from meetings.models import Issue, Item
from meetings.publishing.updating import update_each
from tests import making

pytestmark = pytest.mark.django_db
# What an array is written with has to come through as well.
TITLES = ['Mooring "A", {north}', "O'Brien\\Quay", "", "NULL", "Cei’r Gogledd\nand south"]


def test_each_row_gets_its_own_value_and_no_other_row_any(django_assert_num_queries):
    meeting = making.make_meeting()
    items = [making.make_item(meeting=meeting, title="Before") for _ in range(len(TITLES) + 1)]
    *changed, left = items
    for item, title in zip(changed, TITLES, strict=True):
        item.title, item.purpose = title, "not asked for"
    with django_assert_num_queries(1):
        update_each(changed, "title")
    found = dict(Item.objects.values_list("pk", "title"))
    assert [found[item.pk] for item in items] == [*TITLES, "Before"]
    assert not Item.objects.filter(purpose="not asked for").exists()
    assert left.title == "Before"


def test_rows_are_joined_to_others_and_parted_from_them():
    meeting = making.make_meeting()
    one, other = making.make_item(meeting=meeting), making.make_item(meeting=meeting)
    issue = Issue.objects.create(title="Moorings")
    one.issue, other.issue = issue, None
    Item.objects.filter(pk=other.pk).update(issue=issue)
    update_each([one, other], "issue")
    assert dict(Item.objects.values_list("pk", "issue")) == {one.pk: issue.pk, other.pk: None}


def test_what_is_too_long_is_refused_and_not_cut():
    item = making.make_item(meeting=making.make_meeting())
    item.public_slug = "a" * 200
    with pytest.raises(DataError, match="too long"):
        update_each([item], "public_slug")


def test_of_no_rows_nothing_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        update_each([], "title")
