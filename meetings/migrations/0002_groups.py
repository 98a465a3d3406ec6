"""The two groups of the desk: the Clerk enters minutes, the Publisher also publishes them."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

DESK = [
    "action",
    "actionupdate",
    "attendee",
    "committee",
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
    config = apps.get_app_config("meetings")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permission = apps.get_model("auth", "Permission")
    group = apps.get_model("auth", "Group")
    verbs = ("add", "change", "delete", "view")
    everyday = [f"{verb}_{model}" for model in DESK for verb in verbs] + ["view_council"]
    clerk, _ = group.objects.get_or_create(name="Clerk")
    clerk.permissions.set(permission.objects.filter(content_type__app_label="meetings", codename__in=everyday))
    publisher, _ = group.objects.get_or_create(name="Publisher")
    publisher.permissions.set(
        permission.objects.filter(content_type__app_label="meetings", codename__in=[*everyday, "publish_meeting"])
    )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
