"""The page of one meeting."""

import datetime
import json
import re

import pytest

from meetings.record.models import PublishedMeeting
from meetings.record.pages import meeting_page
from tests.public.making import (
    PANEL,
    make_action,
    make_attendee,
    make_committee,
    make_council,
    make_item,
    make_meeting,
    make_paper,
    make_person,
    make_resolution,
)

pytestmark = pytest.mark.django_db
ADDRESS = f"/meetings/2021/06/17/{PANEL}/"


def page(client, address=ADDRESS) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_title_says_committee_day_and_council(client):
    make_meeting()
    html = page(client)
    assert "<title>Children and Families Scrutiny Panel, 17 June 2021 – Southcliff City Council</title>" in html
    assert 'Children and Families Scrutiny Panel <span class="when">Thursday 17 June 2021</span>' in html


def test_draft_minutes_say_who_has_not_confirmed_them(client):
    make_meeting()
    assert "<strong>Draft minutes.</strong> Not yet confirmed by the Panel." in page(client)


def test_confirmed_minutes_say_when_and_link_to_the_meeting_that_did(client):
    make_meeting(confirmed={"on": "2021-07-22", "at": f"2021/07/22/{PANEL}"})
    html = page(client)
    confirmed = f'on <a href="/meetings/2021/07/22/{PANEL}/">22 July 2021</a>.'
    assert f"Confirmed as a correct record {confirmed}" in html


def test_decisions_come_first_each_a_sentence_with_its_outcome_and_its_item(client):
    words = "That the Cabinet Member would lobby the Government. And more."
    make_meeting(items=[make_item(resolutions=[make_resolution(text=words, label="(i)")])])
    html = page(client)
    assert html.index("What was decided") < html.index("Agenda and minutes")
    assert "<strong>Agreed</strong> that the Cabinet Member would lobby the Government." in html
    assert f'<a href="{ADDRESS}item/8/">Item 8, Ofsted focused visit</a>' in html


def test_procedure_is_told_apart_from_what_was_decided(client):
    procedural = make_item(
        number="2", title="Minutes of the last meeting", is_procedural=True, resolutions=[make_resolution()]
    )
    make_meeting(items=[procedural])
    html = page(client)
    assert "No decisions were recorded." in html
    assert "Minutes of the last meeting</a> (agreed)" in html


def test_resolution_shows_who_moved_it_and_the_votes(client):
    make_person()
    resolution = make_resolution(
        mover={"name": "Councillor Amina Okafor", "person": "amina-okafor"},
        seconder={"name": "Councillor B Lee", "person": None},
        votes={"for": 7, "against": 2, "abstained": None},
    )
    make_meeting(items=[make_item(resolutions=[resolution])])
    html = page(client)
    moved = 'Moved by <a href="/people/amina-okafor/">Councillor Amina Okafor</a>, seconded by Councillor B Lee'
    assert moved in html
    assert "Votes: 7 for, 2 against." in html
    assert 'id="item-8-resolution-1"' in html


def test_named_votes_are_listed_by_choice(client):
    votes = [
        {"name": "Councillor A", "person": None, "choice": "for"},
        {"name": "Councillor B", "person": None, "choice": "against"},
        {"name": "Councillor C", "person": None, "choice": "for"},
    ]
    make_meeting(items=[make_item(resolutions=[make_resolution(named_votes=votes)])])
    html = page(client)
    assert "<dt>For (2)</dt><dd>Councillor A, Councillor C</dd>" in html
    assert "<dt>Against (1)</dt><dd>Councillor B</dd>" in html


def test_executive_decision_gives_its_reasons(client):
    resolution = make_resolution(reasons="It was cheapest.", options_rejected="Doing nothing.")
    make_meeting(items=[make_item(resolutions=[resolution])])
    html = page(client)
    assert "Reasons for the decision</dt><dd><p>It was cheapest.</p>" in html
    assert "Options considered and rejected</dt><dd><p>Doing nothing.</p>" in html


def test_lost_motion_is_not_headed_resolved(client):
    make_meeting(items=[make_item(resolutions=[make_resolution(outcome="not agreed")])])
    html = page(client)
    assert "NOT AGREED" in html
    assert "RESOLVED" not in html


def test_action_says_what_became_of_it(client):
    progress = {
        ("8", 1): {
            "completed_on": datetime.date(2021, 7, 20),
            "updates": [{"on": "2021-07-01", "text": "Letter drafted."}],
            "reported_back_at": f"2021/07/22/{PANEL}/item/4",
        }
    }
    make_meeting(items=[make_item(actions=[make_action(due="by 22 July 2021")])], progress=progress)
    html = page(client)
    assert "Executive Director, by 22 July 2021 — <strong>done 20 July 2021</strong>" in html
    assert "1 July 2021: Letter drafted." in html
    # Not on which day: the address of a moved meeting keeps its old one.
    assert f'. <a href="/meetings/2021/07/22/{PANEL}/item/4/">Reported back</a></p>' in html


def test_action_without_completion_is_open(client):
    make_meeting(items=[make_item(actions=[make_action(due="when it is dry")])])
    assert "Executive Director, when it is dry — <strong>open</strong>" in page(client)


def test_those_present_are_named_chair_first(client):
    make_meeting(
        attendees=[
            make_attendee(name="Councillor B"),
            make_attendee(name="Councillor A", role="Chair"),
            make_attendee(name="Councillor C", substitute_for="Councillor D", arrived="item 4"),
            make_attendee(name="Councillor D", attendance="apologies"),
            make_attendee(name="R Henderson", role="Executive Director", attendance="in attendance"),
        ]
    )
    html = page(client)
    assert "Councillor A (Chair), Councillor B, Councillor C (substitute for Councillor D, from item 4)" in html
    assert "<dt>Apologies</dt><dd>Councillor D</dd>" in html
    assert "R Henderson (Executive Director)" in html
    assert "<dt>Chair</dt><dd>Councillor A</dd>" in html


@pytest.mark.parametrize(
    ("attendances", "words"),
    [
        (["present"] * 8, "Eight present"),
        (["present"] * 8 + ["remote"], "Nine present, one of them remotely"),
        (["remote"], "One present remotely"),
        (["present", "apologies", "apologies", "absent"], "One present, two sent apologies, one absent"),
        (["present", "in attendance"], "One present"),
    ],
)
def test_how_many_were_there_is_told_on_top_with_a_link_to_their_names(client, attendances, words):
    make_meeting(attendees=[make_attendee(attendance=attendance) for attendance in attendances])
    html = page(client)
    assert f'<dt>Who</dt><dd><a href="#who">{words}</a></dd>' in html
    assert html.index('href="#who"') < html.index('id="items"') < html.index('<h2 id="who">Who was there</h2>')


@pytest.mark.parametrize("attendances", [[], ["apologies"]])
def test_nobody_is_counted_where_nobody_is_said_to_have_been_there(client, attendances):
    make_meeting(attendees=[make_attendee(attendance=attendance) for attendance in attendances])
    assert "#who" not in page(client)


def test_deputy_in_the_chair_presided(client):
    attendees = [
        make_attendee(name="Councillor A", role="Chair", attendance="apologies"),
        make_attendee(name="Councillor B", role="Vice-Chair, in the Chair"),
    ]
    make_meeting(attendees=attendees)
    assert "<dt>Chair</dt><dd>Councillor B</dd>" in page(client)


def test_papers_say_type_and_size_in_the_link(client):
    paper = make_paper(title="Report of the Director", words=b"x" * 2048)
    make_meeting(documents=[paper])
    html = page(client)
    assert f'<a href="/papers/{paper["digest"]}/report.pdf">Report of the Director (PDF, 2 kB)</a>' in html


def test_papers_that_have_pages_say_how_many(client, django_assert_num_queries):
    long, short = (make_paper(title=f"{n}", words=b"%d" % n, pages=["Silt."] * n) for n in [12, 1])
    word = make_paper(title="In Word", filename="x.docx", words=b"x", pages=["Silt."] * 3, is_paged=False)
    unread = make_paper(title="Not read", words=b"y")
    make_meeting(documents=[long, word], items=[make_item(documents=[short, unread])])
    page(client)
    with django_assert_num_queries(1):
        html = page(client)
    for words in ["12 (PDF, 12 pages, ", "1 (PDF, 1 page, ", "In Word (Word, 1 byte)", "Not read (PDF, 1 byte)"]:
        assert f">{words}" in html


def test_agenda_only_says_that_minutes_are_not_published(client):
    make_meeting(stage="agenda", kind="agenda", items=[make_item(minute="")])
    html = page(client)
    assert "Minutes not yet published." in html
    assert "What was decided" not in html


@pytest.mark.parametrize(
    ("items", "standing", "body"),
    [
        ([], "Announced.</strong>", "The agenda has not been published yet."),
        (
            [make_item(minute="")],
            "Agenda published.</strong> The minutes will follow the meeting.",
            '<h2 id="items">Agenda',
        ),
    ],
)
def test_meeting_to_come_says_whether_its_agenda_is_there(client, items, standing, body):
    day = datetime.date.today() + datetime.timedelta(days=20)
    make_meeting(day=day.isoformat(), stage="agenda", kind="agenda", items=items)
    html = page(client, f"/meetings/{day:%Y/%m/%d}/{PANEL}/")
    assert f"<strong>{standing}" in html
    assert body in html
    assert f"{'Agenda published' if items else 'Announced'} on 25 June 2021</a></li>" in html


def test_past_meeting_without_an_agenda_is_no_longer_announced(client):
    make_meeting(stage="agenda", kind="agenda", items=[])
    html = page(client)
    assert "<strong>Minutes not yet published.</strong></p>" in html
    assert "Neither an agenda nor minutes have been published yet." in html


def test_cancelled_meeting_stays_and_says_why(client):
    make_meeting(stage="agenda", kind="cancellation", cancelled={"on": "2021-06-10", "reason": "Not enough business"})
    html = page(client)
    assert "<strong>Cancelled on 10 June 2021.</strong> Not enough business" in html


def test_withdrawn_minutes_say_when_and_why(client):
    withdrawn = {"on": "2021-09-01", "reason": "They named a child"}
    make_meeting(kind="withdrawal", withdrawn=withdrawn, items=[])
    html = page(client)
    assert "<strong>Minutes withdrawn on 1 September 2021.</strong> They named a child" in html


def test_corrections_are_listed_with_their_reasons(client):
    make_meeting()
    make_meeting(kind="correction", reason="A name was wrong", published="2026-12-03")
    assert "<strong>Corrected on 3 December 2026:</strong> A name was wrong" in page(client)


def test_exempt_item_says_why_and_what_may_be_known(client):
    exemption = {
        "paragraph": "3",
        "words": "Paragraph 3 of Part 1 of Schedule 12A.",
        "public_interest": "Prices would leak.",
        "summary": "A contract was let.",
    }
    make_meeting(items=[make_item(access="exempt", exemption=exemption, minute="")])
    html = page(client)
    for words in [
        "Paragraph 3 of Part 1 of Schedule 12A.",
        "Public interest: Prices would leak.",
        "A contract was let.",
    ]:
        assert words in html


def test_declared_interest_says_who_left_the_room(client):
    declaration = {
        "name": "Councillor A",
        "person": None,
        "kind": "other registrable interest",
        "description": "A school governor.",
        "has_left_the_room": True,
    }
    make_meeting(items=[make_item(declarations=[declaration])])
    html = page(client)
    assert "Councillor A: other registrable interest. A school governor. <strong>Left the room.</strong>" in html


def test_previous_and_next_meeting_of_the_committee_are_linked(client):
    make_meeting()
    make_meeting(day="2021-05-20")
    make_meeting(day="2021-07-22")
    make_meeting(day="2021-07-01", committee=make_committee(name="Cabinet", slug="cabinet", kind="cabinet"))
    html = page(client)
    assert f'href="/meetings/2021/07/22/{PANEL}/" rel="next">Next meeting: 22 July 2021' in html
    assert f'href="/meetings/2021/05/20/{PANEL}/" rel="prev">Previous meeting: 20 May 2021' in html


def test_programs_read_the_meeting_as_an_event_and_no_text_can_end_the_script(client):
    make_meeting(venue="</script><script>alert(1)</script>")
    html = page(client)
    assert "<script>alert" not in html
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])["@graph"][0]
    assert data["startDate"] == "2021-06-17T17:30+01:00"
    assert data["location"]["name"] == "</script><script>alert(1)</script>"
    assert data["url"] == f"http://testserver{ADDRESS}"


def test_canonical_address_leaves_the_query_out(client):
    make_meeting()
    assert f'<link rel="canonical" href="http://testserver{ADDRESS}">' in page(client, f"{ADDRESS}?from=mail")


@pytest.mark.parametrize("count", [10, 60])
def test_takes_two_queries_whatever_the_number_of_items(client, django_assert_max_num_queries, count):
    resolutions, actions = [make_resolution()], [make_action()]
    make_meeting(items=[make_item(number=str(n), resolutions=resolutions, actions=actions) for n in range(count)])
    with django_assert_max_num_queries(2):
        page(client)


def test_unknown_meeting_is_not_found(client):
    make_council()
    assert client.get(ADDRESS).status_code == 404


def test_unsaved_row_makes_the_same_page_without_a_query(client, django_assert_num_queries):
    saved = make_meeting(items=[make_item(resolutions=[make_resolution()])])
    unsaved = PublishedMeeting(
        address=saved.address,
        committee_id=saved.committee_id,
        title=saved.title,
        starts_at=saved.starts_at,
        held_on=saved.held_on,
        state="draft",
        kind=saved.kind,
        content=saved.content,
    )
    with django_assert_num_queries(0):
        context = meeting_page(unsaved)
    assert context["decisions"][0]["words"] == "that the report be noted."
    assert context["council"]["name"] == "Southcliff City Council"
