"""A short form of a row that two clerks may have open at once: nothing is written over what its clerk has not seen."""

from meetings.admin.form_values import in_words, plain, sent_value

CHANGED = (
    "Somebody else has changed this since you opened it: now “{}”. "
    "Yours is kept in the box; save again to put it in the place of theirs."
)


class SeenFirstMixin:
    """A model form that carries, hidden, what it showed of its row, and is cleaned under the lock of the row.

    A box left alone follows what the other clerk saved meanwhile; one that both changed is refused once.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self._meta.fields:
            self.fields[name].show_hidden_initial = True

    def clean(self) -> dict:
        given = super().clean()
        for name in self._meta.fields:
            if name in given:
                self._compare(name, given)
        return given

    def _compare(self, name: str, given: dict) -> None:
        field, shown = self.fields[name], self.add_initial_prefix(name)
        seen = sent_value(field, shown, self.data, self.files, "")
        saved, mine = plain(self.initial.get(name)), plain(given[name])
        if saved in (seen, mine):
            return
        if mine == seen:
            given[name] = getattr(self.instance, name)
            return
        self.add_error(name, CHANGED.format(in_words(field, saved) or "empty"))
        # Now it is seen.
        self.data = self.data.copy()
        self.data[shown] = saved
