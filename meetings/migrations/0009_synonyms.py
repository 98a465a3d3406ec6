"""The list of words that mean the same, its history, who may keep it, and sixty of local government's to begin with."""

import django.db.models.deletion
import django.db.models.functions.text
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

# Those of one meaning in minutes: PCN, EIA and LHA are left to each council, whose own they are.
FIRST = [
    # Children and schools
    ("EHE", "elective home education"),
    ("EHCP", "education, health and care plan"),
    ("SEND", "special educational needs and disabilities"),
    ("SEN", "special educational needs"),
    ("LADO", "local authority designated officer"),
    ("MASH", "multi-agency safeguarding hub"),
    ("SACRE", "standing advisory council on religious education"),
    ("PRU", "pupil referral unit"),
    ("DSG", "dedicated schools grant"),
    ("NEET", "not in education, employment or training"),
    ("UASC", "unaccompanied asylum-seeking children"),
    ("CAMHS", "child and adolescent mental health services"),
    ("CSE", "child sexual exploitation"),
    ("EYFS", "early years foundation stage"),
    ("IRO", "independent reviewing officer"),
    # Safety
    ("ASB", "anti-social behaviour"),
    ("MARAC", "multi-agency risk assessment conference"),
    ("MAPPA", "multi-agency public protection arrangements"),
    ("CSP", "community safety partnership"),
    ("PSPO", "public spaces protection order"),
    ("CPN", "community protection notice"),
    ("PCC", "police and crime commissioner"),
    # Planning and housing
    ("CIL", "community infrastructure levy"),
    ("S106", "section 106"),
    ("HMO", "house in multiple occupation"),
    ("TPO", "tree preservation order"),
    ("CPO", "compulsory purchase order"),
    ("SPD", "supplementary planning document"),
    ("NPPF", "National Planning Policy Framework"),
    ("BNG", "biodiversity net gain"),
    ("AONB", "area of outstanding natural beauty"),
    ("SSSI", "site of special scientific interest"),
    ("SuDS", "sustainable drainage systems"),
    ("NSIP", "nationally significant infrastructure project"),
    ("DFG", "disabled facilities grant"),
    # Roads and air
    ("TRO", "traffic regulation order"),
    ("LTP", "local transport plan"),
    ("LCWIP", "local cycling and walking infrastructure plan"),
    ("BSIP", "bus service improvement plan"),
    ("CPZ", "controlled parking zone"),
    ("AQMA", "air quality management area"),
    # Money
    ("MTFS", "medium term financial strategy"),
    ("MTFP", "medium term financial plan"),
    ("HRA", "Housing Revenue Account"),
    ("RSG", "revenue support grant"),
    ("PWLB", "Public Works Loan Board"),
    ("MRP", "minimum revenue provision"),
    ("LGPS", "Local Government Pension Scheme"),
    # Councils and their law
    ("LGA", "Local Government Association"),
    ("LGR", "local government reorganisation"),
    ("NALC", "National Association of Local Councils"),
    ("SLCC", "Society of Local Council Clerks"),
    ("RFO", "responsible financial officer"),
    ("AGAR", "annual governance and accountability return"),
    ("LGSCO", "Local Government and Social Care Ombudsman"),
    ("EqIA", "equality impact assessment"),
    ("FOI", "freedom of information"),
    # Health and care
    ("JSNA", "joint strategic needs assessment"),
    ("ICB", "integrated care board"),
    ("CQC", "Care Quality Commission"),
]


def let_clerks_keep_it(apps, schema_editor):
    # Permissions are otherwise made only after the last migration.
    config = apps.get_app_config("meetings")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    may = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="meetings", content_type__model="synonym"
    )
    group = apps.get_model("auth", "Group").objects
    for keeper in group.filter(name__in=["Clerk", "Publisher", "Administrator"]):
        keeper.permissions.add(*may)
    for reader in group.filter(name="Reviewer"):
        reader.permissions.add(may.get(codename="view_synonym"))


def begin_the_list(apps, schema_editor):
    apps.get_model("meetings", "Synonym").objects.bulk_create(
        apps.get_model("meetings", "Synonym")(short=short, long=long) for short, long in FIRST
    )
    # As every later list is when it is saved, so this is public at once.
    shown = apps.get_model("record", "PublishedSynonym")
    rows = [
        shown(short=short, long=long, short_folded=as_looked_up(short), long_folded=as_looked_up(long))
        for short, long in FIRST
    ]
    shown.objects.bulk_create(rows, ignore_conflicts=True)


def as_looked_up(text):
    words = text.lower().replace("-", " ").replace(",", "").split()
    return " ".join(of_one(word) for word in words if word != "or")


def of_one(word):
    if len(word) < 4 or word.endswith("ss") or not word.endswith("s"):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0008_what_is_withdrawn_and_confirmed"),
        ("record", "0008_synonyms_and_references"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="SynonymEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "short",
                    models.CharField(help_text="As it is printed: “EHE”.", max_length=60, verbose_name="short form"),
                ),
                (
                    "long",
                    models.CharField(
                        help_text="In full: “elective home education”.", max_length=200, verbose_name="stands for"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Synonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "short",
                    models.CharField(help_text="As it is printed: “EHE”.", max_length=60, verbose_name="short form"),
                ),
                (
                    "long",
                    models.CharField(
                        help_text="In full: “elective home education”.", max_length=200, verbose_name="stands for"
                    ),
                ),
            ],
            options={
                "ordering": ["short", "long"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("short"),
                        django.db.models.functions.text.Lower("long"),
                        name="one_synonym_of_two_forms",
                        violation_error_message="The list says so already: this short form stands for these words.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("short__iexact", models.F("long")), _negated=True),
                        name="a_synonym_is_another_word",
                        violation_error_message="The short form and what it stands for are the same.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="synonym",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_synonymevent" ("id", "long", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short") VALUES (NEW."id", NEW."long", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."short"); RETURN NULL;',
                    hash="080f7ed4315f63eea51ce0dd4b258aa32c9d46fb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8ec5c",
                    table="meetings_synonym",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="synonym",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_synonymevent" ("id", "long", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short") VALUES (NEW."id", NEW."long", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."short"); RETURN NULL;',
                    hash="f83fad6e844cd04d98472034fb9efbe3d1042908",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ff646",
                    table="meetings_synonym",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="synonym",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_synonymevent" ("id", "long", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short") VALUES (OLD."id", OLD."long", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."short"); RETURN NULL;',
                    hash="ed1149c3596aed7673ad1096efcf9c0134ec6cc8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c69b8",
                    table="meetings_synonym",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="synonymevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="meetings.synonym",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="synonymevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="593d594f40eac284a485e13cfc6c104ac1173eaf",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cfb7a",
                    table="meetings_synonymevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunPython(let_clerks_keep_it, migrations.RunPython.noop),
        migrations.RunPython(begin_the_list, migrations.RunPython.noop),
    ]
