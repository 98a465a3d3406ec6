"""What a meeting dealt with: items, and under each the interests, decisions, votes and tasks it gave rise to."""

import datetime

from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Deferrable, F, Q
from django.utils import timezone

from meetings.models.exemptions import is_exempt_paragraph
from meetings.models.prose import ProseField


class Item(models.Model):
    """One heading of the agenda and what was written down under it."""

    class Access(models.TextChoices):
        """Access to meetings and documents: Local Government Act 1972, Part VA (and its twins in other nations)."""

        OPEN = "open", "Open to the public"
        EXEMPT = "exempt", "Exempt information: public excluded"

    meeting = models.ForeignKey("Meeting", models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(help_text="Order on the page.")
    number = models.CharField(max_length=20, blank=True, help_text="As on the agenda: 8, 5a.")
    minute_number = models.CharField(max_length=20, blank=True, help_text="Running through the municipal year.")
    title = models.CharField(max_length=300)
    purpose = models.TextField(blank=True, help_text="The line under the heading: “Report of the Director…”.")
    minute = ProseField(blank=True)
    access = models.CharField(max_length=10, choices=Access, default=Access.OPEN)
    exempt_paragraph = models.CharField(
        max_length=5, blank=True, help_text="Number of the paragraph of the schedule under which it is exempt."
    )
    public_interest = models.TextField(
        blank=True, help_text="Why keeping it exempt outweighs the public interest in disclosing it."
    )
    public_summary = models.TextField(
        blank=True, help_text="What the public may know of it (Local Government Act 1972, section 100C(2))."
    )
    is_procedural = models.BooleanField(
        "procedural", default=False, help_text="Apologies, minutes of the last meeting…: left out of search."
    )
    is_late = models.BooleanField(
        "late item", default=False, help_text="Not on the agenda that was open to inspection in time."
    )
    late_reason = models.TextField(
        "special circumstances",
        blank=True,
        help_text="Why it is urgent: said in the minutes (Local Government Act 1972, section 100B(4)(b)).",
    )
    issue = models.ForeignKey("Issue", models.SET_NULL, null=True, blank=True, related_name="items")
    speakers = models.ManyToManyField("Attendee", blank=True, related_name="spoke_to", verbose_name="who addressed it")
    clerk_notes = models.TextField("clerk’s notes", blank=True, help_text="For the desk only; never public.")
    # What an import guessed and no clerk has looked at since, in words.
    guesses = models.JSONField(default=list, blank=True, editable=False)
    # Given when the item first enters the record; the last part of its address.
    public_slug = models.SlugField(max_length=30, blank=True, editable=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="one_item_at_a_position",
                # Swapping two items passes through a moment in which both stand at one position.
                deferrable=Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["meeting", "public_slug"], condition=~Q(public_slug=""), name="one_item_at_a_public_address"
            ),
            models.CheckConstraint(
                name="an_exempt_item_names_its_paragraph",
                condition=Q(access="open", exempt_paragraph="") | Q(access="exempt") & ~Q(exempt_paragraph=""),
                violation_error_message="An exempt item needs its paragraph; an open one has none.",
            ),
            models.CheckConstraint(
                name="an_exempt_item_holds_no_minute",
                condition=Q(access="open") | Q(minute=""),
                violation_error_message=(
                    "Exempt minutes are not kept here: remove the minute and write the public summary instead."
                ),
            ),
        ]
        indexes = [GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="items_by_words_of_title")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def is_exempt(self) -> bool:
        return self.access == self.Access.EXEMPT

    def validate_constraints(self, exclude=None) -> None:
        # Two items that change places in one form stand at one position for a moment; the whole form is what counts.
        super().validate_constraints(exclude={*(exclude or ()), "position"})

    def clean(self) -> None:
        # Said of the whole item: the meeting's form shows items without these boxes.
        if self.is_exempt and not self.exempt_paragraph:
            raise ValidationError("Give the paragraph under which the item is exempt.")
        if self.exempt_paragraph and not self.is_exempt:
            raise ValidationError("The item names a paragraph of exemption: choose exempt, or empty the paragraph.")
        if self.exempt_paragraph and self.meeting_id:
            nation = self.meeting.committee.council.nation
            if not is_exempt_paragraph(nation, self.exempt_paragraph):
                raise ValidationError(f"There is no paragraph {self.exempt_paragraph} of exemption in the schedule.")


class Declaration(models.Model):
    """An interest that somebody declared in an item."""

    class Kind(models.TextChoices):
        """Localism Act 2011, sections 30 and 31, and the councils' codes made under section 28."""

        PECUNIARY = "disclosable pecuniary interest", "Disclosable pecuniary interest"
        REGISTRABLE = "other registrable interest", "Other registrable interest"
        NON_REGISTRABLE = "non-registrable interest", "Non-registrable interest"
        OTHER = "other", "Other interest"

    item = models.ForeignKey(Item, models.CASCADE, related_name="declarations")
    attendee = models.ForeignKey("Attendee", models.RESTRICT, related_name="declarations")
    kind = models.CharField(max_length=40, choices=Kind, default=Kind.OTHER)
    description = models.TextField(blank=True)
    has_left_the_room = models.BooleanField("left the room", default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.attendee}: {self.get_kind_display().lower()}"


class Resolution(models.Model):
    """One thing the meeting decided."""

    class Outcome(models.TextChoices):
        AGREED = "agreed", "Agreed"
        AMENDED = "agreed as amended", "Agreed as amended"
        NOT_AGREED = "not agreed", "Not agreed"
        DEFERRED = "deferred", "Deferred"
        WITHDRAWN = "withdrawn", "Withdrawn"
        NOTED = "noted", "Noted"
        REFERRED = "referred", "Referred"
        RECOMMENDED = "recommended", "Recommended"
        NO_DECISION = "no decision", "No decision"

    item = models.ForeignKey(Item, models.CASCADE, related_name="resolutions")
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=20, blank=True, help_text="As printed: (i), (a), 1.")
    outcome = models.CharField(max_length=20, choices=Outcome, default=Outcome.AGREED)
    text = models.TextField(help_text="What was resolved, in the words of the minutes.")
    mover = models.ForeignKey("Attendee", models.SET_NULL, null=True, blank=True, related_name="moved")
    seconder = models.ForeignKey("Attendee", models.SET_NULL, null=True, blank=True, related_name="seconded")
    votes_for = models.IntegerField("for", null=True, blank=True)
    votes_against = models.IntegerField("against", null=True, blank=True)
    votes_abstained = models.IntegerField("abstained", null=True, blank=True)
    is_budget = models.BooleanField(
        "on the budget", default=False, help_text="A budget or council tax decision: the vote is taken by name."
    )
    # What the executive answered to a recommendation, within two months: Local Government Act 2000, section 9FE.
    answered_on = models.DateField("answered on", null=True, blank=True)
    answer = models.TextField(blank=True, help_text="For the desk: what was answered, or where it stands.")
    # The record of an executive decision: SI 2012/2089, regulation 12(2)(b) to (e).
    reasons = models.TextField("reasons for the decision", blank=True)
    options_rejected = models.TextField("options considered and rejected", blank=True)
    conflicts = models.TextField("conflicts of interest declared", blank=True)
    dispensation = models.TextField("dispensation granted", blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="votes_are_not_negative",
                condition=Q(votes_for__isnull=True) | Q(votes_for__gte=0),
                violation_error_message="Votes for cannot be negative.",
            ),
            models.CheckConstraint(
                name="votes_against_are_not_negative",
                condition=Q(votes_against__isnull=True) | Q(votes_against__gte=0),
                violation_error_message="Votes against cannot be negative.",
            ),
            models.CheckConstraint(
                name="abstentions_are_not_negative",
                condition=Q(votes_abstained__isnull=True) | Q(votes_abstained__gte=0),
                violation_error_message="Abstentions cannot be negative.",
            ),
            models.CheckConstraint(
                name="nobody_seconds_his_own_motion",
                condition=Q(mover__isnull=True) | Q(seconder__isnull=True) | ~Q(mover=F("seconder")),
                violation_error_message="Nobody can second his own motion.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.text}".strip()[:80]


class Vote(models.Model):
    """How one person voted; a member may have it recorded (SI 1993/202), on the budget it must be (SI 2014/165)."""

    class Choice(models.TextChoices):
        FOR = "for", "For"
        AGAINST = "against", "Against"
        ABSTAINED = "abstained", "Abstained"

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="named_votes")
    attendee = models.ForeignKey("Attendee", models.RESTRICT, related_name="votes")
    choice = models.CharField(max_length=10, choices=Choice)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "attendee"],
                name="one_vote_each",
                violation_error_message="This person has a vote already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.attendee}: {self.get_choice_display()}"


class ActionQuerySet(models.QuerySet):
    def open(self) -> "ActionQuerySet":
        """Those still to be done. See also: Action.is_open."""
        return self.filter(completed_on__isnull=True)

    def overdue(self, *, on: datetime.date) -> "ActionQuerySet":
        """Open ones whose day had passed. See also: meetings.record.actions.standing_of()."""
        return self.open().filter(due_on__lt=on)


class Action(models.Model):
    """A task that the meeting gave somebody.

    An action is complete when it has the date of its completion: one fact, so that the two cannot disagree.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="actions")
    position = models.PositiveSmallIntegerField(default=0)
    task = models.TextField()
    owner = models.CharField(max_length=200, blank=True, help_text="As printed; an office, not a private person.")
    due = models.CharField(max_length=200, blank=True, help_text="As printed: “before the July meeting”.")
    due_on = models.DateField(null=True, blank=True, help_text="Only when the minutes give a date.")
    completed_on = models.DateField(null=True, blank=True)
    reported_back_at = models.ForeignKey(
        Item, models.SET_NULL, null=True, blank=True, related_name="reports_back", verbose_name="reported back at"
    )
    # Its number within the item, given when the action first enters the record.
    public_number = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "public_number"], name="one_action_at_a_public_number"),
            models.CheckConstraint(
                name="nothing_is_reported_back_before_it_is_asked",
                condition=Q(reported_back_at__isnull=True) | ~Q(reported_back_at=F("item")),
                violation_error_message="An action is reported back at a later item, not at its own.",
            ),
        ]

    def __str__(self) -> str:
        return self.task[:80]

    def clean(self) -> None:
        if self.completed_on and self.completed_on > timezone.localdate():
            raise ValidationError({"completed_on": "This day has not come yet."})

    @property
    def is_open(self) -> bool:
        """See also: ActionQuerySet.open()."""
        return self.completed_on is None


class ActionUpdate(models.Model):
    """A note of progress on an action."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="updates")
    reported_on = models.DateField()
    text = models.TextField()
    is_public = models.BooleanField("public", default=False, help_text="Tick to show it beside the action.")

    class Meta:
        ordering = ["reported_on", "pk"]

    def __str__(self) -> str:
        return f"{self.reported_on:%-d %B %Y}: {self.text[:60]}"
