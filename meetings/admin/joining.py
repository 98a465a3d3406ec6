"""Issues that an item may belong to: suggested beneath its form, and joined by the clerk alone."""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Max, Q, QuerySet

from meetings.admin.rights import within
from meetings.models import Issue, Item
from meetings.models.sittings import heading_words
from meetings.publishing.publish import show_beside
from meetings.record.models import PublishedItem, SearchWord
from meetings.record.words import plain

MOST = 5
# So many titles are weighed, the likest first.
WEIGHED = 60
# A word is rare that stands in one item of fifty at most; in a young archive, in three.
ONE_IN, FEW = 50, 3
SHORTEST_WORD = 4
# Titles as like as this may be of one matter; those that share a rare word, if they are like a little.
LIKE, LIKE_A_LITTLE = 0.4, 0.2
FOR_A_RARE_WORD = 0.25


@dataclass(frozen=True)
class Suggestion:
    """An issue, or an item that begins one: how the form names it, its title, and what it is in a few words."""

    key: str
    title: str
    words: str


def suggestions_for(item: Item, user) -> list[Suggestion]:
    """What the item may be joined to, the likeliest first, by the words of titles at the desk and on the record.

    None for procedure, which comes back at every meeting and is no matter, nor for an item that has its issue.
    """
    if item.is_procedural or item.issue_id or not item.title.strip():
        return []
    rare = _rare_words(item.title)
    items = within(Item.objects.filter(is_procedural=False).exclude(pk=item.pk), user)
    # What comes back each year under the same words, dates aside, is suggested once.
    found: dict[int | tuple, tuple[float, Suggestion]] = {}
    for other in _like(items, item.title, rare).select_related("issue", "meeting__committee"):
        _weigh(found, other.issue_id or heading_words(other.title), other, rare, _of_item(other))
    for issue in _like(Issue.objects.all(), item.title, rare):
        _weigh(found, issue.pk, issue, rare, Suggestion(f"issue-{issue.pk}", issue.title, "an issue"))
    best = sorted(found.values(), key=lambda each: (-each[0], each[1].key))
    return [suggestion for _, suggestion in best[:MOST]]


def _rare_words(title: str) -> list[str]:
    """The words of a title that few items of the record have, or none yet."""
    words = {word for word in _words(title) if len(word) >= SHORTEST_WORD}
    most = SearchWord.objects.using("default").aggregate(most=Max("items"))["most"] or 0
    known = SearchWord.objects.using("default").filter(word__in=words, items__gt=max(most // ONE_IN, FEW))
    return sorted(words - set(known.values_list("word", flat=True)))


def _words(title: str) -> list[str]:
    return "".join(letter if letter.isalpha() else " " for letter in plain(title)).split()


def _like(rows: QuerySet, title: str, rare: list[str]) -> QuerySet:
    alike = Q(title__trigram_similar=title)
    if rare:
        # Nothing but letters, so that none of it is a pattern.
        alike |= Q(title__iregex=rf"\m({'|'.join(rare)})\M")
    found = rows.filter(alike).annotate(likeness=TrigramSimilarity("title", title))
    return found.order_by("-likeness", "-pk")[:WEIGHED]


def _weigh(found: dict, matter: int | tuple, row: Item | Issue, rare: list[str], suggestion: Suggestion) -> None:
    """Keep the likest suggestion of a matter, unless it is too little alike."""
    shared = len(set(rare).intersection(_words(row.title)))
    if row.likeness < (LIKE_A_LITTLE if shared else LIKE):
        return
    weight = row.likeness + FOR_A_RARE_WORD * shared
    if matter not in found or weight > found[matter][0]:
        found[matter] = (weight, suggestion)


def _of_item(item: Item) -> Suggestion:
    if item.issue:
        return Suggestion(f"issue-{item.issue_id}", item.issue.title, f"an issue, as “{item.title}” is")
    where = f"{item.meeting}, item {item.number}" if item.number else str(item.meeting)
    return Suggestion(f"item-{item.pk}", item.title, f"{where}: makes an issue of both")


def join(item: Item, key: str, user) -> Issue | None:
    """Put the item, not yet saved, to the issue named as suggestions name it; None where it is not there any more.

    An item that has no issue becomes the first of one, which takes its title, or that of the item joined to it: where
    one of the two is public, the issue may be too, and is named as the public has it.
    """
    kind, _, pk = key.partition("-")
    if not pk.isdecimal() or len(pk) > 18:
        return None
    if kind == "issue":
        item.issue = Issue.objects.filter(pk=pk).first()
        return item.issue
    other = within(Item.objects.filter(is_procedural=False).exclude(pk=item.pk), user).filter(pk=pk).first()
    if kind != "item" or other is None:
        return None
    if other.issue is None:
        named = _public_title(other) or _public_title(item) or other.title
        title = named[: Issue._meta.get_field("title").max_length].strip()
        other.issue, _ = Issue.objects.get_or_create(title=title)
        other.save(update_fields=["issue"])
        show_beside(other.meeting)
    item.issue = other.issue
    return item.issue


def _public_title(item: Item) -> str:
    """The title under which the public knows the item; the desk's may wait to be published. Nothing for a draft."""
    rows = PublishedItem.objects.using("default").filter(meeting=item.meeting.public_address, slug=item.public_slug)
    return rows.values_list("title", flat=True).first() or ""
