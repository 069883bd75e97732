"""A student's program that tells what it can see and do, in what it prints."""

import os
import pathlib


def attempt(what, action):
    try:
        action()
        return f"{what} allowed"
    except OSError:
        return f"{what} denied"


def paths(names):
    return [pathlib.Path(name) for name in names.split(":") if name]


told = [f"root {os.getuid() == 0}"]
for path in paths("@READ@"):
    told.append(attempt(f"list {path.name}", lambda: list(path.iterdir())))
for path in paths("@WRITE@"):
    told.append(attempt(f"write {path.name}", lambda: (path / "results.json").write_text("{}")))
print(", ".join(told))
