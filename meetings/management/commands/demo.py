"""Serves the sample archive on this machine."""

import sys

from django.core.management.base import BaseCommand, CommandError

from minutes_site import demo


class Command(BaseCommand):
    help = "Prepare and serve the sample archive at 127.0.0.1; Ctrl-C stops everything it started."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args, port, **options):
        if not demo.is_free(port):
            raise CommandError(f"Port {port} is in use: choose another with make demo PORT=…")
        demo.prepare(self.stdout.write)
        sys.exit(demo.serve(port, self.stdout.write))
