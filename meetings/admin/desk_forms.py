"""What every form of the desk has, whatever it shows."""

from meetings.admin.history import HasHistoryMixin


class DeskFormMixin(HasHistoryMixin):
    """A form of the desk: its history is kept and shown."""
