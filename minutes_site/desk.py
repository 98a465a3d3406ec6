"""The desk's admin site: Django's own, with a policy for its scripts and the pages that are the clerk's alone."""

import functools

import pghistory
from django.contrib.admin import AdminSite
from django.http import QueryDict
from django.urls import path, reverse
from django.utils import timezone
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override

# The admin's scripts are files of ours, or carry the nonce of their page; nothing else runs.
DESK_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    # The one style sheet that the rich-text editor adds by script, allowed by its exact bytes.
    "style-src": [CSP.SELF, CSP.NONCE, "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}


def _in_history(view):
    """What the view changes stands in the history with who did it and where; no public page comes here."""

    @functools.wraps(view)
    def told(request, *args, **kwargs):
        if request.method in {"GET", "HEAD"}:
            return view(request, *args, **kwargs)
        with pghistory.context(user=request.user.pk, address=request.path):
            return view(request, *args, **kwargs)

    return told


def nothing_there(request, exception=None):
    """Answer 404 as the side of the site that the address belongs to."""
    from meetings.admin.refused import not_there
    from meetings.public.errors import not_found

    return (not_there if request.path.startswith(reverse("admin:index")) else not_found)(request, exception)


def _wants_json(request) -> bool:
    return request.headers.get("Accept") == "application/json"


class DeskSite(AdminSite):
    site_header = "The Minute Book"
    site_title = "Minute Book desk"
    index_title = "The desk"
    enable_nav_sidebar = False
    empty_value_display = "—"

    def admin_view(self, view, cacheable=False):
        return csp_override(DESK_CSP)(self._keeping(_in_history(super().admin_view(view, cacheable))))

    def _keeping(self, view):
        """Nothing sent after the log-in timed out is lost: it goes through the log-in form and comes back."""

        @functools.wraps(view)
        def kept(request, *args, **kwargs):
            if request.method != "POST" or request.user.is_authenticated or _wants_json(request):
                return view(request, *args, **kwargs)
            from meetings.admin.kept import sealed

            context = {"kept": sealed(request), "app_path": reverse("admin:login"), "next": request.path}
            request.method, request.POST = "GET", QueryDict()
            return self.login(request, context)

        return kept

    def index(self, request, extra_context=None):
        from meetings.admin.desk_home import groups_for
        from meetings.admin.import_desk import waiting_reviews

        groups = groups_for(request.user, now=timezone.now())
        nothing_in = [group.title for group in groups if not group.total]
        context = {"reviews": waiting_reviews(request.user), "groups": groups, "nothing_in": nothing_in}
        return super().index(request, context | (extra_context or {}))

    def login(self, request, extra_context=None):
        return csp_override(DESK_CSP)(self._login)(request, extra_context)

    def _login(self, request, extra_context):
        from meetings.admin.kept import kept_page, unsealed

        kept = request.POST.get("kept", "")
        answer = super().login(request, {"kept": kept, **(extra_context or {})})
        is_in = request.method == "POST" and answer.status_code == 302
        typed = unsealed(kept) if is_in else None
        return kept_page(request, typed) if typed else answer

    def get_urls(self):
        from meetings.admin import action_sheet, import_desk, papers, reviews

        return [
            path("import/", self.admin_view(import_desk.import_desk), name="import_desk"),
            path("review/<int:pk>/", self.admin_view(reviews.review), name="review"),
            *action_sheet.addresses(self.admin_view),
            path("papers/<path:name>", self.admin_view(papers.desk_paper), name="desk_paper"),
            *super().get_urls(),
        ]
