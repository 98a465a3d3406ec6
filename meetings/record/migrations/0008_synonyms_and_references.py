"""The published list of words that mean the same, and the numbers of minutes to be looked up by."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0007_fill_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedSynonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("short", models.CharField(max_length=60)),
                ("long", models.CharField(max_length=200)),
                ("short_folded", models.CharField(db_index=True, max_length=60)),
                ("long_folded", models.CharField(db_index=True, max_length=200)),
            ],
            options={
                "ordering": ["short", "long"],
            },
        ),
        migrations.AddIndex(
            model_name="publisheditem",
            index=models.Index(fields=["minute_number"], name="items_by_minute_number"),
        ),
        migrations.AddConstraint(
            model_name="publishedsynonym",
            constraint=models.UniqueConstraint(fields=("short_folded", "long_folded"), name="one_synonym_of_a_pair"),
        ),
    ]
