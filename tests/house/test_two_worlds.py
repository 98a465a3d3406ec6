"""Nothing leaks: a stranger is answered alike, to the byte, whether or not the desk has secrets."""

import datetime

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat

from meetings.models import Item, Meeting
from meetings.world import load_world
from tests import making
from tests.house.walking import all_routes, walk
from tests.house.worlds import PUBLIC, with_secrets

# /healthz asks the public alias itself.
pytestmark = pytest.mark.django_db(databases=["default", "public"])

SECRET = "Zzsecret"
# Changing one of these alone, in every row at once, would break a rule of the desk.
REFUSED = {
    "Item.access",
    "Item.exempt_paragraph",
    "Meeting.cancelled_on",
    "Meeting.confirmed_on",
    "Meeting.public_address",
    "Meeting.withdrawn_on",
    "Person.public_slug",
}


@pytest.fixture(autouse=True)
def no_chance(monkeypatch):
    """Tokens and clocks differ between any two answers; held still, so that everything else must not."""
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
    changed, refused = change_every_field()
    assert sorted(refused) == sorted(REFUSED)
    assert len(changed) > 60
    assert differences(before, walk()) == []


def add_drafts() -> None:
    """New rows of every model that a clerk can add, none of them published."""
    for committee in list({meeting.committee for meeting in Meeting.objects.all()}):
        draft = making.make_minuted_meeting(committee=committee, starts_at=making.moment("2023-06-15"))
        item = draft.items.get()
        speaker = draft.attendees.get()
        item.speakers.add(speaker)
        item.declarations.create(attendee=speaker, kind="other", description=SECRET)
        item.resolutions.get().named_votes.create(attendee=speaker, choice="for")
        item.actions.get().updates.create(reported_on=datetime.date(2023, 7, 1), text=SECRET, is_public=True)
        committee.memberships.create(person=speaker.person, role="chair")
    for published in Meeting.objects.published():
        making.make_attendee(meeting=published, role=SECRET)
        making.make_resolution(item=making.make_item(meeting=published, title=SECRET), text=SECRET)
    for action in Item.objects.filter(actions__isnull=False).first().actions.all():
        action.updates.create(reported_on=datetime.date(2023, 7, 1), text=SECRET, is_public=True)


def change_every_field() -> tuple[set[str], set[str]]:
    """Change each plain field of every row of the desk; return the fields changed, and those that could not be."""
    changed, refused = set(), set()
    for model in apps.get_app_config("meetings").get_models():
        for field in model._meta.local_concrete_fields:
            if field.primary_key or field.remote_field or not model.objects.exists():
                continue
            name = f"{model.__name__}.{field.name}"
            try:
                with transaction.atomic():
                    model.objects.update(**{field.name: another_value(field)})
                    with connection.cursor() as cursor:
                        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                changed.add(name)
            except IntegrityError:
                refused.add(name)
    return changed, refused


def another_value(field: models.Field):
    """A value of the field's kind that no row has; for a field with choices its last one."""
    if field.choices:
        return Value(field.choices[-1][0])
    if isinstance(field, models.DateTimeField):
        return F(field.name) + datetime.timedelta(days=40)
    if isinstance(field, models.DateField):
        return Value(datetime.date(2023, 8, 3))
    if isinstance(field, models.BooleanField):
        return ~F(field.name)
    if isinstance(field, models.IntegerField):
        return F(field.name) + 100
    ending = f" {SECRET}" if field.max_length is None or field.max_length > 60 else "zz"
    return Concat(F(field.name), Value(ending), output_field=models.TextField())
