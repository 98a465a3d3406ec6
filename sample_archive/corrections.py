"""What was put right on the record after publication, and the clerks' own notes, which the public never sees."""

import dataclasses

from sample_archive.dates import date, moment


@dataclasses.dataclass(frozen=True)
class Slip:
    """A mistake in minutes as first published: where it stood, how it read, how it should have read."""

    item: str
    field: str
    wrong: str
    right: str
    on: str
    time: str
    reason: str

    def at(self) -> str:
        return moment(date(self.on), self.time)


SLIPS = {
    ("planning", "2022-03-08"): [
        Slip(
            "Former brickworks, Mill Lane",
            "title",
            "46 homes",
            "64 homes",
            "2022-03-30",
            "10:05",
            "The number of homes was printed the wrong way round in the heading: the application was for 64 homes.",
        )
    ],
    ("cfsp", "2023-01-26"): [
        Slip(
            "Ofsted inspection of children's services",
            "minute",
            "46% had been held within 72 hours",
            "64% had been held within 72 hours",
            "2023-02-17",
            "15:40",
            "A figure was transposed. Return-home interviews held within 72 hours were 64%, not 46%.",
        )
    ],
    ("council", "2024-02-21"): [
        Slip(
            "Revenue budget and council tax 2024/25",
            "resolutions.(i).text",
            "£214.0 million",
            "£241.0 million",
            "2024-06-04",
            "11:20",
            "The net revenue budget was misprinted as £214.0 million. Council set £241.0 million.",
        )
    ],
    ("cabinet", "2026-06-16"): [
        Slip(
            "Cliffe Library: two years on",
            "purpose",
            "the first year under the Friends",
            "the first two years under the Friends",
            "2026-07-09",
            "09:15",
            "The heading said that the report covered one year. It covered two.",
        )
    ],
}

# what the next meeting changed in the minutes before confirming them
AMENDMENTS = {
    (
        "cabinet",
        "2023-03-14",
    ): "In the item on Cliffe Library “the Friends” was to read “a community trust”, since no "
    "trust had been named at the time. The change had been made in the copy to be signed.",
    (
        "cfsp",
        "2025-06-19",
    ): "Canon Averell pointed out that in one place “the Bill” had been printed as “the bill”. "
    "It was agreed that the copy to be signed should be altered.",
    (
        "planning",
        "2023-10-10",
    ): "A member asked that the number of people attending on 27 June be given as “about "
    "140” and not “140”, as nobody had counted them. This was agreed.",
}

# minutes that the next meeting did not confirm
POSTPONED = {
    (
        "cfsp",
        "2026-09-17",
    ): "The Chair asked that one paragraph be compared with the recording before she signed them.",
    ("planning", "2026-11-10"): "The minutes had been withdrawn on 15 October 2026 and could not yet be considered.",
}

MEETING_NOTES = {
    ("cfsp", "2021-06-17"): "Copy of the letter to the Secretary of State is in the paper file.",
    ("council", "2023-07-19"): "Overflow seating: 64 used. Police asked to be told next time.",
    (
        "planning",
        "2023-10-10",
    ): "Recording failed from 7.10pm to 7.25pm; those minutes are from handwritten notes.",
    ("cfsp", "2026-06-18"): "Not put to the September meeting for confirmation: Chair wants a second look at item 6.",
    (
        "planning",
        "2026-09-22",
    ): "Withdrawn after a call from the resident. Information Governance told the same day.",
    (
        "cabinet",
        "2026-11-17",
    ): "First draft by the trainee. Leader's office asked to see it before it goes out: no.",
    ("cfsp", "2026-11-19"): "Draft from my notes only, recording still to be listened to.",
    ("planning", "2026-11-10"): "Legal to look at item 4a before publication.",
    ("council", "2026-12-16"): "Do not put on the website until Lindiwe says so.",
}

# by committee, day and the beginning of the heading
ITEM_NOTES = {
    ("cabinet", "2024-09-10", "West Cliff"): "Check spelling of the consultant's name before publishing.",
    ("planning", "2023-06-27", "Former coach park"): "Three objectors asked not to be named. They are not.",
    ("cfsp", "2022-01-27", "Local offer"): "The two young people agreed to be mentioned but not by name.",
    (
        "cabinet",
        "2026-06-16",
        "Cliffe Library",
    ): "Treasurer said the boiler was forty; the survey says thirty-eight.",
    ("council", "2026-09-16", "Climate action plan"): "Table checked against the published greenhouse gas report.",
}
