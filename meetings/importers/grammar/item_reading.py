"""One item of business: what its heading and the blocks under it say."""

from typing import Any

from meetings.importers.blocks import Block, read_together
from meetings.importers.grammar.actions import find_actions
from meetings.importers.grammar.attendance import Attendance
from meetings.importers.grammar.attendance_items import read_attendance_item
from meetings.importers.grammar.declarations import find_declarations
from meetings.importers.grammar.item_heads import Head
from meetings.importers.grammar.item_sections import ItemSections, sections_of
from meetings.importers.grammar.minute_html import minute_of, without
from meetings.importers.grammar.references import report_reference
from meetings.importers.grammar.resolutions import find_resolutions
from meetings.importers.grammar.speakers import find_speakers
from meetings.importers.minutes import ItemRead


def read_item(
    head: Head, body: list[Block], attendance: Attendance, *, has_purpose: bool, has_column: bool
) -> ItemRead:
    """The item under a heading; those whom it names as being there, or away, are added to the attendance."""
    sections = sections_of([head.tail, *body] if head.tail else body, has_purpose=has_purpose)
    text = sections.text
    read_attendance_item(head.title.value, text, attendance, title_alone=_title_alone(head))
    if not text:
        return _item(head, sections)
    resolutions = find_resolutions(text, sections.decided, head.line)
    actions = find_actions(text, resolutions, has_column=has_column)
    return _item(
        head,
        sections,
        minute=minute_of(without(text, resolutions.taken, actions.taken)),
        speakers=tuple(find_speakers(text)),
        declarations=tuple(find_declarations(head.title.value, text)),
        resolutions=tuple(resolutions.read),
        actions=tuple(actions.read),
    )


def _item(head: Head, sections: ItemSections, **said: Any) -> ItemRead:
    """The item with all that its heading tells, and what is `said` under it."""
    return ItemRead(
        title=head.title,
        number=head.number,
        minute_number=head.minute_number,
        purpose=read_together(sections.purpose),
        report_reference=report_reference(head.line, sections.purpose, sections.text),
        is_exempt=head.closed is not None,
        exempt_paragraph=head.closed.paragraph if head.closed else None,
        **said,
    )


def _title_alone(head: Head) -> Block | None:
    """The title as a block, for it may say all that there is: "4. Apologies were received from Mr Reid"."""
    start = head.line.text.find(head.title.value) if head.line else -1
    return head.line.part(start, start + len(head.title.value)) if start >= 0 and head.line else None
