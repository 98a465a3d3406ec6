"""Rows of forms as a clerk needs them: every box named for a screen reader, choices read once, no stray buttons."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.db.models import ForeignKey

from meetings.admin.rights import OwnCommitteesMixin

SHORT_TEXT = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})}}


class SharedChoicesMixin:
    """The choices of a foreign key are read once a page, however many rows of the form show them."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(db_field, ForeignKey) and field is not None:
            # Adding, changing and deleting the other thing is done on its own page.
            for button in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
                setattr(field.widget, button, False)
        return field

    def formfield_for_foreignkey(self, db_field: ForeignKey, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is None:
            return None
        known = request.__dict__.setdefault("_shared_choices", {})
        key = (type(self), db_field.name)
        if key not in known:
            known[key] = [("", field.empty_label or ""), *((row.pk, str(row)) for row in field.queryset)]
        field.choices = field.widget.choices = known[key]
        return field


class TableInline(SharedChoicesMixin, OwnCommitteesMixin, admin.TabularInline):
    """A table of rows; each box says its column and row, which Django leaves to the table's heading."""

    extra = 0
    formfield_overrides = SHORT_TEXT

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)

        class NamedBoxes(formset):
            def add_fields(self, form, index):
                super().add_fields(form, index)
                row = "new row" if index is None else f"row {index + 1}"
                for field in form.fields.values():
                    widget = getattr(field.widget, "widget", field.widget)
                    widget.attrs["aria-label"] = f"{field.label or 'Delete'}, {row}"

        return NamedBoxes


class BlockInline(SharedChoicesMixin, OwnCommitteesMixin, admin.StackedInline):
    """One block a row, for what needs more room than a table gives."""

    extra = 0
    formfield_overrides = SHORT_TEXT
