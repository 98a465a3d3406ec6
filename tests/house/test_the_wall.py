"""The second wall: the database itself gives the public side nothing but the record."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connections, transaction

from meetings.alerts import door
from meetings.alerts.models import Following
from meetings.checks import public_role_reads_no_draft
from meetings.publishing import publish as verbs
from meetings.record.models import PublishedMeeting
from meetings.record.roles import record_tables
from minutes_site.database import PUBLIC_ROLE
from tests import making

DESK_TABLES = sorted(
    {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    - set(record_tables())
)
HOSTILE = [
    "SELECT pg_read_file('/etc/passwd')",
    "COPY record_edition TO '/tmp/out'",
    "COPY record_edition TO PROGRAM 'cat'",
    "SET ROLE postgres",
    "CREATE TABLE mine (id int)",
    f"ALTER ROLE {PUBLIC_ROLE} SUPERUSER",
    "SELECT * FROM pg_authid",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "SELECT lo_import('/etc/passwd')",
    "INSERT INTO record_publishedcouncil VALUES ('a', 'A', 'england', true)",
    "UPDATE alerts_following SET confirmed_at = now()",
    "DELETE FROM alerts_following",
    "SELECT currval('alerts_following_id_seq')",
]

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True, databases=["default", "public"])


@pytest.fixture
def public(committed):
    """The public alias as in production: its own log-in, on the test database."""
    call_command("make_roles", verbosity=0)
    yield connections["public"]
    connections["public"].close()


def is_refused(connection, statement: str) -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return True
    return False


def test_the_public_role_reads_the_record_and_nothing_of_the_desk(public):
    readable = {table for table in [*DESK_TABLES, *record_tables()] if not is_refused(public, f'TABLE "{table}"')}
    assert readable == set(record_tables())


def test_the_public_role_changes_nothing_even_where_it_may_read(public):
    with public.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = off")
    for table in record_tables():
        assert is_refused(public, f'DELETE FROM "{table}"')
        assert is_refused(public, f'TRUNCATE "{table}"')


def test_hostile_statements_are_refused(public):
    with public.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = off")
    let_through = [statement for statement in HOSTILE if not is_refused(public, statement)]
    assert let_through == []


def test_the_public_role_has_its_timeout(public):
    with public.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("2s",)


def test_the_public_side_reads_what_was_published_through_its_own_log_in(public, settings, client):
    settings.RECORD_READS = "public"
    meeting = making.make_minuted_meeting()
    address = "/meetings/2024/06/13/harbour-panel/"
    assert client.get(address).status_code == 404
    verbs.publish(meeting, by=making.make_user())
    assert PublishedMeeting.objects.get()._state.db == "public"
    assert client.get(address).status_code == 200


def test_the_deploy_check_is_content_behind_the_wall(public):
    assert public_role_reads_no_draft(None) == []


def test_the_deploy_check_fails_loudly_when_drafts_can_be_read(public):
    with connections["default"].cursor() as cursor:
        cursor.execute(f'GRANT SELECT ON meetings_item TO "{public.settings_dict["USER"]}"')
    found = public_role_reads_no_draft(None)
    assert [fault.msg for fault in found] == ["The public database alias can read meetings_item."]
    assert found[0].id == "meetings.E002"


def test_the_deploy_check_fails_loudly_when_it_cannot_tell(public, monkeypatch):
    monkeypatch.setitem(public.settings_dict, "USER", "nobody_at_all")
    public.close()
    (found,) = public_role_reads_no_draft(None)
    assert found.id == "meetings.E003"


def test_publishing_reads_its_own_writes_and_not_the_public_side(public, settings):
    settings.RECORD_READS = "public"
    meeting, publisher = making.make_minuted_meeting(), making.make_user()
    with transaction.atomic():
        verbs.publish(meeting, by=publisher)
        meeting.items.update(title="Dredging again")
        verbs.correct(meeting, by=publisher, reason="Slip")
    assert PublishedMeeting.objects.get().items.get().title == "Dredging again"


def test_the_public_role_asks_for_alerts_through_its_door_and_reads_none(public, settings):
    settings.RECORD_READS = "public"
    assert door.ask("reader@example.org", "archive", is_weekly=False)
    following = Following.objects.get()
    assert is_refused(public, "SELECT address FROM alerts_following")
    assert [row.thing for row in door.look("confirm", following.confirm_key.hex)] == ["archive"]
    assert "reader" not in str(door.look("confirm", following.confirm_key.hex))
    assert door.confirm(following.confirm_key.hex)
    door.change(following.yours_key.hex, following.stop_key.hex, is_weekly=True)
    assert Following.objects.get().is_weekly
    door.stop(following.stop_key.hex)
    assert not Following.objects.exists()


def test_no_table_of_the_callers_stands_in_for_ours_behind_the_door(public, settings):
    settings.RECORD_READS = "public"
    with public.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = off")
        cursor.execute("CREATE TEMPORARY TABLE alerts_following (address text, thing text, yours_key uuid)")
    assert door.ask("reader@example.org", "archive", is_weekly=False)
    assert Following.objects.count() == 1


def test_nobody_else_may_use_the_door(public):
    with connections["default"].cursor() as cursor:
        cursor.execute("CREATE ROLE nobody_else")
        try:
            for function in door.FUNCTIONS:
                cursor.execute("SELECT has_function_privilege('nobody_else', %s, 'EXECUTE')", [function])
                assert cursor.fetchone() == (False,), function
        finally:
            cursor.execute("DROP ROLE nobody_else")
