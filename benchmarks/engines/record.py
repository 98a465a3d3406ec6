"""Our own search, as a page calls it: the statement and the passages, the server's processor time included."""

import time

from django.db import connections

from benchmarks import processor_time
from benchmarks.engines import Answer, GaveUp
from benchmarks.world.queries import Query
from meetings.municipal_year import MunicipalYear
from meetings.record.search import Narrowing, TooBroad, read_question, search


def typed(query: Query) -> str:
    """The question as a reader types it."""
    text = " ".join(query.words)
    return f'"{text}"' if query.is_phrase else text


class Record:
    name = "Minute Book"

    def __init__(self) -> None:
        with connections["public"].cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (self.backend,) = cursor.fetchone()

    def ask(self, query: Query) -> Answer:
        narrowing = Narrowing(
            committees=(query.committee,) if query.committee else (),
            years=(MunicipalYear(query.year),) if query.year else (),
        )
        try:
            found = search(read_question(typed(query)), narrowing)
        except TooBroad as too_broad:
            raise GaveUp from too_broad
        return Answer(found.total, found.hits)

    def processor_time(self) -> float:
        return time.process_time() + processor_time.of_process(self.backend)
