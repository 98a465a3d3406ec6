"""What was typed is never lost: not by a log-in that timed out, nor by a form that could not be taken as it was sent.

It travels in the pages themselves, signed; never in an address, never in a store of its own. Files cannot.
"""

from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from django.contrib import admin
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

SALT = "meetings.admin.kept"
LONGEST = 24 * 3600
# The machinery of forms, which nobody typed.
NOT_TYPED = ("csrfmiddlewaretoken", "saved_values", "kept", "next", "version")
NOT_TYPED_ENDINGS = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS", "-id")
LOGGED_IN_AGAIN = "You are logged in again. Nothing you typed is lost, and nothing of it is saved yet."


@dataclass(frozen=True)
class Typed:
    """A form as it was sent: where to, each box with its values, and the names of files to be chosen again."""

    address: str
    boxes: list[tuple[str, list[str]]]
    files: list[str]

    @property
    def read_back(self) -> list[tuple[str, str]]:
        """What a person typed, to be read and copied."""
        return [
            (name.replace("_", " ").replace("-", " "), "\n".join(values))
            for name, values in self.boxes
            if any(values)
            and name not in NOT_TYPED
            and not name.startswith(("_", "initial-"))
            and not name.endswith(NOT_TYPED_ENDINGS)
        ]


def typed_in(request: HttpRequest) -> Typed:
    """What the request sent, but for passwords and the token."""
    boxes = [
        (name, values)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
    ]
    return Typed(request.path, boxes, [file.name for file in request.FILES.values()])


def sealed(request: HttpRequest) -> str:
    """What the request sent, signed, to be carried by a page."""
    return signing.dumps(asdict(typed_in(request)), salt=SALT, compress=True)


def unsealed(text: str) -> Typed | None:
    """What `sealed` signed; None for anything else, and for what is older than a day."""
    try:
        return Typed(**signing.loads(text, salt=SALT, max_age=LONGEST))
    except (signing.BadSignature, TypeError, ValueError):
        return None


def kept_page(request: HttpRequest, typed: Typed, *, words: str = LOGGED_IN_AGAIN, status: int = 200) -> HttpResponse:
    """Show what was typed, with the button that goes on with it."""
    context = {
        **admin.site.each_context(request),
        "title": "What you typed is kept",
        "words": words,
        "typed": typed,
        "is_form": _is_form(typed.address),
        "may_go_on": True,
    }
    return render(request, "admin/kept.html", context, status=status)


def typed_page(request: HttpRequest, *, title: str, words: str, status: int) -> HttpResponse:
    """Show what was typed, to be copied: there is nothing left that it could be saved to."""
    context = admin.site.each_context(request) | {"title": title, "words": words, "typed": typed_in(request)}
    return render(request, "admin/kept.html", context, status=status)


def _is_form(address: str) -> bool:
    """Whether the address is a form of the desk, which can be shown again as it was typed."""
    try:
        return resolve(urlsplit(address).path).url_name.endswith(("_change", "_add"))
    except (Resolver404, AttributeError):
        return False
