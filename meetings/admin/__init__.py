"""The clerk's desk: importing this room registers its forms with the admin site."""

from meetings.admin import councils, log_ins, meetings, minutes, people, synonyms

__all__ = ["councils", "log_ins", "meetings", "minutes", "people", "synonyms"]
