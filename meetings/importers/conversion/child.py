"""The process in which a file is opened: it limits itself, reads the file from its input and answers as JSON.

Run as a script, in Python's isolated mode, with the kind of file and the seconds of work it may take as arguments.
"""

import json
import sys
from functools import partial

# Bytes of address space: a Word file of 300 pages takes a third of it.
LARGEST_MEMORY = 512 * 1024 * 1024
LONGEST_WORK = 10
# Of the seconds that reading a paper may take, the pages may take this much; the rest is for putting them together.
SHARE_OF_READING = 0.8
# Of a paper, so many characters are looked through for words, and so many of a page: a dense one has five thousand.
LONGEST_PAPER = 2_000_000
LONGEST_PAGE = 20_000
LARGEST_ANSWER = 24 * 1024 * 1024
# Word files lie in each other some ten deep; the readers take up to seven calls for each.
_DEEPEST_CALLS = 4_000
# Python loads these when they are first met, and by then no file can be opened any more.
_ENCODINGS = (
    "ascii",
    "charmap",
    "cp437",
    "cp1252",
    "latin_1",
    "mac_roman",
    "utf_16",
    "utf_16_be",
    "utf_16_le",
    "utf_32",
)


def limit_this_process(seconds: int = LONGEST_WORK) -> None:
    """Take from this process what no conversion needs: memory and time without end, files and the network."""
    import resource

    sys.setrecursionlimit(_DEEPEST_CALLS)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_ANSWER, LARGEST_ANSWER))
    # What is open stays open; nothing else can be opened, whether a file or a connection.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def answer(convert, content: bytes) -> dict[str, object]:
    """The words and warnings of a file, or why it was refused; an empty reason where the file broke the reader."""
    from meetings.importers.source import CannotRead

    try:
        text, warnings = convert(content)
    except CannotRead as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        # No answer is the answer: it is the same to the clerk whether memory or time ran out.
        raise
    except Exception:
        # The readers of others raise what they like on files that are not what they say they are.
        return {"refused": ""}
    return {"text": text, "warnings": warnings}


def _converter(kind: str, seconds: int = LONGEST_WORK):
    """The function that converts a kind of file, whose module has loaded all that it will ever need."""
    if kind == "word":
        from meetings.importers.conversion.word import html_of_word as convert
        from meetings.importers.conversion.word import load_all
    elif kind == "paper":
        from meetings.importers.conversion.pdf import load_all, paper_of_pdf

        # It stops in time to tell what it has read.
        convert = partial(paper_of_pdf, seconds=seconds * SHARE_OF_READING)
    else:
        from meetings.importers.conversion.pdf import load_all
        from meetings.importers.conversion.pdf import text_of_pdf as convert
    load_all()
    return convert


def main() -> None:
    for name in _ENCODINGS:
        "".encode(name)
    kind, seconds = sys.argv[1], int(sys.argv[2])
    convert = _converter(kind, seconds)
    content = sys.stdin.buffer.read()
    limit_this_process(seconds)
    sys.stdout.write(json.dumps(answer(convert, content)))


if __name__ == "__main__":
    from pathlib import Path

    # Isolated mode looks for nothing beside the script, so the root of the project is named here.
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    main()
