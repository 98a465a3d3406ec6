"""Log-ins and roles at the desk: an administrator manages them, and makes nobody mightier than himself."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

BEYOND_AN_ADMINISTRATOR = {"is_superuser", "user_permissions"}

admin.site.unregister([User, Group])


@admin.register(User)
class LogInAdmin(UserAdmin):
    """Rights come by role, that is, by group; superusers are a superuser's to manage."""

    list_filter = ["is_active", "groups"]
    # Boxes of the browser's own: those that move choices from list to list are not read out well.
    filter_horizontal = []

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.is_superuser:
            return fieldsets
        return [
            (
                name,
                options | {"fields": [field for field in options["fields"] if field not in BEYOND_AN_ADMINISTRATOR]},
            )
            for name, options in fieldsets
        ]

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and self._is_within_reach(request, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and self._is_within_reach(request, obj)

    @staticmethod
    def _is_within_reach(request, user) -> bool:
        return user is None or not user.is_superuser or request.user.is_superuser


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """What each role may do; see LogInAdmin for the boxes."""

    filter_horizontal = []
