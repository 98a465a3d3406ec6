"""At how many meetings each issue was dealt with, counted once: every answer of a search says it."""

from django.db import migrations, models

# As publishing counts it, for what is on the record already.
FILL = """
UPDATE record_publishedissue SET meetings = counted.meetings FROM (
    SELECT issue_id, count(DISTINCT address) AS meetings FROM record_publisheditem item
    JOIN record_publishedmeeting ON address = meeting_id
    WHERE issue_id IS NOT NULL AND state IN ('draft', 'confirmed') GROUP BY issue_id
) counted WHERE slug = issue_id
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0022_salt_of_editions")]

    operations = [
        migrations.AddField(
            model_name="publishedissue",
            name="meetings",
            field=models.PositiveIntegerField(default=0, help_text="How many dealt with it whose minutes are public."),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
