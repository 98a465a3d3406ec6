"""Lists that print each name on a line of its own, and below it what the person is: two columns read one by one."""

from dataclasses import dataclass

from meetings.importers.blocks import Block
from meetings.importers.grammar.attendance_words import line_of_attendance
from meetings.importers.grammar.name_lists import people_in
from meetings.importers.grammar.names import Person, is_titled
from meetings.importers.grammar.offices import is_of_a_post, names_a_post
from meetings.importers.grammar.section_headings import section_of

_LONGEST_POST = 100
_FEWEST_PAIRS = 2


@dataclass(frozen=True, slots=True)
class PostsBelow:
    """Which lines hold a post alone, and the post of the one named on each line above such a one."""

    lines: frozenset[int]
    # Empty where the line below names a body from which someone came, and no post.
    posts: dict[int, str]


def posts_below_names(blocks: list[Block]) -> PostsBelow:
    """The posts of a list in which names and posts take turns, twice or more with no doubt about the post."""
    lines: set[int] = set()
    posts: dict[int, str] = {}
    # Each line is looked at once, for the runs that begin at one line and the next go over the same ones.
    names, may_be = list(map(_is_name_alone, blocks)), list(map(_may_be_post, blocks))
    index = 0
    while index + 1 < len(blocks):
        pairs = _pairs_from(names, may_be, index) if names[index] else []
        sure = [name for name in pairs if not names[name + 1]]
        if len(sure) < _FEWEST_PAIRS or 2 * len(sure) < len(pairs):
            index += 1
            continue
        for name in pairs:
            lines.add(name + 1)
            post = blocks[name + 1].text
            posts[name] = post if names_a_post(post) or any(map(is_of_a_post, post.split())) else ""
        index = pairs[-1] + 2
    return PostsBelow(frozenset(lines), posts)


def _pairs_from(names: list[bool], may_be: list[bool], index: int) -> list[int]:
    pairs = []
    while index + 1 < len(names) and names[index] and may_be[index + 1]:
        pairs.append(index)
        index += 2
    return pairs


def _is_name_alone(block: Block) -> bool:
    """Whether a line names one person and says nothing more, unless in brackets."""
    if block.label or block.cells or len(block.text) > _LONGEST_POST or "," in block.text or line_of_attendance(block):
        return False
    people = people_in(block, 0, len(block.text))
    if len(people) != 1 or not isinstance(people[0], Person):
        return False
    rest = block.text[people[0].end :].strip()
    return not rest or (rest[0] == "(" and rest[-1] == ")")


def _may_be_post(block: Block) -> bool:
    text = block.text
    is_line = text[:1].isupper() and len(text) <= _LONGEST_POST and not text.endswith((".", ":", ";", "-"))
    is_plain = is_line and not block.label and not block.cells and not any(sign.isdigit() for sign in text)
    return is_plain and not is_titled(text) and not line_of_attendance(block) and section_of(text) is None
