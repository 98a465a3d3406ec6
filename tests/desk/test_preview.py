"""The preview is the public page, found at the desk: its words, its links and its papers."""

import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from meetings.publishing import publish as verbs
from meetings.record.models import Edition
from tests import making

pytestmark = pytest.mark.django_db
MEETING = "/meetings/2024/06/13/harbour-panel/"


@pytest.fixture
def meeting():
    meeting = making.make_minuted_meeting()
    making.make_item(meeting=meeting, title="Moorings", number="2")
    return meeting


def main_part(page: str) -> str:
    # There are files of what is published alone.
    page = re.sub(r"<h2>Minutes to keep</h2>\s*<ul.*?</ul>", "", page, flags=re.DOTALL)
    return page[page.index("<main") : page.index("</main>")]


def at_the_desk(meeting) -> str:
    return reverse("admin:meetings_meeting_preview", args=[meeting.pk])


@pytest.mark.parametrize("place", ["", "item/1/", "item/2/"])
def test_every_page_of_a_draft_is_what_the_public_will_read_but_for_where_its_links_lead(
    desk, client, meeting, publisher, place
):
    preview = main_part(desk.get(at_the_desk(meeting) + place).text)
    assert not Edition.objects.exists()
    verbs.publish(meeting, by=publisher)
    public = main_part(client.get(MEETING + place).text)
    # What says when it was published is not there before.
    public = re.sub(r"<h2>On the record</h2>\s*<ul.*?</ul>\s*", "", public, flags=re.DOTALL)
    assert public.replace(f'href="{MEETING}', f'href="{at_the_desk(meeting)}').split() == preview.split()


def test_links_between_previews_lead_to_previews(desk, meeting):
    whole, item = desk.get(at_the_desk(meeting)), desk.get(f"{at_the_desk(meeting)}item/1/")
    assert f'href="{at_the_desk(meeting)}item/1/#item-1-resolution-1"' in whole.text
    assert f'href="{at_the_desk(meeting)}"' in item.text
    assert f'href="{at_the_desk(meeting)}item/2/" rel="next"' in item.text
    assert reverse("admin:meetings_item_change", args=[meeting.items.first().pk]) in item.text
    for page in (whole, item):
        assert f'href="{MEETING}' not in page.text
        for address in set(re.findall(rf'href="({at_the_desk(meeting)}[^"#]*)', page.text)):
            assert desk.get(address).status_code == 200
    assert desk.get(f"{at_the_desk(meeting)}item/9/").status_code == 404


def test_a_correction_is_shown_as_one_and_only_where_something_changed(desk, meeting, publisher):
    verbs.publish(meeting, by=publisher)
    assert "Corrected on" not in desk.get(at_the_desk(meeting)).text
    meeting.items.filter(number="1").update(title="Channel dredging")
    for place in ("", "item/1/"):
        page = desk.get(at_the_desk(meeting) + place).text
        assert "if the correction were published now" in page
        assert "Channel dredging" in page
        assert "(the reason that you will give)" in page
    assert Edition.objects.count() == 1


def test_a_paper_opens_from_the_preview_before_the_public_has_it(desk, meeting):
    paper = meeting.documents.model(meeting=meeting, item=meeting.items.first(), title="Survey", kind="report")
    paper.file.save("survey.txt", ContentFile(b"The channel is shallow."))
    for place in ("", "item/1/"):
        page = desk.get(at_the_desk(meeting) + place).text
        assert f'href="{paper.file.url}"' in page
        assert 'href="/papers/' not in page


def test_a_paper_says_its_pages_before_the_public_has_it(desk, client, meeting, publisher):
    making.make_paper(meeting=meeting, item=meeting.items.first(), filename="survey.pdf", text="Silt\fGravel\fSand")
    for place in ("", "item/1/"):
        assert "(PDF, 3 pages, " in desk.get(at_the_desk(meeting) + place).text
    verbs.publish(meeting, by=publisher)
    for place in ("", "item/1/"):
        assert "(PDF, 3 pages, " in client.get(MEETING + place).text


def test_the_preview_of_an_item_is_for_the_desk_alone(meeting):
    address = f"{at_the_desk(meeting)}item/1/"
    assert Client().get(address).status_code == 302
    staff = Client()
    staff.force_login(making.make_user(name="nobody", group="Clerk"))
    assert staff.get(address).status_code == 200
    assert staff.post(address).status_code == 405
    without = Client()
    user = making.make_user(name="without")
    user.groups.clear()
    without.force_login(user)
    assert without.get(address).status_code == 403


def test_a_paper_that_is_lost_leads_to_the_checks(desk, meeting):
    meeting.documents.create(title="Survey", file="nowhere/survey.txt")
    for place in ("", "item/1/"):
        answer = desk.get(at_the_desk(meeting) + place, follow=True)
        assert "The file of the paper “Survey” is missing." in answer.text
