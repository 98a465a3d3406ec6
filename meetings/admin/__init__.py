"""The clerk's desk: importing this room registers its forms with the admin site."""

from meetings.admin import councils, meetings, minutes, people

__all__ = ["councils", "meetings", "minutes", "people"]
