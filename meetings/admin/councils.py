"""Councils and committees at the desk."""

from django.contrib import admin
from django.db import transaction

from meetings.admin.desk_forms import DeskFormMixin
from meetings.admin.inlines import TableInline
from meetings.admin.new_meeting import NEEDED, link_to_next, with_last_meeting
from meetings.admin.sitting import may_work
from meetings.models import Committee, Council, Membership
from meetings.publishing.directory import publish_directory
from meetings.record.editions import wait_for_turn


class DirectoryAdmin(DeskFormMixin, admin.ModelAdmin):
    """Saving or deleting here also brings the public directory in line, in the same transaction."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        publish_directory()

    @transaction.atomic
    def delete_model(self, request, obj):
        wait_for_turn()
        super().delete_model(request, obj)
        publish_directory()

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        wait_for_turn()
        super().delete_queryset(request, queryset)
        publish_directory()


class MembershipInline(TableInline):
    model = Membership
    fields = ["person", "role", "starts_on", "ends_on"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person", "committee")


@admin.register(Council)
class CouncilAdmin(DirectoryAdmin):
    list_display = ["name", "nation", "starts_on", "ends_on"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "nation", "starts_on", "ends_on", "successor"]}),
        (
            "Days and duties",
            {"fields": ["notice_days", "has_clear_saturdays", "has_clear_breaks", "days_out", "minutes_target_days"]},
        ),
        ("What is nobody’s personal data", {"fields": ["own_contacts"]}),
        ("For the public", {"fields": ["contact", "licence"]}),
    ]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Committee)
class CommitteeAdmin(DirectoryAdmin):
    list_display = ["name", "kind", "council", "is_listed"]
    list_filter = ["is_listed", "kind"]
    list_select_related = ["council"]
    search_fields = ["name"]
    inlines = [MembershipInline]
    fields = ["council", "name", "slug", "kind", "purpose", "quorum", "is_listed", "clerks"]

    def get_queryset(self, request):
        return with_last_meeting(super().get_queryset(request))

    def get_list_display(self, request):
        return [*self.list_display, *(["new_meeting"] if may_work(request, NEEDED) else [])]

    @admin.display(description="next meeting")
    def new_meeting(self, committee: Committee) -> str:
        return link_to_next(committee)

    def get_changeform_initial_data(self, request) -> dict:
        # Most archives have one council: it need not be chosen.
        councils = list(Council.objects.all()[:2])
        only = {"council": councils[0]} if len(councils) == 1 else {}
        return only | super().get_changeform_initial_data(request)

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name"]}

    def get_readonly_fields(self, request, obj=None):
        # Addresses of published meetings hold the slug; listing a committee is publishing it.
        fixed = ["slug"] if obj and obj.meetings.on_record().exists() else []
        # Whose a committee is, and so who sees its drafts, an administrator says.
        fixed += [] if request.user.has_perm("meetings.change_council") else ["clerks"]
        return fixed if request.user.has_perm("meetings.publish_meeting") else [*fixed, "is_listed"]
