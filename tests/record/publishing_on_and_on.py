"""A process that publishes and corrects one meeting after the other, telling of each, until it is killed."""

import itertools
import os
import sys

import django
from django.core.files.base import ContentFile


def main(first_version: int) -> None:
    from django.contrib.auth.models import User

    from meetings.models import Meeting
    from meetings.publishing import publish as verbs

    by = User.objects.get(username="publisher")
    for version in itertools.count(first_version):
        waiting = list(Meeting.objects.order_by("pk"))
        meeting = waiting[version % len(waiting)]
        write(meeting, f"version{version}")
        if meeting.is_published:
            verbs.correct(meeting, by=by, reason=f"version{version}")
        else:
            verbs.publish(meeting, by=by)
        print(version, flush=True)


def write(meeting, version: str) -> None:
    """Put the version in every item, resolution, action and paper of the meeting."""
    for item in meeting.items.all():
        item.title, item.minute = f"Dredging {version}", f"<p>Heard of {version}.</p>"
        item.save()
        item.resolutions.update(text=f"That {version} be dredged.")
        item.actions.update(task=f"Order {version}")
    for paper in meeting.documents.all():
        paper.title = version
        paper.file.save("survey.txt", ContentFile(version.encode() * 20_000))


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "minutes_site.settings"
    django.setup()
    main(int(sys.argv[1]))
