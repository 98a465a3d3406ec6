"""What search finds of papers, and what the record keeps of their words."""

from django.db import connection

from meetings.record.models import PublishedPaperPage
from meetings.record.roles import record_tables
from meetings.record.search import Hit, Narrowing, read_question, search


def hits(typed: str, **narrowing) -> list[Hit]:
    return search(read_question(typed), Narrowing(**narrowing)).hits


def found(typed: str) -> list[tuple[str, int | None]]:
    return [(hit.document.title, hit.page) for hit in hits(typed) if hit.document]


def words_kept() -> str:
    return " ".join(PublishedPaperPage.objects.values_list("text", flat=True))


def tables_with(words: str) -> list[str]:
    held = []
    with connection.cursor() as cursor:
        for table in record_tables():
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE %s', [f"%{words}%"])
            held += [table] * bool(cursor.fetchone()[0])
    return held
