"""Items to search among, and what a question finds of them."""

from meetings.record.search import Narrowing, read_question, search
from tests.public.making import make_item, make_meeting


def make_items(*texts: str) -> None:
    """One item to a text, in its minutes, called A, B, C…"""
    items = [
        make_item(number=str(n), title=chr(64 + n), minute=f"<p>{text}</p>") for n, text in enumerate(texts, start=1)
    ]
    make_meeting(items=items)


def titles(typed: str, **narrowing) -> list[str]:
    return [hit.item.title for hit in search(read_question(typed), Narrowing(**narrowing)).hits]
