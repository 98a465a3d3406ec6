"""Actions: markers, owners in columns and brackets, tables of actions, and by when."""

import datetime

import pytest

from meetings.importers.grammar.due_dates import due_in
from meetings.importers.minutes import ActionRead
from meetings.importers.reading import read_text


def actions_of(body: str) -> list[ActionRead]:
    (meeting,) = read_text(f"1. Crane\n{body}\n2. Slipway\nNone.\n3. Close\nThe end.").meetings
    return list(meeting.items[0].actions)


def said(body: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (action.task.value, action.owner.value if action.owner else None, action.due.value if action.due else None)
        for action in actions_of(body)
    ]


# Markers.


@pytest.mark.parametrize(
    ("line", "task", "owner"),
    [
        ("ACTION: Clerk to write to the tenant.", "Clerk to write to the tenant", "Clerk"),
        ("Action – The Head of Parks to mend the wall", "The Head of Parks to mend the wall", "Head of Parks"),
        ("The wall is to be mended. (Action: JS)", "The wall is to be mended.", "JS"),
        ("The wall is to be mended. ACTION JS", "The wall is to be mended.", "JS"),
        ("The wall is to be mended. [Action: JS/DMcP]", "The wall is to be mended.", "JS/DMcP"),
        ("Action by: the wall to be mended (Cllr Reed)", "the wall to be mended", "Cllr Reed"),
        ("Gweithredu: Y Clerc i ysgrifennu at y tenant", "Y Clerc i ysgrifennu at y tenant", "Y Clerc"),
        ("Action: Ruth - phone the depot", "phone the depot", "Ruth"),
        ("Action: All", None, None),
        (
            "The Clerk had two prices. Cllr Reed will mend the wall.  Action J Reed",
            "Cllr Reed will mend the wall.",
            "J Reed",
        ),
        ("A form is wanted. Action Clerk to get the form", "Clerk to get the form", "Clerk"),
        ("There was a long talk about fraud. Action Fraud", None, None),
        ("It was a matter for the Action Group", None, None),
        ("The wall is to be mended. ACTION Cllr Reed", "The wall is to be mended.", "Cllr Reed"),
        ("Valuation to be brought up to date – action PQ", "Valuation to be brought up to date", "PQ"),
        ("The wall is to be mended. Actioned by: Head of Parks", "The wall is to be mended.", "Head of Parks"),
        ("Prices to be got for rope. – D. Reed to do", "Prices to be got for rope.", "D. Reed"),
        ("Table of fees to be printed. (Registrar)", "Table of fees to be printed.", "Registrar"),
        ("The wall was seen. ACTION PLAN", None, None),
    ],
)
def test_a_marker_gives_task_and_owner(line, task, owner):
    expected = [] if task is None else [(task, owner, None)]
    assert said(line) == expected


def test_a_marker_on_its_own_line_closes_the_sentence_above_it():
    assert said("The wall fell. The Clerk would mend it.\nAction – Head of Finance by 30 June") == [
        ("The Clerk would mend it.", "Head of Finance", "by 30 June")
    ]


def test_an_owner_after_a_decision_is_given_the_decision():
    ((task, owner, _),) = said("It was agreed that a letter be sent to the tenant.\nAction: Chair / P Nair")
    assert (task, owner) == ("that a letter be sent to the tenant.", "Chair / P Nair")


def test_the_word_in_a_sentence_is_no_marker():
    assert said("The Committee asked what action had been taken.") == []
    assert said("The action plan was noted.") == []


# Owners.


def test_an_owner_in_brackets_closes_what_is_to_be_done():
    assert said("Notices to be put up (Clerk)") == [("Notices to be put up (Clerk)", "Clerk", None)]
    assert said("The report was given by the Clerk (Clerk)") == []


def test_a_list_under_a_heading_actions_is_read_line_by_line():
    body = "The wall fell.\nActions:\n• Clerk to write to the tenant\n• TR to buy paint by Friday"
    assert said(body) == [
        ("Clerk to write to the tenant", "Clerk", None),
        ("TR to buy paint by Friday", "TR", "by Friday"),
    ]


def test_a_column_of_owners_and_days_stands_beside_the_minutes():
    text = (
        "| No. | Minute | Action by |\n|---|---|---|\n"
        "| 1 | Crane – It is rusty. Paint to be bought. Resolved: that it be sold. | L Abney, 31 October |\n"
        "| 2 | Close – The end came soon after that. | |\n"
    )
    (meeting,) = read_text(text).meetings
    (action,) = meeting.items[0].actions
    assert (action.task.value, action.owner.value, action.due.value, action.due_on) == (
        "Paint to be bought.", "L Abney", "31 October", None,
    )  # fmt: skip
    assert meeting.items[1].actions == ()


# Tables.

TABLE_OF_ACTIONS = [
    ("Write to the tenant", "Clerk", "30 June 2021", datetime.date(2021, 6, 30)),
    ("Buy paint", "T Reed", "next meeting", None),
]


@pytest.mark.parametrize(
    "table",
    [
        "| Action | Owner | Due |\n|---|---|---|\n| Write to the tenant | Clerk | 30 June 2021 |\n| Buy "
        "paint | T Reed | next meeting |",
        "Who\tWhat\tBy when\nClerk\tWrite to the tenant\t30 June 2021\nT Reed\tBuy paint\tnext meeting",
        "Ref\n\nAction\n\nLead\n\nBy when\n\n4/21\n\nWrite to the tenant\n\nClerk\n\n30 June "
        "2021\n\n5/21\n\nBuy paint\n\nT Reed\n\nnext meeting",
        "Minute   Action                Owner    By when\n1        Write to the tenant   Clerk    30 June "
        "2021\n1        Buy paint             T Reed   next meeting",
    ],
    ids=["bars", "tabs", "a cell a line", "spaces"],
)
def test_a_table_of_actions_is_read_row_by_row(table):
    found = [(a.task.value, a.owner.value, a.due.value, a.due_on) for a in actions_of(f"The wall fell.\n{table}")]
    assert found == TABLE_OF_ACTIONS


def test_a_table_of_anything_else_holds_no_actions():
    assert actions_of("| Reference | Address |\n| 21/1 | 4 Quay Street |\n| 21/2 | 5 Quay Street |") == []


def test_an_empty_cell_leaves_its_part_blank():
    (action,) = actions_of("| Action | Owner | Due |\n|---|---|---|\n| Buy paint | | |")
    assert (action.owner, action.due, action.due_on) == (None, None, None)


# By when.


@pytest.mark.parametrize(
    ("text", "phrase", "day"),
    [
        ("to be sent by 30 June 2021", "by 30 June 2021", datetime.date(2021, 6, 30)),
        ("to be sent before the AGM on 18 June 2021", "before the AGM on 18 June 2021", datetime.date(2021, 6, 18)),
        ("i'w anfon erbyn 30 Mehefin 2021", "erbyn 30 Mehefin 2021", datetime.date(2021, 6, 30)),
        ("to be sent by 30 June", "by 30 June", None),
        ("to be sent by Friday 4th June", "by Friday 4th June", None),
        ("to be sent by Friday", "by Friday", None),
        ("to be sent before the end of July", "before the end of July", None),
        ("to be sent by Christmas", "by Christmas", None),
        ("to come to the next meeting", "to the next meeting", None),
        ("to come to the March meeting", "to the March meeting", None),
        ("to be done within two months", "within two months", None),
        ("to be done in six weeks' time", "in six weeks' time", None),
        ("to be done as soon as possible", "as soon as possible", None),
        ("i'w wneud cyn diwedd Ionawr", "cyn diwedd Ionawr", None),
    ],
)
def test_by_when_is_kept_as_printed_with_a_date_only_where_one_is_printed(text, phrase, day):
    due = due_in(text)
    assert (text[due.start : due.end], due.on) == (phrase, day)


@pytest.mark.parametrize("text", ["The letter of 3 May 2021 was read.", "It was built in March.", "They may come."])
def test_a_day_that_has_been_is_no_day_by_when(text):
    assert due_in(text) is None


def test_a_word_of_progress_in_a_column_is_no_owner():
    rows = "No.\tItem\tAction\n1\tCrane\t\n\tThe crane is said to rust.\tNoted\n2\tBins\t\n\tTo be swept.\tClerk"
    (meeting,) = read_text(rows).meetings
    assert [action.owner.value for item in meeting.items for action in item.actions] == ["Clerk"]


def test_an_owner_beside_a_decision_is_to_carry_it_out():
    rows = (
        "No.\tItem\tAction\n1\tCrane\t\n\tThe crane is said to rust.\t\n"
        "\tRESOLVED that the crane be painted.\tClerk\n2\tBins\t"
    )
    (meeting,) = read_text(rows).meetings
    (action,) = meeting.items[0].actions
    assert (action.task.value, action.owner.value) == ("that the crane be painted.", "Clerk")


def test_a_list_of_actions_names_each_owner_before_a_dash():
    assert said("Actions:\nLydia Coombe - circulate the survey\nSecretariat - seek dates for a visit") == [
        ("circulate the survey", "Lydia Coombe", None),
        ("seek dates for a visit", "Secretariat", None),
    ]


@pytest.mark.parametrize(
    ("cell", "owner", "due"),
    [("BO by 30/10", "BO", "by 30/10"), ("DPH this week", "DPH", "this week"), ("CS, 1 November", "CS", "1 November")],
)
def test_what_follows_an_owner_in_its_column_says_by_when(cell, owner, due):
    (meeting,) = read_text(f"Item\tNotes\tAction\n1 Crane\tPaint to be bought.\t{cell}\n2 Bins\tNone.\t").meetings
    assert [(action.owner.value, action.due.value) for action in meeting.items[0].actions] == [(owner, due)]


def test_a_small_word_in_capitals_is_nobody():
    assert said("What should the Council do?\nNOT to put the gate up again for the wind?\nRT to ask the smith.") == [
        ("RT to ask the smith.", "RT", None)
    ]


def test_a_task_may_stand_on_the_line_below_its_owner():
    body = (
        "RESOLVED that the crane be kept.\n\nACTION: Mr Reid\nTo bring the figures by the end of May.\n\n"
        "ACTION: Mrs Gale\nTo find a painter."
    )
    assert said(body) == [
        ("To bring the figures by the end of May.", "Mr Reid", "by the end of May"),
        ("To find a painter.", "Mrs Gale", None),
    ]


def test_what_became_of_an_earlier_task_is_no_action():
    assert said("Action 1 – The list had been sent. Action completed.\n\nNo. Ref. Action Person") == []
