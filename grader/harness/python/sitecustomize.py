"""Makes a student's Python program print whole lines, and holds its sources of randomness at a given
fraction of their range, where the grader wants that.

Python imports this by itself, before the program, when PYTHONPATH names this folder. It leaves no
trace in the environment, the path or the modules, and lets a `sitecustomize` that the machine has of
its own come after it.
"""

import builtins
import io
import os
import sys

# Only the first draws are held, enough to shuffle all numbers: a program that draws again until it
# likes the number must not loop for ever.
DRAWS = 1000


def hold_draws(fraction):
    left = [DRAWS]
    # Exact for ranges of any size, and always under the upper end.
    share = int(fraction * 2**53)

    def held(draw, original):
        """`original` until and unless `draw`, called with the same arguments, gives a number."""

        def either(*args, **options):
            drawn = draw(*args, **options) if left[0] > 0 else None
            if drawn is None:
                return original(*args, **options)
            left[0] -= 1
            return drawn

        return either

    def below(_, end, *rest):
        return end * share >> 53 if isinstance(end, int) and end > 0 else None

    def bits(_, count):
        return below(_, 1 << count) if isinstance(count, int) and 0 < count < 2**20 else None

    def octets(size, *_):
        known = isinstance(size, int) and 0 <= size < 2**20
        return bytes([int(fraction * 256)]) * size if known else None

    def hold_random(module):
        """All of `random` and `secrets` comes from three methods of two classes."""
        for kind in (module.Random, module.SystemRandom):
            kind.random = held(lambda _: fraction, kind.random)
            kind.getrandbits = held(bits, kind.getrandbits)
            kind._randbelow = held(below, kind._randbelow)
        module._urandom = os.urandom
        # The module's own functions are methods of one hidden instance, bound already.
        hidden = module.random.__self__
        module.random = hidden.random
        module.getrandbits = hidden.getrandbits

    os.urandom = held(octets, os.urandom)
    if hasattr(os, "getrandom"):
        os.getrandom = held(octets, os.getrandom)
    if "random" in sys.modules:
        hold_random(sys.modules["random"])
    else:
        sys.meta_path.insert(0, Watch("random", hold_random))


class Print:
    """`print` that writes once. Unbuffered, it writes a line and its end one after the other, and the
    lines of two threads run into each other, which they do not do on a terminal."""

    __name__ = "print"

    def __init__(self, original):
        self.original = original

    def __call__(self, *values, **options):
        file = options.get("file") or sys.stdout
        if file is None or file not in (sys.stdout, sys.stderr):
            return self.original(*values, **options)
        text = io.StringIO()
        self.original(*values, **{**options, "file": text, "flush": False})
        file.write(text.getvalue())
        if options.get("flush"):
            file.flush()

    # What it raises must not point at a file that the student has never seen.
    __call__.__code__ = __call__.__code__.replace(co_filename="<print>")


class Watch:
    """Lets a module of the standard library be imported when the program wants it, and changes it
    then. A file of the program's own with that name stays what it is."""

    def __init__(self, name, change):
        self.name = name
        self.change = change

    def find_spec(self, name, path=None, target=None):
        if name != self.name:
            return None
        sys.meta_path.remove(self)
        specs = (finder.find_spec(name, path, target) for finder in sys.meta_path)
        spec = next((spec for spec in specs if spec), None)
        if spec and os.path.dirname(spec.origin or "") == os.path.dirname(os.__file__):
            self.follow(spec.loader)
        return spec

    def follow(self, loader):
        execute = loader.exec_module

        def exec_module(module):
            del loader.exec_module
            execute(module)
            self.change(module)

        loader.exec_module = exec_module


def leave_no_trace():
    folder = os.path.dirname(os.path.abspath(__file__))
    os.environ.pop("PYTHONPATH", None)
    sys.path[:] = [path for path in sys.path if os.path.abspath(path) != folder]
    sys.path_importer_cache.pop(folder, None)
    del sys.modules["sitecustomize"]


wanted = os.environ.pop("SOCKET_LAB_DRAW", None)
leave_no_trace()
builtins.print = Print(builtins.print)
if wanted:
    hold_draws(float(wanted))

# The machine's own, if it has one; Python takes it calmly if not.
import sitecustomize  # noqa: E402,F401
