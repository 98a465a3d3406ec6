"""The sheet of actions and recommendations: read, brought up to date, carried to the next agenda, taken as Word."""

import datetime
import io

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document as WordDocument

from meetings.models import Action
from meetings.publishing import publish as verbs
from meetings.publishing.verify import verify_record
from meetings.record.models import PublishedAction
from tests import making

pytestmark = pytest.mark.django_db

SHEET = "/admin/actions/"
NOW = making.moment("2026-11-30", "09:00")


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def clerk():
    return making.make_user(name="clerk", group="Clerk")


@pytest.fixture
def desk(clerk):
    client = Client()
    client.force_login(clerk)
    return client


@pytest.fixture
def action():
    return making.make_minuted_meeting().items.get().actions.get()


def sent(action: Action, back: str = "", **values) -> dict:
    given = {"noted_on": "30/11/2026", **values}
    return {f"progress-{action.pk}-{name}": value for name, value in given.items()} | {"back": back}


def told(answer) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def states(answer) -> list[tuple[str, str]]:
    return [(action.task, action.state) for section in answer.context["sections"] for action in section["actions"]]


def test_open_actions_come_first_and_overdue_is_a_word(desk, action):
    for task, fields in [
        ("Late", {"due_on": "2026-11-29"}),
        ("Today", {"due_on": "2026-11-30"}),
        ("Done", {"due_on": "2026-01-01", "completed_on": "2026-01-02"}),
    ]:
        making.make_action(item=action.item, task=task, **fields)
    late, today, opened = (
        ("Late", "Overdue since 29 November 2026"),
        ("Today", "Open"),
        ("Order the dredger", "Open"),
    )
    done = ("Done", "Done 2 January 2026")
    assert states(desk.get(SHEET)) == [late, today, opened]
    assert states(desk.get(f"{SHEET}?state=overdue")) == [late]
    assert states(desk.get(f"{SHEET}?state=done")) == [done]
    assert states(desk.get(f"{SHEET}?state=all")) == [late, today, opened, done]


def test_the_sheet_by_committee_and_by_owner(desk, action):
    audit = making.make_committee(name="Audit Committee", slug="audit")
    other = making.make_minuted_meeting(committee=audit).items.get()
    other.actions.update(owner="")
    making.make_action(item=other, task="Paint the buoys")

    def headings(query: str) -> list[tuple[str, int]]:
        sections = desk.get(SHEET + query).context["sections"]
        return [(section["heading"], len(section["actions"])) for section in sections]

    assert headings("") == [("Audit Committee", 2), ("Harbour Panel", 1)]
    assert headings("?by=owner") == [("No owner given", 1), ("Harbour Master", 2)]
    assert headings(f"?committee={audit.pk}") == [("Audit Committee", 2)]
    assert headings("?owner=Harbour+Master&by=owner") == [("Harbour Master", 2)]
    # What makes no sense is as good as not chosen.
    assert headings("?by=moon&state=&committee=x&owner=Nobody&page=z&open=y") == headings("")


def test_a_note_a_completion_and_where_it_was_reported_back(desk, action):
    later = making.make_item(meeting=making.make_meeting(starts_at=making.moment("2024-09-12")))
    page = desk.get(f"{SHEET}?open={action.pk}")
    assert "12 September 2024, item 1 Harbour dredging" in page.text
    answer = desk.post(
        f"{SHEET}{action.pk}/",
        sent(
            action,
            "by=owner&open=3",
            note="Ordered.",
            completed_on="29/11/2026",
            reported_back_at=later.pk,
            is_public=1,
        ),
    )
    assert answer.url == f"{SHEET}?by=owner#action-{action.pk}"
    action.refresh_from_db()
    assert (action.completed_on, action.reported_back_at) == (datetime.date(2026, 11, 29), later)
    assert [(note.text, note.is_public) for note in action.updates.all()] == [("Ordered.", True)]


def test_progress_goes_public_at_once_where_the_action_is_public(desk, action):
    verbs.publish(action.item.meeting, by=making.make_user(), at=making.moment("2024-06-20"))
    desk.post(f"{SHEET}{action.pk}/", sent(action, note="Ordered.", is_public="on"))
    desk.post(f"{SHEET}{action.pk}/", sent(action, note="Too dear, between us."))
    public = PublishedAction.objects.get()
    assert public.completed_on is None
    desk.post(f"{SHEET}{action.pk}/", sent(action, completed_on="29/11/2026"))
    public.refresh_from_db()
    assert public.completed_on == datetime.date(2026, 11, 29)
    page = Client().get(f"/meetings/{action.item.meeting.public_address or '2024/06/13/harbour-panel'}/").text
    assert "Ordered." in page
    assert "Too dear" not in page
    assert list(verify_record()) == []


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"completed_on": "01/12/2026"}, "This day has not come yet."),
        ({"completed_on": "31/02/2026"}, "Enter a valid date."),
        ({"note": "Ordered.", "noted_on": ""}, "Give the date of the note."),
        ({"reported_back_at": "itself"}, "Select a valid choice."),
    ],
)
def test_a_slip_is_told_and_what_was_typed_is_kept(desk, action, values, why):
    values = {key: action.item_id if value == "itself" else value for key, value in values.items()}
    answer = desk.post(f"{SHEET}{action.pk}/", sent(action, "state=all", **({"note": "Half a note"} | values)))
    assert answer.status_code == 200
    assert why in answer.text
    assert (values.get("note") or "Half a note") in answer.text
    assert "Nothing was saved" in answer.text
    assert answer.context["filter"].chosen["state"] == "all"
    action.refresh_from_db()
    assert (action.completed_on, action.updates.count()) == (None, 0)


@pytest.fixture
def advice():
    panel = making.make_committee(name="Scrutiny Panel", slug="scrutiny", kind="scrutiny panel")
    item = making.make_item(meeting=making.make_meeting(committee=panel, starts_at=making.moment("2026-09-10")))
    making.make_resolution(item=item)
    return making.make_resolution(item=item, outcome="recommended", text="That more be dredged.", label="(i)")


def test_a_recommendation_is_answered_in_the_sheet(desk, advice, action):
    page = desk.get(f"{SHEET}?answer={advice.pk}")
    assert [(one, one.state, one.due) for one in page.context["recommendations"]] == [
        (advice, "Overdue", datetime.date(2026, 11, 9))
    ]
    assert list(desk.get(f"{SHEET}?owner=Harbour+Master").context["recommendations"]) == []
    address, prefix = f"/admin/recommendations/{advice.pk}/", f"answer-{advice.pk}"
    for day, why in [("01/12/2026", "has not come yet"), ("09/09/2026", "before the recommendation was made")]:
        refused = desk.post(address, {f"{prefix}-answered_on": day, f"{prefix}-answer": "Accepted in part."})
        assert why in refused.text
        assert "Accepted in part." in refused.text
    answer = desk.post(
        address, {f"{prefix}-answered_on": "29/11/2026", f"{prefix}-answer": "Accepted.", "back": "state=done"}
    )
    assert answer.url == f"{SHEET}?state=done#recommendation-{advice.pk}"
    advice.refresh_from_db()
    assert (advice.answered_on, advice.answer) == (datetime.date(2026, 11, 29), "Accepted.")
    assert list(desk.get(SHEET).context["recommendations"]) == []
    (done,) = desk.get(f"{SHEET}?state=done").context["recommendations"]
    assert done.state == "Answered 29 November 2026"


def test_the_sheet_as_word(desk, action, advice):
    Action.objects.filter(pk=action.pk).update(due_on="2026-11-01", task="Order\x0b the <dredger> & rope")
    answer = desk.get(f"{SHEET}sheet.docx?state=overdue")
    assert 'filename="action-sheet-2026-11-30.docx"' in answer["Content-Disposition"]
    word = WordDocument(io.BytesIO(answer.content))
    assert word.core_properties.title == "Action sheet"
    assert [paragraph.text for paragraph in word.paragraphs] == [
        "Action sheet",
        "Overdue actions by committee, on 30 November 2026.",
        "Actions",
        "Recommendations to the executive",
    ]
    actions, recommended = [[[cell.text for cell in row.cells] for row in table.rows] for table in word.tables]
    assert actions == [
        ["Committee", "Date", "Item", "Task", "Owner", "Due", "State"],
        [
            "Harbour Panel",
            "13 June 2024",
            "1 Harbour dredging",
            "Order the <dredger> & rope",
            "Harbour Master",
            "1 November 2026",
            "Overdue since 1 November 2026",
        ],
    ]
    assert recommended[1][3:6] == ["(i) That more be dredged.", "9 November 2026", "Overdue"]
    assert "w:tblHeader" in word.tables[0].rows[0]._tr.xml


def test_an_empty_sheet_says_so(desk):
    assert "No action is in this state." in desk.get(SHEET).text
    word = WordDocument(io.BytesIO(desk.get(f"{SHEET}sheet.docx").content))
    assert [paragraph.text for paragraph in word.paragraphs].count("None.") == 2


def test_the_row_asked_for_is_on_the_page_and_queries_do_not_grow(desk, action):
    counts = []
    for number in (10, 140):
        for place in range(number):
            making.make_action(item=action.item, task=f"Task {number}.{place}").updates.create(
                reported_on="2024-07-01", text="Asked."
            )
        with CaptureQueriesContext(connection) as queries:
            desk.get(SHEET)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    last = Action.objects.order_by("pk").last()
    page = desk.get(f"{SHEET}?open={last.pk}")
    assert page.context["page"].number == 2
    assert f'id="id_progress-{last.pk}-note"' in page.text
    refused = desk.post(f"{SHEET}{last.pk}/", sent(last, completed_on="01/12/2026"))
    assert refused.context["page"].number == 2
    assert "This day has not come yet." in refused.text


def test_who_may_not_is_refused_and_shown_nothing_to_press(desk, clerk, action, advice):
    making.make_meeting(starts_at=making.moment("2026-12-10"))
    reader = making.make_user(name="reader", group="Clerk")
    reader.groups.clear()
    reader.user_permissions.set(
        clerk.groups.get().permissions.filter(codename__in=["view_action", "view_meeting", "view_resolution"])
    )
    client = Client()
    client.force_login(reader)
    page = client.get(f"{SHEET}?open={action.pk}&answer={advice.pk}")
    assert page.status_code == 200
    for word in ("Update", "Carry", "Save progress", "Save the answer"):
        assert word not in page.text
    for address, values in [
        (f"{SHEET}{action.pk}/", sent(action, note="x")),
        (f"/admin/recommendations/{advice.pk}/", {}),
        (f"{SHEET}carry/", {"action": action.pk}),
    ]:
        assert client.post(address, values).status_code == 403
        assert desk.get(address).status_code == 405
    reader.user_permissions.clear()
    assert client.get(SHEET).status_code == 403
    assert client.get(f"{SHEET}sheet.docx").status_code == 403
    assert not action.updates.exists()


@pytest.mark.parametrize("values", [{}, {"committee": "x"}, {"committee": "999999"}, {"action": "9" * 30}])
def test_carrying_what_is_not_there_is_not_found(desk, values):
    assert desk.post(f"{SHEET}carry/", values).status_code == 404


def opened(answer, kind: str) -> dict:
    """The form that stands open in the sheet, as a browser would send it back."""
    rows = [action for section in answer.context["sections"] for action in section["actions"]]
    form = next(row.form for row in (rows if kind == "open" else answer.context["recommendations"]) if row.form)
    html = str(form)
    data = {"back": ""}
    for name in form.fields:
        box = form[name]
        data[box.html_name] = box.value() or ""
        if f'name="{box.html_initial_name}"' in html:
            data[box.html_initial_name] = box.value() or ""
    return data


def test_a_note_takes_nothing_back_that_another_clerk_saved_meanwhile(desk, action):
    stale = opened(desk.get(f"{SHEET}?open={action.pk}"), "open")
    Action.objects.filter(pk=action.pk).update(completed_on=datetime.date(2026, 11, 29))
    prefix = f"progress-{action.pk}"
    assert desk.post(f"{SHEET}{action.pk}/", stale | {f"{prefix}-note": "Ordered."}).status_code == 302
    action.refresh_from_db()
    assert action.completed_on == datetime.date(2026, 11, 29)
    assert action.updates.get().text == "Ordered."


def test_two_days_of_completion_are_shown_before_one_is_kept(desk, action):
    name = f"progress-{action.pk}-completed_on"
    stale = opened(desk.get(f"{SHEET}?open={action.pk}"), "open") | {name: "28/11/2026"}
    Action.objects.filter(pk=action.pk).update(completed_on=datetime.date(2026, 11, 29))
    refused = desk.post(f"{SHEET}{action.pk}/", stale)
    assert refused.status_code == 200
    assert "now “29 November 2026”" in refused.text
    again = stale | {f"initial-{name}": "2026-11-29"}
    assert f'name="initial-{name}" value="2026-11-29"' in refused.text
    assert desk.post(f"{SHEET}{action.pk}/", again).status_code == 302
    action.refresh_from_db()
    assert action.completed_on == datetime.date(2026, 11, 28)


def test_an_answer_is_not_written_over_unseen(desk):
    panel = making.make_committee(name="Scrutiny", slug="scrutiny", kind="scrutiny panel")
    item = making.make_item(meeting=making.make_meeting(committee=panel))
    asked = making.make_resolution(item=item, outcome="recommended")
    stale = opened(desk.get(f"{SHEET}?answer={asked.pk}"), "answer")
    type(asked).objects.filter(pk=asked.pk).update(answer="Accepted.\nIn full.", answered_on="2026-11-01")
    prefix, address = f"answer-{asked.pk}", f"/admin/recommendations/{asked.pk}/"
    refused = desk.post(address, stale | {f"{prefix}-answer": "Rejected."})
    assert refused.status_code == 200
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_on) == ("Accepted.\nIn full.", datetime.date(2026, 11, 1))
