"""Lists of people as clerks write them: posts without a comma, initials, labels inside a list, sentences after it."""

import pytest

from meetings.importers.minutes import AttendeeRead
from meetings.importers.reading import read_text

HEADING = "Minutes of the Quay Panel held on 5 May 2021 at 7 pm\n\n"
REST = "\n\n8. Fees\nRESOLVED: That the fees be raised.\n9. Close\nThat was all.\n"


def attendees_of(roll: str) -> tuple[AttendeeRead, ...]:
    (meeting,) = read_text(HEADING + roll + REST).meetings
    return meeting.attendees


def people_of(roll: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in attendees_of(roll):
        found.setdefault(one.status, []).append(one.name.value)
    return found


def offices_of(roll: str) -> dict[str, str]:
    return {one.name.value: one.role for one in attendees_of(roll)}


def test_a_post_may_follow_a_titled_name_with_no_sign_between():
    roll = (
        "In attendance:\nMr W Garside Clerk and Executive Officer to Quay Parish Council\n"
        "Mrs P Holt Assistant Clerk, Mr D L Ness Deputy Clerk, and Mr D Ivey Admin/Finance Office.\n"
    )
    assert offices_of(roll) == {
        "W Garside": "Clerk and Executive Officer to Quay Parish Council",
        "P Holt": "Assistant Clerk",
        "D L Ness": "Deputy Clerk",
        "D Ivey": "",
    }


def test_initials_may_stand_between_a_name_and_its_post():
    roll = "Present:\nDr Avi Blythe AB Clinical Chair\nRhea Carr RCr Chief Finance Officer\nJill Dent JD Lay Member\n"
    assert offices_of(roll) == {
        "Avi Blythe": "Clinical Chair",
        "Rhea Carr": "Chief Finance Officer",
        "Jill Dent": "Lay Member",
    }


def test_a_surname_that_is_also_a_post_stays_a_surname():
    assert not {"Ann", "John"} & set(offices_of("Present: Cllr Ann Street, Cllr B Wood, Mr John Head\n"))


def test_a_welsh_initial_may_be_written_with_two_signs():
    roll = "YN BRESENNOL:\n\nY Cynghorwyr C.Ll. Rees, E Ll Owen, T.Ll. Huws, W.J. Prys\n\nWRTH LAW:\n\nClerc (MJ)\n"
    names = ["C.Ll. Rees", "E Ll Owen", "T.Ll. Huws", "W.J. Prys"]
    assert people_of(roll) == {"present": names, "in attendance": [""]}


def test_the_clerk_after_and_is_not_the_office_of_the_one_before():
    assert offices_of("Present: Cllrs A Stone, B Wood and the Clerk\n") == {"A Stone": "Cllr", "B Wood": "Cllr"}


def test_what_somebody_did_is_no_office():
    roll = "Present: Cllrs A Stone and B Wood (Cllr C Reed attended)\nClerk: Absent. Cllr B Wood took notes\n"
    assert offices_of(roll) == {"A Stone": "Cllr", "B Wood": "Cllr"}


@pytest.mark.parametrize(
    ("roll", "names"),
    [
        ("Present: Councillors – Keith Stone(Chair), Joy Stone, Fay Reed\n", ["Keith Stone", "Joy Stone", "Fay Reed"]),
        ("Present: Trustees Stone (Chair), Wood and Reed\n", ["Stone", "Wood", "Reed"]),
        ("THOSE ATTENDING:\n\nCllr K Stone\n\nCllr Wood (Chair)\n", ["K Stone", "Wood"]),
        ("Attendance Details\n\nCouncillor J.V. Stone (Chairman); Councillors Mrs. D.E. Wood and Mrs. A. Hay.\n",
         ["J.V. Stone", "D.E. Wood", "A. Hay"]),
        ("PRESENT: The Right Worshipful the Lord Mayor Councillor R T Stone\n\nAldermen D Wood, A G Reed\n",
         ["R T Stone", "D Wood", "A G Reed"]),
    ],
)  # fmt: skip
def test_those_present_are_found_however_the_list_begins(roll, names):
    assert people_of(roll) == {"present": names}


def test_labels_inside_a_list_say_who_the_members_are_and_who_only_came():
    roll = (
        "PRESENT\nSchool members:\nPaul Stone, Mary Wood\nNon school members:\nPeter Reed\n"
        "Nominated subs:\nSally Joy\n"
        "Observers:\nLynn Hay\nNon-Members also present:-\nMr T Ness\nOfficials in attendance:\nMrs K Ivey, Clerk\n"
    )
    assert people_of(roll) == {
        "present": ["Paul Stone", "Mary Wood", "Peter Reed"],
        "substitute": ["Sally Joy"],
        "in attendance": ["Lynn Hay", "T Ness", "K Ivey"],
    }


def test_those_of_the_county_only_visit_a_parish_council():
    roll = "Parish Councillors: A Stone, B Wood\nCity & County Cllrs: Cllr C Reed\n"
    assert people_of(roll) == {"present": ["A Stone", "B Wood"], "in attendance": ["C Reed"]}


def test_county_councillors_are_present_where_no_line_names_those_of_a_parish():
    assert people_of("Chair: Cllr A Stone\nCounty Councillors: B Wood, C Reed\n") == {
        "present": ["A Stone", "B Wood", "C Reed"]
    }


def test_sentences_after_a_list_end_it():
    roll = (
        "Present: Cllrs Stone, Wood and Reed. County Councillor Ann Dale was in attendance with 14 members of "
        "the public. "
        "Also in attendance for part of the meeting was Mrs Jen Hay, Head Teacher.\n"
    )
    assert people_of(roll) == {"present": ["Stone", "Wood", "Reed"], "in attendance": ["Ann Dale", "Jen Hay"]}


def test_a_sentence_below_a_full_line_is_not_the_rest_of_its_list():
    roll = (
        "Present: Cllr A Stone, Cllr B Wood\n"
        "APOLOGIES: Cllr J Collins, Cllr P Isles, Cllr B Morgan, Cllr L Pepper, Cllr M Cavan\n"
        "The Clerk, Mr. T.V. Hay, and Mrs D Ness were also present.\n"
    )
    assert people_of(roll)["in attendance"] == ["T.V. Hay", "D Ness"]
    assert len(people_of(roll)["apologies"]) == 5


def test_a_titled_person_below_a_full_line_begins_anew():
    roll = (
        "Present: Cllr A Stone\nAlso in attendance:\n\nDr M E Foxe, Board Member, Quay Fire and Rescue Service Board\n"
        "Chief Superintendent P Rae, Divisional Commander, Quay Police\n"
    )
    assert people_of(roll)["in attendance"] == ["M E Foxe", "P Rae"]


def test_councillors_listed_first_of_all_were_there_though_no_word_says_so():
    roll = (
        "Councillor W. J. Stone MBE - Chairman\n\nCouncillors Mrs. B. Wood MBE, C. Ll. Reed,\n\n"
        "J. M. Hay, D.R.Ness.\n\nManaging Director\n\nCouncillors P.Ivey, G.Holt\n"
    )
    assert people_of(roll) == {"present": ["W. J. Stone", "B. Wood", "C. Ll. Reed", "J. M. Hay", "D.R.Ness"]}


def test_slashes_may_part_the_names_of_a_list_but_not_the_posts_of_one():
    roll = (
        "Present: Laura Stone / Tony Wood / Ken Reed\nIn attendance: Mrs A Hay, Clerk / Finance Officer / Registrar\n"
    )
    assert people_of(roll) == {"present": ["Laura Stone", "Tony Wood", "Ken Reed"], "in attendance": ["A Hay"]}


def items_of(items: str) -> dict[str, list[str]]:
    text = f"{HEADING}{items}\n9. Fees\nRESOLVED: That the fees be raised.\n10. Close\nThat was all.\n"
    (meeting,) = read_text(text).meetings
    found: dict[str, list[str]] = {}
    for one in meeting.attendees:
        found.setdefault(one.status, []).append(one.name.value)
    return found


def test_an_item_of_those_present_lists_them_over_several_paragraphs():
    items = (
        "2. Present\n\nCouncillor Mr Tim Stone (Chair), Councillors Mr Sel Wood, Mr Andrew Reed,\n\nMr Gwil Hay, "
        "Mrs Pat Ness & Mr Les Ivey.\n\nAlso: Mr J Holt (Clerk) & County Councillors: Mr Arf Dale & Mr John Rae\n"
    )
    assert items_of(items) == {
        "present": ["Tim Stone", "Sel Wood", "Andrew Reed", "Gwil Hay", "Pat Ness", "Les Ivey"],
        "in attendance": ["J Holt", "Arf Dale", "John Rae"],
    }


@pytest.mark.parametrize(
    "items",
    [
        "3. Apologies\nCllr L Stone and Cllr J Wood (family), Cllr A Reed (work). These reasons were accepted.\n",
        "3. Apologies were received from Cllr L Stone, Cllr J Wood and Cllr A Reed.\n",
        "3. Apologies\nApologies had been received from: -\n\nSchool members\nL Stone, J Wood\n\nOfficers\nA Reed\n",
        "3. Ymddiheuriadau\nYmddiheurodd y Cynghorwyr L Stone, J Wood ac A Reed am na allent fynychu’r cyfarfod.\n",
        "3. Apologies:-L Stone, J Wood, A Reed\n",
    ],
)
def test_apologies_are_read_from_names_with_reasons_from_a_title_and_by_groups(items):
    assert items_of(items) == {"apologies": ["L Stone", "J Wood", "A Reed"]}


def test_one_who_attended_in_anothers_absence_is_the_substitute():
    items = "3. Apologies\nApologies from Mr A Stone (Mr D Wood, Medical Director attended in his absence).\n"
    assert items_of(items) == {"apologies": ["A Stone"], "substitute": ["D Wood"]}


@pytest.mark.parametrize(
    ("roll", "people"),
    [
        ("Minutes of the panel held in Quay Hall when there were present:\nCouncillors\nMrs S A Stone (Chairman)\n"
         "M J Wood\nE Reed – substitute for J A Hay\nOfficers\nMr A Ness – Clerk\n",
         {"present": ["S A Stone", "M J Wood"], "substitute": ["E Reed"], "in attendance": ["A Ness"],
          "apologies": ["J A Hay"]}),
        ("Committee Members Present\nCouncillors: Tim Stone (Chairman), Bo Wood\nOther Councillors Present\n"
         "Councillors: Keith Reed\nOfficers Present\n"
         "Connor Hay, Development Service Manager\nChris Ness, Service Manager, "
         "Highways Management\nMary Ivey, Solicitor\nCase Officers Present\nKate Holt, Planning Officer\n",
         {"present": ["Tim Stone", "Bo Wood"],
          "in attendance": ["Keith Reed", "Connor Hay", "Chris Ness", "Mary Ivey", "Kate Holt"]}),
        ("Cllrs B Stone, D Wood, P Reed (Deputy Mayor) and T Hay\n\nC Ness, Acting Clerk\nG Ivey, Asset Manager\n",
         {"present": ["B Stone", "D Wood", "P Reed", "T Hay"], "in attendance": ["C Ness", "G Ivey"]}),
        ("• Mr. John Stone (Chairperson)\n• Mrs. Em Wood\n• Mr. Pat Reed\n\n• None\n",
         {"present": ["John Stone", "Em Wood", "Pat Reed"]}),
        ("PRESENT: Councillors D. Stone, J. Wood, and the clerk A. Reed and the assistant to the clerk Mrs J. Hay. "
         "There were apologies from Councillors P. Ness and R. Ward.\n",
         {"present": ["D. Stone", "J. Wood", "A. Reed", "J. Hay"], "apologies": ["P. Ness", "R. Ward"]}),
        ("Present: Cllrs Stone and Ward\nClerk: Mrs Reed Members of public: 3\n",
         {"present": ["Stone", "Ward"], "in attendance": ["Reed"]}),
        ("Present were Mr D Stone (Chairman), Mr R Human, and Mrs N Wood.\n",
         {"present": ["D Stone", "R Human", "N Wood"]}),
        ("Present: Cllr A Stone\nIn attendance\n\nA Ness – Ward Councillor, Jay Boyce – Footpath\nOfficer, Jan Holt – "
         "Parish Clerk,\n", {"present": ["A Stone"], "in attendance": ["A Ness", "Jay Boyce", "Jan Holt"]}),
        ("Penny Stone (PS), Julie Wood (JW), Andrew Reed (AR)\n\nLiz Hay (LH) Clerk\n",
         {"present": ["Penny Stone", "Julie Wood", "Andrew Reed"], "in attendance": ["Liz Hay"]}),
        ("Present: Betty Stone, Chair (BS), Sil Wood, Vice Chair (SW)\n", {"present": ["Betty Stone", "Sil Wood"]}),
        ("Present: Cllr A Stone\nApologies were received from members Ian Wood and Jack Reed.\n",
         {"present": ["A Stone"], "apologies": ["Ian Wood", "Jack Reed"]}),
        ("Present: Cllr A Stone\nApologies\nCouncillors: B Wood, C Reed\n",
         {"present": ["A Stone"], "apologies": ["B Wood", "C Reed"]}),
        ("Present: Cllr A Stone\nApologies were received from the Chair of Audit, Councillor Wood who was represented "
         "by the Vice-Chair, Councillor Reed.\n",
         {"present": ["A Stone"], "apologies": ["Wood"], "substitute": ["Reed"]}),
    ],
)  # fmt: skip
def test_rolls_of_many_layouts(roll, people):
    assert people_of(roll) == people


def test_substitutes_may_be_listed_under_a_sentence():
    items = (
        "3. Substitute Members\nThe Committee noted these substitutions:\n(i) Cllr D Wood for Cllr I Stone; and\n"
        "(ii) Cllr J Reed for Cllr G Hay.\n"
    )
    assert items_of(items) == {"substitute": ["D Wood", "J Reed"], "apologies": ["I Stone", "G Hay"]}


def test_an_office_before_initials_in_brackets_is_kept_without_them():
    assert offices_of("Present: Betty Stone, Chair (BS), Sil Wood, Vice Chair (SW)\n") == {
        "Betty Stone": "Chair",
        "Sil Wood": "Vice Chair",
    }
