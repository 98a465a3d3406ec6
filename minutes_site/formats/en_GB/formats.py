"""Dates as people in the United Kingdom write and read them."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, g:ia"
TIME_FORMAT = "g:ia"
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d", "%d/%m/%y", "%d.%m.%Y"]
