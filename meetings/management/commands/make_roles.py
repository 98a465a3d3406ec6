"""Makes the database role of the public side."""

from django.core.management.base import BaseCommand
from django.db import connections

from meetings.alerts import door
from meetings.record import roles
from minutes_site.database import statements_for_public_role


class Command(BaseCommand):
    help = "Make the role that may read the record and ask for alerts; run after every migrate, safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("--sql", action="store_true", help="Print the statements instead of running them.")

    def handle(self, *args, sql, **options):
        public, default = connections["public"].settings_dict, connections["default"].settings_dict
        names = {"database": default["NAME"], "role": public["USER"], "password": public["PASSWORD"]}
        functions = [*roles.FUNCTIONS, *door.FUNCTIONS]
        statements = statements_for_public_role(roles.public_columns(), functions=functions, **names)
        if sql:
            self.stdout.write(";\n".join(statements) + ";")
            return
        with connections["default"].cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        self.stdout.write(f"Role {public['USER']} may read the record and ask for alerts, and nothing else.")
