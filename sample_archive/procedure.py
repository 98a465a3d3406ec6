"""The standing business of every meeting: apologies, interests, minutes, announcements, work programmes."""

from sample_archive.committees import COMMITTEES
from sample_archive.dates import in_words
from sample_archive.people import spoken

_INTEREST_WORDS = {
    "dpi": "a disclosable pecuniary interest",
    "ori": "a registrable interest, not pecuniary,",
    "nri": "a non-registrable interest",
    "other": "an interest",
}
_NO_APOLOGIES = ["There were no apologies.", "No apologies were received.", "All members were present."]


def joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def _surnames(people: list[str]) -> str:
    councillors = [spoken(p).removeprefix("Councillor ") for p in people if spoken(p).startswith("Councillor ")]
    others = [spoken(p) for p in people if not spoken(p).startswith("Councillor ")]
    named = [f"Councillor{'s' if len(councillors) > 1 else ''} {joined(councillors)}"] if councillors else []
    return joined(named + others)


def apologies(sitting, rows, pack) -> dict:
    sorry = [row["key"] for row in rows if row["attendance"] == "apologies"]
    lines = []
    if sorry:
        opening = pack.deal("sorry", ["Apologies were received from {}.", "Apologies for absence came from {}."])[0]
        lines.append(opening.format(_surnames(sorry)))
    else:
        somebody_missing = any(row["attendance"] == "absent" for row in rows)
        lines.append(pack.deal(f"none {somebody_missing}", _NO_APOLOGIES[: 2 if somebody_missing else 3])[0])
    for row in rows:
        if "substitute_for" in row:
            lines.append(f"{spoken(row['key'])} attended in place of {spoken(row['substitute_for'])}.")
    presiding = next((row["key"] for row in rows if row["role"].endswith("in the Chair")), None)
    if presiding:
        lines.append(f"{spoken(presiding)} took the Chair in the absence of {spoken(rows[0]['key'])}.")
    has_panel = sitting.committee in ("cfsp", "planning")
    title = "Apologies and changes in membership" if has_panel else "Apologies"
    purpose = "To receive any apologies" + (" and to note any changes in membership." if has_panel else ".")
    return {"title": title, "purpose": purpose, "minute": " ".join(lines)}


def interests(declared, pack) -> dict:
    """`declared` holds (person, item number, title, kind, description, left) for the whole meeting."""
    none = [
        "No interests were declared.",
        "There were no declarations.",
        "None were declared.",
        "No member declared an interest.",
    ]
    lines = []
    for person, number, title, kind, description, left in declared:
        stayed = "left the room while it was considered" if left else "remained in the room and took part"
        reason = f"{description[0].lower()}{description[1:]}".rstrip(".")
        lines.append(
            f"{spoken(person)} declared {_INTEREST_WORDS[kind]} in item {number} "
            f"({title}). The member {reason}, and {stayed}."
        )
    minute = "\n\n".join(lines) or pack.deal("no interests", none)[0]
    purpose = "To receive declarations of interest from members about any item on the agenda."
    return {"title": "Declarations of interest", "purpose": purpose, "minute": minute}


def previous_minutes(sitting, previous, pack, amendment: str, postponed: str, day_before_archive: str) -> dict:
    called = COMMITTEES[sitting.committee]["called"]
    named = called if called in ("Cabinet", "Council") else f"The {called}"
    days = joined([in_words(p.day) for p in previous]) if previous else day_before_archive
    several = len(previous) > 1
    meeting = "meetings" if several else "meeting"
    minute = pack.deal(
        "minutes",
        [
            "The minutes were taken as read.",
            f"{named} considered the minutes of its last {meeting}.",
            "There were no matters arising.",
            "The minutes had been published in draft and no corrections had been asked for.",
        ],
    )[0]
    text = (
        f"That the minutes of the {meeting} held on {days} be confirmed as a correct record and signed by the Chair."
    )
    outcome = "agreed"
    if amendment:
        minute, outcome = amendment, "agreed as amended"
        text = f"That, with that change, the minutes of the {meeting} held on {days} be confirmed as a correct record."
    if postponed:
        minute, outcome = postponed, "deferred"
        text = f"That confirmation of the minutes of the {meeting} held on {days} be deferred to the next meeting."
    return {
        "title": "Minutes of the previous meeting" + ("s" if several else ""),
        "purpose": f"To confirm as a correct record the minutes of the {meeting} held on {days}.",
        "minute": minute,
        "resolutions": [{"label": "", "outcome": outcome, "text": text}],
        "previous": days,
    }


def vice_chair(rows, scene) -> dict:
    elected = rows[1]["key"]
    minute = (
        f"{scene.names('chair')} asked for nominations. {spoken(elected)} was the only member nominated."
        if elected != scene.chair
        else "One nomination was received."
    )
    others = [p for p in scene.members if p != elected]
    return {
        "title": "Election of Vice-Chair",
        "purpose": f"To elect a Vice-Chair for the municipal year {scene.names('year')}.",
        "minute": minute,
        "resolutions": [
            {
                "label": "",
                "outcome": "agreed",
                "text": f"That {spoken(elected)} be elected Vice-Chair for the municipal year {scene.names('year')}.",
                "mover": scene.chair if scene.chair != elected else others[1],
                "seconder": others[0],
            }
        ],
    }


def heading_for_applications(count: int, pack) -> dict:
    minute = pack.deal(
        "applications",
        [
            "The Committee took the applications in the order printed. Those who had registered to speak were "
            "each heard for up to three minutes.",
            "The Chair explained the order of speaking: objectors, supporters, applicant and ward councillors.",
            "Members confirmed that they had read the reports and the update sheet published the day before.",
            "The update sheet, with representations received since the agenda was published, was noted.",
        ],
    )[0]
    purpose = f"To determine the application{'s' if count > 1 else ''} set out in the items that follow."
    return {"title": "Planning applications", "purpose": purpose, "minute": minute}


def work_programme(sitting, coming: list[str], pack, tasks) -> dict:
    called = COMMITTEES[sitting.committee]["called"]
    when = in_words(sitting.next.day) if sitting.next else "the next meeting"
    listed = "\n".join(f"- {title}" for title in coming)
    if sitting.committee == "cabinet":
        opening = pack.deal(
            "forward",
            [
                "The forward plan of key decisions for the next four months was considered.",
                "Cabinet went through the decisions it expected to take in the coming months.",
                "The plan was noted, with the addition of one item asked for by the {} portfolio.".format(
                    pack.deal("portfolio", ["housing", "finance", "transport"])[0]
                ),
            ],
        )[0]
        minute = f"{opening} At the meeting on {when} the main business would be:\n\n{listed}" if listed else opening
        purpose = "To note the plan of key decisions to be taken over the coming four months."
        return {
            "title": "Forward plan",
            "purpose": purpose,
            "minute": minute,
            "resolutions": [{"label": "", "outcome": "noted", "text": "That the forward plan be noted."}],
        }
    opening = pack.deal(
        "programme",
        [
            f"The {called} reviewed its work programme.",
            "Members looked ahead to the coming months.",
            "The Democratic Services Manager presented the programme for the rest of the year.",
            f"The {called} considered which matters would gain most from scrutiny in the coming months.",
        ],
    )[0]
    minute = f"{opening} The business for {when} would include:\n\n{listed}" if listed else opening
    return {
        "title": "Work programme",
        "purpose": f"Report of the Democratic Services Manager setting out the {called}'s programme of work.",
        "minute": minute,
        "resolutions": [{"label": "", "outcome": "agreed", "text": f"That the work programme be approved{tasks}."}],
    }


def monitoring(done: list[dict], scene) -> dict:
    """What became of the recommendations made at earlier meetings."""
    rows = ["| Asked of | What was asked | Position |"]
    for task in done:
        rows.append(f"| {task['owner']} | {task['task'].rstrip('.')} | {task['position']} |")
    asked_late = any("still to be done" in task["position"] for task in done)
    minute = "The Panel considered what had been done since its earlier meetings.\n\n" + "\n".join(rows)
    minute += "\n\n" + (
        f"{scene.names('member2')} asked that what was overdue be finished before the next meeting."
        if asked_late
        else "The Panel thanked officers for their replies."
    )
    return {
        "title": "Monitoring scrutiny recommendations",
        "purpose": "Report of the Director of Legal and Governance tracking recommendations made at earlier meetings.",
        "minute": minute,
        "resolutions": [
            {"label": "", "outcome": "noted", "text": "That the position on each recommendation be noted."}
        ],
    }


def exclusion(numbers: list[str], paragraph: str) -> dict:
    which = f"item {numbers[0]}" if len(numbers) == 1 else f"items {joined(numbers)}"
    return {
        "title": "Exclusion of the press and public",
        "purpose": "To consider excluding the press and public while exempt information is discussed.",
        "minute": "The Director of Legal and Governance advised that the public interest in keeping the information "
        "confidential outweighed the public interest in disclosing it. Nobody asked that the item be taken in public.",
        "resolutions": [
            {
                "label": "",
                "outcome": "agreed",
                "text": "That, under section 100A(4) of the Local Government Act 1972, the press and public be "
                f"excluded for {which} because exempt information within paragraph {paragraph} of Part 1 of "
                "Schedule 12A to the Act would be disclosed.",
            }
        ],
    }
