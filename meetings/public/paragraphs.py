"""Gives each paragraph of minutes an address of its own on the page, by its place among them. Pure."""

import re

from markupsafe import Markup

from meetings.record.translation import gettext

# A whole tag, with all that its attributes hold: what stands in quotes is never taken for a tag.
TAG = re.compile(r'<(/?)([a-z]+)((?:[^<>"]|"[^"]*")*)>')


def with_anchors(minute: str, before: str) -> Markup:
    """Clean HTML with an id in each paragraph and each point of a list, and a link to it: `before` and its number.

    Tables are left alone. The link has no text, so that none of it is copied or found with the words of the minutes.
    """
    place, of_a_point, is_in_table, called = 0, -1, False, gettext("Paragraph")

    def marked(tag: re.Match) -> str:
        nonlocal place, of_a_point, is_in_table
        closing, name, attributes = tag.groups()
        if name == "table":
            is_in_table = not closing
        # An editor puts the words of a point into a paragraph; the two are one.
        if closing or is_in_table or name not in {"p", "li"} or (name == "p" and tag.start() == of_a_point):
            return tag[0]
        place += 1
        if name == "li":
            of_a_point = tag.end()
        link = f'<a class="para" href="#{before}{place}" aria-label="{called} {place}"></a>'
        return f'<{name} id="{before}{place}"{attributes}>{link}'

    return Markup(TAG.sub(marked, minute))
