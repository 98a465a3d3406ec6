"""System checks: names that read as what they are, a wall that is there, a template that can be filled, colours."""

from pathlib import Path

from django.apps import apps
from django.contrib.staticfiles import finders
from django.core.checks import Error, Tags, Warning, register
from django.db import DatabaseError, ProgrammingError, connections, models
from psycopg.errors import InsufficientPrivilege

from meetings.contrast import NoColour, faint_in
from meetings.exporters.minutes_word import fault_in_template
from meetings.record.directory import PublishedCouncil
from meetings.record.editions import Edition
from meetings.record.roles import record_tables
from minutes_site.database import STATISTICS

OURS = ["meetings", "record", "alerts"]
# Booleans of models read as a statement about the thing.
BOOLEAN_NAMES = ("is_", "has_")
STYLESHEET = "minute-book.css"


@register(Tags.models)
def names_say_what_they_hold(app_configs, **kwargs) -> list[Error]:
    """Dates end in _on, moments in _at, booleans begin with is_ or has_."""
    rules = [
        (models.DateTimeField, lambda name: name.endswith("_at"), "end in _at"),
        (models.DateField, lambda name: name.endswith("_on"), "end in _on"),
        (models.BooleanField, lambda name: name.startswith(BOOLEAN_NAMES), "begin with is_ or has_"),
    ]
    faults = []
    for model in [model for app in OURS for model in apps.get_app_config(app).get_models()]:
        for field in model._meta.local_fields:
            for kind, is_well_named, wanted in rules:
                if isinstance(field, kind):
                    if not is_well_named(field.name):
                        message = f"{model.__name__}.{field.name}: a {kind.__name__}’s name must {wanted}."
                        faults.append(Error(message, obj=model, id="meetings.E001"))
                    break
    return faults


@register(Tags.security, deploy=True)
def public_role_reads_no_draft(app_configs, **kwargs) -> list[Error]:
    """Try to read the desk, and editions that may be withdrawn, as the public does: the database must refuse."""
    hint = "Run `manage.py make_roles` (or its SQL: `make_roles --sql`) and check PUBLIC_DATABASE_URL."
    public = set(record_tables())
    # A proxy, or a model that is not managed, has no table of its own to read.
    managed = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    models_with_tables = [model for model in managed if not model._meta.proxy]
    secret = [table for model in models_with_tables if (table := model._meta.db_table) not in public]
    try:
        readable = [table for table in secret if can_read(table)]
        if can_read(editions := Edition._meta.db_table, "text"):
            readable.append(f"{editions}.text")
    except DatabaseError as failure:
        return [
            Error(f"The wall before the drafts could not be tried: {failure}".strip(), hint=hint, id="meetings.E003")
        ]
    return [Error(f"The public database alias can read {table}.", hint=hint, id="meetings.E002") for table in readable]


@register(Tags.security, deploy=True)
def statistics_show_nothing_withdrawn(app_configs, **kwargs) -> list[Warning]:
    """Samples that the database keeps for its plans hold words of what was withdrawn since they were taken."""
    try:
        if not any(can_read(view) for view in STATISTICS):
            return []
    except DatabaseError:
        # That the wall cannot be tried is told above.
        return []
    message = "The public database alias can read samples of rows, also of some that were withdrawn since."
    hint = "Have a superuser run the SQL of `make_roles --sql`; where there is none, ANALYZE after each withdrawal."
    return [Warning(message, hint=hint, id="meetings.W002")]


@register(Tags.files)
def word_template_can_be_filled(app_configs, **kwargs) -> list[Error]:
    """Open the council's template of minutes in Word and read its tags, before a reader asks for minutes."""
    fault = fault_in_template()
    hint = "Mend it in Word, or leave WORD_TEMPLATE unset for our own."
    return [Error(f"WORD_TEMPLATE cannot be filled: {fault}", hint=hint, id="meetings.E004")] if fault else []


@register(Tags.files)
def colours_can_be_told_apart(app_configs, **kwargs) -> list[Error]:
    """Measure the colours of the public stylesheet, which a council changes to its own.

    WCAG 2.2, criteria 1.4.3 and 1.4.11: councils owe them by SI 2018/952, regulation 6.
    """
    stylesheet = Path(finders.find(STYLESHEET))
    try:
        faults = list(faint_in(stylesheet.read_text()))
    except NoColour as fault:
        return [Error(f"A colour of {STYLESHEET} cannot be read: {fault}", id="meetings.E005")]
    hint = f"Change the colours at the top of {stylesheet}: darker on light paper, lighter on dark."
    return [
        Error(
            f"Too faint in the {fault.scheme} colours: {fault.what}, {fault.colours}, "
            f"{fault.ratio:.2f}:1 where {fault.least}:1 is the least.",
            hint=hint,
            id="meetings.E006",
        )
        for fault in faults
    ]


@register(Tags.compatibility, deploy=True)
def the_public_can_reach_the_council(app_configs, **kwargs) -> list[Warning]:
    """The accessibility statement has to name a contact; the pages say that none was given."""
    try:
        council = PublishedCouncil.objects.current().first()
    except DatabaseError:
        # That the record cannot be read at all is told above.
        return []
    if council is None or council.contact:
        return []
    hint = "An administrator writes it at the desk, under Councils: e-mail, telephone, postal address."
    return [Warning(f"{council} has not said how the public can reach it.", hint=hint, id="meetings.W001")]


def can_read(table: str, column: str = "1") -> bool:
    """Whether the public alias is given rows of the table; raises DatabaseError when that cannot be told.

    Both names are ours, and go into the statement as they are.
    """
    with connections["public"].cursor() as cursor:
        try:
            cursor.execute(f"SELECT {column} FROM {table} LIMIT 1")
        except ProgrammingError as refusal:
            if isinstance(refusal.__cause__, InsufficientPrivilege):
                return False
            raise
    return True
