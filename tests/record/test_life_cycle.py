"""No order of the verbs leads to a state that is forbidden, or to a page that is not its newest edition."""

import datetime
import json
from collections import Counter

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from meetings.models import Meeting
from meetings.publishing import publish as verbs
from meetings.publishing.publish import CannotPublish
from meetings.publishing.redact import redact
from meetings.publishing.verify import verify_record
from meetings.record.manifest import manifest
from meetings.record.models import Edition, PublishedItem, PublishedMeeting
from tests import making

pytestmark = pytest.mark.django_db

NAMES = ("Xanthe", "Ysolde")
WORDS = st.sampled_from(["dredging", "moorings", *(f"letter of {name}" for name in NAMES)])
FIRST_DAY = datetime.datetime(2024, 8, 1, 9, tzinfo=datetime.UTC)


class LifeOfTwoMeetings(RuleBasedStateMachine):
    """Two meetings of a committee at the desk, and every verb at any moment; what is refused must change nothing."""

    # How often each verb was done in all lives together: none may be tried in vain only.
    done: Counter[str] = Counter()

    def __init__(self):
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.publisher = making.make_user()
        self.at = FIRST_DAY
        self.pks = []
        for day in ("2024-06-13", "2024-07-11"):
            meeting = making.make_minuted_meeting(starts_at=making.moment(day))
            meeting.items.update(minute="<p>A letter of Xanthe and one of Ysolde.</p>")
            self.pks.append(meeting.pk)

    def teardown(self):
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    def meeting(self, which: int) -> Meeting:
        return Meeting.objects.get(pk=self.pks[which])

    def tried(self, verb, which: int, **given) -> bool:
        """Take the step a day later than the one before; whether it was done."""
        self.at += datetime.timedelta(days=4)
        before = self.state()
        try:
            verb(self.meeting(which), by=self.publisher, at=self.at, **given)
        except CannotPublish:
            assert self.state() == before
            return False
        assert Edition.objects.count() == len(before[0]) + 1
        self.done[verb.__name__] += 1
        return True

    def state(self) -> tuple:
        published = ("public_address", "published_at", "confirmed_on", "withdrawn_on", "cancelled_on")
        return (
            list(Edition.objects.order_by("place").values_list("digest", "text")),
            list(Meeting.objects.order_by("pk").values(*published)),
            list(PublishedMeeting.objects.order_by("address").values()),
            list(PublishedItem.objects.order_by("pk").values("pk", "content", "position")),
        )

    which = st.sampled_from([0, 1])

    def write(self, which, words):
        item = self.meeting(which).items.first()
        item.title, item.minute = f"On {words}", f"<p>The Panel heard of <em>{words}</em>.</p>"
        item.save()

    @rule(which=which, words=WORDS)
    def add_an_item(self, which, words):
        if self.meeting(which).items.count() < 4:
            making.make_item(meeting=self.meeting(which), title=words, number="1")

    @rule(which=which)
    def remove_an_item(self, which):
        if self.meeting(which).items.count() > 1:
            self.meeting(which).items.last().delete()

    @rule(which=which)
    def publish_agenda(self, which):
        self.tried(verbs.publish_agenda, which)

    @rule(which=which)
    def publish(self, which):
        self.tried(verbs.publish, which)

    @rule(which=which, words=WORDS, is_slip=st.booleans(), ordered_by=st.sampled_from(["", "Item 3"]))
    def correct(self, which, words, is_slip, ordered_by):
        self.write(which, words)
        was_confirmed = self.meeting(which).is_confirmed
        if self.tried(verbs.correct, which, reason="Slip", is_clerical_error=is_slip, ordered_by=ordered_by):
            assert not was_confirmed or is_slip != bool(ordered_by)

    @rule(is_named=st.booleans())
    def confirm(self, is_named):
        following = self.meeting(1)
        item = following.items.first() if is_named else None
        self.tried(verbs.confirm, 0, at_meeting=following, at_item=item)

    # Seldom, for it ends a life.
    @rule(which=which, chance=st.integers(0, 5))
    def cancel(self, which, chance):
        if chance == 0:
            self.tried(verbs.cancel, which, reason="Flood")

    @rule(which=which)
    def withdraw(self, which):
        self.tried(verbs.withdraw, which, reason="A name")

    @rule(which=which, name=st.sampled_from(NAMES))
    def redact(self, which, name):
        if self.tried(redact, which, words=[name], reason="A private letter"):
            of_it = {"address": self.meeting(which).public_address}
            texts = [edition.text + edition.reason for edition in Edition.objects.filter(**of_it)]
            rows = PublishedItem.objects.filter(meeting=of_it["address"]).values("title", "content", "minute_text")
            assert name not in json.dumps([texts, list(rows)])

    @invariant()
    def the_constraints_hold(self):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    @invariant()
    def the_record_verifies(self):
        assert list(verify_record()) == []

    @invariant()
    def every_page_is_its_newest_edition(self):
        newest = {edition.address: edition for edition in Edition.objects.order_by("place")}
        shown = {meeting.address: meeting for meeting in PublishedMeeting.objects.all()}
        assert {address: edition.content for address, edition in newest.items()} == {
            address: meeting.content for address, meeting in shown.items()
        }
        for which in (0, 1):
            meeting = self.meeting(which)
            assert meeting.is_on_record == (meeting.public_address in shown)
            if meeting.is_on_record:
                row = shown[meeting.public_address]
                assert (row.is_gone, row.is_cancelled) == (meeting.is_withdrawn, meeting.is_cancelled)
                assert not row.is_gone or not PublishedItem.objects.filter(meeting=row).exists()

    @invariant()
    def every_edition_stands_in_the_manifest(self):
        lines = "".join(manifest())
        assert all(edition.digest in lines for edition in Edition.objects.only("digest"))


def test_any_order_of_the_verbs_keeps_desk_record_and_chain_in_step():
    run_state_machine_as_test(
        LifeOfTwoMeetings,
        settings=settings(
            max_examples=12,
            stateful_step_count=22,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    verbs_done = {"publish_agenda", "publish", "correct", "confirm", "cancel", "withdraw", "redact"}
    assert {verb for verb, count in LifeOfTwoMeetings.done.items() if count > 1} == verbs_done, LifeOfTwoMeetings.done
