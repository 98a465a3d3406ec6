"""Whose meetings a clerk may work on: those of committees that name no clerk, and of those that name him.

Publishers and administrators see all. What is not a clerk's is absent from his lists, choices and pages, and its
address answers him as one where there is nothing. The only place that knows; every page of the desk asks here.
"""

from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest

from meetings.models import (
    Action,
    ActionUpdate,
    Attendee,
    Committee,
    Declaration,
    Document,
    Item,
    Meeting,
    Membership,
    Resolution,
    Review,
    Vote,
)

# From each thing to the committee whose it is.
PATHS = {
    Action: "item__meeting__committee",
    ActionUpdate: "action__item__meeting__committee",
    Attendee: "meeting__committee",
    Committee: "pk",
    Declaration: "item__meeting__committee",
    Document: "meeting__committee",
    Item: "meeting__committee",
    Meeting: "committee",
    Membership: "committee",
    Resolution: "item__meeting__committee",
    Review: "committee",
    Vote: "resolution__item__meeting__committee",
}


def sees_all(user) -> bool:
    """Whether the user works for every committee."""
    return user.has_perm("meetings.publish_meeting")


def committees_of(user) -> QuerySet[Committee]:
    """The committees that the user may work for."""
    if sees_all(user):
        return Committee.objects.all()
    of_others = Committee.objects.exclude(clerks=None).exclude(clerks=user)
    return Committee.objects.exclude(pk__in=of_others.values("pk"))


def within(rows: QuerySet, user) -> QuerySet:
    """Those of the rows that belong to the user's committees; all of what belongs to no committee.

    A review whose committee is not known yet is every clerk's.
    """
    path = PATHS.get(rows.model)
    if path is None or sees_all(user):
        return rows
    theirs = Q(**{f"{path}__in": committees_of(user).values("pk")})
    return rows.filter(theirs | Q(committee=None) if rows.model is Review else theirs)


class OwnCommitteesMixin:
    """A form, or the rows of one, that shows and offers only what is of the user's committees."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return within(super().get_queryset(request), request.user)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model in PATHS:
            offered = kwargs.get("queryset")
            offered = db_field.related_model._default_manager.all() if offered is None else offered
            kwargs["queryset"] = within(offered, request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class OwnCommitteesFormMixin(OwnCommitteesMixin):
    """A form at an address, which answers a clerk of other committees as if nothing were there."""

    def get_object(self, request: HttpRequest, object_id: str, from_field=None) -> Model | None:
        found = super().get_object(request, object_id, from_field)
        if found is None and self.model in PATHS and not sees_all(request.user):
            raise Http404
        return found
