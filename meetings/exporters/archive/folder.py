"""The folder of a copy: written file by file so that a run killed at any moment can be gone on with, then sealed.

While a run is at work the file UNFINISHED lists what is written; what stands there and still has its digest is not
written again. A file is first written whole beside the others, then named. The seal (manifest.json, SHA256SUMS) goes
before anything is changed and comes back last.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

JOURNAL, PART = "UNFINISHED", "UNFINISHED.part"
MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
KIND = "copy of a minute book"
# What stands before an address in the journal that a page led to.
LED_TO = ">"


class NotOurs(Exception):
    """The folder holds something else, or somebody else is at work in it; the words say so."""


class Folder:
    """One folder, and what is known to be right in it."""

    def __init__(self, root: Path) -> None:
        """Take the folder, or make it; raises NotOurs, and OSError where it cannot be. Closed, it is free again."""
        self.root = root
        self.written = self.kept = self.removed = 0
        self._journal: TextIO | None = None
        # Each file with its digest and size: those listed are looked at again before they are trusted.
        self.done: dict[str, tuple[str, int]] = {}
        self._listed: dict[str, tuple[str, int]] = {}
        root.mkdir(parents=True, exist_ok=True)
        if any(root.iterdir()) and not self._is_ours():
            raise NotOurs(f"{root} is not empty and is no copy of a minute book: name a new folder, or an empty one.")
        self._lock = os.open(root, os.O_RDONLY)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            os.close(self._lock)
            raise NotOurs(f"Another run is at work in {root}.") from held

    def close(self) -> None:
        if self._journal:
            self._journal.close()
        os.close(self._lock)

    def _is_ours(self) -> bool:
        if any((self.root / name).is_file() for name in (JOURNAL, PART)):
            return True
        try:
            with (self.root / MANIFEST).open(encoding="utf-8") as file:
                return json.loads(file.readline().rstrip(",\n") + "}").get("kind") == KIND
        except (OSError, ValueError, AttributeError):
            return False

    def begin(self, key: str) -> list[str]:
        """Begin a run, or go on with one that had the same key; return the addresses that its pages led to."""
        lines = self._journal_of(key)
        if lines is None:
            self._put(JOURNAL, [f"{key}\n".encode()])
        self._journal = (self.root / JOURNAL).open("a", encoding="utf-8")
        # After a line that was cut off by a blow.
        self._journal.write("\n")
        for name in (SUMS, MANIFEST, PART):
            (self.root / name).unlink(missing_ok=True)
        followed = []
        for line in lines or []:
            digest, _, rest = line.partition(" ")
            size, _, file = rest.partition(" ")
            if digest == LED_TO:
                followed.append(rest)
            elif size.isdecimal() and file:
                self._listed[file] = (digest, int(size))
        return followed

    def _journal_of(self, key: str) -> list[str] | None:
        """The whole lines of a journal with this key."""
        try:
            text = (self.root / JOURNAL).read_text("utf-8", errors="replace")
        except FileNotFoundError:
            return None
        first, *lines = text.split("\n")[:-1] or [""]
        return lines if first == key else None

    def note_followed(self, address: str) -> None:
        """Note an address that a page led to: that page will not be made again."""
        self._journal.write(f"{LED_TO} {address}\n")

    def remove_all_but(self, are_kept: Callable[[str], bool]) -> None:
        """Remove whatever else is in the folder; links are removed, not followed."""
        for place, folders, names in os.walk(self.root, topdown=False):
            for name in [*names, *folders]:
                path = Path(place, name)
                file = path.relative_to(self.root).as_posix()
                if path.is_dir() and not path.is_symlink():
                    if not any(path.iterdir()):
                        path.rmdir()
                elif path.is_symlink() or not (file == JOURNAL or are_kept(file)):
                    path.unlink()
                    self.removed += 1

    def has(self, file: str, digest: str = "") -> bool:
        """Whether the file is right as it is: written by a run with the same key, or known to have the digest."""
        path = self.root / file
        listed = self._listed.get(file)
        if not (listed or digest) or not path.is_file():
            return False
        found = (_digest_of(path), path.stat().st_size)
        if found != listed and found[0] != digest:
            return False
        if found != listed:
            self._note(file, *found)
        self.done[file] = found
        self.kept += 1
        return True

    def write(self, file: str, chunks: Iterable[bytes]) -> None:
        """Write the file, unless it has the same bytes already."""
        digest, size = self._write_part(chunks)
        self._note(file, digest, size)
        path = self.root / file
        if path.is_file() and path.stat().st_size == size and _digest_of(path) == digest:
            self.kept += 1
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.replace(self.root / PART, path)
            self.written += 1
        self.done[file] = (digest, size)

    def _note(self, file: str, digest: str, size: int) -> None:
        self._journal.write(f"{digest} {size} {file}\n")
        self._journal.flush()

    def seal(self, facts: dict) -> None:
        """Remove what is not of this copy, then list every file with its digest and end the run."""
        (self.root / PART).unlink(missing_ok=True)
        self.remove_all_but(self.done.__contains__)
        self._put(MANIFEST, _manifest({"kind": KIND} | facts, sorted(self.done.items())))
        path = self.root / MANIFEST
        self.done[MANIFEST] = (_digest_of(path), path.stat().st_size)
        self._put(SUMS, (f"{digest}  {file}\n".encode() for file, (digest, _) in sorted(self.done.items())))
        (self.root / JOURNAL).unlink()

    def _put(self, name: str, chunks: Iterable[bytes]) -> None:
        self._write_part(chunks)
        os.replace(self.root / PART, self.root / name)

    def _write_part(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        made, size = hashlib.sha256(), 0
        with (self.root / PART).open("wb") as file:
            for chunk in chunks:
                made.update(chunk)
                size += file.write(chunk)
        return made.hexdigest(), size


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _manifest(facts: dict, files: list) -> Iterator[bytes]:
    """The facts, then the files, one a line."""
    for name, value in facts.items():
        opening = "{" if name == "kind" else " "
        yield f"{opening}{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)},\n".encode()
    yield b' "files": [\n'
    for number, (file, (digest, size)) in enumerate(files, 1):
        entry = {"path": file, "size": size, "sha256": digest}
        yield f"  {json.dumps(entry, ensure_ascii=False)}{',' * (number < len(files))}\n".encode()
    yield b" ]}\n"
