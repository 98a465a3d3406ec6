"""Alerts by e-mail: asking for them, and what the links in mails lead to.

An address that was typed is shown in the answer to that, and on no other page.

A link is only looked at when it is opened, since mail scanners open every one; a button does what it says.
"""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.encoding import punycode

from meetings.alerts import door
from meetings.alerts.models import LONGEST_THING, ONE_ADDRESS
from meetings.alerts.things import ARCHIVE, SEARCH, Thing, search_followed, thing_called
from meetings.public.pages import show
from meetings.public.search_form import SearchForm
from meetings.record.addresses import address_of
from meetings.record.translation import gettext, gettext_lazy

NO_ADDRESS = gettext_lazy("Enter one e-mail address, for example name@example.org.")
NO_RHYTHM = gettext_lazy("Choose daily or weekly.")


class AddressField(forms.EmailField):
    """One address, its domain as mail servers write it."""

    def to_python(self, value: object) -> str:
        typed = super().to_python(value)
        local, at, domain = typed.rpartition("@")
        try:
            return f"{local}{at}{punycode(domain)}"
        except UnicodeError as fault:
            raise forms.ValidationError(NO_ADDRESS) from fault


class AlertForm(forms.Form):
    """Where to, and how often."""

    address = AddressField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        validators=[RegexValidator(ONE_ADDRESS, message=NO_ADDRESS)],
        error_messages={"required": NO_ADDRESS, "invalid": NO_ADDRESS},
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    often = forms.ChoiceField(
        label=gettext_lazy("How often"),
        choices=[
            ("daily", gettext_lazy("Daily, in the morning")),
            ("weekly", gettext_lazy("Weekly, on Monday morning")),
        ],
        initial="daily",
        error_messages={"required": NO_RHYTHM, "invalid_choice": NO_RHYTHM},
    )


def of_a_key(view: Callable) -> Callable:
    """The view of a page that a mail leads to: the next page is not told its address, and no engine lists it."""

    @wraps(view)
    def shown(request: HttpRequest) -> HttpResponse:
        response = view(request, request.GET.get("key", ""))
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return shown


def alerts(request: HttpRequest) -> HttpResponse:
    """The form, and what comes of it: the same whether the address is known or not."""
    thing = thing_asked(request.GET.get("follow", ARCHIVE))
    form = AlertForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return show(request, "alerts.html", {"form": form, "thing": thing})
    address, is_weekly = form.cleaned_data["address"], form.cleaned_data["often"] == "weekly"
    try:
        is_noted = door.ask(address, thing.key, is_weekly=is_weekly)
    except DatabaseError:
        # Its words would name the address.
        is_noted = False
    if not is_noted:
        return show(request, "alerts.html", {"form": form, "thing": thing, "is_busy": True}, status=503)
    # No redirection: the typed address would stand in that of the next page, and in logs.
    told = {"step": "asked", "mails_from": settings.MAILS_FROM, "address": address, "thing": thing}
    return show(request, "alert_done.html", told | {"words": thing.marked, "often": _often(is_weekly=is_weekly)})


def thing_asked(key: str) -> Thing:
    """What the address names; a search only as the search page itself would take it."""
    kind, _, name = key.partition(":")
    # The database holds no such character, and refuses to look for it.
    if "\x00" in key:
        raise Http404
    thing = _search(name) if kind == SEARCH else thing_called(key)
    if thing is None or len(thing.key) > LONGEST_THING:
        raise Http404
    return thing


def _search(query: str) -> Thing | None:
    try:
        data = QueryDict(query)
    except ValueError:
        return None
    form = SearchForm(data)
    return None if form.errors else search_followed(form.asked)


@of_a_key
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    found = door.look("confirm", key)
    if request.method == "POST" and found:
        door.confirm(key)
        return show(request, "alert_done.html", {"step": "confirmed", **_what(found)})
    return show(request, "alert_done.html", {"step": "confirm" if found else "gone", **_what(found)})


@of_a_key
def yours(request: HttpRequest, key: str) -> HttpResponse:
    """All that one follows, each with its buttons; a button leads back here."""
    if request.method == "POST":
        for name, is_weekly in {"daily": False, "weekly": True}.items():
            door.change(key, request.POST.get(name, ""), is_weekly=is_weekly)
        for one in [request.POST.get("stop", ""), key if "stop_all" in request.POST else ""]:
            door.stop(one)
        return redirect(f"{address_of('alerts-yours')}?key={key}")
    rows = [{"row": row, "thing": thing_called(row.thing)} for row in door.look("yours", key)]
    return show(request, "alerts_yours.html", {"rows": rows})


@of_a_key
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """One click stops it, a mail program's too, which sends no cookie and reads no page (RFC 8058)."""
    found = door.look("stop", key)
    if request.method == "POST":
        door.stop(key)
    step = "stop" if found and request.method != "POST" else "stopped"
    return show(request, "alert_done.html", {"step": step, **_what(found)})


def _what(found: list[door.Followed]) -> dict:
    """What the link is about, in words; nothing where there is nothing any more."""
    thing = thing_called(found[0].thing) if found else None
    often = _often(is_weekly=found[0].is_weekly) if found else ""
    return {"words": thing.marked if thing else gettext("something that is no longer public"), "often": often}


def _often(*, is_weekly: bool) -> str:
    return gettext("weekly") if is_weekly else gettext("daily")
