"""Meetings at the desk: the list a clerk works from, the form, and the way to publication."""

from django.contrib import admin
from django.db.models import Case, Q, When
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import slugify

from meetings.admin import attendance, draft_word, new_meeting, numbering, preview, publication, redaction
from meetings.admin.desk_forms import DeskFormMixin
from meetings.admin.inlines import SHORT_TEXT, SharedChoicesMixin, TableInline
from meetings.admin.next_step import next_step
from meetings.admin.papers import PaperInline, ReadsPapersMixin
from meetings.models import Attendee, Item, Meeting


class StandingFilter(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [
            ("waiting", "Held, minutes not public"),
            ("drafts", "All whose minutes are not public"),
            ("unconfirmed", "Public, not yet confirmed"),
            ("confirmed", "Confirmed"),
            ("withdrawn", "Withdrawn"),
            ("cancelled", "Cancelled"),
        ]

    def queryset(self, request, queryset):
        if self.value() == "waiting":
            return queryset.drafts().held()
        if self.value() == "unconfirmed":
            return queryset.published().filter(confirmed_on=None)
        if self.value() in {"drafts", "confirmed", "withdrawn", "cancelled"}:
            return getattr(queryset, self.value())()
        return queryset


class OfThisMeetingMixin:
    """Offers only what belongs to the meeting that the form shows."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        meeting = getattr(request, "meeting_shown", None)
        if db_field.related_model is Attendee:
            shown = Attendee.objects.filter(meeting=meeting).select_related("person")
            kwargs["queryset"] = shown if meeting else Attendee.objects.none()
        if db_field.related_model is Item and db_field.name == "item":
            kwargs["queryset"] = Item.objects.filter(meeting=meeting) if meeting else Item.objects.none()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ItemRows(BaseInlineFormSet):
    def get_unique_error_message(self, unique_check) -> str:
        return "Two items have the same position: give each its own."


class ItemInline(TableInline):
    model = Item
    formset = ItemRows
    fields = ["position", "number", "title", "is_procedural"]
    ordering = ["position"]
    show_change_link = True


class MeetingPaperInline(OfThisMeetingMixin, PaperInline):
    fields = ["position", "item", "kind", "title", "file"]


@admin.register(Meeting)
class MeetingAdmin(
    ReadsPapersMixin, publication.PublishesFromFormMixin, SharedChoicesMixin, DeskFormMixin, admin.ModelAdmin
):
    list_display = ["held", "committee", "standing_badge", "next_step"]
    list_display_links = ["held"]
    list_filter = [StandingFilter, ("committee", admin.RelatedOnlyFieldListFilter), "kind"]
    list_select_related = ["committee"]
    list_per_page = 50
    date_hierarchy = "starts_at"
    search_fields = ["committee__name", "items__title", "items__minute_number"]
    search_help_text = "Committee, item title or minute number"
    formfield_overrides = SHORT_TEXT
    fields = ["committee", "starts_at", "venue", "kind", "clerk_notes"]
    # Who was there has a page of its own, which is quicker: see attendance.
    inlines = [ItemInline, MeetingPaperInline]
    path_from_meeting = "pk"

    @admin.display(description="meeting of", ordering="starts_at")
    def held(self, meeting: Meeting) -> str:
        return f"{meeting.held_on:%-d %B %Y}"

    @admin.display(description="standing")
    def standing_badge(self, meeting: Meeting) -> str:
        return format_html('<span class="badge {}">{}</span>', slugify(meeting.standing), meeting.standing)

    @admin.display(description="next step")
    def next_step(self, meeting: Meeting) -> str:
        return next_step(meeting)

    def get_ordering(self, request: HttpRequest) -> list:
        # What waits for the clerk first: drafts of meetings held, then meetings to come, then what is public.
        draft = Q(published_at=None, cancelled_on=None)
        turn = Case(When(draft & Q(starts_at__lte=timezone.now()), then=0), When(draft, then=1), default=2)
        return [turn.asc(), "-starts_at"]

    def meeting_of(self, meeting: Meeting) -> Meeting:
        return meeting

    def has_delete_permission(self, request, obj=None) -> bool:
        # What the public knows of is withdrawn with a reason, never deleted.
        return super().has_delete_permission(request, obj) and not (obj and obj.is_on_record)

    def get_readonly_fields(self, request, obj=None):
        return ["committee"] if obj and obj.is_on_record else []

    def get_urls(self):
        pages = {
            "attendance": attendance.attendance,
            "next": new_meeting.next_meeting,
            "numbering": numbering.numbering,
        }
        return [
            *(
                path(f"<int:pk>/{name}/", self.admin_site.admin_view(page), name=f"meetings_meeting_{name}")
                for name, page in pages.items()
            ),
            path(
                "<int:pk>/publication/",
                self.admin_site.admin_view(publication.publication),
                name="meetings_meeting_publication",
            ),
            path("<int:pk>/preview/", self.admin_site.admin_view(preview.preview), name="meetings_meeting_preview"),
            path(
                "<int:pk>/preview/item/<slug:slug>/",
                self.admin_site.admin_view(preview.preview_item),
                name="meetings_meeting_preview_item",
            ),
            path(
                "<int:pk>/redaction/",
                self.admin_site.admin_view(redaction.redaction),
                name="meetings_meeting_redaction",
            ),
            path(
                "<int:pk>/draft.docx", self.admin_site.admin_view(draft_word.draft_word), name="meetings_meeting_draft"
            ),
            *super().get_urls(),
        ]
