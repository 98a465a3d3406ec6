"""Lines of names: which hold nothing but a list, where the list ends, and which go on on the line below."""

import re

from meetings.importers.blocks import Block, join
from meetings.importers.grammar.attendance_words import line_of_attendance
from meetings.importers.grammar.name_lists import people_in
from meetings.importers.grammar.names import Person, is_name, is_titled
from meetings.importers.grammar.offices import (
    is_of_a_post,
    is_of_an_officer,
    is_plural_title,
    is_title,
    names_a_post,
    set_of,
)
from meetings.importers.grammar.paragraphs import sentences_of
from meetings.importers.grammar.substitutes import without_substitute_words

# "(in the Chair)", on the line below the name.
_NOTE_BELOW = re.compile(r"\((?:in the chair|(?:vice[- ])?chair\w{0,6}|substitut\w{0,5})\)", re.I)
# "Ben Hill – Footpath", an office of which the word that names a post is still to come.
_OFFICE_AFTER_DASH = re.compile(r" [–—-] [^,;]{1,60}$")
_MOST_WORDS_OF_OFFICE = 5
_LONGEST_JOINED = 2000
_FULL_LINE = 60
# "Clerk: Mrs Gale Members of public: 3"
_COUNT_AFTER = re.compile(r"[ ,;.]{1,2}(?:members? of (?:the )?)?(?:public|press)(?: present)? ?[:–-] ?\d", re.I)
ALSO_PRESENT = re.compile(r"\b(?:was|were) (?:also )?(?:present|in attendance)\b|\b(?:also attended)\b", re.I)
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,200}[)\]]")
_WORDS_OF_LISTS = set_of(
    """and the of for to in with from de van von der den la ap ab a y yr ac via by on
    arrived left joined remotely virtually online at until item pm am as"""
)
# Those who are counted and not named end no list: "14 members of the public", "a representative of the press".
COUNTED = re.compile(
    r"(?:(?:and|plus|about|approximately|around) )?(?:\d{1,4}|an?|no|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|\w{3,5}teen|twenty|several|some) (?:other )?(?:members?|residents?|representatives?|people|"
    r"persons|parishioners|public|press|reporters?|aelodau|aelod)\b",
    re.I,
)

_COUNTED_AT_END = re.compile(
    r"(?<=[\w).,;]) (?:and |plus |(?:together|along) with )?(?:\d{1,4}|an?|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|several) (?:other )?(?:members?|residents?|parishioners?)(?: of (?:the )?public)?(?: present)?[.,]?$",
    re.I,
)


def count_of_names(block: Block) -> int:
    people = people_in(block, block.body, len(block.text))
    return sum(isinstance(person, Person) for person in people)


def is_only_names(block: Block) -> bool:
    """Whether a line has no words of a sentence in it, so that it can only be a list."""
    first, *others = without_substitute_words(_IN_BRACKETS.sub(" ", _named(block.words))).split(",")
    # "Mr A Gale, parent governor representative": an office in small letters is no sentence either.
    words = " ".join([first, *(other for other in others if not _is_office(other))]).split()
    return 0 < len(words) < 200 and all(
        word[0].isupper()
        or word.startswith("ff")
        or word.strip(",;.") in _WORDS_OF_LISTS
        or not word[0].isalpha()
        or (index and _goes_on_office(words, index))
        for index, word in enumerate(words)
    )


def _goes_on_office(words: list[str], index: int) -> bool:
    """ "Ann Gale Clerk/ responsible financial officer": words of an office in small letters, after one of a post."""
    return is_of_a_post(words[index]) and is_of_a_post(words[index - 1].strip("/"))


def _named(words: str) -> str:
    """The words before those who are counted at the end: "Mr A Gale, Mrs B Hill 21 members of the public"."""
    counted = _COUNTED_AT_END.search(words)
    return words[: counted.start()] if counted else words


def _is_office(words: str) -> bool:
    return 0 < len(words.split()) <= _MOST_WORDS_OF_OFFICE and names_a_post(words.split()[-1])


def end_of_list(block: Block, start: int) -> int:
    """Where the list on a line gives way to sentences: "Present: A Gale, B Hill. The Clerk was also present."."""
    counted = _COUNT_AFTER.search(block.text, start)
    told = (
        first
        for first, last in sentences_of(block)
        if first > start and not is_only_names(block.part(first, last)) and not COUNTED.match(block.text[first:last])
    )
    return min(next(told, len(block.text)), counted.start() if counted else len(block.text))


def joined_lines(blocks: list[Block]) -> list[Block]:
    """The lines of a list that was broken where a line was full: after "Mr. ", inside a bracket, between names."""
    joined: list[Block] = []
    for block in blocks:
        if joined and not block.is_after_blank and not block.label and _is_broken_off(joined[-1], block):
            joined[-1] = join([joined[-1], block])
        else:
            joined.append(block)
    return joined


def _is_broken_off(block: Block, below: Block) -> bool:
    is_begun_anew = ":" in below.text[:40] or bool(line_of_attendance(below))
    if block.cells or below.cells or len(block.text) > _LONGEST_JOINED or is_begun_anew:
        return False
    words = block.text[-120:].split()
    is_initial = len(words[-1]) == 2 and words[-1][0].isupper() and words[-1][1] == "."
    is_open = (
        block.text.endswith((" and", " &"))
        or bool(_NOTE_BELOW.match(below.text))
        or is_initial
        or (is_title(words[-1]) and not is_plural_title(block.text))
        or block.text.count("(") > block.text.count(")")
    )
    # "Mrs B Wood," with "Head of Parks; …" on the line below: the office is that of the one above.
    first_below, *others = re.split("[,;]", below.text, maxsplit=2)
    is_open = is_open or (block.text.endswith(",") and names_a_post(first_below) and not is_titled(first_below))
    # "Principal Planning Officer", with "(Ms B Gale), Solicitor (…)" on the line below.
    last_office = re.split("[,;]", block.text)[-1]
    is_open = is_open or (below.text[0] == "(" and is_titled(below.text[1:]) and is_of_an_officer(last_office))
    # "Ann Gale – Clerk, Ben Hill – Footpath", with "Officer, Cal Reed – Warden" on the line below.
    is_rest = all(map(is_of_a_post, first_below.split())) and names_a_post(first_below)
    is_begun = bool(_OFFICE_AFTER_DASH.search(last_office)) and not names_a_post(last_office)
    is_open = is_open or (is_rest and is_begun and ", " in block.text)
    # "Ann Gale, Parish Solicitor", below "Ben Hill, Manager, Highways Management": one to a line.
    is_own_line = is_name(first_below) and names_a_post("".join(others[:1])) and not is_titled(last_office)
    is_begun_anew = is_titled(below.text) or is_own_line or bool(ALSO_PRESENT.search(below.text))
    is_begun_anew = is_begun_anew or below.text[0].isdigit()
    is_full = (
        len(block.text) > _FULL_LINE and ", " in block.text and (block.text[-1].isalpha() or block.text[-1] == ",")
    )
    return is_open or (is_full and not is_begun_anew)
