"""Where in the record each resolution and action stands, who is named in it, and in what order the registers go."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Case, F, Func, Value, When
from django.db.models.functions import Greatest

from meetings.record.offices import office_of

# As meetings.record.rows computes them from the same content.
FILL_RESOLUTIONS = """
UPDATE record_publishedresolution resolution SET
    meeting_id = item.meeting_id,
    committee_id = meeting.committee_id,
    place = item.position * 1000 + resolution.position,
    is_procedural = item.is_procedural,
    mover = NULLIF(item.content -> 'resolutions' -> (resolution.position - 1) -> 'mover', 'null'),
    seconder = NULLIF(item.content -> 'resolutions' -> (resolution.position - 1) -> 'seconder', 'null'),
    people = ARRAY(
        SELECT DISTINCT (named ->> 'person') COLLATE "C" FROM jsonb_array_elements(
            jsonb_build_array(
                item.content -> 'resolutions' -> (resolution.position - 1) -> 'mover',
                item.content -> 'resolutions' -> (resolution.position - 1) -> 'seconder'
            ) || COALESCE(item.content -> 'resolutions' -> (resolution.position - 1) -> 'named_votes', '[]')
        ) named WHERE named ->> 'person' IS NOT NULL ORDER BY 1
    )
FROM record_publisheditem item JOIN record_publishedmeeting meeting ON meeting.address = item.meeting_id
WHERE item.id = resolution.item_id
"""
FILL_ACTIONS = """
UPDATE record_publishedaction action SET
    meeting_id = item.meeting_id,
    committee_id = meeting.committee_id,
    held_on = meeting.held_on,
    place = item.position * 1000 + action.number,
    published_at = meeting.published_at,
    told_at = GREATEST(
        action.completed_on,
        (SELECT max((told ->> 'on')::date) FROM jsonb_array_elements(action.updates) told)
    )::timestamp AT TIME ZONE 'Europe/London'
FROM record_publisheditem item JOIN record_publishedmeeting meeting ON meeting.address = item.meeting_id
WHERE item.id = action.item_id
"""
CHECK = "SET CONSTRAINTS ALL IMMEDIATE"


def fill_offices(apps, schema_editor) -> None:
    """Name the owners that are offices: no private person may stand in an index."""
    actions = apps.get_model("record", "PublishedAction").objects.using(schema_editor.connection.alias)
    owned = actions.exclude(owner="").select_related("meeting").defer("updates", "task")
    some = []
    for action in owned.order_by("pk").iterator(chunk_size=500):
        action.office = office_of(action.owner, action.meeting.content["attendees"])
        some.append(action)
        if len(some) == 500:
            actions.bulk_update(some, ["office"])
            some = []
    actions.bulk_update(some, ["office"])


def committee(**also) -> models.ForeignKey:
    on_delete = django.db.models.deletion.PROTECT
    return models.ForeignKey("record.publishedcommittee", on_delete, related_name="+", db_index=False, **also)


def meeting(**also) -> models.ForeignKey:
    return models.ForeignKey("record.publishedmeeting", django.db.models.deletion.CASCADE, related_name="+", **also)


def held_on(**also) -> models.DateField:
    return models.DateField(help_text="The local day of the meeting.", **also)


def place(**also) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(help_text="Its place among those of its meeting.", **also)


def published_at(**also) -> models.DateTimeField:
    return models.DateTimeField(help_text="When the newest edition was made.", **also)


WHERE = {"meeting": meeting, "committee": committee, "held_on": held_on, "place": place}
ACTION, RESOLUTION = "publishedaction", "publishedresolution"
OF_ACTIONS, OF_RESOLUTIONS = WHERE | {"published_at": published_at}, WHERE


def days_before(column: str) -> Func:
    template = "(DATE '2200-01-01' - %(expressions)s)"
    return Func(F(column), template=template, output_field=models.IntegerField())


def days_since(column: str) -> Func:
    template = "(%(expressions)s - DATE '1800-01-01')"
    return Func(F(column), template=template, output_field=models.IntegerField())


def index(model: str, name: str, *fields: str) -> migrations.AddIndex:
    return migrations.AddIndex(model, models.Index(fields=fields, name=name))


class Migration(migrations.Migration):
    dependencies = [("record", "0013_words_of_papers")]

    operations = [
        *(migrations.AddField(ACTION, name, field(null=True)) for name, field in OF_ACTIONS.items()),
        *(
            migrations.AddField(RESOLUTION, name, field(null=True))
            for name, field in OF_RESOLUTIONS.items()
            if name != "held_on"
        ),
        migrations.AddField(ACTION, "told_at", models.DateTimeField(null=True)),
        migrations.AddField(
            ACTION,
            "office",
            models.CharField(
                max_length=200, blank=True, default="", help_text="The owner, unless that is a private person."
            ),
            preserve_default=False,
        ),
        migrations.AddField(RESOLUTION, "mover", models.JSONField(null=True)),
        migrations.AddField(RESOLUTION, "seconder", models.JSONField(null=True)),
        migrations.AddField(
            RESOLUTION,
            "people",
            django.contrib.postgres.fields.ArrayField(
                models.CharField(max_length=80), default=list, help_text="Who moved, seconded or voted."
            ),
        ),
        migrations.AddField(
            RESOLUTION, "is_procedural", models.BooleanField(default=False, help_text="Whether its item is.")
        ),
        migrations.RunSQL([FILL_RESOLUTIONS, FILL_ACTIONS], migrations.RunSQL.noop),
        migrations.RunPython(fill_offices, migrations.RunPython.noop),
        migrations.RunSQL(CHECK, CHECK),
        *(migrations.AlterField(ACTION, name, field()) for name, field in OF_ACTIONS.items()),
        *(migrations.AlterField(RESOLUTION, name, field()) for name, field in OF_RESOLUTIONS.items()),
        migrations.AddField(
            ACTION,
            "turn",
            models.GeneratedField(
                expression=Case(
                    When(completed_on__isnull=False, then=Value(20_000_000) + days_before("completed_on")),
                    When(due_on__isnull=False, then=days_since("due_on")),
                    default=Value(10_000_000) + days_before("held_on"),
                ),
                output_field=models.IntegerField(),
                db_persist=True,
            ),
        ),
        migrations.AddField(
            ACTION,
            "changed_at",
            models.GeneratedField(
                expression=Greatest("published_at", "told_at"), output_field=models.DateTimeField(), db_persist=True
            ),
        ),
        index(ACTION, "actions_by_turn", "turn"),
        index(ACTION, "actions_of_a_committee", "committee", "turn"),
        index(ACTION, "actions_of_an_office", "office", "turn"),
        index(ACTION, "actions_by_day", "-held_on", "turn"),
        index(ACTION, "actions_by_news", "-changed_at"),
        index(RESOLUTION, "resolutions_by_day", "-held_on", "outcome", "is_procedural"),
        index(RESOLUTION, "resolutions_of_a_committee", "committee", "-held_on", "outcome", "is_procedural"),
        migrations.AddIndex(
            RESOLUTION,
            django.contrib.postgres.indexes.GinIndex(fields=["people"], name="resolutions_by_person"),
        ),
        index("publishedmeeting", "meetings_by_news", "-published_at", "address"),
    ]
