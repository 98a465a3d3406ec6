"""Who may do what at the desk, as one table: every address of the desk stands in it, for every role and verb."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from meetings.models import (
    Action,
    Committee,
    Council,
    Issue,
    Item,
    Meeting,
    Person,
    Resolution,
    Review,
    SourceText,
    Synonym,
)
from tests import making
from tests.desk.test_two_clerks import filled

pytestmark = pytest.mark.django_db

ROLES = {"clerk": "Clerk", "publisher": "Publisher", "reviewer": "Reviewer", "administrator": "Administrator"}
# By their first letters: clerk, publisher, administrator, reviewer; and nobody.
ALL, WRITE, PUBLISH, RUN, NOBODY = "cpar", "cpa", "pa", "a", ""
# Who may look, add, change and delete, model by model.
MODELS = {
    "meetings_meeting": (ALL, WRITE, WRITE, WRITE),
    "meetings_item": (ALL, WRITE, WRITE, WRITE),
    "meetings_person": (ALL, WRITE, WRITE, WRITE),
    "meetings_committee": (ALL, WRITE, WRITE, WRITE),
    "meetings_issue": (ALL, WRITE, WRITE, WRITE),
    "meetings_synonym": (ALL, WRITE, WRITE, WRITE),
    "meetings_resolution": (ALL, NOBODY, WRITE, WRITE),
    "meetings_action": (ALL, NOBODY, WRITE, WRITE),
    "meetings_council": (ALL, RUN, RUN, RUN),
    "auth_user": (RUN, RUN, RUN, RUN),
    "auth_group": (RUN, RUN, RUN, RUN),
}
# All other addresses: who may look, and who may send.
OTHERS = {
    "index": (ALL, ALL),
    "app_list": (ALL, ALL),
    "jsi18n": (ALL, NOBODY),
    "password_change": (ALL, ALL),
    "password_change_done": (ALL, NOBODY),
    "import_desk": (WRITE, WRITE),
    "review": (WRITE, WRITE),
    "desk_paper": (ALL, ALL),
    "meetings_meeting_publication": (ALL, PUBLISH),
    "meetings_meeting_preview": (ALL, NOBODY),
    "meetings_meeting_preview_item": (ALL, NOBODY),
    "meetings_meeting_attendance": (WRITE, WRITE),
    "meetings_meeting_next": (WRITE, WRITE),
    "meetings_meeting_numbering": (WRITE, WRITE),
    "meetings_meeting_redaction": (PUBLISH, PUBLISH),
    "meetings_meeting_draft": (ALL, NOBODY),
    "action_sheet": (ALL, NOBODY),
    "action_sheet_word": (ALL, NOBODY),
    "carry_actions": (NOBODY, WRITE),
    "save_progress": (NOBODY, WRITE),
    "save_answer": (NOBODY, WRITE),
    "auth_user_password_change": (RUN, RUN),
}
# Open to strangers; or nowhere: no choice is looked up by typing, and nothing has a page elsewhere.
BESIDE = {"login", "logout", "autocomplete", "view_on_site", None}
SITTING = ("publication", "preview", "attendance", "next", "numbering", "redaction", "draft")
PAGES = {"changelist": 0, "history": 0, "presence": 0, "add": 1, "change": 2, "delete": 3}
# Of a committee: its other clerks find nothing there.
OF_A_COMMITTEE = ("meetings_meeting", "meetings_item", "meetings_resolution", "meetings_action", "meetings_committee")


def names(patterns) -> set[str | None]:
    """The names of every address below the patterns."""
    found = set()
    for pattern in patterns:
        found |= {pattern.name} if isinstance(pattern, URLPattern) else names(pattern.url_patterns)
    return found


def desk_names() -> set[str | None]:
    (desk,) = (pattern for pattern in get_resolver().url_patterns if getattr(pattern, "namespace", "") == "admin")
    # The models' own addresses have an old form beside the named one.
    return names(desk.url_patterns)


@pytest.fixture
def things():
    """One of everything, by the beginning of its addresses."""
    panel = making.make_committee(kind="scrutiny panel")
    meeting = making.make_minuted_meeting(committee=panel)
    item = meeting.items.get()
    item.resolutions.update(outcome="recommended")
    meeting.documents.create(title="Survey", file=ContentFile(b"deep", "survey.txt"))
    text = SourceText.objects.create(name="Pasted", text="1. Apologies", added_by=making.make_user(name="stranger"))
    Review.objects.create(
        source=text,
        position=1,
        start=0,
        end=12,
        committee=meeting.committee,
        reading={"committee": None},
        changed_by=text.added_by,
    )
    return {
        "meetings_meeting": meeting,
        "meetings_item": item,
        "meetings_person": Person.objects.get(),
        "meetings_committee": meeting.committee,
        "meetings_issue": Issue.objects.create(title="Harbour"),
        "meetings_synonym": Synonym.objects.create(short="HP", long="Harbour Panel"),
        "meetings_resolution": item.resolutions.get(),
        "meetings_action": item.actions.get(),
        "meetings_council": Council.objects.get(),
        "auth_user": User.objects.get(),
        "auth_group": Group.objects.first(),
    }


def table(things) -> dict[str, tuple[str, str]]:
    """Every address of the desk, with who may look at it and who may send to it."""
    found = {}
    for name in desk_names() - BESIDE:
        model, _, page = name.rpartition("_")
        if name in OTHERS:
            found[address(name, things)] = OTHERS[name]
        else:
            may = MODELS[model]
            # A form is open to whoever may look; saying that one has it open is all that `presence` does.
            looks = {"change": may[0], "presence": NOBODY}.get(page, may[PAGES[page]])
            found[address(name, things)] = (looks, may[PAGES[page]])
    return found


def address(name: str, things) -> str:
    special = {
        "app_list": ["meetings"],
        "review": [Review.objects.get().pk],
        "meetings_meeting_preview_item": [things["meetings_meeting"].pk, things["meetings_item"].public_slug or "1"],
        "save_progress": [things["meetings_action"].pk],
        "save_answer": [things["meetings_resolution"].pk],
        **{f"meetings_meeting_{page}": [things["meetings_meeting"].pk] for page in SITTING},
        "desk_paper": [things["meetings_meeting"].documents.get().file.name],
        "auth_user_password_change": [things["auth_user"].pk],
    }
    model, _, page = name.rpartition("_")
    of_one = [] if page in {"changelist", "add"} or model not in MODELS else [things[model].pk]
    return reverse(f"admin:{name}", args=special.get(name, of_one))


def log_in(role: str) -> Client:
    client = Client()
    client.force_login(making.make_user(name=role, group=ROLES[role]))
    return client


def is_let_in(answer) -> bool:
    if answer.streaming:
        b"".join(answer.streaming_content)  # read to its end, the file is closed
    return answer.status_code not in {403, 404, 405}


def test_every_address_of_the_desk_stands_in_the_table(things):
    unknown = {
        name
        for name in desk_names() - BESIDE - OTHERS.keys()
        if name.rpartition("_")[0] not in MODELS or name.rpartition("_")[2] not in PAGES
    }
    assert unknown == set()
    assert len(table(things)) > 60


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("verb", ["get", "post"])
def test_each_role_is_let_in_where_the_table_says(things, role, verb):
    client = log_in(role)
    wrong = {}
    for where, who in table(things).items():
        if where == address("review", things):
            continue  # a reading of its own has its own tests
        may = role[0] in who[verb == "post"]
        # Carrying is of a committee; anything at all sent to a page of deletion would delete.
        sent = {"committee": things["meetings_committee"].pk} if where == reverse("admin:carry_actions") else {}
        answer = getattr(client, verb)(where, sent)
        if is_let_in(answer) is not may:
            wrong[where] = answer.status_code
    assert wrong == {}


def test_strangers_and_log_ins_without_a_role_see_nothing(things):
    reader = Client()
    reader.force_login(User.objects.create_user("nobody", is_staff=True))
    stranger = Client()
    for where in table(things):
        if where == reverse("admin:jsi18n"):
            continue
        assert 'name="password"' in stranger.post(where, {"x": "y"}).text, where
        assert stranger.get(where).status_code in {302, 404}, where
        if where not in {address(name, things) for name in ("index", "password_change", "password_change_done")}:
            assert not is_let_in(reader.get(where)), where
            assert not is_let_in(reader.post(where)), where


def links(page) -> set[str]:
    found = set(re.findall(r'(?:href|action)="(/admin/[^"#?]*)', page.text))
    return found - {reverse("admin:logout")}


@pytest.mark.parametrize("role", ROLES)
def test_no_page_offers_what_its_reader_may_not_do(things, role):
    client, may = log_in(role), table(things)
    seen, waiting, dead = set(), {reverse("admin:index")}, {}
    while waiting:
        where = waiting.pop()
        seen.add(where)
        answer = client.get(where)
        # What is only sent to has no page of its own; it is offered to those who may send.
        is_offered_well = answer.status_code == 405 and role[0] in may.get(where, ("", ""))[1]
        if not is_let_in(answer) and not is_offered_well:
            dead[where] = answer.status_code
        elif answer.headers["Content-Type"].startswith("text/html") and not answer.streaming:
            waiting |= {link for link in links(answer) if "/review/" not in link} - seen
    assert dead == {}
    assert len(seen) > 15


def test_a_reviewer_reads_a_form_without_a_box_or_a_button(things):
    client = log_in("reviewer")
    for model, thing in things.items():
        if model.startswith("meetings_"):
            page = client.get(reverse(f"admin:{model}_change", args=[thing.pk])).text
            form = page[page.index(f'id="{model.partition("_")[2]}_form"') :]
            assert not re.search(r'<(?:textarea|select)|type="(?:text|submit|checkbox|file)"', form), model
            assert "Save" not in form
    assert "Publish" not in client.get(address("meetings_meeting_publication", things)).text.split("<h1>")[1]


# Committees that name their clerks.


@pytest.fixture
def others_client(things):
    """A clerk of another committee than that of the things."""
    user = making.make_user(name="other", group="Clerk")
    things["meetings_committee"].clerks.add(making.make_user(name="own", group="Clerk"))
    making.make_committee(name="Audit Committee", slug="audit").clerks.add(user)
    client = Client()
    client.force_login(user)
    return client


def test_another_committees_clerk_finds_nothing_there(things, others_client):
    left = {}
    for name in desk_names() - BESIDE:
        model = name.rpartition("_")[0]
        is_one = model in OF_A_COMMITTEE and name.rpartition("_")[2] not in {"changelist", "add"}
        if is_one or name in {"review", "desk_paper", "save_progress", "save_answer"}:
            for verb in ("get", "post"):
                answer = getattr(others_client, verb)(address(name, things))
                if is_let_in(answer) and not (name == "review" and verb == "post"):
                    left[name, verb] = answer.status_code
    assert left == {}
    # A review that is not there any more, or not for him: he is told so, as of any other.
    answer = others_client.post(address("review", things), follow=True)
    assert "That review is done" in answer.text


def test_another_committees_clerk_is_offered_nothing_of_it(things, others_client):
    for model in OF_A_COMMITTEE:
        page = others_client.get(reverse(f"admin:{model}_changelist"))
        assert "Harbour" not in page.text.replace("Harbour Master", ""), model
    for where in ("admin:meetings_meeting_add", "admin:meetings_item_add", "admin:index", "admin:import_desk"):
        assert "Harbour Panel" not in others_client.get(reverse(where)).text
    person = things["meetings_person"]
    person.memberships.create(committee=things["meetings_committee"])
    assert "Harbour Panel" not in others_client.get(reverse("admin:meetings_person_change", args=[person.pk])).text


def test_what_is_not_offered_is_refused_when_it_is_sent(things, others_client):
    meeting = {
        "committee": things["meetings_committee"].pk,
        "starts_at_0": "2024-08-01",
        "starts_at_1": "10:00",
        "kind": "ordinary",
    }
    item = {"meeting": things["meetings_meeting"].pk, "position": "1", "title": "Smuggled", "access": "open"}
    for model, data in (("meeting", meeting), ("item", item)):
        where = reverse(f"admin:meetings_{model}_add")
        management = {
            f"{prefix}-{what}_FORMS": "0"
            for prefix in ("attendees", "items", "documents", "resolutions", "actions", "declarations")
            for what in ("TOTAL", "INITIAL")
        }
        answer = others_client.post(where, data | management)
        assert answer.status_code == 200
        assert "Select a valid choice" in answer.text
        assert "Harbour dredging" not in answer.text
    assert (Meeting.objects.count(), Item.objects.count()) == (1, 1)


def test_own_clerks_publishers_and_clerks_of_open_committees_go_on(things, others_client):
    where = address("meetings_meeting_change", things)
    for client in (log_in("publisher"), log_in("administrator")):
        assert client.get(where).status_code == 200
    own = Client()
    own.force_login(User.objects.get(username="own"))
    assert own.get(where).status_code == 200
    assert own.post(where, filled(own, where, venue="Guildhall")).status_code == 302
    assert log_in("clerk").get(where).status_code == 404
    open_one = making.make_meeting(committee=making.make_committee(name="Open Panel", slug="open"))
    assert others_client.get(reverse("admin:meetings_meeting_change", args=[open_one.pk])).status_code == 200


def test_minutes_of_another_committee_are_read_but_its_committee_is_not_chosen(things, others_client):
    text = "HARBOUR PANEL\nMinutes of the meeting held on 13 June 2024\n\n1. APOLOGIES\n\nThere were none."
    others_client.post(reverse("admin:import_desk"), {"source": text})
    review = Review.objects.order_by("pk").last()
    assert review.source.name == "Pasted text"
    assert review.committee is None
    page = others_client.get(reverse("admin:review", args=[review.pk]))
    assert page.status_code == 200
    assert "Harbour Panel</option>" not in page.text


def test_only_an_administrator_says_who_the_clerks_of_a_committee_are(things):
    committee = Committee.objects.get()
    where = reverse("admin:meetings_committee_change", args=[committee.pk])
    clerk, administrator = log_in("clerk"), log_in("administrator")
    key = User.objects.get(username="clerk").pk
    clerk.post(where, filled(clerk, where) | {"clerks": [key]})
    assert not committee.clerks.exists()
    administrator.post(where, filled(administrator, where) | {"clerks": [key]})
    assert [user.pk for user in committee.clerks.all()] == [key]


def test_an_administrator_makes_nobody_mightier_than_himself(things):
    administrator = log_in("administrator")
    root = making.make_user(name="root", is_superuser=True)
    where = reverse("admin:auth_user_change", args=[root.pk])
    for sent in (where, reverse("admin:auth_user_delete", args=[root.pk])):
        assert administrator.post(sent, {"post": "yes"}).status_code == 403
    assert administrator.post(reverse("admin:auth_user_password_change", args=[root.pk])).status_code == 403
    me = User.objects.get(username="administrator")
    mine = reverse("admin:auth_user_change", args=[me.pk])
    data = {"username": "administrator", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    data |= {"date_joined_0": "2024-01-01", "date_joined_1": "10:00", "groups": [me.groups.get().pk]}
    assert administrator.post(mine, data).status_code == 302
    me.refresh_from_db()
    assert not me.is_superuser


def test_every_model_of_the_table_is_at_the_desk():
    registered = {f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry}
    assert registered == set(MODELS)
    assert {Resolution, Action} <= set(admin.site._registry)
