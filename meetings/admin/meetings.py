"""Meetings at the desk: the list a clerk works from, the form, and the way to publication."""

from django.contrib import admin
from django.db.models import F
from django.http import HttpRequest
from django.urls import path
from django.utils.html import format_html

from meetings.admin import publication
from meetings.admin.choices import SharedChoicesMixin
from meetings.models import Attendee, Document, Item, Meeting


class StandingFilter(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [
            ("drafts", "Minutes not public"),
            ("unconfirmed", "Public, not yet confirmed"),
            ("confirmed", "Confirmed"),
            ("withdrawn", "Withdrawn"),
            ("cancelled", "Cancelled"),
        ]

    def queryset(self, request, queryset):
        if self.value() == "unconfirmed":
            return queryset.published().filter(confirmed_on=None)
        if self.value() in {"drafts", "confirmed", "withdrawn", "cancelled"}:
            return getattr(queryset, self.value())()
        return queryset


class OfThisMeetingMixin(SharedChoicesMixin):
    """Offers only what belongs to the meeting that the form shows."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        meeting = getattr(request, "meeting_shown", None)
        if db_field.related_model is Attendee:
            shown = Attendee.objects.filter(meeting=meeting).select_related("person")
            kwargs["queryset"] = shown if meeting else Attendee.objects.none()
        if db_field.related_model is Item and db_field.name == "item":
            kwargs["queryset"] = Item.objects.filter(meeting=meeting) if meeting else Item.objects.none()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class AttendeeInline(OfThisMeetingMixin, admin.TabularInline):
    model = Attendee
    fk_name = "meeting"
    extra = 0
    fields = ["person", "name", "role", "attendance", "substitute_for", "arrived", "left"]


class ItemInline(admin.TabularInline):
    model = Item
    extra = 0
    fields = ["position", "number", "title", "is_procedural"]
    ordering = ["position"]
    show_change_link = True


class MeetingPaperInline(OfThisMeetingMixin, admin.TabularInline):
    model = Document
    extra = 0
    fields = ["position", "item", "kind", "title", "file"]


@admin.register(Meeting)
class MeetingAdmin(publication.PublishesFromFormMixin, SharedChoicesMixin, admin.ModelAdmin):
    list_display = ["held", "committee", "standing_badge", "next_step", "venue"]
    list_display_links = ["held"]
    list_filter = [StandingFilter, ("committee", admin.RelatedOnlyFieldListFilter), "kind"]
    list_select_related = ["committee"]
    list_per_page = 50
    date_hierarchy = "starts_at"
    search_fields = ["committee__name", "items__title", "items__minute_number"]
    search_help_text = "Committee, item title or minute number"
    # Drafts first, then the newest.
    ordering = [F("published_at").desc(nulls_first=True), "-starts_at"]
    fields = ["committee", "starts_at", "venue", "kind", "clerk_notes"]
    inlines = [AttendeeInline, ItemInline, MeetingPaperInline]

    @admin.display(description="meeting of", ordering="starts_at")
    def held(self, meeting: Meeting) -> str:
        return f"{meeting.held_on:%-d %B %Y}"

    @admin.display(description="standing")
    def standing_badge(self, meeting: Meeting) -> str:
        kind = meeting.standing.split()[0].lower()
        return format_html('<span class="badge badge-{}">{}</span>', kind, meeting.standing)

    @admin.display(description="next step")
    def next_step(self, meeting: Meeting) -> str:
        return publication.next_step(meeting)

    def get_object(self, request: HttpRequest, object_id, from_field=None) -> Meeting | None:
        request.meeting_shown = super().get_object(request, object_id, from_field)
        return request.meeting_shown

    def meeting_of(self, meeting: Meeting) -> Meeting:
        return meeting

    def has_delete_permission(self, request, obj=None) -> bool:
        # What the public knows of is withdrawn with a reason, never deleted.
        return super().has_delete_permission(request, obj) and not (obj and obj.is_on_record)

    def get_readonly_fields(self, request, obj=None):
        return ["committee"] if obj and obj.is_on_record else []

    def get_actions(self, request):
        # Deleting from the list would pass by has_delete_permission of each meeting.
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def get_urls(self):
        return [
            path(
                "<int:pk>/publication/",
                self.admin_site.admin_view(publication.publication),
                name="meetings_meeting_publication",
            ),
            path(
                "<int:pk>/preview/", self.admin_site.admin_view(publication.preview), name="meetings_meeting_preview"
            ),
            *super().get_urls(),
        ]
