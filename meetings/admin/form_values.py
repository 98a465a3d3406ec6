"""The values of a form's boxes as plain words and lists: as saved, as sent, and as a browser would send them."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model, QuerySet
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import QueryDict
from django.utils import timezone

from meetings.admin.line_ends import one_kind_of_line_end
from meetings.record.plain_text import plain_text
from meetings.record.words import clock_time, short_date

Plain = str | list[str]


def plain(value: Any) -> Plain:
    """A value of Python's as it can be written down and compared; nothing and empty are the same."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, QuerySet | set) or (isinstance(value, list) and value and isinstance(value[0], Model)):
        return sorted(str(getattr(one, "pk", one)) for one in value) or ""
    if isinstance(value, list | tuple):
        return [str(plain(one)) for one in value] or ""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).replace(microsecond=0).isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, UploadedFile):
        return f"new file: {value.name}"
    return one_kind_of_line_end(str(value)).strip()


def own_fields(form: forms.ModelForm, beside: Iterable[str] = ()) -> dict[str, forms.Field]:
    """The boxes that a clerk fills: not the keys of rows, nor the tick that deletes one."""
    skipped = {DELETION_FIELD_NAME, form._meta.model._meta.pk.name, *beside}
    return {name: field for name, field in form.fields.items() if name not in skipped}


def saved_values(form: forms.ModelForm, beside: Iterable[str] = ()) -> dict[str, Plain]:
    """What the form would show of what is saved."""
    fields = own_fields(form, beside)
    return {name: plain(form.get_initial_for_field(field, name)) for name, field in fields.items()}


def sent_value(field: forms.Field, name: str, data: QueryDict, files, saved: Plain) -> Plain:
    """What the browser sent for a box of that name; as typed, where it makes no sense."""
    raw = field.widget.value_from_datadict(data, files, name)
    if isinstance(field, forms.FileField):
        return saved if raw is None else plain(raw)
    try:
        return plain(field.clean(raw))
    except ValidationError:
        return plain(raw)


def send(data: QueryDict, widget: forms.Widget, name: str, value: Any) -> None:
    """Put into the data what a browser would send for a box that shows the value."""
    if isinstance(widget, RelatedFieldWidgetWrapper):
        send(data, widget.widget, name, value)
    elif isinstance(widget, forms.MultiWidget):
        parts = zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True)
        for suffix, part, part_value in parts:
            send(data, part, name + suffix, part_value)
    elif isinstance(widget, forms.FileInput):
        data.pop(f"{name}-clear", None)
    elif isinstance(widget, forms.CheckboxInput):
        data.pop(name, None)
        if value:
            data[name] = "on"
    else:
        shown = widget.format_value(value)
        data.setlist(name, [str(one) for one in shown] if isinstance(shown, list | tuple) else [str(shown or "")])


def in_words(field: forms.Field, value: Plain) -> str:
    """A plain value as a clerk reads it."""
    if isinstance(field, forms.BooleanField):
        return "Yes" if value else "No"
    if hasattr(field, "choices"):
        names = {str(key): str(name) for key, name in field.choices}
        given = value if isinstance(value, list) else [value]
        return ", ".join(names.get(one, one) for one in given if one)
    words = ", ".join(value) if isinstance(value, list) else value
    if isinstance(field, forms.DateTimeField | forms.SplitDateTimeField):
        return _moment_in_words(words)
    if isinstance(field, forms.DateField):
        return _day_in_words(words)
    return words


def both_in_words(field: forms.Field, *values: Plain) -> list[str]:
    """Several versions of one box; rich text without its tags, unless the tags are all that differs."""
    words = [in_words(field, value) for value in values]
    if any("<" in one for one in words):
        without = [plain_text(one) for one in words]
        return without if len(set(without)) == len(set(words)) else words
    return words


def _moment_in_words(words: str) -> str:
    try:
        moment = timezone.localtime(datetime.datetime.fromisoformat(words))
    except ValueError:
        return words
    return f"{short_date(moment)}, {clock_time(moment)}"


def _day_in_words(words: str) -> str:
    try:
        return short_date(datetime.date.fromisoformat(words))
    except ValueError:
        return words


class Rows:
    """The rows of one formset in the data of a request, to be read, taken out and put back."""

    def __init__(self, data: QueryDict, prefix: str, key_name: str):
        self.data, self.prefix, self.key_name = data, prefix, key_name
        self.initial, self.total = self._count("INITIAL_FORMS"), self._count("TOTAL_FORMS")

    def _count(self, what: str) -> int:
        written = self.data.get(f"{self.prefix}-{what}", "")
        return min(int(written), 10_000) if written.isdecimal() else 0

    def by_key(self) -> dict[str, str]:
        """The prefix of each row that was there when the page was made, by the row's key."""
        prefixes = [f"{self.prefix}-{number}" for number in range(self.initial)]
        return {self.data.get(f"{prefix}-{self.key_name}", ""): prefix for prefix in prefixes}

    def rewrite(self, *, drop: set[str], as_new: set[str]) -> None:
        """Take out the rows of some prefixes, and make those of others new ones; the rest move up."""
        rows = [self._take(f"{self.prefix}-{number}") for number in range(self.total)]
        kept = [row for prefix, row in rows[: self.initial] if prefix not in drop | as_new]
        new = [row | {self.key_name: [""]} for prefix, row in rows if prefix in as_new]
        added = [row for _, row in rows[self.initial :]]
        for number, row in enumerate([*kept, *new, *added]):
            for name, values in row.items():
                self.data.setlist(f"{self.prefix}-{number}-{name}", values)
        self.data[f"{self.prefix}-INITIAL_FORMS"] = str(len(kept))
        self.data[f"{self.prefix}-TOTAL_FORMS"] = str(len(kept) + len(new) + len(added))

    def _take(self, prefix: str) -> tuple[str, dict[str, list[str]]]:
        names = [name for name in self.data if name.startswith(f"{prefix}-")]
        return prefix, {name[len(prefix) + 1 :]: self.data.pop(name) for name in names}
