"""Items as read, written into a draft: what was read again replaces itself, and what a clerk has added stays."""

from difflib import SequenceMatcher

from meetings.importers.guesses import guesses_in
from meetings.importers.minutes import ItemRead, Reading, ResolutionRead
from meetings.importers.save_people import Roll
from meetings.models import Action, Item, Meeting, Resolution, Vote
from meetings.models.prose import clean_prose

# Below this likeness two titles under one number are two items, for an agenda was numbered anew; and so with words
# under one label.
_ALIKE = 0.4
NOTHING_KEPT = "exempt, so what was decided is not kept; what the public may know of it goes into the public summary."


class Draft:
    """A meeting's items at the desk, to be written over by those read; each at most once."""

    def __init__(self, meeting: Meeting, roll: Roll):
        self._meeting, self._roll = meeting, roll
        children = ("resolutions__named_votes", "actions", "declarations")
        self._waiting = list(meeting.items.prefetch_related(*children))
        self._position = max((item.position for item in self._waiting), default=0)
        # What the desk had no place for, in words for the clerk.
        self.notes: list[str] = []

    def save(self, read: ItemRead) -> Item:
        """Write the item of that number and title, of that title alone, or a new one at the end."""
        item = self._same(read) or self._new(read)
        item.title = read.title.value.strip()[:300] or item.title
        item.purpose = _words(read.purpose) or item.purpose
        item.minute_number = _words(read.minute_number, 20) or item.minute_number
        item.guesses = list(dict.fromkeys([*item.guesses, *guesses_in(read.as_kept())]))
        if read.is_exempt and not item.is_exempt:
            item.access, item.exempt_paragraph = Item.Access.EXEMPT, _words(read.exempt_paragraph, 5)
        if item.is_exempt:
            item.public_interest = _words(read.public_interest) or item.public_interest
            item.public_summary = _words(read.public_summary) or item.public_summary
            self._empty(item)
            if read.resolutions:
                self.notes.append(f"{item}: {NOTHING_KEPT}")
            return item
        if read.minute:
            item.minute = clean_prose(read.minute.value)
        item.save()
        if read.speakers:
            item.speakers.set([self._roll.find(one.name.value) or self._roll.add(one) for one in read.speakers])
        if read.declarations:
            self._add_declarations(read, item)
        if read.resolutions:
            self._replace_resolutions(read, item)
        if read.actions:
            _replace_actions(read, item)
        return item

    def _same(self, read: ItemRead) -> Item | None:
        number, title = _words(read.number, 20), read.title.value.strip()[:300]
        for item in self._waiting:
            # What is closed at the desk is not opened by a title that was read otherwise.
            is_numbered = bool(number) and item.number == number and (item.is_exempt or _are_alike(item.title, title))
            is_titled = item.title.casefold() == title.casefold() and not (number and item.number)
            if is_numbered or is_titled:
                self._waiting.remove(item)
                return item
        return None

    def _new(self, read: ItemRead) -> Item:
        self._position += 1
        return Item(meeting=self._meeting, position=self._position, number=_words(read.number, 20))

    def _empty(self, item: Item) -> None:
        """Exempt minutes are not kept here, however they arrive; nor is what an open draft of them had."""
        is_new = item.pk is None
        item.minute = ""
        item.save()
        if not is_new:
            item.speakers.clear()
            for part in (item.declarations, item.resolutions, item.actions):
                part.all().delete()

    def _add_declarations(self, read: ItemRead, item: Item) -> None:
        """Those of people on the roll; one who declared already keeps what the desk has."""
        declared = {declaration.attendee_id for declaration in item.declarations.all()}
        for declaration in read.declarations:
            attendee = self._named(declaration.name, "declared an interest", item)
            if attendee is None or attendee.pk in declared:
                continue
            declared.add(attendee.pk)
            item.declarations.create(
                attendee=attendee,
                kind=declaration.kind,
                description=_words(declaration.description),
                has_left_the_room=declaration.has_left_the_room,
            )

    def _replace_resolutions(self, read: ItemRead, item: Item) -> None:
        """Those read again in the same words keep what the clerk has added: mover, votes, reasons."""
        kept = list(item.resolutions.all())
        for position, resolution in enumerate(read.resolutions, start=1):
            row = _taken(kept, resolution, read) or Resolution(item=item, label=resolution.label[:20])
            if row.pk is None or row.text != resolution.text.value:
                row.outcome = resolution.outcome
            if not _are_alike(row.text, resolution.text.value):
                # Other words under the same label: nobody has moved or voted on these.
                row.mover = row.seconder = None
                row.votes_for = row.votes_against = row.votes_abstained = None
            row.position, row.text = position, resolution.text.value
            self._add_votes(resolution, row)
            row.save()
            if resolution.votes:
                self._add_named_votes(resolution, row)
        for row in kept:
            row.delete()

    def _add_votes(self, read: ResolutionRead, row: Resolution) -> None:
        """Who moved it and how the votes fell, where the desk does not say yet."""
        row.mover = row.mover or self._named(read.mover, "moved", row.item)
        row.seconder = row.seconder or self._named(read.seconder, "seconded", row.item)
        if row.seconder == row.mover:
            # Nobody seconds his own motion: one of the two was misread, and the clerk must say which.
            row.seconder = None
        for field in ("votes_for", "votes_against", "votes_abstained"):
            count = getattr(read, field)
            if count is not None and count.value <= 10_000 and getattr(row, field) is None:
                setattr(row, field, count.value)

    def _add_named_votes(self, read: ResolutionRead, row: Resolution) -> None:
        voted = {vote.attendee_id for vote in row.named_votes.all()}
        votes = []
        for vote in read.votes:
            attendee = self._named(vote.name, "voted", row.item)
            if attendee and attendee.pk not in voted:
                voted.add(attendee.pk)
                votes.append(Vote(resolution=row, attendee=attendee, choice=vote.choice))
        Vote.objects.bulk_create(votes)

    def _named(self, name: Reading[str] | None, did: str, item: Item):
        """The one at the meeting whom the minutes name; a name that fits nobody, or several, is told the clerk."""
        attendee = self._roll.find(name.value) if name and name.value else None
        if name and name.value and attendee is None:
            self.notes.append(f"{item}: {name.value} {did}, but nobody at the meeting is surely called so.")
        return attendee


def _are_alike(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    return not (one and other) or one in other or other in one or SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _taken(kept: list[Resolution], read: ResolutionRead, item: ItemRead) -> Resolution | None:
    """Take from the rows the one that this resolution was before: in the same words, else the only one so labelled."""
    same = [row for row in kept if (row.label, row.text) == (read.label, read.text.value)]
    labelled = [row for row in kept if row.label == read.label and read.label]
    is_only = len(labelled) == 1 and sum(one.label == read.label for one in item.resolutions) == 1
    found = same[0] if same else labelled[0] if is_only else None
    if found:
        kept.remove(found)
    return found


def _replace_actions(read: ItemRead, item: Item) -> None:
    """Those read again in the same words keep what became of them."""
    kept = {action.task: action for action in item.actions.all()}
    for position, action in enumerate(read.actions, start=1):
        row = kept.pop(action.task.value, None) or Action(item=item, task=action.task.value)
        row.position, row.due_on = position, action.due_on or row.due_on
        row.owner = _words(action.owner, 200) or row.owner
        row.due = _words(action.due, 200) or row.due
        row.save()
    for row in kept.values():
        row.delete()


def _words(reading: Reading[str] | None, longest: int | None = None) -> str:
    return reading.value.strip()[:longest] if reading else ""
