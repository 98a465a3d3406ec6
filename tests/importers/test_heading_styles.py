"""The ways in which minutes number and set off their headings: the same six items are read from each."""

from collections.abc import Callable

import pytest

from meetings.importers.minutes import ItemRead
from meetings.importers.reading import read_text

TOP = """\
MINUTES OF THE MEETING OF THE QUARRY COMMITTEE HELD ON 3 MAY 2021 AT 7.00 PM IN THE OLD FORGE

Present: Councillors A Hill (Chair), B Lowe, C Oak
In attendance: J Marsh (Clerk)
Apologies: Councillor D Fenn

"""
TITLES = [
    "Apologies for absence", "Declarations of interest", "Minutes of the last meeting", "Quarry lease",
    "Dust on Mill Lane", "Date of next meeting",
]  # fmt: skip
TEXTS = [
    "Councillor Fenn had sent apologies, which were accepted.",
    "None were declared.",
    "RESOLVED that the minutes of 5 April 2021 be signed.",
    "The Clerk reported on the lease. Members asked about the term.\nRESOLVED that:\n"
    "(a) the lease be renewed for five years; and\n(b) the rent be reviewed in the second year.",
    "Councillor Oak had had eleven letters. It was agreed to write to the operator. ACTION: Clerk",
    "7 June 2021 at 7.00 pm.",
]
Style = Callable[[int, str], str]
NUMBERED: dict[str, tuple[Style, str]] = {
    "a stop": (lambda n, title: f"{n}. {title}", "5"),
    "a bracket": (lambda n, title: f"{n}) {title}", "5"),
    "brackets": (lambda n, title: f"({n}) {title}", "5"),
    "a colon": (lambda n, title: f"{n}: {title}", "5"),
    "a dash": (lambda n, title: f"{n} – {title}", "5"),
    "a hyphen close by": (lambda n, title: f"{n}- {title}", "5"),
    "wide space": (lambda n, title: f"{n}          {title}", "5"),
    "a tab": (lambda n, title: f"{n}.\t{title}", "5"),
    "a line of its own": (lambda n, title: f"{n}.\n{title}", "5"),
    "a star before": (lambda n, title: f"*{n}. {title}", "5"),
    "a star before some": (lambda n, title: f"{'*' if n % 2 else ''}{n}. {title}", "5"),
    "a star after": (lambda n, title: f"{n}.* {title}", "5"),
    "a hash": (lambda n, title: f"#{n} {title}", "5"),
    "No.": (lambda n, title: f"No. {n} {title}", "5"),
    "Item, dash": (lambda n, title: f"Item {n} – {title}", "5"),
    "ITEM, hyphen": (lambda n, title: f"ITEM {n} - {title.upper()}", "5"),
    "Item, no sign": (lambda n, title: f"Item {n} {title}", "5"),
    "Agenda Item No.": (lambda n, title: f"Agenda Item No. {n} – {title}", "5"),
    "Minute No.": (lambda n, title: f"Minute No. {n + 40}: {title}", "45"),
    "Min.": (lambda n, title: f"Min. {n + 40} {title}", "45"),
    "year, stroke": (lambda n, title: f"24/{n + 116} {title}", "24/121"),
    "stroke, year": (lambda n, title: f"{n + 116}/24. {title}", "121/24"),
    "year, dash": (lambda n, title: f"2024-{n + 116} {title}", "2024-121"),
    "year, stop": (lambda n, title: f"21.{n + 43} {title}", "21.48"),
    "stop, year": (lambda n, title: f"{n + 1535}.2017 {title}", "1540.2017"),
    "year in brackets": (lambda n, title: f"(24/{n + 116}) {title}", "24/121"),
    "year in square brackets": (lambda n, title: f"[24/{n + 116}] {title}", "24/121"),
    "letters and year": (lambda n, title: f"AM24/{n} {title}", "AM24/5"),
    "letters, space": (lambda n, title: f"CAB {n + 11} {title}", "CAB 16"),
    "letters close by": (lambda n, title: f"CAB{n + 11} {title}", "CAB16"),
    "letters, stop": (lambda n, title: f"PL.{n + 11} {title}", "PL.16"),
    "one letter": (lambda n, title: f"F{n} {title}", "F5"),
    "letters, year, number": (lambda n, title: f"FC/2024/{n + 11:03} {title}", "FC/2024/016"),
    "letters, number, years": (lambda n, title: f"Cou/{n + 284}/07-08 {title}", "Cou/289/07-08"),
    "letters, years, number": (lambda n, title: f"FC24/25-{n + 11} {title}", "FC24/25-16"),
    "year, letters, number": (lambda n, title: f"24/FC/{n + 11} {title}", "24/FC/16"),
    "letters over the title": (lambda n, title: f"CAB/{n + 116}\n{title.upper()}", "CAB/121"),
    "capital letters": (lambda n, title: f"{' ABCDEF'[n]}) {title}", "E"),
    "capital letters, stop": (lambda n, title: f"{' ABCDEF'[n]}. {title}", "E"),
    "small letters": (lambda n, title: f"{' abcdef'[n]}) {title}", "e"),
    "letters in brackets": (lambda n, title: f"({' ABCDEF'[n]}) {title}", "E"),
    "Roman numbers": (lambda n, title: f"{['', 'I', 'II', 'III', 'IV', 'V', 'VI'][n]}. {title}", "V"),
    "number after the title": (lambda n, title: f"{title.upper()}{' ' * 30}({n + 40})", "45"),
    "starred": (lambda n, title: f"*{n}. {title}*", "5"),
    "bold": (lambda n, title: f"**{n}. {title}**", "5"),
    "bold title": (lambda n, title: f"{n}. **{title}**", "5"),
    "bold number, bold title": (lambda n, title: f"**{n}.** **{title}**", "5"),
    "underlined": (lambda n, title: f"{n}. {title}\n{'-' * len(title)}", "5"),
}
UNNUMBERED: dict[str, Style] = {
    "capitals": lambda _, title: title.upper(),
    "capitals, colon": lambda _, title: f"{title.upper()}:",
    "capitals, set apart": lambda _, title: f"{title.upper()}\n",
    "close above the text": lambda _, title: title,
    "close above the text, colon": lambda _, title: f"{title}:",
    "set apart from the text": lambda _, title: f"{title}\n",
    "underlined twice": lambda _, title: f"{title}\n{'=' * len(title)}",
    "underlined, set apart": lambda _, title: f"{title}\n{'-' * len(title)}\n",
    "starred": lambda _, title: f"*{title}*",
    "between underscores": lambda _, title: f"_{title}_",
    "bold": lambda _, title: f"**{title}**",
    "Markdown": lambda _, title: f"### {title}",
}


def minutes_in(style: Style, gap: str = "\n") -> str:
    items = zip(TITLES, TEXTS, strict=True)
    return TOP + "\n\n".join(f"{style(n, title)}{gap}{text}" for n, (title, text) in enumerate(items, 1))


def items_of(text: str) -> list[ItemRead]:
    return [item for meeting in read_text(text).meetings for item in meeting.items]


def titles_of(text: str) -> list[str]:
    return [item.title.value.casefold() for item in items_of(text)]


WANTED = [title.casefold() for title in TITLES]


@pytest.mark.parametrize(("style", "fifth"), NUMBERED.values(), ids=NUMBERED)
def test_numbered_headings(style, fifth):
    items = items_of(minutes_in(style))
    assert [item.title.value.casefold() for item in items] == WANTED
    assert items[4].number.value == fifth


@pytest.mark.parametrize("style", UNNUMBERED.values(), ids=UNNUMBERED)
def test_headings_without_numbers(style):
    assert titles_of(minutes_in(style)) == WANTED


@pytest.mark.parametrize("sign", [":", " –", " -", "."])
def test_numbered_titles_that_run_into_their_text(sign):
    assert titles_of(minutes_in(lambda n, title: f"{n}. {title}{sign}", gap=" "))[1:5] == WANTED[1:5]


@pytest.mark.parametrize("sign", [":", " –"])
def test_titles_without_numbers_that_run_into_their_text(sign):
    items = items_of(minutes_in(lambda _, title: f"{title}{sign}", gap=" "))
    assert [item.title.value.casefold() for item in items] == WANTED
    assert "eleven letters" in items[4].minute.value


def test_a_title_in_capitals_ends_where_the_sentence_begins():
    assert titles_of(minutes_in(lambda n, title: f"{n}. {title.upper()}", gap=" "))[:5] == WANTED[:5]


def test_a_bold_title_parts_from_the_text_on_its_line():
    assert titles_of(minutes_in(lambda n, title: f"**{n}. {title}**", gap=" ")) == WANTED


def test_a_quoted_reply_is_read_as_what_it_quotes():
    quoted = "\n".join(f"> {line}" for line in minutes_in(lambda n, title: f"{n}. {title}").split("\n"))
    assert titles_of(quoted) == WANTED


def test_letters_that_begin_again_are_limbs_and_not_items():
    text = "\n\n".join(f"{n}. Road {n}\n\nA) Trees\n\nLopped.\n\nB) Kerbs\n\nMended." for n in range(1, 4))
    assert titles_of(TOP + text) == ["road 1", "road 2", "road 3"]


def test_names_that_begin_with_initials_are_not_items_by_letter():
    text = "1. Thanks\n\nA. Hill\n\nB. Lowe\n\nC. Oak\n\nwere thanked.\n\n2. Roads\n\nNone."
    assert titles_of(TOP + text) == ["thanks", "roads"]


def test_conditions_of_a_planning_permission_are_not_items():
    conditions = "\n\n".join(f"{n}. The wall shall be built of brick of sort {n}." for n in range(1, 8))
    text = "\n\n".join(
        f"PL.{n}\t24/0{n}/FUL: {n} Mill Lane – porch\n\nRESOLVED:\n\n{conditions}" for n in range(41, 45)
    )
    assert [item.number.value for item in items_of(TOP + text)] == ["PL.41", "PL.42", "PL.43", "PL.44"]


@pytest.mark.parametrize("said", ["said that:", "told Members this."])
def test_a_numbered_list_under_headings_in_capitals_is_no_list_of_items(said):
    points = "1. The lease runs out in March.\n\n2. The rent is to go up.\n\n3. The tenant is content."
    text = f"APOLOGIES\n\nNone.\n\nQUARRY LEASE\n\nThe Clerk {said}\n\n{points}\n\nDUST\n\nThe lane was swept.\n\n"
    assert titles_of(f"{TOP}{text}NEXT MEETING\n\n7 June 2021.") == [
        "apologies", "quarry lease", "dust", "next meeting",
    ]  # fmt: skip


def test_a_date_is_no_number_of_an_item():
    assert titles_of(TOP + "1. Visits\n\n17/06/2021 The quarry\n\n18/06/2021 The mill\n\n2. Roads\n\nNone.") == [
        "visits", "roads",
    ]  # fmt: skip


def test_a_sentence_that_begins_with_an_item_is_no_heading():
    text = "1. Roads\n\nItem 5 was deferred.\n\nItem 6 Councillor Hill declared an interest.\n\n2. Bins\n\nNone."
    assert titles_of(TOP + text) == ["roads", "bins"]


# Tables and columns.


def test_a_column_of_owners_set_apart_by_space():
    text = TOP + (
        "No.  Item                                                  Action\n"
        "1.   Quarry lease\n"
        "     The lease runs out in March. A new one to be drawn    Clerk\n"
        "     up before then.\n"
        "2.   Dust on Mill Lane\n"
        "     The operator to be asked to sweep the lane.           Head of\n"
        "                                                           Roads\n"
    )
    (lease, dust) = items_of(text)
    assert [action.owner.value for item in (lease, dust) for action in item.actions] == ["Clerk", "Head of Roads"]
    assert lease.actions[0].task.value == "A new one to be drawn up before then."


def test_rows_of_decisions_under_heads_of_items():
    text = TOP + (
        "| Item | Decision | Reason |\n|---|---|---|\n"
        "| 1. Quarry lease | (a) That the lease be renewed; (b) That the rent be reviewed | It runs out in March |\n"
        "| 2. Dust on Mill Lane | That the lane be swept | – |\n"
    )
    (lease, dust) = items_of(text)
    assert [resolution.label for resolution in lease.resolutions] == ["(a)", "(b)"]
    assert dust.title.value == "Dust on Mill Lane"
    assert len(dust.resolutions) == 1


def test_rows_between_tabs_keep_their_empty_cells():
    text = TOP + (
        "Item\tNotes\tAction\n1 Quarry lease\tIt runs out in March.\t\n"
        "\tA new lease to be drawn up.\tBO by 30/10\n\tThe old one is lost.\t\n2 Dust\tThe lane was swept.\t\n"
    )
    (lease, dust) = items_of(text)
    assert [(action.task.value, action.owner.value, action.due.value) for action in lease.actions] == [
        ("A new lease to be drawn up.", "BO", "by 30/10")
    ]
    assert dust.actions == ()


def test_rows_without_numbers_are_items_where_the_first_column_names_them():
    text = TOP + "Item\tDiscussion\tAction\nQuarry lease\tIt runs out in March.\t\nDust\tThe lane was swept.\tClerk\n"
    assert titles_of(text) == ["quarry lease", "dust"]
