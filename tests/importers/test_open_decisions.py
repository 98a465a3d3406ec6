"""The decision to exclude the public was taken in public, and stays there; nothing else of an exempt item does."""

import pytest

from meetings.importers.corrections import as_plain_data, from_plain_data
from meetings.importers.open_decisions import WHY_OPEN, only_excludes_the_public, with_exclusions_open
from meetings.importers.reading import read_text

GROUND = "as it involves exempt information as defined in paragraph 3 of Part 1 of Schedule 12A"
EXCLUDED = f"that the public be excluded during this item {GROUND}."
CRANE = f"7. Roads\n\nNoted.\n\n8. Crane\n\nRESOLVED {EXCLUDED}\n\nRESOLVED that bid B be taken.\n\n9. Close\n\nEnd.\n"


def items(text: str) -> list[tuple[str, bool, list[str]]]:
    meeting = with_exclusions_open(read_text(text).meetings[0])
    return [(item.title.value, item.is_exempt, [one.text.value for one in item.resolutions]) for item in meeting.items]


def test_the_decision_to_exclude_the_public_stands_open_before_the_item_and_the_rest_stays():
    assert items(CRANE) == [
        ("Roads", False, []),
        ("Exclusion of the public for item 8", False, [EXCLUDED]),
        ("Crane", True, ["that bid B be taken."]),
        ("Close", False, []),
    ]


def test_the_new_heading_is_a_guess_and_leads_to_the_words_in_the_source():
    title = with_exclusions_open(read_text(CRANE).meetings[0]).items[1].title
    assert (title.is_guess, title.why) == (True, WHY_OPEN)
    assert CRANE[title.start :].startswith(EXCLUDED)


def test_a_meeting_with_nothing_of_the_kind_is_the_same():
    open_item = "7. Roads\n\nRESOLVED that the road be mended.\n"
    for text in (open_item, CRANE.replace(EXCLUDED, "that the crane be sold.")):
        meeting = read_text(text).meetings[0]
        assert with_exclusions_open(meeting) == meeting


def test_an_item_that_only_excludes_the_public_is_open_already_and_stays():
    text = f"5. Exclusion of the public\nRESOLVED {EXCLUDED.replace('this', 'the next')}\n6. Lease\nSo.\n7. Bins\nSo."
    meeting = read_text(text).meetings[0]
    assert with_exclusions_open(meeting) == meeting


@pytest.mark.parametrize(
    "text",
    [
        EXCLUDED,
        f"That the press and public be excluded from the meeting {GROUND}.",
        f"to exclude the press and public {GROUND}",
        "under section 100A(4) of the Local Government Act 1972, the press and public leave the room.",
        "the public be asked to withdraw under paragraphs 1 and 3 of Schedule 12A; and",
        f"That the public be excluded {GROUND}, and that, in all the circumstances of the case, the public interest "
        "in keeping the exemption outweighs the public interest in disclosing the information.",
        "That, in view of the nature of the business to be transacted, the public be excluded, as there would be "
        "disclosure to them of exempt information (Sched. 12A, para. 3).",
    ],
)
def test_a_decision_that_excludes_the_public_is_known(text):
    assert only_excludes_the_public(text)


@pytest.mark.parametrize(
    "text",
    [
        "That bid B be taken.",
        "That the public be excluded.",  # by no law
        f"That the public be excluded {GROUND}, and bid B be taken.",
        f"That the public be excluded {GROUND} and that bid B be taken.",
        f"That the public be excluded {GROUND} and the grievance of Mr Ash upheld.",
        f"That the public be excluded {GROUND}; bid B be taken.",
        f"That the public be excluded {GROUND}. Bid B was taken.",
        f"That the public be excluded {GROUND}, to take bid B.",
        f"That the public be excluded {GROUND}\nand Mr Ash dismissed",
        f"That the public be excluded {GROUND} while the offer of £2m is talked about",
        f"That the public be excluded {GROUND} & bid B be taken.",
        "That the exempt report on the public baths be accepted.",
        f"That the public be excluded {GROUND} " + "of it " * 200,
    ],
)
def test_what_may_say_anything_besides_stays_closed(text):
    assert not only_excludes_the_public(text)


def test_a_limb_that_decides_on_the_business_itself_stays_with_it():
    text = (
        f"8. Crane\n\nRESOLVED that:\n\n(a) the public be excluded during this item {GROUND};\n\n(b) bid B be taken; "
        "and\n\n(c) Mr Ash be told.\n\n9. Close\n\nEnd.\n"
    )
    found = items(text)
    assert [title for title, *_ in found] == ["Exclusion of the public for item 8", "Crane", "Close"]
    assert not any("bid B" in words or "Ash" in words for words in found[0][2])
    assert found[1][1]


def test_a_reading_so_changed_can_be_kept():
    meeting = with_exclusions_open(read_text(CRANE).meetings[0])
    assert from_plain_data(as_plain_data(meeting)) == meeting
