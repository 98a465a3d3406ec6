"""The words of papers, and what search makes of them: an entry for each paper, or for each part of a long one."""

import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# The words of some pages as those of one text, in the order of the pages.
TOGETHER = """
CREATE AGGREGATE minute_book_together(tsvector) (
    SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = '', PARALLEL = SAFE
)
"""
# Beside record_entries_of (migration 0005), of the papers that the meetings at these addresses show.
ENTRIES = """
CREATE FUNCTION record_paper_entries_of(addresses text[]) RETURNS TABLE (
    item_id bigint, document_id bigint, part smallint, committee_id varchar, year integer,
    kind varchar, outcome varchar, is_procedural boolean, has_open_actions boolean,
    held_on date, is_sampled boolean, words tsvector
) LANGUAGE sql STABLE AS $$
    SELECT document.item_id, document.id, pages.part, meeting.committee_id,
        extract(year FROM meeting.held_on)::integer - (extract(month FROM meeting.held_on) < 5)::integer,
        'paper', '', coalesce(item.is_procedural, false), false,
        meeting.held_on,
        get_byte(sha256(convert_to(document.meeting_id || '/' || document.digest || '/' || pages.part, 'UTF8')), 0)
            < 16,
        setweight(minute_book_vector(document.title, council.nation), 'C')
            || setweight(pages.words, 'D')
            || array_to_tsvector(ARRAY(
                SELECT '@' || person_id FROM record_publishedattendance
                WHERE meeting_id = document.meeting_id AND person_id IS NOT NULL
                AND attendance IN ('present', 'remote')
                UNION SELECT '@' || person_id FROM record_publishedappearance WHERE item_id = document.item_id))
    FROM record_publisheddocument document
    JOIN record_publishedmeeting meeting ON meeting.address = document.meeting_id
    JOIN record_publishedcommittee committee ON committee.slug = meeting.committee_id
    JOIN record_publishedcouncil council ON council.slug = committee.council_id
    LEFT JOIN record_publisheditem item ON item.id = document.item_id
    CROSS JOIN LATERAL (
        SELECT part, minute_book_together(page.words ORDER BY place) AS words
        FROM record_publishedpaperpage page WHERE page.paper_id = document.digest GROUP BY part
    ) pages
    WHERE addresses IS NULL OR document.meeting_id = ANY (addresses)
$$
"""
WATCH = [
    "SELECT record_is_watched('record_publishedpapertext')",
    "SELECT record_is_watched('record_publishedpaperpage')",
]


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0012_entries_kept_thin"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedPaperPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveIntegerField(help_text="Number of the page, counted from one.")),
                ("part", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "ordering": ["paper", "place"],
            },
        ),
        migrations.CreateModel(
            name="PublishedPaperText",
            fields=[
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 of the file they were read from.",
                        max_length=64,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "page_count",
                    models.PositiveIntegerField(help_text="Of the file; none where it has no pages.", null=True),
                ),
                (
                    "is_unfinished",
                    models.BooleanField(default=False, help_text="Whether more could be read, given more time."),
                ),
                ("is_redacted", models.BooleanField(default=False, help_text="Whether words were taken out since.")),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="searchentry",
            name="one_entry_of_an_item_or_paper",
        ),
        migrations.AddField(
            model_name="searchentry",
            name="part",
            field=models.PositiveSmallIntegerField(db_default=1, default=1, help_text="Of a long paper, from one on."),
        ),
        migrations.AlterField(
            model_name="searchentry",
            name="item",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="entries",
                to="record.publisheditem",
            ),
        ),
        migrations.AddConstraint(
            model_name="searchentry",
            constraint=models.UniqueConstraint(
                fields=("item", "document", "part"), name="one_entry_of_an_item_or_part", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="searchentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("item__isnull", False), ("document__isnull", False), _connector="OR"),
                name="an_entry_is_of_an_item_or_a_paper",
            ),
        ),
        migrations.AddField(
            model_name="publishedpaperpage",
            name="paper",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="pages", to="record.publishedpapertext"
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedpaperpage",
            constraint=models.UniqueConstraint(fields=("paper", "place"), name="one_page_of_a_paper_in_a_place"),
        ),
        migrations.RunSQL(TOGETHER, "DROP AGGREGATE minute_book_together(tsvector)"),
        migrations.RunSQL(ENTRIES, "DROP FUNCTION record_paper_entries_of"),
        migrations.RunSQL(WATCH, migrations.RunSQL.noop),
    ]
