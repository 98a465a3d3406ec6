"""Copy the whole public archive into a folder of files that needs no server; again over a copy, bring it up to date.

The folder is the copy's alone: whatever else is in it is removed. A run that was ended goes on where it was.
"""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from meetings.exporters.archive.export import CannotExport, export_archive
from minutes_site.public_pages import public_pages


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR", help="a new folder, an empty one, or an earlier copy")

    def handle(self, *, folder, **options):
        site = settings.SITE_ADDRESS
        try:
            with public_pages(site) as ask:
                self.stdout.write(str(export_archive(folder, ask, site=site, tell=self.stdout.write)))
        except (CannotExport, ImproperlyConfigured, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        except KeyboardInterrupt as end:
            raise CommandError("Interrupted: the same command goes on from here.", returncode=130) from end
