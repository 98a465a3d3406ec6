"""How the public reaches a council, and the licence of its minutes; their history too."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0011_words_of_papers"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="council",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="council",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="council",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="council",
            name="contact",
            field=models.TextField(
                blank=True,
                help_text="About its minutes: e-mail, telephone and postal address, as they are to stand on public pages.",
                verbose_name="how the public reaches the council",
            ),
        ),
        migrations.AddField(
            model_name="council",
            name="licence",
            field=models.CharField(
                choices=[
                    ("ogl-3", "Open Government Licence v3.0"),
                    ("cc-by-4", "Creative Commons Attribution 4.0"),
                    ("none", "No licence: all rights reserved"),
                ],
                default="ogl-3",
                help_text="Stands on the page about the licence. Councils are asked to use the Open Government Licence.",
                max_length=20,
                verbose_name="licence of the minutes",
            ),
        ),
        migrations.AddField(
            model_name="councilevent",
            name="contact",
            field=models.TextField(
                blank=True,
                help_text="About its minutes: e-mail, telephone and postal address, as they are to stand on public pages.",
                verbose_name="how the public reaches the council",
            ),
        ),
        migrations.AddField(
            model_name="councilevent",
            name="licence",
            field=models.CharField(
                choices=[
                    ("ogl-3", "Open Government Licence v3.0"),
                    ("cc-by-4", "Creative Commons Attribution 4.0"),
                    ("none", "No licence: all rights reserved"),
                ],
                default="ogl-3",
                help_text="Stands on the page about the licence. Councils are asked to use the Open Government Licence.",
                max_length=20,
                verbose_name="licence of the minutes",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="council",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_councilevent" ("contact", "days_out", "ends_on", "has_clear_breaks", "has_clear_saturdays", "id", "licence", "minutes_target_days", "name", "nation", "notice_days", "own_contacts", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "starts_on", "successor_id") VALUES (NEW."contact", NEW."days_out", NEW."ends_on", NEW."has_clear_breaks", NEW."has_clear_saturdays", NEW."id", NEW."licence", NEW."minutes_target_days", NEW."name", NEW."nation", NEW."notice_days", NEW."own_contacts", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."slug", NEW."starts_on", NEW."successor_id"); RETURN NULL;',
                    hash="41be1ffcb602d62f36aeb5d1390558cf64c9dbc5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d57d1",
                    table="meetings_council",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="council",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_councilevent" ("contact", "days_out", "ends_on", "has_clear_breaks", "has_clear_saturdays", "id", "licence", "minutes_target_days", "name", "nation", "notice_days", "own_contacts", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "starts_on", "successor_id") VALUES (NEW."contact", NEW."days_out", NEW."ends_on", NEW."has_clear_breaks", NEW."has_clear_saturdays", NEW."id", NEW."licence", NEW."minutes_target_days", NEW."name", NEW."nation", NEW."notice_days", NEW."own_contacts", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."slug", NEW."starts_on", NEW."successor_id"); RETURN NULL;',
                    hash="66ed8adc749ef2118c6ae01c93fc1a826d1e7b30",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_85aef",
                    table="meetings_council",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="council",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_councilevent" ("contact", "days_out", "ends_on", "has_clear_breaks", "has_clear_saturdays", "id", "licence", "minutes_target_days", "name", "nation", "notice_days", "own_contacts", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "starts_on", "successor_id") VALUES (OLD."contact", OLD."days_out", OLD."ends_on", OLD."has_clear_breaks", OLD."has_clear_saturdays", OLD."id", OLD."licence", OLD."minutes_target_days", OLD."name", OLD."nation", OLD."notice_days", OLD."own_contacts", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."slug", OLD."starts_on", OLD."successor_id"); RETURN NULL;',
                    hash="90c4290975517db0bbda20124cc81a9d4fd8cbb6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6c565",
                    table="meetings_council",
                    when="AFTER",
                ),
            ),
        ),
    ]
