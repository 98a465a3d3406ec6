"""Translates templates while they are compiled, once in each process: a page is made as if written in its language.

What a template says stands in `{% trans %}…{% endtrans %}` or, where an expression is wanted, in `_("…")`.
"""

import re

from jinja2 import nodes
from jinja2.ext import InternationalizationExtension
from jinja2.visitor import NodeTransformer

from meetings.record.translation import ENGLISH, gettext, ngettext, speaking

PLACE = re.compile(r"(%\(\w+\)s|%%)")


class Translated(InternationalizationExtension):
    """The tags of Jinja’s own extension; what they stand for is not looked up when a page is made."""

    def _make_node(self, singular, plural, context, variables, plural_expr, vars_referenced, num_called_num):
        """The pieces of the message between its variables, in the language of the environment."""
        if not vars_referenced:
            # As the message stands in the catalogue: only beside variables is a percent sign written twice.
            singular, plural = (text and text.replace("%%", "%") for text in (singular, plural))
        if plural is None:
            return self._output(self._translated(gettext, singular), variables)
        one, many = (self._translated(ngettext, singular, plural, count) for count in (1, 2))
        is_one = nodes.Compare(plural_expr, [nodes.Operand("eq", nodes.Const(1))])
        return nodes.If(is_one, [self._output(one, variables)], [], [self._output(many, variables)])

    def _translated(self, look_up, *message) -> str:
        with speaking(self.environment.language):
            return look_up(*message)

    @staticmethod
    def _output(message: str, variables: dict[str, nodes.Expr]) -> nodes.Output:
        pieces = []
        for piece in PLACE.split(message):
            if piece.startswith("%("):
                name = piece[2:-2]
                pieces.append(variables.get(name) or nodes.Name(name, "load"))
            elif piece:
                pieces.append(nodes.TemplateData(piece.replace("%%", "%")))
        return nodes.Output(pieces)


class Words(NodeTransformer):
    """Puts the words of a language in the place of `_("…")`."""

    def __init__(self, language: str) -> None:
        self.language = language

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        if isinstance(node.node, nodes.Name) and node.node.name == "_":
            with speaking(self.language):
                return nodes.Const(gettext(node.args[0].value), lineno=node.lineno)
        return self.generic_visit(node)


def say(tree: nodes.Template, language: str = ENGLISH) -> nodes.Template:
    """The template with its words in the language."""
    return Words(language).visit(tree)
