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
from meetings.admin.review_form import ReviewForm, form_as_kept, people_meant
from meetings.admin.review_warnings import personal_data_in
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
LIST_OF_DRAFTS = "admin:meetings_meeting_changelist"
DONE_ALREADY = "That review is done: it was accepted or thrown away, perhaps in another window."


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one review, or do what one of its buttons says; whatever was typed is kept first."""
    only_clerks(request)
    if request.method == "POST":
        with transaction.atomic():
            found = within(Review.objects.select_for_update(of=["self"]), request.user).filter(pk=pk).first()
            return _post(request, found) if found else _done_already(request)
    found = within(Review.objects.select_related("source", "committee__council"), request.user)
    return _page(request, get_object_or_404(found, pk=pk))


def _done_already(request: HttpRequest) -> HttpResponse:
    """A second press of the button that ended the review, or another window."""
    if _wants_json(request):
        return JsonResponse({"error": DONE_ALREADY}, status=404)
    messages.warning(request, DONE_ALREADY)
    return redirect("admin:import_desk")


def _post(request: HttpRequest, review: Review) -> HttpResponse:
    do = request.POST.get("do", "keep")
    directory, mine = Directory(), committees_of(request.user)
    if request.POST.get("version") != str(review.version):
        return _changed_elsewhere(request, review, form_as_kept(review, directory, mine))
    if do == "discard":
        return _discard(request, review)
    form = ReviewForm(review, from_plain_data(review.reading), directory, mine, request.POST)
    is_valid = form.is_valid()
    _keep(request, review, form)
    if _wants_json(request):
        kept_at = f"{timezone.localtime():%H:%M}"
        faults = [message for message, _ in form.errors]
        return JsonResponse({"version": review.version, "kept_at": kept_at, "faults": faults})
    button = button_of(request.POST)
    if not is_valid:
        if button or do == "undo":
            messages.warning(request, "What you typed is kept, but nothing was rearranged: mend what is listed first.")
        return _page(request, review, form)
    if do == "accept":
        return _accept(request, review, form)
    if do == "undo" and review.reading_before:
        review.reading, review.reading_before = review.reading_before, review.reading
        review.save(update_fields=["reading", "reading_before"])
    elif button:
        _change(review, button)
        return redirect(f"{request.path}#{button.place_in(from_plain_data(review.reading))}")
    elif do == "keep":
        messages.success(request, "Kept. You can close the page and go on later; no draft is made yet.")
    return redirect(request.path)


def _keep(request: HttpRequest, review: Review, form: ReviewForm) -> None:
    """Keep all that was typed: what can be read as a correction, anything else in its box as it is."""
    review.committee, review.people = form.committee, form.people
    review.reading, review.unfinished = as_plain_data(form.kept()), form.unfinished
    review.version += 1
    review.changed_by = request.user
    review.save()


def _change(review: Review, button: Button) -> None:
    """Change the parts of the reading, and keep how it was, so that the change can be undone."""
    read = from_plain_data(review.reading)
    changed = button.press(read, review.source.text)
    if changed != read:
        review.reading_before = review.reading
        review.reading = as_plain_data(changed)
        review.save(update_fields=["reading", "reading_before"])


def _accept(request: HttpRequest, review: Review, form: ReviewForm) -> HttpResponse:
    """Make the draft, and go on to the next meeting that was handed in with it, while there is one."""
    if not form.is_ready():
        return _page(request, review, form)
    given = form.meeting.cleaned_data
    people, new_people = people_meant(review.people, form.directory)
    try:
        with transaction.atomic():
            saved = save_draft(
                form.kept(),
                committee=given["chosen"],
                day=given["date"],
                time=given["time"],
                people=people,
                new_people=new_people,
            )
    except CannotSave as refusal:
        form.meeting.add_error(None, str(refusal))
        return _page(request, review, form)
    done = "Saved as a new draft" if saved.is_new else "Added to the draft that was there for this day"
    draft = reverse("admin:meetings_meeting_change", args=[saved.meeting.pk])
    for note in saved.notes:
        messages.warning(request, note)
    # Where the draft is not what comes next, the message leads to it.
    is_shown = review.batch_size == 1
    messages.success(
        request, f"{done}." if is_shown else format_html('{}: <a href="{}">{}</a>.', done, draft, saved.meeting)
    )
    return _end(request, review, alone=draft)


def _discard(request: HttpRequest, review: Review) -> HttpResponse:
    messages.success(request, f"The review of {review} was thrown away; no draft was made.")
    return _end(request, review, alone=reverse("admin:import_desk"))


def _end(request: HttpRequest, review: Review, *, alone: str) -> HttpResponse:
    """The review is done, and its source with its last one: on to the next that was handed in with it.

    The last of several leads to the list of drafts; one that was handed in `alone`, to that address.
    """
    following, source = review.following(within(Review.objects.all(), request.user)), review.source
    review.delete()
    if not source.reviews.exists():
        source.delete()
    if following:
        return redirect("admin:review", following.pk)
    _tell_of_waiting(request)
    return redirect(alone if review.batch_size == 1 else f"{reverse(LIST_OF_DRAFTS)}?standing=drafts")


def _tell_of_waiting(request: HttpRequest) -> None:
    """Others that this clerk handed in before wait for their review."""
    waiting = within(Review.objects.filter(source__added_by=request.user), request.user).count()
    if waiting:
        words = "1 review is" if waiting == 1 else f"{waiting} reviews are"
        desk = reverse("admin:import_desk")
        messages.info(request, format_html('{} not accepted yet: <a href="{}">go on with them</a>.', words, desk))


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
    form = form or form_as_kept(review, Directory(), committees_of(request.user))
    batch = (
        within(Review.objects.filter(batch=review.batch), request.user)
        .select_related("committee")
        .order_by("batch_position")
    )
    context = {
        **admin.site.each_context(request),
        "title": f"Review what was read: {review}",
        "review": review,
        "form": form,
        "media": form.media,
        "segments": source_segments(review.source.text, read, review.start, review.end),
        "batch": batch.defer("reading_before", "unfinished") if review.batch_size > 1 else [],
        "personal_data": personal_data_in(read, _own_contacts(review)),
        "same_day": _same_day(review, read),
        "typed": typed,
        "changed_elsewhere": CHANGED_ELSEWHERE,
    }
    return render(request, "admin/review.html", context)


def _own_contacts(review: Review) -> str:
    return review.committee.council.own_contacts if review.committee else ""


def _same_day(review: Review, read: MeetingRead) -> list[Meeting]:
    """The meetings of that committee and day at the desk already: a draft is added to, public minutes are not."""
    if not (review.committee and read.date):
        return []
    return list(review.committee.meetings.filter(starts_at__date=read.date.value).select_related("committee"))


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"
