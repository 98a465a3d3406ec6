"""Posts alone: those in a list of people that are printed without the name of the one who holds them."""

import re
from dataclasses import dataclass

from meetings.importers.blocks import Block
from meetings.importers.minutes import AttendeeRead, Reading

_INITIALS_AFTER = re.compile(r" ?\([A-Z]{2,4}\)$")
# "the Committee Officer as Clerk to the Meeting"
_SERVED_AS = re.compile(r",? (?:acting )?as (?:the )?(?=[A-Z])")
# What is told of somebody, and names no office.
IS_TOLD = re.compile(
    r"\b(?:attended|attending|deputising|joined|left|was|were|had|has|agreed|declared|took|read|said)\b"
)
# "No members of the public", "Members of the public: 15".
_IS_COUNTED = re.compile(r"^(?:no|\d{1,4})\b|\bmembers? of (?:the )?(?:public|press)\b", re.I)


@dataclass(frozen=True, slots=True)
class PostAlone:
    """A post in a list of those attending, printed without its holder's name."""

    start: int
    end: int

    def attendee(self, block: Block, status: str) -> AttendeeRead:
        why = "Only the post is printed, not the name of the person who holds it."
        initials = _INITIALS_AFTER.search(block.text, self.start, self.end)
        served = _SERVED_AS.search(block.text, self.start, self.end)
        end = initials.start() if initials else served.start() if served else self.end
        end = self.start + len(block.text[self.start : end].rstrip(" ."))
        post = block.read(self.start, end, why)
        return AttendeeRead(
            Reading("", post.start, post.end, post.confidence, why), block.text[self.start : end], status
        )


def names_post_alone(text: str) -> bool:
    """Whether words name a post, and are neither the head of a list nor tell what someone did."""
    return not text.endswith(":") and not IS_TOLD.search(text) and not _IS_COUNTED.search(text)
