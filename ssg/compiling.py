"""How templates become Python: what is the same on every page of a site becomes a constant.

And texts are escaped with less ado than Jinja has for them.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jinja2.compiler import Frame

UNKNOWN = object()
# Lines that Jinja writes into functions that yield, by what stands in their place in `Generator`'s.
IN_PLACE_OF = {
    "if 0: yield None": "pieces = []",
    "yield from parent_template.root_render_func(context)": (
        "return pieces + parent_template.root_render_func(context)"
    ),
    "yield from template._get_default_module()._body_stream": (
        "pieces.extend(template._get_default_module()._body_stream)"
    ),
    "finally: gen.close()": "finally: pass",
}


def fold(
    template: nodes.Template,
    values: Mapping[str, object],
    functions: Mapping[str, Callable[[str], object]],
) -> nodes.Template:
    """Return a template with constants for attributes of values, and for calls with one text.

    Jinja works out the rest: what is made of constants alone becomes part of the text around it.
    A template that gives one of the names to something else is left its own.
    """
    own = set(_names_given(template))
    known = {name: value for name, value in values.items() if name not in own}
    called = {name: function for name, function in functions.items() if name not in own}
    folded: nodes.Template = _Folding(known, called).visit(template)
    return folded


class _Folding(NodeTransformer):
    """Puts constants in the places of expressions whose values are known."""

    def __init__(
        self, values: Mapping[str, object], functions: Mapping[str, Callable[[str], object]]
    ) -> None:
        self.values = values
        self.functions = functions

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802 - by the node's name
        """Return the constant that an attribute is, or the node."""
        found = self._value(node)
        return self._constant(found, node) if found is not UNKNOWN else self.generic_visit(node)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        """Return the constant that a call comes to, or the node."""
        match node:
            case nodes.Call(
                node=nodes.Name(name=name),
                args=[nodes.Const(value=str(text))],
                kwargs=[],
                dyn_args=None,
                dyn_kwargs=None,
            ) if name in self.functions:
                with contextlib.suppress(KeyError, TypeError, ValueError):  # for want of values
                    return self._constant(self.functions[name](text), node)
        return self.generic_visit(node)

    def _value(self, node: nodes.Expr) -> object:
        """Return the value of a name or of an attribute, if it is known."""
        match node:
            case nodes.Name(name=name):
                return self.values.get(name, UNKNOWN)
            case nodes.Getattr(node=inner, attr=attribute):
                holder = self._value(inner)
                return UNKNOWN if holder is UNKNOWN else getattr(holder, attribute, UNKNOWN)
        return UNKNOWN

    def _constant(self, value: object, node: nodes.Expr) -> nodes.Node:
        """Return a value as a constant, or the node whose value it is, if Jinja cannot write it."""
        try:
            return nodes.Const.from_untrusted(value, node.lineno, node.environment)
        except nodes.Impossible:
            return self.generic_visit(node)


def _names_given(template: nodes.Template) -> Iterator[str]:
    """Yield the names to which a template itself gives a meaning."""
    for node in template.find_all((nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport)):
        match node:
            case nodes.Name(name=name, ctx="store" | "param") | nodes.Macro(name=name):
                yield name
            case nodes.Import(target=name):
                yield name
            case nodes.FromImport(names=names):
                yield from (name if isinstance(name, str) else name[1] for name in names)


def escaped(value: object) -> str:
    """Return what `escape` makes of a value, but no Markup of a text: a page joins a hundred."""
    if type(value) is not str:
        if type(value) is Markup:
            return value
        if hasattr(value, "__html__"):
            return escape(value)
        value = str(value)
    if "&" in value or "'" in value or '"' in value or "<" in value or ">" in value:  # few have
        value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        value = value.replace("'", "&#39;").replace('"', "&#34;")
    return value


class Generator(CodeGenerator):
    """Jinja's code generator, which has the environment's `escaped` escape what is written.

    Jinja makes each block, and each template outside of them, a function that yields pieces, each
    through all functions around it. Here it returns a list of them: of `<p>{{ page.name }}</p>`

        def root(context, missing=missing, environment=environment):
            ...
            pieces = []
            ...
            pieces.extend(('<p>', environment.escaped(environment.getattr(..., 'name')), '</p>'))
            return pieces

    For that the whole body is one to be gathered in a variable, as Jinja itself gathers those of
    macros, and a few lines are other ones.
    """

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        """Write a line, or what stands in its place."""
        super().writeline(IN_PLACE_OF.get(x, x), node, extra)

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Write the body of a function, or of a part of one, which is gathered in a variable."""
        is_whole = frame.buffer is None
        if is_whole:
            frame.buffer = "pieces"
        super().blockvisit(nodes, frame)
        if is_whole:
            is_child = frame.toplevel and self.extends_so_far
            self.writeline(f"{'if parent_template is None: ' if is_child else ''}return pieces")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        """Begin to write a value that is not known yet, where it has to be escaped."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")
