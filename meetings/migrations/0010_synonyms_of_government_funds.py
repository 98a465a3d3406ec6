"""Two more short forms that minutes write out, of funds that nearly every council has bid for since 2021."""

from django.db import migrations

MORE = [
    ("LUF", "Levelling Up Fund"),
    ("UKSPF", "UK Shared Prosperity Fund"),
]


def add_to_the_list(apps, schema_editor):
    """Where a clerk has said already what the short form stands for, that stays as it is."""
    kept, shown = apps.get_model("meetings", "Synonym"), apps.get_model("record", "PublishedSynonym")
    for short, long in MORE:
        if not kept.objects.filter(short__iexact=short).exists():
            kept.objects.create(short=short, long=long)
            shown.objects.create(short=short, long=long, short_folded=short.lower(), long_folded=long.lower())


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0009_synonyms"),
        ("record", "0009_state_of_the_record"),
    ]

    operations = [migrations.RunPython(add_to_the_list, migrations.RunPython.noop)]
