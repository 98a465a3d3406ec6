"""Quick looks: whether a text can hold what a slow search looks for, which nearly every line cannot."""

from collections.abc import Iterable


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Whether a text holds any of these words, or beginnings of words, in whatever case; they are in small letters."""
    return any(map(text.casefold().__contains__, words))
