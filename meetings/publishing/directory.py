"""Keeps the record's directory: the committees, people, issues and synonyms the public knows of, and what of them."""

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from meetings.models import Committee, Council, Issue, Item, Membership, Person, Synonym
from meetings.publishing.addresses import give_issues_addresses, give_people_addresses
from meetings.publishing.content import public_committee, public_council, public_notices, public_person
from meetings.publishing.known import is_minuted, is_shown
from meetings.publishing.updating import update_each
from meetings.record.directory import people_without_page
from meetings.record.editions import canonical_json, wait_for_turn
from meetings.record.models import (
    Edition,
    PersonWithoutPage,
    PublishedAppearance,
    PublishedAttendance,
    PublishedCommittee,
    PublishedCouncil,
    PublishedIssue,
    PublishedItem,
    PublishedMembership,
    PublishedPerson,
)
from meetings.record.search.synonyms import show_synonyms
from meetings.record.words import family_name_first
from meetings.record.writing import show_newest_edition

SEAT = ("person_id", "committee_id", "role", "starts_on", "ends_on")


@transaction.atomic
def publish_directory() -> None:
    """Bring the whole directory in line with the desk; what the public no longer may know of leaves it."""
    wait_for_turn()
    committees = list(_public_committees())
    _save(PublishedCouncil, [_council_row(council) for council in {committee.council for committee in committees}])
    _save(PublishedCommittee, [_committee_row(committee) for committee in committees])
    seats = Membership.objects.filter(committee__in=Committee.objects.listed()).select_related("person", "committee")
    give_people_addresses(Person.objects.filter(memberships__in=seats, public_slug="").distinct())
    show_people(Person.objects.filter(Q(memberships__in=seats) | Q(public_slug__in=_people_in_rows())).distinct())
    _show_seats(seats)
    _take_pages_from_members_of_the_public()
    remove_people_no_longer_named()
    _remove_others(PublishedCommittee, {committee.slug for committee in committees})
    _remove_others(PublishedCouncil, {committee.council.slug for committee in committees})
    PublishedItem.objects.using("default").exclude(issue__in=_issues_at_the_desk()).update(issue=None)
    show_issues(Issue.objects.all())
    show_synonyms(Synonym.objects.values_list("short", "long"))


def show_committee(committee: Committee) -> None:
    """Make sure the record knows the committee and its council before a meeting of theirs enters."""
    _save(PublishedCouncil, [_council_row(committee.council)])
    _save(PublishedCommittee, [_committee_row(committee)])


def show_people(people) -> None:
    """Write the rows of those people who have a public address, and a page at it: members of the public have none."""
    shown = people.exclude(public_slug="").exclude(kind=Person.Kind.PUBLIC)
    _save(PublishedPerson, [_person_row(person) for person in shown])


def stand_in_for_people(names: dict[str, str]) -> None:
    """Make rows for people whom an edition names and the desk no longer has: the address, and the name as printed."""
    known = set(PublishedPerson.objects.using("default").values_list("slug", flat=True))
    PublishedPerson.objects.using("default").bulk_create(
        PublishedPerson(slug=slug, name=name, sort_name=name) for slug, name in names.items() if slug not in known
    )


def remove_people_no_longer_named() -> None:
    """Take out of the directory whoever neither a listed seat nor any row of the record names.

    A look for each person, that is: joined instead, all that was ever said would be read at each publication.
    """
    person = {"person": OuterRef("pk")}
    unnamed = PublishedPerson.objects.using("default").exclude(
        Exists(PublishedMembership.objects.filter(**person))
        | Exists(PublishedAttendance.objects.filter(**person))
        | Exists(PublishedAppearance.objects.filter(**person))
    )
    unnamed.delete()


def _take_pages_from_members_of_the_public() -> None:
    """Take the links off the names of those who turned out to be members of the public, in every meeting at once.

    Whoever was called so by mistake gets them back. Editions stay as they are, and say the same when corrected.
    """
    known = people_without_page()
    with_address = Person.objects.exclude(public_slug="")
    public = set(with_address.filter(kind=Person.Kind.PUBLIC).values_list("public_slug", flat=True))
    others = with_address.exclude(kind=Person.Kind.PUBLIC).filter(public_slug__in=known)
    back = set(others.values_list("public_slug", flat=True))
    new = public - known
    if not new and not back:
        return
    PersonWithoutPage.objects.using("default").filter(slug__in=back).delete()
    PersonWithoutPage.objects.using("default").bulk_create(PersonWithoutPage(slug=slug) for slug in sorted(new))
    show_people(Person.objects.filter(public_slug__in=back))
    for address in sorted(_meetings_linked_to(new) | _meetings_that_name(back)):
        show_newest_edition(address)


def _meetings_linked_to(people: set[str]) -> set[str]:
    """The addresses of the meetings whose rows lead to one of these people."""
    attended = PublishedAttendance.objects.using("default").filter(person__in=people)
    appeared = PublishedAppearance.objects.using("default").filter(person__in=people)
    return {*attended.values_list("meeting", flat=True), *appeared.values_list("item__meeting", flat=True)}


def _meetings_that_name(people: set[str]) -> set[str]:
    """The addresses of the meetings of which any edition does, read from end to end: a mistake is rarely mended."""
    named = Q(pk__in=[])
    for slug in people:
        named |= Q(text__contains=canonical_json({"person": slug})[1:-1])
    return set(Edition.objects.using("default").filter(named).values_list("address", flat=True))


def _people_in_rows() -> set[str]:
    """The addresses of all whom the record's rows name, which therefore stay."""
    people = PublishedPerson.objects.using("default")
    named = people.exclude(attendances=None, appearances=None)
    return set(named.values_list("slug", flat=True))


def _issues_at_the_desk() -> set[str]:
    return set(Issue.objects.exclude(public_slug="").values_list("public_slug", flat=True))


def _show_seats(seats) -> None:
    """Replace all memberships by those at the desk: nothing points to them, and their order is the desk's.

    Where they are the same already, nothing is written: the record has not changed.
    """
    shown = PublishedMembership.objects.using("default").order_by("pk")
    public = seats.exclude(person__public_slug="").exclude(person__kind=Person.Kind.PUBLIC).order_by("pk")
    wanted = list(public.values_list("person__public_slug", "committee__slug", "role", "starts_on", "ends_on"))
    if wanted == list(shown.values_list(*SEAT)):
        return
    shown.delete()
    shown.bulk_create(PublishedMembership(**dict(zip(SEAT, seat, strict=True))) for seat in wanted)


def show_issues(issues: QuerySet[Issue]) -> None:
    """Join public items to these issues and to no others that they have left.

    An issue is public once an item with public minutes belongs to it, and no longer when none does. While it is, the
    items of agendas that are public belong to it too.
    """
    minuted = Item.objects.filter(is_minuted(), issue=OuterRef("pk")).order_by().values("issue")
    dealt_with = Subquery(minuted.annotate(meetings=Count("meeting", distinct=True)).values("meetings"))
    known = list(issues.annotate(dealt_with=dealt_with))
    followed = [issue for issue in known if issue.dealt_with]
    give_issues_addresses(followed)
    shown = {
        issue.pk: PublishedIssue(slug=issue.public_slug, title=issue.title, meetings=issue.dealt_with)
        for issue in followed
    }
    _save(PublishedIssue, [*shown.values()])
    wanted = {
        (item.meeting.public_address, item.public_slug): shown[item.issue_id].slug
        for item in Item.objects.filter(is_shown(), issue__in=shown).select_related("meeting").defer("minute")
    }
    _join_items(wanted, {issue.public_slug for issue in known if issue.public_slug})
    # Also those of items that the newest edition no longer has.
    PublishedIssue.objects.using("default").exclude(
        Exists(PublishedItem.objects.filter(issue=OuterRef("pk")))
    ).delete()


def _join_items(wanted: dict[tuple[str, str], str], issues: set[str]) -> None:
    """Join the items at these addresses, a meeting's and an item's, to their issues, and no others to any of them.

    What is joined as wanted already is not written.
    """
    rows = PublishedItem.objects.using("default")
    shown = list(rows.filter(issue__in=issues).values_list("pk", "meeting", "slug", "issue"))
    left = [pk for pk, meeting, slug, _ in shown if (meeting, slug) not in wanted]
    if left:
        rows.filter(pk__in=left).update(issue=None)
    joined = {(meeting, slug): issue for _, meeting, slug, issue in shown}
    new = {at: issue for at, issue in wanted.items() if joined.get(at) != issue}
    found = rows.filter(meeting__in={meeting for meeting, _ in new}).only("meeting", "slug", "issue")
    changed = [row for row in found if (row.meeting_id, row.slug) in new]
    for row in changed:
        row.issue_id = new[row.meeting_id, row.slug]
    update_each(changed, "issue")


def _public_committees():
    return (
        Committee.objects.filter(Q(is_listed=True) | Q(meetings__public_address__gt=""))
        .distinct()
        .select_related("council")
    )


def _council_row(council: Council) -> PublishedCouncil:
    return PublishedCouncil(**public_council(council), **public_notices(council), ends_on=council.ends_on)


def _committee_row(committee: Committee) -> PublishedCommittee:
    purpose = committee.purpose if committee.is_listed else ""
    return PublishedCommittee(**public_committee(committee), purpose=purpose, council_id=committee.council.slug)


def _person_row(person: Person) -> PublishedPerson:
    return PublishedPerson(**public_person(person), sort_name=family_name_first(person.name))


def _save(model, rows: list) -> None:
    fields = [field.name for field in model._meta.local_concrete_fields if not field.primary_key]
    model.objects.using("default").bulk_create(
        rows, update_conflicts=True, unique_fields=[model._meta.pk.name], update_fields=fields
    )


def _remove_others(model, kept: set[str]) -> None:
    model.objects.using("default").exclude(pk__in=kept).delete()
