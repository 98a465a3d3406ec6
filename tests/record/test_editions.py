"""The chain of editions, and the commands that prove and rebuild the record."""

import datetime
import hashlib
import io
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from meetings.publishing import publish as verbs
from meetings.publishing.verify import rebuild_record, verify_record
from meetings.record.editions import canonical_json, digest_of
from meetings.record.models import (
    Edition,
    PublishedDocument,
    PublishedItem,
    PublishedMeeting,
    PublishedPerson,
    PublishedResolution,
)
from tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_meetings():
    publisher = making.make_user()
    for day in ("2024-06-13", "2024-07-11"):
        meeting = making.make_minuted_meeting(starts_at=making.moment(day))
        verbs.publish_agenda(meeting, by=publisher, at=making.moment(day) - datetime.timedelta(days=8))
        verbs.publish(meeting, by=publisher, at=making.moment(day) + datetime.timedelta(days=8))


def test_each_edition_follows_the_one_before_it_in_the_whole_archive(two_meetings):
    editions = list(Edition.objects.order_by("place"))
    assert [edition.place for edition in editions] == [1, 2, 3, 4]
    assert [edition.previous for edition in editions] == ["", *(edition.digest for edition in editions[:-1])]
    assert [edition.number for edition in editions] == [1, 2, 1, 2]


def test_a_digest_is_the_sha256_of_the_text_and_vouches_for_all_of_the_edition(two_meetings):
    edition = Edition.objects.last()
    assert edition.digest == hashlib.sha256(edition.text.encode()).hexdigest()
    for fact in (
        '"kind":"minutes"',
        '"number":2',
        f'"previous":"{edition.previous}"',
        '"made_by":"Democratic Services"',
    ):
        assert fact in edition.text


def test_every_edition_has_a_salt_of_its_own_in_its_text(two_meetings):
    editions = Edition.objects.all()
    assert len({edition.salt for edition in editions}) == 4
    for edition in editions:
        assert re.fullmatch("[0-9a-f]{32}", edition.salt)
        assert f'"salt":"{edition.salt}"' in edition.text


def test_editions_from_before_there_were_salts_verify_beside_those_that_have_one(monkeypatch):
    publisher, meeting = making.make_user(), making.make_minuted_meeting()
    with monkeypatch.context() as before:
        before.setattr("meetings.record.editions.new_salt", str)
        verbs.publish_agenda(meeting, by=publisher)
    verbs.publish(meeting, by=publisher)
    first, second = Edition.objects.order_by("place")
    assert "salt" not in first.text
    assert "salt" in second.text
    assert list(verify_record()) == []


def test_canonical_json_is_one_spelling_only():
    assert canonical_json({"b": [1, None], "a": "Ó"}) == '{"a":"Ó","b":[1,null]}'
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_json(float("nan"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_edition SET reason = 'other'",
        "DELETE FROM record_edition",
        "TRUNCATE record_edition",
    ],
)
def test_the_database_refuses_to_change_editions(two_meetings, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Edition.objects.count() == 4


def test_an_untouched_record_verifies(two_meetings, capsys):
    assert list(verify_record()) == []
    call_command("verify_record")
    assert capsys.readouterr().out == "4 editions verified; every page agrees.\n"


def test_a_tampered_row_is_named(two_meetings):
    PublishedResolution.objects.filter(held_on="2024-06-13").update(text="That nothing be dredged.")
    assert list(verify_record()) == ["2024/06/13/harbour-panel: the resolutions shown differ from the newest edition."]
    with pytest.raises(CommandError, match="1 differences"):
        call_command("verify_record", stderr=io.StringIO())


def test_a_missing_and_an_invented_page_are_named(two_meetings):
    invented = PublishedMeeting.objects.get(held_on="2024-06-13")
    invented.address = "2024/06/14/harbour-panel"
    invented.save()
    PublishedMeeting.objects.filter(held_on="2024-07-11").delete()
    assert list(verify_record()) == [
        "2024/07/11/harbour-panel: published, but has no page.",
        "2024/06/14/harbour-panel: has a page, but no edition.",
        "The counts of 11 words of the archive are wrong.",
    ]


def test_an_edition_changed_behind_the_triggers_back_is_found(two_meetings):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE record_edition DISABLE TRIGGER edition_append_only")
        cursor.execute("UPDATE record_edition SET text = replace(text, 'dredged', 'drained') WHERE place = 2")
        cursor.execute("ALTER TABLE record_edition ENABLE TRIGGER edition_append_only")
    found = list(verify_record())
    assert found[0].endswith("edition 2 (minutes published): is not what was digested.")
    assert len(found) > 1


@pytest.mark.parametrize("text", ["spoilt", "[]", "{}"])
def test_an_edition_that_nobody_can_read_is_named_and_the_others_are_still_checked(two_meetings, text):
    digest = digest_of(text)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE record_edition DISABLE TRIGGER edition_append_only")
        cursor.execute("UPDATE record_edition SET text = %s, digest = %s WHERE place = 2", [text, digest])
        cursor.execute("ALTER TABLE record_edition ENABLE TRIGGER edition_append_only")
    PublishedMeeting.objects.filter(address="2024/07/11/harbour-panel").update(title="Tampered")
    assert list(verify_record()) == [
        "2024/06/13/harbour-panel, edition 2 (minutes published): is not what was digested.",
        "2024/07/11/harbour-panel, edition 1 (agenda published): does not follow the edition before it.",
        "2024/06/13/harbour-panel: one of its editions cannot be read, so nothing vouches for its page.",
        "2024/07/11/harbour-panel: the meeting shown differ from the newest edition.",
    ]


def test_a_removed_edition_is_found(two_meetings):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE record_edition DISABLE TRIGGER edition_append_only")
        cursor.execute("DELETE FROM record_edition WHERE place = 1")
        cursor.execute("ALTER TABLE record_edition ENABLE TRIGGER edition_append_only")
    assert "Edition 1 of the archive is missing." in list(verify_record())


def test_rebuilding_makes_the_rows_anew_and_equal(two_meetings):
    items = list(PublishedItem.objects.order_by("meeting", "slug").values("meeting", "slug", "content", "progress"))
    PublishedItem.objects.all().delete()
    PublishedMeeting.objects.update(title="Tampered")
    assert rebuild_record() == 2
    assert list(verify_record()) == []
    assert (
        list(PublishedItem.objects.order_by("meeting", "slug").values("meeting", "slug", "content", "progress"))
        == items
    )


@pytest.mark.parametrize(
    "change", ["reason = 'Another'", "made_by = 'Nobody'", "made_at = made_at - interval '1 day'", "kind = 'agenda'"]
)
def test_a_column_that_disagrees_with_the_digested_text_is_found(two_meetings, change):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE record_edition DISABLE TRIGGER edition_append_only")
        cursor.execute(f"UPDATE record_edition SET {change} WHERE place = 2")
        cursor.execute("ALTER TABLE record_edition ENABLE TRIGGER edition_append_only")
    assert any(found.endswith("is not what was digested.") for found in verify_record())


def test_a_spoilt_paper_is_found():
    meeting, publisher = making.make_minuted_meeting(), making.make_user()
    paper = meeting.documents.model(meeting=meeting, title="Survey")
    paper.file.save("survey.txt", ContentFile(b"deep"))
    verbs.publish(meeting, by=publisher)
    assert list(verify_record()) == []
    shelf, digest = storages["record"], PublishedDocument.objects.get().digest
    shelf.delete(digest)
    assert list(verify_record()) == ["2024/06/13/harbour-panel: the paper “Survey” is not on the shelf."]
    shelf.save(digest, ContentFile(b"shallow"))
    assert list(verify_record()) == [
        "2024/06/13/harbour-panel: the paper “Survey” is not the file that was published."
    ]


def test_rebuilding_stands_in_for_people_whom_the_desk_no_longer_has():
    meeting, publisher = making.make_minuted_meeting(), making.make_user()
    guest = making.make_attendee(meeting=meeting, person=making.make_person(name="Guest"), role="Guest")
    verbs.publish(meeting, by=publisher)
    guest.delete()
    guest.person.delete()
    PublishedMeeting.objects.all().delete()
    PublishedPerson.objects.all().delete()
    rebuild_record()
    assert PublishedPerson.objects.get(slug="guest").name == "Councillor Guest"
    assert list(verify_record()) == []
