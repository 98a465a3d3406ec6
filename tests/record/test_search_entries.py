"""What search looks into is always what the rows of the record say, whoever writes them."""

import datetime
import io

import pytest
from django.core.management import call_command
from django.db import connection

from meetings.publishing import publish as verbs
from meetings.publishing.verify import rebuild_search, verify_record
from meetings.record.models import SearchEntry, SearchHeading, SearchWord
from tests import making
from tests.public.making import make_action, make_committee, make_item, make_meeting
from tests.record.searching import titles

pytestmark = pytest.mark.django_db


def test_publishing_writes_the_entries_and_a_correction_changes_those_it_concerns(meeting, publisher):
    making.make_item(meeting=meeting, number="9", title="Moorings")
    verbs.publish(meeting, by=publisher)
    before = dict(SearchEntry.objects.values_list("item__slug", "id"))
    changed = meeting.items.get(title="Moorings")
    changed.title = "Slipways"
    changed.save()
    verbs.correct(meeting, by=publisher, reason="Slip")
    assert titles("moorings") == []
    assert titles("slipways") == ["Slipways"]
    assert dict(SearchEntry.objects.values_list("item__slug", "id")) == before
    assert list(verify_record()) == []


def test_words_leave_the_archive_with_the_last_item_that_held_them(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    assert SearchWord.objects.exists()
    verbs.withdraw(meeting, by=publisher, reason="A name.")
    assert not SearchWord.objects.exists()
    assert not SearchEntry.objects.exists()
    assert list(verify_record()) == []


def test_what_became_of_an_action_is_known_to_search():
    item = make_item(title="Dredging", actions=[make_action()])
    make_meeting(items=[item])
    assert titles("dredging", with_open_actions=True) == ["Dredging"]
    done = {("8", 1): {"completed_on": datetime.date(2021, 7, 1), "updates": [], "reported_back_at": ""}}
    make_meeting(items=[item], progress=done)
    assert titles("dredging", with_open_actions=True) == []
    assert titles("dredging") == ["Dredging"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda: SearchEntry.objects.update(words="'nothing':1"),
        lambda: SearchEntry.objects.update(held_on="1999-01-01"),
        lambda: SearchHeading.objects.update(words="'nothing':1"),
        lambda: SearchEntry.objects.all().delete(),
    ],
)
def test_an_entry_that_is_not_what_its_item_makes_it_is_named(spoil):
    make_meeting()
    spoil()
    told = [line for line in verify_record() if "search" in line]
    assert told == [
        "2021/06/17/children-and-families-scrutiny-panel: the words that search finds it by differ from its rows."
    ]
    rebuild_search()
    assert list(verify_record()) == []


def test_words_counted_wrongly_are_told_and_counted_anew():
    make_meeting()
    SearchWord.objects.filter(word="ofsted").update(items=7)
    SearchWord.objects.create(word="invented", items=1)
    assert list(verify_record()) == ["The counts of 2 words of the archive are wrong."]
    rebuild_search()
    assert list(verify_record()) == []
    assert not SearchWord.objects.filter(word="invented").exists()


def test_a_rebuild_of_search_alone_fills_an_empty_one_and_makes_its_indexes():
    make_meeting(items=[make_item(title="Dredging", number=str(n)) for n in range(3)])
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    told = []
    assert rebuild_search(report=told.append) == 1
    assert told == [1]
    assert len(titles("dredging")) == 3
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname FROM pg_indexes WHERE indexname LIKE '%_by_word' OR indexname LIKE '%_by_day'"
        )
        indexes = {name for (name,) in cursor.fetchall()}
    assert indexes >= {"entries_by_word", "sampled_entries_by_word", "entries_by_day", "headings_by_word"}


def test_the_command_rebuilds_search_alone():
    make_meeting()
    SearchEntry.objects.all().delete()
    out = io.StringIO()
    call_command("rebuild_record", search=True, stdout=out)
    assert out.getvalue() == "0 papers read.\n1 meetings rebuilt.\n"
    assert titles("ofsted") == ["Ofsted focused visit"]


def test_the_sample_is_the_same_after_a_rebuild_and_is_about_one_in_sixteen():
    make_meeting(items=[make_item(number=str(n)) for n in range(320)], committee=make_committee())
    sample = set(SearchEntry.objects.filter(is_sampled=True).values_list("item__slug", flat=True))
    assert 8 <= len(sample) <= 36
    SearchEntry.objects.all().delete()
    rebuild_search()
    assert set(SearchEntry.objects.filter(is_sampled=True).values_list("item__slug", flat=True)) == sample
