"""SQLite's FTS5 with stemming: bm25, snippet(), and two counts for the facets."""

import sqlite3
import time
from pathlib import Path

from benchmarks.engines import PER_PAGE, Answer
from benchmarks.engines.corpus import COLUMNS, items
from benchmarks.world.queries import Query

TABLES = """
CREATE TABLE item (
    id INTEGER PRIMARY KEY, title, resolutions, minute, committee, year INTEGER, day, outcome,
    kind, has_open_actions INTEGER, people
);
CREATE VIRTUAL TABLE item_fts USING fts5(
    title, resolutions, minute, content="item", content_rowid="id", tokenize='porter unicode61 remove_diacritics 2'
);
"""
INDEXES = """
INSERT INTO item_fts(item_fts) VALUES ('rebuild');
INSERT INTO item_fts(item_fts) VALUES ('optimize');
CREATE INDEX item_by_committee ON item(committee);
CREATE INDEX item_by_year ON item(year);
ANALYZE;
"""
MATCHES = "FROM item_fts JOIN item ON item.id = item_fts.rowid WHERE item_fts MATCH ?"


def build(path: Path) -> Path:
    """Write the file unless it is there."""
    if not path.exists():
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        with sqlite3.connect(part) as database:
            database.executescript(TABLES)
            columns = COLUMNS.split()
            places = ", ".join("?" for _ in columns)
            database.executemany(f"INSERT INTO item ({', '.join(columns)}) VALUES ({places})", items())
            database.executescript(INDEXES)
        database.close()
        part.rename(path)
    return path


def as_match(query: Query) -> str:
    """The question in FTS5's own words."""
    if query.is_phrase:
        return f'"{" ".join(query.words)}"'
    return " ".join(f'"{word}"{"*" if query.is_prefix else ""}' for word in query.words)


def _matching(query: Query) -> tuple[str, list]:
    """The end of a statement that finds what the query asks for, and its values."""
    where, values = MATCHES, [as_match(query)]
    for column, value in [("committee", query.committee), ("year", query.year)]:
        if value:
            where += f" AND item.{column} = ?"
            values.append(value)
    return where, values


class SqliteTable:
    name = "SQLite FTS5"

    def __init__(self, path: Path) -> None:
        self.database = sqlite3.connect(path)

    def ask(self, query: Query) -> Answer:
        where, values = _matching(query)
        rows = self.database.execute(
            "SELECT item.id, item.title, day, committee, snippet(item_fts, 2, '<b>', '</b>', '…', 40) "
            f"{where} ORDER BY bm25(item_fts, 10, 4, 1) LIMIT {PER_PAGE}",
            values,
        ).fetchall()
        total = self.total(query)
        for column in ("committee", "year"):
            self.database.execute(f"SELECT {column}, count(*) {where} GROUP BY 1", values).fetchall()
        return Answer(total, rows)

    def total(self, query: Query) -> int:
        where, values = _matching(query)
        (total,) = self.database.execute(f"SELECT count(*) {where}", values).fetchone()
        return total

    def processor_time(self) -> float:
        return time.process_time()
