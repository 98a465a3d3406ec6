"""Which items each correction changed, told by the editions, so that only their pages say that they were corrected."""

from django.db import migrations

# As rows.py computes it, for what is on the record already. What lies before a withdrawal stays away.
FILL = """
WITH told AS (
    SELECT address, number, kind, items,
        lag(items) OVER editions AS items_before,
        coalesce(max(number) FILTER (WHERE kind = 'withdrawal') OVER whole, 0) AS withdrawn
    FROM record_edition, LATERAL (SELECT text::jsonb->'meeting'->'items' AS items) document
    WHERE address IN (SELECT address FROM record_edition WHERE kind = 'correction')
    WINDOW editions AS (PARTITION BY address ORDER BY number), whole AS (PARTITION BY address)
), corrected AS (
    SELECT address, number, jsonb_agg(item.value->'slug' ORDER BY item.ordinality) AS slugs
    FROM told, LATERAL jsonb_array_elements(items) WITH ORDINALITY item
    WHERE kind = 'correction' AND number >= withdrawn
        AND NOT EXISTS (SELECT FROM jsonb_array_elements(items_before) old WHERE old.value = item.value)
    GROUP BY 1, 2
)
UPDATE record_publishedmeeting shown SET editions = (
    SELECT jsonb_agg(
        edition.value || CASE WHEN slugs IS NULL THEN '{}' ELSE jsonb_build_object('items', slugs) END
        ORDER BY edition.ordinality
    )
    FROM jsonb_array_elements(shown.editions) WITH ORDINALITY edition
    LEFT JOIN corrected ON corrected.address = shown.address
        AND corrected.number = (edition.value->>'number')::integer
)
WHERE address IN (SELECT address FROM corrected)
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0016_counts_of_common_words")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
