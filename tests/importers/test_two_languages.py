"""Minutes in two languages: each label said twice, and each decision in Welsh and again in English."""

from meetings.importers.reading import read_text

TOP = """Cofnodion / Minutes, 15 Mawrth 2022

CYNGOR CYMUNED ABERELM / ABERELM COMMUNITY COUNCIL

Minutes of the meeting of Aberelm Community Council held on Tuesday, 15th March 2022 at The Old School at 7.30 pm.

Presennol / Present: Cyng. / Cllrs.: A. Prys (cadeirydd / chair), B. Huws a/and C. Wyn-Jones.

Hefyd yn bresennol / In attendance: Cynghorydd Sir / County Councillor D. Rees a/and Mrs E. Ford (clerc / clerk).

22/1  YMDDIHEURIADAU / APOLOGIES

Cafwyd ymddiheuriadau gan / Apologies were received from Cyng. / Cllrs. F. Tomos a/and G. Ifans.

"""
REST = "22/3  CAU / CLOSE\n\nDim. None.\n"


def test_each_person_is_named_once_though_the_labels_stand_twice():
    (meeting,) = read_text(TOP + "22/2  CYLLID / FINANCE\n\nDim. None.\n\n" + REST).meetings
    assert [(one.name.value, one.status) for one in meeting.attendees] == [
        ("A. Prys", "present"),
        ("B. Huws", "present"),
        ("C. Wyn-Jones", "present"),
        ("D. Rees", "in attendance"),
        ("E. Ford", "in attendance"),
        ("F. Tomos", "apologies"),
        ("G. Ifans", "apologies"),
    ]
    assert "Aberelm" in meeting.committee.value


def test_a_decision_in_both_languages_counts_once_and_its_english_stays_in_the_minute():
    text = (
        "22/2  CYLLID / FINANCE\n\nPenderfynwyd cyfrannu £150 i’r eisteddfod.\n\n"
        "It was resolved to contribute £150 to the eisteddfod.\n\nIt was agreed to buy a bench for £90.\n\n"
    )
    (meeting,) = read_text(TOP + text + REST).meetings
    item = meeting.items[1]
    assert [one.text.value for one in item.resolutions] == [
        "cyfrannu £150 i’r eisteddfod.",
        "to buy a bench for £90.",
    ]
    assert "It was resolved to contribute £150 to the eisteddfod." in item.minute.value


def test_two_decisions_with_other_sums_are_no_translations_of_each_other():
    text = "22/2  CYLLID / FINANCE\n\nPenderfynwyd talu £150 i’r clerc.\n\nIt was resolved to buy a bench for £90.\n\n"
    (meeting,) = read_text(TOP + text + REST).meetings
    assert len(meeting.items[1].resolutions) == 2
