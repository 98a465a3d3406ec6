"""The Welsh catalogue has every word of the public pages, and no other."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from meetings.record.translation import CATALOGUE, read_catalogue

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2)}
PLACE = re.compile(r"%\(\w+\)s")
TAG = re.compile(r"<[^>]*>")
# What is translated, what is no words of a page, and commands, which are the same in any language.
TOLD_OR_CODE = re.compile(
    r"{% trans .*?endtrans %}|<pre.*?</pre>|{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>|(?<={% block kind %})\w+", re.DOTALL
)
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


@pytest.mark.parametrize("path", sorted((ROOT / "templates" / "public").rglob("*.html")), ids=lambda path: path.name)
def test_no_template_has_words_that_are_not_translated(path):
    if path.name == "500.html":
        return  # Served where nothing works, and in English alone.
    source = path.read_text()
    assert re.findall(r"[A-Za-z]{2,}", TOLD_OR_CODE.sub(" ", source)) == []
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(source)
    translated = {
        id(word)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in {"_", "gettext", "ngettext", "counted"}
        for word in call.find_all(nodes.Const)
    }
    words = [word.value for word in tree.find_all(nodes.Const) if id(word) not in translated]
    assert [word for word in words if isinstance(word, str) and re.search(r"[a-z] [a-z]", word)] == []
