"""How the time to read minutes grows with their length, for texts of many kinds; run it by hand: it needs no Django.

    python benchmarks/read_minutes.py            every kind, at a tenth of the size and in full
    python benchmarks/read_minutes.py KIND …     those kinds only

For each kind it prints the seconds for 2 MB and how many times as long ten times the text takes. The aim is under
5 seconds and at most 12 times. It leaves with status 1 when a kind misses either.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from meetings.importers.reading import read_text

FULL_SIZE = 2_000_000
MOST_SECONDS = 5.0
MOST_TIMES = 12.0

MINUTES_OF_ONE_MEETING = """\
MINUTES OF THE MEETING OF THE HARBOUR COMMITTEE HELD IN THE GUILDHALL ON 3 MAY 2021 AT 7.00 PM

Present: Councillors A Hill (Chair), B Lowe and C Oak
In attendance: Mrs J Marsh (Clerk), Mr T Reed (Head of Parks)
Apologies: Councillor D Fenn

1. Apologies for absence
Apologies were received from Councillor D Fenn, for whom Councillor E Gale was substituting.

2. Declarations of interest
Councillor Lowe declared an interest in item 4 as a member of the sailing club.

3. Minutes
RESOLVED that the minutes of the meeting held on 5 April 2021 be approved as a correct record.

4. Mooring fees
The Committee considered a report of the Head of Parks (Report HC/21/14) on the fees for the coming year.
Members asked (a) why the fees had not been raised; (b) who pays for the pontoon.
RESOLVED that:
(i) the fees be raised by two per cent from 1 June 2021; and
(ii) the Head of Parks be asked to report to the next meeting.
ACTION: Head of Parks

5. Exclusion of the press and public
RESOLVED that the public be excluded for the next item, exempt under paragraph 3 of Part 1 of Schedule 12A.

6. Lease of the boathouse
The Clerk to write to the tenant by 30 June 2021. Carried by 5 votes to 2 with 1 abstention.

"""
PROSE = (
    "The Committee heard that the harbour wall had been inspected twice since the winter and that the Head of Parks "
    "would report again in the autumn, when the costs were known. "
)


def repeated(part: str) -> str:
    return part * (FULL_SIZE // len(part) + 1)


def deep_numbers() -> str:
    return "\n".join(f"{n % 90 + 1}.{n % 7}.{n % 5}.{n % 3} The wall is to be mended" for n in range(FULL_SIZE // 35))


def items_in_one_meeting() -> str:
    return "\n\n".join(
        f"{n}. Road number {n}\n{PROSE}\nRESOLVED that road {n} be mended." for n in range(1, FULL_SIZE // 250)
    )


def names_in_many_lines() -> str:
    return "Present:\n" + "\n".join(
        f"Councillor {chr(65 + n % 26)} {chr(65 + n % 25)}arlow{n}" for n in range(FULL_SIZE // 26)
    )


# Each kind is the text in full; it is cut to a tenth for the comparison.
KINDS = {
    "minutes of many meetings": lambda: repeated(MINUTES_OF_ONE_MEETING),
    "items of one meeting": items_in_one_meeting,
    "prose in lines": lambda: repeated(PROSE + "\n"),
    "prose on one line": lambda: repeated(PROSE),
    "one hard-wrapped paragraph": lambda: repeated("the wall had been seen by the Committee and they were content\n"),
    "bare numbers": lambda: "\n".join(f"{n}." for n in range(FULL_SIZE // 6)),
    "the same bare number": lambda: repeated("1.\n"),
    "bare letters": lambda: repeated("(a)\n(b)\n(i)\n"),
    "deep numbers": deep_numbers,
    "a long list of limbs": lambda: "RESOLVED that:\n" + repeated("(i) the wall be mended\n(ii) it be paid\n"),
    "bullets": lambda: repeated("• the wall\n"),
    "limbs on one line": lambda: (
        "RESOLVED that (1) the wall be mended; " + repeated("and (2) it be paid for; (3) so; ")
    ),
    "newlines": lambda: "\n" * FULL_SIZE,
    "spaces": lambda: " " * FULL_SIZE,
    "tabs": lambda: "a\t" * (FULL_SIZE // 2),
    "bars": lambda: "|" * FULL_SIZE,
    "bars in lines": lambda: repeated("| | | |\n"),
    "rows of a table": lambda: repeated("| 5. | The harbour wall | Minutes: mended | Clerk |\n"),
    "section headings": lambda: repeated("Minutes:\n"),
    "run-on headings": lambda: repeated("Minutes: Decision: the wall PDF 33 KB | "),
    "actions": lambda: repeated("The wall is broken. ACTION: Clerk\n"),
    "actions on one line": lambda: repeated("The wall is broken. ACTION: Clerk "),
    "names": names_in_many_lines,
    "names on one line": lambda: (
        "Present: " + repeated("Councillor A Hill, Councillor B Lowe (substitute for C Oak), ")
    ),
    "capitals": lambda: repeated("The Head Of The Harbour And Of The Wall "),
    "one word": lambda: "a" * FULL_SIZE,
    "initials": lambda: repeated("RT\n"),
    "dates": lambda: repeated("by 3 May 2021 and "),
    "brackets": lambda: "(" * FULL_SIZE,
    "full stops": lambda: repeated("A. "),
    "motions": lambda: repeated("It was moved that the wall be mended. An amendment was carried.\n"),
    "resolved": lambda: repeated("RESOLVED\n"),
    "resolved on one line": lambda: repeated("RESOLVED that the wall be mended and agreed to "),
    "exempt": lambda: repeated("exempt information as defined in paragraph 3 of Part 1 of Schedule 12A\n"),
    "page feet": lambda: repeated("The harbour wall\nHarbour Committee 3 May 2021\nPage 3 of 9\n"),
    "meeting lines": lambda: repeated("Meeting: 17/06/2021 - Cabinet (Item 8)\nThe wall\n"),
}


def seconds_for(text: str) -> float:
    # The time of this process alone: other work on the machine does not count.
    begin = time.process_time()
    read_text(text)
    return time.process_time() - begin


def main(kinds: list[str]) -> int:
    missed = []
    print(f"{'kind':30} {'2 MB, seconds':>13} {'times for 10x':>13}")
    for kind in kinds or KINDS:
        text = KINDS[kind]()[:FULL_SIZE]
        # The shorter is short enough to be disturbed by other work: the better of two.
        short = min(seconds_for(text[: FULL_SIZE // 10]) for _ in range(2))
        full = seconds_for(text)
        is_missed = full > MOST_SECONDS or full / short > MOST_TIMES
        missed += [kind] if is_missed else []
        print(f"{kind:30} {full:13.2f} {full / short:13.1f}{'  MISSED' if is_missed else ''}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
