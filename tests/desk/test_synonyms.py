"""The list of words that mean the same, as a clerk keeps it: public at once, refused with a reason, with a history."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Synonym
from meetings.record.models import PublishedSynonym
from meetings.record.search import read_question, search
from tests import making
from tests.desk.test_forms import change, filled

pytestmark = pytest.mark.django_db

LIST = "/admin/meetings/synonym/"
ADD = "/admin/meetings/synonym/add/"
# So many are there from the first day.
SHIPPED = 62


@pytest.fixture
def clerk():
    client = Client()
    client.force_login(making.make_user(name="clerk", group="Clerk", first_name="Jo", last_name="Lowe"))
    return client


def also(typed: str) -> list[str]:
    return [other for _, other in search(read_question(typed)).synonyms]


def test_what_a_clerk_saves_is_searched_for_at_once(clerk):
    assert also("PINS") == []
    answer = clerk.post(ADD, {"short": " PINS ", "long": "Planning   Inspectorate"})
    assert answer.status_code == 302
    assert also("pins") == ["Planning Inspectorate"]
    kept = Synonym.objects.get(short="PINS")
    clerk.post(change(kept), filled(clerk, change(kept), long="the Planning Inspectorate"))
    assert also("pins") == ["the Planning Inspectorate"]
    clerk.post(reverse("admin:meetings_synonym_delete", args=[kept.pk]), {"post": "yes"})
    assert also("PINS") == []
    assert PublishedSynonym.objects.count() == Synonym.objects.count() == SHIPPED


def test_many_are_deleted_together_and_leave_the_record_together(clerk):
    keys = list(Synonym.objects.filter(short__in=["EHE", "MASH"]).values_list("pk", flat=True))
    clerk.post(LIST, {"action": "delete_selected", "_selected_action": keys, "post": "yes"})
    assert also("EHE") == also("elective home education") == also("MASH") == []
    assert PublishedSynonym.objects.count() == SHIPPED - 2


@pytest.mark.parametrize(
    ("short", "long", "reason"),
    [
        ("ehe", "Elective Home  Education", "The list says so already"),
        ("Harbour", "harbour", "are the same"),
        ("&", "and so on and so forth", "Give at least one letter or figure."),
        ("EHE", "…", "Give at least one letter or figure."),
        ("IT", "information technology", "Search leaves out words as common as “IT”"),
        ("OT", "the other", "Search leaves out words as common as “the other”"),
        ("", "elective home education", "This field is required."),
        ("E" * 61, "elective home education", "at most 60 characters"),
    ],
)
def test_what_could_not_be_searched_for_is_refused_with_its_reason(clerk, short, long, reason):
    page = clerk.post(ADD, {"short": short, "long": long})
    assert page.status_code == 200
    assert reason in page.text
    assert Synonym.objects.count() == PublishedSynonym.objects.count() == SHIPPED


def test_one_short_form_may_stand_for_two_things(clerk):
    assert clerk.post(ADD, {"short": "PCC", "long": "parochial church council"}).status_code == 302
    assert also("PCC") == ["parochial church council", "police and crime commissioner"]


def test_the_list_is_looked_through_by_either_side(clerk):
    assert Synonym.objects.get(short="LADO").long in clerk.get(LIST, {"q": "lado"}).text
    page = clerk.get(LIST, {"q": "designated officer"}).text
    assert "LADO" in page
    assert "EHCP" not in page


def test_the_history_says_who_changed_what_came_with_the_archive(clerk):
    ehe = Synonym.objects.get(short="EHE")
    clerk.post(change(ehe), filled(clerk, change(ehe), long="home education that is elective"))
    page = clerk.get(reverse("admin:meetings_synonym_history", args=[ehe.pk])).text
    assert "Jo Lowe" in page
    assert "added" in page
    assert "home education that is elective" in page
    assert "elective home education" in page
