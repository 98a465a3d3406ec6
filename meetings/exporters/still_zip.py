"""Office files that say nothing of when they were packed: the same parts, the same bytes."""

import io
import zipfile

# The first day that a zip file can name.
NO_DAY = (1980, 1, 1, 0, 0, 0)


def still_zip(packed: bytes) -> bytes:
    """Return the zip file packed anew, in the same order, without times."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = zipfile.ZipInfo(entry.filename, NO_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(entry))
    return made.getvalue()
