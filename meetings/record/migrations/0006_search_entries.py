"""The tables of search: what the engine looks into, and the archive's own words."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# All the words of an entry stand out of line, as they are: the table itself stays thin, and is what counting reads.
# Those of a heading stay in line: they are what ranking reads.
STORAGE = [
    "ALTER TABLE record_searchentry ALTER COLUMN words SET STORAGE EXTERNAL",
    "ALTER TABLE record_searchentry SET (toast_tuple_target = 128)",
    "ALTER TABLE record_searchheading ALTER COLUMN words SET STORAGE MAIN",
]


# What has one length stands first in a row: counting reads volume and stamp of every hit, and must not look for them.


class Migration(migrations.Migration):
    dependencies = [("record", "0005_words_of_search")]

    operations = [
        migrations.CreateModel(
            name="SearchVolume",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        help_text="The calendar year in which the municipal year starts."
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="record.publishedcommittee"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("committee", "year"), name="one_volume_of_a_year")]
            },
        ),
        migrations.CreateModel(
            name="SearchStamp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("item", "Item"), ("paper", "Paper")], max_length=10)),
                ("outcome", models.CharField(blank=True, max_length=20)),
                ("is_procedural", models.BooleanField()),
                ("has_open_actions", models.BooleanField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "outcome", "is_procedural", "has_open_actions"), name="one_stamp_of_a_kind"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "volume",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.searchvolume"
                    ),
                ),
                (
                    "stamp",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.searchstamp",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="record.publisheditem"
                    ),
                ),
                ("held_on", models.DateField()),
                (
                    "is_sampled",
                    models.BooleanField(help_text="One in sixteen: where all would be too many, these are counted."),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="record.publisheddocument",
                    ),
                ),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "document"), name="one_entry_of_an_item_or_paper", nulls_distinct=False
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="SearchHeading",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="heading",
                        serialize=False,
                        to="record.searchentry",
                    ),
                ),
                (
                    "volume",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.searchvolume",
                    ),
                ),
                (
                    "stamp",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.searchstamp",
                    ),
                ),
                ("held_on", models.DateField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=24, primary_key=True, serialize=False)),
                ("items", models.IntegerField()),
            ],
        ),
        migrations.RunSQL(STORAGE, migrations.RunSQL.noop),
    ]
