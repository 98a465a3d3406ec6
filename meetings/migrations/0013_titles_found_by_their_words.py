"""Titles of items are found by the likeness of their words, for what a clerk may join to an issue."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations


class Migration(migrations.Migration):
    # The record made the extension that the index is of.
    dependencies = [("meetings", "0012_what_the_public_is_told_of_a_council"), ("record", "0005_words_of_search")]
    operations = [
        migrations.AddIndex(
            "item", GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="items_by_words_of_title")
        ),
    ]
