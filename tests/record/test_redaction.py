"""Personal data taken out of the record: nowhere left, openly told, and the chain still vouches for the rest."""

import datetime
import json
import re

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from meetings.models import Action, Document, Issue, Person
from meetings.publishing import publish as verbs
from meetings.publishing.papers import read_papers
from meetings.publishing.publish import CannotPublish
from meetings.publishing.redact import places_of, redact
from meetings.publishing.verify import rebuild_record, verify_record
from meetings.record.editions import digest_of
from meetings.record.models import (
    Edition,
    PublishedAction,
    PublishedIssue,
    PublishedItem,
    PublishedMeeting,
    PublishedPerson,
    Redaction,
)
from meetings.record.roles import record_tables
from tests import making

pytestmark = pytest.mark.django_db
NAME = "Jane Example"
AT_THE_DESK = {
    "the desk: attendee",
    "the desk: item 1",
    "the desk: resolution, item 1",
    "the desk: progress of an action, item 1",
    "the desk: paper, item 1",
    "the desk: paper, item 1: what search knows of it",
}
LATER = making.moment("2024-08-01")


@pytest.fixture
def corrected(meeting, publisher):
    """Minutes that name somebody in every kind of field, and their correction."""
    item = meeting.items.get()
    item.minute = "<p>A letter from Jane <strong>Example</strong> was read.</p>"
    item.purpose = f"Complaint by {NAME}"
    item.clerk_notes = f"Ring {NAME}"
    item.save()
    item.resolutions.update(text=f"That {NAME} be thanked.", reasons=f"{NAME.upper()} asked.")
    action = item.actions.get()
    action.updates.create(reported_on=datetime.date(2024, 6, 30), text=f"{NAME} was rung.", is_public=True)
    paper = Document(meeting=meeting, item=item, title=f"Letter of {NAME}")
    paper.file.save("Letter of Jane Example.txt", ContentFile(f"Dear all, {NAME} writes.".encode()))
    read_papers(meeting)
    making.make_attendee(meeting=meeting, person=making.make_person(name=NAME, honorific="Ms", kind="officer"))
    verbs.publish(meeting, by=publisher, at=making.moment("2024-06-20"))
    item.title = "Harbour and channel"
    item.save()
    verbs.correct(meeting, by=publisher, reason=f"{NAME} rang.", at=making.moment("2024-07-01"))
    meeting.refresh_from_db()
    return meeting


def words_in_tables(tables: list[str], words: str) -> list[str]:
    """The tables in which any row, written out whole, holds the words."""
    found = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE %s', [f"%{words}%"])
            found += [table] * bool(cursor.fetchone()[0])
    return found


def test_the_words_are_nowhere_in_the_record_nor_among_the_meetings_fields(corrected, publisher):
    assert len(words_in_tables(record_tables(), "Example")) > 5
    redact(corrected, words=[NAME], reason="A private letter", by=publisher, at=LATER)
    for words in ("Jane", "Example", "jane-example", "exampl"):
        assert words_in_tables(record_tables(), words) == []
    desk = [model._meta.db_table for model in apps.get_app_config("meetings").get_models()]
    # The person is the directory's, and not of this meeting alone.
    assert set(words_in_tables(desk, "Example")) == {"meetings_person", "meetings_personevent"}
    assert not PublishedPerson.objects.filter(slug="jane-example").exists()


def test_it_is_told_openly_and_what_is_left_verifies(corrected, publisher, capsys):
    digests = list(Edition.objects.order_by("place").values_list("digest", flat=True))
    edition = redact(corrected, words=[NAME], reason="A private letter", by=publisher, at=LATER)
    assert list(Edition.objects.order_by("place").values_list("digest", flat=True))[:2] == digests
    assert (edition.kind, edition.number, edition.previous) == ("redaction", 3, digests[-1])
    assert sorted(edition.redacted) == ["1", "2"]
    assert json.loads(edition.text)["edition"]["redacted"] == edition.redacted
    assert list(verify_record()) == []
    shown = PublishedMeeting.objects.get().editions
    assert [entry.get("redacted_on") for entry in shown] == ["2024-08-01", "2024-08-01", None]
    assert shown[1]["reason"] == "[redacted] rang."
    call_command("verify_record")
    told = capsys.readouterr().out
    assert "edition 1 (minutes published): redacted on 1 August 2024." in told
    assert "3 editions verified; every page agrees.\n" in told


def left_after_redacting(client, *words_each) -> tuple[str, list[str]]:
    """What anybody can fetch once the words were redacted, one redaction after another, from minutes that held them.

    The text that is left of the first edition, and every digest that was or is published of it.
    """
    meeting, publisher = making.make_minuted_meeting(), making.make_user()
    meeting.items.update(minute=f"<p>Letters from {' and '.join(words_each)} were read.</p>")
    verbs.publish(meeting, by=publisher)
    for words in words_each:
        redact(meeting, words=[words], reason="A private letter", by=publisher)
    here = "meetings/2024/06/13/harbour-panel/editions"
    left = client.get(f"/{here}/1.json").content.decode()
    manifest = b"".join(client.get("/verify/manifest.txt").streaming_content).decode()
    told = [client.get(f"/{here}/{number}.json").json()["edition"] for number in range(2, len(words_each) + 2)]
    digests = re.findall(rf"(\w{{64}})  {here}/1.json", manifest) + [edition["redacted"]["1"] for edition in told]
    return left, digests


def guessed(left: str, digests: list[str]) -> set[str]:
    """The names that a stranger finds with a list of names, putting each in place of each mark in turn."""
    return {
        name
        for name in ("Ann Smith", NAME, "Amir Khan", "Tom Jones")
        for mark in re.finditer(re.escape("[redacted]"), left)
        if digest_of(left[: mark.start()] + name + left[mark.end() :]) in digests
    }


def test_redacted_words_cannot_be_found_again_by_trying_names(client):
    assert guessed(*left_after_redacting(client, NAME)) == set()


def test_nor_those_of_a_second_redaction_by_the_digest_of_what_the_first_had_left(client):
    assert guessed(*left_after_redacting(client, NAME, "Amir Khan")) == set()


def test_an_edition_from_before_there_were_salts_gives_its_first_words_away_and_no_others(client, monkeypatch):
    """As README and the page on checking say."""
    monkeypatch.setattr("meetings.record.editions.new_salt", str)
    left, digests = left_after_redacting(client, NAME, "Amir Khan")
    salt = re.search(',"salt":"[0-9a-f]{32}"', left)[0]
    assert guessed(left.replace("[redacted]", NAME, 1), digests) == set()
    assert guessed(left.replace(salt, "").replace("[redacted]", NAME, 1), digests) == {"Amir Khan"}
    assert list(verify_record()) == []


def test_the_salt_leaves_the_record_with_the_words(corrected, publisher):
    salts = list(Edition.objects.order_by("place").values_list("salt", flat=True))
    redact(corrected, words=[NAME], reason="A private letter", by=publisher)
    for salt in salts:
        assert words_in_tables(record_tables(), salt) == []
    assert len(set(Edition.objects.values_list("salt", flat=True)) - set(salts)) == 3


def test_the_rest_stays_as_it_was_and_the_desk_is_in_step(corrected, publisher):
    redact(corrected, words=[NAME], reason="A private letter", by=publisher)
    item = PublishedItem.objects.get()
    assert item.content["minute"] == "<p>A letter from [redacted]<strong></strong> was read.</p>"
    assert item.content["resolutions"][0]["text"] == "That [redacted] be thanked."
    assert item.content["documents"][0]["filename"] == "Letter_of_redacted.txt"
    assert item.progress["1"]["updates"][0]["text"] == "[redacted] was rung."
    corrected.refresh_from_db()
    assert not verbs.is_ahead_of_record(corrected)
    corrected.items.update(title="Another")
    verbs.correct(corrected, by=publisher, reason="Slip")
    rebuild_record()
    assert list(verify_record()) == []


def test_changes_waiting_at_the_desk_are_not_published_with_it(corrected, publisher):
    corrected.items.update(title="Not yet public")
    redact(corrected, words=[NAME], reason="A private letter", by=publisher)
    assert PublishedItem.objects.get().title == "Harbour and channel"
    assert verbs.is_ahead_of_record(corrected)


def test_what_waits_gets_no_address_from_a_redaction_nor_from_a_withdrawal(corrected, publisher):
    making.make_item(meeting=corrected, title="Secret inquiry", issue=Issue.objects.create(title="Hidden matter"))
    making.make_attendee(meeting=corrected, person=making.make_person(name="Will Waiting"))
    making.make_action(item=corrected.items.first(), task="Wait")
    redact(corrected, words=[NAME], reason="A private letter", by=publisher, at=LATER)
    verbs.withdraw(corrected, reason="Another name", by=publisher, at=LATER)
    assert corrected.items.get(title="Secret inquiry").public_slug == ""
    assert Person.objects.get(name="Will Waiting").public_slug == ""
    assert Action.objects.get(task="Wait").public_number is None
    assert Issue.objects.get().public_slug == ""


def test_action_reported_back_at_an_item_with_an_address_that_nobody_published_leads_nowhere(corrected, publisher):
    """As redactions gave them before: an address is no proof that the public knows the item."""
    asked = making.make_minuted_meeting(starts_at=making.moment("2024-05-09"))
    hidden = Issue.objects.create(title="Hidden matter")
    asked_item = asked.items.get()
    verbs.publish_agenda(asked, by=publisher)
    waiting = making.make_item(meeting=corrected, title="Secret inquiry", public_slug="99", issue=hidden)
    asked.items.update(issue=hidden)
    verbs.show_beside(corrected)
    assert not PublishedIssue.objects.exists()
    asked_item.actions.update(reported_back_at=waiting)
    asked.items.update(issue=None)
    verbs.publish(asked, by=publisher)
    assert PublishedAction.objects.get(item__meeting="2024/05/09/harbour-panel").reported_back_at == ""


def test_a_second_redaction_of_the_same_edition_verifies(corrected, publisher):
    redact(corrected, words=[NAME], reason="A private letter", by=publisher)
    redact(corrected, words=["a letter from"], reason="The letter, too", by=publisher)
    assert Redaction.objects.filter(edition=1).count() == 2
    assert list(verify_record()) == []


def test_withdrawn_minutes_can_be_redacted_and_stay_withdrawn(corrected, publisher):
    verbs.withdraw(corrected, by=publisher, reason="A name")
    redact(corrected, words=[NAME], reason="A private letter", by=publisher)
    assert words_in_tables(record_tables(), "Example") == []
    assert PublishedMeeting.objects.get().state == "withdrawn"
    assert list(verify_record()) == []


@pytest.mark.parametrize(
    ("words", "reason", "why"),
    [
        ([NAME], " ", "needs its reason"),
        ([NAME], "A letter of jane example", "must not repeat the words"),
        (["Jo"], "A name", "Too short"),
        (["redact"], "A name", "Too short"),
        ([" "], "A name", "Write the words"),
        (["Nobody Atall"], "A name", "in no edition"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(corrected, publisher, words, reason, why):
    with pytest.raises(CannotPublish, match=why):
        redact(corrected, words=words, reason=reason, by=publisher)
    assert Edition.objects.count() == 2
    assert list(verify_record()) == []


def test_a_lost_file_stands_in_no_redactions_way(meeting, publisher):
    item = meeting.items.get()
    item.minute = "<p>Jane Ashby spoke.</p>"
    item.save()
    paper = Document(meeting=meeting, title="Letter", position=1)
    paper.file.save("jane-ashby.txt", ContentFile(b"Dear"))
    verbs.publish(meeting, by=publisher)
    paper.file.storage.delete(paper.file.name)
    redact(meeting, words=["Jane Ashby"], reason="Personal data.", by=publisher)
    assert all("Ashby" not in edition.text for edition in Edition.objects.all())
    paper.refresh_from_db()
    assert "ashby" not in paper.file.name
    assert list(verify_record()) == []


@pytest.mark.parametrize("title", ["Complaint of Jane Example", "A complaint"])
def test_issue_that_keeps_the_words_is_told_after_all_other_places(corrected, title):
    issue = Issue.objects.create(title=f"Complaint of {NAME}")
    corrected.items.update(issue=issue)
    verbs.show_beside(corrected)
    # Renamed, or no longer joined at the desk: the public still reads it.
    Issue.objects.update(title=title)
    corrected.items.update(issue=None)
    *others, last = places_of(corrected, words=[NAME])
    assert last.issue == issue
    assert len(others) > 5
    assert not [place for place in others if place.issue]


def test_the_preview_counts_the_places_and_touches_nothing(corrected):
    before = list(Edition.objects.values())
    places = places_of(corrected, words=[NAME])
    assert [place.count for place in places if "edition 1" in place.where] == [7]
    assert not [place for place in places if NAME in place.where]
    # A clerk knows rows by the items they stand under, not by the numbers of the database.
    assert {place.where for place in places if "desk" in place.where} == AT_THE_DESK
    assert list(Edition.objects.values()) == before


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE record_edition SET text = '{}' WHERE place = 1", "append-only"),
        ("UPDATE record_edition SET reason = 'Other' WHERE place = 1", "append-only"),
        ("UPDATE record_edition SET made_by = 'Nobody' WHERE place = 1", "append-only"),
        ("UPDATE record_edition SET salt = repeat('a', 32) WHERE place = 1", "append-only"),
        ("UPDATE record_edition SET text = replace(text, 'Panel', 'Board') WHERE place = 1", "append-only"),
        ("UPDATE record_redaction SET digest = 'x'", "append-only"),
        ("DELETE FROM record_redaction", "append-only"),
        ("TRUNCATE record_redaction", "append-only"),
        ("DELETE FROM record_edition WHERE place = 1", "append-only"),
        (
            "INSERT INTO record_redaction (edition_id, made_in_id, digest) VALUES (1, 2, repeat('a', 64))",
            "No edition tells",
        ),
        (
            "INSERT INTO record_redaction (edition_id, made_in_id, digest) VALUES (1, 3, repeat('a', 64))",
            "No edition tells",
        ),
    ],
)
def test_there_is_no_other_door(corrected, publisher, statement, why):
    redact(corrected, words=[NAME], reason="A private letter", by=publisher)
    with pytest.raises(DatabaseError, match=why), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(verify_record()) == []


def test_no_text_goes_through_the_door_with_the_salt_it_had(corrected, publisher, monkeypatch):
    salt = Edition.objects.get(place=1).salt
    monkeypatch.setattr("meetings.publishing.redact.new_salt", lambda: salt)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        redact(corrected, words=[NAME], reason="A private letter", by=publisher)


def test_a_redacted_text_changed_behind_the_triggers_back_is_found(corrected, publisher):
    redact(corrected, words=[NAME], reason="A private letter", by=publisher)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE record_edition DISABLE TRIGGER edition_append_only")
        cursor.execute("UPDATE record_edition SET text = replace(text, 'Panel', 'Board') WHERE place = 1")
        cursor.execute("ALTER TABLE record_edition ENABLE TRIGGER edition_append_only")
        cursor.execute("ALTER TABLE record_redaction DISABLE TRIGGER redaction_append_only")
        cursor.execute(
            "UPDATE record_redaction SET digest = (SELECT encode(sha256(convert_to(text, 'UTF8')), 'hex') "
            "FROM record_edition WHERE place = 1) WHERE edition_id = 1"
        )
        cursor.execute("ALTER TABLE record_redaction ENABLE TRIGGER redaction_append_only")
    assert any("redaction in edition 3 is told in one place only" in found for found in verify_record())
