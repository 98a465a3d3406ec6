"""On which other days a meeting was announced, and how often its when and where changed, told by its editions."""

import django.contrib.postgres.fields
from django.db import migrations, models

# As rows.py computes them, for what is on the record already. What lies before a withdrawal stays away.
FILL = """
WITH told AS (
    SELECT address, number, kind,
        left(meeting->>'starts_at', 10)::date AS held_on,
        meeting->>'stage' AS stage,
        jsonb_build_array(meeting->'starts_at', meeting->'venue', meeting->'cancelled' = 'null') AS facts
    FROM record_edition, LATERAL (SELECT text::jsonb->'meeting' AS meeting) document
), compared AS (
    SELECT *, lag(facts) OVER editions AS facts_before,
        coalesce(max(number) FILTER (WHERE kind = 'withdrawal') OVER whole, 0) AS withdrawn
    FROM told
    WINDOW editions AS (PARTITION BY address ORDER BY number), whole AS (PARTITION BY address)
), days AS (
    SELECT compared.address, compared.held_on, min(number) AS number
    FROM compared JOIN record_publishedmeeting shown ON shown.address = compared.address
    WHERE stage = 'agenda' AND number >= withdrawn AND compared.held_on <> shown.held_on
    GROUP BY 1, 2
), sequences AS (
    SELECT address, max(number) - 1 AS sequence FROM compared
    WHERE number = 1 OR facts <> facts_before OR kind = 'redaction' GROUP BY 1
)
UPDATE record_publishedmeeting shown SET
    sequence = sequences.sequence,
    moved_from = coalesce((SELECT array_agg(days.held_on ORDER BY number) FROM days
        WHERE days.address = shown.address), '{}')
FROM sequences
WHERE sequences.address = shown.address AND (sequences.sequence > 0
    OR EXISTS (SELECT FROM days WHERE days.address = shown.address))
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0010_actions_reported_back")]

    operations = [
        migrations.AddField(
            model_name="publishedmeeting",
            name="moved_from",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.DateField(),
                default=list,
                help_text="Other days on which agendas said that it would be held.",
            ),
        ),
        migrations.AddField(
            model_name="publishedmeeting",
            name="sequence",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="Grows when what is public of when, where or whether it is held changes (RFC 5545).",
            ),
        ),
        migrations.RunSQL([FILL, "SET CONSTRAINTS ALL IMMEDIATE"], migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="publishedmeeting",
            index=models.Index(
                condition=models.Q(("moved_from", []), _negated=True),
                fields=["held_on"],
                name="meetings_that_were_moved",
            ),
        ),
    ]
