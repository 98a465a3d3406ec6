"""The paragraphs under which an item may be closed to the public, nation by nation."""

from meetings.models.councils import Nation

# Local Government Act 1972, Schedule 12A, Part 1 (England).
ENGLAND = {
    "1": "Information relating to any individual.",
    "2": "Information which is likely to reveal the identity of an individual.",
    "3": "Information relating to the financial or business affairs of any particular person, "
    "the authority itself included.",
    "4": "Information relating to consultations or negotiations in connection with a labour relations matter.",
    "5": "Information in respect of which a claim to legal professional privilege could be maintained "
    "in legal proceedings.",
    "6": "Information which reveals that the authority proposes to give a notice or make an order or direction "
    "under an enactment.",
    "7": "Information relating to action taken or to be taken in connection with the prevention, investigation "
    "or prosecution of crime.",
}
# Local Government Act 1972, Schedule 12A, Part 4 (Wales): the same heads, numbered 12 to 18.
WALES = {str(int(number) + 11): words for number, words in ENGLAND.items()}
# Local Government Act (Northern Ireland) 2014, Schedule 6, Part 1.
NORTHERN_IRELAND = ENGLAND
# Local Government (Scotland) Act 1973, Schedule 7A, Part I: fifteen heads; their words are not repeated here.
SCOTLAND = {str(number): "" for number in range(1, 16)}

PARAGRAPHS = {
    Nation.ENGLAND: ENGLAND,
    Nation.WALES: WALES,
    Nation.SCOTLAND: SCOTLAND,
    Nation.NORTHERN_IRELAND: NORTHERN_IRELAND,
}
SCHEDULES = {
    Nation.ENGLAND: "Part 1 of Schedule 12A to the Local Government Act 1972",
    Nation.WALES: "Part 4 of Schedule 12A to the Local Government Act 1972",
    Nation.SCOTLAND: "Part I of Schedule 7A to the Local Government (Scotland) Act 1973",
    Nation.NORTHERN_IRELAND: "Part 1 of Schedule 6 to the Local Government Act (Northern Ireland) 2014",
}


def is_exempt_paragraph(nation: str, number: str) -> bool:
    """Whether the nation's schedule has a paragraph of that number."""
    return number in PARAGRAPHS[nation]


def exemption_in_words(nation: str, number: str) -> str:
    """Say which paragraph closes an item, and what that paragraph is about, for the public page."""
    return f"Paragraph {number} of {SCHEDULES[nation]}. {PARAGRAPHS[nation].get(number, '')}".strip()
