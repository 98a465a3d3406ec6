"""Pages of answers follow one another: each hit once, in one order, however many are asked for at a time."""

import pytest
from django.db import connection

from meetings.record.models import SearchEntry
from meetings.record.search import Found, Narrowing, read_question, search, statement, understanding
from tests.public.making import make_attendee, make_item, make_meeting, make_paper, make_person, make_resolution

pytestmark = pytest.mark.django_db
OKAFOR = Narrowing(people=("amina-okafor",))


def slugs(typed: str, narrowing: Narrowing | None = None, **place) -> list[str]:
    return [hit.item.slug for hit in search(read_question(typed), narrowing, **place).hits]


def kinds(found: Found) -> list[tuple[str, int]]:
    return [(hit.document.title if hit.document else "item", hit.meeting.held_on.year) for hit in found.hits]


def test_pages_of_the_best_match_are_parts_of_one_list(monkeypatch):
    monkeypatch.setattr(statement, "RANKED", 20)
    # Five titles; of what is in minutes only, the older the better.
    items = [
        make_item(
            number=str(n), title="Dredging" if n < 5 else "Plan", minute=f"<p>{'dredging ' * (1 + (45 - n) // 3)}</p>"
        )
        for n in range(45)
    ]
    make_meeting(items=items)
    pages = [slug for page in range(1, 10) for slug in slugs("dredging", page=page, per_page=5)]
    assert sorted(pages, key=int) == [str(n) for n in range(45)]
    assert pages == slugs("dredging", per_page=1000)


def test_resolutions_that_fill_a_page_do_not_hide_minutes_that_fit_better():
    scattered = [make_resolution(text="That the plan be for less dredging.")]
    make_meeting(items=[make_item(number=str(n), title="Harbour", resolutions=scattered) for n in range(5)])
    together = [make_item(number=str(n), title="Quay", minute=f"<p>{'dredging plan ' * 9}</p>") for n in range(5, 10)]
    make_meeting(day="2020-06-18", items=together)
    pages = [slug for page in (1, 2) for slug in slugs("dredging plan", page=page, per_page=5)]
    assert pages == list("9876543210")


@pytest.mark.parametrize("even", [0, 1_000_000_000])
@pytest.mark.parametrize("typed", ["dredging", '"dredging plan"'])
def test_many_newer_papers_do_not_push_in_before_items(monkeypatch, typed, even):
    monkeypatch.setattr(understanding, "MOST_COUNTED", 0)
    monkeypatch.setattr(understanding, "MOST_LOOKED_INTO", 0)
    monkeypatch.setattr(understanding, "EVEN", even)
    monkeypatch.setattr(statement, "RANKED", 10)
    for year in range(1960, 2020):
        papers = [make_paper(words=f"{year} {n}".encode(), pages=["a dredging plan"], title=str(n)) for n in range(9)]
        item = make_item(number="1", title="Harbour", minute="<p>A dredging plan.</p>", documents=papers)
        make_meeting(day=f"{year}-06-10", items=[item])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE record_searchentry")
    question = read_question(typed)
    pages = [kind for page in range(1, 9) for kind in kinds(search(question, page=page, per_page=10))]
    assert pages[:60] == [("item", year) for year in range(2019, 1959, -1)]
    assert len(set(pages)) == len(pages) == 80
    only_papers = search(question, Narrowing(kinds=("paper",)))
    assert {year for _, year in kinds(only_papers)} <= {2019, 2018, 2017}


@pytest.mark.parametrize("sampled", [0, 1])
def test_a_rare_phrase_of_common_words_is_counted_hit_by_hit(monkeypatch, sampled):
    monkeypatch.setattr(understanding, "MOST_LOOKED_INTO", 320)
    scattered = [make_item(number=str(n), title="Report", minute="<p>A plan of the dredging.</p>") for n in range(400)]
    make_meeting(items=scattered)
    together = [make_item(number=str(n), title="Found", minute="<p>The dredging plan.</p>") for n in range(25)]
    make_meeting(day="2022-06-16", items=together)
    SearchEntry.objects.filter(item__title="Found").update(is_sampled=False)
    some = SearchEntry.objects.filter(item__title="Found").order_by("id")[:sampled]
    SearchEntry.objects.filter(pk__in=[entry.pk for entry in some]).update(is_sampled=True)
    found = search(read_question('"dredging plan"'))
    assert (found.total, found.is_about, found.within_reach, len(found.hits)) == (25, False, 25, 20)
    assert len(slugs('"dredging plan"', page=2)) == 5
    assert not slugs('"dredging plan"', page=3)


@pytest.fixture
def attended():
    """Two meetings at which one person was: an old item by its title, and a page full of newer minutes."""
    make_person()
    there = [make_attendee(person="amina-okafor")]
    make_meeting(day="2010-06-10", attendees=there, items=[make_item(number="0", title="Dredging plan", minute="")])
    newer = [make_item(number=str(n), title="Budget", minute="<p>The dredging plan.</p>") for n in range(1, 31)]
    make_meeting(day="2021-06-10", attendees=there, items=newer)
    make_meeting(day="2022-06-16", items=[make_item(number="99", title="Dredging plan")])


@pytest.mark.parametrize("typed", ["dredging", "dredg", '"dredging plan"', "dredging -moorings"])
@pytest.mark.parametrize("most", [understanding.MOST_COUNTED, 0])
def test_titles_stand_first_whoever_was_there(monkeypatch, attended, typed, most):
    monkeypatch.setattr(statement, "RANKED", 10)
    monkeypatch.setattr(understanding, "MOST_COUNTED", most)
    monkeypatch.setattr(understanding, "MOST_LOOKED_INTO", most)
    assert slugs(typed)[:2] == ["99", "0"]
    assert slugs(typed, OKAFOR)[0] == "0"
    assert "99" not in slugs(typed, OKAFOR, per_page=50)


def test_titles_stand_first_whoever_was_there_in_a_committee_too(monkeypatch, attended):
    monkeypatch.setattr(statement, "RANKED", 10)
    monkeypatch.setattr(understanding, "MOST_COUNTED", 0)
    narrowing = Narrowing(people=("amina-okafor",), committees=("children-and-families-scrutiny-panel",))
    found = slugs("dredging", narrowing, per_page=50)
    assert found[0] == "0"
    assert "99" not in found
