"""The clerk's front door: minutes are pasted or uploaded, read, and kept as reviews until they are accepted."""

import uuid
from collections.abc import Callable
from itertools import chain

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from meetings.admin.line_ends import one_kind_of_line_end
from meetings.admin.review_form import first_choices
from meetings.admin.rights import committees_of, within
from meetings.importers.corrections import as_plain_data
from meetings.importers.formats import ENDINGS, LARGEST_FILE, TOO_LARGE, read_source
from meetings.importers.formats.plain_text import source_of_text
from meetings.importers.formats.web_page import source_of_html
from meetings.importers.minutes import MeetingRead, MinutesRead
from meetings.importers.open_decisions import with_exclusions_open
from meetings.importers.reading import read
from meetings.importers.save import find_committee
from meetings.importers.save_people import Directory
from meetings.importers.source import CannotRead, Source
from meetings.importers.source_view import stretches_of_meetings
from meetings.models import Committee, Review, SourceText

# Accepting what was read makes meetings and people, or changes a draft that is there.
NEEDED = ("meetings.add_meeting", "meetings.change_meeting", "meetings.add_person")
LONGEST_PASTE = 2_000_000
NOTHING_READ = "No item of business could be read from this text. Is it the whole page?"


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; its value is their list."""

    widget = SeveralFiles

    def clean(self, data, initial=None):
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(one, initial) for one in given]


class ImportForm(forms.Form):
    """Pasted text, or files, or both. `pasted_html` is the same paste as its programme gave it, lists and all."""

    source = forms.CharField(
        label="Paste minutes",
        help_text="The whole page, headings and all, from Word, a web page or anywhere else.",
        widget=forms.Textarea(attrs={"rows": 16, "class": "source-text", "spellcheck": "false"}),
        max_length=LONGEST_PASTE,
        strip=False,
        required=False,
    )
    pasted_html = forms.CharField(widget=forms.HiddenInput, max_length=10 * LONGEST_PASTE, strip=False, required=False)
    files = FilesField(
        label="or choose files",
        help_text=f"One or several, of these kinds: {', '.join(ENDINGS)}. At most 20 MB each.",
        required=False,
        widget=SeveralFiles(attrs={"accept": ",".join(ENDINGS)}),
    )

    def clean(self) -> dict:
        given = super().clean()
        if not (given.get("source", "").strip() or given.get("files")):
            self.add_error("source", "Paste the minutes, or choose a file.")
        return given

    def sources(self) -> list[tuple[str, Source]]:
        """Each paste or file with its name, as words and blocks; what cannot be read becomes an error of the form."""
        found = []
        pasted = one_kind_of_line_end(self.cleaned_data["source"])
        if pasted.strip():
            found += self._read("Pasted text", "source", lambda: self._pasted(pasted))
        for file in self.cleaned_data["files"]:
            found += self._read(file.name, "files", lambda file=file: self._uploaded(file))
        return found

    def _read(self, name: str, field: str, reader: Callable[[], Source]) -> list[tuple[str, Source]]:
        try:
            return [(name[:255], reader())]
        except CannotRead as refusal:
            self.add_error(field, f"“{name}”: {refusal}")
            return []

    def _uploaded(self, file) -> Source:
        if file.size > LARGEST_FILE:
            raise CannotRead(TOO_LARGE)
        return read_source(file.read(), file.name)

    def _pasted(self, text: str) -> Source:
        html = self.cleaned_data["pasted_html"]
        if html:
            rich = source_of_html(html)
            if rich.blocks:
                return rich
        return source_of_text(text)


def import_desk(request: HttpRequest) -> HttpResponse:
    """The empty box; once filled, each meeting read becomes a review, and the first of them is opened."""
    only_clerks(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        reviews = _reviews_of(form, request.user)
        if reviews:
            for message in chain.from_iterable(form.errors.values()):
                messages.error(request, message)
            if len(reviews) > 1:
                messages.info(request, f"{len(reviews)} meetings were read; this is the first of them.")
            return redirect("admin:review", reviews[0].pk)
    context = {"title": "Paste or upload minutes", "form": form, "reviews": waiting_reviews(request.user)}
    return render(request, "admin/import_desk.html", admin.site.each_context(request) | context)


def _reviews_of(form: ImportForm, user) -> list[Review]:
    """A review of each meeting that could be read; what could not is an error of the form, and keeps no other out."""
    reviews = []
    for name, source in form.sources():
        found = read(source)
        if any(meeting.items for meeting in found.meetings):
            reviews += keep(name, source, found, user)
        else:
            form.add_error("source" if name == "Pasted text" else "files", f"“{name}”: {NOTHING_READ}")
    _number(reviews)
    return reviews


def _number(reviews: list[Review]) -> None:
    """Those handed in together are reviewed one after the other."""
    batch = uuid.uuid4()
    for place, review in enumerate(reviews, start=1):
        review.batch, review.batch_position, review.batch_size = batch, place, len(reviews)
    Review.objects.bulk_update(reviews, ["batch", "batch_position", "batch_size"])


@transaction.atomic
def keep(name: str, source: Source, found: MinutesRead, user) -> list[Review]:
    """Keep what was read until it is accepted: one review for each meeting that has any item."""
    text = SourceText.objects.create(name=name, text=source.text, warnings=list(found.warnings), added_by=user)
    directory = Directory()
    meetings = [with_exclusions_open(meeting) for meeting in found.meetings]
    stretches = stretches_of_meetings(source.text, found.meetings)
    return [
        Review.objects.create(
            source=text,
            position=position,
            start=start,
            end=end,
            committee=_own_committee(meeting, user),
            reading=as_plain_data(meeting),
            people=first_choices(meeting, directory),
            changed_by=user,
        )
        for position, (meeting, (start, end)) in enumerate(zip(meetings, stretches, strict=True), start=1)
        if meeting.items
    ]


def _own_committee(meeting: MeetingRead, user) -> Committee | None:
    """The committee that the text names, where it is one of the user's; else he chooses one of his."""
    found = find_committee(meeting.committee.value) if meeting.committee else None
    return found if found and committees_of(user).contains(found) else None


def waiting_reviews(user):
    """Half-done reviews of the user's committees, the last touched first, for the desk's front page."""
    waiting = within(Review.objects.all(), user).select_related("source__added_by", "committee", "changed_by")
    return waiting.order_by("-changed_at").defer("source__text", "reading_before", "unfinished")


def only_clerks(request: HttpRequest) -> None:
    """Let nobody in but those who may enter minutes. Raises PermissionDenied."""
    if not request.user.has_perms(NEEDED):
        raise PermissionDenied
