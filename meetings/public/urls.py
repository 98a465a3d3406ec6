"""The public addresses; they never change."""

from django.urls import path, register_converter

from meetings.public import addresses, committees, home, issues, meetings, papers, people, search

register_converter(addresses.YearConverter, "year")
register_converter(addresses.MonthConverter, "month")
register_converter(addresses.DayConverter, "day")
register_converter(addresses.DigestConverter, "digest")
register_converter(addresses.FilenameConverter, "filename")

urlpatterns = [
    path("", home.home, name="home"),
    # /meetings/
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/<year:year>/", meetings.year, name="year"),
    path("meetings/<month:first_day>/", meetings.month, name="month"),
    path("meetings/<day:held_on>/", meetings.day, name="day"),
    path("meetings/<day:held_on>/<slug:committee>/", meetings.meeting, name="meeting"),
    path("meetings/<day:held_on>/<slug:committee>/item/<slug:item>/", meetings.item, name="item"),
    # /committees/, /people/, /issues/
    path("committees/", committees.committees, name="committees"),
    path("committees/<slug:slug>/", committees.committee, name="committee"),
    path("people/", people.people, name="people"),
    path("people/<slug:slug>/", people.person, name="person"),
    path("issues/<slug:slug>/", issues.issue, name="issue"),
    path("search/", search.search, name="search"),
    path("papers/<digest:digest>/<filename:filename>", papers.paper, name="paper"),
]
