"""Every public page type is valid HTML, as the Nu validator sees it."""

import subprocess
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from meetings.world import load_world
from tests.browser.test_every_page import PUBLIC_PAGES
from tests.house.worlds import PUBLIC, in_wales
from tests.machine import HAS_VALIDATOR, IS_CI, VNU_JAR

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not HAS_VALIDATOR and not IS_CI, reason="VNU_JAR or java is missing"),
]


def test_every_public_page_is_valid_html(tmp_path):
    load_world(PUBLIC, by=get_user_model().objects.create(username="world"))
    for name, address in PUBLIC_PAGES.items():
        answer = Client().get(address)
        assert answer.status_code == (404 if name == "not found" else 200), name
        (tmp_path / f"{name.replace(' ', '-')}.html").write_bytes(answer.content)
    validate(tmp_path)


def validate(folder: Path) -> None:
    command = ["java", "-jar", VNU_JAR, "--stdout", "--format", "gnu", "--skip-non-html", str(folder)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert result.stdout == ""
    assert result.returncode == 0, result.stderr


def test_pages_in_two_languages_are_valid_html(tmp_path):
    load_world(in_wales(), by=get_user_model().objects.create(username="world"))
    for name in ["home", "meeting", "item", "search", "month of one committee", "actions", "correction", "not found"]:
        for language in ["", "/cy"]:
            made = Client().get(f"{language}{PUBLIC_PAGES[name]}").content
            (tmp_path / f"{name.replace(' ', '-')}{language.replace('/', '-')}.html").write_bytes(made)
    validate(tmp_path)


def test_the_validator_finds_what_is_wrong(tmp_path):
    (tmp_path / "wrong.html").write_text("<!doctype html><html lang=en><title>x</title><p><p id=a><p id=a></b>")
    command = ["java", "-jar", VNU_JAR, "--stdout", "--format", "gnu", str(tmp_path)]
    assert "error" in subprocess.run(command, capture_output=True, text=True, timeout=120).stdout
