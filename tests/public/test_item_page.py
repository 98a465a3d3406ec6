"""The page of one item."""

import datetime
import re

import pytest

from meetings.record.models import PublishedItem, PublishedMeeting
from meetings.record.pages import item_page
from tests.public.making import (
    PANEL,
    make_action,
    make_attendee,
    make_council,
    make_issue,
    make_item,
    make_meeting,
    make_paper,
    make_person,
    make_resolution,
)

pytestmark = pytest.mark.django_db
MEETING = f"/meetings/2021/06/17/{PANEL}/"
ADDRESS = f"{MEETING}item/8/"


def page(client, address=ADDRESS) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_title_names_item_committee_day_and_council(client):
    make_meeting()
    wanted = "Ofsted focused visit, Children and Families Scrutiny Panel, 17 June 2021 – Southcliff City Council"
    assert f"<title>{wanted}</title>" in page(client)


def test_outcome_is_told_in_one_line(client):
    progress = {("8", 2): {"completed_on": datetime.date(2021, 7, 20), "updates": [], "reported_back_at": ""}}
    actions = [make_action(number=number) for number in [1, 2, 3]]
    make_meeting(items=[make_item(resolutions=[make_resolution()] * 2, actions=actions)], progress=progress)
    html = page(client)
    assert '<p class="outcome"><strong>Agreed</strong> that the report be noted.</p>' in html
    assert '<p class="in-short">One more decision; three actions, one of them done.</p>' in html


@pytest.mark.parametrize(
    ("count", "words"), [(1, "One action, done."), (2, "Two actions, both done."), (3, "Three actions, all done.")]
)
def test_actions_that_are_all_done_are_said_to_be(client, count, words):
    finished = {"completed_on": datetime.date(2021, 7, 20), "updates": [], "reported_back_at": ""}
    numbers = range(1, count + 1)
    items = [make_item(resolutions=[make_resolution()], actions=[make_action(number=number) for number in numbers])]
    make_meeting(items=items, progress={("8", number): finished for number in numbers})
    assert f'<p class="in-short">{words}</p>' in page(client)


def test_actions_that_stand_differently_are_told_apart_once_one_is_overdue(client):
    days = ["2021-07-22", "2021-07-22", "", "2021-07-22"]
    actions = [make_action(number=number, due_on=day) for number, day in enumerate(days, start=1)]
    finished = {"completed_on": datetime.date(2021, 7, 20), "updates": [], "reported_back_at": ""}
    make_meeting(items=[make_item(actions=actions)], progress={("8", 4): finished})
    assert '<p class="in-short">Four actions: two overdue, one open, one done.</p>' in page(client)


def test_paragraphs_have_addresses_of_their_own_here_and_on_the_page_of_the_meeting(client):
    minute = "<p>It was considered.</p><ul><li>Supervision helps.</li></ul>"
    make_meeting(items=[make_item(number="8", minute=minute), make_item(number="9", minute=minute)])
    assert '<li id="p2"><a class="para" href="#p2" aria-label="Paragraph 2"></a>Supervision' in page(client)
    html = page(client, MEETING)
    found = [place for place in re.findall(r'id="([^"]+)"', html) if "-p" in place]
    assert found == ["item-8-p1", "item-8-p2", "item-9-p1", "item-9-p2"]
    assert 'href="#item-9-p1"' in html


def test_link_leads_to_words_to_cite_it_by(client):
    make_meeting(items=[make_item(minute_number="21")])
    html = page(client)
    assert '<a href="#cite">Cite this item</a>' in html
    block = html[html.index('id="cite"') :]
    council, words = "Southcliff City Council", "17 June 2021, item 8, minute 21, “Ofsted focused visit”."
    assert (
        f'{council}, Children and Families Scrutiny Panel, {words} <span class="url">http://testserver{ADDRESS}</span>'
        in block
    )
    html = page(client, MEETING)
    assert '<a href="#cite">Cite this meeting</a>' in html
    words = "Southcliff City Council, Children and Families Scrutiny Panel, minutes of the meeting of 17 June 2021."
    assert f'{words} <span class="url">http://testserver{MEETING}</span>' in html


def test_standing_of_the_meeting_comes_right_after_the_title(client):
    make_meeting(items=[make_item(resolutions=[make_resolution()])])
    html = page(client)
    assert html.index("<h1>") < html.index("Draft minutes.</strong> Not yet confirmed") < html.index('class="outcome"')


@pytest.mark.parametrize(
    ("changed", "is_told"),
    [
        ({"items": [make_item(title="Ofsted visit"), make_item(number="9")]}, True),
        ({"items": [make_item(actions=[make_action()]), make_item(number="9")]}, True),
        ({"items": [make_item(), make_item(number="9", title="Another")]}, False),
        ({"items": [make_item(number="9"), make_item()]}, False),
        ({"attendees": [make_attendee()]}, False),
    ],
)
def test_item_says_that_it_was_corrected_itself_and_not_that_its_meeting_was(client, changed, is_told):
    whole = {"items": [make_item(), make_item(number="9")]}
    make_meeting(**whole)
    make_meeting(**whole | changed, kind="correction", reason="A name was wrong", published="2026-12-03")
    make_meeting(**whole | changed, kind="confirmation", published="2026-12-04")
    assert ("<strong>Corrected on 3 December 2026:</strong> A name was wrong" in page(client)) is is_told
    meeting = client.get(f"/meetings/2021/06/17/{PANEL}/").content.decode()
    assert "<strong>Corrected on 3 December 2026:</strong> A name was wrong" in meeting


def test_item_that_a_correction_added_says_so(client):
    make_meeting(items=[make_item(number="9")])
    make_meeting(items=[make_item(), make_item(number="9")], kind="correction", reason="One was forgotten")
    assert "One was forgotten" in page(client)


def test_personal_data_may_have_been_removed_from_any_item(client):
    make_meeting()
    make_meeting(kind="redaction", reason="A home address")
    assert "A home address" in page(client)


def test_item_of_the_same_issue_at_the_same_meeting_is_not_at_another(client):
    make_meeting(items=[make_item(), make_item(number="9", title="Ofsted: the budget")])
    make_issue(items=[(f"2021/06/17/{PANEL}", "8"), (f"2021/06/17/{PANEL}", "9")])
    html = page(client)
    assert "This issue at other meetings" not in html
    assert f'On this issue at the same meeting: <a href="{MEETING}item/9/">Ofsted: the budget</a>' in html


def test_every_part_of_the_item_is_shown(client):
    make_person(name="Robert Henderson", slug="robert-henderson", honorific="", kind="officer")
    paper = make_paper(title="Ofsted’s letter")
    speaker = {"name": "Robert Henderson", "person": "robert-henderson", "role": "Executive Director"}
    item = make_item(
        minute_number="12",
        purpose="Report of the Executive Director.",
        minute="<ul><li>Supervision helps.</li></ul>",
        speakers=[speaker],
        resolutions=[make_resolution(label="(i)", text="That an update be given.")],
        documents=[paper],
    )
    make_meeting(items=[item])
    html = page(client)
    for words in [
        "Report of the Executive Director.",
        "Supervision helps.</li></ul>",
        '<a href="/people/robert-henderson/">Robert Henderson</a>, Executive Director',
        "<h2>RESOLVED</h2>",
        "That an update be given.",
        "Ofsted’s letter (PDF, ",
        f'href="{MEETING}">17 June 2021</a>',
        "17 June 2021, item 8, minute 12, “Ofsted focused visit”.",
        f"http://testserver{ADDRESS}",
    ]:
        assert words in html


def test_papers_that_have_pages_say_how_many(client, django_assert_num_queries):
    make_meeting(
        items=[
            make_item(documents=[make_paper(title="Survey", words=b"1", pages=["Silt."] * 12)]),
            make_item(number="9", documents=[make_paper(title="Other", words=b"2", pages=["Silt."] * 3)]),
        ]
    )
    page(client)
    with django_assert_num_queries(1):
        html = page(client)
    assert "Survey (PDF, 12 pages, 1 byte)" in html


def test_other_meetings_on_the_issue_are_listed_newest_first(client):
    resolution = make_resolution(text="That progress be welcomed.")
    make_meeting()
    make_meeting(day="2021-07-22", items=[make_item(number="4", title="Progress", resolutions=[resolution])])
    make_meeting(day="2021-03-18", items=[make_item(number="5", title="Notice of inspection")])
    make_issue(
        items=[(f"{day}/{PANEL}", n) for day, n in [("2021/06/17", "8"), ("2021/07/22", "4"), ("2021/03/18", "5")]]
    )
    html = page(client)
    later, earlier = html.index("Thursday 22 July 2021"), html.index("Thursday 18 March 2021")
    assert html.index("This issue at other meetings") < later < earlier
    assert "<strong>Agreed</strong> that progress be welcomed." in html
    assert ">Notice of inspection</a>" in html
    assert 'href="/issues/ofsted/"' in html


def test_of_many_meetings_on_the_issue_the_nearest_are_listed_and_all_are_told(client, django_assert_num_queries):
    days = [datetime.date(2021, 6, 17) + datetime.timedelta(weeks) for weeks in range(-35, 36, 7)]
    for day in days:
        make_meeting(day=f"{day}")
    make_meeting(day="2021-04-01", items=[make_item(title="Of another issue")])
    make_issue(items=[(f"{day:%Y/%m/%d}/{PANEL}", "8") for day in days])
    page(client)
    with django_assert_num_queries(2):
        html = page(client)
    listed = re.findall(r'<h3><a href="/meetings/([0-9/]+)/', html)
    assert listed == [f"{day:%Y/%m/%d}" for day in reversed(days[2:5] + days[6:9])]
    assert "everything on one page</a> (10 other items; the nearest are below)" in html


def test_where_all_meetings_on_the_issue_are_listed_they_are_not_counted(client):
    days = ["2021-05-13", "2021-06-17", "2021-07-22"]
    for day in days:
        make_meeting(day=day)
    make_issue(items=[(f"{day.replace('-', '/')}/{PANEL}", "8") for day in days])
    html = page(client)
    assert "everything on one page</a></p>" in html
    assert html.count("<h3>") == 2


def test_items_beside_it_are_linked(client):
    make_meeting(items=[make_item(number=n, title=f"Title {n}") for n in ["7", "8", "9"]])
    html = page(client)
    assert "Next item: Title 9" in html
    assert "Previous item: Title 7" in html


def test_item_of_an_agenda_says_that_its_minutes_are_to_come(client):
    make_meeting(stage="agenda", kind="agenda", items=[make_item(minute="")])
    assert "The minutes of this item have not been published yet." in page(client)


def test_text_of_a_title_is_never_markup(client):
    make_meeting(items=[make_item(title="<img src=x onerror=alert(1)>")])
    assert "<img" not in page(client)


@pytest.mark.parametrize("count", [10, 60])
def test_takes_two_queries_whatever_the_number_of_items(client, django_assert_max_num_queries, count):
    make_meeting(items=[make_item(number=str(n), resolutions=[make_resolution()]) for n in range(count)])
    make_issue(items=[(f"2021/06/17/{PANEL}", str(n)) for n in range(count)])
    with django_assert_max_num_queries(2):
        page(client)


@pytest.mark.parametrize("address", [f"{MEETING}item/99/", f"/meetings/2021/06/18/{PANEL}/item/8/", f"{ADDRESS}x.css"])
def test_item_that_is_not_there_is_not_found(client, address):
    make_council()
    make_meeting()
    assert client.get(address).status_code == 404


def test_unsaved_rows_make_the_same_page_without_a_query(client, django_assert_num_queries):
    saved = make_meeting()
    fields = ["address", "committee_id", "title", "starts_at", "held_on", "state", "kind", "content"]
    meeting = PublishedMeeting(**{field: getattr(saved, field) for field in fields})
    item = PublishedItem(
        meeting=meeting, position=1, slug="8", number="8", title="X", content=saved.content["items"][0]
    )
    with django_assert_num_queries(0):
        context = item_page(item)
    assert context["status"]["more"] == "Not yet confirmed by the Panel."
