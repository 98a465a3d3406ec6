"""Search, as a councillor uses it and as an attacker does."""

import re

import pytest
from django.db import DatabaseError, connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from meetings.public import search as search_page
from meetings.record.search import PER_PAGE, TooBroad, read_question, statement, understanding
from meetings.record.search import search as search_record
from tests.public.making import PANEL, make_committee, make_item, make_meeting, make_resolution

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    items = [
        make_item(
            number="8",
            title="Ofsted focused visit",
            minute="<p>The number of children who are home educated is high. Schools were told.</p>",
            resolutions=[
                make_resolution(text="That powers over elected home educated children be sought.", label="(i)")
            ],
        ),
        make_item(
            number="9", title="Home education: annual report", minute="<p>Café visits & <b>visits</b> to cafés.</p>"
        ),
        make_item(number="1", title="Apologies for being educated", is_procedural=True, minute=""),
    ]
    make_meeting(items=items)
    cabinet = make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    make_meeting(
        day="2023-06-15",
        committee=cabinet,
        items=[make_item(number="3", title="Parking", minute="<p>Educated guesses.</p>")],
    )


def found(client, query, **more) -> str:
    response = client.get("/search/", {"q": query, **more})
    assert response.status_code == 200
    return response.content.decode()


def titles(html: str) -> list[str]:
    return [part.split("</h2>")[0] for part in html.split("<h2><a ")[1:]]


def test_words_find_items_with_the_words_marked(client, world):
    html = found(client, "home educated")
    assert "<strong>Two items in Children and Families Scrutiny Panel, 2021/22</strong>." in html
    assert '<strong>Best match first</strong> · <a href="?q=home+educated&amp;order=newest">Newest first</a>' in html
    assert f"/meetings/2021/06/17/{PANEL}/item/8/" in html
    assert "<mark>home</mark> <mark>educated</mark>" in html


def test_result_shows_committee_day_item_outcome_and_the_resolution_that_matches(client, world):
    html = found(client, "powers")
    assert "Children and Families Scrutiny Panel · Thursday 17 June 2021 · Item 8" in html
    assert '<span class="state">Agreed</span>' in html
    assert "<strong>Decision:</strong> That <mark>powers</mark> over elected home educated children be sought." in html


def test_title_outranks_resolution_and_resolution_outranks_minute(client, world):
    make_meeting(day="2022-01-01", items=[make_item(title="A", minute="<p>dredging</p>")])
    make_meeting(day="2022-01-02", items=[make_item(title="B dredging")])
    make_meeting(day="2022-01-03", items=[make_item(title="C", resolutions=[make_resolution(text="dredging")])])
    first, second, third = titles(found(client, "dredging"))
    assert "2022/01/02" in first
    assert "2022/01/03" in second
    assert "2022/01/01" in third


def test_equals_are_ordered_newest_first(client):
    make_meeting(day="2022-01-01", items=[make_item(title="Dredging")])
    make_meeting(day="2022-01-02", items=[make_item(title="Dredging")])
    first, second = titles(found(client, "dredging"))
    assert "2022/01/02" in first
    assert "2022/01/01" in second


def test_phrase_needs_its_words_together(client, world):
    assert len(titles(found(client, '"home educated"'))) == 2
    assert len(titles(found(client, '"educated home"'))) == 0


@pytest.mark.parametrize("query", ["home-educated", '"home-educated"', "home\u2011educated", "Home-Educated visit"])
def test_hyphen_inside_a_word_is_a_space(client, world, query):
    assert any(f"/{PANEL}/item/8/" in title for title in titles(found(client, query)))


@pytest.mark.parametrize("query", ["face-to-face", "face to face", '"face-to-face"'])
@pytest.mark.parametrize("words", ["It met face-to-face.", "It met face to face."])
def test_words_written_with_and_without_hyphens_find_each_other(client, words, query):
    make_meeting(items=[make_item(minute=f"<p>{words}</p>")])
    assert len(titles(found(client, query))) == 1


@pytest.mark.parametrize("query", ["2021-22", "covid-19"])
def test_hyphen_before_a_figure_stays_part_of_the_number(client, query):
    make_meeting(items=[make_item(minute="<p>Covid-19 grants in 2021-22.</p>")])
    assert len(titles(found(client, query))) == 1


def test_minus_before_a_hyphened_word_leaves_out_its_words_together(client, world):
    assert len(titles(found(client, "educated"))) == 3
    assert len(titles(found(client, "educated -home-educated"))) == 1
    assert read_question("a -home-educated").text == 'a -"home educated"'
    assert read_question("either-or").text == "either"


def test_minus_leaves_a_word_out(client, world):
    assert len(titles(found(client, "educated -parking"))) == 2


def test_or_in_capitals_finds_either_and_in_small_letters_is_only_a_word(client, world):
    assert len(titles(found(client, "parking OR Ofsted"))) == 2
    assert len(titles(found(client, "parking or Ofsted"))) == 0


def test_accents_and_endings_do_not_matter(client, world):
    assert "<mark>Café</mark>" in found(client, "cafe")
    assert len(titles(found(client, "éducating"))) == 3


def test_procedure_is_left_out_and_a_link_includes_it(client, world):
    html = found(client, "apologies educated")
    assert "Nothing was found" in html
    assert "procedural=on" in html
    assert len(titles(found(client, "apologies educated", procedural="on"))) == 1


def test_committee_and_municipal_year_narrow_the_search(client, world):
    assert len(titles(found(client, "educated", committee="cabinet"))) == 1
    assert len(titles(found(client, "educated", year="2021-22"))) == 2
    assert len(titles(found(client, "educated", committee="cabinet", year="2021-22"))) == 0


def test_chosen_filters_are_words_each_with_a_link_that_drops_it(client, world):
    html = found(client, "educated", committee="cabinet", year="2023-24", procedural="on", page="1")
    for words, rest in [
        ("Committee: Cabinet", "q=educated&amp;year=2023-24&amp;procedural=on"),
        ("Municipal year: 2023/24", "q=educated&amp;committee=cabinet&amp;procedural=on"),
        ("With items of procedure", "q=educated&amp;committee=cabinet&amp;year=2023-24"),
    ]:
        assert f'<li>{words} – <a href="?{rest}">remove<span class="unseen"> {words}</span></a></li>' in html


def test_filters_have_a_button_of_their_own(client, world):
    html = found(client, "educated")
    assert '<button type="submit" form="search">Show results</button>' in html
    assert "Filters in use" not in html
    assert html.count("procedur") == html[: html.index("Show results")].count("procedur")


def test_one_item_is_not_said_to_be_the_best_of_many(client, world):
    html = found(client, "powers")
    assert "<strong>One item in Children and Families Scrutiny Panel, 2021/22</strong>.</p>" in html
    assert "Best match first" not in html


def test_choice_that_does_not_exist_finds_nothing_rather_than_everything(client, world):
    html = found(client, "educated", committee="nobody")
    assert '<a href="#id_committee">Committee: Choose a committee from the list.</a>' in html
    assert titles(html) == []


def test_text_of_minutes_is_never_markup(client):
    evil = "Dredging <script>alert(1)</script> <mark>&amp;</mark> & \ue000"
    make_meeting(
        items=[
            make_item(title=evil, minute="<p>dredging &lt;img src=x&gt;</p>", resolutions=[make_resolution(text=evil)])
        ]
    )
    html = found(client, "dredging")
    assert "<mark>Dredging</mark>" in html
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "<mark>&amp;" not in html
    assert html.count("<mark>") == html.count("</mark>")


def test_what_was_typed_is_never_markup(client, world):
    assert "<script>alert" not in found(client, '"><script>alert(1)</script>')


def test_long_question_says_what_was_ignored(client, world):
    assert "Only the first 16 words were searched for." in found(client, " ".join(f"w{n}" for n in range(30)))
    words = " ".join(f"word{n}" for n in range(17))
    make_meeting(day="2022-01-01", items=[make_item(title="Speech", minute=f"<p>Spoken: {words} it is.</p>")])
    for typed in (f'"{words}"', f'spoken "{words}"'):
        html = found(client, typed)
        assert "Only the first 16 words were searched for." in html
        assert ">Speech</a>" in html
    # Fewer words would leave out more than was asked.
    assert ">Speech</a>" in found(client, f'spoken -"{words}x"')
    assert "Only the first 200 characters were searched for." in found(client, "school " * 60)


@pytest.mark.parametrize("query", ["-school", '-"home educated" -x', "- -a --b"])
def test_only_exclusions_get_a_friendly_page(client, world, query):
    assert "Add a word to look for." in found(client, query)


@pytest.mark.parametrize("query", ["", "   ", "\x00", "---", '""', "&|!():*", "-" * 40, "\u200b"])
def test_nothing_to_look_for_gets_a_friendly_page(client, world, query):
    assert "Type a word to look for." in found(client, query)


@pytest.mark.parametrize(
    "query",
    [
        "\x00school\x00",
        "a" * 10_000,
        "school " * 2_000,
        "school " + "-" * 40,
        "school -" * 40,
        'school "unbalanced',
        '"""school"" "',
        "school OR",
        "OR OR OR school OR OR",
        "the -school",
        "the and of",
        "school OR -home",
        "scho:* & !x <-> y",
        "' OR 1=1; --",
        "%s %(x)s {} {{x}} {%",
        "\\ \\' \\x00",
        "🚌" * 50,
        "ﬀ ﷺ e\u0301 \u202e",
        "\ue000\ue001",
        "x-y-z-" * 40,
        "1/2/3/4.5.6@7.8",
    ],
)
def test_no_question_breaks_the_page(client, world, query):
    found(client, query)


@pytest.mark.parametrize(
    "raw", ["q=%ED%A0%80", "q=%FF%FE", "q=%00", "q=school&page=1&q=x", "q[]=1", "q=a%0d%0aSet-Cookie:x"]
)
def test_no_bytes_break_the_page(client, world, raw):
    assert client.get(f"/search/?{raw}").status_code == 200


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(list('"-|&!() OR\x00\ud800ab'))), max_size=300))
def test_any_text_at_all_can_be_asked(world, typed):
    question = read_question(typed)
    assert len(question.text) <= 300
    with connection.cursor() as cursor:
        cursor.execute("SELECT websearch_to_tsquery('minute_book', %s)", [question.text])
    # Raises TooBroad if the database refuses it.
    found = search_record(question)
    assert len(found.hits) == min(found.total, PER_PAGE)


def test_common_word_with_exclusions_scans_nothing(client, world):
    html = found(client, "the -school")
    assert "Nothing was found" in html


def test_search_that_takes_too_long_is_answered(client, world, monkeypatch):
    def give_up(*args, **kwargs):
        raise TooBroad

    monkeypatch.setattr(search_page, "search_record", give_up)
    assert "That search is too broad." in found(client, "school")


def test_refusal_of_the_database_is_told_as_too_broad(world, monkeypatch):
    def refuse(*args, **kwargs):
        raise DatabaseError("canceling statement due to statement timeout")

    monkeypatch.setattr(statement, "ask", refuse)
    with pytest.raises(TooBroad):
        search_record(read_question("school"))


def test_answers_come_twenty_a_page_with_an_exact_total(client):
    make_meeting(items=[make_item(number=str(n), title=f"Dredging {n}") for n in range(45)])
    html = found(client, "dredging", page="3")
    assert "<strong>45 items in Children and Families Scrutiny Panel, 2021/22</strong>" in html
    assert len(titles(html)) == 5
    assert "page 3 of 3 – Southcliff City Council</title>" in html
    assert '<a href="?q=dredging&amp;page=2" rel="prev">' in html


@pytest.mark.parametrize("page", ["0", "2", "٣", "abc", "-1", "10000000000000000000", "999999"])
def test_page_that_is_not_there_is_not_found(client, world, page):
    response = client.get("/search/", {"q": "educated", "page": page})
    assert response.status_code == 404
    assert '<a href="?q=educated">The first page at this address</a>' in response.content.decode()


def test_a_reference_that_one_item_answers_to_leads_there(client, world):
    response = client.get("/search/", {"q": "item 9, 17 June 2021"})
    assert response.status_code == 302
    assert response["Location"] == f"/meetings/2021/06/17/{PANEL}/item/9/"


def test_a_total_that_is_an_estimate_is_called_one(client, monkeypatch):
    monkeypatch.setattr(understanding, "MOST_COUNTED", 0)
    make_meeting(items=[make_item(number=str(n), title="Dredging") for n in range(200)])
    html = found(client, "dredging")
    assert "<strong>About " in html
    assert len(titles(html)) == PER_PAGE


def test_exempt_summary_is_found(client):
    exemption = {"paragraph": "3", "words": "Paragraph 3.", "public_interest": "", "summary": "A lease was granted."}
    make_meeting(items=[make_item(access="exempt", exemption=exemption, minute="")])
    assert len(titles(found(client, "lease"))) == 1


@pytest.mark.parametrize("count", [10, 60])
def test_takes_six_queries_at_most_and_one_more_to_help_where_nothing_is_found(
    client, django_assert_max_num_queries, count
):
    make_meeting(items=[make_item(number=str(n), title=f"Dredging {n}") for n in range(count)])
    for query, most in [("dredging", 6), ("nothing", 7), ("the -school", 6)]:
        with django_assert_max_num_queries(most):
            found(client, query)


def test_items_of_one_reference_stand_first_once_and_ten_at_most(client):
    for year in range(2010, 2022):
        make_meeting(day=f"{year}-06-17", items=[make_item(title=f"Fees of {year}", minute_number="45")])
    other = make_item(title="Minute 45 of the Children Panel", minute="<p>scrutiny 2021</p>")
    make_meeting(day="2022-06-16", items=[other])
    html = client.get("/search/", {"q": "minute 45 children"}).content.decode()
    first, rest = html.split("<h2>Items with this reference</h2>")[1].split("<h2>Items with these words</h2>")
    assert first.count("<li>") == 10
    assert "Thursday 17 June 2021 · Item 8 · Minute 45" in first
    assert "These are the newest 10. Add a committee or a day to find another." in first
    assert [title for title in ("Fees of 2012", "Fees of 2011") if title in first] == ["Fees of 2012"]
    assert "Fees of" not in rest
    table = b"".join(client.get("/search/items.csv", {"q": "minute 45 children"}).streaming_content).decode()
    assert (table.count("Fees of"), len(table.splitlines())) == (10, 12)
    feed = client.get("/search/feed/", {"q": "minute 45 children"}).content.decode()
    assert feed.count("<entry>") == 11


def test_items_referred_to_are_said_once_on_all_pages(client):
    make_meeting(items=[make_item(number=str(n), title=f"Pier 21/00512/FUL {n}") for n in range(45)])
    ask = {"q": "21/00512/FUL"}
    pages = [client.get("/search/", ask | {"page": page}) for page in (1, 2, 3)]
    assert [page.status_code for page in pages] == [200] * 3
    assert [page.content.decode().count("Items with this reference") for page in pages] == [1, 0, 0]
    for path in ("/search/", "/search/feed/"):
        texts = [client.get(path, ask | {"page": page}).content.decode() for page in (1, 2, 3)]
        shown = [item for text in texts for item in set(re.findall(r"/item/(\d+)/", text))]
        assert sorted(shown, key=int) == [str(n) for n in range(45)]
