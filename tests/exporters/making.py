"""A meeting with everything that minutes can hold, on the record without a desk."""

from tests.public.making import make_action, make_attendee, make_committee, make_item, make_meeting, make_resolution

TABLE = (
    '<table><caption>Depths</caption><thead><tr><th scope="col">Buoy</th><th scope="col">Depth</th></tr></thead>'
    '<tbody><tr><th>East</th><td>2 m</td></tr><tr><td colspan="2">Closed in winter</td></tr></tbody></table>'
)
MINUTE = (
    "<p>The Panel heard from the <strong>Harbour Master</strong> that the channel was <em>silting up</em>; see "
    '<a href="https://example.org/survey" rel="noopener noreferrer">the survey</a>.</p>'
    "<p>In discussion the following points were made:</p>"
    '<ol type="i"><li><p>That larger boats already waited for the tide.</p></li>'
    "<li><p>That the dredger was hired by the week:</p><ul><li>in spring, and</li><li>in autumn.</li></ul></li></ol>"
    "<p>And of the cost:</p><ol><li>£12,000 a week.</li><li>£3,000 for the survey.</li></ol>" + TABLE
)
OKAFOR = {"name": "Councillor Amina Okafor", "person": None}
REED = {"name": "Councillor Tom Reed", "person": None}
HART = {"name": "Councillor Sam Hart", "person": None}


def make_harbour_panel():
    return make_committee(name="Harbour Panel", slug="harbour-panel", kind="panel")


def full_item(number: str = "4", title: str = "Dredging of the main channel") -> dict:
    return make_item(
        number=number,
        title=title,
        purpose="Report of the Harbour Master.",
        minute_number="27",
        minute=MINUTE,
        speakers=[{"name": "Jo Lowe", "person": None, "role": "Harbour Master"}],
        declarations=[OKAFOR | {"kind": "personal", "description": "She moors a boat", "has_left_the_room": True}],
        resolutions=[
            make_resolution(
                label="(i)",
                text=f"That the channel be dredged to a depth of 4 metres before the spring, as item {number} says.",
                mover=OKAFOR,
                seconder=REED,
                votes={"for": 2, "against": 1, "abstained": 0},
                named_votes=[OKAFOR | {"choice": "for"}, REED | {"choice": "for"}, HART | {"choice": "against"}],
                reasons="The channel is too shallow.\nBoats wait for the tide.",
                options_rejected="To do nothing.",
            ),
            make_resolution(label="(ii)", text="That the cost be noted.", outcome="noted"),
        ],
        actions=[
            make_action(task="Order the dredger", owner="Harbour Master", due="in a month"),
            make_action(task="Tell the fishermen", number=2, due_on="2024-07-22"),
        ],
    )


def exempt_item(number: str = "5") -> dict:
    exemption = {
        "paragraph": "3",
        "words": "Paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972.",
        "public_interest": "Telling the price would weaken the council’s hand.",
        "summary": "The Panel considered the terms of a lease.",
    }
    return make_item(number=number, title="Lease of the slipway", access="exempt", exemption=exemption, minute="")


def make_minuted(*, items=None, **fields):
    """Minutes of the Harbour Panel, of every kind of content unless the items are given."""
    procedural = {"minute": "<p>Councillor Reed would arrive late.</p>", "is_procedural": True}
    items = items or [
        make_item(number="1", title="Apologies for absence", **procedural),
        make_item(
            number="2",
            title="Minutes of the last meeting",
            minute="",
            resolutions=[make_resolution(text="That the minutes of 9 May 2024 be confirmed as a correct record.")],
        ),
        full_item(),
        exempt_item(),
    ]
    attendees = [
        make_attendee(role="Chair"),
        make_attendee(name="Councillor Tom Reed", arrived="6pm"),
        make_attendee(name="Councillor Sam Hart", role="Substitute", substitute_for="Councillor Ruth Gale"),
        make_attendee(name="Councillor Ruth Gale", attendance="apologies"),
        make_attendee(name="Jo Lowe", role="Harbour Master", attendance="in attendance"),
    ]
    given = {"day": "2024-06-13", "published": "2024-06-25", "attendees": attendees, "venue": "Town Hall"} | fields
    return make_meeting(committee=make_harbour_panel(), items=items, **given)
