"""What a mutant may change: a comparison, a condition, a number, a sign, a whole statement.

Texts, annotations and decorators stay: sentences have tests of their own, the others say nothing
that runs.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from tools.mutation.mutant import Mutant

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
SIGNS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
SILENT = {"annotation", "returns", "decorator_list", "type_params"}
"""Fields of a node under which nothing is changed."""


def mutants_of(path: str, root: Path) -> Iterator[Mutant]:
    """Every mutant of a file, in the order of its nodes."""
    source = (root / path).read_bytes()
    starts = [0, *accumulate(len(line) for line in source.splitlines(keepends=True))]
    tree = ast.parse(source)
    conditions = set(_conditions(tree))
    for node in _nodes(tree):
        for instead in _contrary(node) if node in conditions else _instead_of(node):
            yield Mutant(
                path,
                node.lineno,
                node.end_lineno or node.lineno,
                starts[node.lineno - 1] + node.col_offset,
                starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0),
                instead,
            )


def _conditions(tree: ast.AST) -> Iterator[ast.expr]:
    """What is asked as it is, without a comparison."""
    for node in ast.walk(tree):
        asked = node.ifs if isinstance(node, ast.comprehension) else [getattr(node, "test", None)]
        yield from (each for each in asked if isinstance(each, ast.Name | ast.Attribute | ast.Call))


def _contrary(node: ast.expr | ast.stmt) -> Iterator[str]:
    yield f"(not {ast.unparse(node)})"


def _nodes(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """All expressions and statements below that run and say more than words."""
    for name, value in ast.iter_fields(node):
        if name in SILENT or isinstance(node, ast.JoinedStr):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.expr | ast.stmt):
                yield child
            if isinstance(child, ast.AST):
                yield from _nodes(child)


def _instead_of(node: ast.expr | ast.stmt) -> Iterator[str]:
    match node:
        case ast.Compare(left, [operator], [right]):
            yield _text(ast.Compare(left, [COMPARISONS[type(operator)]()], [right]))
        case ast.BoolOp(operator, values):
            other = ast.Or() if isinstance(operator, ast.And) else ast.And()
            yield _text(ast.BoolOp(other, values))
            yield from (_text(_without(node, value)) for value in values)
        case ast.UnaryOp(ast.Not(), operand):
            yield f"bool({ast.unparse(operand)})"
        case ast.BinOp(left, operator, right) if type(operator) in SIGNS:
            yield _text(ast.BinOp(left, SIGNS[type(operator)](), right))
        case ast.IfExp(test, body, orelse):
            yield _text(ast.IfExp(test, orelse, body))
        case ast.Constant(bool() as value):
            yield repr(not value)
        case ast.Constant(int() as value):
            yield repr(value + 1)
        case _:
            yield from _statement_instead_of(node)


def _statement_instead_of(node: ast.expr | ast.stmt) -> Iterator[str]:
    match node:
        case ast.Expr(ast.Call() | ast.Yield() | ast.YieldFrom() as value):
            # A function that yields stays one that yields.
            yield "pass" if isinstance(value, ast.Call) else "yield from ()"
        case ast.AugAssign() | ast.Raise():
            yield "pass"
        case ast.Return(ast.expr() as value) if ast.unparse(value) != "None":
            yield "return None"
        case ast.Continue():
            yield "break"
        case ast.Break():
            yield "continue"
        case _:
            return


def _without(node: ast.BoolOp, value: ast.expr) -> ast.expr:
    left = [each for each in node.values if each is not value]
    return left[0] if len(left) == 1 else ast.BoolOp(node.op, left)


def _text(node: ast.expr) -> str:
    return f"({ast.unparse(node)})"
