"""The addresses of public pages, each worked out once: what they look like never changes while the process runs."""

import functools

from django.urls import reverse


@functools.lru_cache(maxsize=4096)
def address_of(name: str, *parts: str) -> str:
    """The address of the page of that name, with the parts that it needs."""
    return reverse(name, args=parts)
