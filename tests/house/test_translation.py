"""The Welsh catalogue has every word of the public pages, and no other."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from meetings.record.translation import CATALOGUE, read_catalogue

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2)}
PLACE = re.compile(r"%\(\w+\)s")
TAG = re.compile(r"<[^>]*>")
# Words in another language than the page, and an example of a search, which is another in Welsh.
ADDED = re.compile(r'<(span|em) lang="en">|</(span|em)>|href="[^"]*"|</?em>')


def collected(root: Path = ROOT) -> set:
    with (root / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)
    found = extract_from_dir(root, methods, options, KEYWORDS, directory_filter=in_the_project)
    return {words for _, _, words, *_ in found}


def in_the_project(folder: str) -> bool:
    return Path(folder).name not in {"var", ".venv", ".git"}


@pytest.fixture(scope="module")
def messages() -> dict:
    with CATALOGUE.open() as file:
        return {message.id: message for message in read_po(file) if message.id}


def test_the_catalogue_is_what_make_messages_collects(messages):
    words = collected()
    assert len(words) > 500
    assert words - {*messages} == set(), "run make messages, and translate what is new"
    assert {*messages} - words == set(), "run make messages, to take out what is said no more"


def test_every_message_has_its_welsh(messages):
    assert [message.id for message in messages.values() if message.fuzzy or not all(strings(message))] == []


def test_every_message_is_read_as_babel_reads_it(messages):
    read = dict(read_catalogue(CATALOGUE.read_text()))
    assert read == {
        (message.id if isinstance(message.id, tuple) else (message.id,)): list(strings(message))
        for message in messages.values()
    }


def test_no_message_loses_what_is_put_into_it_or_a_tag(messages):
    for message in messages.values():
        english = message.id[0] if isinstance(message.id, tuple) else message.id
        for welsh in strings(message):
            assert sorted(PLACE.findall(welsh)) == sorted(PLACE.findall(english)), english
            assert tags(welsh) == tags(english), english


def tags(text: str) -> list[str]:
    return sorted(TAG.findall(ADDED.sub("", text)))


def strings(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_a_message_that_is_fuzzy_or_empty_is_not_translated():
    text = 'msgid ""\nmsgstr "Language: cy\\n"\n\n#, fuzzy\nmsgid "Item"\nmsgstr "Eitem"\n\nmsgid "Paper"\nmsgstr ""\n'
    assert dict(read_catalogue(text)) == {}
