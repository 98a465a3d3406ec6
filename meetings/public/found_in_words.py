"""How much was found, in a sentence. Pure."""

from meetings.record.search import Count, Found
from meetings.record.words import capital, counted


def summary_of(found: Found) -> str:
    """“42 items in five committees, 2015/16 to 2025/26”, “About 41,000 items and papers in …”."""
    things = _things(found.facets.get("kind", []))
    total = f"about {found.total:,} {things[1]}" if found.is_about else counted(found.total, *things)
    committees = _that_count(found.facets.get("committee", []))
    where = counted(len(committees), "committee") if len(committees) > 1 else "".join(c.words for c in committees)
    years = [year.words for year in _that_count(found.years)]
    when = years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}" if years else ""
    return capital(total) + (f" in {where}" if where else "") + (f", {when}" if when else "")


def _things(kinds: list[Count]) -> tuple[str, str]:
    are = {count.value for count in _that_count(kinds)}
    if are == {"paper"}:
        return "paper", "papers"
    return ("item", "items") if "paper" not in are else ("item or paper", "items and papers")


def _that_count(counts: list[Count]) -> list[Count]:
    """Of a facet, the values that the answers have: those chosen, if any are."""
    having = [count for count in counts if count.count]
    return [count for count in having if count.is_chosen] or having
