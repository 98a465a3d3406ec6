"""Fills an empty database with a whole council."""

import json
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction

from meetings.publishing.publish import CannotPublish
from meetings.world import load_world


class Command(BaseCommand):
    help = "Load a world file into an empty database: all of it, or nothing and the reason."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file, **options):
        names = {"is_active": False, "first_name": "Democratic", "last_name": "Services"}
        try:
            with transaction.atomic():
                user, _ = get_user_model().objects.get_or_create(username="world-file", defaults=names)
                count = load_world(json.loads(file.read_bytes()), by=user)
        except (OSError, ValueError, TypeError, RecursionError, CannotPublish, DatabaseError) as refusal:
            raise CommandError(f"{file}: {refusal}") from refusal
        self.stdout.write(f"{count} meetings loaded.")
