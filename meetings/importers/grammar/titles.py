"""Titles: how the title of an item is told from a sentence, from the mark of its paper and from its purpose."""

import re

from meetings.importers.blocks import Block
from meetings.importers.grammar.offices import is_title, set_of

# What a committee system prints after the title of an item that has a paper: a good mark of a title.
_PAPER_MARK = re.compile(r" ?(?:pdf icon |pdf eicon |Word icon )?PDF \d{1,5}(?:\.\d{1,3})? ?[KMG]B$", re.I)
# "pdf MINUTES (141Kb)": another system sets the format of the paper before the title and its size after it.
_FORMAT_BEFORE = re.compile(r"(?:pdf|docx?|xlsx?|pptx?|rtf|zip) (?=\S)", re.I)
_SIZE_AFTER = re.compile(r" ?\(\d{1,5}(?:\.\d{1,3})? ?[KMG]b\)$", re.I)
# Every mark ends with a B ("33 KB"), and hardly any other line does.
_ENDS_OF_PAPER_MARKS = ("B", "b", "b)", "B)")
# A line before the purpose that says what the item is for, where the heading above it was lost.
_PURPOSE = re.compile(
    r"(?:To [a-z]|Of the meeting held|Reports? (?:of|by|from) |Joint report |A (?:covering )?report |"
    r"The [A-Z]\w{2,15} to [a-z]|(?:The )?attached |Responsibility: |Adroddiad )"
)
_ATTACHED = re.compile(r"\b(?:is|are) attached\.?$")
_ANSWERED_AT_ONCE = re.compile(r"(?:apolog|present|attend|absen|date|declarations|ymddiheur)", re.I)
# What parts a title from the sentences on its line: a dash, a stop that ends no short form, or the end of capitals.
_DASH = re.compile(r"(?<=[\w)’'])(?P<gap> [–—-] |[–—] (?=[A-Z]))")
_STOP = re.compile(r"(?<=[a-zA-Z)]{4})(?<!Cllr)(?P<gap>\. )(?=[A-Z])")
_CAPITALS = re.compile(
    r"(?:(?!RESOLVED|AGREED|NOTED|NONE|PENDERFYNWYD)[A-Z0-9&’'/(),-]{2,25} ){0,14}"
    r"(?!RESOLVED|AGREED|NOTED|NONE|PENDERFYNWYD)[A-Z&’'/()-]{4,25}(?P<gap>:? )"
    r"(?=[A-Z][a-z]|RESOLVED|AGREED|NOTED|NONE|PENDERFYNWYD)"
)
# "Matters arising:-", "Apologies:Mr Reid"; but neither "7:30" nor "Ref:3".
_COLON = re.compile(r" ?:(?: ?[-–—]+)? (?=\S)|:[-–—]{0,2}(?=[A-Z][a-z])")
# "Apologies for absence Apologies were received from …", "Footpath 17 Cllr Gale proposed that …": the first words of a
# sentence that no sign parts from its title.
_TOLD = (
    r"(?:advised|agreed|announced|asked|confirmed|considered|declared|explained|gave|had|has|informed|moved|noted|"
    r"opened|outlined|presented|proposed|queried|raised|read|received|reported|requested|resolved|said|stated|"
    r"suggested|thanked|updated|was|were|welcomed)\b"
)
_SENTENCE = re.compile(
    r"(?P<gap>\.? )(?=Apologies (?:were|had|have|was)\b|None (?:were|was|received|declared|made)\b|"
    r"(?:None|Nil)\.?$|Nothing (?:was|to|further|has|had)\b|"
    rf"The (?:minutes|next meeting)\b[^;]{{0,160}}?\b(?:is|will|{_TOLD})|"
    r"No (?:[a-z]+ ){1,4}?(?:were|was|had|have|has)\b|There (?:was|were|being|had|has|have|are|is)\b|It was\b|"
    rf"(?:The|Members|Councillors) (?:[\w’']+ ){{0,4}}?{_TOLD}|"
    rf"[A-Z]{{2,3}} {_TOLD}|"
    # "Planning a. The following …", "Reports 5.1 Chairman’s Report", "Matters arising • The …": the first of a list.
    r"(?:\(?a[.)]|\(?i[.)]|\d{1,3}\.1|[•·]) [A-Z]|"
    rf"(?:(?:Cllrs?|Councillors?|Mrs?|Ms|Miss|Dr)\b\.? )+(?:[A-Z][\w.’'-]* (?:and )?){{1,5}}?{_TOLD})"
)
# "– RESOLVED that …", however long the title before it.
_RESOLVED = re.compile(r"(?P<gap> ?[–—:-] | )(?=(?:It was )?(?:RESOLVED|AGREED)\b)")
_NEVER_BEFORE_SENTENCE = set_of(
    """a about against an and as at between by for from in into of on or over regarding re than that the to under with
    which whether when where if neither"""
)
_LONGEST_BEFORE_SENTENCE = 180
_FULL_STOP = re.compile(r"(?<=[^\W\d]{2})\. ")
# "Declarations of interest – none", "Minutes of 6 August – Agreed".
_ANSWER = re.compile(
    r" [–—-] (?=(?:none|nil|agreed|noted|approved|accepted|resolved|not applicable|n/a)\b[^.;]{0,20}\.?$)", re.I
)
_SIGNS_AT_END = " :;–—-"
_FEWEST_WORDS_SAID = 3
_BEFORE_CAPITAL = re.compile(r"(?<=[\w)’']) (?=[^\W\d_a-zâêîôûŵŷ])")
_LONGEST_BEFORE_GAP = 50
_LONGEST_ICON = 11
_WIDE_GAP = 2
_FURTHEST_END = 70


def without_paper_mark(block: Block, start: int = 0) -> tuple[int, int]:
    """Where a title begins and ends in its line, the mark of its paper left off."""
    start = after_format(block, start)
    mark = _paper_mark(block, start)
    end = mark.start() if mark else len(block.text)
    return start, max(start, end)


def after_format(block: Block, start: int) -> int:
    """Past the format of its paper that stands before a title, where the size of the paper stands after it."""
    is_sized = block.text.endswith(("b)", "B)")) and _SIZE_AFTER.search(block.text, max(start, len(block.text) - 20))
    found = _FORMAT_BEFORE.match(block.text, start) if is_sized else None
    return found.end() if found else start


def has_paper_mark(block: Block) -> bool:
    return block.text.endswith(_ENDS_OF_PAPER_MARKS) and _paper_mark(block, 0) is not None


def _paper_mark(block: Block, start: int) -> re.Match[str] | None:
    if not block.text.endswith(_ENDS_OF_PAPER_MARKS):
        return None
    if block.text.endswith(")"):
        return _SIZE_AFTER.search(block.text, max(start, len(block.text) - 20))
    # Only the word for an icon stands before the name of the format.
    start = max(start, len(block.text) - 40)
    return _PAPER_MARK.search(block.text, max(start, block.text.rfind("PDF ", start) - _LONGEST_ICON))


def is_purpose(block: Block) -> bool:
    return bool(_PURPOSE.match(block.text) or _ATTACHED.search(block.text, max(0, len(block.text) - 40)))


def can_be_title(words: str) -> bool:
    first = words.lstrip("'‘“\"([")[:1]
    return (first.isupper() or first.isdigit()) and not words.endswith((";", "; and", ", and"))


def is_in_capitals(block: Block) -> bool:
    """Whether most words of a line begin with a capital, as those of a title do."""
    words = [word for word in block.words.split()[:12] if word[0].isalpha()]
    if words and is_title(words[0]):
        return False  # a sentence about someone
    capitals = sum(word[0].isupper() for word in words)
    is_sentence = block.words.endswith(".") and not block.words.isupper()
    return len(block.words) < 120 and not is_sentence and len(words) > 0 and capitals > 0.6 * len(words)


def looks_like_title(words: str) -> bool:
    """Whether words read as a title: short, begun with a capital or a figure, and not ended as a sentence is."""
    words = words.rstrip()
    return 0 < len(words) <= 110 and not words[0].islower() and not words.endswith((".", ";", ",", ":"))


def _is_said(words: str) -> bool:
    """Whether words after a title are what was said, and not the rest of the title."""
    return (words.endswith((".", "”", '"')) or ". " in words) and len(words.split()) >= _FEWEST_WORDS_SAID


def _names_after_dash(words: str) -> re.Match[str] | None:
    """The dash of "Apologies for absence – Cllr Gale"."""
    dash = _DASH.search(words, 0, _FURTHEST_END) if _ANSWERED_AT_ONCE.match(words) else None
    return dash if dash and is_title(words[dash.end() :].split(" ", 1)[0]) else None


def without_signs(words: str) -> str:
    """A title without the colon or dash that leads on from it: "Matters arising:-"."""
    return words.rstrip(_SIGNS_AT_END) or words


def end_at_wide_gap(block: Block, start: int) -> tuple[int, int] | None:
    """Where a title ends before wide space and what was said begins: "8.2 Notice Board   The Clerk had a price"."""
    for gap in _BEFORE_CAPITAL.finditer(block.text, start, start + _LONGEST_BEFORE_GAP):
        end, after = gap.span()
        if block.offset(after) - block.end_offset(end) < _WIDE_GAP:
            continue
        title, words = block.text[start:end], block.text[after:]
        is_said = words.endswith((".", ":", ";")) and len(words.split()) >= _FEWEST_WORDS_SAID
        is_name = is_title(title.rsplit(" ", 1)[-1]) or is_title(title.split(" ", 1)[0])
        return (end, after) if is_said and not is_name and looks_like_title(title) and len(title) > 3 else None
    return None


def _sentence_after(words: str) -> tuple[int, int] | None:
    """The space between a title and the first sentence after it, where no sign parts the two; None where one does."""
    for pattern in (_SENTENCE, _RESOLVED):
        found = pattern.search(words, 4, _LONGEST_BEFORE_SENTENCE)
        before = words[: found.start()].rsplit(" ", 1)[-1] if found else ""
        is_end = bool(before) and before.casefold() not in _NEVER_BEFORE_SENTENCE and not is_title(before)
        if found and is_end and looks_like_title(words[: found.start()]) and not before.endswith((",", ";")):
            return found.span("gap")
    return None


def end_of_title(block: Block, start: int, end: int) -> tuple[int, Block | None]:
    """Where the title ends on a line that goes on with what was said ("4. Noticeboard: the new board is up.")."""
    words = block.text[start:end]
    if words.isupper() and not words.endswith("."):
        # "LICENSING ACT 2003: APPLICATION TO …": nothing that was said stands in capitals to the end.
        return start + len(without_signs(words)), None
    ends = (_DASH.search(words, 0, _FURTHEST_END), _STOP.search(words, 0, _FURTHEST_END), _CAPITALS.match(words))
    # "24. Declarations of interest – GF declared an interest in minute 30."
    first = min((found.span("gap") for found in ends if found and _is_said(words[found.end() :])), default=None)
    told = _sentence_after(words)
    first = min((one for one in (first, told) if one), default=None)
    colon = _COLON.search(words, 1, first[0] if first else len(words))
    is_said = len(words) > 90 or words.endswith(".") or _ANSWERED_AT_ONCE.match(words)
    if colon and (is_said or _SENTENCE.match(words, colon.end() - 1)):
        first = colon.span()
    if not first and (answer := _ANSWER.search(words, 1) or _names_after_dash(words)):
        first = answer.span()
    if first:
        return start + first[0], block.part(start + first[1], end)
    stop = _FULL_STOP.search(words) if len(words) > 90 else None
    if stop:
        return start + stop.start(), block.part(start + stop.end(), end)
    return start + len(without_signs(words)), None
