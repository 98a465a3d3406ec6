"""The words that stand in very many entries, and in how many of each committee, year and stamp.

Going through ten thousand hits to count them costs more than all the rest of an answer. Which words are counted is
settled by a rebuild; from then on triggers (migration 0016) keep the counts in line with the entries, whoever writes
those. A word that is not counted here yet is counted hit by hit: the answer is the same, and later.
"""

from django.db import connections, models


class SearchCount(models.Model):
    """The entries with a common word, as the engine keeps it, under one value of a facet; the facet "" is all."""

    pk = models.CompositePrimaryKey("word", "facet", "value")
    word = models.CharField(max_length=100)
    facet = models.CharField(max_length=10, help_text="committee, year, stamp, or empty.")
    value = models.CharField(max_length=100, blank=True)
    entries = models.IntegerField()
    procedural = models.IntegerField(help_text="How many of them are of procedure.")

    class Meta:
        # Which words are common is asked at each publication, of all that stand in its items.
        indexes = [models.Index(fields=["word"], condition=models.Q(facet=""), name="common_words")]

    def __str__(self) -> str:
        return f"{self.word}, {self.facet} {self.value}"


def forget_common_words() -> None:
    """Let the triggers rest until the words are counted anew; call inside a transaction, in which readers see the old.

    Where very many entries change, keeping the counts in line takes far longer than counting.
    """
    SearchCount.objects.using("default").all().delete()


def count_common_words() -> None:
    """Settle anew which words are common, and count them; call inside a transaction."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT record_count_words(ARRAY(SELECT record_common_words()))")


def miscounted() -> int:
    """How many counts differ from what going through the entries gives."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM record_searchcount stored FULL JOIN record_counts_of_common_words() counted "
            "USING (word, facet, value) "
            "WHERE (coalesce(stored.entries, 0), coalesce(stored.procedural, 0)) "
            "<> (coalesce(counted.entries, 0), coalesce(counted.procedural, 0))"
        )
        return cursor.fetchone()[0]
