"""Declarations under the item that they concern, where the text says which one, and not where they were made."""

from dataclasses import replace

from meetings.importers.minutes import DeclarationRead, ItemRead


def with_declarations_moved(items: list[ItemRead], named: dict[int, tuple[str, ...]]) -> tuple[ItemRead, ...]:
    """The items, each with the interests declared in it.

    `named` gives the numbers of the items that a declaration names, by the place of its name in the source. One that
    names no item of this meeting stays where it is printed.
    """
    if not any(item.declarations for item in items):
        return tuple(items)
    places = _places_of_numbers(items)
    declared: list[list[DeclarationRead]] = [[] for _ in items]
    for index, item in enumerate(items):
        for declaration in item.declarations:
            numbers = named.get(declaration.name.start, ())
            targets = [places[_plain(number)] for number in numbers if _plain(number) in places]
            for target in dict.fromkeys(targets) if targets else [index]:
                _add(declaration, declared[target])
    return tuple(replace(item, declarations=tuple(own)) for item, own in zip(items, declared, strict=True))


def _places_of_numbers(items: list[ItemRead]) -> dict[str, int]:
    """Where the item of each number stands; a number that two items bear names neither."""
    places: dict[str, int] = {}
    twice: set[str] = set()
    for index, item in enumerate(items):
        for number in {_plain(read.value) for read in (item.number, item.minute_number) if read}:
            twice |= {number} if number in places else set()
            places[number] = index
    return {number: place for number, place in places.items() if number and number not in twice}


def _plain(number: str) -> str:
    return number.casefold().strip("().: ").removesuffix(".0").replace(" ", "")


def _add(declaration: DeclarationRead, declared: list[DeclarationRead]) -> None:
    """Keep one declaration once, though it was made at the start and again when the item was reached."""
    name = declaration.name.value.casefold()
    for index, known in enumerate(declared):
        if known.name.value.casefold() == name and known.kind in (declaration.kind, "other"):
            declared[index] = replace(
                declaration,
                description=known.description or declaration.description,
                has_left_the_room=known.has_left_the_room or declaration.has_left_the_room,
            )
            return
        if known.name.value.casefold() == name and declaration.kind == "other":
            has_left = known.has_left_the_room or declaration.has_left_the_room
            declared[index] = replace(known, has_left_the_room=has_left)
            return
    declared.append(declaration)
