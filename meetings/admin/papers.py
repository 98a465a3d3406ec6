"""Papers at the desk: their rows on the forms, and the desk's own copies, for those who may see their meetings."""

from dataclasses import dataclass
from pathlib import PurePath

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminFileWidget
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db.models import FileField
from django.http import FileResponse, Http404, HttpRequest
from django.utils.html import format_html

from meetings.admin.inlines import SHORT_TEXT, TableInline
from meetings.admin.rights import within
from meetings.models import Document
from meetings.publishing.papers import read_papers


@permission_required("meetings.view_document", raise_exception=True)
def desk_paper(request: HttpRequest, name: str) -> FileResponse:
    """Answer with the file, as a download."""
    if not within(Document.objects.filter(file=name), request.user).exists():
        raise Http404
    try:
        return FileResponse(default_storage.open(name), as_attachment=True)
    except (OSError, ValueError, SuspiciousFileOperation) as missing:
        raise Http404 from missing


@dataclass(frozen=True)
class NamedFile:
    """A file as a form shows it: by its name, without the place on the shelf."""

    name: str
    url: str

    def __str__(self) -> str:
        return PurePath(self.name).name


class PaperInput(AdminFileWidget):
    """The box of a file, with the name of the one that is there."""

    def format_value(self, value) -> NamedFile | None:
        return NamedFile(value.name, value.url) if self.is_initial(value) else None


class ReadsPapersMixin:
    """Whatever file was added or changed on a form is read for search; what could not be read is told."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Answer the form, and read what it saved: once its transaction is over, for nobody may publish before."""
        answer = super().changeform_view(request, object_id, form_url, extra_context)
        if saved := getattr(request, "meeting_saved", None):
            for read in read_papers(saved):
                if read.told:
                    messages.warning(request, read.told)
        return answer

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        request.meeting_saved = self.meeting_of(form.instance)


class PaperInline(TableInline):
    """The papers of a meeting or an item; who may only look sees each by its name too."""

    model = Document
    formfield_overrides = SHORT_TEXT | {FileField: {"widget": PaperInput}}
    readonly_fields = ["link"]

    def get_fields(self, request, obj=None) -> list[str]:
        fields = list(super().get_fields(request, obj))
        if self.has_change_permission(request, obj):
            return fields
        return ["link" if name == "file" else name for name in fields]

    @admin.display(description="file")
    def link(self, paper: Document) -> str:
        return format_html('<a href="{}">{}</a>', paper.file.url, PurePath(paper.file.name).name)
