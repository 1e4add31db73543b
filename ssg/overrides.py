"""What shows nowhere of a site's own templates: blocks of no template, files that nothing uses."""

from __future__ import annotations

import contextlib
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import TemplateError, meta, nodes
from jinja2.loaders import split_template_path

from ssg.problems import Problem, Severity, nearest
from ssg.render import BUILT_IN, environment_of
from ssg.theme import OWN_PAGES, STATIC, TEMPLATES, template_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jinja2 import Environment

    from ssg.theme import Theme

HTML_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


class Outline(NamedTuple):
    """What is to be known of a template: its blocks, and which others it asks for.

    `outer` are the blocks that lie in no other one, with their lines; `called` are the names of
    blocks that it shows by `self`. `parent` is the template it extends, no text if it extends none,
    None if its name is not known before it is rendered. `uses` are all templates it asks for, with
    None for one of such a name. `loose` is the first line of text that stands outside of blocks and
    shows nowhere, 0 where there is none.
    """

    outer: Mapping[str, int]
    blocks: frozenset[str]
    called: frozenset[str]
    parent: str | None
    uses: tuple[str | None, ...]
    loose: int


def unseen(theme: Theme) -> tuple[Problem, ...]:
    """Return what shows nowhere of the site's own templates."""
    own = {name for name, _ in theme.own}
    files = {name for name in own if not name.startswith(f"{STATIC}/")}
    built_in = {*template_files(theme.folders[-1])}
    pages = {f"{OWN_PAGES}/{name}" for name in theme.own_pages}
    outlines = _Outlines(environment_of(theme))
    used = _used(files & (built_in | pages), own, outlines)
    known = [outlines[name] for name in used]
    called = frozenset[str]().union(*(each.called for each in known if each))
    problems = [each for name in sorted(used) for each in _within(name, outlines, called)]
    if all(each and None not in each.uses for each in known):
        problems += [
            each for name in sorted(files - used) for each in _unused(name, built_in | used)
        ]
    return tuple(problems)


class _Outlines(dict[str, Outline | None]):
    """The outlines of templates by their names, None for one that cannot be read."""

    def __init__(self, environment: Environment) -> None:
        super().__init__()
        self._environment = environment

    def __missing__(self, name: str) -> Outline | None:
        self[name] = found = self._made(name)
        return found

    def above(self, name: str) -> list[Outline] | None:
        """Return the outlines of what a template extends, None where that is not known."""
        found, names = list[Outline](), set[str]()
        step = self[name]
        while step and step.parent and step.parent not in names:
            names.add(step.parent)
            step = self[step.parent]
            found += [step] if step else []
        return found if step and step.parent is not None else None

    def _made(self, name: str) -> Outline | None:
        """Return the outline of a template."""
        environment = self._environment
        try:
            source = environment.loader.get_source(environment, name)[0]  # type: ignore[union-attr]
            template = environment.parse(source, name)
        except TemplateError:
            return None
        blocks = frozenset(block.name for block in template.find_all(nodes.Block))
        outer = {block.name: block.lineno for block in _outer_blocks(template)}
        called = frozenset(
            each.attr
            for each in template.find_all(nodes.Getattr)
            if isinstance(each.node, nodes.Name) and each.node.name == "self"
        )
        uses = tuple(
            None if each is None else environment.join_path(_plain(each), name)
            for each in meta.find_referenced_templates(template)
        )
        match [*template.find_all(nodes.Extends)]:
            case []:
                return Outline(outer, blocks, called, "", uses, 0)
            case [nodes.Extends(template=nodes.Const(value=str(parent))) as extends] if (
                extends in template.body
            ):
                behind = template.body[template.body.index(extends) + 1 :]
                parent = environment.join_path(_plain(parent), name)
                return Outline(outer, blocks, called, parent, uses, next(_loose(behind), 0))
        return Outline(outer, blocks, called, None, uses, 0)


def _used(roots: set[str], own: set[str], outlines: _Outlines) -> set[str]:
    """Return the templates of a site that make its pages, and those that these ask for."""
    found, waiting = set[str](), [*roots]
    while waiting:
        name = waiting.pop()
        if name in own and name not in found:
            found.add(name)
            outline = outlines[name]
            waiting += [each for each in outline.uses if each] if outline else []
    return found


def _within(name: str, outlines: _Outlines, called: frozenset[str]) -> Iterator[Problem]:
    """Yield what shows nowhere of a template that is used; `called` are blocks shown by `self`."""
    outline, above = outlines[name], outlines.above(name)
    if not outline or not above:
        return
    if outline.loose:
        message = "what stands outside of a block shows nowhere, as this template extends another"
        yield _doubt(name, outline.loose, "template-block", message, "put it into a block")
    known = frozenset[str]().union(*(each.blocks for each in above))
    shown = called.union(known, *(each.called for each in above))
    for block, line in outline.outer.items():
        if block not in shown:
            parent = f"{outline.parent}".removeprefix(f"{BUILT_IN}/")
            message = f'there is no block "{block}" in "{parent}", so it shows nowhere'
            hint = nearest(block, known) or f"the blocks there: {', '.join(sorted(known))}"
            yield _doubt(name, line, "template-block", message, hint)


def _unused(name: str, others: Iterable[str]) -> Iterator[Problem]:
    """Yield a doubt about a file that nothing uses, unless it may not be meant to be used."""
    suffix = PurePosixPath(name).suffix
    stems = [other.removesuffix(suffix) for other in others if other.endswith(suffix)]
    hint = nearest(name.removesuffix(suffix), stems).replace('"?', f'{suffix}"?')
    if not hint and suffix != ".html":
        return
    message = "no page is made of this file, and no template that is used asks for it"
    hint = hint or f"what is to be a page lies in {TEMPLATES}/{OWN_PAGES}/"
    yield _doubt(name, 0, "template-unused", message, hint)


def _doubt(name: str, line: int, rule: str, message: str, hint: str) -> Problem:
    """Return a warning about a template."""
    return Problem(f"{TEMPLATES}/{name}", line, 0, Severity.WARNING, rule, message, hint)


def _outer_blocks(node: nodes.Node) -> Iterator[nodes.Block]:
    """Yield the blocks that lie in no other one."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outer_blocks(child)


def _loose(body: Iterable[nodes.Node]) -> Iterator[int]:
    """Yield the lines of text and values that stand outside of blocks."""
    for node in body:
        if isinstance(node, (nodes.If, nodes.For)):
            yield from _loose(node.iter_child_nodes())
        for part in node.nodes if isinstance(node, nodes.Output) else ():
            if not isinstance(part, nodes.TemplateData):
                yield part.lineno
            elif seen := HTML_COMMENT.sub(_line_ends, part.data).rstrip():
                before = seen.removesuffix(seen.lstrip())
                yield part.lineno + before.count("\n")


def _line_ends(found: re.Match[str]) -> str:
    """Return the line ends of what was found."""
    return "\n" * found[0].count("\n")


def _plain(name: str) -> str:
    """Return the name of a template as it is looked up."""
    with contextlib.suppress(TemplateError):
        return "/".join(split_template_path(name))
    return name
