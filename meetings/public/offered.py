"""Which pages are offered above the answers of a search: of a committee that is named, of the answers' issue. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence

from meetings.public.names import words_in
from meetings.record.models import PublishedCommittee
from meetings.record.search import Hit
from meetings.record.words import MONTHS, WELSH_MONTHS

# What is typed beside the name of a committee, or belongs to the names of many, and tells none from another; not “a”,
# which is a letter as well (Area Sub-Committee A).
IDLE = {"and", "at", "by", "for", "in", "of", "on", "the", "to"}
IDLE |= {"board", "committee", "committees", "group", "joint", "panel", "panels", "sub", "working"}
IDLE |= {"agenda", "agendas", "decision", "decisions", "decided", "last", "latest", "meeting", "meetings", "minutes"}
IDLE |= {"members", "next", "papers", "who"}
IDLE |= {"ac", "am", "ar", "i", "o", "r", "y", "yn", "yr"}
IDLE |= {"bwrdd", "cofnodion", "cyfarfod", "cyfarfodydd", "penderfyniad", "penderfyniadau", "pwyllgor"}
IDLE |= {month.lower() for month in (*MONTHS, *WELSH_MONTHS)}
# A word that more committees have says nothing.
MOST_COMMITTEES = 3
# Of so many items at the top, half must belong to an issue, and one is too few.
TOP, FEWEST = 5, 2


def committees_named(committees: Iterable[PublishedCommittee], words: set[str]) -> list[PublishedCommittee]:
    """Those in whose names all the words stand that are not idle; where some are named in full, those alone.

    `words` are small and without accents. Empty where all are idle, and where the names of more than three have them.
    """
    told = {word for word in words if word not in IDLE and not word.isdigit()}
    named = [(words_in(committee.name), committee) for committee in committees]
    named = [(name, committee) for name, committee in named if told and told <= name]
    found = [committee for name, committee in named if name - IDLE <= told] or [committee for _, committee in named]
    return found if len(found) <= MOST_COMMITTEES else []


def hit_of_issue(hits: Sequence[Hit]) -> Hit | None:
    """The best answer of the issue to which at least half of the first five items belong, and two at least.

    Papers do not count. Of two issues with as many, the one that comes first; None where there is no such issue.
    """
    items = [hit for hit in hits if not hit.document][:TOP]
    for slug, count in Counter(hit.issue.slug for hit in items if hit.issue).most_common(1):
        if count >= FEWEST and count * 2 >= len(items):
            return next(hit for hit in items if hit.issue and hit.issue.slug == slug)
    return None
