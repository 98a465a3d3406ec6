"""What the desk refuses is said calmly: what may not be done, who can, what was kept, and the way back."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting
from meetings.publishing import publish as verbs
from tests import making
from tests.desk.test_forms import change, filled
from tests.desk.test_roles import ROLES, address, is_let_in, log_in, table, things

__all__ = ["things"]  # a fixture
pytestmark = pytest.mark.django_db
HERE = "http://testserver"


def main(page) -> str:
    """What the page says, below its heading."""
    return page.text.split('<div id="content-main"')[1]


def told_who_can(page) -> set[str]:
    found = re.search(r"Whoever has the role of ([^.]*?) can\.", main(page))
    return set(re.split(r", | or ", found[1])) if found else set()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("verb", ["get", "post"])
def test_each_refusal_names_those_who_are_let_in(things, role, verb):
    client, wrong, count = log_in(role), {}, 0
    for where, who in table(things).items():
        answer = getattr(client, verb)(where)
        if is_let_in(answer) or answer.status_code != 403:
            continue
        count += 1
        able = {ROLES[name] for name in ROLES if name[0] in who[verb == "post"]}
        if "You may not do this" not in answer.text or f'<a href="{reverse("admin:index")}">' not in main(answer):
            wrong[where] = "no page of the desk"
        elif "You may not do this." in main(answer):
            wrong[where] = "not said what may not be done"
        elif able and told_who_can(answer) != able:
            wrong[where] = told_who_can(answer)
        elif not able and "is added on the form of its item" not in main(answer):
            wrong[where] = "no reason"
    assert wrong == {}
    assert count or role == "administrator"


def test_the_page_says_which_role_the_log_in_has_and_where_it_came_from(things):
    where, came_from = address("meetings_meeting_redaction", things), address("meetings_meeting_publication", things)
    page = log_in("clerk").get(where, headers={"Referer": HERE + came_from + "?x=<b>"})
    assert "You may not remove personal data." in main(page)
    assert "Your log-in has the role of Clerk" in main(page)
    assert f'<a href="{came_from}">Back to the page you came from</a>' in main(page)
    for elsewhere in ("https://evil.example/admin/", HERE + where, HERE + "/meetings/", "javascript:alert(1)", ""):
        assert "the page you came from" not in log_in_again("clerk").get(where, headers={"Referer": elsewhere}).text
    reader = Client()
    reader.force_login(User.objects.create_user("nobody", is_staff=True))
    assert "Your log-in has no role yet" in main(reader.get(where))


def log_in_again(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def test_what_was_typed_is_there_to_be_copied(things):
    meeting, clerk = things["meetings_meeting"], log_in("clerk")
    page = clerk.post(change(meeting), filled(clerk, change(meeting), venue="Old <Hall>", _publish="Save and publish"))
    assert page.status_code == 403
    assert "You may not publish, confirm, correct or withdraw minutes. Nothing was saved." in main(page)
    assert '<dd class="typed">Old &lt;Hall&gt;</dd>' in main(page)
    assert "script-src &#x27;self&#x27;" in page.headers["Content-Security-Policy"].replace("'", "&#x27;")
    assert Meeting.objects.get().venue == "Town Hall"


def test_whoever_has_the_right_is_told_why_not_here(things):
    meeting, publisher = things["meetings_meeting"], log_in("publisher")
    verbs.publish(meeting, by=making.make_user(name="other"))
    page = publisher.get(address("meetings_meeting_delete", things))
    assert page.status_code == 403
    assert "withdrawn, with a reason, and never deleted" in main(page)
    assert not told_who_can(page)
    root = making.make_user(name="root", is_superuser=True)
    page = log_in("administrator").post(reverse("admin:auth_user_change", args=[root.pk]), {"username": "toor"})
    assert "managed by a superuser" in main(page)


def test_nothing_at_an_address_of_the_desk_is_a_page_of_the_desk(things, settings):
    clerk = log_in("clerk")
    lost = [reverse("admin:meetings_meeting_publication", args=[10**9]), "/admin/nowhere/", "/admin/papers/no.pdf"]
    for urls in ("minutes_site.urls", "tests.desk.desk_alone"):
        settings.ROOT_URLCONF = urls
        for where in lost:
            page = clerk.get(where)
            assert page.status_code == 404
            assert "There is nothing for you at this address" in main(page), where
            assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    settings.ROOT_URLCONF = "minutes_site.urls"
    assert "Other ways to find it" in clerk.get("/nowhere/").text
    # To a stranger nothing of the desk is told, not even what is not there.
    assert Client().get("/admin/nowhere/").status_code == 302


def strict(user=None) -> Client:
    client = Client(enforce_csrf_checks=True)
    if user:
        client.force_login(user)
    return client


def test_a_form_that_came_from_elsewhere_is_told_so_without_its_words(things):
    for client in (strict(), strict(making.make_user(name="publisher"))):
        page = client.post(change(things["meetings_meeting"]), {"venue": "Evil Hall"}, headers={"Origin": "null"})
        assert page.status_code == 403
        assert "the form did not come from a page of this desk" in main(page)
        assert "Evil Hall" not in page.text
    assert 'href="/admin/"' in main(page)


def test_a_log_in_page_that_grew_old_leads_to_a_new_one():
    page = strict().post(reverse("admin:login"), {"username": "publisher", "password": "x"}, headers={"Origin": HERE})
    assert page.status_code == 403
    assert "Log in again" in page.text
    assert f'<a href="{reverse("admin:login")}">Log in</a>' in main(page)


def test_with_an_old_token_and_no_log_in_what_was_typed_waits_for_the_log_in(things):
    meeting = things["meetings_meeting"]
    sent = {"venue": "Old Hall", "documents-0-file": SimpleUploadedFile("a.txt", b"deep")}
    page = strict().post(change(meeting), sent, headers={"Origin": HERE})
    assert page.status_code == 403
    assert "you were not logged in any more" in main(page)
    assert '<input type="hidden" name="venue" value="Old Hall">' in main(page)
    assert "choose again a.txt" in main(page)
    assert "You have been logged out. What you typed is kept" in Client().post(change(meeting), {"venue": "Old"}).text
