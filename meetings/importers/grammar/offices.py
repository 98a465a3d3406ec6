"""Offices: the words by which a title, a post or a body is told from a person's name."""

import re
from functools import lru_cache


def set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


COUNCILLOR = {
    "councillor",
    "councillors",
    "cllr",
    "cllrs",
    "cllr’s",
    "cr",
    "cynghorydd",
    "cynghorwyr",
    "gynghorydd",
    "cyng",
}
_PLURAL = {"councillors", "cllrs", "cynghorwyr", "aldermen", "trustees", "messrs", "mesdames", "misses", "drs"}
_SINGULAR = {
    "councillors": "Councillor", "cllrs": "Cllr", "cynghorwyr": "Cynghorydd", "aldermen": "Alderman",
    "trustees": "Trustee",
}  # fmt: skip
_HONORIFIC = {
    "mr", "mrs", "ms", "miss", "mx", "messrs", "mesdames", "misses", "dr", "drs", "sir", "dame", "lord", "lady",
    "baroness", "rev", "revd", "reverend", "canon", "fr", "father", "prof", "professor", "major", "colonel", "captain",
    "hon", "parch", "parchedig",
}  # fmt: skip
_DIGNITY = {"alderman", "aldermen", "ald", "bailie", "baillie", "provost", "canon", "trustee", "trustees"}
# Of the police and fire service, said before the name; "PC" is also a parish council, and needs a full name after it.
_RANKS = {"superintendent", "supt", "inspector", "insp", "sergeant", "sgt", "constable", "pcso", "pco", "commander"}
# One initial of a name; of a Welsh one it may be a letter written with two signs ("C.Ll. Rees").
INITIAL = r"(?:[A-Z]|Ch|Dd|Ff|Ll|Rh|Th)"
# Councils by their letters: "Ashdown DC".
_SHORT_COUNCILS = {"CC", "DC", "BC", "MBC", "CBC", "PC", "TC", "LBC"}
# A word of a post or a body: no one is called by it, or so few that the clerk may be asked.
_OF_A_POST = set_of(
    """accountant admin administrator advisor adviser agency agent ambassador analyst architect assistant associate
    association auditor authority board body borough bursar business cabinet chair chairman chairperson chairwoman
    chief city civic clerk clerks commander commissioner committee community company constable constabulary
    consultant convener convenor coordinator co-ordinator corporate council councils county customer delivery
    democratic depute department deputy development director directorate district economy editor education engineer
    engineering environment environmental estates executive external family finance financial fire forum fund
    governance governor group head health highways housing human independent infrastructure inspector insurance
    interim internal lawyer lead leader learning legal leisure librarian licensing ltd manager management mayor
    media member members minister monitoring neighbourhood nhs office officer officers operations opposition
    organisation overview panel parish parks partner partnership pcso performance planner planning policy police
    practitioner registered portfolio president principal procurement programme project property public
    regeneration registrar gp rep reps representative representatives resources responsible
    revenues safeguarding schools
    scrutiny secretary section sergeant service services
    social solicitor spokesperson staff strategic strategy street superintendent supervisor
    support surveyor sustainability team technical town transport transformation treasurer trust trustee unit
    unitary university vice-chair vice-chairman vice warden waste works youth ward campaign society club charity
    consulting consultants associates solicitors architects llp plc federation alliance union institute network
    foundation friends residents reporter gazette advertiser courier chronicle cadeirydd is-gadeirydd clerc
    cyfarwyddwr swyddog pennaeth maer rheolwr prif weithredwr arweinydd dirprwy aelod uwch reolwr
    rheolwr-gyfarwyddwr cyfarwyddwraig cyfreithiwr gyfreithiwr trysorydd"""
)
# The words that make a phrase a post rather than a department or a body.
_HOLDER = set_of(
    """accountant administrator advisor adviser agent analyst architect assistant auditor chair chairman
    chairperson chairwoman clerk commander commissioner constable consultant convener convenor coordinator
    co-ordinator councillor cllr director engineer executive governor head inspector lawyer lead leader librarian
    manager mayor member minister gp officer officers pcso planner president principal provost registrar rep
    practitioner representative secretary sergeant solicitor spokesperson superintendent supervisor surveyor treasurer
    trustee vice-chair vice-chairman warden chief holder presiding cadeirydd is-gadeirydd clerc cyfarwyddwr swyddog
    pennaeth maer rheolwr weithredwr arweinydd reolwr
    rheolwr-gyfarwyddwr cyfarwyddwraig cyfreithiwr trysorydd"""
)
# Those that are a post whatever stands beside them: "Executive" and "Member" name a body's own people too.
_HOLDER_OF_POST = _HOLDER - {"member", "executive", "councillor"}
# Those who serve the council and are no members of it.
_OF_AN_OFFICER = set_of(
    """accountant administrator adviser advisor architect assistant auditor clerk clerks constable director engineer
    head inspector lawyer librarian manager officer officers pcso planner registrar secretary sergeant solicitor
    surveyor warden executive clerc cyfarwyddwr swyddog pennaeth rheolwr
    rheolwr-gyfarwyddwr cyfarwyddwraig cyfreithiwr trysorydd"""
)
# Bodies that decide; `agreed` is a decision only when one of these does it.
_BODY = set_of(
    """assembly authority board cabinet commission committee council councillors executive forum governors group
    meeting members panel sub-committee subcommittee sub-group subgroup trustees
    pwyllgor cyngor cabinet bwrdd aelodau"""
)
_HONOURS = {"mbe", "obe", "cbe", "jp", "qpm", "bem", "dl", "kc", "qc", "mp", "msp", "ms", "am", "mla", "frs"}
# "Head | of Parks", "Cabinet Member | for Education": the post stands before, its duty after.
_BEFORE_THE_DUTY = re.compile(r" (?:of|for|to|in|with)\b|,")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def words_of(text: str) -> list[str]:
    return [word.casefold().replace("'", "’").removesuffix("’s") for word in _WORD.findall(text)]


def is_of_a_post(word: str) -> bool:
    return word.strip(".,;:()’'").casefold().removesuffix("’s").removesuffix("'s") in _OF_A_POST


def names_a_post(text: str) -> bool:
    """Whether the words name a post that someone holds ("Head of Parks", "Clerk")."""
    return any(word in _HOLDER or word.removesuffix("s") in _HOLDER for word in words_of(text))


def is_of_an_officer(office: str) -> bool:
    """Whether an office is one of the council's servants ("Town Clerk"), and not one of its members."""
    words = words_of(office)
    return any(word in _OF_AN_OFFICER for word in words) and not {"member", "councillor", "cllr"} & set(words)


def names_a_body(text: str) -> bool:
    """Whether the words end with a body that decides ("the Planning Committee", "Members")."""
    # Only the last word tells; no word reaches over a space.
    ends = (words[-1] for part in reversed(text.split()) if (words := words_of(part)))
    return next(ends, "") in _BODY


@lru_cache(maxsize=1000)
def _is_a_body(word: str) -> bool:
    return names_a_body(word)  # the same few words stand before the verbs of a whole text


def speaks_of_a_body(text: str) -> bool:
    """Whether any one of the words names a body that decides."""
    return any(map(_is_a_body, text.split()))


def holds_a_post(text: str) -> bool:
    """Whether the words speak of a post of a body ("the Chair of the Committee"), not of the body itself."""
    return any(word in _HOLDER_OF_POST for word in words_of(text)[-8:-1])


def is_owner(text: str) -> bool:
    """Whether the words name one who can be asked to do something: a post by its head word, or a titled person."""
    words = text.split()
    if not 1 <= len(words) <= 14:
        return False
    if is_title(words[0]):
        return 1 < len(words) < 6 and all(word[0].isupper() for word in words)
    if "be" in words or "the" in words[:3]:
        return False
    head = words_of(_BEFORE_THE_DUTY.split(text, maxsplit=1)[0])
    return bool(head) and head[-1] not in {"members", "councillors"} and names_a_post(head[-1])


def names_a_council(text: str) -> bool:
    """Whether the words end with the letters of a council ("Ashdown DC")."""
    words = text.split()
    return len(words) > 1 and words[-1] in _SHORT_COUNCILS


def is_councillor(word: str) -> bool:
    return word.strip(".,:").casefold() in COUNCILLOR


def is_title(word: str) -> bool:
    plain = word.strip(".,:").casefold()
    return plain in COUNCILLOR or plain in _HONORIFIC or plain in _DIGNITY or plain in _RANKS


def is_honorific(word: str) -> bool:
    """A title that goes with the person rather than the post (Mr, Dr)."""
    return word.strip(".,:").casefold() in _HONORIFIC


def is_plural_title(word: str) -> bool:
    return word.strip(".,:").casefold() in _PLURAL


def singular_title(titles: str) -> str:
    """The title that each one has where a plural stands before many ("Councillors A and B")."""
    words = [_SINGULAR.get(word.casefold().strip(".,:"), word) for word in titles.split()]
    return re.sub(r"^(?:The|Y|Yr) ", "", " ".join(words), flags=re.I).strip(" ,.:")


def is_honour(text: str) -> bool:
    return bool(text) and all(word.strip(".,").casefold() in _HONOURS for word in text.split())
