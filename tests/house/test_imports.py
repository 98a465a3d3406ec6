"""Who may import whom: imports go one way, and the public side knows nothing of the desk."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Each room of `meetings`, and the rooms it may import from besides itself.
MAY_IMPORT = {
    "municipal_year": set(),
    "personal_data": set(),
    "clear_days": set(),
    "contrast": set(),
    "record": {"municipal_year"},
    "exporters": {"record"},
    "alerts": {"record"},
    "public": {"record", "exporters", "alerts", "municipal_year"},
    "models": {"municipal_year"},
    "importers": {"models"},
    # The words of papers are read where minutes are: in a process of its own.
    "publishing": {"models", "record", "importers", "personal_data"},
    "world": {"models", "publishing", "world_papers"},
    "world_papers": {"exporters"},
    # The desk makes a draft in Word for review, from a preview: exporters see rows, never the desk.
    "admin": {"models", "record", "publishing", "importers", "exporters"} | {"personal_data", "clear_days"},
    "management": {"record", "publishing", "importers", "exporters", "world", "alerts"},
    "checks": {"contrast", "record", "exporters"},
    "apps": {"checks"},
}
# Readers are pure: the modules that save are the only ones to know Django or another room.
WRITERS = {f"meetings/importers/save{part}.py" for part in ("", "_items", "_people")}
LUMBER_ROOMS = {"utils", "helpers", "core", "common", "services", "misc"}


def modules() -> list[Path]:
    return sorted(path for path in (ROOT / "meetings").rglob("*.py") if "migrations" not in path.parts)


def imported(path: Path, root: Path = ROOT) -> set[str]:
    """Every module that the file imports anywhere, inside functions too, by its full name."""
    names = set()
    package = path.relative_to(root).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*start, *([node.module] if node.module else [])])
            # `from meetings import x` names the module x itself.
            names |= {base} | {f"{base}.{alias.name}" for alias in node.names}
    return names


def room_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "meetings" and len(parts) > 1 and parts[1] in MAY_IMPORT else None


def test_every_module_lives_in_a_known_room():
    rooms = {path.relative_to(ROOT / "meetings").parts[0].removesuffix(".py") for path in modules()}
    assert rooms - {"__init__"} == set(MAY_IMPORT)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_from_rooms_it_may(path):
    room = path.relative_to(ROOT / "meetings").parts[0].removesuffix(".py")
    allowed = MAY_IMPORT.get(room, set()) | {room, None}
    wrong = {name for name in imported(path) if room_of(name) not in allowed}
    assert not wrong


def test_no_room_may_import_from_one_that_it_does_not():
    used = {room: set() for room in MAY_IMPORT}
    for path in modules():
        room = path.relative_to(ROOT / "meetings").parts[0].removesuffix(".py")
        used.get(room, set()).update(room_of(name) for name in imported(path))
    assert {room: rooms - used[room] for room, rooms in MAY_IMPORT.items() if rooms - used[room]} == {}


@pytest.mark.parametrize("path", [p for p in modules() if "importers" in p.parts], ids=lambda p: p.name)
def test_readers_know_no_database(path):
    names = imported(path)
    if str(path.relative_to(ROOT)) in WRITERS:
        return
    assert not [name for name in names if name.split(".")[0] == "django" or room_of(name) in {"models", "record"}]


@pytest.mark.parametrize("path", [p for p in modules() if {"public", "record", "alerts"} & {*p.parts}], ids=str)
def test_the_public_side_never_asks_who_is_looking(path):
    assert not [name for name in imported(path) if name.startswith(("django.contrib.auth", "django.contrib.admin"))]
    assert "request.user" not in path.read_text()


def test_no_signals_and_no_lumber_rooms():
    for path in [*modules(), *(ROOT / "minutes_site").rglob("*.py")]:
        assert not {*path.relative_to(ROOT).with_suffix("").parts} & LUMBER_ROOMS
        assert not [name for name in imported(path) if "signals" in name], path


def test_imports_inside_functions_and_relative_ones_are_seen(tmp_path):
    source = tmp_path / "meetings" / "public" / "x.py"
    source.parent.mkdir(parents=True)
    source.write_text("def f():\n    from meetings import models\n    from ..publishing.publish import publish\n")
    assert {room_of(name) for name in imported(source, tmp_path)} == {None, "models", "publishing"}
