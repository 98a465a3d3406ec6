"""People, and the seats they hold on committees between two dates."""

import datetime

from django.db import models
from django.db.models import F, Q


class Person(models.Model):
    """Someone who sits on, works for or speaks to a committee."""

    class Kind(models.TextChoices):
        COUNCILLOR = "councillor", "Councillor"
        OFFICER = "officer", "Officer"
        CO_OPTED = "co-opted", "Co-opted member"
        PUBLIC = "public", "Member of the public"

    name = models.CharField(max_length=200, help_text="Without title: “J Baillie”.")
    honorific = models.CharField("title", max_length=60, blank=True, help_text="Councillor, Alderman, Dr…")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.COUNCILLOR)
    ward = models.CharField(max_length=100, blank=True)
    party = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True, help_text="For the clerk only; never shown to the public.")
    # Given when the person first enters the record, so that one the public does not know takes no address away.
    public_slug = models.SlugField(max_length=80, blank=True, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(
                fields=["public_slug"], condition=~Q(public_slug=""), name="one_person_at_a_public_address"
            )
        ]

    def __str__(self) -> str:
        return f"{self.honorific} {self.name}".strip()


class MembershipQuerySet(models.QuerySet):
    def on(self, day: datetime.date) -> "MembershipQuerySet":
        """Seats that are held on that day, those without a first or last day included."""
        has_begun = Q(starts_on__isnull=True) | Q(starts_on__lte=day)
        return self.filter(has_begun, Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class Membership(models.Model):
    """A seat on a committee, from one day to another, both included."""

    class Role(models.TextChoices):
        CHAIR = "chair", "Chair"
        VICE_CHAIR = "vice-chair", "Vice-chair"
        MEMBER = "member", "Member"
        SUBSTITUTE = "substitute", "Substitute"
        CO_OPTED = "co-opted", "Co-opted member"

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    committee = models.ForeignKey("Committee", models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role, default=Role.MEMBER)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["committee", "starts_on", "person"]
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="The membership must end after it starts.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display().lower()} of {self.committee}"
