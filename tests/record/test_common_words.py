"""The counts of the commonest words are kept: whatever happens to a meeting, they are those of its entries."""

import datetime

import pytest
from django.db import connection

from meetings.municipal_year import MunicipalYear
from meetings.publishing import publish as verbs
from meetings.publishing.redact import redact
from meetings.publishing.verify import rebuild_search, verify_record
from meetings.record.models import PublishedAction, PublishedMeeting, SearchCount, SearchEntry, SearchStamp
from meetings.record.search import Narrowing, engine, read_question, search, statement, understanding
from meetings.record.search.common_words import miscounted
from meetings.record.writing import show_progress
from tests import making
from tests.public.making import make_action, make_committee, make_item, make_meeting, make_resolution

pytestmark = pytest.mark.django_db


def count_words(*words: str) -> None:
    """Take these for the common words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT record_count_words(%s)", [list(words)])


def counts(word: str) -> dict[tuple[str, str], tuple[int, int]]:
    rows = SearchCount.objects.filter(word=word, entries__gt=0)
    return {(row.facet, row.value): (row.entries, row.procedural) for row in rows if row.facet != "stamp"}


def told(found) -> tuple:
    """All that a page says of how many there are."""
    facets = {facet: counts for facet, counts in found.facets.items() if facet != "person"}
    return found.total, found.is_about, found.are_counts_about, facets, found.years


def test_each_facet_is_counted_and_what_is_of_procedure_set_apart():
    audit = make_committee(name="Audit", slug="audit", kind="committee")
    make_meeting(items=[make_item(number="1", title="Dredging"), make_item(number="2", title="Moorings")])
    procedural = make_item(number="1", title="Dredging", is_procedural=True)
    make_meeting(day="2022-02-01", committee=audit, items=[procedural])
    count_words("dredg")
    panel = "children-and-families-scrutiny-panel"
    assert counts("dredg") == {
        ("", ""): (2, 1),
        ("committee", panel): (1, 0),
        ("committee", "audit"): (1, 1),
        ("year", "2021"): (2, 1),
    }


def test_an_answer_from_kept_counts_is_that_of_counting_each_hit():
    audit = make_committee(name="Audit", slug="audit", kind="committee")
    outcomes = ["agreed", "noted", "agreed"]
    for year in (2019, 2021):
        items = [
            make_item(
                number=str(number),
                title="Dredging",
                is_procedural=number == 3,
                resolutions=[make_resolution(outcome=outcome)],
                actions=[make_action()] if number == 1 else [],
            )
            for number, outcome in enumerate(outcomes, 1)
        ]
        make_meeting(day=f"{year}-06-10", committee=audit, items=items)
        make_meeting(day=f"{year}-07-10", items=items[:2])
    question = read_question("dredging")
    narrowings = [
        Narrowing(),
        Narrowing(with_procedural=True),
        Narrowing(committees=("audit",)),
        Narrowing(committees=("audit", "nobody"), with_procedural=True),
        Narrowing(years=(MunicipalYear(2019),)),
        Narrowing(years=(MunicipalYear(2019), MunicipalYear(2021))),
        Narrowing(years=(MunicipalYear(2019),), with_procedural=True),
        Narrowing(committees=("audit",), years=(MunicipalYear(2019),)),
        Narrowing(committees=("audit",), outcomes=("noted",)),
        Narrowing(committees=("audit",), since=datetime.date(2019, 7, 1)),
        Narrowing(outcomes=("noted",)),
        Narrowing(with_open_actions=True),
        Narrowing(since=datetime.date(2019, 7, 1)),
        Narrowing(until=datetime.date(2021, 6, 10)),
    ]
    by_hits = [search(question, narrowing) for narrowing in narrowings]
    count_words("dredg")
    for narrowing, found in zip(narrowings, by_hits, strict=True):
        kept = search(question, narrowing)
        assert told(kept) == told(found)
        assert [hit.item for hit in kept.hits] == [hit.item for hit in found.hits]


def test_it_is_the_kept_count_that_is_told():
    make_meeting(items=[make_item(title="Dredging")])
    count_words("dredg")
    SearchCount.objects.update(entries=7)
    assert search(read_question("dredging")).total == 7
    narrowed = search(read_question("dredging"), Narrowing(committees=("audit",)))
    assert narrowed.total == 0
    # Choosing another of the same facet would find what is kept of it.
    assert [count.count for count in narrowed.facets["committee"]] == [7, 0]
    narrowed = search(read_question("dredging"), Narrowing(years=(MunicipalYear(1999),)))
    assert narrowed.total == 0
    assert [count.count for count in narrowed.years if count.count] == [7]


@pytest.mark.parametrize("order", ["best", "newest"])
@pytest.mark.parametrize("chosen", [{"committees": ("audit",)}, {"years": (MunicipalYear(2019),)}])
def test_what_is_chosen_of_a_very_common_word_is_counted_exactly(monkeypatch, chosen, order):
    monkeypatch.setattr(understanding, "MOST_COUNTED", 0)
    audit = make_committee(name="Audit", slug="audit", kind="committee")
    items = [make_item(number=str(n), title="Report", minute="<p>Dredging.</p>") for n in range(50)]
    make_meeting(day="2019-06-10", committee=audit, items=items)
    make_meeting(day="2021-06-10", items=items[:40])
    count_words("dredg")
    found = search(read_question("dredging"), Narrowing(**chosen), order=order)
    assert (found.total, found.is_about, found.are_counts_about) == (50, False, False)
    assert [count.count for count in found.years if count.count] == ([50] if "committees" in chosen else [50, 40])
    assert {hit.meeting.committee_id for hit in found.hits} == {"audit"}


def test_of_a_very_common_word_the_total_is_exact(monkeypatch):
    monkeypatch.setattr(understanding, "MOST_COUNTED", 0)
    items = [make_item(number=str(n), title="Report", minute="<p>Dredging.</p>") for n in range(50)]
    make_meeting(items=items)
    assert search(read_question("dredging")).is_about
    count_words("dredg")
    found = search(read_question("dredging"))
    assert (found.total, found.is_about, found.are_counts_about) == (50, False, False)


def test_papers_stand_behind_older_items(monkeypatch):
    monkeypatch.setattr(statement, "RANKED", 5)
    for year in (2019, 2020, 2021):
        items = [make_item(number=str(n), title="Report", minute="<p>Dredging.</p>") for n in range(10)]
        make_meeting(day=f"{year}-06-10", items=items)
    count_words("dredg")
    paper = SearchStamp.objects.create(kind="paper", outcome="", is_procedural=False, has_open_actions=False)
    SearchEntry.objects.filter(held_on__year=2021).update(stamp=paper)
    years = [hit.meeting.held_on.year for page in (1, 2) for hit in search(read_question("dredging"), page=page).hits]
    assert years == [2020] * 10 + [2019] * 10 + [2021] * 10


@pytest.mark.parametrize("order", ["best", "newest"])
def test_pages_of_a_common_word_follow_one_another_without_a_gap(monkeypatch, order):
    monkeypatch.setattr(statement, "RANKED", 5)
    if order == "newest":
        # Those reach to the last hit, whatever is ranked.
        monkeypatch.setattr(engine, "CANDIDATES", 10)
        monkeypatch.setattr(statement, "CANDIDATES", 10)
    for year in range(2015, 2022):
        make_meeting(
            day=f"{year}-06-10",
            items=[
                make_item(number=str(n), title="Plan" if n % 5 else "Dredging", minute="<p>Dredging.</p>")
                for n in range(10)
            ],
        )
    count_words("dredg")
    shown = [
        hit.item.pk for page in range(1, 5) for hit in search(read_question("dredging"), page=page, order=order).hits
    ]
    assert len(shown) == len(set(shown)) == 70


def test_who_is_called_like_a_common_word_is_counted_as_well():
    speaker = {"name": "Councillor Dredging", "person": None, "role": "member", "notes": ""}
    make_meeting(items=[make_item(title="Dredging"), make_item(number="9", title="Moorings", speakers=[speaker])])
    count_words("dredg")
    assert search(read_question("dredging")).total == 2
    assert search(read_question("dredging -moorings")).total == 1


def test_only_words_of_a_thousand_entries_are_common():
    make_meeting(items=[make_item(number=str(n), title="Dredging" if n else "Moorings") for n in range(1_200)])
    rebuild_search()
    words = set(SearchCount.objects.values_list("word", flat=True))
    assert "dredg" in words
    assert not words & {"moor", "@councillor-okafor"}
    assert counts("dredg")["", ""] == (1_199, 0)


def test_counts_that_are_wrong_are_told_and_counted_anew():
    make_meeting()
    count_words("ofst")
    assert list(verify_record()) == []
    SearchCount.objects.filter(facet="year").update(entries=7)
    assert list(verify_record()) == ["1 counts of the commonest words are wrong."]
    rebuild_search()
    assert list(verify_record()) == []


def corrected(meeting, by):
    meeting.items.update(title="Moorings")
    verbs.correct(meeting, by=by, reason="Slip")


def told_done(meeting, by):
    done = {"completed_on": datetime.date(2024, 7, 1), "updates": []}
    actions = PublishedAction.objects.select_related("item")
    show_progress(PublishedMeeting.objects.get().address, {(one.item.slug, one.number): done for one in actions})


CHANGES = {
    "correction": corrected,
    "withdrawal": lambda meeting, by: verbs.withdraw(meeting, by=by, reason="Wrong"),
    "redaction": lambda meeting, by: redact(meeting, by=by, words=["channel"], reason="A place"),
    "progress": told_done,
}


def all_counts() -> set[tuple]:
    return set(SearchCount.objects.filter(entries__gt=0).values_list("word", "facet", "value", "entries"))


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_a_meeting_is_counted(change, meeting, publisher):
    item = meeting.items.first()
    making.make_action(item=item)
    item.title = "Channel"
    item.save()
    count_words("channel", "moor")
    verbs.publish(meeting, by=publisher)
    before = all_counts()
    assert ("channel", "", "", 1) in before
    assert miscounted() == 0
    CHANGES[change](meeting, publisher)
    assert all_counts() != before
    assert miscounted() == 0
