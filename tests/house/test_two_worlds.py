"""Nothing leaks: a stranger is answered alike, to the byte, whether or not the desk has secrets."""

import datetime
import hashlib
import uuid

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.postgres.fields import ArrayField
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from pghistory.models import Event

from meetings.models import Action, Issue, Item, Meeting, OpenPage, Person, Review, SourceRef, SourceText, Synonym
from meetings.publishing.directory import publish_directory
from meetings.publishing.publish import publish, show_progress, withdraw
from meetings.publishing.redact import redact
from meetings.publishing.verify import rebuild_record
from meetings.world import load_world
from tests import making
from tests.house.walking import all_routes, walk
from tests.house.worlds import PUBLIC, salt_in_turn, with_secrets

# /healthz asks the public alias itself.
pytestmark = pytest.mark.django_db(databases=["default", "public"])

SECRET = "Zzsecret"
# Changing one of these alone would break a rule of the desk in any row.
REFUSED = {"Resolution.seconder", "SourceRef.committee", "SourceRef.item", "SourceRef.person"}


@pytest.fixture(autouse=True)
def no_chance(monkeypatch):
    """Tokens, clocks and salts differ between any two worlds; held still, so that everything else must not."""
    monkeypatch.setattr("meetings.record.editions.new_salt", salt_in_turn)
    monkeypatch.setattr("meetings.publishing.redact.new_salt", salt_in_turn)
    monkeypatch.setattr("django.middleware.csrf._get_new_csrf_string", lambda: "t" * 32)
    monkeypatch.setattr("django.middleware.csrf._mask_cipher_secret", lambda secret: secret * 2)
    monkeypatch.setattr("django.utils.csp.secrets.token_urlsafe", lambda *_: "nonce")
    monkeypatch.setattr("django.utils.cache.http_date", lambda *_: "now")
    monkeypatch.setattr("django.http.response.http_date", lambda *_: "now")


def load(world: dict) -> None:
    user, _ = get_user_model().objects.get_or_create(username="world", defaults={"is_active": False})
    load_world(world, by=user)


def differences(one, other) -> list[str]:
    return [
        address
        for address in {**one.answers, **other.answers}
        if one.answers.get(address) != other.answers.get(address)
    ]


def test_the_walk_reaches_every_route_of_the_site(settings):
    load(PUBLIC)
    assert all_routes() - walk().routes == set()


def test_a_world_with_secrets_looks_like_the_same_world_without():
    walks = []
    for world in (PUBLIC, with_secrets()):
        with transaction.atomic():
            load(world)
            assert (SECRET in str(list(Meeting.objects.values()))) is (world is not PUBLIC)
            walks.append(walk())
            transaction.set_rollback(True)
    without, having = walks
    assert len(without.answers) > 100
    assert differences(without, having) == []
    assert not [
        address
        for address, (_, _, body) in having.answers.items()
        if SECRET.lower() in body.decode("utf-8", "ignore").lower() and SECRET.lower() not in address
    ]


def test_unpublished_changes_in_every_field_of_the_desk_change_no_answer():
    load(PUBLIC)
    before = walk()
    add_drafts()
    assert differences(before, walk()) == []
    # Computed anew, with the drafts there: still not a word of them.
    rebuild_record()
    assert differences(before, walk()) == []
    changed, refused = change_every_field()
    assert sorted(refused) == sorted(REFUSED)
    assert len(changed) > 60
    assert differences(before, walk()) == []


def test_an_address_kept_at_the_desk_never_goes_public_with_the_directory():
    load(PUBLIC)
    Person.objects.update(email="zzsecret@council.test")
    publish_directory()
    assert not [address for address, (_, _, body) in walk().answers.items() if b"zzsecret@" in body]


def test_withdrawn_minutes_leave_no_word_behind():
    """The withdrawn meeting of the world: its people, papers and reasons are gone from every answer."""
    load(PUBLIC)
    paper = hashlib.sha256(b"Depths, phase 3.").hexdigest()
    walked = walk([f"/papers/{paper}/survey.txt"]).answers
    assert walked[f"/papers/{paper}/survey.txt"][0] == 404
    status, _, body = walked["/meetings/2024/03/07/harbour-panel/"]
    assert status == 200
    assert b"A name." in body
    for gone in (b"Okafor", b"Lowe", b"Hart", b"dredg", b"Survey"):
        assert gone not in body
    assert not [address for address, (_, _, page) in walked.items() if b"phase 3" in page]


def test_redacted_words_are_in_no_answer():
    load(PUBLIC)
    words = "Dredging, phase 1"
    assert [address for address, (_, _, body) in walk().answers.items() if words.encode() in body]
    meeting = Meeting.objects.get(public_address="2023/06/15/harbour-panel")
    redact(meeting, words=[words], reason="A name", by=meeting.published_by)
    assert not [address for address, (_, _, body) in walk().answers.items() if words.encode() in body]


def test_taking_words_back_tells_nothing_of_the_changes_that_wait():
    """A redaction, a withdrawal and what is published after them, with drafts at the desk and without."""
    walks = []
    for has_drafts in (False, True):
        with transaction.atomic():
            load(PUBLIC)
            if has_drafts:
                add_drafts()
                add_what_points_at_drafts()
            first, second, *_ = Meeting.objects.published().order_by("starts_at")
            at = making.moment("2024-08-01")
            redact(first, words=["Dredging, phase 1"], reason="A name", by=first.published_by, at=at)
            withdraw(second, reason="A name", by=first.published_by, at=at)
            publish_directory()
            later = making.make_minuted_meeting(starts_at=making.moment("2024-07-12"))
            later.attendees.update(person=making.make_person(name="Will Waiting"))
            publish(later, by=first.published_by, at=at)
            walks.append(walk())
            transaction.set_rollback(True)
    without, having = walks
    assert "/people/will-waiting/" in without.answers
    assert differences(without, having) == []


def add_what_points_at_drafts() -> None:
    """Public rows that lead to items nobody has published, an issue that only those have, and a hidden namesake."""
    hidden = Issue.objects.create(title=f"{SECRET} issue")
    agenda = Meeting.objects.on_record().get(starts_at__date="2024-07-11")
    agenda.items.filter(number="1").update(issue=hidden)
    waiting = Item.objects.filter(title=SECRET)
    assert waiting.count() > 1
    waiting.update(issue=hidden)
    for number, item in enumerate(waiting, start=1):
        making.make_attendee(
            meeting=item.meeting, person=making.make_person(name="Will Waiting", ward=f"{SECRET} {number}")
        )
        action = Action.objects.filter(item__public_slug__gt="").exclude(item__meeting=item.meeting).all()[number]
        action.reported_back_at = item
        action.save()
        show_progress(action.item.meeting)


def add_drafts() -> None:
    """New rows of every model that a clerk can add, none of them published."""
    hidden = making.make_committee(name=f"{SECRET} board", slug="zzsecret-board", is_listed=False)
    for committee in [hidden, *{meeting.committee for meeting in Meeting.objects.all()}]:
        draft = making.make_minuted_meeting(committee=committee, starts_at=making.moment("2023-06-15"))
        item = draft.items.get()
        speaker = draft.attendees.get()
        item.speakers.add(speaker)
        item.declarations.create(attendee=speaker, kind="other", description=SECRET)
        item.resolutions.get().named_votes.create(attendee=speaker, choice="for")
        item.actions.get().updates.create(reported_on=datetime.date(2023, 7, 1), text=SECRET, is_public=True)
        paper = item.documents.model(meeting=draft, item=item, title=SECRET)
        paper.file.save("zzsecret.txt", ContentFile(SECRET.encode()))
    hidden.memberships.create(person=making.make_person(name=f"{SECRET} Member"), role="chair")
    text = SourceText.objects.create(name=SECRET, text=SECRET, added_by=making.make_user(name=SECRET))
    Review.objects.create(source=text, position=1, start=0, end=900, reading={"items": []}, changed_by=text.added_by)
    OpenPage.objects.create(user=text.added_by, path=SECRET, seen_at=text.added_at)
    # Shown with the directory as it is computed anew, to whoever asks for either side and to nobody else.
    Synonym.objects.create(short="ZZS", long=f"{SECRET} synonym")
    SourceRef.objects.create(system="old", kind="MId", source_id="1", meeting=Meeting.objects.first())
    for published in Meeting.objects.published():
        making.make_attendee(meeting=published, role=SECRET)
        making.make_resolution(item=making.make_item(meeting=published, title=SECRET), text=SECRET)
        published.items.get(number="2").speakers.set(published.attendees.all())


def change_every_field() -> tuple[set[str], set[str]]:
    """Change each field of every row of the desk; return the fields changed, and those that no row let change."""
    changed, refused = set(), set()
    for model in apps.get_app_config("meetings").get_models():
        # The history is append-only: the database lets nobody change it. Proxies have no rows of their own.
        if issubclass(model, Event) or model._meta.proxy:
            continue
        rows = [model.objects.filter(pk=pk) for pk in model.objects.values_list("pk", flat=True)]
        assert rows, f"no {model.__name__} to change"
        for field in model._meta.local_concrete_fields:
            if field.primary_key:
                continue
            # All rows at once where the desk's constraints allow it, else each row that lets itself be changed.
            done = [True] if is_changed(model.objects.all(), field) else [is_changed(row, field) for row in rows]
            (changed if any(done) else refused).add(f"{model.__name__}.{field.name}")
    return changed, refused


def is_changed(rows: models.QuerySet, field: models.Field) -> bool:
    try:
        with transaction.atomic():
            rows.update(**{field.name: another_value(field)})
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError:
        return False
    return True


def another_value(field: models.Field):
    """A value of the field's kind that no row has; one of the last where only those that exist will do."""
    if field.remote_field:
        return field.remote_field.model.objects.order_by("pk").last()
    if field.choices:
        return Value(field.choices[-1][0])
    if isinstance(field, models.DateTimeField):
        return F(field.name) + datetime.timedelta(days=40)
    if isinstance(field, models.DateField):
        return Value(datetime.date(2023, 8, 3))
    if isinstance(field, models.BooleanField):
        return ~F(field.name)
    if isinstance(field, ArrayField):
        return Value([datetime.date(2023, 8, 4)], output_field=field)
    if isinstance(field, models.JSONField):
        return Value({"words": SECRET}, output_field=field)
    if isinstance(field, models.UUIDField):
        return Value(uuid.uuid4(), output_field=field)
    if isinstance(field, models.IntegerField):
        return F(field.name) + 100
    if field.name == "digest":
        return Value("0" * 64)
    ending = f" {SECRET}" if field.max_length is None or field.max_length > 60 else "zz"
    return Concat(F(field.name), Value(ending), output_field=models.TextField())
