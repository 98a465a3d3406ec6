"""Clean HTML: what nobody sees goes, where it means nothing, and takes no word along."""

import pytest

from meetings.models.prose import clean_prose


@pytest.mark.parametrize(
    "unseen",
    [
        "\u00ad",
        "\u200b",
        "\u2060",
        "\ufeff",
        "\u202e",
        "\u200f",
        "\x00",
        "\x07",
        "&shy;",
        "&ZeroWidthSpace;",
        "&#xFEFF;",
    ],
)
def test_what_is_unseen_and_means_nothing_goes(unseen):
    assert clean_prose(f"<p>Har{unseen}bour <em>{unseen}Panel</em></p>") == "<p>Harbour <em>Panel</em></p>"
    assert clean_prose(f"<p>{unseen}</p>") == ""


@pytest.mark.parametrize(
    "words",
    [
        "Pŵer a llŷg yn y tŷ, o’r môr",
        "w\u0302",
        "👩\u200d⚕\ufe0f",
        "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
        "می\u200cخواهم",
    ],
)
def test_what_welsh_emoji_and_persian_are_spelt_with_stays(words):
    assert clean_prose(f"<p>{words}</p>") == f"<p>{words}</p>"


@pytest.mark.parametrize("unseen", ["\u200b", "&#8203;", "&shy;"])
def test_no_address_that_is_not_allowed_comes_about(unseen):
    assert "href" not in clean_prose(f'<p><a href="java{unseen}script:alert(1)">x</a></p>')
    assert "<script" not in clean_prose(f"<p><{unseen}script>alert(1)</script></p>")
