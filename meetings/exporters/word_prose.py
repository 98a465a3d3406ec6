"""The prose of minutes as Word's own paragraphs, numbered lists and tables, in the styles of the template."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from markupsafe import Markup

# How Word calls the numberings of HTML; a list without one has bullets.
FORMATS = {"": "bullet", "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
LEVELS = 9
# Twentieths of a point: a quarter of an inch.
STEP = 360
NOTHING = Markup("")


class WordProse:
    """Writes blocks (see prose) as XML of one Word document, and adds their lists and links to that document."""

    def __init__(self, document: Document):
        self.document = document
        self.styles = {(style.name, style.type): style.style_id for style in document.styles}
        self.kinds_of_list: dict[str, int] = {}
        self.links: dict[str, str] = {}

    def xml(self, blocks: list[dict]) -> Markup:
        """Return the blocks as elements w:p and w:tbl beside one another."""
        return self._all(blocks, level=0)

    def _all(self, blocks: list[dict], level: int, style: str = "") -> Markup:
        written, before = [], ""
        for block in blocks:
            # Word would make one table of two that touch.
            if block["kind"] == before == "table":
                written.append(Markup("<w:p/>"))
            written.append(self._block(block, level, style))
            before = block["kind"]
        return NOTHING.join(written)

    def _block(self, block: dict, level: int, style: str) -> Markup:
        if block["kind"] == "paragraph":
            indent = Markup('<w:ind w:left="{}"/>').format(level * STEP) if level else NOTHING
            return self._paragraph(block["runs"], indent, style)
        return self._list(block, level) if block["kind"] == "list" else self._table(block)

    def _paragraph(self, runs: list[dict], properties: Markup = NOTHING, style: str = "") -> Markup:
        properties = self._style("pStyle", style, WD_STYLE_TYPE.PARAGRAPH) + properties
        head = Markup("<w:pPr>{}</w:pPr>").format(properties) if properties else NOTHING
        return Markup("<w:p>{}{}</w:p>").format(head, NOTHING.join(self._run(run) for run in runs))

    def _run(self, run: dict) -> Markup:
        bold = Markup("<w:b/>") if run["strong"] else NOTHING
        italic = Markup("<w:i/>") if run["em"] else NOTHING
        linked = self._style("rStyle", "Hyperlink", WD_STYLE_TYPE.CHARACTER) if run["href"] else NOTHING
        look = Markup("<w:rPr>{}{}{}</w:rPr>").format(linked, bold, italic)
        # The lines of a run that has several are parted by Word's own breaks.
        lines = [Markup('<w:t xml:space="preserve">{}</w:t>').format(line) for line in run["text"].split("\n")]
        written = Markup("<w:r>{}{}</w:r>").format(look, Markup("<w:br/>").join(lines))
        if not run["href"]:
            return written
        return Markup('<w:hyperlink r:id="{}">{}</w:hyperlink>').format(self._link(run["href"]), written)

    def _link(self, address: str) -> str:
        if address not in self.links:
            part = self.document.part
            self.links[address] = part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return self.links[address]

    def _list(self, block: dict, level: int) -> Markup:
        number = self._new_list(block["numbering"], block["start"], level)
        written = []
        for item in block["items"]:
            marked = Markup('<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>').format(level, number)
            first, rest = (item[0], item[1:]) if item[0]["kind"] == "paragraph" else ({"runs": []}, item)
            written.append(self._paragraph(first["runs"], marked, "List Paragraph"))
            written.append(self._all(rest, level + 1))
        return NOTHING.join(written)

    def _new_list(self, numbering: str, start: int, level: int) -> int:
        """Add a list of its own to the document, so that its numbers begin where they should; return its id."""
        lists = self.document.part.numbering_part.element
        if numbering not in self.kinds_of_list:
            self.kinds_of_list[numbering] = _add_kind(lists, numbering)
        num = lists.add_num(self.kinds_of_list[numbering])
        num.add_lvlOverride(ilvl=level).add_startOverride(start)
        return num.numId

    def _table(self, table: dict) -> Markup:
        caption = NOTHING.join(
            self._paragraph(part["runs"], Markup("<w:keepNext/>"), "Caption")
            for part in table["caption"]
            if part["kind"] == "paragraph"
        )
        style = self._style("tblStyle", "Table Grid", WD_STYLE_TYPE.TABLE)
        width = Markup('<w:tblW w:w="5000" w:type="pct"/><w:tblLook w:firstRow="1" w:noVBand="1"/>')
        grid = Markup("<w:gridCol/>") * table["columns"]
        height = max(cell["y"] for cell in table["cells"]) + 1
        rows = NOTHING.join(self._row(table, y) for y in range(height))
        head = Markup("<w:tblPr>{}{}</w:tblPr><w:tblGrid>{}</w:tblGrid>").format(style, width, grid)
        return caption + Markup("<w:tbl>{}{}</w:tbl>").format(head, rows)

    def _row(self, table: dict, y: int) -> Markup:
        repeated = Markup("<w:tblHeader/>") if y < table["header_rows"] else NOTHING
        here = [cell for cell in table["cells"] if cell["y"] <= y < cell["y"] + cell["rowspan"]]
        cells = NOTHING.join(self._cell(cell, y) for cell in sorted(here, key=lambda cell: cell["x"]))
        return Markup("<w:tr><w:trPr><w:cantSplit/>{}</w:trPr>{}</w:tr>").format(repeated, cells)

    def _cell(self, cell: dict, y: int) -> Markup:
        span = Markup('<w:gridSpan w:val="{}"/>').format(cell["colspan"])
        merge = NOTHING
        if cell["rowspan"] > 1:
            merge = Markup('<w:vMerge w:val="{}"/>').format("restart" if y == cell["y"] else "continue")
        blocks = cell["blocks"] if y == cell["y"] else []
        words = self._all([_bold(block) for block in blocks] if cell["is_header"] else blocks, level=0, style="Cell")
        # A cell ends with a paragraph, or Word calls the file damaged.
        end = NOTHING if blocks and blocks[-1]["kind"] != "table" else Markup("<w:p/>")
        return Markup("<w:tc><w:tcPr>{}{}</w:tcPr>{}{}</w:tc>").format(span, merge, words, end)

    def _style(self, element: str, name: str, kind: WD_STYLE_TYPE) -> Markup:
        """Name the style of the template, whatever its id there; without it Word uses its own default."""
        style_id = self.styles.get((name, kind))
        return Markup('<w:{} w:val="{}"/>').format(Markup(element), style_id) if style_id else NOTHING


def _bold(block: dict) -> dict:
    if block["kind"] != "paragraph":
        return block
    return block | {"runs": [run | {"strong": True} for run in block["runs"]]}


def _add_kind(lists, numbering: str) -> int:
    """Define a kind of list of nine levels in the document; return its id."""
    used = [int(kind.get(qn("w:abstractNumId"))) for kind in lists.findall(qn("w:abstractNum"))]
    number = max(used, default=-1) + 1
    levels = NOTHING.join(_level(level, numbering) for level in range(LEVELS))
    kind = Markup('<w:abstractNum {} w:abstractNumId="{}">{}</w:abstractNum>').format(
        Markup(nsdecls("w")), number, Markup('<w:multiLevelType w:val="hybridMultilevel"/>') + levels
    )
    # The kinds stand before the lists.
    lists.insert(len(used), parse_xml(kind))
    return number


def _level(level: int, numbering: str) -> Markup:
    mark = f"%{level + 1}." if numbering else "•"
    return Markup(
        '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="{}" w:hanging="{}"/></w:pPr></w:lvl>'
    ).format(level, FORMATS[numbering], mark, (level + 1) * STEP, STEP)
