"""Words and dates as public pages print them."""

from django import template

register = template.Library()
