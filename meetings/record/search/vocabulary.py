"""The archive's own words, and in how many items each stands: what a word half typed or mistyped can mean.

A word leaves when the last item that held it does, so that what was redacted is never suggested.
"""

from collections import Counter
from collections.abc import Iterable

from django.contrib.postgres.indexes import GinIndex
from django.db import connections, models

from meetings.record.meetings import PublishedItem

# Of plain letters, accents folded, three at least; figures and references are never mistyped words. Each word is
# looked at once, when it has been counted, and not for every item.
COUNTED = """
    SELECT word, count(*) FROM {texts}
    CROSS JOIN unnest(tsvector_to_array(to_tsvector('minute_book_as_written', text))) word
    GROUP BY word HAVING word ~ '^[a-z]+$' AND length(word) BETWEEN 3 AND 24
"""
# See also: text_of().
ALL_COUNTED = COUNTED.format(
    texts="(SELECT concat_ws(E'\\n', title, resolutions_text, minute_text) AS text FROM record_publisheditem) texts"
)


class SearchWord(models.Model):
    """A word as it is written, in how many items."""

    word = models.CharField(max_length=24, primary_key=True)
    items = models.IntegerField()

    class Meta:
        indexes = [GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="words_by_trigram")]

    def __str__(self) -> str:
        return self.word


def text_of(item: PublishedItem) -> str:
    """What an item gives its words from."""
    return "\n".join([item.title, item.resolutions_text, item.minute_text])


def texts_of(address: str) -> list[str]:
    """The texts of the items of a meeting, as its rows are now."""
    items = PublishedItem.objects.using("default").filter(meeting=address)
    return [text_of(item) for item in items.only("title", "resolutions_text", "minute_text")]


def words_of(texts: Iterable[str]) -> Counter[str]:
    """In how many of the texts each of their words stands."""
    texts = list(texts)
    if not texts:
        return Counter()
    with connections["default"].cursor() as cursor:
        cursor.execute(COUNTED.format(texts="unnest(%s::text[]) text"), [texts])
        return Counter(dict(cursor.fetchall()))


def recount(before: Iterable[str], after: Iterable[str]) -> None:
    """Bring the counts in line with the texts of a meeting before it was written, and since.

    Most texts stay as they are when minutes are corrected, and taking words apart is what takes time.
    """
    gone, come = Counter(before), Counter(after)
    count_in(words_of((come - gone).elements()), gone=words_of((gone - come).elements()))


def count_in(come: Counter[str], *, gone: Counter[str]) -> None:
    """Add to the counts of words, and take away from them."""
    change = {word: come[word] - gone[word] for word in come | gone if come[word] != gone[word]}
    if not change:
        return
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO record_searchword AS known (word, items) SELECT * FROM unnest(%s::text[], %s::int[]) "
            "ON CONFLICT (word) DO UPDATE SET items = known.items + excluded.items",
            [list(change), list(change.values())],
        )
        if fewer := [word for word, by in change.items() if by < 0]:
            cursor.execute("DELETE FROM record_searchword WHERE items = 0 AND word = ANY (%s)", [fewer])


def recount_all() -> None:
    """Count every word of the archive anew; only what differs is written."""
    with connections["default"].cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE counted ON COMMIT DROP AS {ALL_COUNTED}")
        cursor.execute("DELETE FROM record_searchword WHERE word NOT IN (SELECT word FROM counted)")
        cursor.execute(
            "INSERT INTO record_searchword AS known (word, items) SELECT word, count FROM counted "
            "ON CONFLICT (word) DO UPDATE SET items = excluded.items WHERE known.items <> excluded.items"
        )
        cursor.execute("DROP TABLE counted")


def miscounted() -> int:
    """How many words are counted wrongly."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM ({ALL_COUNTED}) counted "
            "FULL JOIN record_searchword known USING (word) WHERE known.items IS DISTINCT FROM counted.count"
        )
        return cursor.fetchone()[0]
