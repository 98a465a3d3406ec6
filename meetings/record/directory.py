"""The directory of the record: the council, its committees, the people and the issues that the public knows of."""

import datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import JSONObject


class PublishedCouncilQuerySet(models.QuerySet):
    def current(self) -> "PublishedCouncilQuerySet":
        """The council whose archive this is, first: the one without an end, else the one that ended last."""
        return self.order_by(models.F("ends_on").desc(nulls_first=True), "name")

    def of_current(self, field: str) -> models.Subquery:
        """Its name, or its nation, to be read in the same row as something else."""
        return models.Subquery(self.current().values(field)[:1])

    def told(self) -> models.Subquery:
        """What the page of a meeting or an item tells of it, to go into the row of the page."""
        told = JSONObject(name="name", nation="nation", licence="licence")
        return models.Subquery(self.current().values(told=told)[:1])


class PublishedCouncil(models.Model):
    slug = models.SlugField(max_length=80, primary_key=True)
    name = models.CharField(max_length=200)
    nation = models.CharField(max_length=20)
    ends_on = models.DateField(null=True)
    contact = models.TextField(blank=True, help_text="How the public reaches it, line by line.")
    licence = models.CharField(max_length=20, default="ogl-3", help_text="How its minutes may be used again.")

    objects = PublishedCouncilQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PublishedCommitteeQuerySet(models.QuerySet):
    def for_search(self) -> "PublishedCommitteeQuerySet":
        """By name, each with the name and the nation of the council whose archive this is."""
        council = PublishedCouncil.objects
        return self.order_by("name", "slug").annotate(
            council_name=council.of_current("name"), council_nation=council.of_current("nation")
        )


class PublishedCommittee(models.Model):
    slug = models.SlugField(max_length=80, primary_key=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    purpose = models.TextField(blank=True)
    council = models.ForeignKey(PublishedCouncil, models.PROTECT, related_name="committees")

    objects = PublishedCommitteeQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PublishedPersonQuerySet(models.QuerySet):
    def for_page(self) -> "PublishedPersonQuerySet":
        """With the name and the nation of the council in the same row."""
        council = PublishedCouncil.objects
        return self.annotate(council_name=council.of_current("name"), council_nation=council.of_current("nation"))


class PublishedPerson(models.Model):
    slug = models.SlugField(max_length=80, primary_key=True)
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=200, help_text="Family name first, for lists.")
    honorific = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20)
    ward = models.CharField(max_length=100, blank=True)
    party = models.CharField(max_length=100, blank=True)

    objects = PublishedPersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "slug"]

    def __str__(self) -> str:
        return f"{self.honorific} {self.name}".strip()


class PersonWithoutPage(models.Model):
    """Somebody whom editions name with an address, and who turned out to be a member of the public.

    The rows of meetings name them as printed and lead nowhere; the address is kept, and nobody else gets it.
    """

    slug = models.SlugField(max_length=80, primary_key=True)

    def __str__(self) -> str:
        return self.slug


def people_without_page() -> set[str]:
    """The addresses in editions that lead nowhere any more."""
    return set(PersonWithoutPage.objects.using("default").values_list("slug", flat=True))


class PublishedMembershipQuerySet(models.QuerySet):
    def on(self, day: datetime.date) -> "PublishedMembershipQuerySet":
        """Seats held on that day. See also: PublishedMembership.is_held_on()."""
        return self.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=day)).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )


class PublishedMembership(models.Model):
    person = models.ForeignKey(PublishedPerson, models.CASCADE, related_name="memberships")
    committee = models.ForeignKey(PublishedCommittee, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    objects = PublishedMembershipQuerySet.as_manager()

    class Meta:
        ordering = ["committee", "person__sort_name", "starts_on"]

    def __str__(self) -> str:
        return f"{self.person_id}, {self.role} of {self.committee_id}"

    def is_to_come(self, day: datetime.date) -> bool:
        """Whether it begins after that day."""
        return bool(self.starts_on and self.starts_on > day)

    def is_former(self, day: datetime.date) -> bool:
        """Whether it ended before that day."""
        return bool(self.ends_on and self.ends_on < day)

    def is_held_on(self, day: datetime.date) -> bool:
        """See also: PublishedMembershipQuerySet.on()."""
        return (not self.starts_on or self.starts_on <= day) and (not self.ends_on or day <= self.ends_on)


class PublishedIssue(models.Model):
    slug = models.SlugField(max_length=80, primary_key=True)
    title = models.CharField(max_length=200)
    # Counted when it changes, since every answer of a search says it.
    meetings = models.PositiveIntegerField(default=0, help_text="How many dealt with it whose minutes are public.")

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
