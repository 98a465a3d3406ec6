"""Takes words out of what was published, wherever they stand and however they were typed. Pure."""

import html
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from meetings.record.words import is_unseen

REDACTED = "[redacted]"
# Brackets do not stand in the names of files.
REDACTED_IN_FILENAME = "redacted"
# Fewer letters would be found in half the words there are.
FEWEST_LETTERS = 3
# What a page is found by or drawn from, and the words of the law: never what somebody wrote.
NOT_WRITTEN = {
    *("address", "slug", "council", "committee", "starts_at", "kind", "stage", "access", "paragraph", "on", "at"),
    *("item", "person", "attendance", "outcome", "choice", "due_on", "digest"),
}
# Names of files are spaced with hyphens, telephone numbers and double names with either.
LIKE_A_SPACE = {"_", *"-\u2010\u2011\u2012\u2013\u2014\u2212"}
LIKE_A_QUOTE = dict.fromkeys("\u2018\u2019\u02bc", "'") | dict.fromkeys("“”", '"')
LIKE = dict.fromkeys(LIKE_A_SPACE, " ") | LIKE_A_QUOTE


@dataclass(frozen=True)
class Words:
    """The passages to be taken out, each as somebody typed it; the longest first, so that none hides in another."""

    passages: tuple[str, ...]

    @classmethod
    def of(cls, typed: Sequence[str]) -> "Words":
        """The passages typed, folded as texts are when they are searched."""
        folded = {passage for line in typed if (passage := fold(line).strip())}
        return cls(tuple(sorted(folded, key=lambda passage: (-len(passage), passage))))

    @property
    def too_short(self) -> list[str]:
        """Those that would be found everywhere, or in the mark that a redaction leaves."""
        return [
            passage
            for passage in self.passages
            if sum(c.isalnum() for c in passage) < FEWEST_LETTERS or passage in REDACTED
        ]

    def taken_out(self, text: str, *, mark: str = REDACTED) -> tuple[str, int]:
        """The plain text without the passages, and how often they stood in it."""
        return _taken_out(text, self.passages, mark, is_html=False)

    def taken_out_of_html(self, clean_html: str) -> tuple[str, int]:
        """The clean HTML without the passages, tags kept, addresses of links that hold them dropped; and the count."""
        return _taken_out(clean_html, self.passages, REDACTED, is_html=True)

    def taken_out_of_content(self, content: object, key: str = "") -> tuple[object, int]:
        """A part of an edition's content without the passages, and how often they stood in it.

        Whoever's name they were in loses the link to a page, too.
        """
        if isinstance(content, dict):
            parts = {name: self.taken_out_of_content(part, name) for name, part in content.items()}
            without = {name: part for name, (part, _) in parts.items()}
            if "person" in without and parts.get("name", ("", 0))[1]:
                without["person"] = None
            return without, sum(count for _, count in parts.values())
        if key in NOT_WRITTEN:
            return content, 0
        if isinstance(content, list):
            entries = [self.taken_out_of_content(entry) for entry in content]
            return [entry for entry, _ in entries], sum(count for _, count in entries)
        if not isinstance(content, str):
            return content, 0
        if key == "minute":
            return self.taken_out_of_html(content)
        return self.taken_out(content, mark=REDACTED_IN_FILENAME if key == "filename" else REDACTED)


def fold(text: str) -> str:
    """The text as it is searched: small letters without accents, hyphens as spaces, one kind of quotation mark.

    What nobody sees is not there.
    """
    return "".join(folded for folded, _, _ in _folded(_characters(text)))


def _taken_out(text: str, passages: Sequence[str], mark: str, *, is_html: bool) -> tuple[str, int]:
    count = 0
    for passage in passages:
        spans = list(_spans(text, passage, is_html=is_html))
        for start, end in reversed(spans):
            kept = "".join(text[a:b] for a, b in _tags(text, start, end)) if is_html else ""
            text = text[:start] + mark + kept + text[end:]
        count += len(spans)
        if is_html:
            text, dropped = _without_links_to(text, passage)
            count += dropped
    return text, count


def _spans(text: str, passage: str, *, is_html: bool) -> Iterator[tuple[int, int]]:
    """Where the passage stands as whole words: from the first character of it to behind the last."""
    folded = list(_folded(_visible(text) if is_html else _characters(text)))
    line = "".join(letters for letters, _, _ in folded)
    # The place in the text of every letter of the line: one character may fold to several.
    places = [(start, end) for letters, start, end in folded for _ in letters]
    found = line.find(passage)
    while found >= 0:
        behind = found + len(passage)
        if _parts_words(line, found) and _parts_words(line, behind):
            yield places[found][0], _with_marks(text, places[behind - 1][1])
            found = line.find(passage, behind)
        else:
            found = line.find(passage, found + 1)


def _parts_words(line: str, place: int) -> bool:
    """Whether a word ends or begins at the place."""
    return not (0 < place < len(line) and line[place - 1].isalnum() and line[place].isalnum())


def _with_marks(text: str, end: int) -> int:
    """The place behind the accents that stand on the last character, and behind what is unseen among them."""
    while end < len(text) and (unicodedata.combining(text[end]) or is_unseen(text[end])):
        end += 1
    return end


def _characters(text: str) -> Iterator[tuple[str, int, int]]:
    for place, character in enumerate(text):
        yield character, place, place + 1


def _visible(clean_html: str) -> Iterator[tuple[str, int, int]]:
    """The characters a reader sees, each with where it stands; between two blocks, a space that stands nowhere."""
    place = 0
    while place < len(clean_html):
        character = clean_html[place]
        if character == "<":
            end = _end_of_tag(clean_html, place)
            if clean_html[place:end].startswith(("</p", "</li", "</t", "</caption", "<br")):
                yield " ", end, end
        elif character == "&" and (end := clean_html.find(";", place, place + 12) + 1) > 0:
            for meant in html.unescape(clean_html[place:end]):
                yield meant, place, end
        else:
            end = place + 1
            yield character, place, end
        place = end


def _folded(characters: Iterator[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    after_space = False
    for character, start, end in characters:
        letters = " " if character.isspace() else LIKE.get(character) or _letters(character)
        # What is unseen between two spaces parts them no more than it parts two letters.
        if not letters or (letters == " " and after_space):
            continue
        after_space = letters == " "
        yield letters, start, end


def _letters(character: str) -> str:
    apart = unicodedata.normalize("NFKD", character.casefold())
    return "".join(c for c in apart if not (unicodedata.combining(c) or is_unseen(c)))


def _end_of_tag(text: str, start: int) -> int:
    """The place behind the tag that begins at `start`; a > within quotation marks does not end it."""
    is_quoted = False
    for place in range(start, len(text)):
        if text[place] == '"':
            is_quoted = not is_quoted
        elif text[place] == ">" and not is_quoted:
            return place + 1
    return len(text)


def _tags(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while (start := text.find("<", start, end)) >= 0:
        behind = _end_of_tag(text, start)
        yield start, behind
        start = behind


def _without_links_to(clean_html: str, passage: str) -> tuple[str, int]:
    """The HTML with every address of a link dropped that holds the passage, and how many were."""
    before, count = ' href="', 0
    start = clean_html.find(before)
    while start >= 0:
        end = clean_html.index('"', start + len(before)) + 1
        address = unquote(html.unescape(clean_html[start + len(before) : end - 1]))
        if any(_spans(address, passage, is_html=False)):
            clean_html, end, count = clean_html[:start] + clean_html[end:], start, count + 1
        start = clean_html.find(before, end)
    return clean_html, count
