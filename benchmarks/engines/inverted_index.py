"""tantivy in this process: the limit of what a search engine can do on one machine."""

import time
from pathlib import Path

import tantivy

from benchmarks.engines import PER_PAGE, Answer
from benchmarks.engines.corpus import items
from benchmarks.world.queries import Query

TEXTS = ["title", "resolutions", "minute"]
BOOSTS = {"title": 10.0, "resolutions": 4.0, "minute": 1.0}
FACETS = {
    "committee": {"terms": {"field": "committee", "size": 100}},
    "year": {"terms": {"field": "year", "size": 100}},
}


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in TEXTS:
        builder.add_text_field(name, stored=True, tokenizer_name="en_stem")
    builder.add_text_field("committee", stored=True, fast=True, tokenizer_name="raw")
    builder.add_integer_field("year", stored=True, indexed=True, fast=True)
    builder.add_text_field("day", stored=True, tokenizer_name="raw")
    return builder.build()


def build(folder: Path) -> Path:
    """Write the index, in one segment, unless it is there."""
    if not folder.exists():
        part = folder.with_suffix(".part")
        part.mkdir(parents=True, exist_ok=True)
        writer = tantivy.Index(schema(), path=str(part), reuse=False).writer(heap_size=500_000_000, num_threads=1)
        for _, title, resolutions, minute, committee, year, day, *_ in items():
            writer.add_document(
                tantivy.Document(
                    title=title, resolutions=resolutions, minute=minute, committee=committee, year=year, day=day
                )
            )
        writer.commit()
        writer.wait_merging_threads()
        part.rename(folder)
    return folder


class InvertedIndex:
    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self.index = tantivy.Index(schema(), path=str(folder))
        self.searcher = self.index.searcher()

    def ask(self, query: Query) -> Answer:
        asked = self._query(query)
        found = self.searcher.search(asked, limit=PER_PAGE, count=True)
        self.searcher.aggregate(asked, FACETS)
        passages = tantivy.SnippetGenerator.create(self.searcher, asked, self.index.schema, "minute")
        passages.set_max_num_chars(220)
        rows = []
        for _, address in found.hits:
            document = self.searcher.doc(address)
            passage = passages.snippet_from_doc(document).to_html()
            rows.append((document["title"], document["day"], document["committee"], passage))
        return Answer(found.count, rows)

    def _query(self, query: Query) -> tantivy.Query:
        if query.is_prefix:
            (word,) = query.words
            parts = [tantivy.Query.regex_query(self.index.schema, name, f"{word}.*") for name in TEXTS]
            words = tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
        else:
            typed = f'"{" ".join(query.words)}"' if query.is_phrase else " ".join(query.words)
            words = self.index.parse_query(typed, TEXTS, field_boosts=BOOSTS, conjunction_by_default=True)
        must = [words]
        for name, value in [("committee", query.committee), ("year", query.year)]:
            if value:
                must.append(tantivy.Query.term_query(self.index.schema, name, value))
        return words if len(must) == 1 else tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in must])

    def processor_time(self) -> float:
        return time.process_time()
