"""Sittings of committees, who was at them, and how far each has come on its way to the public record."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

EARLIEST = datetime.datetime(1800, 1, 1, tzinfo=datetime.UTC)
LATEST = datetime.datetime(2101, 1, 1, tzinfo=datetime.UTC)
OTHER_YEAR = "The year of the meeting must be between 1800 and 2100."


def both_or_neither(one: str, other: str) -> Q:
    """The condition that two fields, a when and its who, are set together."""
    return Q(**{f"{one}__isnull": True, f"{other}__isnull": True}) | Q(
        **{f"{one}__isnull": False, f"{other}__isnull": False}
    )


class MeetingQuerySet(models.QuerySet):
    def drafts(self) -> "MeetingQuerySet":
        """Those whose minutes are not public. See also: Meeting.is_draft."""
        return self.filter(published_at__isnull=True)

    def published(self) -> "MeetingQuerySet":
        """Those whose minutes are public, confirmed or not. See also: Meeting.is_published."""
        return self.filter(published_at__isnull=False, withdrawn_on__isnull=True)

    def confirmed(self) -> "MeetingQuerySet":
        """Those whose minutes were confirmed as a correct record. See also: Meeting.is_confirmed."""
        return self.filter(confirmed_on__isnull=False)

    def withdrawn(self) -> "MeetingQuerySet":
        """Those whose minutes, or agenda, were taken back. See also: Meeting.is_withdrawn."""
        return self.filter(withdrawn_on__isnull=False)

    def cancelled(self) -> "MeetingQuerySet":
        """Those that did not take place. See also: Meeting.is_cancelled."""
        return self.filter(cancelled_on__isnull=False)

    def held(self) -> "MeetingQuerySet":
        """Those whose time has come and that were not cancelled. See also: Meeting.has_been_held."""
        return self.filter(starts_at__lte=timezone.now(), cancelled_on=None)

    def on_record(self) -> "MeetingQuerySet":
        """Those the public knows of. See also: Meeting.is_on_record."""
        return self.exclude(public_address="")


class Meeting(models.Model):
    """One sitting of one committee."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", "Ordinary"
        ANNUAL = "annual", "Annual"
        EXTRAORDINARY = "extraordinary", "Extraordinary"

    committee = models.ForeignKey("Committee", models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField("date and time")
    venue = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.ORDINARY)
    clerk_notes = models.TextField("clerk’s notes", blank=True, help_text="For the desk only; never public.")
    # What an import guessed of the meeting and its attendance and no clerk has looked at since, in words.
    guesses = models.JSONField(default=list, blank=True, editable=False)
    # date/committee, given when the meeting first enters the record and never changed.
    public_address = models.CharField(max_length=120, blank=True, editable=False)

    agenda_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    agenda_published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    published_at = models.DateTimeField("minutes published", null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    confirmed_on = models.DateField(null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    confirmed_at_meeting = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="confirmed_meetings", editable=False
    )
    confirmed_at_item = models.ForeignKey(
        "Item", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    withdrawn_on = models.DateField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    withdrawn_reason = models.TextField(blank=True, editable=False)
    cancelled_on = models.DateField(null=True, blank=True, editable=False)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    cancelled_reason = models.TextField(blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "committee"]
        permissions = [("publish_meeting", "Can publish, confirm, correct and withdraw minutes")]
        constraints = [
            *(
                models.CheckConstraint(name=f"meeting_{when}_and_who", condition=both_or_neither(when, who))
                for when, who in [
                    ("agenda_published_at", "agenda_published_by"),
                    ("published_at", "published_by"),
                    ("confirmed_on", "confirmed_by"),
                    ("withdrawn_on", "withdrawn_by"),
                    ("cancelled_on", "cancelled_by"),
                ]
            ),
            models.CheckConstraint(
                # The years that public addresses have; any other is a slip of the pen.
                name="a_meeting_is_held_between_1800_and_2100",
                condition=Q(starts_at__gte=EARLIEST, starts_at__lt=LATEST),
                violation_error_message=OTHER_YEAR,
            ),
            models.CheckConstraint(
                name="only_published_minutes_are_confirmed",
                condition=Q(confirmed_on__isnull=True) | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="only_confirmed_minutes_name_the_meeting",
                condition=Q(confirmed_at_meeting__isnull=True) | Q(confirmed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="only_a_meeting_named_has_the_item_of_confirmation",
                condition=Q(confirmed_at_item__isnull=True) | Q(confirmed_at_meeting__isnull=False),
            ),
            models.CheckConstraint(
                name="no_meeting_confirms_its_own_minutes",
                condition=Q(confirmed_at_meeting__isnull=True) | ~Q(confirmed_at_meeting=F("id")),
            ),
            models.CheckConstraint(
                name="only_what_is_public_is_withdrawn",
                condition=Q(withdrawn_on__isnull=True)
                | Q(published_at__isnull=False)
                | Q(agenda_published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_withdrawal_has_its_reason", condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_reason="")
            ),
            models.CheckConstraint(
                name="a_cancellation_has_its_reason", condition=Q(cancelled_on__isnull=True) | ~Q(cancelled_reason="")
            ),
            models.CheckConstraint(
                name="what_is_public_has_an_address",
                condition=~Q(public_address="")
                | Q(agenda_published_at__isnull=True, published_at__isnull=True, cancelled_on__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["public_address"], condition=~Q(public_address=""), name="one_meeting_at_a_public_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee}, {self.held_on:%-d %B %Y}"

    @property
    def held_on(self) -> datetime.date:
        return timezone.localdate(self.starts_at)

    @property
    def is_draft(self) -> bool:
        """See also: MeetingQuerySet.drafts()."""
        return self.published_at is None

    @property
    def is_published(self) -> bool:
        """See also: MeetingQuerySet.published()."""
        return self.published_at is not None and self.withdrawn_on is None

    @property
    def is_confirmed(self) -> bool:
        """See also: MeetingQuerySet.confirmed()."""
        return self.confirmed_on is not None

    @property
    def is_withdrawn(self) -> bool:
        """See also: MeetingQuerySet.withdrawn()."""
        return self.withdrawn_on is not None

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether its minutes, or else its agenda, are public now."""
        return not self.is_withdrawn and (self.published_at is not None or self.agenda_published_at is not None)

    @property
    def is_cancelled(self) -> bool:
        """See also: MeetingQuerySet.cancelled()."""
        return self.cancelled_on is not None

    @property
    def is_on_record(self) -> bool:
        """See also: MeetingQuerySet.on_record()."""
        return self.public_address != ""

    @property
    def standing(self) -> str:
        """Where the meeting is on its way, in the clerk's words."""
        if self.is_withdrawn:
            return "Agenda withdrawn" if self.is_draft else "Withdrawn"
        if self.is_cancelled:
            return "Cancelled"
        if self.is_confirmed:
            return "Confirmed"
        if self.is_published:
            return "Draft minutes public"
        return "Agenda public" if self.agenda_published_at else "Not public"

    @property
    def has_been_held(self) -> bool:
        """Whether its time has come and it was not cancelled. See also: MeetingQuerySet.held()."""
        return self.starts_at <= timezone.now() and not self.is_cancelled


class Attendee(models.Model):
    """A person at, or expected at, one meeting."""

    class Attendance(models.TextChoices):
        """Names of members present are recorded: Local Government Act 1972, Schedule 12, paragraph 40."""

        PRESENT = "present", "Present"
        APOLOGIES = "apologies", "Apologies"
        ABSENT = "absent", "Absent"
        IN_ATTENDANCE = "in attendance", "In attendance"
        REMOTE = "remote", "Present remotely"

    # At the meeting as a member, in the room or not.
    THERE = (Attendance.PRESENT, Attendance.REMOTE)

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendees")
    person = models.ForeignKey("Person", models.PROTECT, null=True, blank=True, related_name="attendances")
    name = models.CharField("name as printed", max_length=200, blank=True, help_text="When no person is chosen.")
    role = models.CharField(max_length=200, blank=True, help_text="At this meeting: Chair, Head of Service…")
    attendance = models.CharField(max_length=20, choices=Attendance, default=Attendance.PRESENT)
    substitute_for = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="substitutes", verbose_name="substitute for"
    )
    arrived = models.CharField(max_length=60, blank=True, help_text="If late: a time, or “item 4”.")
    left = models.CharField(max_length=60, blank=True, help_text="If early: a time, or “item 9”.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="attendee_is_somebody",
                condition=Q(person__isnull=False) | ~Q(name=""),
                violation_error_message="Choose a person or type a name.",
            ),
            models.CheckConstraint(
                name="nobody_substitutes_for_himself",
                condition=Q(substitute_for__isnull=True) | ~Q(substitute_for=F("id")),
                violation_error_message="Nobody can substitute for himself.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="a_person_is_at_a_meeting_once",
                violation_error_message="This person is on the list twice.",
            ),
        ]

    def __str__(self) -> str:
        return self.printed_name

    def save(self, *args, **kwargs) -> None:
        # The name kept at publication is that of the person then chosen; another one brings a name of his own.
        found = getattr(self, "_as_found", None)
        if found and found["person_id"] not in (None, self.person_id) and found["name"] == self.name:
            self.name = "" if self.person_id else self.name
            if kwargs.get("update_fields"):
                kwargs["update_fields"] = {*kwargs["update_fields"], "name"}
        super().save(*args, **kwargs)

    @classmethod
    def from_db(cls, *args, **kwargs):
        found = super().from_db(*args, **kwargs)
        found._as_found = {name: found.__dict__.get(name) for name in ("name", "person_id")}
        return found

    @property
    def printed_name(self) -> str:
        """The name as the minutes print it: kept from their publication on, whatever the person is called later."""
        return self.name or str(self.person)
