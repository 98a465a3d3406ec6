import uuid

from django.db import migrations, models


def each_source_is_a_batch(apps, schema_editor):
    """Reviews that wait already belong together by the text they were read from."""
    for source in apps.get_model("meetings", "SourceText").objects.all():
        reviews = list(source.reviews.order_by("position"))
        batch = uuid.uuid4()
        for place, review in enumerate(reviews, start=1):
            review.batch, review.batch_position, review.batch_size = batch, place, len(reviews)
            review.save(update_fields=["batch", "batch_position", "batch_size"])


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_desk_of_the_clerk")]

    operations = [
        migrations.AddField("review", "batch", models.UUIDField(default=uuid.uuid4)),
        migrations.AddField("review", "batch_position", models.PositiveSmallIntegerField(default=1)),
        migrations.AddField("review", "batch_size", models.PositiveSmallIntegerField(default=1)),
        migrations.AddField("review", "unfinished", models.JSONField(blank=True, default=dict)),
        migrations.RunPython(each_source_is_a_batch, migrations.RunPython.noop),
        migrations.AddConstraint(
            "review",
            models.UniqueConstraint(fields=("batch", "batch_position"), name="one_review_at_a_place_of_its_batch"),
        ),
    ]
