"""What every form of the desk has, whatever it shows."""

from meetings.admin.conflicts import SecondSaveMixin
from meetings.admin.history import HasHistoryMixin


class DeskFormMixin(SecondSaveMixin, HasHistoryMixin):
    """A form of the desk: never saved over what its clerk has not seen, its history kept and shown."""
