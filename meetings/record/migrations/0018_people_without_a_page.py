"""Whom editions name with an address and rows without: members of the public who were taken for somebody else."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("record", "0017_items_that_were_corrected")]

    operations = [
        migrations.CreateModel(
            name="PersonWithoutPage",
            fields=[("slug", models.SlugField(max_length=80, primary_key=True, serialize=False))],
        ),
        migrations.RunSQL("SELECT record_is_watched('record_personwithoutpage')", migrations.RunSQL.noop),
    ]
