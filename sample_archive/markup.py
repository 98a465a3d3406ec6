"""Plain text as clerks type it, made into the few elements that minutes may hold."""

import html
import re

_BOLD, _ITALIC = re.compile(r"\*\*(.+?)\*\*"), re.compile(r"\*(.+?)\*")
_UNITS = (
    "No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen "
    "Eighteen Nineteen"
)
_TENS = "Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety"
_OPENING_NUMBER = re.compile(r"(?:(?<=^)|(?<=^- )|(?<=[.?] ))(\d{1,2})(?= [A-Za-z])", re.MULTILINE)
_NUMBERED = re.compile(r"\d+\. ")


def _inline(text: str) -> str:
    text = html.escape(text.strip(), quote=False)
    return _ITALIC.sub(r"<em>\1</em>", _BOLD.sub(r"<strong>\1</strong>", text))


def _table(lines: list[str]) -> str:
    rows = [[_inline(cell) for cell in line.strip()[1:-1].split("|")] for line in lines]
    head = "".join(f'<th scope="col">{cell}</th>' for cell in rows[0])
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>' + "".join(f"<td>{cell}</td>" for cell in row[1:]) + "</tr>"
        for row in rows[1:]
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _block(lines: list[str]) -> str:
    if lines[0].startswith("|"):
        return _table(lines)
    if lines[0].startswith("- "):
        return "<ul>" + "".join(f"<li>{_inline(line[2:])}</li>" for line in lines) + "</ul>"
    if _NUMBERED.match(lines[0]):
        return "<ol>" + "".join(f"<li>{_inline(_NUMBERED.sub('', line, count=1))}</li>" for line in lines) + "</ol>"
    return f"<p>{_inline(' '.join(lines))}</p>"


def _in_words(number: int) -> str:
    if number < 20:
        return _UNITS.split(" ")[number]
    tens, unit = _TENS.split(" ")[number // 10 - 2], number % 10
    return f"{tens}-{_UNITS.split(' ')[unit].lower()}" if unit else tens


def minute_html(text: str) -> str:
    text = _OPENING_NUMBER.sub(lambda match: _in_words(int(match[1])), text.strip())
    blocks = [block.splitlines() for block in re.split(r"\n\s*\n", text) if block.strip()]
    return "\n".join(_block(lines) for lines in blocks)
