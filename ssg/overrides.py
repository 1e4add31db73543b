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


class Block(NamedTuple):
    """A block: its line, the blocks right inside of it, and whether it shows what it replaces."""

    line: int
    inner: tuple[str, ...]
    has_super: bool


class Structure(NamedTuple):
    """What is to be known of a template: its blocks, and which others it asks for.

    `outer` are the names of the blocks that lie in no other one, `called` of those that it shows by
    `self`. `parent` is the template it extends, no text if it extends none, None if its
    name is not known before it is rendered. `uses` are all templates it asks for, with None for one
    of such a name. `loose` is the first line of text that stands outside of blocks and shows
    nowhere, 0 where there is none.
    """

    blocks: Mapping[str, Block]
    outer: tuple[str, ...]
    called: frozenset[str]
    parent: str | None
    uses: tuple[str | None, ...]
    loose: int


# The blocks that a page shows, by name; each with the templates whose blocks of this name it shows:
# the lowest one, and those above it that `super()` reaches.
Shown = dict[str, set[str]]


def unseen(theme: Theme) -> tuple[Problem, ...]:
    """Return what shows nowhere of the site's own templates."""
    own = {name for name, _ in theme.own}
    built_in = {*template_files(theme.folders[-1])}
    files = {name for name in own if not name.startswith(f"{STATIC}/")}
    pages = {f"{OWN_PAGES}/{name}" for name in theme.own_pages}
    of_theme = {name for name in built_in - own if re.fullmatch(r"\w+\.html", name)}
    structures = _Structures(environment_of(theme))
    used = _used(files & (built_in | pages), own, structures)
    shown = _shown_by_chain(used | of_theme, structures)
    problems = list[Problem]()
    for name in sorted(used):
        problems += _within(name, structures, [shown[each] for each in shown if name in each])
    known = [structures[name] for name in used]
    if all(each and None not in each.uses for each in known):
        problems += [
            each for name in sorted(files - used) for each in _unused(name, built_in | used)
        ]
    return tuple(problems)


class _Structures(dict[str, Structure | None]):
    """The structures of templates by their names, None for one that cannot be read."""

    def __init__(self, environment: Environment) -> None:
        super().__init__()
        self._environment = environment

    def __missing__(self, name: str) -> Structure | None:
        self[name] = found = self._made(name)
        return found

    def chain(self, name: str) -> dict[str, Structure]:
        """Return a template and those that it extends, upwards; none where these are not known."""
        found, step = dict[str, Structure](), name
        while step not in found:
            structure = self[step]
            if structure is None or structure.parent is None:
                return {}
            found[step] = structure
            if not structure.parent:
                return found
            step = structure.parent
        return {}

    def _made(self, name: str) -> Structure | None:
        environment = self._environment
        try:
            source = environment.loader.get_source(environment, name)[0]  # type: ignore[union-attr]
            template = environment.parse(source, name)
        except TemplateError:
            return None
        parent, behind = _extended(template)
        called = (
            each.attr
            for each in template.find_all(nodes.Getattr)
            if isinstance(each.node, nodes.Name) and each.node.name == "self"
        )
        return Structure(
            blocks={block.name: _block(block) for block in template.find_all(nodes.Block)},
            outer=_block(template).inner,
            called=frozenset(called),
            parent=parent and environment.join_path(_plain(parent), name),
            uses=tuple(
                each and environment.join_path(_plain(each), name)
                for each in meta.find_referenced_templates(template)
            ),
            loose=next(_loose(behind), 0),
        )


def _used(roots: set[str], own: set[str], structures: _Structures) -> set[str]:
    """Return the templates of a site that make its pages, and those that these ask for."""
    found, waiting = set[str](), [*roots]
    while waiting:
        name = waiting.pop()
        if name in own and name not in found:
            found.add(name)
            structure = structures[name]
            waiting += [each for each in structure.uses if each] if structure else []
    return found


def _shown_by_chain(names: set[str], structures: _Structures) -> dict[tuple[str, ...], Shown]:
    """Return what pages show, each by the templates that make it; one that is extended is none."""
    known = [structure for name in names if (structure := structures[name])]
    called = frozenset[str]().union(*(each.called for each in known))
    chains = [structures.chain(name) for name in names - {each.parent for each in known}]
    return {tuple(chain): _shown(chain, called) for chain in chains if chain}


def _shown(chain: Mapping[str, Structure], called: Iterable[str]) -> Shown:
    """Return the blocks that a page shows, given its template and those above it."""
    found, top = Shown(), [*chain.values()][-1]
    waiting = [*top.outer, *called]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found[name] = set()
        for template, structure in chain.items():
            if block := structure.blocks.get(name):
                found[name].add(template)
                waiting += block.inner
                if not block.has_super:
                    break
    return found


def _within(name: str, structures: _Structures, pages: Iterable[Shown]) -> Iterator[Problem]:
    """Yield what shows nowhere of a template that is used, given what the pages made of it show."""
    chain = structures.chain(name)
    structure = chain.pop(name, None)
    if not structure or not chain:
        return
    if structure.loose:
        message = "what stands outside of a block shows nowhere, as this template extends another"
        yield _doubt(name, structure.loose, "template-block", message, "put it into a block")
    above = frozenset[str]().union(*(each.blocks for each in chain.values()))
    waiting = [*structure.outer]
    while waiting:
        block = waiting.pop(0)
        showing = [each[block] for each in pages if block in each]
        if any(name in templates or block not in above for templates in showing):
            waiting += structure.blocks[block].inner
            continue
        message = f'the block "{block}" shows nowhere, as it or a block around it is replaced'
        hint = "what a block replaces shows where {{ super() }} stands in it"
        if block not in above:
            parent = f"{structure.parent}".removeprefix(f"{BUILT_IN}/")
            message = f'there is no block "{block}" in "{parent}", so it shows nowhere'
            hint = nearest(block, above) or f"the blocks there: {', '.join(sorted(above))}"
        yield _doubt(name, structure.blocks[block].line, "template-block", message, hint)


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
    return Problem(f"{TEMPLATES}/{name}", line, 0, Severity.WARNING, rule, message, hint)


def _extended(template: nodes.Template) -> tuple[str | None, list[nodes.Node]]:
    """Return the name of the template that one extends, as it has it, and what stands behind that.

    The name is no text, or None, as that of a `Structure` is.
    """
    match [*template.find_all(nodes.Extends)]:
        case []:
            return "", []
        case [nodes.Extends(template=nodes.Const(value=str(parent))) as extends] if (
            extends in template.body
        ):
            return parent, template.body[template.body.index(extends) + 1 :]
    return None, []


def _block(node: nodes.Node) -> Block:
    """Return what is to be known of a block, or of what lies in none of a template."""
    held = [*_held(node)]
    inner = tuple(each.name for each in held if isinstance(each, nodes.Block))
    has_super = any(isinstance(each, nodes.Name) and each.name == "super" for each in held)
    return Block(node.lineno, inner, has_super)


def _held(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield what lies in a node, but not what lies in a block there."""
    for child in node.iter_child_nodes():
        yield child
        if not isinstance(child, nodes.Block):
            yield from _held(child)


def _loose(body: Iterable[nodes.Node]) -> Iterator[int]:
    """Yield the lines of text and values that stand outside of blocks."""
    for node in body:
        if isinstance(node, (nodes.If, nodes.For)):
            yield from _loose(node.iter_child_nodes())
        for part in node.nodes if isinstance(node, nodes.Output) else ():
            if not isinstance(part, nodes.TemplateData):
                yield part.lineno
            elif seen := HTML_COMMENT.sub(lambda it: "\n" * it[0].count("\n"), part.data).rstrip():
                before = seen.removesuffix(seen.lstrip())
                yield part.lineno + before.count("\n")


def _plain(name: str) -> str:
    """Return the name of a template as it is looked up."""
    with contextlib.suppress(TemplateError):
        return "/".join(split_template_path(name))
    return name
