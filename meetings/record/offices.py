"""Whether the owner of an action is an office, or a private person who is to be in no index. Pure.

Nobody can always tell a name from an office. In doubt somebody is taken for a person: the owner stays as printed in
the minutes, and only the index has one office less. Not found are a private person whose family name is a word of
offices (“Jane Clerk”), one word alone (“Jones”) of somebody who was not there, and a bare name in a list after “of” or
“for” (“Head of Planning and Jane Jones”), where it looks like one more subject (“and Public Realm”).
"""

import re
from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# What stands between two owners, or between somebody and what he is.
BETWEEN = re.compile(r"[,;/&()\[\]–—]|\s-\s|\b(?:and|with)\b", re.IGNORECASE)


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


# An office has none of these, in English or Welsh; a councillor's title before one makes it no courtesy.
COURTESIES = frozenset(
    _words(
        "mr mrs ms miss mx messrs madam dr doctor prof professor sir dame lord lady baron baroness revd rev reverend "
        "father canon rabbi imam capt captain col colonel esq syr fonesig parch parchedig athro"
    )
)
# After “Lord” and “Lady”, an office: the Lord Mayor, also “Lord Mayor's Office”.
LORDLY = ("mayor", "lieutenant", "provost", "chancellor")
# One of these and those who follow by name are no private persons.
MEMBERS = frozenset(_words("councillor cllr alderman mayor cynghorydd cyng maer"))
MANY_MEMBERS = frozenset(_words("councillors cllrs aldermen cynghorwyr"))
# What stands in offices and in no bare name. “Head of Planning”: what is before it is looked at.
SMALL = frozenset(_words("the of for to in or yr dros"))
# Welsh has the office first: Pennaeth Cynllunio, Prif Weithredwr.
FIRST_IN_WELSH = frozenset(_words("pennaeth cyfarwyddwr swyddog rheolwr aelod prif arweinydd cadeirydd"))
# What offices, teams and bodies end with, as it is printed. Every word lets whoever has it for a family name into the
# index, so the list is short: what somebody is, what a body is, and the business of councils.
LAST_WORDS = frozenset(
    # Who; “masters” and the like are family names, and left out.
    _words(
        "accountant administrator adviser advisor assistant auditor chair chairman chairperson chairwoman clerk "
        "commissioner constable co-ordinator coordinator deputy director directors engineer engineers executive "
        "governors head holder inspector lead leader lieutenant manager managers master mayor mayoress member members "
        "nominee officer officers planner principal provost representative representatives secretary solicitor "
        "spokesperson surveyor treasurer trustees warden"
    )
    # A body.
    + _words(
        "agencies agency ambulance association associations authority board cabinet centre college commission "
        "committee company council councils department directorate division forum foundation group hub limited ltd "
        "network office panel partners partnership police school schools service services society team teams trust "
        "unit university"
    )
    # The business of councils.
    + _words(
        "adults audit building business care children communications communities community control culture democracy "
        "development economy education elections enforcement engagement environment estates finance governance health "
        "highways housing improvement infrastructure learning legal leisure libraries licensing maintenance "
        "management neighbourhoods operations people performance place planning policy procurement projects property "
        "regeneration resources revenues safeguarding safety strategy sustainability tourism transformation transport "
        "waste"
    )
)


def office_of(owner: str, attendees: Iterable[dict]) -> str:
    """Return the owner as printed, or nothing where it names a private person.

    That is whoever has a courtesy title, whoever was at the meeting and has no page, and whoever has a bare name and
    no page; `attendees` are those of an edition.
    """
    attendees = list(attendees)
    if not _words(owner) or _has_courtesy(owner):
        return ""
    if any(_names(owner, attendee["name"]) for attendee in attendees if not attendee["person"]):
        return ""
    public = [set(_words(attendee["name"])) for attendee in attendees if attendee["person"]]
    bare = _bare_names(owner)
    return owner if all(any(set(name) <= known for known in public) for name in bare) else ""


def _has_courtesy(text: str) -> bool:
    words = _words(text)
    is_member = False
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if word in COURTESIES:
            is_lordly = word in {"lord", "lady"} and after.startswith(LORDLY)
            if not (is_member or is_lordly):
                return True
        elif word not in SMALL:
            is_member = word in MEMBERS | MANY_MEMBERS
    return False


def _names(owner: str, name: str) -> bool:
    """Whether the owner is, or is among others, the private person of that name: “J Smith” is “Mr John Smith”."""
    *given, family = _given_and_family(name)
    is_titled = _has_courtesy(name) or MEMBERS & set(_words(name))
    # Also an office may have been written down as a name: “Clerk”.
    if not family or not (is_titled or (given and not _is_office([*given, family]))):
        return False
    if any(_words(part) == [family] for part in BETWEEN.split(owner)):
        return not _is_last_word(family)
    words = _words(owner)
    beside = {word for at, found in enumerate(words) if found == family for word in words[max(at - 1, 0) : at + 2]}
    return bool(beside) and any(one in words or any(_may_be(one, word) for word in beside) for one in given)


def _given_and_family(name: str) -> list[str]:
    """The words of a name without courtesies and what follows a comma, the family name last: also of “HART, Sam”."""
    parts = [_before_small_words([w for w in _words(part) if w not in COURTESIES]) for part in BETWEEN.split(name)]
    parts = [part for part in parts if part] or [[""]]
    return parts[0] if len(parts[0]) > 1 else [word for part in parts[1:] for word in part] + parts[0]


def _may_be(one: str, other: str) -> bool:
    """Whether one of them is the other's initial."""
    return one[0] == other[0] and 1 in (len(one), len(other))


def _bare_names(text: str) -> list[list[str]]:
    """The parts that are two words or more of which the last is no word of offices, as “First Last” is."""
    found = []
    for part in BETWEEN.split(text):
        words = _words(part)
        before = _before_small_words(words)
        if MANY_MEMBERS & set(before):
            break
        if len(before) > 1 and not _is_office(before):
            found.append(before)
        if {"of", "for", "dros"} & set(words):
            break
    return found


def _before_small_words(words: list[str]) -> list[str]:
    while words and words[0] in SMALL:
        words = words[1:]
    end = next((at for at, word in enumerate(words) if word in SMALL), len(words))
    return words[:end]


def _is_office(words: list[str]) -> bool:
    return words[0] in FIRST_IN_WELSH or bool(MEMBERS & set(words)) or _is_last_word(words[-1])


def _is_last_word(word: str) -> bool:
    """Whether an office ends with the word, also with “Mayor’s” and the last of “Vice-Chair”."""
    return not LAST_WORDS.isdisjoint([word, re.sub(r"['’]s?$", "", word), word.rpartition("-")[2]])
