"""Items in long papers: contents lists, running heads, headings, tables, numbered paragraphs and second numbers."""

from meetings.importers.blocks import Block, Kind
from meetings.importers.formats.plain_text import MOST_LINES, TOO_MANY_LINES, source_of_text
from meetings.importers.grammar.meetings import read_blocks
from meetings.importers.grammar.minute_html import minute_of
from meetings.importers.grammar.tables import minutes_out_of_rows
from meetings.importers.minutes import ItemRead
from meetings.importers.reading import read_text

TOP = (
    "HARBOUR COMMITTEE\n\nMinutes of the meeting held in the Guildhall on 3 May 2021 at 7.00 pm\n\n"
    "Present: Councillor A Hill\n\n"
)
TITLES = [
    "Apologies for absence", "Declarations of interest", "Minutes", "Mooring fees", "Pontoon repairs", "Dredging",
    "Sailing club lease", "Harbour lights", "Budget monitoring", "Ferry timetable", "Slipway", "Date of next meeting",
]  # fmt: skip


def items_of(text: str) -> list[ItemRead]:
    return [item for meeting in read_text(text).meetings for item in meeting.items]


def headings(text: str) -> list[tuple[str | None, str]]:
    return [(item.number.value if item.number else None, item.title.value) for item in items_of(text)]


def numbered_titles() -> list[tuple[str, str]]:
    return [(str(number), title) for number, title in enumerate(TITLES, 1)]


def pages(*, contents: str) -> str:
    """A paper of some thirty pages: contents, then items whose sentences run over the ends of the pages."""
    lines = []
    for number, title in enumerate(TITLES, 1):
        lines += [f"{number}. {title}", ""]
        for paragraph in range(20):
            lines += [
                f"The Committee heard in paragraph {number}.{paragraph} that the wall by the old lock had been "
                f"inspected twice",
                "since the winter and that the cost of mending it was not yet known to anyone who had been asked to",
                "find out.",
                "",
            ]
    cut = []
    for place, line in enumerate(lines):
        cut.append(line)
        if place % 32 == 31:
            page = place // 32 + 1
            cut += [f"Page {page} of 40", "Harbour Committee", "Monday, 3 May 2021"]
    return TOP + contents + "\n".join(cut)


# Contents lists.


def test_a_contents_list_with_the_same_numbers_is_not_read_as_items():
    contents = "\n".join(f"{number}. {title}" for number, title in enumerate(TITLES, 1)) + "\n\n"
    assert headings(pages(contents=contents)) == numbered_titles()


def test_a_contents_list_with_dots_and_page_numbers_is_not_read_as_items():
    contents = "\n".join(f"{number}. {title} ........ {number + 2}" for number, title in enumerate(TITLES, 1)) + "\n\n"
    assert headings(pages(contents=contents)) == numbered_titles()


def test_an_agenda_whose_numbers_differ_from_those_of_the_minutes_is_not_read_as_items():
    agenda = "1. Apologies\n2. Mooring fees\n3. Dredging\n\n"
    minutes = "131. Apologies\nThere were none.\n132. Mooring fees\nThe fees rose.\n133. Dredging\nIt was put off."
    assert headings(TOP + agenda + minutes) == [("131", "Apologies"), ("132", "Mooring fees"), ("133", "Dredging")]


def test_titles_that_come_again_in_an_item_do_not_make_a_contents_list():
    text = "1. Roads\nThe Committee spoke of:\nParks\n2. Parks\nThe grass.\n3. Bins\nThe bins."
    assert [number for number, _ in headings(TOP + text)] == ["1", "2", "3"]


# Pages.


def test_feet_and_running_heads_leave_no_trace_in_the_minutes_of_a_long_paper():
    items = items_of(pages(contents=""))
    assert [item.title.value for item in items] == TITLES
    minutes = "".join(item.minute.value for item in items)
    assert "Page" not in minutes
    assert "Monday" not in minutes
    assert minutes.count("<p>") == 20 * len(TITLES)


def test_a_running_head_in_the_middle_of_a_sentence_is_taken_out_of_it():
    line = "the members of the working group had walked along the whole of the sea wall and"
    head = "\f{page}\nHarbour Board – 3 May 2021\n"
    text = (
        TOP + "1. Wall\nThe Clerk said that " + "".join(line + "\n" + head.format(page=page) for page in range(1, 6))
    )
    (item,) = items_of(text + "had seen nothing.\n")
    assert item.minute.value.count("<p>") == 1
    assert "Board" not in item.minute.value


def test_a_line_that_is_repeated_away_from_the_ends_of_pages_stays():
    text = TOP + "\n".join(f"{number}. Road {number}\nThe report was noted\nNothing more." for number in range(1, 6))
    assert all("The report was noted" in item.minute.value for item in items_of(text))


def test_numbers_alone_on_their_lines_beside_one_head_are_pages_and_not_items():
    page = "\n{}\nHarbour And Ferries Board\n"
    text = TOP + "".join(
        f"{number}. {title}\n\nNothing was said of it.\n{page.format(number + 20)}"
        for number, title in enumerate(TITLES, 1)
    )
    assert headings(text) == numbered_titles()


def test_more_lines_than_any_minutes_have_are_left_with_a_warning():
    source = source_of_text("1.\n" * (MOST_LINES + 10))
    assert source.warnings == (TOO_MANY_LINES,)
    assert len(source.blocks) == MOST_LINES


# Numbers.


def test_numbered_paragraphs_inside_an_item_are_not_items():
    text = TOP + (
        "1. Apologies\nThere were none.\n2. Dredging\nThe engineer made these points.\n1. The silt had risen.\n"
        "2. The channel was narrow.\n3. A survey was wanted.\n4. The cost was high.\n3. Ferry timetable\nIt was noted."
    )
    assert headings(text) == [("1", "Apologies"), ("2", "Dredging"), ("3", "Ferry timetable")]


def test_sub_numbers_with_titles_are_items_and_those_of_paragraphs_are_not():
    text = TOP + (
        "4. Highways\n4.1 Harbour Road Resurfacing\nThe work would begin in June.\n4.2 Quay Street Lighting\n"
        "Two lamps were out.\n5. Finance\n5.1 The balance stood at £400.\n5.2 It was noted that the audit was done.\n"
        "6. Close\nThe meeting ended."
    )
    assert headings(text) == [
        ("4", "Highways"),
        ("4.1", "Harbour Road Resurfacing"),
        ("4.2", "Quay Street Lighting"),
        ("5", "Finance"),
        ("6", "Close"),
    ]


def test_numbers_may_be_announced_or_begin_with_the_letters_of_the_body():
    announced = "Agenda Item 5: Mooring fees\nThey rose.\nAgenda Item 6: Dredging\nItem 5 was spoken of again."
    assert headings(TOP + announced) == [("5", "Mooring fees"), ("6", "Dredging")]
    lettered = "HB.61 MOORING FEES\nThey rose.\nHB.62 DREDGING\nIt was put off.\nHB.62.1 Survey\nNone."
    assert [number for number, _ in headings(TOP + lettered)][:2] == ["HB.61", "HB.62"]
    welsh = "Eitem 5: Ffioedd angori\nCodwyd hwy.\nEitem 6: Carthu\nGohiriwyd."
    assert headings(TOP + welsh) == [("5", "Ffioedd angori"), ("6", "Carthu")]


def test_planning_references_in_an_item_do_not_outnumber_the_items():
    applications = "".join(f"21/0{number}7 {number} Quay Street, new porch. No objection.\n" for number in range(1, 9))
    text = TOP + f"1. Apologies\nNone.\n2. Planning applications\n{applications}3. Close\nThe end."
    assert [number for number, _ in headings(text)] == ["1", "2", "3"]


def test_the_limbs_of_a_scottish_decision_are_not_items():
    text = TOP + (
        "1. Harbour dues\nThere was submitted a report.\nDecision\n1. To note the report.\n2. To ask for another.\n"
        "2. Ferry timetable\nThere was submitted a report.\nDecision\nTo note the report.\n3. Slipway\nNone."
    )
    assert headings(text) == [("1", "Harbour dues"), ("2", "Ferry timetable"), ("3", "Slipway")]


def test_the_minutes_own_number_is_told_from_the_agendas():
    def both(text: str) -> list[tuple[str, str, str]]:
        return [(item.number.value, item.minute_number.value, item.title.value) for item in items_of(TOP + text)]

    expected = [("5", "131", "Mooring fees"), ("6", "132", "Dredging")]
    assert both("5. (131) Mooring fees\nThey rose.\n6. (132) Dredging\nIt was put off.") == expected
    assert both("Item 5\nMinute 131\nMooring fees\nThey rose.\nItem 6\nMinute 132\nDredging\nPut off.") == expected
    assert both("131. Mooring fees (Agenda item 5)\nThey rose.\n132. Dredging (Agenda item 6)\nPut off.") == expected
    assert both("Item 5 – Minute 131 – Mooring fees\nThey rose.\nItem 6 – Minute 132 – Dredging\nPut off.") == expected


def test_an_earlier_minute_in_a_title_is_not_the_items_own():
    items = items_of(TOP + "1. Apologies\nNone.\n2. Matters arising (Minute 48)\nNone.\n3. Slipway\nNone.")
    assert [item.minute_number for item in items] == [None, None, None]


# Headings without numbers.


def test_headings_of_a_marked_text_are_items_though_none_has_a_number():
    text = (
        "# Harbour Committee\n\nMonday, 3 May 2021\n\n## Present\n\nCouncillor A Hill\n\n## Mooring "
        "fees\n\nThey rose.\n\n"
        "### Background\n\nThey had not risen for years.\n\n## Dredging\n\nIt was put off.\n"
    )
    assert headings(text) == [(None, "Mooring fees"), (None, "Dredging")]
    assert "Background" in items_of(text)[0].minute.value


def test_numbered_headings_outweigh_numbered_paragraphs():
    text = "## 1. Mooring fees\n\n1. They rose.\n\n2. They fell.\n\n3. They rose again.\n\n## 2. Dredging\n\nNone.\n"
    assert headings(TOP + text) == [("1", "Mooring fees"), ("2", "Dredging")]


def test_a_heading_without_a_number_between_numbered_headings_is_an_item():
    text = "## 1. Mooring fees\n\nThey rose.\n\n## Urgent matters\n\nThe crane.\n\n## 2. Dredging\n\nNone.\n"
    assert headings(TOP + text) == [("1", "Mooring fees"), (None, "Urgent matters"), ("2", "Dredging")]


def test_lines_in_capitals_are_items_where_nothing_is_numbered():
    text = TOP + "MOORING FEES\n\nThe fees rose.\n\nRESOLVED:\n\nThat they fall.\n\nDREDGING\n\nIt was put off.\n"
    assert headings(text) == [(None, "MOORING FEES"), (None, "DREDGING")]


def test_short_lines_close_above_their_sentences_are_items_where_nothing_is_numbered():
    words = ["Welcome", "Mooring fees", "Dredging", "Date of next meeting"]
    text = TOP + "\n\n".join(f"{title}\nThe Chair spoke of it for some time." for title in words)
    assert headings(text) == [(None, title) for title in words]


def test_public_participation_between_numbered_items_is_an_item():
    text = TOP + "1. Apologies\nNone.\n\nPublic Participation\nMr Reed asked about the crane.\n\n2. Dredging\nNone."
    assert headings(text) == [("1", "Apologies"), (None, "Public Participation"), ("2", "Dredging")]


# Tables.


def test_minutes_printed_as_rows_are_items_with_owners_beside_them():
    text = TOP + (
        "| No. | Minute | Action |\n|---|---|---|\n| 1 | Apologies – Councillor Lowe had sent her apologies. | |\n"
        "| 2 | Crane – The crane is rusty. Paint to be bought. | TR |\n| | The old one was sold. | |\n"
        "| 3 | Dredging – RESOLVED that it be put off. | |\n"
    )
    items = items_of(text)
    assert headings(text) == [("1", "Apologies"), ("2", "Crane"), ("3", "Dredging")]
    assert [(action.task.value, action.owner.value) for action in items[1].actions] == [("Paint to be bought.", "TR")]
    assert items[1].minute.value == "<p>The crane is rusty. Paint to be bought.</p>\n<p>The old one was sold.</p>"
    assert [resolution.text.value for resolution in items[2].resolutions] == ["that it be put off."]


def test_rows_that_are_not_minutes_stay_as_they_are():
    blocks = source_of_text("Ref | Address | Comment\n21/1 | 4 Quay Street | None\n").blocks
    assert minutes_out_of_rows(list(blocks)) == list(blocks)


def test_a_pipe_table_inside_an_item_becomes_a_table_without_its_bars():
    text = TOP + "1. Planning\n| Reference | Address |\n|---|---|\n| 21/0177 | 4 Quay Street |\n2. Close\nThe end."
    minute = items_of(text)[0].minute.value
    assert "<td>21/0177</td><td>4 Quay Street</td>" in minute
    assert "|" not in minute
    assert "--" not in minute


def test_a_marker_before_the_cells_of_a_row_is_not_lost():
    text = TOP + "1. Accounts\nPaid:\n1.\tA Reed\t£40\n2.\tB Lowe\t£50\n2. Close\nThe end."
    assert "<tr><td>1.</td><td>A Reed</td><td>£40</td></tr>" in items_of(text)[0].minute.value


# What the item says of its paper and its purpose.


def references(*lines: str) -> list[str | None]:
    items = items_of(TOP + "".join(f"{number}. Matter {number}\n{line}\n" for number, line in enumerate(lines, 1)))
    return [item.report_reference.value if item.report_reference else None for item in items]


def test_the_number_of_the_paper_is_read():
    assert references(
        "The Committee considered Report CX/21/14.",
        "Report of the Clerk (Report No. 21/045) was received.",
        "EDU/12/22 refers.",
        "Paper 7 submitted by the Engineer.",
        "Report of the Head of Parks (HP/21/3)",
    ) == ["CX/21/14", "21/045", "EDU/12/22", "Paper 7", "HP/21/3"]


def test_numbers_of_applications_minutes_and_decisions_are_no_papers():
    assert references(
        "Planning application P/21/0145 was considered.",
        "Minute C11/21 refers.",
        "The report on 12 houses was received.",
        "The report of 3/4 members was noted.",
    ) == [None, None, None, None]


def test_the_agendas_line_under_a_title_is_the_purpose():
    items = items_of(
        TOP + "1. Apologies\nTo receive apologies for absence.\nThere were none.\n2. Crane\nThe Clerk to write."
    )
    assert items[0].purpose.value == "To receive apologies for absence."
    assert items[0].minute.value == "<p>There were none.</p>"
    assert items[1].purpose is None


# Lists in the minute.


def a_block(words: str, label: str = "", level: int = 0) -> Block:
    text = f"{label} {words}".strip()
    kind = Kind.LIST_ITEM if label else Kind.PARAGRAPH
    return Block(kind, text, ((0, 0),), label, len(label) + 1 if label else 0, level=level)


def test_a_list_that_goes_on_after_a_paragraph_keeps_its_numbers():
    blocks = [
        a_block("one", "1."),
        a_block("two", "2."),
        a_block("between"),
        a_block("three", "3."),
        a_block("four", "4."),
    ]
    assert minute_of(blocks).value == (
        '<ol><li>one</li><li>two</li></ol>\n<p>between</p>\n<ol start="3"><li>three</li><li>four</li></ol>'
    )


def test_a_list_in_a_list_stands_inside_its_item():
    blocks = [a_block("one", "1.", 1), a_block("inner", "•", 2), a_block("limb", "(a)", 2), a_block("two", "2.", 1)]
    html = minute_of(blocks[:2] + blocks[3:]).value
    assert html == "<ol><li>one<ul><li>inner</li></ul></li><li>two</li></ol>"
    assert "<li>one<p>(a) limb</p></li>" in minute_of([blocks[0], blocks[2], blocks[3]]).value


def test_another_kind_of_marker_begins_another_list():
    assert minute_of([a_block("one", "1."), a_block("two", "2."), a_block("dot", "•")]).value == (
        "<ol><li>one</li><li>two</li></ol>\n<ul><li>dot</li></ul>"
    )


def test_a_heading_given_by_the_format_heads_an_item_whatever_its_case():
    words = [
        ("Crane", Kind.HEADING),
        ("It is rusty.", Kind.PARAGRAPH),
        ("Slipway", Kind.HEADING),
        ("None.", Kind.PARAGRAPH),
    ]
    blocks, place = [], 0
    for text, kind in words:
        blocks.append(Block(kind, text, ((0, place),), level=2 if kind is Kind.HEADING else 0))
        place += len(text) + 1
    (meeting,) = read_blocks(blocks).meetings
    assert [item.title.value for item in meeting.items] == ["Crane", "Slipway"]


def test_the_actions_of_the_whole_meeting_do_not_disappear_into_an_exempt_item():
    table = "Action log\nAction\tOwner\tDue\nBuy paint\tT Reed\tnext meeting\nSell it\tClerk\t3 June 2021"
    last = "6. Lease (exempt)\nIt was agreed to let it."
    assert [title for _, title in headings(TOP + f"5. Crane\nIt fell.\n{last}\n{table}")] == [
        "Crane", "Lease (exempt)", "Action log",
    ]  # fmt: skip
    assert [title for _, title in headings(TOP + f"5. Crane\nIt fell.\n6. Lease\nIt was let.\n{table}")] == [
        "Crane", "Lease",
    ]  # fmt: skip
