"""Select boxes that ask the database once a page, however many rows of a form show them."""

from django.db.models import ForeignKey


class SharedChoicesMixin:
    """For inlines: the choices of a foreign key are read once and shared by all rows."""

    def formfield_for_foreignkey(self, db_field: ForeignKey, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is None:
            return None
        known = request.__dict__.setdefault("_shared_choices", {})
        key = (type(self), db_field.name)
        if key not in known:
            known[key] = [("", field.empty_label or ""), *((row.pk, str(row)) for row in field.queryset)]
        field.choices = known[key]
        field.widget.choices = known[key]
        return field
