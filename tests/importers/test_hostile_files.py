"""Files made to do harm are refused with a sentence, or read with what they say and nothing else, within bounds."""

import http.server
import io
import threading
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.importers.conversion import child, running, word_package
from meetings.importers.formats import LARGEST_FILE, file_kinds, read_source
from meetings.importers.source import CannotRead, Source
from tests.importers import hostile_files
from tests.importers.hostile_files import READ_PDF, READ_WORD, REFUSED_PDF, REFUSED_WORD
from tests.importers.word_files import paragraph, word_file

SECRET = "the words of another file"


def assert_says_what_to_do(sentence: str) -> None:
    assert 40 < len(sentence) < 250
    assert sentence.endswith(".")
    assert not any(word in sentence for word in ("Traceback", "Error", "Exception", "None", "0x"))


@pytest.mark.parametrize(("made", "why"), REFUSED_WORD.values(), ids=REFUSED_WORD)
def test_a_hostile_word_file_is_refused_with_a_sentence(made, why):
    with pytest.raises(CannotRead, match=why) as refusal:
        read_source(made(), "minutes.docx")
    assert_says_what_to_do(str(refusal.value))


@pytest.mark.parametrize(("made", "why"), REFUSED_PDF.values(), ids=REFUSED_PDF)
def test_a_hostile_pdf_is_refused_with_a_sentence(made, why):
    with pytest.raises(CannotRead, match=why) as refusal:
        read_source(made(), "minutes.pdf")
    assert_says_what_to_do(str(refusal.value))


@pytest.mark.parametrize("made", READ_WORD.values(), ids=READ_WORD)
def test_a_word_file_that_looks_worse_than_it_is_is_read(made):
    assert read_source(made(), "minutes.docx").blocks


@pytest.mark.parametrize("made", READ_PDF.values(), ids=READ_PDF)
def test_a_pdf_that_looks_worse_than_it_is_is_read(made):
    (block,) = read_source(made(), "minutes.pdf").blocks
    assert block.text == "The minutes of the last meeting were agreed as a correct record."


def test_a_file_larger_than_may_be_uploaded_is_refused_unread():
    with pytest.raises(CannotRead, match="20 MB"):
        read_source(b"PK\x03\x04" + bytes(LARGEST_FILE), "minutes.docx")


# No file of the machine and no page of the web is ever read.


@pytest.fixture
def canary(tmp_path):
    path = tmp_path / "canary.txt"
    path.write_text(SECRET)
    return path


@pytest.fixture
def asked():
    """The address of a server of this machine, and a list of what it was asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/picture.png", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_picture_that_is_a_file_of_the_machine_is_not_read(canary):
    read = read_source(hostile_files.picture_elsewhere(canary.as_uri()), "minutes.docx")
    assert SECRET not in read.text
    assert read.warnings == ("1 picture or embedded object is not imported.",)


def test_an_entity_that_is_a_file_of_the_machine_is_not_read(canary):
    with pytest.raises(CannotRead) as refusal:
        read_source(hostile_files.external_entity(canary.as_uri()), "minutes.docx")
    assert SECRET not in str(refusal.value)


def test_no_page_of_the_web_is_asked_for(asked):
    address, requests = asked
    read_source(hostile_files.picture_elsewhere(address), "minutes.docx")
    with pytest.raises(CannotRead):
        read_source(hostile_files.external_entity(address), "minutes.docx")
    read_source(hostile_files.pdf_with_javascript(), "minutes.pdf")
    assert requests == []


# The process in which files are opened.


def run_in_child(monkeypatch, tmp_path, code: str, *, before: str = "") -> str:
    """What a child answers that limits itself as ours does and then does something else."""
    script = tmp_path / "script.py"
    script.write_text(
        f"import sys, json\nsys.path.insert(0, {str(running._CHILD.parents[3])!r})\n"
        "from meetings.importers.conversion.child import limit_this_process\n"
        f"{before}\nlimit_this_process()\n{code}\n"
        'sys.stdout.write(json.dumps({"text": str(found), "warnings": []}))\n'
    )
    monkeypatch.setattr(running, "_CHILD", script)
    return running.converted("word", b"the file").text


def test_the_child_reads_its_file_from_its_input(monkeypatch, tmp_path):
    assert run_in_child(monkeypatch, tmp_path, "found = sys.stdin.read()") == "the file"


def test_the_child_cannot_open_a_file(monkeypatch, tmp_path, canary):
    code = f"try:\n found = open({str(canary)!r}).read()\nexcept OSError:\n found = 'no file'"
    assert run_in_child(monkeypatch, tmp_path, code) == "no file"


def test_the_child_cannot_open_a_connection(monkeypatch, tmp_path):
    code = "try:\n found = socket.socket()\nexcept OSError:\n found = 'no connection'"
    assert run_in_child(monkeypatch, tmp_path, code, before="import socket") == "no connection"


def test_the_child_has_no_more_memory_than_its_limit(monkeypatch, tmp_path):
    code = f"try:\n found = len(bytes({child.LARGEST_MEMORY}))\nexcept MemoryError:\n found = 'no memory'"
    assert run_in_child(monkeypatch, tmp_path, code) == "no memory"


def test_the_child_has_ten_seconds_of_work_and_leaves_no_dump(monkeypatch, tmp_path):
    code = "found = [resource.getrlimit(kind) for kind in (resource.RLIMIT_CPU, resource.RLIMIT_CORE)]"
    assert run_in_child(monkeypatch, tmp_path, code, before="import resource") == "[(10, 10), (0, 0)]"


def test_the_child_knows_nothing_of_our_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://clerk:secret@desk/minutes")
    assert "DATABASE_URL" not in run_in_child(monkeypatch, tmp_path, "found = dict(os.environ)", before="import os")


@pytest.mark.parametrize(
    "code",
    ["sys.stdout.write('{')\nraise SystemExit", "raise MemoryError", "sys.stdout.write('x' * 99_000_000)\nfound = 1"],
    ids=["half an answer", "no memory", "too much"],
)
def test_a_child_that_does_not_answer_is_a_refusal(monkeypatch, tmp_path, code):
    with pytest.raises(CannotRead, match="more time or memory"):
        run_in_child(monkeypatch, tmp_path, code)


def test_a_child_that_does_not_end_is_stopped(monkeypatch, tmp_path):
    monkeypatch.setattr(running, "_TIMES_ON_THE_WALL", 0.05)
    with pytest.raises(CannotRead, match="more time or memory"):
        run_in_child(monkeypatch, tmp_path, "time.sleep(60)", before="import time")


def test_a_fault_of_a_reader_is_a_refusal_and_no_traceback():
    def fail(_content: bytes):
        raise KeyError("w:p")

    assert child.answer(fail, b"") == {"refused": ""}


# Any bytes at all.

_WORD = hostile_files.good_word()
_PARTS = sorted(zipfile.ZipFile(io.BytesIO(_WORD)).namelist())


def refused_or_read(content: bytes, name: str) -> None:
    try:
        assert isinstance(read_source(content, name), Source)
    except CannotRead as refusal:
        assert_says_what_to_do(str(refusal))


def changed(content: bytes, changes: list[tuple[int, int]]) -> bytes:
    """The bytes with some of them replaced by others."""
    made = bytearray(content)
    for place, byte in changes:
        made[place % len(made)] = byte
    return bytes(made)


CHANGES = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=12)


@given(st.binary(max_size=300), st.sampled_from(["", "PK\x03\x04", "%PDF-1.4\n"]))
@settings(max_examples=200)
def test_any_bytes_pass_the_first_look_or_are_refused(content, start):
    for kind in ("docx", "pdf"):
        try:
            file_kinds.expect(kind, start.encode("latin-1") + content)
            if kind == "docx":
                word_package.check(start.encode("latin-1") + content)
        except CannotRead as refusal:
            assert_says_what_to_do(str(refusal))


@given(CHANGES)
@settings(max_examples=200)
def test_any_change_to_a_package_passes_the_first_look_or_is_refused(changes):
    try:
        word_package.check(changed(_WORD, changes))
    except CannotRead as refusal:
        assert_says_what_to_do(str(refusal))


@given(CHANGES)
@settings(max_examples=10, deadline=None)
def test_any_change_to_a_word_file_gives_a_reading_or_a_refusal(changes):
    refused_or_read(changed(_WORD, changes), "minutes.docx")


@given(CHANGES)
@settings(max_examples=10, deadline=None)
def test_any_change_to_a_pdf_gives_a_reading_or_a_refusal(changes):
    refused_or_read(changed(hostile_files.good_pdf(), changes), "minutes.pdf")


@given(st.sampled_from(_PARTS), CHANGES)
@settings(max_examples=10, deadline=None)
def test_any_change_to_a_part_gives_a_reading_or_a_refusal(name, changes):
    with zipfile.ZipFile(io.BytesIO(_WORD)) as package:
        refused_or_read(word_file("", parts={name: changed(package.read(name), changes)}), "minutes.docx")


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_words_in_a_word_file_are_words(text):
    words = "".join(sign for sign in text if sign.isalnum())
    content = word_file(paragraph(f"Begin {words} end"))
    html, _ = child._converter("word")(content)
    assert html == f"<p>Begin {words} end</p>"
