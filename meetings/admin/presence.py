"""Who else has a form of the desk open, so that two clerks know of each other before both have typed."""

import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import path, reverse
from django.utils import timezone

from meetings.admin.event_words import name_of_user
from meetings.models import OpenPage

# The page says every half minute that it is still open; one that has been silent for so long is closed.
SILENT_AFTER = datetime.timedelta(minutes=3)


def note_open(user, address: str) -> str:
    """Note that the user has the page open, forget pages that are closed, and say in words who else has it open."""
    now = timezone.now()
    OpenPage.objects.filter(seen_at__lt=now - SILENT_AFTER).delete()
    OpenPage.objects.update_or_create(
        user=user, path=address, defaults={"seen_at": now}, create_defaults={"seen_at": now, "opened_at": now}
    )
    others = OpenPage.objects.filter(path=address).exclude(user=user).select_related("user").order_by("opened_at")
    return " ".join(
        f"{name_of_user(page.user)} has had this page open since {timezone.localtime(page.opened_at):%H:%M}."
        for page in others
    )


class ShowsWhoElseMixin:
    """A form that says who else has it open, as of now; a small script keeps it up to date."""

    def get_urls(self) -> list:
        name = f"{self.opts.app_label}_{self.opts.model_name}_presence"
        view = self.admin_site.admin_view(self.presence_view)
        return [path("<int:object_id>/presence/", view, name=name), *super().get_urls()]

    def presence_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Renew that the page is open, and answer with the note for it, as plain text."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        found = self.get_queryset(request).filter(pk=object_id).first()
        if found is None or not self.has_view_or_change_permission(request, found):
            raise Http404
        return HttpResponse(note_open(request.user, self._address("change", object_id)), content_type="text/plain")

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change and obj is not None:
            context |= {
                "also_here": note_open(request.user, self._address("change", obj.pk)),
                "also_here_address": self._address("presence", obj.pk),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _address(self, page: str, key: int) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[key])
