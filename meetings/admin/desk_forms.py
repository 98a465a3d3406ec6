"""What every form of the desk has, whatever it shows."""

from meetings.admin.conflicts import SecondSaveMixin
from meetings.admin.history import HasHistoryMixin
from meetings.admin.presence import ShowsWhoElseMixin
from meetings.admin.rights import OwnCommitteesFormMixin


class DeskFormMixin(SecondSaveMixin, ShowsWhoElseMixin, HasHistoryMixin, OwnCommitteesFormMixin):
    """A form of the desk: of the user's committees, never saved over what he has not seen, its history shown."""
