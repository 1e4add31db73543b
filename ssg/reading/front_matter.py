"""Front matter: YAML between lines of `---`, then the body; python-frontmatter splits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from frontmatter.default_handlers import YAMLHandler

from ssg.reading.values import Collection, Document, Field, Flaw, Scalar, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

YAMLLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PLAIN_KINDS = {"str", "int", "float", "bool", "null", "timestamp"}
DEEPEST = 3  # a list in a mapping under a key; no listing needs more
LONGEST = 65_536  # characters; the longest front matter of real listings has 3,000


class Handler(YAMLHandler):
    """python-frontmatter's YAML handler, whose values keep the line and column they stand at.

    It composes the YAML without constructing from it: no tag of the file's choosing becomes an
    object, a title such as `2024` stays the text its author wrote, and an alias is never spread.
    """

    def fields(self, matter: str) -> Document:
        """Return the fields of front matter, with an empty body.

        Raises:
            yaml.YAMLError: text that is not YAML.
        """
        node = yaml.compose(matter, Loader=YAMLLoader)
        if node is None:
            return Document((), "")
        if not isinstance(node, yaml.MappingNode):
            message = "the front matter is not made of `key: value` lines"
            return Document((), "", (_flaw(node, "yaml", message),))
        flaws: list[Flaw] = []
        return Document(tuple(_fields(node, flaws)), "", tuple(flaws))


def opens_with_front_matter(text: str) -> bool:
    """Return whether the first line that is not empty is the `---` of front matter."""
    first = text.lstrip().partition("\n")[0]
    return len(first) >= len("---") and not first.rstrip().strip("-")


def read_front_matter(text: str) -> Document:
    """Return the fields and the body of a text that opens with front matter."""
    handler = Handler()
    try:
        matter, body = handler.split(text)
    except ValueError:
        message = "the front matter that opens here has no closing line of ---"
        opens = text[: len(text) - len(text.lstrip())].count("\n") + 1
        return Document((), "", (Flaw(opens, 1, "front-matter-open", message),))
    boundary = handler.FM_BOUNDARY.search(text)
    lines_before = text.count("\n", 0, boundary.end()) if boundary else 0
    first = lines_before + 1
    if len(matter) > LONGEST:
        message = f"the front matter has {len(matter):,} characters; at most {LONGEST:,} go"
        return Document((), body, (Flaw(first, 1, "front-matter-size", message),))
    try:
        # Empty lines in front make the parser count lines as the whole file has them.
        loaded = handler.fields("\n" * lines_before + matter)
    except yaml.MarkedYAMLError as error:
        return Document((), body, (_syntax(error, first),))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())
        return Document((), body, (Flaw(first, 1, "yaml", f"not valid YAML: {reason}"),))
    return Document(loaded.fields, body, loaded.flaws)


def _fields(node: yaml.MappingNode, flaws: list[Flaw]) -> Iterator[Field]:
    """Yield a mapping's fields; one that is given twice is a flaw."""
    seen: dict[str, int] = {}
    for key, item in node.value:
        name = _value(key, flaws, DEEPEST)
        if not isinstance(name, Scalar):
            flaws.append(_flaw(key, "yaml", "a key must be a word"))
            continue
        if name.text in seen:
            message = f'"{name.text}" is given twice, here and on line {seen[name.text]}'
            flaws.append(_flaw(key, "duplicate-key", message))
            continue
        seen[name.text] = name.line
        yield Field(name, _value(item, flaws, 1))


def _value(node: yaml.Node, flaws: list[Flaw], depth: int) -> Value:
    """Return a node's value; what is nested too deep, or of a tag of its own, is a flaw."""
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if isinstance(node, yaml.ScalarNode):
        kind = node.tag.removeprefix("tag:yaml.org,2002:")
        if kind not in PLAIN_KINDS:
            flaws.append(_flaw(node, "yaml-tag", f'the YAML tag "{node.tag}" is not allowed here'))
        return Scalar(node.value, kind, line, column)
    kind = "list" if isinstance(node, yaml.SequenceNode) else "mapping"
    if depth >= DEEPEST:
        flaws.append(_flaw(node, "yaml-depth", "lists or mappings are nested too deep"))
        return Collection(kind, (), (), line, column)
    if kind == "list":
        items = tuple(_value(item, flaws, depth + 1) for item in node.value)
        return Collection(kind, (), items, line, column)
    pairs = [(_value(k, flaws, DEEPEST), _value(v, flaws, depth + 1)) for k, v in node.value]
    keys = [(key, item) for key, item in pairs if isinstance(key, Scalar)]
    return Collection(
        kind, tuple(key for key, _ in keys), tuple(item for _, item in keys), line, column
    )


def _flaw(node: yaml.Node, rule: str, message: str) -> Flaw:
    """Return a flaw at a node."""
    return Flaw(node.start_mark.line + 1, node.start_mark.column + 1, rule, message)


def _syntax(error: yaml.MarkedYAMLError, first: int) -> Flaw:
    """Return the flaw that YAML's parser found, at its line, with a hint for the usual causes."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (first, 1)
    reason = error.problem or error.context or "unreadable"
    hint = ""
    if "mapping values are not allowed" in reason:
        hint = "a value that holds a colon needs quotes around it"
    elif "cannot start any token" in reason or "unknown escape" in reason:
        hint = "put the value in quotes" if "escape" not in reason else "use single quotes"
    elif "tab" in reason:
        hint = "indent with spaces"
    return Flaw(line, column, "yaml", f"not valid YAML: {reason}", hint)
