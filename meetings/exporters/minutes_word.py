"""Minutes as Word, from a template that the council can edit in Word: for the chair's review, and for whoever asks."""

import io
from zipfile import BadZipFile

from django.conf import settings
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2.exceptions import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from meetings.exporters.minutes import minutes_of
from meetings.exporters.still_zip import still_zip
from meetings.exporters.word_prose import WordProse
from meetings.record.models import PublishedMeeting

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGES = {"en": "en-GB", "cy": "cy-GB"}
# What Word allows in the properties of a file.
LONGEST_PROPERTY = 255


def minutes_word(meeting: PublishedMeeting, *, is_for_review: bool = False) -> bytes:
    """Return the minutes of a meeting, which must have minutes, as a Word file made from WORD_TEMPLATE.

    `is_for_review` marks a draft that is not on the record. The same edition and template give the same bytes.
    """
    minutes = minutes_of(meeting, is_for_review=is_for_review)
    template = DocxTemplate(settings.WORD_TEMPLATE)
    template.init_docx()
    prose = WordProse(template.docx)
    items = [item | {"minute": prose.xml(item["minute"])} for item in minutes["items"]]
    # In the sandbox a template can fill in words and do nothing else, whoever wrote it.
    template.render(minutes | {"items": items}, SandboxedEnvironment(autoescape=True))
    _say_what_it_is(template.docx, minutes)
    made = io.BytesIO()
    template.save(made)
    return still_zip(made.getvalue())


def fault_in_template() -> str:
    """Say what is wrong with WORD_TEMPLATE, "" when Word minutes can be made from it."""
    try:
        DocxTemplate(settings.WORD_TEMPLATE).get_undeclared_template_variables(SandboxedEnvironment())
    except (OSError, KeyError, ValueError, BadZipFile, OpcError, TemplateError) as fault:
        return str(fault) or type(fault).__name__
    return ""


def _say_what_it_is(document, minutes: dict) -> None:
    """Title, council and language; nothing of whoever wrote the template or asked for the file."""
    about = document.core_properties
    about.title, about.author = minutes["title"][:LONGEST_PROPERTY], minutes["council"][:LONGEST_PROPERTY]
    about.last_modified_by = about.comments = about.keywords = about.subject = about.category = ""
    about.created = about.modified = minutes["made_at"].replace(tzinfo=None)
    about.revision, about.language = 1, LANGUAGES[minutes["language"]]
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGES[minutes["language"]])
