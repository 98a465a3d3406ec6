"""Two more groups of the desk: the Reviewer (a chair) reads it, the Administrator also runs councils and log-ins."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

SEEN = [
    "action",
    "actionupdate",
    "attendee",
    "committee",
    "council",
    "declaration",
    "document",
    "issue",
    "item",
    "meeting",
    "membership",
    "person",
    "resolution",
    "vote",
]


def make_groups(apps, schema_editor):
    # Permissions are otherwise made only after the last migration.
    for label in ("auth", "meetings"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    permission = apps.get_model("auth", "Permission").objects
    group = apps.get_model("auth", "Group")
    ours = permission.filter(content_type__app_label="meetings")
    reviewer, _ = group.objects.get_or_create(name="Reviewer")
    reviewer.permissions.set(ours.filter(codename__in=[f"view_{model}" for model in SEEN]))
    administrator, _ = group.objects.get_or_create(name="Administrator")
    publishers = group.objects.get(name="Publisher").permissions.all()
    councils = ours.filter(content_type__model="council")
    log_ins = permission.filter(content_type__app_label="auth", content_type__model__in=["user", "group"])
    administrator.permissions.set([*publishers, *councils, *log_ins])


class Migration(migrations.Migration):
    dependencies = [("meetings", "0006_history"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
