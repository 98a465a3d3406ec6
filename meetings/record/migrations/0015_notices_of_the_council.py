"""How the public reaches the council, and the licence of its minutes, for the pages about the site."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0014_registers"),
    ]

    operations = [
        migrations.AddField(
            model_name="publishedcouncil",
            name="contact",
            field=models.TextField(blank=True, help_text="How the public reaches it, line by line."),
        ),
        migrations.AddField(
            model_name="publishedcouncil",
            name="licence",
            field=models.CharField(default="ogl-3", help_text="How its minutes may be used again.", max_length=20),
        ),
    ]
