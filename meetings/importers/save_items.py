"""Items as read, written into a draft: what was read again replaces itself, and what a clerk has added stays."""

from meetings.importers.minutes import ItemRead, Reading, ResolutionRead
from meetings.importers.save_people import Roll
from meetings.models import Action, Item, Meeting, Resolution, Vote
from meetings.models.prose import clean_prose


def save_item(read: ItemRead, meeting: Meeting, roll: Roll) -> Item:
    """The item of the draft with that number, else with that title, else a new one at the end."""
    number = _words(read.number, 20)
    title = read.title.value.strip()[:300]
    same = meeting.items.filter(number=number) if number else meeting.items.filter(title__iexact=title)
    item = same.first() or Item(meeting=meeting, position=_next_position(meeting), number=number)
    item.title = title or item.title
    item.purpose = _words(read.purpose) or item.purpose
    item.minute_number = _words(read.minute_number, 20) or item.minute_number
    if read.is_exempt and not item.is_exempt:
        item.access, item.exempt_paragraph = Item.Access.EXEMPT, read.exempt_paragraph.value[:5]
    if item.is_exempt:
        # Exempt minutes are not kept here, however they arrive.
        item.minute = ""
        item.save()
        return item
    if read.minute:
        item.minute = clean_prose(read.minute.value)
    item.save()
    if read.speakers:
        item.speakers.set([roll.find(speaker.name.value) or roll.add(speaker) for speaker in read.speakers])
    if read.declarations:
        _add_declarations(read, item, roll)
    if read.resolutions:
        _replace_resolutions(read, item, roll)
    if read.actions:
        _replace_actions(read, item)
    return item


def _add_declarations(read: ItemRead, item: Item, roll: Roll) -> None:
    """Those of people on the roll; one who declared already keeps what the desk has."""
    declared = {declaration.attendee_id for declaration in item.declarations.all()}
    for declaration in read.declarations:
        attendee = roll.find(declaration.name.value)
        if attendee is None or attendee.pk in declared:
            continue
        declared.add(attendee.pk)
        item.declarations.create(
            attendee=attendee,
            kind=declaration.kind,
            description=_words(declaration.description),
            has_left_the_room=declaration.has_left_the_room,
        )


def _replace_resolutions(read: ItemRead, item: Item, roll: Roll) -> None:
    """Those read again under the same label keep what the clerk has added: mover, votes, reasons."""
    kept = {resolution.label: resolution for resolution in item.resolutions.all() if resolution.label}
    saved = []
    for position, resolution in enumerate(read.resolutions, start=1):
        row = kept.pop(resolution.label, None) or Resolution(item=item, label=resolution.label[:20])
        if row.pk is None or row.text != resolution.text.value:
            row.outcome = resolution.outcome
        row.position, row.text = position, resolution.text.value
        _add_votes(resolution, row, roll)
        row.save()
        _add_named_votes(resolution, row, roll)
        saved.append(row.pk)
    item.resolutions.exclude(pk__in=saved).delete()


def _add_votes(read: ResolutionRead, row: Resolution, roll: Roll) -> None:
    """Who moved it and how the votes fell, where the desk does not say yet."""
    mover = roll.find(read.mover.value) if read.mover else None
    seconder = roll.find(read.seconder.value) if read.seconder else None
    row.mover = row.mover or mover
    row.seconder = row.seconder or (seconder if seconder != row.mover else None)
    for field in ("votes_for", "votes_against", "votes_abstained"):
        count = getattr(read, field)
        if count is not None and getattr(row, field) is None:
            setattr(row, field, count.value)


def _add_named_votes(read: ResolutionRead, row: Resolution, roll: Roll) -> None:
    voted = set(row.named_votes.values_list("attendee", flat=True))
    votes = []
    for vote in read.votes:
        attendee = roll.find(vote.name.value)
        if attendee and attendee.pk not in voted:
            voted.add(attendee.pk)
            votes.append(Vote(resolution=row, attendee=attendee, choice=vote.choice))
    Vote.objects.bulk_create(votes)


def _replace_actions(read: ItemRead, item: Item) -> None:
    """Those read again in the same words keep what became of them."""
    kept = {action.task: action for action in item.actions.all()}
    saved = []
    for position, action in enumerate(read.actions, start=1):
        row = kept.pop(action.task.value, None) or Action(item=item, task=action.task.value)
        row.position, row.due_on = position, action.due_on or row.due_on
        row.owner = _words(action.owner, 200) or row.owner
        row.due = _words(action.due, 200) or row.due
        row.save()
        saved.append(row.pk)
    item.actions.exclude(pk__in=saved).delete()


def _words(reading: Reading[str] | None, longest: int | None = None) -> str:
    return reading.value.strip()[:longest] if reading else ""


def _next_position(meeting: Meeting) -> int:
    return max(meeting.items.values_list("position", flat=True), default=0) + 1
