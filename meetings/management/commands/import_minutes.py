"""Read minutes from files and folders, and save each meeting as a draft; repeatable, never over public minutes."""

from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from meetings.importers.batch import Batch, written_day


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder of files")
        parser.add_argument("--committee", default="", help="Name of the committee, where the text does not say.")
        parser.add_argument("--date", type=written_day, help="YYYY-MM-DD, where the text does not say.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done, and save nothing.")

    def handle(self, *, paths, committee, date, dry_run, **options):
        batch = Batch(tell=self.stdout.write, committee=committee, day=date, is_rehearsal=dry_run)
        with transaction.atomic() if dry_run else nullcontext():
            batch.run(paths)
            if dry_run:
                transaction.set_rollback(True)
        self.stdout.write(batch.summary())
        if batch.is_interrupted or batch.refusals:
            why = "Interrupted." if batch.is_interrupted else f"{len(batch.refusals)} refused."
            raise CommandError(why, returncode=130 if batch.is_interrupted else 1)
