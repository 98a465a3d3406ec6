"""Who was in the chair, told by the roles of those who were there. Pure."""

import re
from collections.abc import Sequence

# “Chair”, “Mayor (Chair)”, “Vice-Chair, in the Chair”; but not “Chair of Governors”.
CHAIR = re.compile(r"^chair(man|woman|person)?\b(?! of)|\(chair\)$|in the chair$", re.IGNORECASE)
IN_THE_CHAIR = re.compile(r",? ?\bin the chair$", re.IGNORECASE)


def is_of_the_chair(role: str) -> bool:
    return CHAIR.search(role) is not None


def place_of_chair(roles: Sequence[str]) -> int | None:
    """Which of those who were there presided, by their roles: a deputy in the chair before the chair by office.

    None where nobody is known to have presided.
    """
    presiding = [place for place, role in enumerate(roles) if IN_THE_CHAIR.search(role)]
    return next(iter(presiding + [place for place, role in enumerate(roles) if is_of_the_chair(role)]), None)
