"""Proves that every page is what was published."""

from django.core.management.base import BaseCommand, CommandError

from meetings.publishing.verify import redactions_told, verify_record
from meetings.record.models import Edition


class Command(BaseCommand):
    help = "Recompute every digest, the chain of editions and every row of the record; name what differs."

    def handle(self, *args, **options):
        differences = list(verify_record())
        for redaction in redactions_told():
            self.stdout.write(redaction)
        for difference in differences:
            self.stderr.write(difference)
        if differences:
            raise CommandError(f"{len(differences)} differences found.")
        self.stdout.write(f"{Edition.objects.using('default').count()} editions verified; every page agrees.")
