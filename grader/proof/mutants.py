"""Every mutant of a Python program, as JSON: a line, what stands there, what would stand there.

A short mutator of operators, constants, conditions and statements. It reads the program from
standard input, and changes one node of its syntax tree at a time.
"""
import ast
import copy
import json
import sys

COMPARISONS = {
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.Lt: [ast.LtE, ast.GtE],
    ast.LtE: [ast.Lt, ast.Gt],
    ast.Gt: [ast.GtE, ast.LtE],
    ast.GtE: [ast.Gt, ast.Lt],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
}
ARITHMETIC = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Mult,
}
SIMPLE = (ast.Expr, ast.Assign, ast.AugAssign, ast.Raise, ast.Break, ast.Continue)


def changes(node):
    """The name of each change of a node, and the node after it."""
    if isinstance(node, ast.Compare):
        for at, operator in enumerate(node.ops):
            for other in COMPARISONS.get(type(operator), []):
                changed = copy.deepcopy(node)
                changed.ops[at] = other()
                yield "comparison", changed
    elif isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in ARITHMETIC:
        changed = copy.deepcopy(node)
        changed.op = ARITHMETIC[type(node.op)]()
        yield "arithmetic", changed
    elif isinstance(node, ast.BoolOp):
        changed = copy.deepcopy(node)
        changed.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        yield "logic", changed
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "logic", node.operand
    elif isinstance(node, ast.Constant):
        for value in other_values(node.value):
            yield "constant", ast.Constant(value)
    elif isinstance(node, ast.JoinedStr):
        yield "constant", ast.Constant("")
    if isinstance(node, SIMPLE) and not is_text(node):
        yield "statement", ast.Pass()
    if isinstance(node, ast.Return) and node.value is not None:
        yield "statement", ast.Return(None)


def other_values(value):
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    if isinstance(value, (str, bytes)):
        return [value[:0]] if value else [value + (b"x" if isinstance(value, bytes) else "x")]
    return []


def conditions(node):
    """Conditions that may be taken to hold always, or never."""
    if isinstance(node, (ast.If, ast.While, ast.IfExp)):
        for value in (True, False):
            if not (isinstance(node.test, ast.Constant) and node.test.value is value):
                yield node.test, "condition", ast.Constant(value)


def is_text(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def walk(node):
    """All nodes of a program but its docstrings and what is within an f-string."""
    yield node
    if isinstance(node, ast.JoinedStr):
        return
    for child in ast.iter_child_nodes(node):
        if not is_text(child):
            yield from walk(child)


def mutants(text):
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    data = text.encode()
    for node in walk(ast.parse(text)):
        for target, name, changed in [
            *((node, name, changed) for name, changed in changes(node)),
            *conditions(node),
        ]:
            start = starts[target.lineno - 1] + target.col_offset
            end = starts[target.end_lineno - 1] + target.end_col_offset
            new = ast.unparse(ast.fix_missing_locations(changed))
            if isinstance(target, ast.expr) and not isinstance(changed, ast.Constant):
                new = f"({new})"
            source = data[:start] + new.encode() + data[end:]
            yield {
                "line": target.lineno,
                "mutator": name,
                "original": data[start:end].decode(),
                "replacement": new,
                "source": source.decode(),
            }


json.dump(list(mutants(sys.stdin.read())), sys.stdout)
