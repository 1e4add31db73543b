"""Front matter: YAML between lines of `---`, then the body; python-frontmatter splits it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from ssg.reading.slips import misspelled, syntax_flaw
from ssg.reading.text import quoted
from ssg.reading.values import Collection, Document, Field, Flaw, Scalar, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

YAMLLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
YAML_TAG = "tag:yaml.org,2002:"
# `merge` and `value` are what YAML 1.1 takes the plain texts `<<` and `=` for.
PLAIN_KINDS = {"str", "int", "float", "bool", "null", "timestamp", "merge", "value"}
COLLECTIONS = {"seq": "list", "map": "mapping"}
DEEPEST = 3  # a list in a mapping under a key; no listing needs more
DEEPEST_YAML = 100  # past that the parser written in C would run out of its stack, and crash
MOST_ALIASES = 100  # repeated values; past that they make much of a little
_COMMENT_MEANT = re.compile(r"[ \t]+(#[^\s#].*)")
_ANCHOR = re.compile(r"&[^\s,\[\]{}]+")
_BARE_TAG = re.compile(r"!(?=\s|$)")
# Line ends to YAML 1.1, but not to YAML 1.2 or an editor; they come along when text is pasted.
_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")
# What programs for texts make of hyphens, and what they put beside them that does not show.
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
_BLANKS = " \t\xa0\u200b\u2060\ufeff"
_OPENING = re.compile(r"\s*^-{3,}[ \t]*$", re.MULTILINE)


class Loader(YAMLLoader):  # type: ignore[misc]
    """PyYAML's safe loader, which refuses what is nested so deep that it would crash."""

    depth = 0

    def descend_resolver(self, parent: yaml.Node | None, _index: object) -> None:
        """Count a level down; the composer calls this at each node."""
        self.depth += 1
        if self.depth > DEEPEST_YAML:
            problem = "lists or mappings are nested too deep"
            mark = parent.start_mark if parent else None
            raise yaml.composer.ComposerError(None, None, problem, mark)

    def ascend_resolver(self) -> None:
        """Count a level up."""
        self.depth -= 1


def opens_with_others(text: str) -> int:
    """Return the first line with text if it was meant to open front matter and does not, or 0."""
    start = len(text) - len(text.lstrip())
    is_meant = _meant(text[start:].partition("\n")[0]) and not opens_with_front_matter(text)
    return text.count("\n", 0, start) + 1 if is_meant else 0


def opens_with_front_matter(text: str) -> bool:
    """Return whether the first line that is not empty is the `---` of front matter."""
    return _OPENING.match(text) is not None


def read_front_matter(text: str, longest: int) -> Document:
    """Return the fields and the body of a text that opens with front matter.

    Front matter of more than `longest` characters is a flaw.
    """
    handler = YAMLHandler()
    try:
        matter, body = handler.split(text)
    except ValueError:
        message = "the front matter that opens here has no closing line of ---"
        opens = text[: len(text) - len(text.lstrip())].count("\n") + 1
        meant = (n for n, line in enumerate(text.split("\n"), 1) if n > opens and _meant(line))
        hint = "three hyphens close it, alone and at the beginning of their line"
        if line := next(meant, 0):
            hint += f"; line {line} is not so"
        return Document((), "", (Flaw(opens, 1, "front-matter-open", message, hint),))
    boundary = handler.FM_BOUNDARY.search(text)
    lines_before = text.count("\n", 0, boundary.end()) if boundary else 0
    first = lines_before + 1
    line = text.count("\n", 0, len(text) - len(body)) + 1
    if len(matter) > longest:
        message = f"the front matter has {len(matter):,} characters; at most {longest:,} go"
        return Document((), body, (Flaw(first, 1, "front-matter-size", message),), line)
    # Empty lines in front make the parser count lines as the whole file has them.
    matter = "\n" * lines_before + _OTHER_BREAKS.sub(" ", matter)
    try:
        loaded = _fields(matter)
    except yaml.MarkedYAMLError as error:
        return Document((), body, (syntax_flaw(error, matter, first),), line)
    except (yaml.YAMLError, ValueError) as error:
        reason = " ".join(str(error).split())
        return Document((), body, (Flaw(first, 1, "yaml", f"not valid YAML: {reason}"),), line)
    return Document(loaded.fields, body, loaded.flaws, line)


def _fields(matter: str) -> Document:
    """Return the fields of front matter, with an empty body; each keeps its line and column.

    The YAML is composed, and nothing constructed from it: no tag of the file's choosing becomes an
    object, a title such as `2024` stays the text its author wrote, and an alias is never spread.

    Raises:
        yaml.YAMLError: text that is not YAML.
    """
    node = yaml.compose(matter, Loader=Loader)
    if node is None:
        return Document((), "")
    if not isinstance(node, yaml.MappingNode):
        message = "the front matter is not made of `key: value` lines"
        is_dashed = isinstance(node, yaml.SequenceNode) and all(
            isinstance(item, yaml.MappingNode) for item in node.value
        )
        hint = "take the dash before each key out" if is_dashed else ""
        hint = hint or misspelled(matter.split("\n")[node.start_mark.line])
        hint = hint or "each line is a key, a colon, a space and a value"
        return Document((), "", (_flaw(node, "yaml", message, hint),))
    has_signs = " #" in matter or "&" in matter or "!" in matter
    nodes = _Nodes(matter.split("\n") if has_signs else ())
    fields = tuple(nodes.fields(node))
    return Document(fields, "", (*nodes.flaws, *nodes.unused()))


class _Nodes:
    """Makes values of YAML's nodes, and gathers the flaws on the way.

    A node that aliases repeat is made a value once, and is not repeated without end, so no chain
    and no heap of aliases takes time or memory.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.flaws: list[Flaw] = []
        self._lines = lines
        self._repeats = 0
        self._anchors: dict[int, Flaw | None] = {}  # None once an alias repeats the value
        self._made: dict[tuple[int, int], Value] = {}

    def fields(self, node: yaml.MappingNode) -> Iterator[Field]:
        """Yield a mapping's fields."""
        for name, value in self._pairs(node, 0):
            yield Field(name, value)

    def unused(self) -> Iterator[Flaw]:
        """Yield the words that name a value for aliases of which there is none."""
        yield from filter(None, self._anchors.values())

    def _value(self, node: yaml.Node, depth: int) -> Value:
        """Return a node's value; what is nested too deep, or of a tag of its own, is a flaw."""
        if self._lines and isinstance(node, yaml.ScalarNode) and not node.style:
            self._note_anchor(node)
        made = self._made.get((id(node), depth))
        if made is not None:
            self._repeats += 1
            if self._repeats > MOST_ALIASES:
                return self._too_many(node)
        else:
            if isinstance(node, yaml.ScalarNode):
                made = self._scalar(node)
            else:
                made = self._collection(node, depth)
            self._made[id(node), depth] = made
        return made

    def _too_many(self, node: yaml.Node) -> Scalar:
        """Return what stands for a value that aliases repeat once too often; tell of the first."""
        if self._repeats == MOST_ALIASES + 1:
            message = f"aliases repeat values more than {MOST_ALIASES} times"
            self.flaws.append(_flaw(node, "yaml-alias", message, "write the values out"))
        return Scalar("", "null", *_place(node))

    def _scalar(self, node: yaml.ScalarNode) -> Scalar:
        kind = node.tag.removeprefix(YAML_TAG)
        if kind not in PLAIN_KINDS:
            self._tell_tag(node)
            kind = "tag"
        if self._lines and not node.style:  # plain
            self._tell_comment(node)
            if kind != "tag" and self._begins_with(node, _BARE_TAG):
                self._tell_tag(node, "!")
        return Scalar(node.value, kind, *_place(node))

    def _collection(self, node: yaml.Node, depth: int) -> Collection:
        kind = "list" if isinstance(node, yaml.SequenceNode) else "mapping"
        if COLLECTIONS.get(node.tag.removeprefix(YAML_TAG)) != kind:
            self._tell_tag(node)
        if depth >= DEEPEST:
            self.flaws.append(_flaw(node, "yaml-depth", "lists or mappings are nested too deep"))
            return Collection(kind, (), (), *_place(node))
        if isinstance(node, yaml.MappingNode):
            pairs = list(self._pairs(node, depth))
            keys, items = tuple(key for key, _ in pairs), tuple(item for _, item in pairs)
            return Collection(kind, keys, items, *_place(node))
        items = tuple(self._value(item, depth + 1) for item in node.value)
        return Collection(kind, (), items, *_place(node))

    def _pairs(self, node: yaml.MappingNode, depth: int) -> Iterator[tuple[Scalar, Value]]:
        """Yield a mapping's keys and values; a key that is given twice is a flaw."""
        seen: dict[str, int] = {}
        for key, item in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.flaws.append(_flaw(key, "yaml", "a key must be a word, not a list or mapping"))
                continue
            name = self._scalar(key)
            if name.text in seen:
                message = f"{quoted(name.text)} is given twice, here and on line {seen[name.text]}"
                hint = "write numbers without commas, as 50000" if name.text.isdigit() else ""
                self.flaws.append(_flaw(key, "duplicate-key", message, hint))
                continue
            seen[name.text] = name.line
            yield name, self._value(item, depth + 1)

    def _tell_comment(self, node: yaml.ScalarNode) -> None:
        """Tell of a word right behind a #, which is likelier a part of the value than a comment."""
        end = node.end_mark
        line = self._lines[end.line] if end.line < len(self._lines) else ""
        if found := _COMMENT_MEANT.match(line, end.column):
            message = f"{quoted(found[1])} is left out: a # behind a space begins a comment"
            hint = "put quotes around the whole value, or a space behind the #"
            place = (end.line + 1, found.start(1) + 1)
            self.flaws.append(Flaw(*place, "yaml-comment", message, hint))

    def _note_anchor(self, node: yaml.ScalarNode) -> None:
        """Remember the anchor of a value, which is likelier its first word if nothing repeats it.

        As in `company: &Kornblume Bakery`, which said no more than Bakery.
        """
        if id(node) in self._anchors:
            self._anchors[id(node)] = None
        elif found := self._begins_with(node, _ANCHOR):
            message = f"{quoted(found)} is left out: a word behind a & names a value for aliases"
            hint = "put quotes around the whole value"
            self._anchors[id(node)] = _flaw(node, "yaml-anchor", message, hint)

    def _begins_with(self, node: yaml.Node, sign: re.Pattern[str]) -> str:
        """Return what of a sign stands where a node begins, which its value is without."""
        place = node.start_mark
        line = self._lines[place.line] if place.line < len(self._lines) else ""
        found = sign.match(line, place.column)
        return found[0] if found else ""

    def _tell_tag(self, node: yaml.Node, written: str = "") -> None:
        written = written or node.tag.replace(YAML_TAG, "!!", 1)
        message = f"the YAML tag {quoted(written)} is not allowed here"
        hint = "a value that begins with ! needs quotes around it"
        self.flaws.append(_flaw(node, "yaml-tag", message, hint))


def _meant(line: str) -> bool:
    """Return whether a line was likely meant for the one of `---`."""
    signs = line.strip(_BLANKS)
    return signs == "..." or (signs not in {"", "-"} and _DASHES.issuperset(signs))


def _place(node: yaml.Node) -> tuple[int, int]:
    """Return the line and column a node begins at, from 1."""
    return node.start_mark.line + 1, node.start_mark.column + 1


def _flaw(node: yaml.Node, rule: str, message: str, hint: str = "") -> Flaw:
    return Flaw(*_place(node), rule, message, hint)
