"""The authority, and the bodies of it that meet."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class Nation(models.TextChoices):
    """The nation whose law the council meets under."""

    ENGLAND = "england", "England: Local Government Act 1972"
    WALES = "wales", "Wales: Local Government Act 1972; Local Government and Elections (Wales) Act 2021"
    SCOTLAND = "scotland", "Scotland: Local Government (Scotland) Act 1973"
    NORTHERN_IRELAND = "northern ireland", "Northern Ireland: Local Government Act (Northern Ireland) 2014"


class Licence(models.TextChoices):
    """How the published minutes may be used again; where each can be read stands on the public side."""

    OGL = "ogl-3", "Open Government Licence v3.0"
    CC_BY = "cc-by-4", "Creative Commons Attribution 4.0"
    NONE = "none", "No licence: all rights reserved"


class Council(models.Model):
    """One authority; after a reorganisation its predecessors stay, with the day they ended."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    nation = models.CharField(max_length=20, choices=Nation, default=Nation.ENGLAND)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True, help_text="Only for a council that was dissolved or merged.")
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    # How this council counts clear days; councils and courts differ, so it is the council's own to say.
    notice_days = models.PositiveSmallIntegerField(
        "clear days’ notice",
        null=True,
        blank=True,
        help_text="Of an agenda. Blank: 5 in England, 3 in Wales, Scotland and Northern Ireland; parishes have 3.",
    )
    has_clear_saturdays = models.BooleanField("Saturdays count as clear days", default=False)
    has_clear_breaks = models.BooleanField(
        "the Christmas and Easter breaks count as clear days",
        default=False,
        help_text="Bank holidays and Sundays never count.",
    )
    days_out = ArrayField(
        models.DateField(),
        default=list,
        blank=True,
        verbose_name="further days that do not count",
        help_text="Days of mourning and the like, as 2022-09-19, separated by commas.",
    )
    minutes_target_days = models.PositiveSmallIntegerField(
        "target for draft minutes", default=10, help_text="Working days after the meeting."
    )
    own_contacts = models.TextField(
        "the council’s own contacts",
        blank=True,
        help_text="E-mail domains, telephone numbers and postcodes that are nobody’s personal data, one a line.",
    )
    contact = models.TextField(
        "how the public reaches the council",
        blank=True,
        help_text="About its minutes: e-mail, telephone and postal address, as they are to stand on public pages.",
    )
    licence = models.CharField(
        "licence of the minutes",
        max_length=20,
        choices=Licence,
        default=Licence.OGL,
        help_text="Stands on the page about the licence. Councils are asked to use the Open Government Licence.",
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="council_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="The council must end after it starts.",
            ),
            models.CheckConstraint(
                name="only_an_ended_council_has_a_successor",
                condition=Q(successor__isnull=True) | Q(ends_on__isnull=False),
                violation_error_message="A council with a successor needs the day on which it ended.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CommitteeQuerySet(models.QuerySet):
    def listed(self) -> "CommitteeQuerySet":
        """Those the public may know of. See also: Committee.is_listed."""
        return self.filter(is_listed=True)


class Committee(models.Model):
    """A body of the council that meets and is minuted."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "Council"
        CABINET = "cabinet", "Cabinet"
        COMMITTEE = "committee", "Committee"
        SCRUTINY_PANEL = "scrutiny panel", "Scrutiny panel"
        PANEL = "panel", "Panel"
        SUB_COMMITTEE = "sub-committee", "Sub-committee"
        JOINT = "joint", "Joint committee"
        WORKING_GROUP = "working group", "Working group"

    council = models.ForeignKey(Council, models.PROTECT, related_name="committees")
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True, help_text="Part of public addresses: never change it later.")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.COMMITTEE)
    purpose = models.TextField(blank=True, help_text="One or two plain sentences for the public page.")
    is_listed = models.BooleanField(
        "listed",
        default=False,
        help_text="Tick to show the committee, its purpose and its members to the public.",
    )
    quorum = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Members who must be there for business to be done. Blank: not counted here."
    )
    clerks = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="committees",
        help_text="The only clerks who may work on its meetings. Nobody chosen: every clerk may.",
    )

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "name"],
                name="one_committee_of_a_name",
                violation_error_message="This council has a committee of that name already.",
            )
        ]

    def __str__(self) -> str:
        return self.name
