"""Headings as small councils write them: numbers without a sign, titles run into their text, titles with colons."""

import pytest

from meetings.importers.minutes import ItemRead
from meetings.importers.reading import read_text

HEADING = (
    "Minutes of the meeting of Elmbury Parish Council held on 4 May 2021 at 7 pm\n\nPresent: Cllrs A Gale, B Hill\n\n"
)


def items_of(text: str) -> tuple[ItemRead, ...]:
    (meeting,) = read_text(HEADING + text).meetings
    return meeting.items


def titles_of(text: str) -> dict[str | None, str]:
    return {item.number.value if item.number else None: item.title.value for item in items_of(text)}


def names_of(text: str) -> list[str]:
    return [item.title.value for item in items_of(text)]


def test_the_years_of_the_council_may_stand_before_the_number():
    text = "".join(
        f"21/22-03{place} {title}\nNothing was said.\n\n"
        for place, title in enumerate(["Minutes", "Roads", "Trees"], 1)
    )
    assert titles_of(text) == {"21/22-031": "Minutes", "21/22-032": "Roads", "21/22-033": "Trees"}


@pytest.mark.parametrize("form", ["Item {} -\n{}", "Agenda item {} {}", "Min. {} {}", "Agenda Item {}\n{}"])
def test_announced_numbers_that_count_up_need_no_sign(form):
    titles = ["Minutes", "Declarations of interest", "Roads and paths"]
    lines = (form.format(place, title) for place, title in enumerate(titles, 4))
    text = "\n".join(f"{line}\nNothing was said." for line in lines)
    assert titles_of(text) == {"4": "Minutes", "5": "Declarations of interest", "6": "Roads and paths"}


def test_an_item_that_is_only_spoken_of_is_no_heading():
    text = "1. Minutes\nThey were signed.\n2. Roads\nThe holes were told of under\nItem 7 Paths of the last meeting.\n"
    assert titles_of(text) == {"1": "Minutes", "2": "Roads"}


def test_figures_that_count_through_the_page_need_no_sign():
    text = (
        "1 To consider apologies: None were received\n\n"
        "2 To approve the minutes of 6 April 2021 Cllr A Gale proposed them, seconded by Cllr Hill. Carried\n\n"
        "3 To record declarations of interest: There were none\n\n"
        "4 Speed lights: Cllr Hill had met with a maker of lights, who would write to the council.\n\n"
        "5 Date of next meeting: 8 June\n"
    )
    assert titles_of(text) == {
        "1": "To consider apologies",
        "2": "To approve the minutes of 6 April 2021",
        "3": "To record declarations of interest",
        "4": "Speed lights",
        "5": "Date of next meeting",
    }


def test_a_dash_may_be_glued_to_the_number():
    text = "1.21 - Chair\nMr Gale was chosen.\n2.21- Others\nMrs Hill took the hall.\n3.21– Forms\nAll were signed.\n"
    assert titles_of(text) == {"1.21": "Chair", "2.21": "Others", "3.21": "Forms"}


def test_a_minute_may_have_parts_with_letters():
    text = "21/050a Apologies\nNone.\n21/050b Dispensations\nNone.\n21/051 Roads\nThe holes were filled.\n"
    assert titles_of(text) == {"21/050a": "Apologies", "21/050b": "Dispensations", "21/051": "Roads"}


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Apologies for absence Apologies were received from Mr Tom Reed.", "Apologies for absence"),
        ("Declaration of interest No declarations were made.", "Declaration of interest"),
        ("Footpath 17 Cllr Gale proposed that the deeds be found.", "Footpath 17"),
        ("To approve the mowing The Clerk advised that it would begin in June.", "To approve the mowing"),
        ("Update on Council Land Members noted the report.", "Update on Council Land"),
        ("Use of recordings AG asked whether anyone would be filming.", "Use of recordings"),
        ("Reports 9.1 Chair’s Report There was nothing to report.", "Reports"),
        ("Planning a. The plans for Mill Lane were seen.", "Planning"),
        ("Disclosure of interests None.", "Disclosure of interests"),
        (
            "Minutes of the meeting of 6 April 2021– RESOLVED that they be signed.",
            "Minutes of the meeting of 6 April 2021",
        ),
        ("Letter from Mrs Hill who asked for a bench.", "Letter from Mrs Hill who asked for a bench."),
        ("Report of The Clerk was received.", "Report of The Clerk was received."),
    ],
)
def test_a_title_ends_where_a_sentence_begins(line, title):
    assert titles_of(f"1. Welcome\n\nAll were welcome.\n\n2. {line}\n\n3. Trees\n\nNone were felled.\n")["2"] == title


COLONS = (
    "Apologies: Mrs Reed\n\n"
    "Minutes of the last Meeting: Cllr Hill proposed that they be signed.\n\n"
    "Matters Arising:\n\n"
    "a) The gate is mended.\n\n"
    "The following was said of the bench:\n\n"
    "It wants paint.\n\n"
    "Planning: None\n\n"
    "Correspondence: A letter from the county was read.\n\n"
    "Date of next meeting: 8 June 2021\n"
)


@pytest.mark.parametrize("text", [COLONS, COLONS.replace("\n\n", "\n")], ids=["apart", "close"])
def test_titles_may_end_with_colons_alone_or_before_their_text(text):
    titles = ["Minutes of the last Meeting", "Matters Arising", "Planning", "Correspondence", "Date of next meeting"]
    assert names_of(text) == titles


def test_lists_with_dashes_are_no_titles_where_headings_stand_over_text():
    text = "".join(
        f"{title}\n\nThe matter was told of at length.\n\n" for title in ["Finance", "Roads", "Trees", "Hall"]
    )
    payments = "".join(
        f"Elm {one} - £5 - hire of the hall.\n\n" for one in ("Trust", "Guides", "Players", "Club", "Band")
    )
    assert names_of(text.replace("Roads", payments + "Roads")) == ["Finance", "Roads", "Trees", "Hall"]


def test_headings_over_text_are_found_on_a_page_without_empty_lines():
    text = (
        "Apologies\nNone were received.\nMinutes of the last meeting\nThey were signed.\n"
        "Roads and paths\nThe Clerk told of holes.\nFinance\nCheques were signed.\nDate of next meeting\n8 June 2021\n"
    )
    assert names_of(text) == [
        "Apologies",
        "Minutes of the last meeting",
        "Roads and paths",
        "Finance",
        "Date of next meeting",
    ]


def test_a_number_without_its_sign_fills_the_gap_between_others():
    text = (
        "1. Apologies\n\nNone.\n\n2. Election of Chairman;\n\nMr Gale was chosen.\n\n3. Roads\n\nNone.\n\n"
        "4 Other business: The bench wants paint.\n\n5 members of the public spoke.\n\n6. Close\n\nThat was all.\n"
    )
    assert titles_of(text) == {
        "1": "Apologies",
        "2": "Election of Chairman",
        "3": "Roads",
        "4": "Other business",
        "6": "Close",
    }


def test_the_paragraphs_of_a_list_fill_no_gap():
    said = "the council went on at some length about all of the many holes that were found there in the winter."
    text = f"1. Roads\n\nTold of.\n\n2 In Mill Lane {said}\n\n3 In Elm Lane {said}\n\n4. Trees\n\nNone.\n"
    assert titles_of(text) == {"1": "Roads", "4": "Trees"}


def test_minutes_of_a_town_may_number_more_than_ten_thousand():
    text = "14365 POLICE\nNo crimes.\n14366 MINUTES\nThey were signed.\n14367 FINANCE\nIt was agreed to pay.\n"
    assert titles_of(text) == {"14365": "POLICE", "14366": "MINUTES", "14367": "FINANCE"}


def test_a_number_that_was_printed_twice_heads_two_items():
    text = (
        "PL21/077 PLANS\n\nNone.\n\nPL21/078 DECISIONS\n\nNoted.\n\nPL21/078 ENFORCEMENT\n\nNoted.\n\n"
        "PL21/079 CLOSE\n\nThat was all.\n"
    )
    assert names_of(text) == ["PLANS", "DECISIONS", "ENFORCEMENT", "CLOSE"]


def test_one_numbered_decision_is_not_the_only_item_of_a_page_with_headings_in_capitals():
    text = (
        "1. Resolved – That the minutes be signed.\nCHAIRMAN’S REPORT\nThe Chairman told of the year.\n"
        "FINANCIAL STATEMENT\nThe Clerk told of the money.\nOTHER BUSINESS\nThere was none.\n"
    )
    assert names_of(text) == ["CHAIRMAN’S REPORT", "FINANCIAL STATEMENT", "OTHER BUSINESS"]
