"""What is told, and what is not: decided by the record as it is when the mail is made."""

import pytest

from meetings.alerts import news as news_room
from meetings.models import Issue
from meetings.publishing import publish as verbs
from meetings.publishing.redact import redact
from meetings.record.models import PublishedItem
from tests import making as desk
from tests.alerts.making import link_in, make_following, morning, sent
from tests.public.making import (
    PANEL,
    make_committee,
    make_issue,
    make_item,
    make_meeting,
    make_paper,
    make_person,
    make_resolution,
)

pytestmark = pytest.mark.django_db
HARBOUR = "committee:harbour-panel"
LATER = morning("2024-07-01")


def decided(number="8", title="Ofsted focused visit", text="That the report be noted.", **fields) -> dict:
    return make_item(number=number, title=title, resolutions=[make_resolution(text=text)], **fields)


@pytest.fixture
def publisher():
    return desk.make_user()


@pytest.fixture
def meeting():
    """A draft at the desk, of a committee that is followed."""
    made = desk.make_minuted_meeting()
    verbs.publish_agenda(made, by=desk.make_user(name="earlier"))
    make_following(thing=HARBOUR)
    return made


def test_what_was_there_when_it_was_confirmed_is_no_news():
    make_meeting()
    make_following()
    assert sent(LATER) == []


def test_an_agenda_is_news_once_and_again_when_it_changes():
    make_committee()
    make_following()
    make_meeting(stage="agenda", kind="agenda", items=[make_item(title="Moorings", minute="")])
    (news,) = sent(LATER)
    assert news.subject == ("Children and Families Scrutiny Panel: agenda published, Thursday 17 June 2021")
    assert "Agenda published: Moorings" in news.body
    assert "Meeting of Thursday 17 June 2021, 5:30pm" in news.body
    make_meeting(stage="agenda", kind="agenda", items=[make_item(title="Moorings", minute="")])
    assert sent(morning("2024-07-02")) == []
    make_meeting(stage="agenda", kind="agenda", items=[make_item(title="Moorings and buoys", minute="")])
    (news,) = sent(morning("2024-07-03"))
    assert "Agenda changed: Moorings and buoys" in news.body


def test_a_cancellation_is_news_with_its_reason(meeting, publisher):
    verbs.cancel(meeting, by=publisher, reason="Storm")
    (news,) = sent(LATER)
    assert news.subject == "Harbour Panel: cancelled, Thursday 13 June 2024"
    assert "Cancelled: Storm" in news.body


def test_each_decision_is_told_with_outcome_words_and_address(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    (news,) = sent(LATER)
    assert news.subject == "Harbour Panel: 1 decision, 13 June 2024"
    assert "Harbour dredging\nHarbour Panel, Thursday 13 June 2024" in news.body
    assert "Agreed: That the channel be dredged." in news.body
    assert "/meetings/2024/06/13/harbour-panel/item/1/" in news.body


def test_a_confirmation_is_no_news(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    sent(LATER)
    verbs.confirm(meeting, by=publisher, on=meeting.held_on)
    assert sent(morning("2024-07-02")) == []


def test_a_correction_of_a_decision_is_told_as_one(meeting, publisher):
    desk.make_resolution(item=desk.make_item(meeting=meeting, title="Buoys"))
    verbs.publish(meeting, by=publisher)
    sent(LATER)
    meeting.items.get(title="Harbour dredging").resolutions.update(text="That the channel be left.")
    verbs.correct(meeting, by=publisher, reason="A slip", at=desk.moment("2024-07-02"))
    (news,) = sent(morning("2024-07-03"))
    assert news.subject == "Harbour Panel: corrected, 13 June 2024"
    assert "Agreed: That the channel be left.\nCorrected on 2 July 2024: A slip" in news.body
    assert "Buoys" not in news.body


def test_a_correction_of_anything_else_is_no_news(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    sent(LATER)
    meeting.items.update(minute="<p>The Panel heard another report.</p>")
    verbs.correct(meeting, by=publisher, reason="A slip")
    assert sent(morning("2024-07-02")) == []


def test_published_and_corrected_between_two_mails_is_told_once_as_it_is_now(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    meeting.items.get().resolutions.update(text="That the channel be left.")
    verbs.correct(meeting, by=publisher, reason="A slip")
    (news,) = sent(LATER)
    assert "That the channel be left." in news.body
    assert "dredged" not in news.body
    assert "Corrected" not in news.body


def test_what_was_withdrawn_before_the_mail_is_not_sent(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    verbs.withdraw(meeting, by=publisher, reason="A name")
    assert sent(LATER) == []


def test_withdrawn_and_published_again_is_news(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    sent(LATER)
    verbs.withdraw(meeting, by=publisher, reason="A name")
    assert sent(morning("2024-07-02")) == []
    verbs.publish(meeting, by=publisher)
    (news,) = sent(morning("2024-07-03"))
    assert "That the channel be dredged." in news.body


def test_redacted_words_are_in_no_mail(meeting, publisher):
    meeting.items.update(title="Dredging for Sam Hart")
    verbs.publish(meeting, by=publisher)
    redact(meeting, by=publisher, words=["Sam Hart"], reason="A name")
    (news,) = sent(LATER)
    assert "Dredging for [redacted]" in news.body
    assert "Hart" not in f"{news.body}{news.subject}{news.alternatives}"


def test_a_redaction_alone_is_no_news(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    sent(LATER)
    redact(meeting, by=publisher, words=["channel"], reason="A place")
    assert sent(morning("2024-07-02")) == []


def test_drafts_and_hidden_things_are_in_no_mail(meeting, publisher):
    for thing in ["archive", "search:q=zzsecret", "search:q=harbour"]:
        make_following(thing=thing, address=f"{thing[-6:]}@example.org".replace("=", ""))
    hidden = desk.make_committee(name="Zzsecret board", slug="zzsecret-board", is_listed=False)
    desk.make_minuted_meeting(committee=hidden, starts_at=desk.moment("2024-06-20"))
    desk.make_resolution(item=desk.make_item(meeting=meeting, title="Zzsecret lease", access="open"))
    assert sent(LATER) == []
    meeting.items.filter(title="Zzsecret lease").delete()
    meeting.items.update(clerk_notes="Zzsecret note")
    verbs.publish(meeting, by=publisher)
    mails = sent(morning("2024-07-02"))
    assert len(mails) == 3
    assert not [one for one in mails if "zzsecret" in f"{one.subject}{one.body}{one.alternatives}".lower()]


def test_an_exempt_item_tells_its_summary_and_no_more(meeting, publisher):
    item = desk.make_item(meeting=meeting, title="Lease", minute="", access="exempt", exempt_paragraph="3")
    item.public_summary = "Terms of a lease were considered."
    item.save()
    verbs.publish(meeting, by=publisher)
    (news,) = sent(LATER)
    assert "No decision: Terms of a lease were considered." in news.body
    assert news.subject == "Harbour Panel: 2 items, 13 June 2024"


def test_procedure_is_not_told_to_who_follows_a_committee():
    make_committee()
    make_following()
    make_meeting(items=[decided(title="Apologies", is_procedural=True)])
    assert sent(LATER) == []


def test_another_committee_is_no_news():
    make_committee()
    make_following()
    make_meeting(committee=make_committee(name="Cabinet", slug="cabinet", kind="cabinet"))
    assert sent(LATER) == []


def test_an_issue_is_told_of_decisions_and_of_items_that_join_it_later():
    make_meeting(items=[decided()])
    make_meeting(day="2021-07-15", items=[decided(title="Another visit")])
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    make_following(thing="issue:ofsted")
    assert sent(LATER) == []
    # No edition tells of it: clerks join items to issues when they like.
    make_issue(items=[(f"2021/07/15/{PANEL}", "8")])
    (news,) = sent(morning("2024-07-02"))
    assert news.subject == "Ofsted: 1 decision, 15 July 2021"
    assert "Another visit" in news.body
    assert "Ofsted focused visit" not in news.body
    assert sent(morning("2024-07-03")) == []


def test_an_issue_is_told_of_an_agenda_that_has_it_unless_the_meeting_is_cancelled():
    make_meeting(items=[decided()])
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    make_following(thing="issue:ofsted")
    make_meeting(day="2021-07-15", items=[make_item(title="Another visit")], stage="agenda", kind="agenda")
    off = {"cancelled": {"on": "2021-08-01", "reason": "No business"}, "stage": "agenda", "kind": "cancellation"}
    make_meeting(day="2021-08-19", items=[make_item(title="A third visit")], **off)
    make_issue(items=[(f"2021/07/15/{PANEL}", "8"), (f"2021/08/19/{PANEL}", "8")])
    (news,) = sent(LATER)
    assert "On the agenda" in news.body
    assert "Another visit" in news.body
    assert "A third visit" not in news.body


def test_an_issue_is_told_of_a_decision_that_was_corrected():
    make_meeting(items=[decided()])
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    make_following(thing="issue:ofsted")
    make_meeting(items=[decided(text="That the report be welcomed.")], kind="correction", reason="A slip")
    (news,) = sent(LATER)
    assert "That the report be welcomed." in news.body
    assert "Corrected on 25 June 2021: A slip" in news.body


def test_an_issue_that_goes_away_is_told_of_no_more(publisher):
    making = desk.make_minuted_meeting()
    making.items.update(issue=Issue.objects.create(title="Dredging"))
    verbs.publish(making, by=publisher)
    make_following(thing="issue:dredging")
    verbs.withdraw(making, by=publisher, reason="A name")
    assert sent(LATER) == []


def test_a_person_is_told_of_with_the_parts_taken():
    make_person()
    make_following(thing="person:amina-okafor")
    by = {"name": "Councillor Amina Okafor", "person": "amina-okafor"}
    moved = make_item(resolutions=[make_resolution(mover=by)], speakers=[by | {"role": ""}])
    make_meeting(items=[moved, decided(number="9", title="Somebody else's")])
    (news,) = sent(LATER)
    assert news.subject == "Councillor Amina Okafor: 1 decision, 17 June 2021"
    assert "Agreed: Addressed the meeting, moved. That the report be noted." in news.body
    assert "Somebody else" not in news.body


def test_a_search_is_told_of_the_passage_that_matches():
    make_following(thing="search:q=moorings")
    long = "<p>The Panel heard much else.</p>" * 20 + "<p>Mrs Hall asked whether the moorings would be let.</p>"
    make_meeting(items=[decided(title="Harbour", minute=long, text="That it be noted."), decided(number="9")])
    (news,) = sent(LATER)
    assert news.subject == "“moorings”: 1 decision, 17 June 2021"
    assert "Mrs Hall asked whether the moorings would be let.\n" in news.body


def test_words_of_a_paper_are_not_told_as_what_was_decided():
    make_following(thing="search:q=eelgrass")
    pages = ["Of eelgrass: officers advise refusal"]
    report, notes = (make_paper(filename=f"{name}.pdf", words=name.encode(), pages=pages) for name in ["one", "two"])
    make_meeting(items=[decided(text="That it be let.", documents=[report])], documents=[notes])
    (news,) = sent(LATER)
    assert "Agreed: That it be let." in news.body
    assert "refusal" not in news.body


def test_a_fault_with_one_thing_keeps_no_news_from_the_others(monkeypatch):
    make_following(thing="search:q=moorings", address="first@example.org")
    make_following(thing=f"committee:{PANEL}")
    make_meeting(items=[decided(title="Moorings")])
    monkeypatch.setattr(news_room, "search", lambda *args, **kwargs: 1 / 0)
    assert len(sent(LATER)) == 1


def test_a_search_is_told_of_an_agenda_before_the_meeting_and_of_the_decision_after():
    make_following(thing="search:q=moorings")
    make_meeting(stage="agenda", kind="agenda", items=[make_item(title="Moorings", minute="")])
    (news,) = sent(LATER)
    assert "On the agenda" in news.body
    make_meeting(items=[decided(title="Moorings")])
    (news,) = sent(morning("2024-07-02"))
    assert "Agreed: That the report be noted." in news.body
    assert sent(morning("2024-07-03")) == []


@pytest.mark.parametrize(
    ("narrowed", "count"),
    [
        (f"&committee={PANEL}", 1),
        ("&committee=cabinet", 0),
        ("&year=2021-22", 1),
        ("&year=2020-21", 0),
        ("&since=2021-06-17&until=2021-06-17", 1),
        ("&since=2021-06-18", 0),
        ("&until=2021-06-16", 0),
        ("&outcome=agreed", 1),
        ("&outcome=deferred", 0),
        ("&person=amina-okafor", 0),
    ],
)
def test_a_search_is_narrowed_as_on_its_page(narrowed, count):
    make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    make_following(thing=f"search:q=visit{narrowed}")
    make_meeting(items=[decided()])
    assert len(sent(LATER)) == count


def test_old_minutes_that_enter_today_are_news_of_today():
    make_following(thing="search:q=visit")
    make_meeting(day="1994-03-10", items=[decided()])
    (news,) = sent(LATER)
    assert news.subject == "“visit”: 1 decision, 10 March 1994"


def test_of_a_whole_archive_that_is_taken_over_the_newest_meetings_are_told(monkeypatch):
    monkeypatch.setattr(news_room, "MOST_MEETINGS", 2)
    make_committee()
    make_following()
    for year in (1996, 1994, 1995):
        make_meeting(day=f"{year}-03-10", items=[decided(title=f"Business of {year}")])
    (news,) = sent(LATER)
    assert [f"Business of {year}" in news.body for year in (1994, 1995, 1996)] == [False, True, True]
    assert sent(morning("2024-07-02")) == []


def test_a_long_mail_says_how_many_more_there_are():
    make_committee()
    make_following()
    make_meeting(items=[decided(number=str(number), title=f"Business {number}") for number in range(1, 26)])
    (news,) = sent(LATER)
    assert news.subject == "Children and Families Scrutiny Panel: 25 decisions, 17 June 2021"
    assert news.body.count("Business") == 20
    assert f"And 5 more: http://127.0.0.1:8000/committees/{PANEL}/" in news.body


def test_a_title_cannot_leave_its_line_or_become_html():
    make_committee()
    make_following()
    make_meeting(items=[decided(title="<b>Rates</b>\r\nBcc: x@example.org", text="<i>That</i> it be noted & kept.")])
    (news,) = sent(LATER)
    html = news.alternatives[0].content
    assert "&lt;b&gt;Rates&lt;/b&gt;" in html
    assert "&lt;i&gt;That&lt;/i&gt; it be noted &amp; kept." in html
    assert "<i>That</i> it be noted & kept." in news.body
    PublishedItem.objects.update(title="Rates")
    assert news.recipients() == ["reader@example.org"]


def test_what_is_no_longer_public_is_followed_in_silence(client):
    following = make_following(thing="committee:gone")
    make_meeting()
    assert sent(LATER) == []
    page = client.get(f"/alerts/yours/?key={following.yours_key.hex}").content.decode()
    assert "Something that is no longer public" in page


def test_every_link_of_a_mail_leads_somewhere(client, meeting, publisher):
    verbs.publish(meeting, by=publisher)
    (news,) = sent(LATER)
    for name in ["stop", "yours"]:
        assert client.get(link_in(news, name)).status_code == 200
