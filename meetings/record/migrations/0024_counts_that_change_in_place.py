"""A publication changes a thousand counts of common words, and looks up which words are common."""

from django.db import migrations, models

# Where a page has room, what changes is written beside what was there, and the index need not hear of it.
ROOM = "ALTER TABLE record_searchcount SET (fillfactor = 60)"


class Migration(migrations.Migration):
    dependencies = [("record", "0023_meetings_of_issues")]

    operations = [
        migrations.AddIndex(
            model_name="searchcount",
            index=models.Index(condition=models.Q(("facet", "")), fields=["word"], name="common_words"),
        ),
        migrations.RunSQL(ROOM, "ALTER TABLE record_searchcount RESET (fillfactor)"),
    ]
