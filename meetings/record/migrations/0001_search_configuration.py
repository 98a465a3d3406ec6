"""English stems with accents folded: the configuration that search columns and queries share."""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        migrations.RunSQL(
            [
                "CREATE TEXT SEARCH CONFIGURATION minute_book (COPY = english)",
                "ALTER TEXT SEARCH CONFIGURATION minute_book "
                "ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem",
            ],
            ["DROP TEXT SEARCH CONFIGURATION minute_book"],
        ),
    ]
