"""A log-in that timed out, or a token that no longer fits, loses nothing of what was typed."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.admin.kept import unsealed
from meetings.models import Meeting, Review
from tests import making
from tests.desk.test_forms import change
from tests.desk.test_two_clerks import filled
from tests.importers.readings_of import MOORINGS

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-known-phrase"
HERE = "http://testserver"


@pytest.fixture
def user():
    return making.make_user(password=PASSWORD)


@pytest.fixture
def desk(user):
    client = Client()
    client.force_login(user)
    return client


def hidden(page) -> dict:
    """The hidden boxes of the page's own forms, as a browser would send them."""
    found = {}
    for tag in re.findall(r'<input type="hidden"[^>]*>', page.text):
        name, value = (re.search(rf'{what}="([^"]*)"', tag) for what in ("name", "value"))
        found.setdefault(html.unescape(name[1]), []).append(html.unescape(value[1]) if value else "")
    return found


def log_in(client: Client, page, **given):
    return client.post(reverse("admin:login"), hidden(page) | {"username": "publisher", "password": PASSWORD} | given)


def test_a_form_sent_after_the_log_in_timed_out_comes_back_as_typed(desk):
    meeting = making.make_minuted_meeting()
    data = filled(desk, change(meeting), **{"venue": "Old Hall", "items-0-title": "“Silt” & <mud>", "_publish": "x"})
    desk.logout()
    page = desk.post(change(meeting), data)
    assert page.request["PATH_INFO"] == change(meeting)
    assert "You have been logged out. What you typed is kept" in page.text
    assert "Old Hall" not in str(page.headers)

    page = log_in(desk, page)
    assert "You are logged in again" in page.text
    assert "Back to the form as you typed it" in page.text
    assert Meeting.objects.get().venue == "Town Hall"

    page = desk.post(change(meeting), hidden(page) | {"_restore": "1"})
    assert page.status_code == 200
    assert "This is what you had typed. Nothing is saved yet" in page.text
    assert page.context["adminform"].form["venue"].value() == "Old Hall"
    assert Meeting.objects.get().venue == "Town Hall"
    del data["_publish"]
    assert desk.post(change(meeting), data | {"saved_values": page.context["saved_values"]}).status_code == 302
    assert (Meeting.objects.get().venue, meeting.items.get().title) == ("Old Hall", "“Silt” & <mud>")


def test_a_wrong_password_first_loses_nothing(desk):
    meeting = making.make_meeting()
    data = filled(desk, change(meeting), venue="Old Hall")
    desk.logout()
    page = log_in(desk, desk.post(change(meeting), data), password="wrong")
    assert "You have been logged out" in page.text
    assert "Old Hall" in log_in(desk, page).text


def test_an_empty_form_of_something_new_comes_back_too(desk):
    making.make_committee()
    address = reverse("admin:meetings_issue_add")
    desk.logout()
    page = log_in(desk, desk.post(address, {"title": "Harbour walls"}))
    page = desk.post(address, hidden(page) | {"_restore": "1"})
    assert page.context["adminform"].form["title"].value() == "Harbour walls"


def test_what_was_pasted_at_the_import_desk_is_sent_again(desk):
    desk.logout()
    page = log_in(desk, desk.post(reverse("admin:import_desk"), {"source": MOORINGS}))
    assert "Send it again" in page.text
    desk.post(reverse("admin:import_desk"), hidden(page))
    assert Review.objects.count() == 1


def test_files_and_passwords_are_not_kept_and_files_are_named(desk):
    meeting = making.make_meeting()
    desk.logout()
    sent = {
        "venue": "Old Hall",
        "password1": "secret-phrase",
        "documents-0-file": SimpleUploadedFile("a.txt", b"deep"),
    }
    page = log_in(desk, desk.post(change(meeting), sent))
    assert "choose again a.txt" in page.text
    assert "secret-phrase" not in page.text


def test_nothing_is_kept_that_was_not_signed_here(desk):
    desk.logout()
    for forged in ("", "x", "x:y:z"):
        answer = desk.post(
            reverse("admin:login"), {"username": "publisher", "password": PASSWORD, "kept": forged, "next": "/admin/"}
        )
        assert answer.status_code == 302
        desk.logout()
    assert unsealed("x:y:z") is None


def test_reading_and_leaving_go_through_the_log_in_as_ever(desk):
    address = change(making.make_meeting())
    desk.logout()
    assert desk.get(address).url == f"{reverse('admin:login')}?next={address}"


def test_a_page_that_keeps_itself_is_told_by_a_redirect_as_before(desk):
    desk.logout()
    assert desk.post("/admin/review/1/", {}, headers={"Accept": "application/json"}).status_code == 302


def strict(user) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def test_a_token_of_an_older_log_in_loses_nothing(user):
    meeting, client = making.make_meeting(), strict(user)
    data = filled(client, change(meeting), venue="Old Hall") | {"csrfmiddlewaretoken": "x" * 64}
    page = client.post(change(meeting), data, headers={"Origin": HERE})
    assert page.status_code == 403
    assert "older than your log-in" in page.text
    assert "script-src &#x27;self&#x27;" in html.escape(page.headers["Content-Security-Policy"])
    page = client.post(change(meeting), hidden(page) | {"_restore": "1"}, headers={"Origin": HERE})
    assert page.context["adminform"].form["venue"].value() == "Old Hall"
    assert Meeting.objects.get().venue == "Town Hall"


@pytest.mark.parametrize("origin", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {}])
def test_a_form_of_another_site_is_refused_and_not_offered_again(user, origin):
    meeting, client = making.make_meeting(), strict(user)
    client.get(change(meeting))
    page = client.post(change(meeting), {"venue": "Evil Hall"}, headers=origin)
    assert page.status_code == 403
    assert "Evil Hall" not in page.text
    assert Meeting.objects.get().venue == "Town Hall"


def test_a_log_in_form_with_an_old_token_still_carries_what_was_typed(user):
    meeting, client = making.make_meeting(), strict(user)
    data = filled(client, change(meeting), venue="Old Hall") | {"csrfmiddlewaretoken": client.cookies["csrf"].value}
    client.logout()
    client.get(reverse("admin:login"))
    data["csrfmiddlewaretoken"] = client.cookies["csrf"].value
    page = client.post(change(meeting), data, headers={"Origin": HERE})
    sent = hidden(page) | {"csrfmiddlewaretoken": ["x" * 64], "username": "publisher", "password": PASSWORD}
    page = client.post(reverse("admin:login"), sent, headers={"Origin": HERE})
    assert page.status_code == 403
    assert "Old Hall" in page.text
    assert PASSWORD not in page.text
