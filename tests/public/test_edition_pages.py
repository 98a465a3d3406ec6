"""The life of a meeting, edition by edition; and how a stranger checks it with curl and sha256sum alone."""

import hashlib
import json
import re

import pytest

from meetings.publishing import publish as verbs
from meetings.publishing.redact import redact
from meetings.record.models import Edition
from tests import making
from tests.public import making as public

pytestmark = pytest.mark.django_db
HERE = "/meetings/2024/06/13/harbour-panel/"


@pytest.fixture
def publisher():
    return making.make_user(first_name="Pat", last_name="Lee")


@pytest.fixture
def meeting(publisher):
    """Agenda, minutes, and a correction that changed a title and a resolution."""
    meeting = making.make_minuted_meeting()
    verbs.publish_agenda(meeting, by=publisher, at=making.moment("2024-06-03"))
    verbs.publish(meeting, by=publisher, at=making.moment("2024-06-20"))
    meeting.items.update(title="Harbour and channel dredging")
    meeting.items.get().resolutions.update(text="That the outer channel be dredged.")
    verbs.correct(meeting, by=publisher, reason="A slip", ordered_by="Item 3", at=making.moment("2024-07-01"))
    meeting.refresh_from_db()
    return meeting


def page(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def manifest(client) -> list[str]:
    return b"".join(client.get("/verify/manifest.txt").streaming_content).decode().splitlines()


def test_the_meeting_lists_its_editions_with_links(client, meeting):
    html = page(client, HERE)
    for number, words in [
        (1, "Agenda published on 3 June 2024"),
        (2, "Minutes published on 20 June 2024"),
        (3, "Corrected on 1 July 2024"),
    ]:
        assert f'<a href="{HERE}editions/{number}/">{words}</a>' in html
    assert "<strong>Corrected on 1 July 2024:</strong> A slip (ordered by: Item 3)" in html


def test_before_and_after_are_marked_in_words_and_only_what_changed_is_shown(client, meeting):
    html = page(client, f"{HERE}editions/3/")
    added = r'<ins><span class="unseen">added: </span>{}<span class="unseen">, end of added</span></ins>'
    assert re.search(added.format("outer"), html)
    assert re.search(added.format("and channel"), html)
    assert "<h4>Title</h4>" in html
    assert "<h4>Minutes</h4>" not in html
    assert "Reason:</strong> A slip (ordered by: Item 3)" in html
    assert "Who was there" not in html


def test_the_first_minutes_are_not_told_as_additions_to_the_agenda(client, meeting):
    html = page(client, f"{HERE}editions/2/")
    assert f'there is nothing to compare them with. <a href="{HERE}">The meeting as it stands now</a>' in html
    assert "<ins" not in html
    assert "The words are the same" not in html


def test_what_the_first_minutes_have_otherwise_than_the_agenda_is_shown(client):
    had = public.make_item(minute="", documents=[public.make_paper()])
    late = public.make_item(number="9", title="A late matter")
    attendees = [public.make_attendee()]
    exempt = {"paragraph": "3", "words": "Business affairs", "public_interest": "", "summary": ""}
    closed = public.make_item(number="10", title="Lease", minute="", access="exempt", exemption=exempt)
    told = closed | {"exemption": exempt | {"summary": "It was let."}}
    last = public.make_paper(title="Minutes of May", kind="minutes", words=b"May")
    public.make_meeting(stage="agenda", kind="agenda", items=[had, closed])
    minuted = [public.make_item(title="Ofsted visit", documents=[last]), late, told]
    public.make_meeting(items=minuted, venue="Library", attendees=attendees, documents=[last])
    html = page(client, f"/meetings/2021/06/17/{public.PANEL}/editions/2/")
    html = html[html.index("What is not as it was on the agenda") :]
    assert re.findall("<h4>(.+)</h4>", html) == ["Where", "Title", "Papers", "Number", "Title"]
    assert "A late matter" in html
    assert "considered" not in html


def test_minutes_after_a_mere_notice_have_nothing_but_when_and_where_compared(client):
    public.make_meeting(stage="agenda", kind="agenda", items=[])
    public.make_meeting(venue="Library")
    html = page(client, f"/meetings/2021/06/17/{public.PANEL}/editions/2/")
    assert re.findall("<h4>(.+)</h4>", html) == ["Where"]


def test_words_taken_out_are_named_too(client, meeting, publisher):
    meeting.items.update(title="Channel dredging")
    verbs.correct(meeting, by=publisher, reason="Shorter", is_clerical_error=True)
    html = page(client, f"{HERE}editions/4/")
    assert '<del><span class="unseen">removed: </span>Harbour and channel<span class="unseen">, end of rem' in html
    assert "Reason:</strong> Shorter (a clerical error)" in html


def test_the_first_edition_and_the_words_of_a_confirmation(client, meeting, publisher):
    assert "This is the first edition" in page(client, f"{HERE}editions/1/")
    verbs.confirm(meeting, by=publisher, on=meeting.held_on)
    html = page(client, f"{HERE}editions/4/")
    assert "<h4>Confirmed as a correct record</h4>" in html
    assert "On 13 June 2024" in html


@pytest.mark.parametrize("number", ["0", "4", "01", "x", "999999"])
def test_an_edition_that_is_not_there_is_not_found(client, meeting, number):
    lost = page(client, "/nowhere/", 404)
    assert page(client, f"{HERE}editions/{number}/", 404) == lost
    assert page(client, f"{HERE}editions/{number}.json", 404) == lost
    assert page(client, "/meetings/2024/06/14/harbour-panel/editions/1/", 404) == lost


def test_what_was_withdrawn_is_never_shown_again_not_even_once_published_anew(client, meeting, publisher):
    verbs.withdraw(meeting, by=publisher, reason="A name")
    for again in (False, True):
        if again:
            verbs.publish(meeting, by=publisher)
        lost = page(client, "/nowhere/", 404)
        for number in (1, 2, 3):
            assert page(client, f"{HERE}editions/{number}/", 404) == lost
            assert page(client, f"{HERE}editions/{number}.json", 404) == lost
        assert "dredg" not in page(client, f"{HERE}editions/4/")
        assert "dredg" not in page(client, f"{HERE}editions/4.json")
        assert f"{HERE}editions/2/" not in page(client, HERE)
        assert "A slip" not in page(client, HERE)
    assert "it is not shown, nor compared" in page(client, f"{HERE}editions/5/")
    assert sum(line.startswith("# withdrawn: ") for line in manifest(client)) == 3


def test_a_withdrawn_agenda_says_what_when_and_why(client, publisher):
    meeting = making.make_minuted_meeting()
    verbs.publish_agenda(meeting, by=publisher, at=making.moment("2024-06-03"))
    verbs.withdraw(meeting, by=publisher, reason="Wrong month", at=making.moment("2024-06-04"))
    html = page(client, HERE)
    assert "<strong>Agenda withdrawn on 4 June 2024.</strong> Wrong month" in html
    assert "The agenda published here is no longer shown." in html
    assert "dredging" not in html
    assert "Agenda withdrawn on 4 June 2024" in page(client, f"{HERE}editions/2/")
    assert "Agenda withdrawn" in page(client, "/meetings/")


def test_a_confirmation_links_to_the_item_at_which_it_was_agreed(client, meeting, publisher):
    following = making.make_minuted_meeting(starts_at=making.moment("2024-07-11"))
    verbs.publish(following, by=publisher, at=making.moment("2024-07-20"))
    following.refresh_from_db()
    verbs.confirm(meeting, by=publisher, at_meeting=following, at_item=following.items.get())
    link = "/meetings/2024/07/11/harbour-panel/#item-1"
    assert f'<a href="{link}">11 July 2024</a>' in page(client, HERE)
    assert 'id="item-1"' in page(client, link.split("#")[0])


def test_a_redaction_is_told_and_shows_none_of_the_words(client, meeting, publisher):
    redact(meeting, words=["outer channel"], reason="A place", by=publisher, at=making.moment("2024-08-01"))
    html = page(client, HERE)
    assert "<strong>Personal data removed on 1 August 2024:</strong> A place" in html
    assert "(words removed on 1 August 2024)" in html
    for number in (1, 2, 3, 4):
        assert "outer" not in page(client, f"{HERE}editions/{number}/")
        assert "outer" not in page(client, f"{HERE}editions/{number}.json")
    assert "Words were removed from this edition on 1 August 2024." in page(client, f"{HERE}editions/3/")
    assert "Personal data was removed from one earlier edition" in page(client, f"{HERE}editions/4/")


def test_pages_of_editions_ask_little_of_the_database(client, meeting, django_assert_num_queries):
    with django_assert_num_queries(2):
        page(client, f"{HERE}editions/3/")
    with django_assert_num_queries(2):
        page(client, f"{HERE}editions/3.json")
    with django_assert_num_queries(3):
        page(client, "/verify/")
    # The head of the chain, withdrawals, redactions, a thousand editions, and the end of them.
    with django_assert_num_queries(5):
        manifest(client)


def test_the_text_of_an_edition_is_downloaded_as_it_was_digested(client, meeting):
    answer = client.get(f"{HERE}editions/3.json")
    assert answer["Content-Type"] == "application/json"
    assert hashlib.sha256(answer.content).hexdigest() == Edition.objects.get(number=3).digest
    assert json.loads(answer.content)["edition"]["ordered_by"] == "Item 3"


def test_anyone_can_follow_the_chain_from_the_manifest_alone(client, meeting, publisher):
    """What the page tells a reader to do with curl and sha256sum, done with the test's client and hashlib."""
    other = making.make_minuted_meeting(starts_at=making.moment("2024-07-11"))
    verbs.publish(other, by=publisher)
    verbs.withdraw(other, by=publisher, reason="A name")
    redact(meeting, words=["outer channel"], reason="A place", by=publisher)
    chain, checked, redacted = [], 0, ""
    for line in manifest(client):
        # A text that is gone still has its place in the chain; what is left of a redacted one has none of its own.
        gone = re.match(r"# (withdrawn|redacted on [-0-9]+): ([0-9a-f]{64})  (.+)", line)
        if gone:
            chain.append(gone[2])
            redacted = gone[3]
        elif not line.startswith("#"):
            digest, path = line.split("  ")
            text = client.get(f"/{path}").content
            assert hashlib.sha256(text).hexdigest() == digest
            if path != redacted:
                chain.append(digest)
            assert json.loads(text)["edition"]["previous"] == (chain[-2] if len(chain) > 1 else "")
            checked += 1
    assert (len(chain), checked) == (6, 5)
    html = page(client, "/verify/")
    assert chain[-1] in html
    assert f"http://testserver{HERE}editions/4.json | sha256sum" in html
    assert "Number 6 in the chain" in html
    assert '<h2 id="salt">Why removed words cannot be guessed</h2>' in html
    assert "its salt is removed for good as well" in html
    assert "made before there were salts have none" in html


def test_an_empty_archive_has_an_empty_chain(client):
    public.make_council()
    assert "Nothing has been published yet." in page(client, "/verify/")
    assert all(line.startswith("#") for line in manifest(client))
