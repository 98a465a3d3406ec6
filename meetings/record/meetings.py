"""The record rows: meetings as the public finds them, computed from the newest edition alone."""

import datetime
from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, OuterRef, Q, Value, Window
from django.db.models.functions import Abs, DenseRank, Extract, JSONObject, Sign

from meetings.municipal_year import MunicipalYear
from meetings.record.addresses import address_of
from meetings.record.directory import PublishedCommittee, PublishedCouncil, PublishedIssue, PublishedPerson
from meetings.record.translation import gettext, gettext_noop
from meetings.record.words import listed, short_date


class PublishedMeetingQuerySet(models.QuerySet):
    def upcoming(self, now: datetime.datetime) -> "PublishedMeetingQuerySet":
        return self.filter(starts_at__gt=now).order_by("starts_at", "address")

    def with_minutes(self) -> "PublishedMeetingQuerySet":
        """Those whose minutes are public and not withdrawn. See also: PublishedMeeting.has_minutes."""
        return self.filter(state__in=PublishedMeeting.MINUTED)

    def around_now(self, now: datetime.datetime, *, coming: int, minuted: int) -> tuple[list, list]:
        """The next meetings, soonest first, and the last ones with minutes, newest first, in one query.

        Minutes that were withdrawn have their place among the last.
        """
        ahead = self.for_lists().upcoming(now)[:coming]
        State = PublishedMeeting.State
        told = self.for_lists().filter(state__in=[State.DRAFT, State.CONFIRMED, State.WITHDRAWN])
        behind = told.order_by("-starts_at", "address")[:minuted]
        both = sorted(ahead.union(behind), key=lambda meeting: (meeting.starts_at, meeting.address))
        later = [meeting for meeting in both if meeting.starts_at > now]
        return later, [meeting for meeting in reversed(both) if meeting.starts_at <= now]

    def in_year(self, year: MunicipalYear) -> "PublishedMeetingQuerySet":
        return self.filter(held_on__range=(year.first_day, year.last_day))

    def between(self, first: datetime.date, last: datetime.date) -> "PublishedMeetingQuerySet":
        """Those held from one day to another, both included, in the order in which they were held."""
        return self.filter(held_on__range=(first, last)).order_by("starts_at", "address")

    def told_between(self, first: datetime.date, last: datetime.date) -> "PublishedMeetingQuerySet":
        """As between(), with those that were to be held on one of these days and were moved away."""
        days = [first + datetime.timedelta(n) for n in range((last - first).days + 1)]
        # Few were moved, and the database only knows so when it is said: they have an index of their own.
        moved = ~Q(moved_from=[]) & Q(moved_from__overlap=days)
        return self.filter(Q(held_on__range=(first, last)) | moved).order_by("starts_at", "address")

    def span(self) -> "tuple[datetime.date, datetime.date] | None":
        """The first and the last day on the record; None when it is empty."""
        days = self.aggregate(first=models.Min("held_on"), last=models.Max("held_on"))
        return (days["first"], days["last"]) if days["first"] else None

    def newly_published(self) -> "PublishedMeetingQuerySet":
        """As news, with the editions that made it: what was published last comes first."""
        return self.defer("content", "progress").order_by("-published_at", "address")

    def for_page(self) -> "PublishedMeetingQuerySet":
        """With what is told of the council and links to the committee's meetings beside this one, in the same row."""
        return self.annotate(
            council=PublishedCouncil.objects.told(),
            previous=self.model.objects.before(),
            following=self.model.objects.after(),
        )

    def for_lists(self) -> "PublishedMeetingQuerySet":
        """Without what only the meeting's own page needs."""
        return self.defer("content", "editions", "progress")

    def before(self) -> models.Subquery:
        """What a link needs to the meeting of the committee before, to go into the row of a page."""
        # Said twice, so that the index by date is entered at the meeting's own place.
        earlier = self.filter(starts_at__lte=OuterRef("starts_at"))
        earlier = earlier.filter(Q(starts_at__lt=OuterRef("starts_at")) | Q(address__lt=OuterRef("address")))
        return earlier.order_by("-starts_at", "-address")._link_within_committee()

    def after(self) -> models.Subquery:
        """See also: before()."""
        later = self.filter(starts_at__gte=OuterRef("starts_at"))
        later = later.filter(Q(starts_at__gt=OuterRef("starts_at")) | Q(address__gt=OuterRef("address")))
        return later.order_by("starts_at", "address")._link_within_committee()

    def _link_within_committee(self) -> models.Subquery:
        same = self.filter(committee=OuterRef("committee"))
        return models.Subquery(same.values(link=JSONObject(address="address", held_on="held_on"))[:1])


class PublishedMeeting(models.Model):
    """One meeting; its page is this row."""

    class State(models.TextChoices):
        AGENDA = "agenda", "Minutes not yet published"
        DRAFT = "draft", "Draft minutes, not yet confirmed"
        CONFIRMED = "confirmed", "Confirmed as a correct record"
        WITHDRAWN = "withdrawn", "Minutes withdrawn"
        AGENDA_WITHDRAWN = "agenda-withdrawn", "Agenda withdrawn"

    # Those in which the minutes are public.
    MINUTED = (State.DRAFT, State.CONFIRMED)

    address = models.CharField(max_length=120, primary_key=True)
    committee = models.ForeignKey(PublishedCommittee, models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    held_on = models.DateField(db_index=True, help_text="The local day on which it was held.")
    venue = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=20, choices=State)
    is_cancelled = models.BooleanField(default=False)
    moved_from = ArrayField(
        models.DateField(), default=list, help_text="Other days on which agendas said that it would be held."
    )
    sequence = models.PositiveSmallIntegerField(
        default=0, help_text="Grows when what is public of when, where or whether it is held changes (RFC 5545)."
    )
    confirmed_on = models.DateField(null=True)
    has_items = models.BooleanField(default=False)
    content = models.JSONField(help_text="What public_content gave, whole.")
    # [{"number", "kind", "made_on", "reason"}…], oldest first; of a correction, the "items" that it changed.
    editions = models.JSONField(default=list)
    # Live: {item slug: what PublishedItem.progress holds}, so that the page needs no second look.
    progress = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(help_text="When the newest edition was made.")

    objects = PublishedMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "address"]
        indexes = [
            models.Index(fields=["-starts_at", "address"], name="meetings_by_date"),
            models.Index(fields=["committee", "-starts_at"], name="meetings_of_a_committee"),
            models.Index(fields=["-published_at", "address"], name="meetings_by_news"),
            models.Index(fields=["held_on"], condition=~Q(moved_from=[]), name="meetings_that_were_moved"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.held_on:%-d %B %Y}"

    def get_absolute_url(self) -> str:
        return f"{address_of('meetings')}{self.address}/"

    @property
    def municipal_year(self) -> MunicipalYear:
        return MunicipalYear.of(self.held_on)

    @property
    def has_minutes(self) -> bool:
        """See also: PublishedMeetingQuerySet.with_minutes()."""
        return self.state in self.MINUTED

    @property
    def is_gone(self) -> bool:
        """Whether what was published here was taken back."""
        return self.state in {self.State.WITHDRAWN, self.State.AGENDA_WITHDRAWN}

    @property
    def moved(self) -> str:
        """“moved from 3 June 2021”, or nothing."""
        days = listed([short_date(day) for day in self.moved_from])
        return gettext("moved from %(days)s") % {"days": days} if days else ""

    @property
    def reason_for_cancelling(self) -> str:
        """Empty too when it stands in an edition that was withdrawn."""
        return next((edition["reason"] for edition in self.editions if edition["kind"] == "cancellation"), "")

    def standing(self, now: datetime.datetime) -> str:
        """Where the meeting stands, in the few words that fit a list."""
        if self.is_cancelled:
            return gettext("Cancelled")
        if self.state == self.State.AGENDA:
            if self.starts_at <= now:
                return gettext("Minutes not yet published")
            return gettext("Agenda published") if self.has_items else gettext("Announced")
        words = {"draft": gettext_noop("Draft minutes"), "confirmed": gettext_noop("Minutes confirmed")}
        return gettext(words.get(self.state) or self.get_state_display())


class PublishedItemQuerySet(models.QuerySet):
    def for_page(self) -> "PublishedItemQuerySet":
        """With its meeting in the same query, without what only the meeting's page or search needs."""
        return (
            self.select_related("meeting", "issue")
            .defer("meeting__content", "meeting__progress", "minute_text", "resolutions_text")
            .defer("meeting__venue", "meeting__kind", "meeting__sequence", "meeting__digest")
            .annotate(
                council=PublishedCouncil.objects.told(),
                committee_kind=F("meeting__committee__kind"),
                beside=self.model.objects.beside(),
            )
        )

    def beside(self) -> models.Subquery:
        """What links need to the items before and after on the agenda, by position, to go into the row of a page."""
        places = [OuterRef("position") - 1, OuterRef("position") + 1]
        same = self.filter(meeting=OuterRef("meeting"), position__in=places).order_by()
        link = JSONObject(slug="slug", title="title")
        # Not as an aggregate of Django's, which would group.
        together = models.Func("position", link, function="jsonb_object_agg", output_field=models.JSONField())
        return models.Subquery(same.values(together=together))

    def for_lists(self) -> "PublishedItemQuerySet":
        """With its meeting as lists show it, without the texts kept for search; newest first, in agenda order."""
        return (
            self.select_related("meeting")
            .defer("meeting__content", "meeting__editions", "meeting__progress", "minute_text", "resolutions_text")
            .order_by("-meeting__starts_at", "meeting", "position")
        )

    def around(self, moment: datetime.datetime, meetings: int) -> "PublishedItemQuerySet":
        """Those of meetings that begin at that moment, of so many before it and as many after it.

        Each has as `of_all` how many there are at any distance.
        """
        seconds = Extract(F("meeting__starts_at") - Value(moment, models.DateTimeField()), "epoch")
        place = Window(DenseRank(), partition_by=Sign(seconds), order_by=Abs(seconds))
        return self.annotate(of_all=Window(models.Count("*")), place=place).filter(place__lte=meetings)

    def newly_published(self) -> "PublishedItemQuerySet":
        """As news: what was published last comes first."""
        return self.for_lists().order_by("-meeting__published_at", "meeting", "position")

    def decided(self) -> "PublishedItemQuerySet":
        """Those of substance in which something was decided, not only noted."""
        return self.exclude(outcome__in=["", "noted", "no decision"]).filter(is_procedural=False)

    def headings(self, meetings: Iterable[PublishedMeeting]) -> dict[str, list[str]]:
        """What each of the meetings, told by its address, has on its agenda but procedure, in order."""
        found: dict[str, list[str]] = {}
        rows = self.filter(meeting__in=list(meetings), is_procedural=False).order_by("meeting", "position")
        for address, number, title in rows.values_list("meeting", "number", "title"):
            found.setdefault(address, []).append(f"{number}. {title}" if number else title)
        return found


class PublishedItem(models.Model):
    """One item; its page is this row joined to its meeting's."""

    meeting = models.ForeignKey(PublishedMeeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=30)
    number = models.CharField(max_length=20, blank=True)
    minute_number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300)
    is_procedural = models.BooleanField(default=False)
    outcome = models.CharField(max_length=20, blank=True, help_text="Of its first resolution that decides something.")
    issue = models.ForeignKey(PublishedIssue, models.SET_NULL, null=True, related_name="items")
    content = models.JSONField(help_text="The item's part of public_content.")
    # Live: {action number: {"completed_on", "updates": [{"on", "text"}…], "reported_back_at": address or ""}}.
    progress = models.JSONField(default=dict)
    resolutions_text = models.TextField(blank=True)
    minute_text = models.TextField(blank=True, help_text="All its other words, without tags, for search.")

    objects = PublishedItemQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "position"]
        constraints = [models.UniqueConstraint(fields=["meeting", "slug"], name="one_published_item_at_an_address")]
        indexes = [models.Index(fields=["minute_number"], name="items_by_minute_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return f"{address_of('meetings')}{self.meeting_id}/item/{self.slug}/"


class PublishedAttendanceQuerySet(models.QuerySet):
    def expected(self) -> "PublishedAttendanceQuerySet":
        """Those of meetings at which the person was expected as a member, newest first, as a list tells them."""
        return (
            self.filter(attendance__in=[*PublishedAttendance.THERE, "apologies", "absent"])
            .order_by("-meeting__starts_at", "meeting")
            .values(
                "attendance",
                address=F("meeting"),
                held_on=F("meeting__held_on"),
                slug=F("meeting__committee"),
                committee=F("meeting__committee__name"),
            )
        )


class PublishedAttendance(models.Model):
    # What is said of whoever was at the meeting.
    THERE = ("present", "remote")

    meeting = models.ForeignKey(PublishedMeeting, models.CASCADE, related_name="attendances")
    position = models.PositiveSmallIntegerField()
    person = models.ForeignKey(PublishedPerson, models.PROTECT, null=True, related_name="attendances")
    name = models.CharField(max_length=300)
    role = models.CharField(max_length=200, blank=True)
    attendance = models.CharField(max_length=20)

    objects = PublishedAttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "position"]

    def __str__(self) -> str:
        return f"{self.name}: {self.attendance}"


class PublishedAppearanceQuerySet(models.QuerySet):
    def for_lists(self) -> "PublishedAppearanceQuerySet":
        """With their items and meetings, without any long text; newest first, the parts in one item together."""
        return (
            self.select_related("item__meeting")
            .defer(
                *(f"item__{name}" for name in ["content", "progress", "minute_text", "resolutions_text"]),
                *(f"item__meeting__{name}" for name in ["content", "editions", "progress"]),
            )
            .order_by("-item__meeting__starts_at", "item__meeting", "item__position", "part")
        )


class PublishedAppearance(models.Model):
    """A person named in an item: who addressed the meeting, moved, seconded, declared an interest or voted."""

    class Part(models.TextChoices):
        ADDRESSED = "addressed", "Addressed the meeting"
        MOVED = "moved", "Moved"
        SECONDED = "seconded", "Seconded"
        DECLARED = "declared", "Declared an interest"
        VOTED = "voted", "Voted"

    item = models.ForeignKey(PublishedItem, models.CASCADE, related_name="appearances")
    person = models.ForeignKey(PublishedPerson, models.PROTECT, related_name="appearances")
    part = models.CharField(max_length=20, choices=Part)

    objects = PublishedAppearanceQuerySet.as_manager()

    class Meta:
        ordering = ["item", "part"]
        constraints = [models.UniqueConstraint(fields=["item", "person", "part"], name="one_appearance_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.part}"


class PublishedDocument(models.Model):
    meeting = models.ForeignKey(PublishedMeeting, models.CASCADE, related_name="documents")
    item = models.ForeignKey(PublishedItem, models.CASCADE, null=True, related_name="documents")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    filename = models.CharField(max_length=300)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file, which is kept under that name.")
    size = models.PositiveBigIntegerField(help_text="Bytes.")

    class Meta:
        ordering = ["meeting", "position"]
        indexes = [models.Index(fields=["digest"], name="documents_by_digest")]

    def __str__(self) -> str:
        return self.title
