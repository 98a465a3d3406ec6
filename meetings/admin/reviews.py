"""The review: source and reading side by side, every value open to correction, until it is accepted as a draft."""

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from meetings.admin.import_desk import only_clerks
from meetings.admin.line_ends import one_kind_of_line_end
from meetings.admin.review_buttons import Button, button_of
from meetings.admin.review_form import ReviewForm, people_meant
from meetings.admin.rights import committees_of, within
from meetings.importers.corrections import as_plain_data, from_plain_data
from meetings.importers.minutes import MeetingRead
from meetings.importers.save import CannotSave, save_draft
from meetings.importers.save_people import Directory
from meetings.importers.source_view import source_segments
from meetings.models import Meeting, Review

CHANGED_ELSEWHERE = (
    "This review was changed in another window, so what you sent was not kept over it. "
    "Below is how it stands; what you had typed that differs is listed here."
)
DONE_ALREADY = "That review is done: it was accepted or thrown away, perhaps in another window."


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one review, or do what one of its buttons says; whatever was typed is kept first."""
    only_clerks(request)
    if request.method == "POST":
        with transaction.atomic():
            found = within(Review.objects.select_for_update(of=["self"]), request.user).filter(pk=pk).first()
            return _post(request, found) if found else _done_already(request)
    found = within(Review.objects.select_related("source", "committee"), request.user)
    return _page(request, get_object_or_404(found, pk=pk))


def _done_already(request: HttpRequest) -> HttpResponse:
    """A second press of the button that ended the review, or another window."""
    if _wants_json(request):
        return JsonResponse({"error": DONE_ALREADY}, status=404)
    messages.warning(request, DONE_ALREADY)
    return redirect("admin:import_desk")


def _post(request: HttpRequest, review: Review) -> HttpResponse:
    do = request.POST.get("do", "keep")
    read = from_plain_data(review.reading)
    if request.POST.get("version") != str(review.version):
        return _changed_elsewhere(request, review, _form(request, review, read))
    if do == "discard":
        return _discard(request, review)
    form = _form(request, review, read, request.POST)
    if not form.is_valid():
        return _refused(request, review, form)
    read = form.corrected()
    review.committee, review.people = form.committee, form.people
    _keep(request, review, read)
    if _wants_json(request):
        return JsonResponse({"version": review.version, "kept_at": f"{timezone.localtime():%H:%M}"})
    if do == "accept":
        return _accept(request, review, form)
    if do == "undo" and review.reading_before:
        review.reading, review.reading_before = review.reading_before, review.reading
        review.save(update_fields=["reading", "reading_before"])
    elif button := button_of(request.POST):
        _change(review, read, button)
        return redirect(f"{request.path}#{button.place_in(from_plain_data(review.reading))}")
    elif do == "keep":
        messages.success(request, "Kept. You can close the page and go on later; no draft is made yet.")
    return redirect(request.path)


def _form(request: HttpRequest, review: Review, read: MeetingRead, data=None) -> ReviewForm:
    form = ReviewForm(review, read, Directory(), data)
    form.meeting.fields["chosen"].queryset = committees_of(request.user)
    return form


def _keep(request: HttpRequest, review: Review, read: MeetingRead) -> None:
    review.reading = as_plain_data(read)
    review.version += 1
    review.changed_by = request.user
    review.save()


def _change(review: Review, read: MeetingRead, button: Button) -> None:
    """Change the parts of the reading, and keep how it was, so that the change can be undone."""
    changed = button.press(read, review.source.text)
    if changed != read:
        review.reading_before = review.reading
        review.reading = as_plain_data(changed)
        review.save(update_fields=["reading", "reading_before"])


def _accept(request: HttpRequest, review: Review, form: ReviewForm) -> HttpResponse:
    """Make the draft, and go to it; or on to the next meeting of the same source, while there is one."""
    if not form.is_ready():
        return _refused(request, review, form)
    given = form.meeting.cleaned_data
    people, new_people = people_meant(review.people, form.directory)
    try:
        with transaction.atomic():
            saved = save_draft(
                form.corrected(),
                committee=given["chosen"],
                day=given["date"],
                time=given["time"],
                people=people,
                new_people=new_people,
            )
    except CannotSave as refusal:
        form.meeting.add_error(None, str(refusal))
        return _refused(request, review, form)
    done = "Saved as a new draft" if saved.is_new else "Added to the draft that was there for this day"
    draft = reverse("admin:meetings_meeting_change", args=[saved.meeting.pk])
    for note in saved.notes:
        messages.warning(request, note)
    following = _end(review, request.user)
    if following is None:
        messages.success(request, f"{done}.")
        _tell_of_waiting(request)
        return redirect(draft)
    messages.success(request, format_html('{}: <a href="{}">{}</a>. Next:', done, draft, saved.meeting))
    return redirect("admin:review", following.pk)


def _tell_of_waiting(request: HttpRequest) -> None:
    """Other files that were handed in with this one, or before it, wait for their review."""
    waiting = within(Review.objects.filter(source__added_by=request.user), request.user).count()
    if waiting:
        words = "1 review is" if waiting == 1 else f"{waiting} reviews are"
        desk = reverse("admin:import_desk")
        messages.info(request, format_html('{} not accepted yet: <a href="{}">go on with them</a>.', words, desk))


def _discard(request: HttpRequest, review: Review) -> HttpResponse:
    following = _end(review, request.user)
    messages.success(request, "The review was thrown away; no draft was made.")
    return redirect("admin:review", following.pk) if following else redirect("admin:import_desk")


def _end(review: Review, user) -> Review | None:
    """The review is done; its source goes with the last one. Returns the user's next review of the source, if any."""
    source = review.source
    review.delete()
    left = source.reviews.order_by("position")
    if not left.exists():
        source.delete()
        return None
    return within(left, user).first()


def _refused(request: HttpRequest, review: Review, form: ReviewForm) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"error": "; ".join(message for message, _ in form.errors)}, status=422)
    return _page(request, review, form)


def _changed_elsewhere(request: HttpRequest, review: Review, form: ReviewForm) -> HttpResponse:
    """A second window must not overwrite the first one's work; what it had sent is shown, to be copied."""
    if _wants_json(request):
        return JsonResponse({"error": "This review was changed in another window. Load this page again."}, status=409)
    kept, labels = form.as_sent(), form.labels
    sent = {name: one_kind_of_line_end(value).strip() for name, value in request.POST.items()}
    beside = {"csrfmiddlewaretoken", "version", "do"}
    typed = [
        (labels.get(name, name), value)
        for name, value in sent.items()
        if name not in beside and not name.endswith("-split_at") and value != kept.get(name, "")
    ]
    return _page(request, review, form, typed=typed)


def _page(request: HttpRequest, review: Review, form: ReviewForm | None = None, typed=None) -> HttpResponse:
    read = from_plain_data(review.reading)
    form = form or _form(request, review, read)
    siblings = list(within(review.source.reviews.select_related("committee"), request.user).order_by("position"))
    context = {
        **admin.site.each_context(request),
        "title": f"Review what was read: {review}",
        "review": review,
        "form": form,
        "media": form.media,
        "segments": source_segments(review.source.text, read, review.start, review.end),
        "siblings": siblings if len(siblings) > 1 else [],
        "same_day": _same_day(review, read),
        "typed": typed,
        "changed_elsewhere": CHANGED_ELSEWHERE,
    }
    return render(request, "admin/review.html", context)


def _same_day(review: Review, read: MeetingRead) -> list[Meeting]:
    """The meetings of that committee and day at the desk already: a draft is added to, public minutes are not."""
    if not (review.committee and read.date):
        return []
    return list(review.committee.meetings.filter(starts_at__date=read.date.value).select_related("committee"))


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"
