"""The zip package that a Word file is: looked at before it is opened, and its parts unpacked within bounds."""

import io
import struct
import zipfile
import zlib

from meetings.importers.conversion import word_refusals as refusals
from meetings.importers.source import CannotRead

_MOST_PARTS = 2_000
_LARGEST_DIRECTORY = 1024 * 1024
_LARGEST_SUM = 50 * 1024 * 1024
# Words pack to a tenth or a thirtieth; a part that packs to a hundredth and is large when unpacked is a trap.
_LARGEST_RATIO = 100
_LARGE_PART = 1024 * 1024
_LARGEST_PART = 32 * 1024 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_END = b"PK\x05\x06"
_END_SIZE = 22
_END_OF_LARGE = b"PK\x06\x07"
_END_OF_LARGE_SIZE = 20
_LONGEST_COMMENT = 65_535
_IS_ENCRYPTED = 0x1
_MACROS = ("vbaproject.bin", "vbadata.xml")

_OTHER_KINDS = {
    "xl/workbook.xml": "This is a spreadsheet, not a Word document: copy the minutes into Word, or paste the text.",
    "ppt/presentation.xml": "This is a presentation, not a Word document: paste the text of the minutes instead.",
    "content.xml": "This is an OpenDocument file: save it as a Word document (.docx) and upload that.",
}


def check(content: bytes) -> None:
    """Refuse what can be seen to be wrong without unpacking anything. Raises CannotRead."""
    Package(content)


class Package:
    """The parts of a Word file by name; nothing is unpacked until it is asked for."""

    def __init__(self, content: bytes) -> None:
        _check_end(content)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        # Whatever it trips over, a directory that cannot be read is a damaged one.
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, UnicodeError, OverflowError):
            raise CannotRead(refusals.DAMAGED) from None
        self._parts = {part.filename.lstrip("/"): part for part in self._zip.infolist()}
        _check_parts(list(self._parts.values()))
        self._check_kind()

    def _check_kind(self) -> None:
        names = {name.lower() for name in self._parts}
        if any(name.endswith(_MACROS) for name in names):
            raise CannotRead(refusals.MACROS)
        for name, sentence in _OTHER_KINDS.items():
            if name in names:
                raise CannotRead(sentence)
        if "[content_types].xml" not in names:
            raise CannotRead(refusals.NOT_WORD)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def names(self) -> list[str]:
        return list(self._parts)

    def read(self, name: str) -> bytes:
        """The bytes of one part, never more than a part may have. Raises CannotRead."""
        part = self._parts.get(name)
        if part is None:
            raise CannotRead(refusals.DAMAGED)
        try:
            with self._zip.open(part) as opened:
                # The size that the directory states is only a statement.
                unpacked = opened.read(_LARGEST_PART + 1)
                if len(unpacked) <= _LARGEST_PART and opened.read(1):
                    raise CannotRead(refusals.DAMAGED)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
            raise CannotRead(refusals.DAMAGED) from None
        if len(unpacked) > _LARGEST_PART:
            raise CannotRead(refusals.TOO_LARGE)
        return unpacked


def _check_end(content: bytes) -> None:
    """Look at the record at the end of the zip, so that no large directory is ever read."""
    at = content.rfind(_END, max(0, len(content) - _LONGEST_COMMENT - _END_SIZE))
    if at < 0 or len(content) - at < _END_SIZE:
        raise CannotRead(refusals.DAMAGED)
    count, size = struct.unpack_from("<HL", content, at + 10)
    # Packages so large that they need the longer record hold no minutes.
    is_large = content[max(0, at - _END_OF_LARGE_SIZE) : at].startswith(_END_OF_LARGE)
    if count > _MOST_PARTS or size > _LARGEST_DIRECTORY or is_large:
        raise CannotRead(refusals.TOO_LARGE)


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & _IS_ENCRYPTED for part in parts):
        raise CannotRead(refusals.LOCKED)
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_SUM:
        raise CannotRead(refusals.TOO_LARGE)
    for part in parts:
        if part.file_size > max(_LARGE_PART, _LARGEST_RATIO * part.compress_size):
            raise CannotRead(refusals.TOO_LARGE)
        if part.compress_type not in _METHODS:
            raise CannotRead(refusals.DAMAGED)
