"""Interests declared at a meeting: by whom, of what kind, in which item, and whether the member left the room."""

import pytest

from meetings.importers.minutes import DeclarationRead
from meetings.importers.reading import read_text
from tests.importers.readings_of import every_reading

HEADING = (
    "Minutes of the Finance Committee held on 9 March 2021 at 6pm\nPresent: Councillors A Stone, B Wood, C Reed\n"
)
REST = "\n2. Grants\nRESOLVED: That a grant be made.\n3. Contract\nRESOLVED: That the contract be let.\n"


def declared(text: str, rest: str = REST) -> dict[str, list[DeclarationRead]]:
    """The declarations by the number of the item under which they stand."""
    (meeting,) = read_text(f"{HEADING}1. Declarations of Interest\n{text}{rest}").meetings
    return {item.number.value: list(item.declarations) for item in meeting.items if item.declarations}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("a disclosable pecuniary interest", "disclosable pecuniary interest"),
        ("a DPI interest", "disclosable pecuniary interest"),
        ("a pecuniary interest", "disclosable pecuniary interest"),
        ("an other registrable interest", "other registrable interest"),
        ("a non-registrable interest", "non-registrable interest"),
        ("a non-pecuniary interest", "other"),
        ("a personal and prejudicial interest", "other"),
        ("an interest", "other"),
    ],
)
def test_the_kind_is_the_one_that_the_words_name(words, kind):
    ((one,),) = declared(f"Councillor A Stone declared {words} because he rents a stall.\n").values()
    assert (one.name.value, one.kind) == ("A Stone", kind)
    assert one.description.value == "because he rents a stall"


def test_a_declaration_stands_under_the_item_that_it_names():
    text = (
        "Councillor Stone declared a disclosable pecuniary interest in item 3 as a director of Moor Ltd "
        "and left the room.\n"
    )
    assert list(declared(text)) == ["3"]
    (one,) = declared(text)["3"]
    assert one.description.value == "as a director of Moor Ltd"
    assert one.has_left_the_room


def test_an_interest_in_two_items_stands_under_both():
    assert list(declared("Councillor Wood declared an interest in items 2 and 3.\n")) == ["2", "3"]


def test_a_declaration_in_an_item_of_another_meeting_stays_where_it_is_printed():
    assert list(declared("Councillor Wood declared an interest in item 14.\n")) == ["1"]


def test_each_of_several_who_declare_together_is_one():
    found = declared(
        "Councillors A Stone and C Reed each declared a personal interest in item 2, as allotment holders.\n"
    )
    assert [one.name.value for one in found["2"]] == ["A Stone", "C Reed"]


def test_who_left_is_known_from_the_item_itself_or_from_the_next_sentence():
    rest = "\n2. Grants\nCouncillor Wood left the room. RESOLVED: That a grant be made.\n3. Contract\nNoted.\n"
    (one,) = declared("Councillor Wood declared an interest in item 2.\n", rest)["2"]
    assert one.has_left_the_room
    (one,) = declared("Councillor Reed declared a prejudicial interest. He left the meeting.\n")["1"]
    assert one.has_left_the_room


def test_one_who_would_leave_has_not_left():
    (one,) = declared("Councillor Reed declared a personal interest in item 2. He did not need to leave the room.\n")[
        "2"
    ]
    assert not one.has_left_the_room


def test_an_interest_declared_in_the_midst_of_an_item_belongs_to_it():
    rest = "\n2. Grants\nCllr Reed declared an interest as his brother runs the club.\n3. Contract\nNoted.\n"
    assert [one.name.value for one in declared("None.\n", rest)["2"]] == ["Reed"]


@pytest.mark.parametrize(
    "text",
    [
        "None.\n",
        "There were no declarations of interest.\n",
        "No interests were declared.\n",
        "Members were invited to declare any interest in the business of the meeting.\n",
        "No Member declared an interest.\n",
        "Ni ddatganwyd unrhyw fuddiant.\n",
    ],
)
def test_nothing_is_read_where_nothing_was_declared(text):
    assert declared(text) == {}


def test_a_table_of_interests_is_read_with_its_items():
    table = """Councillor | Item | Interest
A Stone | 3 | Disclosable pecuniary interest, as an employee of the contractor
B Wood | 2 | Non-registrable interest, as a neighbour
"""
    found = declared(table)
    assert [(one.name.value, one.kind) for one in found["2"]] == [("B Wood", "non-registrable interest")]
    assert [(one.name.value, one.kind) for one in found["3"]] == [("A Stone", "disclosable pecuniary interest")]


def test_a_scottish_transparency_statement_is_kept():
    text = "Councillor Reed made a transparency statement in relation to item 2, in that his sister works there.\n"
    (one,) = declared(text)["2"]
    assert (one.kind, one.description.value) == ("other", "in that his sister works there")


def test_a_welsh_declaration_is_read():
    text = (
        "Datganodd y Cynghorydd Gwyn Rees fuddiant personol sy'n rhagfarnu yn eitem 2 gan ei fod yn berchen ar y tir "
        "a gadawodd y cyfarfod.\n"
    )
    (one,) = declared(text)["2"]
    assert (one.name.value, one.kind) == ("Gwyn Rees", "other")
    assert one.description.value == "gan ei fod yn berchen ar y tir"
    assert one.has_left_the_room


def test_initials_that_the_roll_gave_may_declare():
    text = "Minutes of the Council Meeting held on 7 May 2021\nPresent: Cllr Gordon Fell (GF)\n"
    items = (
        "1. Declarations of interest\nGF declared an interest in item 2 as a trustee.\n2. Roof\nAgreed to mend it.\n"
    )
    (meeting,) = read_text(text + items).meetings
    assert [one.name.value for one in meeting.items[1].declarations] == ["GF"]


def test_who_is_on_the_roll_is_not_listed_again_for_an_interest():
    text = f"{HEADING}1. Declarations of Interest\nCouncillor Stone declared an interest in item 2.\n{REST}"
    (meeting,) = read_text(text).meetings
    assert [(one.name.value, one.status) for one in meeting.attendees] == [
        ("A Stone", "present"),
        ("B Wood", "present"),
        ("C Reed", "present"),
    ]


def test_every_part_of_a_declaration_stands_in_the_source():
    text = (
        f"{HEADING}1. Declarations of Interest\nCouncillor Stone declared an interest in item 2 as a trustee.\n{REST}"
    )
    found = [one for meeting in read_text(text).meetings for item in meeting.items for one in item.declarations]
    assert found
    assert all(text[part.start : part.end] == part.value for one in found for part in every_reading(one))
