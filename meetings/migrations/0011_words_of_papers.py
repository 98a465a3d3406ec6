"""The words of papers at the desk, in a table of their own, of which there is no history."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0010_synonyms_of_government_funds"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaperText",
            fields=[
                (
                    "paper",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="text_read",
                        serialize=False,
                        to="meetings.document",
                    ),
                ),
                ("digest", models.CharField(help_text="SHA-256 of the file they were read from.", max_length=64)),
                ("text", models.TextField(blank=True, help_text="Page by page, a form feed between two.")),
                ("is_paged", models.BooleanField(default=False, help_text="Whether the file has pages.")),
                (
                    "is_unfinished",
                    models.BooleanField(default=False, help_text="Whether more could be read, given more time."),
                ),
                ("fault", models.TextField(blank=True, help_text="Why nothing could be read, or not all.")),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="document",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="document",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="document",
            name="delete_delete",
        ),
        migrations.RemoveField(
            model_name="document",
            name="extracted_text",
        ),
        migrations.RemoveField(
            model_name="documentevent",
            name="extracted_text",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_documentevent" ("file", "id", "item_id", "kind", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title") VALUES (NEW."file", NEW."id", NEW."item_id", NEW."kind", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."title"); RETURN NULL;',
                    hash="b7d5d3c95b78236ddb557b4a5b56ce8d59195557",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ca944",
                    table="meetings_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_documentevent" ("file", "id", "item_id", "kind", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title") VALUES (NEW."file", NEW."id", NEW."item_id", NEW."kind", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."title"); RETURN NULL;',
                    hash="31e1ac82958b8930336bc931ec521c2808ceb777",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bb2a1",
                    table="meetings_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_documentevent" ("file", "id", "item_id", "kind", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title") VALUES (OLD."file", OLD."id", OLD."item_id", OLD."kind", OLD."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."title"); RETURN NULL;',
                    hash="e6b6422108319db89eda6a6d32cbb513e167d672",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_468c6",
                    table="meetings_document",
                    when="AFTER",
                ),
            ),
        ),
    ]
