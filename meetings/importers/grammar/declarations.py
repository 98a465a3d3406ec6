"""Declarations: the interests that members declared in the business of the meeting."""

import re
from dataclasses import dataclass, replace

from meetings.importers.blocks import Block, Kind
from meetings.importers.grammar.declaration_tables import Row, rows_of_interests
from meetings.importers.grammar.name_lists import first_title, people_in
from meetings.importers.grammar.names import Person, is_initials
from meetings.importers.grammar.offices import is_title
from meetings.importers.grammar.paragraphs import sentences_of
from meetings.importers.grammar.quick_looks import holds_any
from meetings.importers.minutes import DeclarationRead, Reading

_INTEREST = (
    r"(?:interests?|transparency statement|fuddiannau|fuddiant|buddiannau|buddiant|"
    r"d?diddordeb(?:au)?|(?:ch|c|g)yswllt|(?:ch|c|g)ysylltiad(?:au)?)"
)
# "declared a personal interest", "made a transparency statement": a deed, not an invitation to do it.
_DECLARED = re.compile(
    r"(?P<verb>,? ?\b(?:(?:had|has|have|then|each|both|also|all|again|further) ){0,3}(?:declared|disclosed|registered|"
    r"gave notice of|notified|intimated|expressed|noted|advised of|made (?:a )?declarations? of|"
    r"made (?=an?\b[^.;]{0,20}\btransparency)|declares|stated)\b)"
    rf"(?P<gap>[^.;:]{{0,90}}?)\b{_INTEREST}\b",
    re.I,
)
# "Mrs Reid declared, for transparency, that she was a trustee": an interest under another name.
_FOR_TRANSPARENCY = re.compile(
    r"(?P<verb>,? (?:declared|disclosed|stated|mentioned|noted),? )(?P<gap>)"
    r"(?:for|for the sake of|in the spirit of|in the interests? of) (?:openness|transparency)\b",
    re.I,
)
_DECLARED_BY_DASH = re.compile(
    r" ?[:–-] (?=(?:an? )?(?:personal|prejudicial|pecuniary|disclosable|non-\w+|other|financial|dpi|ori|nri)\b|"
    r"(?:agenda )?(?:item|minute|eitem|cofnod)\b|[A-Z]{0,4}[/.]?\d)",
    re.I,
)
# "A declaration of interest was received from Councillor Reid in respect of item 5."
_DECLARED_FROM = re.compile(
    rf"\b(?:declarations?|disclosures?) of (?P<gap>[^.;:]{{0,60}}?)\b{_INTEREST}\b[^.;:]{{0,60}}?\b(?:from|by)\b|"
    rf"\b{_INTEREST} (?:was|were) (?:declared|disclosed) by\b",
    re.I,
)
# "Councillor Reid in item 8.", "Councillor Reid in respect of the hall": nothing but who, and in what.
_DECLARED_IN = re.compile(
    r" (?:in|re|on|regarding|yn) (?:agenda )?(?:items?|minutes?|eitem|cofnod) (?=[\w./]{0,6}\d)|"
    r",? (?:in (?:respect|relation) (?:of|to)|regarding|concerning|"
    r"ynghylch|parthed|mewn perthynas â(?:’r|'r)?) (?=\S)",
    re.I,
)
# Before the next who declared one, in the same sentence: ", and Councillor Hill in item 9".
_AND_ANOTHER = re.compile(
    r"[,;]? (?:and |a[’']r |ac )?(?=(?:y )?(?:Councillor|Cllr|Cr|Cynghorydd|Alderman|Mrs?|Ms|Miss|Dr)\b)", re.I
)
# "Mr Reid said that his son rents an allotment": an interest that is told and not named.
_TOLD = re.compile(
    r" (?:said|told (?:the )?\w{2,20}|explained|mentioned|stated|noted|reported|advised)(?: that)? "
    r"(?=(?:he|she|they|his|her|their)\b)",
    re.I,
)
_DECLARED_IN_WELSH = re.compile(
    r"\b(?:gwnaeth(?=[^.;]{0,90}\bddatganiad)|datganodd|mynegodd|datgelodd|datganwyd gan)\b", re.I
)
_INTEREST_ITSELF = re.compile(rf"\b{_INTEREST}\b|\b(?:DPI|ORI|NRI)s?\b", re.I)
_AFTER_NAMES = re.compile(r",? (?:in (?:respect|relation|regard)|regarding|concerning|for|as|in|on|with)\b", re.I)
# "an" and "their" say nothing of what kind an interest is; "a personal" does.
_SHORTEST_KIND = 8
# "Item 15 – Mr A Reid (Non-Financial)"
_ITEM_THEN_NAMES = re.compile(r"(?:agenda )?(?:items?|eitem) [\w./()-]{1,12} ?[–:-] ?", re.I)
# Words before the verb by which an earlier declaration is only recalled.
_RECALLED = re.compile(r"\b(?:having|who|previously|earlier)(?: \w+)?$", re.I)
_NO_INTEREST = re.compile(
    r"\b(?:no|not|none|nil|neb|dim|nid|ni|any|invited|asked|reminded|should|were to|must|whether)\b", re.I
)
# Of those kinds that the law of England names; the words of other nations and years stand for one or for none.
_KINDS = (
    ("non-registrable interest", re.compile(r"\bnon[- ]?registr?able\b|\bNRIs?\b|\bnon[- ]?registered\b", re.I)),
    ("other registrable interest", re.compile(r"\b(?:other|non-pecuniary) registrable\b|\bORIs?\b", re.I)),
    ("other", re.compile(r"\bnon[- ]?(?:disclosable|pecuniary|financial|prejudicial)\b", re.I)),
    ("disclosable pecuniary interest", re.compile(r"\bpecuniary\b|\bDPIs?\b|\bfinancial interests?\b", re.I)),
    ("other registrable interest", re.compile(r"\bregistr?able\b", re.I)),
)
_LEFT_THE_ROOM = re.compile(
    r"\b(?:left|leaving|withdrew|withdrawing|retired|vacated|exited|went out of|leaves|withdraws)\b[^.;]{0,30}?"
    r"\b(?:room|meeting|chamber|table|proceedings|hall)\b|\bwithdrew\b|"
    r"\bgadawodd (?:yr ystafell|y cyfarfod|y siambr)\b|"
    r"\babsented (?:him|her|them)self\b",
    re.I,
)
_WOULD_LEAVE = re.compile(
    r"\b(?:would|will|to|should|did not|not|need(?:ed)? to|intend\w*) (?:have )?(?:leave|withdraw)", re.I
)
_IN_ITEMS = re.compile(
    r"\b(?:items?|minutes?|min\.?|eitem(?:au)?|cofnod(?:ion)?)(?: nos?\.?| numbers?| rhif)? (?=[\w./]{0,12}\d)", re.I
)
# The number alone, as minutes number themselves: "in 47/24(b)", "in CAB.65".
_IN_NUMBER = re.compile(r"\b(?:in|yn|re|on) (?=(?:[A-Z]{1,4}[. ]?)?\d{1,4}[./]\d{1,4}|[A-Z]{1,4}\.?\d{1,4})")
_NUMBER = re.compile(r"(?:[A-Z]{1,4}\.? ?)?\d{1,4}(?:[./]\d{1,4})?[a-z]?(?![\w/])", re.I)
_NEXT_NUMBER = re.compile(r"(?:\([a-z]\))?(?:, | and | & | ac | a )(?=[A-Z.]{0,5}\d)", re.I)
# Where the words begin that say what the interest is: "as a director of…", "because…", "being the owner of…".
_WHAT_IT_IS = re.compile(
    r"(?:,? ?\b(?:as (?!he would|she would|they would)|because |being |since |due to |by virtue of |owing to |"
    r"in that |on the grounds? (?:that|of) |through |arising from |having |for the reason that |by reason of |"
    r"gan (?:ei|eu|fod)|am (?:ei|eu) |oherwydd |fel )|,? ?\b(?:his|her|their) (?=\w+))",
    re.I,
)
_END_OF_WHAT = re.compile(
    r"(?:,? and |, |;? ?\ba(?:c)? )(?=(?:he |she |they |then |would |had |did |also )*"
    r"(?:left|leave|withdrew|withdraw|took no|take no|took part|take part|remained|remain|stayed|did not vote|"
    r"not vote|spoke|retired|declared|vacated|abstained|gadawodd)\b)|,? but (?=\w)|[.;]?$",
    re.I,
)
_PRONOUN = re.compile(r"(?:He|She|They|Both|The Councillor|The Member|Councillor|Cllr|Gadawodd)\b")
_WORDS_OF_INTEREST = (
    "interest", "transparency", "openness", "fuddiant", "buddiant", "diddordeb", "yswllt", "ysylltiad",
)  # fmt: skip
# "Declarations of lobbying" and "of acceptance of office" are other declarations.
_ABOUT_INTERESTS = re.compile(
    r"\b(?:interest|d?diddordeb|[bf]uddian(?:nau|t)|declaration(?!s? of (?:lobbying|acceptance|result)))",
    re.I,
)
_LONGEST = 700
# More than were ever declared under one item; a text that goes on is none.
_MOST = 500


@dataclass(frozen=True, slots=True)
class _Found:
    read: DeclarationRead
    items: tuple[str, ...]


def find_declarations(title: str, blocks: list[Block]) -> list[DeclarationRead]:
    """The interests declared in an item's text, in the order of the text."""
    return [found.read for found in _found_in(title, blocks)]


def items_declared_in(title: str, blocks: list[Block]) -> dict[int, tuple[str, ...]]:
    """For each declaration in which an item is named: where the name stands in the source, and the items' numbers."""
    return {found.read.name.start: found.items for found in _found_in(title, blocks) if found.items}


def departures_in(blocks: list[Block]) -> set[str]:
    """The family names of those who, as a sentence says, left the room or the meeting while an item was considered."""
    names: set[str] = set()
    for block in blocks:
        for start, end in sentences_of(block) if _LEFT_THE_ROOM.search(block.text) else []:
            left = _LEFT_THE_ROOM.search(block.text, start, end)
            if left and end - start < _LONGEST and not _WOULD_LEAVE.search(block.text, start, end):
                people = people_in(block, first_title(block.text, start, left.start()), left.start())
                names |= {_surname(block.text[one.start : one.end]) for one in people if isinstance(one, Person)}
                names |= {word for word in block.text[start : left.start()].split()[:1] if is_initials(word)}
    return names


def with_departures(declared: tuple[DeclarationRead, ...], names: set[str]) -> tuple[DeclarationRead, ...]:
    """The declarations under an item, where the item's own text says who then left."""
    return tuple(
        replace(one, has_left_the_room=one.has_left_the_room or _surname(one.name.value) in names) for one in declared
    )


def _surname(name: str) -> str:
    return name.split()[-1] if name else ""


def _found_in(title: str, blocks: list[Block]) -> list[_Found]:
    is_about_interests = _ABOUT_INTERESTS.search(title)
    found: list[_Found] = []
    for row in rows_of_interests(blocks)[:_MOST] if is_about_interests else []:
        found += _of_row(row)
    found = found[:_MOST]
    in_rows = {id(block) for block in blocks if block.kind is Kind.TABLE_ROW} if found else set()
    for block in blocks:
        if len(found) >= _MOST:
            break
        if id(block) not in in_rows and (is_about_interests or _may_declare(block.text)):
            found += _in_block(block, is_about_interests=bool(is_about_interests))
    return found


def _may_declare(text: str) -> bool:
    if not holds_any(text, _WORDS_OF_INTEREST):
        return False  # the quick answer for nearly every block
    return bool(_DECLARED.search(text) or _FOR_TRANSPARENCY.search(text) or _DECLARED_IN_WELSH.search(text))


def _in_block(block: Block, *, is_about_interests: bool) -> list[_Found]:
    found: list[_Found] = []
    last_of_sentence: list[_Found] = []
    for start, end in sentences_of(block):
        if end - start > _LONGEST:
            continue
        declared = _in_sentence(block, start, end, is_about_interests=is_about_interests)
        if declared:
            last_of_sentence = declared
            found += declared
        elif last_of_sentence and _says_they_left(block.text, start, end, last_of_sentence):
            found = [_with_departure(one) if one in last_of_sentence else one for one in found]
            last_of_sentence = []
    return found


def _says_they_left(text: str, start: int, end: int, declared: list[_Found]) -> bool:
    """A sentence after a declaration that says they then left: "He left the room", "Councillor Reid withdrew"."""
    if not _left(text, start, end) or not _PRONOUN.match(text, start):
        return False
    names = [one.read.name.value.split()[-1] for one in declared if one.read.name.value]
    is_of_other = is_title(text[start:end].split()[0]) and not any(name in text[start:end] for name in names)
    return not is_of_other


def _left(text: str, start: int, end: int) -> bool:
    return bool(_LEFT_THE_ROOM.search(text, start, end)) and not _WOULD_LEAVE.search(text, start, end)


def _with_departure(one: _Found) -> _Found:
    read = one.read
    return _Found(DeclarationRead(read.name, read.kind, read.description, has_left_the_room=True), one.items)


def _in_sentence(block: Block, start: int, end: int, *, is_about_interests: bool) -> list[_Found]:
    text = block.text
    if verb := _DECLARED.search(text, start, end) or _FOR_TRANSPARENCY.search(text, start, end):
        # "A resident expressed an interest in the vacancy": of that kind of interest none is said.
        is_only_wish = "expressed" in verb["verb"].casefold() and len(verb["gap"]) < _SHORTEST_KIND
        if is_only_wish and not (is_about_interests or _IN_ITEMS.search(text, verb.end(), end)):
            return []
        is_past = _RECALLED.search(text[start : verb.start()])
        if is_past or _NO_INTEREST.search(verb["gap"]) or _says_none_before(text, start, verb.start()):
            return []
        return _of_people(block, (start, verb.start()), (verb.end("verb"), end))
    if verb := _DECLARED_IN_WELSH.search(text, start, end):
        interest = _INTEREST_ITSELF.search(text, verb.end(), end)
        if not interest or _NO_INTEREST.search(text, start, verb.start()):
            return []
        stop = text.find(" ddatganiad", verb.end(), interest.start())
        return _of_people(block, (verb.end(), stop if stop > 0 else interest.start()), (verb.end(), end))
    if not is_about_interests:
        return []
    if verb := _DECLARED_FROM.search(text, start, end):
        if _NO_INTEREST.search(text, start, verb.start()):
            return []
        return _of_people(block, (verb.end(), _end_of_names(text, verb.end(), end)), (start, end))
    if verb := _DECLARED_BY_DASH.search(text, start, end):
        return _of_people(block, (start, verb.start()), (verb.end(), end))
    if (item := _ITEM_THEN_NAMES.match(text, start, end)) and _are_names_alone(text[item.end() : end].split(" (")[0]):
        bracket = text.find(" (", item.end(), end)
        return _of_people(block, (item.end(), bracket if bracket > 0 else end), (start, end))
    if told := _without_verb(block, start, end):
        return told
    verb = _TOLD.search(text, start, end)
    if verb and _are_names_alone(text[start : verb.start()]) and not _NO_INTEREST.search(text, verb.end(), end):
        return _of_people(block, (start, verb.start()), (verb.end(), end))
    return []


def _without_verb(block: Block, start: int, end: int) -> list[_Found]:
    """ "Councillor Reid in item 8, and Councillor Hill regarding the hall": one after another, with no verb."""
    text, found, first = block.text, [], start
    for last in [*(joint.start() for joint in _AND_ANOTHER.finditer(text, start + 1, end)), end]:
        verb = _DECLARED_IN.search(text, first, last)
        if verb and _are_names_alone(text[first : verb.start()].removeprefix(",").strip()):
            found += _of_people(block, (first, verb.start()), (verb.start(), last))
        elif found:
            continue
        if verb:
            joint = _AND_ANOTHER.match(text, last)
            first = joint.end() if joint else last
    return found


def _are_names_alone(text: str) -> bool:
    words = text.replace(" and ", " ").split()
    return 0 < len(words) < 12 and all(word[0].isupper() for word in words)


def _says_none_before(text: str, start: int, end: int) -> bool:
    return bool(re.match(r"(?:no|none|neither)\b", text[start:end].lstrip(" ").casefold()))


def _end_of_names(text: str, start: int, end: int) -> int:
    """Where those end who are named after "from": at "in respect of", "in relation to", "regarding"."""
    found = _AFTER_NAMES.search(text, start, end)
    return found.start() if found else end


def _of_people(block: Block, names: tuple[int, int], said: tuple[int, int]) -> list[_Found]:
    """One declaration for each of those named, with what the rest of the sentence says of it."""
    start = first_title(block.text, *names)
    people = [one for one in people_in(block, start, names[1]) if isinstance(one, Person)]
    if not people and is_initials(block.text[start : names[1]].strip(" ,–-")):
        words = block.text[start : names[1]]
        at = start + len(words) - len(words.lstrip(" "))
        people = [Person(at, at + len(words.strip(" ,–-")))]
    description = _description(block, *said)
    items = _items_named(block.text, *said)
    kind = _kind(block.text, *said)
    has_left = _left(block.text, *said)
    return [
        _Found(DeclarationRead(block.read(one.start, one.end), kind, description, has_left_the_room=has_left), items)
        for one in people
    ]


def _kind(text: str, start: int, end: int) -> str:
    """The kind of interest, by the words up to the interest itself; what they do not name is "other"."""
    interest = _INTEREST_ITSELF.search(text, start, end)
    end = interest.end() if interest else min(end, start + 120)
    return next((kind for kind, words in _KINDS if words.search(text, start, end)), "other")


def _description(block: Block, start: int, end: int) -> Reading[str] | None:
    """The words that say what the interest is."""
    begin = _WHAT_IT_IS.search(block.text, start, end)
    if not begin:
        return None
    stop = _END_OF_WHAT.search(block.text, begin.end(), end)
    first = (
        begin.start()
        + len(block.text[begin.start() : begin.end()])
        - len(block.text[begin.start() : begin.end()].lstrip(" ,"))
    )
    last = first + len(block.text[first : stop.start() if stop else end].rstrip(" ,.;)"))
    return block.read(first, last) if last > first + 3 else None


def _items_named(text: str, start: int, end: int) -> tuple[str, ...]:
    """The numbers of the items in which the interest was declared."""
    found = _IN_ITEMS.search(text, start, end) or _IN_NUMBER.search(text, start, end)
    numbers: list[str] = []
    while found and (number := _NUMBER.match(text, found.end(), end)):
        numbers.append(number[0])
        found = _NEXT_NUMBER.match(text, number.end(), end)
    return tuple(numbers)


def _of_row(row: Row) -> list[_Found]:
    """A row of a table: who, in which item, and what the interest is."""
    block, words = row.block, row.block.text
    people = [one for one in people_in(block, *row.name, is_alone_enough=True) if isinstance(one, Person)]
    numbers = tuple(number[0] for number in _NUMBER.finditer(words, *row.item)) if row.item else ()
    whole = (block.cells[0][0], block.cells[-1][1])
    kind = next((kind for kind, said in _KINDS if said.search(words, *whole)), "other")
    description = block.read(*row.interest) if row.interest and words[slice(*row.interest)].strip() else None
    has_left = _left(words, *whole)
    return [
        _Found(
            DeclarationRead(block.read(one.start, one.end), kind, description, has_left_the_room=has_left), numbers[:1]
        )
        for one in people
    ]
