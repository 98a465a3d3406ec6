"""The words of published papers, page by page: kept beside the editions, which name each paper by its digest.

They are the text of the file with that digest, read once; from a file whose words were redacted here they are never
read again. A text is in the record as long as a meeting shows its paper, and no longer; that words were taken out of
it stays known by the digest alone, so that the file brings them back on no way.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.contrib.postgres.search import SearchVectorField
from django.db import connections, models

from meetings.record.meetings import PublishedDocument
from meetings.record.redacting import Words

# So many bytes of a text make one entry of search: the engine tells the places of some sixteen thousand words apart.
PART = 80_000
LONGEST_PAGE = 20_000
# A council is of one nation, and a paper's file of one council: whichever meeting shows it.
WORDS = """minute_book_vector({text}, (
    SELECT CASE WHEN bool_or(nation = 'wales') THEN 'wales' ELSE 'england' END FROM record_publishedcouncil
))"""
KEEP = f"""
INSERT INTO record_publishedpaperpage (paper_id, place, part, text, words)
SELECT %(digest)s, place, part, text, {WORDS.format(text="text")}
FROM unnest(%(places)s::int[], %(parts)s::int[], %(texts)s::text[]) page (place, part, text)
"""
MEND = f"""
UPDATE record_publishedpaperpage SET words = {WORDS.format(text="text")}
WHERE words IS DISTINCT FROM {WORDS.format(text="text")}
"""
SPOILT = f"""
SELECT DISTINCT paper_id FROM record_publishedpaperpage
WHERE words IS DISTINCT FROM {WORDS.format(text="text")} ORDER BY paper_id
"""


class PublishedPaperTextQuerySet(models.QuerySet):
    def page_counts(self, papers: models.QuerySet[PublishedDocument]) -> models.Subquery:
        """How many pages each of the papers has that has pages, by its digest, to go into the row of a page."""
        paged = self.filter(page_count__isnull=False, digest__in=papers.order_by().values("digest"))
        # Not as an aggregate of Django's, which would group.
        together = models.Func("digest", "page_count", function="jsonb_object_agg", output_field=models.JSONField())
        return models.Subquery(paged.order_by().values(together=together))


class PublishedPaperText(models.Model):
    """That the words of a paper were read; without pages where none were found in it."""

    digest = models.CharField(max_length=64, primary_key=True, help_text="SHA-256 of the file they were read from.")
    page_count = models.PositiveIntegerField(null=True, help_text="Of the file; none where it has no pages.")
    is_unfinished = models.BooleanField(default=False, help_text="Whether more could be read, given more time.")
    is_redacted = models.BooleanField(default=False, help_text="Whether words were taken out since.")

    objects = PublishedPaperTextQuerySet.as_manager()

    def __str__(self) -> str:
        return self.digest


class PublishedPaperPage(models.Model):
    """One page with words, or a stretch of a paper that has no pages."""

    paper = models.ForeignKey(PublishedPaperText, models.CASCADE, related_name="pages")
    place = models.PositiveIntegerField(help_text="Number of the page, counted from one.")
    # A long paper is found by parts: see PART.
    part = models.PositiveSmallIntegerField()
    text = models.TextField()
    words = SearchVectorField()

    class Meta:
        ordering = ["paper", "place"]
        constraints = [models.UniqueConstraint(fields=["paper", "place"], name="one_page_of_a_paper_in_a_place")]

    def __str__(self) -> str:
        return f"{self.paper_id}, {self.place}"


def keep_text(digest: str, pages: Sequence[str], *, is_paged: bool, is_unfinished: bool) -> None:
    """Keep the words of a paper in place of what was kept; call inside the transaction in which it is published.

    What is left of a redacted paper stays as it is.
    """
    known = PublishedPaperText.objects.using("default").filter(digest=digest)
    if known.filter(is_redacted=True).exists():
        return
    known.delete()
    PublishedPaperText.objects.using("default").create(
        digest=digest, page_count=len(pages) if is_paged and pages else None, is_unfinished=is_unfinished
    )
    _write(digest, pages_to_keep(pages))


def pages_to_keep(pages: Sequence[str]) -> list[tuple[int, str]]:
    """Place and text of each page that has words, no longer than anybody reads a page."""
    return [(place, page[:LONGEST_PAGE]) for place, page in enumerate(pages, 1) if page.strip()]


def texts_kept(digests: Iterable[str]) -> set[str]:
    """Those of the papers that were read, whether or not they have words."""
    kept = PublishedPaperText.objects.using("default").filter(digest__in=digests)
    return set(kept.values_list("digest", flat=True))


def forget_texts_not_shown(digests: set[str] | None = None) -> None:
    """Take out the words of those papers, of all where none are named, that no meeting shows any more.

    Of a redacted paper the row stays, without a word: see `keep_text`.
    """
    if digests is not None and not digests:
        return
    shown = PublishedDocument.objects.using("default").filter(digest=models.OuterRef("digest"))
    texts = PublishedPaperText.objects.using("default").filter(~models.Exists(shown))
    texts = texts if digests is None else texts.filter(digest__in=digests)
    PublishedPaperPage.objects.using("default").filter(paper__in=texts.filter(is_redacted=True)).delete()
    texts.filter(is_redacted=False).delete()


def redacted_texts(digests: Iterable[str]) -> set[str]:
    """Those of the papers out of which words were taken."""
    redacted = PublishedPaperText.objects.using("default").filter(digest__in=digests, is_redacted=True)
    return set(redacted.values_list("digest", flat=True))


def redact_texts(address: str, words: Words, *, cut: Callable[[str], list[str]], also: Iterable[str] = ()) -> set[str]:
    """Take the words out of the papers that a meeting shows; return the addresses of all meetings that show them.

    `also` names papers out of whose text the desk took them, on the record or not. A text without pages is looked
    through as one, and `cut` anew; in one that has pages, a passage that goes over the end of a page is not found.
    """
    papers = PublishedDocument.objects.using("default").filter(meeting=address).values("digest")
    changed = set()
    for text in PublishedPaperText.objects.using("default").filter(digest__in=papers).prefetch_related("pages"):
        pages = [(page.place, page.text) for page in text.pages.all()]
        if text.page_count is None:
            pages = [(1, "".join(stretch for _, stretch in pages))]
        taken = [(place, *words.taken_out(page)) for place, page in pages]
        if any(count for *_, count in taken):
            left = [(place, page) for place, page, _ in taken]
            text.pages.all().delete()
            _write(text.digest, pages_to_keep(cut(left[0][1])) if text.page_count is None else left)
            changed.add(text.digest)
    PublishedPaperText.objects.using("default").bulk_create(
        [PublishedPaperText(digest=digest, is_redacted=True) for digest in sorted(changed | set(also))],
        update_conflicts=True,
        unique_fields=["digest"],
        update_fields=["is_redacted"],
    )
    showing = PublishedDocument.objects.using("default").filter(digest__in=changed)
    return set(showing.values_list("meeting", flat=True))


def recompute_words() -> None:
    """Bring the words of every page in line with its text; what is as it was is not written again."""
    with connections["default"].cursor() as cursor:
        cursor.execute(MEND)


def spoilt_texts() -> Iterator[str]:
    """The digests of papers whose words are not those of their text."""
    with connections["default"].cursor() as cursor:
        cursor.execute(SPOILT)
        yield from (digest for (digest,) in cursor.fetchall())


def _write(digest: str, pages: list[tuple[int, str]]) -> None:
    """Write the pages, in parts of about as many bytes."""
    rows, length = [], 0
    for place, text in pages:
        rows.append((place, length // PART + 1, text))
        length += len(text.encode())
    if not rows:
        return
    places, parts, texts = (list(column) for column in zip(*rows, strict=True))
    with connections["default"].cursor() as cursor:
        cursor.execute(KEEP, {"digest": digest, "places": places, "parts": parts, "texts": texts})
