"""How much was found, in a sentence. Pure."""

from markupsafe import Markup

from meetings.record.search import Count, Found
from meetings.record.translation import as_written, gettext, joined
from meetings.record.words import capital, counted, counted_in_figures


def summary_of(found: Found) -> str:
    """“42 items in five committees, 2015/16 to 2025/26”, “About 41,000 items and papers in …”."""
    things = _things(found.facets.get("kind", []))
    total = counted(found.total, *things)
    if found.is_about:
        total = gettext("about %(things)s") % {"things": counted_in_figures(found.total, *things)}
    committees = _that_count(found.facets.get("committee", []))
    if committees:
        one = as_written(committees[0].words) if len(committees) == 1 else ""
        where = one or counted(len(committees), "committee")
        total = Markup(gettext("%(things)s in %(committees)s")) % {"things": total, "committees": where}
    years = [year.words for year in _that_count(found.years)]
    return joined(", ", [part for part in [capital(total), _span(years)] if part])


def _span(years: list[str]) -> str:
    if len(years) < 2:
        return "".join(years)
    return gettext("%(first)s to %(last)s") % {"first": years[0], "last": years[-1]}


def _things(kinds: list[Count]) -> tuple[str, str]:
    are = {count.value for count in _that_count(kinds)}
    if are == {"paper"}:
        return "paper", "papers"
    return ("item", "items") if "paper" not in are else ("item or paper", "items and papers")


def _that_count(counts: list[Count]) -> list[Count]:
    """Of a facet, the values that the answers have: those chosen, if any are."""
    having = [count for count in counts if count.count]
    return [count for count in having if count.is_chosen] or having
