"""Fills the choices and blanks in a piece of written business, so that no two tellings read the same.

[[one|another]]        one of several, dealt from a shuffled pack so that each comes up before any comes twice
?? paragraph           a paragraph told every other time
%3                     of the bullets that follow, three
{n=120..180} {n}       a number in that range, and the same number again; {3.1..4.8} with decimals
{n=212>389}            a number that moves from the first to the last over the years of the archive
{=n-m}                 a sum of numbers already given
{street} {chair}       whatever the scene knows by that name
"""

import ast
import operator
import random
import re
from collections.abc import Callable

_CHOICE = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
_BLANK = re.compile(r"\{([^{}]+)\}")
_NUMBER = re.compile(r"^(?:(?P<name>[a-z]\w*)=)?(?P<low>-?[\d.]*\d)(?P<way>\.\.|>)(?P<high>-?\d[\d.]*)$")
_SUMS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


class Pack:
    """Deals every option once, in a shuffled order, before it shuffles again."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.hands = rng, {}

    def deal(self, key: str, options: list, count: int = 1) -> list:
        hand = self.hands.setdefault(key, [])
        dealt: list[int] = []
        while len(dealt) < min(count, len(options)):
            if not hand:
                hand += self.rng.sample(range(len(options)), len(options))
            turn = next((index for index in hand if index not in dealt), None)
            if turn is None:
                hand.clear()
            else:
                hand.remove(turn)
                dealt.append(turn)
        return [options[index] for index in sorted(dealt)]


def printed(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}"


def _decimals(*texts: str) -> int:
    return max(len(text.partition(".")[2]) for text in texts)


class Phrasing:
    def __init__(
        self, rng: random.Random, elapsed: float, pack: Pack, source: str, names: Callable[[str], str]
    ) -> None:
        self.rng, self.elapsed, self.pack, self.source, self.names = rng, elapsed, pack, source, names
        self.numbers: dict[str, tuple[float, int]] = {}
        self.linked: dict[str, int] = {}

    def fill(self, text: str) -> str:
        text = self._bullets(self._optional(text))
        text = _CHOICE.sub(lambda m: self._chosen(m[1]), text)
        return _BLANK.sub(lambda m: self._blank(m[1]), text)

    def _chosen(self, choice: str) -> str:
        if not choice.startswith("@"):
            return self.pack.deal(f"{self.source}:{choice}", choice.split("|"))[0]
        mark, _, rest = choice.partition(" ")
        options = rest.split("|")
        if mark not in self.linked:
            self.linked[mark] = self.pack.deal(f"{self.source}:{mark}", list(range(len(options))))[0]
        return options[self.linked[mark]]

    def _optional(self, text: str) -> str:
        kept = []
        for block in re.split(r"\n\s*\n", text):
            if block.startswith("?? "):
                if self.pack.deal(f"{self.source}:{block}", [True, False])[0]:
                    kept.append(block[3:])
            else:
                kept.append(block)
        return "\n\n".join(kept)

    def _bullets(self, text: str) -> str:
        kept = []
        for block in re.split(r"\n\s*\n", text):
            first, *rest = block.split("\n")
            if re.fullmatch(r"%\d+", first):
                kept.append("\n".join(self.pack.deal(f"{self.source}:{rest[0]}", rest, int(first[1:]))))
            else:
                kept.append(block)
        return "\n\n".join(kept)

    def _blank(self, blank: str) -> str:
        if match := _NUMBER.match(blank):
            low, high = float(match["low"]), float(match["high"])
            decimals = _decimals(match["low"], match["high"])
            if match["way"] == ">":
                value = low + (high - low) * self.elapsed
                value *= 1 + self.rng.uniform(-0.015, 0.015)
            else:
                value = self.rng.uniform(low, high + (0 if decimals else 0.999))
            value = round(value, decimals) if decimals else int(value)
            if match["name"]:
                self.numbers[match["name"]] = (value, decimals)
            return printed(value, decimals)
        if blank.startswith("="):
            sum_, _, places = blank[1:].partition(":")
            decimals = (
                int(places) if places else max((d for n, (_, d) in self.numbers.items() if n in sum_), default=0)
            )
            return printed(self._sum(ast.parse(sum_, mode="eval").body), decimals)
        if blank in self.numbers:
            return printed(*self.numbers[blank])
        return self.names(blank)

    def _sum(self, node: ast.expr) -> float:
        if isinstance(node, ast.BinOp):
            return _SUMS[type(node.op)](self._sum(node.left), self._sum(node.right))
        if isinstance(node, ast.Name):
            return self.numbers[node.id][0]
        return ast.literal_eval(node)
