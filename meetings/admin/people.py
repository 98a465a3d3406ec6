"""People at the desk."""

from django.contrib import admin

from meetings.admin.councils import DirectoryAdmin
from meetings.admin.inlines import TableInline
from meetings.models import Membership, Person


class SeatInline(TableInline):
    model = Membership
    fields = ["committee", "role", "starts_on", "ends_on"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person", "committee")


@admin.register(Person)
class PersonAdmin(DirectoryAdmin):
    list_display = ["name", "honorific", "kind", "ward", "party"]
    list_filter = ["kind"]
    search_fields = ["name", "ward", "party"]
    inlines = [SeatInline]
    fields = ["honorific", "name", "kind", "ward", "party", "email"]
