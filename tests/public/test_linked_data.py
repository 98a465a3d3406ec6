"""What pages say of themselves in the words of schema.org: only words that it has, and nothing that ends a script."""

import json
import re

import pytest

from meetings.record.models import PublishedCouncil, PublishedMeeting
from tests.public.making import PANEL, make_committee, make_issue, make_item, make_meeting, make_resolution

pytestmark = pytest.mark.django_db

MEETING = f"/meetings/2021/06/17/{PANEL}/"
SITE = "http://testserver"
# From schema.org's definitions: the properties of each type that a council's record has a use for (those of Thing and
# of Organization among them), and the types that each property takes; text, addresses and days are plain strings.
THING = {"name": "", "description": "", "url": ""}
ORGANIZATION = {"GovernmentOrganization"}
TERMS = {
    "Thing": THING,
    "GovernmentOrganization": THING | {"parentOrganization": ORGANIZATION},
    "Place": THING | {"address": ""},
    "Event": THING
    | {
        "startDate": "",
        "endDate": "",
        "previousStartDate": "",
        "eventStatus": "",
        "organizer": ORGANIZATION,
        "location": {"Place"},
    },
    "CreativeWork": THING
    | {
        "abstract": "",
        "about": {"Thing"},
        "isPartOf": {"CreativeWork"},
        "datePublished": "",
        "dateModified": "",
        "publisher": ORGANIZATION,
        "license": "",
    },
}
STATUSES = {f"https://schema.org/Event{word}" for word in ["Cancelled", "Rescheduled", "Scheduled"]}
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?[+-]\d\d:\d\d)?")


def told(client, address: str) -> dict:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(address).content.decode())
    assert not re.search("[<>&]", text)
    data = json.loads(text)
    assert data.pop("@context") == "https://schema.org"
    # What the page is about comes before the way to it.
    return data["@graph"][0] if "@graph" in data else data


def faults(data: dict) -> list[str]:
    """Every word that schema.org does not have there, and every value of the wrong kind."""
    terms, found = TERMS.get(data["@type"], {}), []
    for name, value in data.items():
        if name != "@type" and name not in terms:
            found.append(f"{data['@type']}.{name}")
        elif isinstance(value, dict):
            found += faults(value)
            found += [] if value["@type"] in terms[name] else [f"{name} of {value['@type']}"]
        elif not is_right(name, value) or terms.get(name):
            found.append(f"{name} = {value!r}")
    return found


def is_right(name: str, value: object) -> bool:
    """Whether a plain value is what a property of that name takes."""
    if not isinstance(value, str) or not value:
        return False
    if name.endswith("Date") or name.startswith("date"):
        return MOMENT.fullmatch(value) is not None
    if name in {"url", "license"}:
        return value.startswith(("http://", "https://"))
    return value in STATUSES if name == "eventStatus" else True


@pytest.fixture
def meeting():
    make_meeting(items=[make_item(title="Roads & <b>bridges</b></script>", resolutions=[make_resolution()])])
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "GovernmentOrganization"),
        (f"/committees/{PANEL}/", "GovernmentOrganization"),
        (MEETING, "Event"),
        (f"{MEETING}item/8/", "CreativeWork"),
    ],
)
def test_only_words_of_schema_org_are_used(client, meeting, address, kind):
    data = told(client, address)
    assert data["@type"] == kind
    assert data["url"] == f"{SITE}{address}"
    assert faults(data) == []


@pytest.mark.parametrize("address", [MEETING, f"{MEETING}item/8/"])
def test_the_way_is_the_one_that_the_breadcrumbs_show(client, meeting, address):
    html = client.get(address).content.decode()
    way = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])["@graph"][1]
    nav = html[html.index('<nav class="breadcrumbs"') :]
    shown = re.findall(r'<li><a href="([^"]+)">([^<]+)</a></li>', nav[: nav.index("</nav>")])
    (here,) = re.findall(r'<li aria-current="page">([^<]+)</li>', nav)
    assert way == {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": words, "item": f"{SITE}{step}"}
            for place, (step, words) in enumerate([*shown, (address, here)], start=1)
        ],
    }


def test_the_table_finds_what_is_wrong():
    wrong = {
        "@type": "Event",
        "title": "x",
        "location": "Hall",
        "startDate": "17 June",
        "organizer": {"@type": "Place"},
    }
    assert faults(wrong) == ["Event.title", "location = 'Hall'", "startDate = '17 June'", "organizer of Place"]


def test_a_meeting_is_an_event_that_its_committee_holds(client, meeting):
    data = told(client, MEETING)
    assert data["startDate"] == "2021-06-17T17:30+01:00"
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["location"]["name"] == "Committee Room 1, Civic Centre"
    assert data["organizer"]["url"] == f"{SITE}/committees/{PANEL}/"
    assert data["organizer"]["parentOrganization"] == {
        "@type": "GovernmentOrganization",
        "name": "Southcliff City Council",
        "url": f"{SITE}/",
    }


def test_a_meeting_that_was_moved_says_from_which_day_and_one_cancelled_that_it_is(client):
    make_meeting(day="2024-06-13", stage="agenda", kind="agenda", address=f"2024/06/13/{PANEL}")
    make_meeting(day="2024-06-20", stage="agenda", kind="correction", address=f"2024/06/13/{PANEL}")
    address = f"/meetings/2024/06/13/{PANEL}/"
    data = told(client, address)
    assert (data["eventStatus"], data["previousStartDate"]) == ("https://schema.org/EventRescheduled", "2024-06-13")
    assert faults(data) == []
    PublishedMeeting.objects.update(is_cancelled=True)
    assert told(client, address)["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_meeting_without_a_venue_names_none(client):
    make_meeting(venue="")
    assert "location" not in told(client, MEETING)


def test_an_item_is_part_of_its_meeting_and_names_publisher_licence_and_decision(client, meeting):
    data = told(client, f"{MEETING}item/8/")
    assert data["name"] == "Roads & <b>bridges</b></script>"
    assert data["isPartOf"]["url"] == f"{SITE}{MEETING}"
    assert data["publisher"]["name"] == "Southcliff City Council"
    assert data["license"].startswith("https://www.nationalarchives.gov.uk/doc/open-government-licence/")
    assert data["datePublished"] == "2021-06-25"
    assert data["dateModified"] == "2021-06-25T09:00:00+01:00"
    assert data["about"] == {"@type": "Thing", "name": "Ofsted", "url": f"{SITE}/issues/ofsted/"}
    assert "the report be noted" in data["abstract"]
    PublishedCouncil.objects.update(licence="none")
    assert "license" not in told(client, f"{MEETING}item/8/")


def test_a_committee_says_what_it_is_for(client):
    make_committee(purpose="Looks after children.")
    assert told(client, f"/committees/{PANEL}/")["description"] == "Looks after children."
    assert faults(told(client, f"/committees/{PANEL}/")) == []


def test_there_is_nothing_to_tell_before_there_is_a_council(client):
    assert "ld+json" not in client.get("/").content.decode()


def test_the_meeting_as_json_is_what_its_newest_edition_says(client, meeting):
    make_meeting(kind="correction", items=[make_item(title="Roads and bridges")])
    edition = json.loads(client.get(f"{MEETING}editions/2.json").content)
    answer = client.get(f"{MEETING}minutes.json")
    assert answer["Content-Type"] == "application/json"
    assert json.loads(answer.content) == edition["meeting"]


def test_a_meeting_that_has_only_an_agenda_is_that_as_json(client):
    make_meeting(stage="agenda", kind="agenda")
    assert json.loads(client.get(f"{MEETING}minutes.json").content)["stage"] == "agenda"
    assert client.get("/meetings/2021/06/18/nobody/minutes.json").status_code == 404


@pytest.mark.parametrize(
    ("file", "page"),
    [
        (f"{MEETING}minutes.json", MEETING),
        (f"{MEETING}minutes.pdf", MEETING),
        (f"{MEETING}minutes.docx", MEETING),
        (f"{MEETING}meeting.ics", MEETING),
        (f"{MEETING}editions/1.json", f"{MEETING}editions/1/"),
        ("/calendar/calendar.ics", "/calendar/"),
        (f"/committees/{PANEL}/calendar.ics", f"/committees/{PANEL}/"),
        ("/issues/ofsted/calendar.ics", "/issues/ofsted/"),
        ("/search/items.csv?q=ofsted&open=on", "/search/?q=ofsted&open=on"),
    ],
)
def test_a_file_names_the_page_that_it_is_a_form_of(client, meeting, file, page):
    assert client.get(file)["Link"] == f'<{SITE}{page}>; rel="canonical"'


def test_a_question_too_long_for_a_header_stands_in_the_page_alone(client, meeting):
    answer = client.get("/search/", {"q": "ŵ" * 199})
    assert answer.status_code == 200
    assert 'rel="alternate"' in answer.content.decode()
    assert "Link" not in answer
    table = client.get("/search/items.csv", {"q": "\U00020bb7" * 199})
    assert table.status_code == 200
    assert "Link" not in table
