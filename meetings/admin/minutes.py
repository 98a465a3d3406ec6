"""Items at the desk, with the decisions, tasks and interests under each."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import mark_safe

from meetings.admin import publication
from meetings.admin.desk_forms import DeskFormMixin
from meetings.admin.inlines import SHORT_TEXT, BlockInline, SharedChoicesMixin, TableInline
from meetings.admin.joining import join, suggestions_for
from meetings.admin.meetings import OfThisMeetingMixin
from meetings.admin.papers import PaperInline, ReadsPapersMixin
from meetings.admin.progress import places_to_report_back
from meetings.models import Action, ActionUpdate, Attendee, Declaration, Document, Item, Meeting, Resolution, Vote
from meetings.models.prose import clean_prose
from meetings.publishing.publish import show_beside, show_progress


class ResolutionInline(OfThisMeetingMixin, BlockInline):
    model = Resolution
    show_change_link = True
    fieldsets = [
        (None, {"fields": [("position", "label", "outcome"), "text", ("mover", "seconder")]}),
        ("Votes", {"fields": [("votes_for", "votes_against", "votes_abstained"), "is_budget"]}),
        (
            "Executive decision",
            {"fields": ["reasons", "options_rejected", "conflicts", "dispensation"], "classes": ["collapse"]},
        ),
        ("The executive’s answer to a recommendation", {"fields": ["answered_on", "answer"], "classes": ["collapse"]}),
    ]


class ActionInline(BlockInline):
    model = Action
    fk_name = "item"
    show_change_link = True
    fields = [("position", "owner"), "task", ("due", "due_on", "completed_on")]


class DeclarationInline(OfThisMeetingMixin, TableInline):
    model = Declaration
    fields = ["attendee", "kind", "description", "has_left_the_room"]


class ItemPaperInline(PaperInline):
    fields = ["position", "kind", "title", "file"]


class ItemForm(forms.ModelForm):
    def clean_position(self) -> int:
        position = self.cleaned_data["position"]
        meeting = self.instance.meeting_id or self.cleaned_data.get("meeting")
        others = Item.objects.filter(meeting=meeting or None, position=position).exclude(pk=self.instance.pk)
        if other := others.first():
            raise forms.ValidationError(f"Item {other} stands at position {position} already.")
        return position


@admin.register(Item)
class ItemAdmin(
    ReadsPapersMixin,
    publication.PublishesFromFormMixin,
    OfThisMeetingMixin,
    SharedChoicesMixin,
    DeskFormMixin,
    admin.ModelAdmin,
):
    form = ItemForm
    formfield_overrides = SHORT_TEXT
    list_display = ["number", "title", "meeting", "minute_number", "is_procedural"]
    list_display_links = ["title"]
    list_filter = ["is_procedural", "access", ("meeting__committee", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["meeting__committee"]
    list_per_page = 50
    date_hierarchy = "meeting__starts_at"
    search_fields = ["title", "minute_number", "purpose"]
    ordering = ["-meeting__starts_at", "position"]
    inlines = [ResolutionInline, ActionInline, DeclarationInline, ItemPaperInline]
    path_from_meeting = "items"
    fieldsets = [
        (None, {"fields": ["meeting", ("position", "number", "minute_number"), "title", "purpose", "minute"]}),
        ("Who addressed the meeting", {"fields": ["speakers"]}),
        ("Following the matter", {"fields": ["issue", "is_procedural"]}),
        # The reason stands beside the tick that asks for it, and neither is folded away.
        ("Late item", {"fields": [("is_late", "late_reason")]}),
        (
            "Exempt business",
            {"fields": ["access", "exempt_paragraph", "public_interest", "public_summary"]},
        ),
        ("For the desk only", {"fields": ["clerk_notes"]}),
    ]

    class Media:
        js = ["label-editors.js", "paste-from-word.js"]

    def get_readonly_fields(self, request, obj=None):
        return ["meeting"] if obj else []

    def get_fieldsets(self, request, obj=None):
        """The form's boxes; who may only look reads the minute as it is printed, not its marks."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        (title, first), *others = fieldsets
        fields = ["minute_as_printed" if name == "minute" else name for name in first["fields"]]
        return [(title, first | {"fields": fields}), *others]

    @admin.display(description="Minute", empty_value="")
    def minute_as_printed(self, item: Item) -> str:
        return mark_safe(clean_prose(item.minute))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "meeting":
            kwargs["queryset"] = Meeting.objects.select_related("committee")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "speakers":
            meeting = getattr(request, "meeting_shown", None)
            kwargs["queryset"] = Attendee.objects.filter(meeting=meeting).select_related("person")
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change and obj is not None and self.has_change_permission(request, obj):
            context["suggestions"] = suggestions_for(obj, request.user)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        if key := request.POST.get("_join"):
            if issue := join(obj, key, request.user):
                messages.success(request, f"Joined to the issue “{issue}”.")
            else:
                messages.warning(request, "Joined to nothing: what was suggested is not there any more.")
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        if formset.model is Document:
            # A paper of an item is a paper of its meeting.
            for document in formset.save(commit=False):
                document.meeting = form.instance.meeting
        super().save_formset(request, form, formset, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        show_beside(form.instance.meeting)

    def response_change(self, request, obj):
        if "_join" in request.POST:
            # Joining saves as the button Save does: the form stays.
            request.POST = request.POST.copy()
            request.POST["_continue"] = "1"
        return super().response_change(request, obj)

    def meeting_of(self, item: Item) -> Meeting:
        return item.meeting


class VoteInline(OfThisMeetingMixin, TableInline):
    model = Vote


@admin.register(Resolution)
class ResolutionAdmin(OfThisMeetingMixin, SharedChoicesMixin, DeskFormMixin, admin.ModelAdmin):
    """Reached from its item, for named votes; not in the index."""

    fieldsets = ResolutionInline.fieldsets
    inlines = [VoteInline]

    def get_object(self, request: HttpRequest, object_id, from_field=None) -> Resolution | None:
        resolution = super().get_object(request, object_id, from_field)
        request.meeting_shown = resolution.item.meeting if resolution else None
        return resolution

    def has_module_permission(self, request) -> bool:
        return False

    def has_add_permission(self, request) -> bool:
        return False


class ActionUpdateInline(TableInline):
    model = ActionUpdate


class ActionStateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("open", "Open"), ("overdue", "Overdue"), ("done", "Done")]

    def queryset(self, request, queryset):
        if self.value() == "open":
            return queryset.open()
        if self.value() == "overdue":
            return queryset.overdue(on=timezone.localdate())
        return queryset.filter(completed_on__isnull=False) if self.value() == "done" else queryset


@admin.register(Action)
class ActionAdmin(DeskFormMixin, admin.ModelAdmin):
    """Progress of actions: shown to the public at once where the action itself is public."""

    list_display = ["task", "owner", "meeting", "due", "due_on", "completed_on"]
    list_select_related = ["item__meeting__committee"]
    list_filter = [ActionStateFilter, ("item__meeting__committee", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["task", "owner"]
    ordering = ["due_on", "pk"]
    formfield_overrides = SHORT_TEXT
    fields = ["task", "owner", ("due", "due_on"), "completed_on", "reported_back_at"]
    inlines = [ActionUpdateInline]

    @admin.display(description="asked at", ordering="item__meeting__starts_at")
    def meeting(self, action: Action) -> str:
        return str(action.item.meeting)

    def get_object(self, request: HttpRequest, object_id, from_field=None) -> Action | None:
        request.action_shown = super().get_object(request, object_id, from_field)
        return request.action_shown

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        action = getattr(request, "action_shown", None)
        if db_field.name == "reported_back_at" and action:
            return places_to_report_back(action)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_add_permission(self, request) -> bool:
        return False

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        show_progress(form.instance.item.meeting)
