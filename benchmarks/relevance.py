"""How well search answers questions with judged answers: nDCG@10, MRR and success@1, kind by kind.

    python benchmarks/relevance.py                 the two thirds that are open
    python benchmarks/relevance.py --held-back     the third that is kept from whoever tunes the search
    python benchmarks/relevance.py --wrong         also each question whose first answer is not one looked for

The questions are in benchmarks/relevance/: over the sample archive, and over a made-up council of 600 meetings. Both
are loaded once into a PostgreSQL under var/benchmarks. A question asked with a slip of the finger is answered, as a
reader would, by what is found or else by the spelling that the page offers.
"""

import argparse
import io
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import databases
from benchmarks.databases import ROOT
from benchmarks.judgements import Judged, Score, read_judgements, score

JUDGED = ROOT / "benchmarks" / "relevance"
MEETINGS = 600
# The database of each file of questions.
WORLDS = {"southcliff": "sample_archive", "westharbour": f"world_{MEETINGS}"}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-back", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--world", choices=WORLDS)
    options = parser.parse_args(arguments)
    if options.world:
        databases.use_embedded(WORLDS[options.world])
        _load_sample_archive()
        _measure(options.world, is_held_back=options.held_back, shows_wrong=options.wrong)
        return
    # A database each: Django knows one in a process.
    for world in WORLDS:
        if world == "westharbour":
            _load_world()
        subprocess.run([sys.executable, __file__, "--world", world, *arguments], check=True)


def _load_world() -> None:
    """Write the made-up council, unless it is there: the command refuses a database that holds one."""
    command = [sys.executable, str(ROOT / "benchmarks" / "make_world.py"), "--meetings", str(MEETINGS)]
    subprocess.run(command, check=False, capture_output=True)


def _load_sample_archive() -> None:
    """Bring the tables up to date, and load the sample archive where there is nothing yet."""
    from django.core.management import call_command

    from benchmarks.world.loading import is_empty

    call_command("migrate", verbosity=0)
    call_command("make_roles", verbosity=0, stdout=io.StringIO())
    if is_empty():
        call_command("load_world", ROOT / "sample_archive" / "southcliff.json", stdout=io.StringIO())


def answers_to(typed: str) -> list[str]:
    """The addresses that a reader is led to by what was typed, best first; where nothing is found, by the spelling
    that is offered in its place."""
    from meetings.record.search import Narrowing, did_you_mean, read_question, search

    question = read_question(typed)
    found = search(question)
    if not found.hits and not found.referred and (meant := did_you_mean(question, Narrowing())):
        found = search(meant.question)
    # A paper leads to its item.
    items = [*found.referred, *(hit.item for hit in found.hits if hit.item)]
    return list(dict.fromkeys(f"{item.meeting_id}/item/{item.slug}" for item in items))


def scores_by_kind(questions: list[Judged], wrong: list[str]) -> dict[str, Score]:
    """The scores of the questions, kind by kind; `wrong` gets a line for each whose first answer was not wanted."""
    scores: dict[str, Score] = defaultdict(Score)
    for question in questions:
        answers = answers_to(question.typed)
        scored = score(question, answers)
        scores[question.kind] += scored
        if not scored.first:
            wrong.append(f"{question.kind:11} {question.typed:45} {answers[0] if answers else 'nothing'}")
    return scores


def _measure(world: str, *, is_held_back: bool, shows_wrong: bool) -> None:
    questions = read_judgements(JUDGED / f"{world}.txt")
    wrong: list[str] = []
    scores = scores_by_kind([question for question in questions if question.is_held_back == is_held_back], wrong)
    print(f"{world}, {'held back' if is_held_back else 'open'}:")
    for kind, of_it in [*sorted(scores.items()), ("all", sum(scores.values(), Score()))]:
        print(
            f"  {kind:11} {of_it.questions:3} questions   nDCG@10 {of_it.ndcg:.3f}   MRR {of_it.mrr:.3f}"
            f"   success@1 {of_it.success:.3f}"
        )
    if shows_wrong:
        print("\n".join(wrong))


if __name__ == "__main__":
    main(sys.argv[1:])
