"""People at the desk."""

from django.contrib import admin

from meetings.admin.choices import SharedChoicesMixin
from meetings.admin.councils import DirectoryAdmin
from meetings.models import Membership, Person


class SeatInline(SharedChoicesMixin, admin.TabularInline):
    model = Membership
    extra = 0
    fields = ["committee", "role", "starts_on", "ends_on"]


@admin.register(Person)
class PersonAdmin(DirectoryAdmin):
    list_display = ["name", "honorific", "kind", "ward", "party"]
    list_filter = ["kind", "party", "ward"]
    search_fields = ["name", "ward"]
    inlines = [SeatInline]
    fields = ["honorific", "name", "kind", "ward", "party", "email"]
