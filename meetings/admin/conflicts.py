"""Two clerks on one record: the second save is held back where both changed the same box, and nothing typed is lost.

Each form carries, hidden, the values that it showed as saved. When it is sent, they are compared with the database as
it is now, under a lock. What only the other clerk changed is taken over by itself; where both did, the form comes back
as typed, with the versions side by side and a choice for each box. A choice names the version that was seen, so that a
third clerk's save meanwhile asks again.
"""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.db import transaction
from django.db.models import Model
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst

from meetings.admin import form_values
from meetings.admin.differences import marked
from meetings.admin.form_values import Plain, Rows, own_fields
from meetings.admin.history import last_saved
from meetings.admin.kept import typed_page
from meetings.models import Action, Item, Meeting, Resolution
from meetings.record.editions import wait_for_turn

SAVED = "saved_values"
RESTORE = "_restore"
# The lock of a meeting is also that of all its parts; found from each by this path.
FROM_MEETING = {Meeting: "pk", Item: "items", Resolution: "items__resolutions", Action: "items__actions"}
GONE = "Not saved: it is not there for you any more. Here is what you had typed, to be copied."
RESTORED = "This is what you had typed. Nothing is saved yet: read it over, then save."
REFUSED = "Not saved: somebody else saved this after you opened it. Choose below for each box that differs, then save."


@dataclass
class Difference:
    """One box that both changed, or one row that one changed and the other deleted."""

    key: str
    label: str
    was: str
    theirs: Any
    mine: Any
    seen: str
    keep_mine: str = "Keep mine"
    take_theirs: str = "Take theirs"


@dataclass
class Reconciliation:
    """What became of a form that was sent: the differences to be chosen between, and what was taken over."""

    base: dict
    differences: list[Difference] = field(default_factory=list)
    taken_over: list[str] = field(default_factory=list)
    by: str = ""
    at: Any = None


class SecondSaveMixin:
    """A form that is never saved over what its clerk has not seen."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            # Many forms also write to the record: in the order in which every publication waits, or two saves would
            # wait for each other.
            wait_for_turn()
            if object_id is not None:
                self._lock(unquote(object_id))
                found = self._find(request, unquote(object_id))
                if found is None:
                    return typed_page(request, title="Not there any more", words=GONE, status=404)
                if self.has_change_permission(request, found):
                    self._reconcile(request, found)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _find(self, request: HttpRequest, key: str) -> Model | None:
        try:
            return self.get_object(request, key)
        except Http404:
            return None

    def _lock(self, key: str) -> None:
        """Let one save of a record at a time go on; of a meeting and all its parts too."""
        if not key.isdecimal():
            return
        model, path = (Meeting, FROM_MEETING[self.model]) if self.model in FROM_MEETING else (self.model, "pk")
        list(model.objects.select_for_update(of=["self"]).filter(**{path: key}).values_list("pk"))

    def _reconcile(self, request: HttpRequest, found: Model) -> None:
        base = _base(request)
        if base is None:
            return
        for formset, _ in self.get_formsets_with_inlines(request, found):
            rows = formset.model._base_manager.select_for_update(of=["self"]).filter(**{formset.fk.name: found})
            list(rows.order_by("pk").values_list("pk"))
        comparison = Comparison(request, base, *self._as_saved(request, found))
        request.POST = comparison.data
        outcome = comparison.outcome
        if outcome.differences or outcome.taken_over:
            outcome.by, outcome.at = last_saved(self.model, found.pk) or ("", None)
        if outcome.taken_over:
            words = "; ".join(outcome.taken_over)
            messages.info(request, f"Changed by somebody else meanwhile, and taken over: {words}.")
        if outcome.differences and request.FILES:
            files = ", ".join(file.name for file in request.FILES.values())
            messages.warning(request, f"A browser does not send a file twice by itself: choose again {files}.")
        request.reconciliation = outcome

    def _as_saved(self, request, found: Model) -> tuple[forms.ModelForm, list[forms.BaseInlineFormSet]]:
        """The form and its formsets as a fresh page would show them."""
        fields = flatten_fieldsets(self.get_fieldsets(request, found))
        form = self.get_form(request, found, change=True, fields=fields)(instance=found)
        formsets, seen = [], {}
        for formset, inline in self.get_formsets_with_inlines(request, found):
            prefix = formset.get_default_prefix()
            seen[prefix] = seen.get(prefix, 0) + 1
            prefix = prefix if seen[prefix] == 1 else f"{prefix}-{seen[prefix]}"
            formsets.append(formset(instance=found, prefix=prefix, queryset=inline.get_queryset(request)))
        return form, formsets

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        outcome = getattr(request, "reconciliation", None)
        if outcome is not None and outcome.differences:
            return _held_back(form, REFUSED)
        return _held_back(form, RESTORED) if RESTORE in request.POST else form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change and obj is not None and self.has_change_permission(request, obj):
            outcome = getattr(request, "reconciliation", None)
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            for formset in formsets:
                # The admin pairs rows with what is saved by order; the other clerk may have added or deleted one.
                formset._queryset = [row.instance for row in formset.initial_forms]
            if outcome:
                base = outcome.base
            elif context["adminform"].form.is_bound:
                base = snapshot(*self._as_saved(request, self.model.objects.get(pk=obj.pk)))
            else:
                base = snapshot(context["adminform"].form, formsets)
            context |= {SAVED: json.dumps(base, ensure_ascii=False), "reconciliation": outcome}
        return super().render_change_form(request, context, add, change, form_url, obj)


def _held_back(form: type[forms.ModelForm], words: str) -> type[forms.ModelForm]:
    class HeldBack(form):
        def clean(self):
            given = super().clean()
            self.add_error(None, words)
            return given

    return HeldBack


def _base(request: HttpRequest) -> dict | None:
    """The values that the page showed; None from a page that carried none."""
    try:
        base = json.loads(request.POST.get(SAVED, ""))
        shown = [base["form"], *(row for rows in base["rows"].values() for row in rows.values())]
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return base if all(isinstance(boxes, dict) for boxes in shown) else None


def snapshot(form: forms.ModelForm, formsets: list[forms.BaseInlineFormSet]) -> dict:
    """The saved values that form and rows show: {"form": {box: value}, "rows": {prefix: {key: {box: value}}}}."""
    rows = {}
    for formset in formsets:
        rows[formset.prefix] = {
            str(row.instance.pk): form_values.saved_values(row, [formset.fk.name]) for row in formset.initial_forms
        }
    return {"form": form_values.saved_values(form), "rows": rows}


class Comparison:
    """What the page showed, what is saved now and what was sent, box by box and row by row."""

    def __init__(self, request, base: dict, form: forms.ModelForm, formsets: list[forms.BaseInlineFormSet]):
        self.data, self.files, self.base = request.POST.copy(), request.FILES, base
        self.now = snapshot(form, formsets)
        self.outcome = Reconciliation(base)
        self._boxes(form, base["form"], self.now["form"], form.prefix, "form", "")
        for formset in formsets:
            self._rows(formset)

    def _boxes(self, form, base: dict, now: dict, prefix: str | None, place: str, heading: str) -> None:
        """Settle each box of one form, whose names in the data begin with the prefix."""
        for name, box in own_fields(form).items():
            if name not in base or base[name] == now.get(name, base[name]):
                continue
            html_name = f"{prefix}-{name}" if prefix else name
            mine = form_values.sent_value(box, html_name, self.data, self.files, base[name])
            label = f"{heading}{form[name].label}"
            key = f"{place}-{name}"
            if mine == now[name]:
                base[name] = now[name]
                continue
            if mine == base[name]:
                self._take_over(form, name, html_name)
                base[name] = now[name]
                self.outcome.taken_over.append(label)
                continue
            choice = self._choice(key, now[name])
            if choice == "theirs":
                self._take_over(form, name, html_name)
            if choice:
                base[name] = now[name]
                continue
            was, theirs, typed = form_values.both_in_words(box, base[name], now[name], mine)
            self._differ(key, label, was, marked(was, theirs), marked(was, typed), now[name])

    def _take_over(self, form: forms.ModelForm, name: str, html_name: str) -> None:
        self.files.pop(html_name, None)
        form_values.send(self.data, form.fields[name].widget, html_name, form[name].value())

    def _choice(self, key: str, theirs: Any) -> str:
        """What was chosen for a difference, if it was chosen in sight of what is saved now."""
        chosen, _, seen = self.data.get(f"choice-{key}", "").partition(":")
        return chosen if chosen in {"mine", "theirs"} and seen == _digest(theirs) else ""

    def _differ(self, key: str, label: str, was: str, theirs, mine, seen: Any, **words: str) -> None:
        self.outcome.differences.append(Difference(key, label, was, theirs, mine, _digest(seen), **words))

    def _rows(self, formset: forms.BaseInlineFormSet) -> None:
        """Settle each row that the page showed; rows that the other clerk added are left as they are."""
        base, now = self.base["rows"].get(formset.prefix, {}), self.now["rows"][formset.prefix]
        rows = Rows(self.data, formset.prefix, formset.model._meta.pk.name)
        sent = rows.by_key()
        there = {str(form.instance.pk): form for form in formset.initial_forms}
        kind = capfirst(str(formset.model._meta.verbose_name))
        drop, as_new = set(), set()
        for key, prefix in sent.items():
            if key not in base:
                continue
            heading = f"{kind} “{there[key].instance}”: " if key in there else f"{kind}: "
            is_deleted = bool(self.data.get(f"{prefix}-{DELETION_FIELD_NAME}"))
            if key not in there:
                becomes = self._gone_row(formset, key, prefix, base[key], is_deleted)
                {"drop": drop, "new": as_new}.get(becomes, set()).add(prefix)
                if becomes == "drop":
                    del base[key]
            elif is_deleted:
                self._row_i_deleted(there[key], key, prefix, base, now, heading)
            else:
                self._boxes(there[key], base[key], now[key], prefix, prefix, heading)
        if drop or as_new:
            rows.rewrite(drop=drop, as_new=as_new)

    def _gone_row(self, formset, key: str, prefix: str, base: dict[str, Plain], is_deleted: bool) -> str:
        """What becomes of a row that the other clerk deleted: dropped, made new, or left until it is chosen."""
        boxes = own_fields(formset.empty_form, [formset.fk.name])
        mine = {
            name: form_values.sent_value(box, f"{prefix}-{name}", self.data, self.files, base.get(name, ""))
            for name, box in boxes.items()
        }
        kind = capfirst(str(formset.model._meta.verbose_name))
        was, typed = (_row_in_words(boxes, values) for values in (base, mine))
        if is_deleted or mine == base:
            self.outcome.taken_over.append(f"{kind} deleted ({was})")
            return "drop"
        place = f"{formset.prefix}-row-{key}"
        if choice := self._choice(place, "deleted"):
            return "new" if choice == "mine" else "drop"
        words = {"keep_mine": "Keep mine, as a new row", "take_theirs": "Leave it deleted"}
        self._differ(place, f"{kind}, deleted meanwhile", was, "(deleted)", marked(was, typed), "deleted", **words)
        return ""

    def _row_i_deleted(self, form, key: str, prefix: str, base: dict, now: dict, heading: str) -> None:
        if base[key] == now[key]:
            return
        place = f"{prefix}-row-{key}"
        choice = self._choice(place, now[key])
        if choice == "theirs":
            del self.data[f"{prefix}-{DELETION_FIELD_NAME}"]
            for name in own_fields(form):
                self._take_over(form, name, f"{prefix}-{name}")
        if choice:
            base[key] = now[key]
            return
        boxes = own_fields(form)
        was, theirs = _row_in_words(boxes, base[key]), _row_in_words(boxes, now[key])
        words = {"keep_mine": "Delete it all the same", "take_theirs": "Keep theirs"}
        self._differ(place, heading.rstrip(": "), was, marked(was, theirs), "(deleted)", now[key], **words)


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def _row_in_words(boxes: dict[str, forms.Field], values: dict[str, Plain]) -> str:
    said = [(box.label or name, form_values.in_words(box, values.get(name, ""))) for name, box in boxes.items()]
    return "; ".join(f"{label}: {words}" for label, words in said if words and words != "No")
