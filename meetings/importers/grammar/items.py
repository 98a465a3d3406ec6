"""Items: where each heading of the agenda stands, by whichever way the page numbers or marks its headings."""

import re
from dataclasses import replace

from meetings.importers.blocks import Block, Kind
from meetings.importers.grammar.attendance_words import rolls_in
from meetings.importers.grammar.broken_titles import with_broken_titles_joined
from meetings.importers.grammar.contents_lists import without_contents
from meetings.importers.grammar.dates import dates_in
from meetings.importers.grammar.decision_verbs import decisions_in
from meetings.importers.grammar.exempt import ItemWords, closed_items, warnings_of
from meetings.importers.grammar.gaps_in_numbers import with_gaps_filled
from meetings.importers.grammar.headings_above import under_headings, with_titles_above
from meetings.importers.grammar.heads_without_numbers import (
    by_paper_mark,
    head_of_heading,
    with_next_meeting,
    with_numbers_after,
    with_titles_run_in,
    with_unnumbered,
)
from meetings.importers.grammar.item_heads import (
    LONGEST_TITLE,
    PAGE_OF_ONE_ITEM,
    Head,
    head_of_only_item,
    head_under_meeting_line,
    no_title,
    plain,
)
from meetings.importers.grammar.item_numbers import (
    Numbered,
    announced_lists,
    counted_through,
    lettered_in_order,
    numbered_at,
    numbered_in_order,
    parts_of_references,
)
from meetings.importers.grammar.labels import item_number
from meetings.importers.grammar.minute_numbers import minute_of_line, second_numbers
from meetings.importers.grammar.names_of_meetings import MEETING_LINE
from meetings.importers.grammar.quick_looks import places_holding
from meetings.importers.grammar.roll_columns import numbered_names
from meetings.importers.grammar.section_headings import section_of
from meetings.importers.grammar.titles import (
    can_be_title,
    end_at_wide_gap,
    end_of_title,
    has_paper_mark,
    is_in_capitals,
    looks_like_title,
    without_paper_mark,
)
from meetings.importers.grammar.unnumbered_headings import (
    gathers_actions,
    headings_in_capitals,
    headings_of_items,
    headings_over_text,
    is_of_every_agenda,
)
from meetings.importers.minutes import Reading

_LIST_OF_ITEMS = re.compile(r"(?:(?:Note )?No\. Item|Rhif eitem)$", re.I)
_WORDS_OF_LISTS = ("no. item", "rhif eitem")
_WORDS_OF_ONE_ITEM = ("meeting: ", "cyfarfod: ", "agenda item", "eitem agenda", "issue details")
_SIGN = re.compile(r" ?[.:–—)-]")
_FEWEST_WORDS_TOLD = 4
_FEWEST_ONES = 3
_WIDE_GAP = 3
_LONGEST_LINE_OF_HEADING = 120


def find_heads(blocks: list[Block]) -> list[Head]:
    """The headings of all items on a page of one meeting, in order, with those closed to the public marked."""
    heads = _find_heads(blocks)
    for head in heads:
        head.line = _line_of_title(blocks, head)
    heads = with_broken_titles_joined(blocks, _with_second_numbers(blocks, heads))
    heads = _with_closed(blocks, heads)
    # The actions of the whole meeting belong to the last item, except where what is written under it is not kept.
    return [
        head
        for before, head in zip([None, *heads], heads, strict=False)
        if before is None or before.closed or head.number or not gathers_actions(head.title.value)
    ]


def warnings_about(heads: list[Head]) -> list[str]:
    """Sentences for the clerk about what the headings leave out: the paragraphs of exempt items."""
    names = [f"Item {head.number.value}" if head.number else "One item" for head in heads]
    return warnings_of(names, [head.closed for head in heads])


def _with_closed(blocks: list[Block], heads: list[Head]) -> list[Head]:
    ends = [*(head.first for head in heads[1:]), len(blocks)]
    words = [
        ItemWords(
            head.title.value,
            head.number.value if head.number else "",
            blocks[head.first : head.after],
            [*([head.tail] if head.tail else []), *blocks[head.after : end]],
        )
        for head, end in zip(heads, ends, strict=False)
    ]
    return [replace(head, closed=one) if one else head for head, one in zip(heads, closed_items(words), strict=True)]


def _line_of_title(blocks: list[Block], head: Head) -> Block | None:
    lines = reversed(blocks[head.first : head.after])
    return next((block for block in lines if head.title.value and head.title.value in block.text), None)


def _with_second_numbers(blocks: list[Block], heads: list[Head]) -> list[Head]:
    """The headings that print the agenda's number and the minute's, each in its place."""
    titled = [place for place, head in enumerate(heads) if head.line]
    titles = [(heads[place].line, heads[place].title) for place in titled]
    numbers = [heads[place].number.value if heads[place].number else "" for place in titled]
    afters = [heads[place].after for place in titled]
    found = second_numbers(titles, numbers, [blocks[after] if after < len(blocks) else None for after in afters])
    heads = list(heads)
    for place, second in zip(titled, found, strict=True):
        if second:
            head = heads[place]
            number, minute = (second.number, head.number) if second.is_agenda else (head.number, second.number)
            after = head.after + second.is_below
            heads[place] = replace(head, number=number, minute_number=minute, title=second.title, after=after)
    return heads


def _find_heads(blocks: list[Block]) -> list[Head]:
    places = places_holding(blocks, (*_WORDS_OF_ONE_ITEM, *_WORDS_OF_LISTS))
    for index in places:
        if MEETING_LINE.match(blocks[index].text):
            return [head_under_meeting_line(blocks, index)]
        if PAGE_OF_ONE_ITEM.match(blocks[index].text):
            return [head_of_only_item(blocks, index + 1)]
    lists = [index for index in places if _LIST_OF_ITEMS.match(blocks[index].text)]
    heads = _numbered_heads(blocks, is_list=bool(lists))
    marked = by_paper_mark(blocks, lists)
    if len(marked) > len(heads):
        # Of the rows of a table some have a paper, and all are known to be headings.
        rows = headings_of_items(blocks, []) if not heads else []
        return [head_of_heading(blocks[index], index) for index in rows] if len(rows) > len(marked) else marked
    if heads and _are_sentences(heads) and len(above := headings_in_capitals(blocks)) > len(heads):
        # A numbered list in one item of a page that heads its items in capitals.
        heads = [head_of_heading(blocks[index], index) for index in above]
    if len(heads) == 1 and len(above := headings_in_capitals(blocks)) > 1 and not _is_set_off(blocks, heads[0]):
        # "1. Resolved – That …", where the headings of the page are in capitals.
        heads = [head_of_heading(blocks[index], index) for index in above]
    if len(heads) > 1 or (heads and lists):
        return with_unnumbered(blocks, heads)
    unnumbered = headings_of_items(blocks, [])
    if len(unnumbered) < 2 and not marked and not heads:
        unnumbered = headings_in_capitals(blocks) or headings_over_text(blocks)
        if len(run_in := with_titles_run_in(blocks, with_dashes=False)) > len(unnumbered):
            return with_next_meeting(run_in, blocks)
    if len(unnumbered) > 1:
        heads = [head_of_heading(blocks[index], index) for index in unnumbered]
        return with_next_meeting(with_numbers_after(heads, blocks), blocks)
    return marked or heads or with_titles_run_in(blocks, with_dashes=True) or _whole_page(blocks)


def _is_set_off(blocks: list[Block], head: Head) -> bool:
    block = blocks[head.first]
    return block.kind is Kind.HEADING or head.title.value.isupper() or has_paper_mark(block)


def _are_sentences(heads: list[Head]) -> bool:
    """Whether most of these headings are numbered sentences without any title."""
    return 2 * sum(head.tail is None and head.title.value.endswith((".", ";", ",")) for head in heads) > len(heads)


def _numbered_heads(blocks: list[Block], *, is_list: bool) -> list[Head]:
    """The headings with numbers, by the way that finds most of them; `is_list` says that a list of items is headed."""
    numbered = parts_of_references([one for index in range(len(blocks)) if (one := numbered_at(blocks, index))])
    if any(one.style == "announced item" for one in numbered):
        # "Item 5" with "Minute 131" below it: the second number is not another heading.
        numbered = [one for one in numbered if one.style != "announced minute"]
    numbered = without_contents(blocks, numbered)
    if named := numbered_names(blocks, rolls_in(blocks)):
        numbered = [one for one in numbered if one.index not in named]
    lettered = [_head_beside_number(blocks[one.index], one, are_titles=True) for one in lettered_in_order(blocks)]
    under = _under_lone_numbers(blocks, numbered)
    if under and is_list:
        return under
    # The paragraphs of each item may be numbered too ("2.1 There were none."), and have no titles.
    ways = under, _beside_numbers(blocks, numbered), lettered
    return max(ways, key=lambda heads: (sum(bool(head.title.value) for head in heads), len(heads)))


def _whole_page(blocks: list[Block]) -> list[Head]:
    """A page without any heading of an item is one item, so that nothing the clerk pasted is lost."""
    for index, block in enumerate(blocks):
        # A long line of names is the roll, and has hardly a word in small letters.
        is_told = sum(word.islower() for word in block.text.split()[:40]) >= _FEWEST_WORDS_TOLD
        is_text = is_told and len(block.text) > _LONGEST_LINE_OF_HEADING and not dates_in(block.text)
        if section_of(block.text) or is_text or decisions_in(block.text, block.body):
            return [Head(index, index, None, no_title(block))]
    return []


def _number_of(block: Block, one: Numbered) -> Reading[str] | None:
    return plain(block.read(one.start, one.end))


def _under_lone_numbers(blocks: list[Block], numbered: list[Numbered]) -> list[Head]:
    """Pages where the number stands alone on its line and the title on the next."""
    lone = [
        one
        for one in numbered
        if one.body >= len(blocks[one.index].text)
        and one.index + 1 < len(blocks)
        and not _is_colon_heading(blocks[one.index + 1])
    ]
    return [_head_under_number(blocks, one) for one in _longest_chain(blocks, lone)]


def _head_under_number(blocks: list[Block], one: Numbered) -> Head:
    index = one.index
    number, title = _number_of(blocks[index], one), blocks[index + 1]
    # "Item 5", "Minute 131", "Roads", each on its line.
    minute = minute_of_line(title) if one.style == "announced item" and index + 2 < len(blocks) else None
    if minute:
        index, title = index + 1, blocks[index + 2]
    if title.is_only_label or len(title.text) > LONGEST_TITLE:
        return Head(one.index, index + 1, number, no_title(blocks[index]), minute_number=minute)
    return Head(one.index, index + 2, number, title.read(*without_paper_mark(title)), minute_number=minute)


def _longest_chain(blocks: list[Block], candidates: list[Numbered]) -> list[Numbered]:
    """The longest run of numbers in order; a page numbers its items in one way: "41/19" does not follow "2."."""
    styles: dict[str, list[Numbered]] = {}
    for one in candidates:
        styles.setdefault(one.style, []).append(one)
    # Where the format gives headings, a number on any other line numbers something else.
    in_headings = [[one for one in same if blocks[one.index].kind is Kind.HEADING] for same in styles.values()]
    chains = [numbered_in_order(blocks, same) for same in (*in_headings, *styles.values()) if same]
    longest = max(chains, key=len, default=[])
    titled = max(chains[: sum(map(bool, in_headings))], key=len, default=[])
    return titled if len(titled) > 1 and 2 * len(titled) >= len(longest) else longest


def _is_colon_heading(block: Block) -> bool:
    """ "Minutes:" opens a section, but "MINUTES" under a number is the title of the item that approves them."""
    return section_of(block.text) is not None and block.text.endswith(":")


def _beside_numbers(blocks: list[Block], numbered: list[Numbered]) -> list[Head]:
    """Pages where number and title share a line."""
    limbs = announced_lists(blocks)
    sure = under_headings(blocks, numbered)
    sure |= counted_through(blocks, [one for one in numbered if can_be_title(blocks[one.index].text[one.body :])])
    beside = [
        one
        for one in numbered
        if one.index not in limbs and (one.index in sure or _may_head_item(blocks[one.index], one))
    ]
    chain = _longest_chain(blocks, beside)
    if len(chain) < _FEWEST_ONES and (ones := _each_numbered_one(beside)):
        heads = [_head_beside_number(blocks[one.index], one, are_titles=True) for one in ones]
        return [replace(head, number=None) for head in heads]
    chain = with_gaps_filled(blocks, chain, [one for one in numbered if one.index not in limbs])
    titles = sum(looks_like_title(blocks[one.index].text[one.body :]) for one in chain)
    heads = [_head_beside_number(blocks[one.index], one, are_titles=2 * titles > len(chain) > 2) for one in chain]
    return with_titles_above(blocks, chain, heads)


def _each_numbered_one(beside: list[Numbered]) -> list[Numbered]:
    """The headings of a web page on which each is a list of its own, so that all of them bear the number 1."""
    plain = [one for one in beside if one.style == "plain"]
    return plain if len(plain) >= _FEWEST_ONES and all(one.number == (1,) for one in plain) else []


def _may_head_item(block: Block, one: Numbered) -> bool:
    words = block.text[one.body :]
    if not words or not can_be_title(words):
        return False
    if block.kind is Kind.TABLE_ROW and not (len(block.cells) == 2 and words.isupper()):
        return False
    if one.style.startswith(("reference", "announced")) and not _SIGN.match(block.text, one.end):
        return looks_like_title(words.rstrip(".")) and (block.is_after_blank or is_in_capitals(block))
    return not block.label or _is_sure_number(block)


def _head_beside_number(block: Block, one: Numbered, *, are_titles: bool) -> Head:
    index, number = one.index, _number_of(block, one)
    start, end = without_paper_mark(block, one.body)
    is_title = one.is_whole or are_titles or block.kind is Kind.HEADING or is_in_capitals(block)
    if len(one.number) > 1 and (gap := end_at_wide_gap(block, one.body)):
        return Head(index, index + 1, number, block.read(one.body, gap[0]), block.part(gap[1], len(block.text)))
    if len(one.number) > 1 and not is_title:
        # "2.4 Submitted a letter…": the number of a paragraph, whose heading is lost.
        return Head(index, index + 1, number, no_title(block), block.unlabelled())
    title_end, tail = end_of_title(block, start, end)
    return Head(index, index + 1, number, block.read(start, title_end), tail)


def _is_sure_number(block: Block) -> bool:
    number = item_number(block.label)
    if number is None or not block.label.isdigit() or block.kind is Kind.HEADING:
        return number is not None
    # "12 Parks" is a heading, "12 members of the public" is not.
    words = block.words.rstrip(".") if is_of_every_agenda(block.words) else block.words
    is_line_of_its_own = block.is_after_blank and len(words) <= 60 and looks_like_title(words)
    # Nothing but a number in a margin has wide space after it.
    is_in_margin = block.offset(block.body) - block.end_offset(len(block.label)) >= _WIDE_GAP
    return has_paper_mark(block) or is_in_capitals(block) or is_line_of_its_own or is_in_margin
