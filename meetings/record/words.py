"""Dates, numbers and decisions as the council prints them."""

import datetime
import re
import unicodedata

from django.utils import timezone

from meetings.record.translation import as_written, gettext, gettext_noop, is_welsh_spoken, joined

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June")
MONTHS += ("July", "August", "September", "October", "November", "December")
WELSH_DAYS = ("Llun", "Mawrth", "Mercher", "Iau", "Gwener", "Sadwrn", "Sul")
WELSH_MONTHS = ("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin")
WELSH_MONTHS += ("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr")
# What readers call a committee after its first mention, in the sentence that says who has to confirm its minutes.
NOT_YET_CONFIRMED = {
    "council": gettext_noop("Not yet confirmed by the Council."),
    "cabinet": gettext_noop("Not yet confirmed by the Cabinet."),
    "committee": gettext_noop("Not yet confirmed by the Committee."),
    "scrutiny panel": gettext_noop("Not yet confirmed by the Panel."),
    "panel": gettext_noop("Not yet confirmed by the Panel."),
    "sub-committee": gettext_noop("Not yet confirmed by the Sub-Committee."),
    "joint": gettext_noop("Not yet confirmed by the Joint Committee."),
    "working group": gettext_noop("Not yet confirmed by the Working Group."),
}
# What pages count: in Welsh a noun stays in the singular after a number.
THINGS = [
    gettext_noop("action"),
    gettext_noop("committee"),
    gettext_noop("decision"),
    gettext_noop("earlier edition"),
    gettext_noop("edition"),
    gettext_noop("issue"),
    gettext_noop("item"),
    gettext_noop("item or paper"),
    gettext_noop("meeting"),
    gettext_noop("more decision"),
    gettext_noop("other item"),
    gettext_noop("page"),
    gettext_noop("paper"),
    gettext_noop("person"),
]
# The words of fixed lists: outcomes, votes, states, attendance, kinds of meeting, person, paper and interest, seats.
TERMS = [
    gettext_noop("Agreed"),
    gettext_noop("Agreed as amended"),
    gettext_noop("Not agreed"),
    gettext_noop("Deferred"),
    gettext_noop("Withdrawn"),
    gettext_noop("Noted"),
    gettext_noop("Referred"),
    gettext_noop("Recommended"),
    gettext_noop("No decision"),
    gettext_noop("For"),
    gettext_noop("Against"),
    gettext_noop("Abstained"),
    gettext_noop("Open"),
    gettext_noop("Overdue"),
    gettext_noop("Done"),
    gettext_noop("Present"),
    gettext_noop("Apologies"),
    gettext_noop("Absent"),
    gettext_noop("In attendance"),
    gettext_noop("Remote"),
    gettext_noop("Ordinary"),
    gettext_noop("Annual"),
    gettext_noop("Extraordinary"),
    gettext_noop("Councillor"),
    gettext_noop("Officer"),
    gettext_noop("Agenda"),
    gettext_noop("Report"),
    gettext_noop("Appendix"),
    gettext_noop("Supplement"),
    gettext_noop("Minutes"),
    gettext_noop("Presentation"),
    gettext_noop("Other"),
    gettext_noop("Disclosable pecuniary interest"),
    gettext_noop("Other registrable interest"),
    gettext_noop("Non-registrable interest"),
    gettext_noop("Chair"),
    gettext_noop("Vice-chair"),
    gettext_noop("Member"),
    gettext_noop("Substitute"),
    gettext_noop("Co-opted"),
    gettext_noop("Same"),
    gettext_noop("Removed"),
    gettext_noop("Added"),
    gettext_noop("Changed"),
]
PRESENCE = [
    ("substitute_for", gettext_noop("substitute for %(what)s")),
    ("arrived", gettext_noop("from %(what)s")),
    ("left", gettext_noop("until %(what)s")),
]
# “That the report be noted”, noted, says one thing twice.
ONLY_NOTED = re.compile(r"that (?P<what>[^.]{1,200}) be noted\.?", re.IGNORECASE)
# Outcomes that run on into the words of the resolution: “Agreed that the report be noted.”
RUN_ON = {"agreed", "agreed as amended", "recommended"}
# Letters that are no plain letter with a mark, so that Unicode does not take them apart.
PLAIN_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
# Nothing of these is seen within a word: marks of format (soft hyphens, joiners, spaces of no width) and of control.
UNSEEN_CATEGORIES = {"Cf", "Cc"}
# Neither is anything of these, which Unicode counts among the accents: they choose between two shapes of a sign.
UNSEEN = {"\u034f", *map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0))}
# What belongs to the family name after it, in small letters. “O” without its accent is the letter of another name.
PARTICLES = {"ní", "ni", "nic", "uí", "mhic", "ó", "mac", "ap", "ab", "ferch", "st", "saint", "de", "del", "di", "da"}
PARTICLES |= {"della", "du", "la", "le", "van", "der", "den", "ter", "von", "zu", "al", "el", "bin", "ibn"}
SENTENCE_ENDS = (". ", "; ", "\n")
LONGEST_SENTENCE = 280


def as_day(value: datetime.date | datetime.datetime | str) -> datetime.date:
    """The local day of a date, a moment, or either as written in an edition."""
    if isinstance(value, str):
        value = datetime.datetime.fromisoformat(value) if "T" in value else datetime.date.fromisoformat(value)
    return timezone.localdate(value) if isinstance(value, datetime.datetime) else value


def short_date(value) -> str:
    """17 June 2021, 17 Mehefin 2021"""
    day = as_day(value)
    return f"{day.day} {month_and_year(day)}"


def long_date(value) -> str:
    """Thursday 17 June 2021, dydd Iau 17 Mehefin 2021"""
    day = as_day(value)
    return f"{weekday(day.weekday())} {short_date(day)}"


def month_and_year(day: datetime.date) -> str:
    """June 2021, Mehefin 2021"""
    return f"{month_name(day)} {day.year}"


def month_name(day: datetime.date) -> str:
    return WELSH_MONTHS[day.month - 1] if is_welsh_spoken() else MONTHS[day.month - 1]


def weekday(number: int) -> str:
    """The day of the week, Monday being 0."""
    return f"dydd {WELSH_DAYS[number]}" if is_welsh_spoken() else DAYS[number]


def weekday_in_short(number: int) -> str:
    return (WELSH_DAYS if is_welsh_spoken() else DAYS)[number][:3]


def clock_time(moment: datetime.datetime) -> str:
    """5:30pm, 10am, midday: the local time of day."""
    local = timezone.localtime(moment)
    if local.minute == 0 and local.hour in {0, 12}:
        return gettext("midday") if local.hour else gettext("midnight")
    minutes = f":{local:%M}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'pm' if local.hour >= 12 else 'am'}"


def in_words(count: int) -> str:
    """Small numbers in words, as in running text; in Welsh, whose words for them change with the noun, in figures."""
    return NUMBERS[count] if count < len(NUMBERS) and not is_welsh_spoken() else f"{count:,}"


def counted(count: int, thing: str, things: str = "") -> str:
    """“one item”, “two items”, “1,204 items”, “1,204 eitem”."""
    return f"{in_words(count)} {_noun(count, thing, things)}"


def counted_in_figures(count: int, thing: str, things: str = "") -> str:
    """“1 item”, “2 items”, “2 eitem”."""
    return f"{count:,} {_noun(count, thing, things)}"


def _noun(count: int, thing: str, things: str) -> str:
    if is_welsh_spoken():
        return gettext(thing)
    return thing if count == 1 else things or thing + "s"


def term(word: str) -> str:
    """A word of a fixed list (see TERMS), small or with a capital as it is given."""
    if not is_welsh_spoken():
        return word
    welsh = gettext(capital(word))
    return welsh if word[:1].isupper() else welsh[:1].lower() + welsh[1:]


def capital(text: str) -> str:
    """With a capital at its start, the rest left alone."""
    return text[:1].upper() + text[1:]


def listed(names: list[str]) -> str:
    """“A, B and C”."""
    if len(names) < 2:
        return names[0] if names else ""
    return gettext("%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


def plain(text: str) -> str:
    """Small letters without accents or strokes, as words are compared and names put in order.

    Łuczak is found by luczak and stands between Lowe and Mackay, whatever the database's collation.
    """
    apart = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN_LETTERS))
    return "".join(c for c in apart if not unicodedata.combining(c))


def is_unseen(character: str) -> bool:
    """Whether the character takes no room on a page, and is no space either."""
    is_space = character.isspace()
    return not is_space and (unicodedata.category(character) in UNSEEN_CATEGORIES or character in UNSEEN)


def family_name_first(name: str) -> str:
    """The name as lists are in order of: “Okafor Amina”, “Ní Dhálaigh Siobhán”, “van der Berg Jan”.

    The family name is taken to be the last word, with the particles before it. The first word is always a given name.
    """
    words = name.split()
    begins = len(words) - 1
    while begins > 1 and unicodedata.normalize("NFC", words[begins - 1].casefold().rstrip(".")) in PARTICLES:
        begins -= 1
    return " ".join([*words[begins:], *words[:begins]])


def decision_in_words(outcome: str, text: str) -> tuple[str, str]:
    """A resolution as one sentence, in two parts: the outcome word, and what follows it.

    The second is the council's own words: in Welsh the first does not run on into them, whatever their language.
    """
    words = first_sentence(text)
    if is_welsh_spoken():
        return f"{capital(term(outcome))}:", words
    only_noted = ONLY_NOTED.fullmatch(words) if outcome == "noted" else None
    if only_noted:
        return "Noted:", f"{only_noted['what']}."
    is_clause = words[:5].lower() in {"that ", "that,"}
    if is_clause:
        words = "that" + words[4:]
    if is_clause and outcome in RUN_ON:
        return capital(outcome), words
    return f"{capital(outcome)}:", words


def action_in_words(owner: str, due: str, due_on: datetime.date | str | None) -> str:
    """Whose an action is, and by when: “Harbour Master, by 22 July 2021”."""
    by = gettext("by %(day)s") % {"day": short_date(due_on)} if due_on else ""
    return joined(", ", [part for part in [as_written(owner), as_written(due) or by] if part])


def comings_and_goings(attendee: dict) -> list[str]:
    """For whom an attendee stood in, from when and until when; what is not so is empty."""
    return [gettext(words) % {"what": attendee[key]} if attendee[key] else "" for key, words in PRESENCE]


def first_sentence(text: str) -> str:
    """The first sentence of a resolution, cut at a word if it is very long."""
    text = text.strip()
    ends = [text.find(end) for end in SENTENCE_ENDS if text.find(end) > 40]
    sentence = " ".join(text[: min(ends)].split()) + "." if ends else " ".join(text.split())
    if len(sentence) <= LONGEST_SENTENCE:
        return sentence
    return sentence[:LONGEST_SENTENCE].rsplit(" ", 1)[0].rstrip(",;:") + "…"
