"""Clean HTML as blocks, and tables as grids in which every cell has its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.exporters.grid import grid_of
from meetings.exporters.prose import DEEPEST, blocks_of
from meetings.record.language import language_of


def words(blocks: list[dict]) -> str:
    """The words of blocks, one after another."""
    said = []
    for block in blocks:
        if block["kind"] == "paragraph":
            said.append("".join(run["text"] for run in block["runs"]))
        elif block["kind"] == "list":
            said += [words(item) for item in block["items"]]
        else:
            said += [words(block["caption"]), *(words(cell["blocks"]) for cell in block["cells"])]
    return " ".join(part for part in said if part)


def test_runs_keep_what_is_said_of_them():
    (paragraph,) = blocks_of(
        '<p>It was <strong>very <em>deep</em></strong>, see <a href="https://a.test/">this</a></p>'
    )
    plain = {"strong": False, "em": False, "href": ""}
    assert paragraph["runs"] == [
        plain | {"text": "It was "},
        plain | {"text": "very ", "strong": True},
        plain | {"text": "deep", "strong": True, "em": True},
        plain | {"text": ", see "},
        plain | {"text": "this", "href": "https://a.test/"},
    ]


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://a.test/x?y=%20#z", "https://a.test/x?y=%20#z"),
        ('https://a.test/a b"c', "https://a.test/a%20b%22c"),
        ("mailto:a@b.test", "mailto:a@b.test"),
        ("/meetings/2024/", ""),
        ("#item-4", ""),
        ("https://a.test/" + "x" * 9000, ""),
    ],
)
def test_links_lead_out_of_the_file_or_nowhere(href, address):
    (paragraph,) = blocks_of(f'<p><a href="{href.replace('"', "&quot;")}">there</a></p>')
    assert [(run["text"], run["href"]) for run in paragraph["runs"]] == [("there", address)]


def test_white_space_is_as_html_shows_it():
    (paragraph,) = blocks_of("<p>\n  One \n two<strong> three</strong> <br> four\u00a0five<br></p>")
    assert "".join(run["text"] for run in paragraph["runs"]) == "One two three\nfour\u00a0five"
    assert blocks_of("<p> </p><p></p><p><br></p><ul></ul><table></table>") == []


def test_words_outside_a_paragraph_become_one():
    assert [block["kind"] for block in blocks_of("One <em>two</em><ul><li>three</li></ul>four")] == [
        "paragraph",
        "list",
        "paragraph",
    ]


def test_lists_keep_numbering_and_start():
    first, second = blocks_of('<ol type="i" start="4"><li>a<ul><li>b</li></ul></li></ol><ol type="x"><li>c</li></ol>')
    assert (first["numbering"], first["start"]) == ("i", 4)
    assert [block["kind"] for block in first["items"][0]] == ["paragraph", "list"]
    assert first["items"][0][1]["numbering"] == ""
    assert (second["numbering"], second["start"]) == ("1", 1)


def test_what_lies_too_deep_keeps_its_words():
    deep = 2000
    html = "".join(f"<ul><li>w{n} " for n in range(deep)) + "</li></ul>" * deep
    assert words(blocks_of(html)).split() == [f"w{n}" for n in range(deep)]
    level, blocks = 0, blocks_of(html)
    while len(blocks) > 1 and blocks[1]["kind"] == "list":
        level, blocks = level + 1, blocks[1]["items"][0]
    assert level <= DEEPEST


def test_the_head_of_a_table_is_known():
    (table,) = blocks_of("<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>")
    assert (table["columns"], table["header_rows"]) == (2, 1)
    (table,) = blocks_of("<table><tr><th>a</th><td>b</td></tr><tr><th>c</th><td>d</td></tr></table>")
    assert table["header_rows"] == 0
    (table,) = blocks_of("<table><caption>Depths</caption><tr><th>a</th></tr></table>")
    assert (table["header_rows"], words(table["caption"])) == (0, "Depths")


cells = st.fixed_dictionaries(
    {
        "is_header": st.booleans(),
        "colspan": st.integers(1, 99_999),
        "rowspan": st.integers(1, 99_999),
        "blocks": st.just([]),
    }
)


@given(st.lists(st.tuples(st.lists(cells, max_size=5), st.booleans()), max_size=6))
def test_no_cell_of_any_table_overlaps_another_or_is_missing(rows):
    table = grid_of(rows)
    covered = [
        (cell["x"] + dx, cell["y"] + dy)
        for cell in table["cells"]
        for dx in range(cell["colspan"])
        for dy in range(cell["rowspan"])
    ]
    height = len([row for row, _ in rows if row])
    assert sorted(covered) == sorted((x, y) for x in range(table["columns"]) for y in range(height))
    edge = table["header_rows"]
    assert not [cell for cell in table["cells"] if cell["y"] < edge < cell["y"] + cell["rowspan"]]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Panel heard that the channel was silting up.", "en"),
        ("Derbyniwyd ymddiheuriad gan y Cynghorydd. Mae’r Pwyllgor yn nodi’r adroddiad ar y bont.", "cy"),
        ("", "en"),
        ("Councillor Ap Rhys of Ynys y Barri was thanked for the report by the Chair.", "en"),
    ],
)
def test_welsh_is_told_from_english(text, language):
    assert language_of(text) == language
