"""The review asks about what looks like personal data, where it would be kept, until the clerk has dealt with it."""

import pytest

from meetings.models import Council, Meeting, Review
from tests.desk.reviewing import address, handed_in, sent
from tests.importers.readings_of import MOORINGS

pytestmark = pytest.mark.django_db

LETTER = "Mr Ash, born on 3 May 1982, of 4 Quay Road, SO14 7LY (07700 900123, ash@quay.example), wrote."


@pytest.fixture
def review(clerk):
    handed_in(clerk, MOORINGS.replace("RESOLVED that:", f"{LETTER}\n\nRESOLVED that:"))
    return Review.objects.get()


def told(clerk, review) -> list[tuple[str, str, str]]:
    remarks = clerk.get(address(review)).context["personal_data"]
    return [(remark.place, remark.name, remark.words) for remark in remarks]


ALL = (
    "date of birth born on 3 May 1982; postcode SO14 7LY; telephone number 07700 900123; "
    "e-mail address ash@quay.example"
)


def test_each_kind_is_told_with_a_link_to_its_item(clerk, review):
    assert told(clerk, review) == [("item-0", "Item 4", ALL)]
    page = clerk.get(address(review)).text
    assert "This looks like personal data." in page
    assert '<a href="#item-0">Item 4</a>: date of birth' in page


def test_what_the_clerk_takes_out_is_told_no_more_and_nothing_is_forbidden(clerk, review):
    minute = clerk.get(address(review)).context["form"].as_sent()["item-0-minute"]
    sent(clerk, review, **{"item-0-minute": minute.replace(", SO14 7LY", "")})
    ((_, _, words),) = told(clerk, review)
    assert words == ALL.replace("postcode SO14 7LY; ", "")
    sent(clerk, review, "accept")
    assert "07700 900123" in Meeting.objects.get().items.get().minute


def test_a_page_without_any_asks_nothing(clerk):
    handed_in(clerk)
    review = Review.objects.latest("pk")
    assert told(clerk, review) == []
    assert "looks like personal data" not in clerk.get(address(review)).text


def test_what_an_exempt_item_does_not_keep_is_not_asked_about_but_its_summary_is(clerk, review):
    exempt = {"item-0-is_exempt": "on", "item-0-exempt_paragraph": "1"}
    sent(clerk, review, **exempt)
    assert told(clerk, review) == []
    sent(clerk, review, **{"item-0-public_summary": "A licence for SO14 7LY."})
    assert told(clerk, review) == [("item-0", "Item 4", "postcode SO14 7LY")]


def test_people_and_the_meeting_are_looked_at_and_where_links_lead(clerk, review):
    typed = {
        "meeting-venue": "Guildhall, SO14 7LY",
        "attendee-0-role": "ring 07700 900123",
        "item-0-minute": '<p><a href="mailto:ash@quay.example">He</a> wrote.</p>',
    }
    sent(clerk, review, **typed)
    assert told(clerk, review) == [
        ("meeting", "Meeting", "postcode SO14 7LY"),
        ("attendees", "People", "telephone number 07700 900123"),
        ("item-0", "Item 4", "e-mail address ash@quay.example"),
    ]


def test_of_many_the_first_are_told_and_how_many_more_there_are(clerk, review):
    numbers = " ".join(f"0161 496 00{number}," for number in range(10, 18))
    sent(clerk, review, **{"item-0-minute": f"<p>{numbers}</p>"})
    ((_, _, words),) = told(clerk, review)
    assert words.count("telephone number") == 5
    assert words.endswith("0161 496 0014; 3 more")


def test_what_is_the_council_s_own_is_not_asked_about(clerk, review):
    Council.objects.update(own_contacts="quay.example\nSO14 7LY")
    assert told(clerk, review) == [
        ("item-0", "Item 4", "date of birth born on 3 May 1982; telephone number 07700 900123")
    ]
