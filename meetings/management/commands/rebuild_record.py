"""Computes the record's rows anew from the editions."""

from django.core.management.base import BaseCommand

from meetings.publishing.verify import rebuild_record


class Command(BaseCommand):
    help = "Compute every row of the public record anew from the editions."

    def handle(self, *args, verbosity, **options):
        report = self.stdout.write if verbosity > 1 else lambda address: None
        count = rebuild_record(report=report)
        self.stdout.write(f"{count} meetings rebuilt.")
