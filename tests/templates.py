"""Find in the source what errors may say: the templates of their messages and hints."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import consistency
from consistency import errors

_CLASSES = {name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, Exception)}


def templates() -> dict[str, str]:
    """Return the templates, with {} for what is filled in, and the file of each."""
    found = {}
    folder = Path(consistency.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CLASSES:
                parts = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "hint")]
                for text in (text for part in parts for text in _texts(part)):
                    found[text] = str(path.relative_to(folder))
    return {text: path for text, path in found.items() if text.replace("{}", "").strip(" :.")}


def _texts(node: ast.expr) -> Iterator[str]:
    """Yield what an expression may be; nothing where it is no literal."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.BinOp):
        for left in _texts(node.left):
            yield from (left + right for right in _texts(node.right))
