"""Actions found by where they were reported back: looked up at each publication, however many the archive holds."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("record", "0009_state_of_the_record")]
    operations = [
        migrations.AddIndex(
            model_name="publishedaction",
            index=models.Index(
                condition=models.Q(("reported_back_at__gt", "")),
                fields=["reported_back_at"],
                name="actions_reported_back",
                opclasses=["varchar_pattern_ops"],
            ),
        ),
    ]
