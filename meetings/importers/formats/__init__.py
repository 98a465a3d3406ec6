"""The formats of minutes, one file each: a module here with ENDINGS and `read` is a format; nothing else is needed.

`ENDINGS` are the endings of file names (".txt"), and `read(content: bytes) -> Source` reads one file. It raises
CannotRead, with a sentence the clerk can act on, for a file that it will not take.
"""

import importlib
import pkgutil
from collections.abc import Callable

from meetings.importers.source import CannotRead, Source

# What a clerk may upload at once, in bytes.
LARGEST_FILE = 20 * 1024 * 1024
TOO_LARGE = "This file is larger than 20 MB: split it, or paste the text instead."

_READERS: dict[str, Callable[[bytes], Source]] = {
    ending: module.read
    for module in (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    for ending in getattr(module, "ENDINGS", ())
}
# For an upload box: ".docx,.txt,…".
ENDINGS = tuple(sorted(_READERS))


def read_source(content: bytes, name: str) -> Source:
    """The words and blocks of a file, by the ending of its name. Raises CannotRead."""
    if len(content) > LARGEST_FILE:
        raise CannotRead(TOO_LARGE)
    reader = _READERS.get(_ending(name))
    if reader is None:
        raise CannotRead(f"This is not a kind of file that can be read: give one of {', '.join(ENDINGS)}.")
    return reader(content)


def _ending(name: str) -> str:
    return f".{name.rpartition('.')[2].lower()}" if "." in name else ""
