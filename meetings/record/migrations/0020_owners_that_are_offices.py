"""Which owners of actions are offices, told anew: more of them were private persons than migration 0014 could tell."""

from django.db import migrations
from django.db.models import F

from meetings.record.offices import office_of


def fill_offices(apps, schema_editor) -> None:
    """As rows.py computes them, and so `rebuild_record` too, for what is on the record already."""
    actions = apps.get_model("record", "PublishedAction").objects.using(schema_editor.connection.alias)
    owned = actions.exclude(owner="").annotate(attendees=F("meeting__content__attendees")).order_by("pk")
    changed = []
    for action in owned.only("owner", "office").iterator(chunk_size=500):
        office = office_of(action.owner, action.attendees)
        if office != action.office:
            action.office = office
            changed.append(action)
    actions.bulk_update(changed, ["office"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("record", "0019_words_of_open_editions")]

    operations = [migrations.RunPython(fill_offices, migrations.RunPython.noop)]
