"""A councillor's name in a search leads to her page, above what she said and moved."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.public.names import MOST, people_called, people_named, words_in
from meetings.record import state
from meetings.record.models import PublishedPerson
from tests.public.making import make_item, make_meeting, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    make_person()
    make_person(name="Ben Okafor", slug="ben-okafor")
    make_person(name="Zoë Ó Briain", slug="zoe-o-briain")
    make_meeting(items=[make_item(title="Dredging", minute="<p>Councillor Okafor spoke of Amina.</p>")])


def named(client, query) -> list[str]:
    html = client.get("/search/", {"q": query}).content.decode()
    return [part.split('"')[0] for part in html.split('<p class="person-named"><a href="')[1:]]


@pytest.mark.parametrize(
    ("query", "people"),
    [
        ("okafor", ["/people/amina-okafor/", "/people/ben-okafor/"]),
        ("Amina Okafor", ["/people/amina-okafor/"]),
        ('"amina okafor" dredging', ["/people/amina-okafor/"]),
        ("zoe briain", ["/people/zoe-o-briain/"]),
        ("amina", []),
        ("dredging -okafor", []),
        ("dredging", []),
    ],
)
def test_family_name_leads_to_the_page_and_first_names_tell_apart(client, world, query, people):
    assert named(client, query) == people


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_names_are_read_again_once_the_record_changed_and_not_before(committed, client, world, monkeypatch):
    both = ["/people/amina-okafor/", "/people/ben-okafor/"]
    assert named(client, "okafor") == both
    with CaptureQueriesContext(connection) as asked:
        assert named(client, "dredging okafor") == both
    assert not [query for query in asked if 'FROM "record_publishedperson"' in query["sql"]]
    make_person(name="Eve Okafor", slug="eve-okafor")
    monkeypatch.setattr(state, "SECONDS", 0)
    assert named(client, "okafor") == [*both, "/people/eve-okafor/"]


def test_what_the_page_of_a_person_holds_is_said_and_no_more(client, world):
    html = client.get("/search/", {"q": "amina okafor"}).content.decode()
    holds = "committees, attendance, and where the minutes name Amina Okafor as speaking, moving, seconding, voting or"
    assert f"</a>: {holds} declaring an interest</p>" in html


def test_name_that_many_have_says_nothing():
    people = [PublishedPerson(slug=f"s-{n}", name=f"Name{n} Smith") for n in range(MOST + 1)]
    assert people_named(people, {"smith"}) == []
    assert people_named(people, {"smith", "name2"}) == [people[2]]


def test_titles_do_not_matter_to_what_someone_is_called():
    person = PublishedPerson(slug="a", name="Amina Okafor", honorific="Councillor")
    assert people_called([person], "Cllr A. Okafor") == []
    assert people_called([person], "Councillor Okafor") == [person]
    assert people_called([person], "...") == []


def test_names_are_compared_without_accents_and_apostrophes():
    assert words_in("Zoë O’Briain-Smith") == {"zoe", "o", "briain", "smith"}
