"""The second wall: the database itself gives the public side nothing but the record."""

import datetime
import hashlib

import pytest
from django.apps import apps
from django.db import DatabaseError, connections, transaction
from psycopg.errors import InsufficientPrivilege

from meetings.alerts import door
from meetings.alerts.models import Following
from meetings.checks import public_role_reads_no_draft, statistics_show_nothing_withdrawn
from meetings.publishing import publish as verbs
from meetings.record import roles
from meetings.record.models import PublishedMeeting
from meetings.record.roles import record_tables
from minutes_site.database import PUBLIC_ROLE
from tests import making
from tests.alerts.making import make_following, morning, sent
from tests.machine import make_roles

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
HERE = "/meetings/2024/06/13/harbour-panel/"
# Stands in every field of the meeting that is withdrawn; the engine of search has no other form of it.
NAME = "Quexlo"
OPEN = "SELECT number, text FROM record_open_editions('2024/06/13/harbour-panel', ARRAY[0, 1, 2, 3, 4, 5])"
# Each would give out withdrawn words, or let them be guessed.
ASKING_FOR_WITHDRAWN_WORDS = [
    "SELECT text FROM record_edition",
    "SELECT * FROM record_edition",
    "TABLE record_edition",
    "SELECT reason FROM record_edition",
    "SELECT ordered_by FROM record_edition",
    "SELECT made_by FROM record_edition",
    "SELECT record_edition FROM record_edition",
    "SELECT to_jsonb(edition) FROM record_edition edition",
    "SELECT count(text) FROM record_edition",
    "SELECT place FROM record_edition WHERE text LIKE '%Quexlo%'",
    "SELECT place FROM record_edition WHERE text::integer = 0",
    "SELECT place FROM record_edition ORDER BY text",
    "SELECT place FROM record_edition edition WHERE edition IS NOT NULL",
    "SELECT place FROM record_edition JOIN (SELECT 'guessed' AS reason) guess USING (reason)",
    "SELECT text FROM record_edition FOR SHARE",
    "WITH every AS (TABLE record_edition) SELECT place FROM every",
    "COPY record_edition TO STDOUT",
    "COPY record_edition (text) TO STDOUT",
    "COPY (SELECT text FROM record_edition) TO STDOUT",
    "EXPLAIN SELECT place FROM record_edition WHERE reason = 'guessed'",
    "SELECT * FROM ts_stat('SELECT to_tsvector(text) FROM record_edition')",
    "DECLARE every CURSOR WITH HOLD FOR SELECT text FROM record_edition",
    "UPDATE record_edition SET kind = kind RETURNING text",
    "CREATE TEMPORARY TABLE mine AS TABLE record_edition",
    "CREATE OR REPLACE FUNCTION record_open_editions(text, integer[]) RETURNS SETOF record_edition LANGUAGE sql "
    "AS 'TABLE record_edition'",
    "ALTER FUNCTION record_open_editions RESET search_path",
]
# Every relation that a role may read anything of, those of the system too, and of which columns.
READABLE = """
SELECT relation.oid::regclass::text, string_agg(quote_ident(attname), ', ' ORDER BY attnum)
FROM pg_class relation JOIN pg_attribute ON attrelid = relation.oid
WHERE relkind = ANY ('{r,v,m,p,f,S}') AND attnum > 0 AND NOT attisdropped
    AND has_schema_privilege(relnamespace, 'USAGE') AND has_column_privilege(relation.oid, attnum, 'SELECT')
    AND relnamespace::regnamespace::text <> 'information_schema'
GROUP BY relation.oid ORDER BY 1
"""

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True, databases=["default", "public"])


@pytest.fixture
def public(committed):
    """The public alias as in production: its own log-in, on the test database."""
    make_roles()
    yield connections["public"]
    connections["public"].close()


@pytest.fixture
def publisher(committed):
    return making.make_user()


@pytest.fixture
def corrected(publisher):
    """Minutes with one name in every kind of field, corrected since; and minutes of another meeting without it."""
    verbs.publish(making.make_minuted_meeting(starts_at=making.moment("2024-05-09")), by=publisher)
    meeting = making.make_minuted_meeting()
    meeting.items.update(title=f"Letter of {NAME}", purpose=NAME, minute=f"<p>{NAME} wrote.</p>")
    item = meeting.items.get()
    item.resolutions.update(text=f"That {NAME} be thanked.", reasons=NAME)
    item.actions.update(task=f"Thank {NAME}", owner=NAME)
    item.actions.get().updates.create(reported_on=datetime.date(2024, 6, 30), text=f"{NAME} rang.", is_public=True)
    making.make_attendee(meeting=meeting, person=making.make_person(name=f"Jo {NAME}", kind="officer"))
    making.make_paper(meeting=meeting, item=item, title=NAME, filename=f"{NAME}.txt", text=f"{NAME} writes.")
    verbs.publish(meeting, by=publisher)
    meeting.items.update(title=f"Letters of {NAME}")
    verbs.correct(meeting, by=publisher, reason=f"{NAME} rang.", ordered_by=f"{NAME} asked.")
    return meeting


def run(connection, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def rows(connection, statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def places_of_the_name(connection) -> list[str]:
    """The relations in which the connection's role finds the name, of all that it may read."""
    places = []
    for relation, columns in rows(connection, READABLE):
        asked = f"SELECT {columns} FROM {relation}"
        # Some views of the system are over a function that refuses.
        if not is_not_permitted(connection, asked) and NAME.lower() in str(rows(connection, asked)).lower():
            places.append(relation)
    return places


def is_not_permitted(connection, statement: str) -> bool:
    """Whether it is refused for want of a privilege, and the refusal tells nothing either."""
    try:
        run(connection, statement)
    except DatabaseError as refusal:
        return isinstance(refusal.__cause__, InsufficientPrivilege) and NAME not in str(refusal)
    return False


def is_refused(connection, statement: str) -> bool:
    try:
        run(connection, statement)
    except DatabaseError:
        return True
    return False


def test_the_public_role_reads_the_record_and_nothing_of_the_desk(public):
    readable = {table for table in [*DESK_TABLES, *record_tables()] if not is_refused(public, f'TABLE "{table}"')}
    assert readable == set(record_tables()) - set(roles.COLUMNS)


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
            for function in [*door.FUNCTIONS, *roles.FUNCTIONS]:
                cursor.execute("SELECT has_function_privilege('nobody_else', %s, 'EXECUTE')", [function])
                assert cursor.fetchone() == (False,), function
        finally:
            cursor.execute("DROP ROLE nobody_else")


def test_words_that_were_withdrawn_are_nowhere_in_all_that_the_public_role_reads(public, corrected, publisher):
    # As the database does by itself, sooner or later: it keeps samples of what stands in the tables.
    run(connections["default"], "ANALYZE")
    assert len(places_of_the_name(public)) > 8
    verbs.withdraw(corrected, by=publisher, reason="A slip")
    assert places_of_the_name(public) == []
    corrected.items.update(title="Dredging", purpose="", minute="<p>As before.</p>")
    corrected.refresh_from_db()
    item, named = corrected.items.get(), corrected.attendees.filter(person__name__contains=NAME)
    for gone in (item.resolutions.all(), item.actions.all(), item.documents.all(), named):
        gone.delete()
    verbs.publish(corrected, by=publisher)
    assert places_of_the_name(public) == []


def test_no_statement_gives_the_public_role_withdrawn_words(public, corrected, publisher):
    assert [number for number, text in rows(public, OPEN) if NAME in text] == [1, 2]
    verbs.withdraw(corrected, by=publisher, reason="A slip")
    run(public, "SET default_transaction_read_only = off")
    asked = ASKING_FOR_WITHDRAWN_WORDS
    assert [statement for statement in asked if not is_not_permitted(public, statement)] == []
    assert [number for number, _ in rows(public, OPEN)] == [3]
    assert NAME not in str(rows(public, f"{OPEN} WHERE text LIKE '%Quexlo%' OR number < 3 OR number > 0"))


def test_running_make_roles_again_takes_back_what_an_older_one_gave(public, corrected):
    run(connections["default"], f"GRANT SELECT ON record_edition TO {PUBLIC_ROLE}")
    assert [fault.msg for fault in public_role_reads_no_draft(None)] == [
        "The public database alias can read record_edition.text."
    ]
    make_roles()
    assert public_role_reads_no_draft(None) == []
    assert is_not_permitted(public, "SELECT text FROM record_edition")


def test_what_is_public_of_editions_goes_on_through_the_public_log_in(public, corrected, publisher, settings, client):
    settings.RECORD_READS = "public"
    assert "added: </span>Letters" in client.get(f"{HERE}editions/2/").content.decode()
    verbs.withdraw(corrected, by=publisher, reason="A slip")
    verbs.publish(corrected, by=publisher)
    pages = [f"{HERE}editions/{number}{end}" for end in ("/", ".json") for number in range(6)]
    statuses = [client.get(page).status_code for page in pages]
    assert statuses == [404, 404, 404, 200, 200, 404] * 2
    assert "This is the first edition" not in client.get(f"{HERE}editions/3/").content.decode()
    text = client.get(f"{HERE}editions/4.json").content
    told = b"".join(client.get("/verify/manifest.txt").streaming_content).decode()
    assert f"\n{hashlib.sha256(text).hexdigest()}  {HERE[1:]}editions/4.json" in told
    assert told.count("# withdrawn: ") == 2
    assert hashlib.sha256(text).hexdigest() in client.get("/verify/").content.decode()


def test_alerts_tell_nothing_twice_that_was_withdrawn_and_published_again(public, corrected, publisher, settings):
    settings.RECORD_READS = "public"
    make_following(thing="committee:harbour-panel")
    verbs.withdraw(corrected, by=publisher, reason="A slip")
    verbs.publish(corrected, by=publisher)
    assert sent(morning("2024-08-01")) == []
    corrected.items.get().resolutions.update(text="That the harbour be dredged.")
    verbs.correct(corrected, by=publisher, reason="A slip")
    (news,) = sent(morning("2024-08-02"))
    assert "That the harbour be dredged." in news.body


def test_the_deploy_check_tells_of_samples_that_the_public_can_read(public):
    assert statistics_show_nothing_withdrawn(None) == []
    run(connections["default"], "GRANT SELECT ON pg_stats TO PUBLIC")
    (found,) = statistics_show_nothing_withdrawn(None)
    assert found.id == "meetings.W002"
