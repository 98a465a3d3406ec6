"""The clerk's desk: importing this room registers its forms with the admin site."""

from meetings.admin import councils, issues, log_ins, meetings, minutes, people, synonyms

__all__ = ["councils", "issues", "log_ins", "meetings", "minutes", "people", "synonyms"]
