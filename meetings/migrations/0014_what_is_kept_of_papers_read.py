"""From which file a paper's words were read, and what to look at in it. What was read without is read once more."""

from django.db import migrations, models


def forget_what_was_read(apps, schema_editor):
    apps.get_model("meetings", "PaperText").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0013_titles_found_by_their_words"),
    ]

    operations = [
        migrations.RunPython(forget_what_was_read, migrations.RunPython.noop),
        migrations.AddField(
            model_name="papertext",
            name="file_name",
            field=models.CharField(default="", help_text="What that file was called on the shelf.", max_length=300),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="papertext",
            name="file_size",
            field=models.PositiveBigIntegerField(default=0, help_text="Of that file, in bytes."),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="papertext",
            name="note",
            field=models.TextField(
                blank=True, default="", help_text="What to look at in the file before it is published."
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="papertext",
            name="asked_about",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="What of it looks like personal data: the kind and the words, each once.",
            ),
        ),
    ]
