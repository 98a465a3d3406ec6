"""What the desk refuses, said calmly: what may not be done, who can, what was kept, and the way back."""

from urllib.parse import urlsplit

from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import get_text_list
from django.views.csrf import csrf_failure as plain_refusal
from django.views.decorators.csp import csp_override

from meetings.admin.kept import kept_page, typed_in, unsealed
from meetings.admin.next_step import MAY_PUBLISH
from minutes_site.desk import DESK_CSP

SENT_WITH_OLD_TOKEN = (
    "Not saved: the page was older than your log-in, perhaps because you logged in again in another window. "
    "Nothing you typed is lost."
)
SENT_AFTER_LOG_OUT = (
    "Not saved: you were not logged in any more when this was sent. Nothing you typed is lost: send it again, and log "
    "in when you are asked to."
)
OLD_LOG_IN_PAGE = (
    "You are not logged in yet: the log-in page had been open for too long. Log in again. If that does not help, this "
    "site’s cookies are switched off in your browser."
)
NOT_FROM_HERE = (
    "Nothing was saved: the form did not come from a page of this desk, or your browser does not say where it came "
    "from. Open the page at the desk, and send the form from there."
)
# What is done at each page, and a right that it asks for; those of lists and forms follow from their names.
PAGES = {
    "import_desk": ("read minutes in", "meetings.add_meeting"),
    "review": ("read minutes in", "meetings.add_meeting"),
    "desk_paper": ("read the papers of the desk", "meetings.view_document"),
    "action_sheet": ("read the action sheet", "meetings.view_action"),
    "action_sheet_word": ("read the action sheet", "meetings.view_action"),
    "carry_actions": ("carry actions to the next agenda", "meetings.add_item"),
    "save_progress": ("note the progress of an action", "meetings.add_actionupdate"),
    "save_answer": ("write down the answer to a recommendation", "meetings.change_resolution"),
    "meetings_meeting_attendance": ("write down who was there", "meetings.change_attendee"),
    "meetings_meeting_next": ("make a new meeting", "meetings.add_meeting"),
    "meetings_meeting_numbering": ("number items", "meetings.change_item"),
    "meetings_meeting_redaction": ("remove personal data", MAY_PUBLISH),
    "meetings_meeting_preview": ("read drafts", "meetings.view_meeting"),
    "meetings_meeting_preview_item": ("read drafts", "meetings.view_meeting"),
    "meetings_meeting_draft": ("read drafts", "meetings.view_meeting"),
    "auth_user_password_change": ("set somebody’s password", "auth.change_user"),
}
PUBLISHING = ("publish, confirm, correct or withdraw minutes", MAY_PUBLISH)
VERBS = {
    "changelist": ("look at", "view"),
    "history": ("look at", "view"),
    "presence": ("look at", "view"),
    "add": ("add", "add"),
    "change": ("change", "change"),
    "delete": ("delete", "delete"),
}
# What nobody does there, whatever his role.
DONE_ELSEWHERE = {
    "meetings_resolution_add": "A resolution is added on the form of its item.",
    "meetings_action_add": "An action is added on the form of its item.",
}
# Where whoever has the right is refused all the same.
NOT_HERE = {
    "meetings_meeting_delete": "What the public knows of is withdrawn, with a reason, and never deleted.",
    "auth_user_change": "The log-in of a superuser is managed by a superuser.",
    "auth_user_delete": "The log-in of a superuser is managed by a superuser.",
    "auth_user_password_change": "The log-in of a superuser is managed by a superuser.",
}
NOT_THIS_ONE = "Your role may do this, but not here: something that hangs on it is not yours to change."


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403: what the log-in may not do, who can, and what had been typed, to be copied."""
    what, right = _asked_for(request)
    name = request.resolver_match.url_name if request.resolver_match else ""
    reason = DONE_ELSEWHERE.get(name, "")
    if right and request.user.has_perm(right):
        reason = reason or NOT_HERE.get(name, NOT_THIS_ONE)
    groups = Group.objects.order_by("name")
    label, _, codename = right.partition(".")
    able = groups.filter(permissions__codename=codename, permissions__content_type__app_label=label)
    context = {
        "title": "You may not do this",
        "words": "This cannot be done here." if reason else f"You may not {what}.",
        "reason": reason,
        "able": get_text_list([group.name for group in able], "or"),
        "roles": get_text_list([group.name for group in groups.filter(user=request.user.pk)], "and"),
    }
    return _page(request, context, status=403)


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404: the same for what never was, what is gone and what is another committee’s."""
    words = "There is nothing for you at this address: it may be mistyped, deleted, or another committee’s."
    return _page(request, {"title": "Nothing here", "words": words}, status=404)


@csp_override(DESK_CSP)
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form whose token does not fit; one that came from our own page can be sent again by its clerk.

    A form of another site is refused and not offered: its words may be an attacker's.
    """
    if not request.path.startswith(reverse("admin:index")):
        return plain_refusal(request, reason)
    if not _came_from_here(request):
        return _page(request, {"title": "Not sent from here", "words": NOT_FROM_HERE, "is_foreign": True}, status=403)
    typed = unsealed(request.POST.get("kept", ""))
    if typed is None and request.path == reverse("admin:login"):
        return _page(request, {"title": "Log in again", "words": OLD_LOG_IN_PAGE, "is_foreign": True}, status=403)
    words = SENT_WITH_OLD_TOKEN if request.user.is_authenticated else SENT_AFTER_LOG_OUT
    return kept_page(request, typed or typed_in(request), words=words, status=403)


@csp_override(DESK_CSP)
def _page(request: HttpRequest, context: dict, *, status: int) -> HttpResponse:
    context = admin.site.each_context(request) | {"back": _page_before(request)} | context
    if request.method == "POST" and not context.get("is_foreign"):
        context["typed"] = typed_in(request)
    return render(request, "admin/refused.html", context, status=status)


def _asked_for(request: HttpRequest) -> tuple[str, str]:
    """What the request would have done, in words, and the right that it needs; no right where none is known."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    is_sent = request.method == "POST"
    if is_sent and ("_publish" in request.POST or name == "meetings_meeting_publication"):
        return PUBLISHING
    if name == "meetings_meeting_publication":
        return PAGES["meetings_meeting_preview"]
    if name in PAGES:
        return PAGES[name]
    thing, _, page = (name or "").rpartition("_")
    model = next((model for model in admin.site._registry if model._meta.label_lower == thing.replace("_", ".")), None)
    if model is None or page not in VERBS:
        return "do this", ""
    words, verb = VERBS["changelist" if page == "change" and not is_sent else page]
    return f"{words} {model._meta.verbose_name_plural}", f"{model._meta.app_label}.{verb}_{model._meta.model_name}"


def _page_before(request: HttpRequest) -> str:
    """The page of the desk that the reader came from, if it is another one."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    is_ours = came_from.netloc == request.get_host() and came_from.path.startswith(reverse("admin:index"))
    return came_from.path if is_ours and came_from.path != request.path else ""


def _came_from_here(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin", "null")
    if origin != "null":
        return origin == f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Sec-Fetch-Site") == "same-origin"
