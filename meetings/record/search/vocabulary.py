"""The archive's own words, and in how many items each stands: what a word half typed or mistyped can mean.

A word leaves when the last item that held it does, so that what was redacted is never suggested.
"""

from collections import Counter

from django.contrib.postgres.indexes import GinIndex
from django.db import connections, models

# Of plain letters, accents folded, three at least; figures and references are never mistyped words. Each word is
# looked at once, when it has been counted, and not for every item.
COUNTED = """
    SELECT word, count(*) FROM record_publisheditem item
    CROSS JOIN unnest(tsvector_to_array(
        to_tsvector('minute_book_as_written', concat_ws(E'\\n', item.title, item.resolutions_text, item.minute_text))
    )) word
    {where} GROUP BY word HAVING word ~ '^[a-z]+$' AND length(word) BETWEEN 3 AND 24
"""
ALL_COUNTED = COUNTED.format(where="")


class SearchWord(models.Model):
    """A word as it is written, in how many items."""

    word = models.CharField(max_length=24, primary_key=True)
    items = models.IntegerField()

    class Meta:
        indexes = [GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="words_by_trigram")]

    def __str__(self) -> str:
        return self.word


def words_of(*addresses: str) -> Counter[str]:
    """In how many items of the meetings each of their words stands, as the rows are now."""
    with connections["default"].cursor() as cursor:
        cursor.execute(COUNTED.format(where="WHERE item.meeting_id = ANY (%s)"), [list(addresses)])
        return Counter(dict(cursor.fetchall()))


def recount(before: Counter[str], after: Counter[str]) -> None:
    """Bring the counts in line with what the words of a meeting were before it was written, and are since."""
    change = {word: after[word] - before[word] for word in before | after if after[word] != before[word]}
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
