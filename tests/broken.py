#!/usr/bin/env python3
"""broken.py [WORD...] - break the program on purpose, and see tests turn red.

Each row of tests/broken/breaks.txt is tried in a copy of the tree, in a
temporary folder that goes at the end: the break is made, what its test needs
is built, and the test runs until a case of it fails. Before the breaks each
of the tests runs once without any, and must be green: else red says nothing.
WORDs choose the rows whose first line has one of them.

Prints a line a row, "caught" with the case that failed or "NOT CAUGHT" with
the reason, and ends with "N caught, N not"; the status is 0 when none is not.
"""
import json
import os
import pathlib
import re
import resource
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parent.parent
TABLE = "tests/broken/breaks.txt"
FAILED = "[  FAILED  ] "
PATIENCE_S = 600


class Row:
    """A break: the test that must see it, and what is taken and put."""

    def __init__(self, line):
        match = re.fullmatch(r"(\d+) (\w+)/test_(\w+)\.c: (.+)", line)
        self.line, self.floor, self.test = line, match[2], match[3]
        self.edits = []  # [file, lines taken, lines put]

    def take(self, line):
        """One line of the table behind the first."""
        if line[0] not in "-+":
            self.edits.append([line, [], []])
            return
        if line[0] == "-" and self.edits[-1][2]:
            self.edits.append([self.edits[-1][0], [], []])
        self.edits[-1][1 if line[0] == "-" else 2].append(line[1:])


def read_rows(text):
    rows, row = [], None
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if not line:
            row = None
        elif row:
            row.take(line)
        else:
            row = Row(line)
            rows.append(row)
    return rows


def left_out(folder, names):
    """Of the tree: what git keeps, and builds."""
    return [name for name in names if pathlib.Path(folder) == TOP
            and name.startswith((".git", "build"))]


def without_core():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def first_failed(child):
    """The name of the case, as soon as it is told; None when the program has
    ended without one."""
    end = time.monotonic() + PATIENCE_S
    told, text = child.stdout.fileno(), ""
    while time.monotonic() < end:
        over = child.poll() is not None
        while select.select([told], [], [], 0 if over else 0.1)[0]:
            piece = os.read(told, 65536)
            text += piece.decode(errors="replace")
            for line in text.split("\n")[:-1]:
                if line.startswith(FAILED):
                    return line[len(FAILED):]
            if not piece:
                break
        if over:
            return None
    return "it does not end"


class Copy:
    """The tree in a folder of its own, and its build."""

    def __init__(self, where):
        self.where = where
        self.top, self.build = where / "tree", where / "build"
        shutil.copytree(TOP, self.top, symlinks=True, ignore=left_out)
        self.keep_inside()
        self.call("meson", "setup", self.build, self.top, "-Dtests=enabled")
        self.tests = {(test["suite"][0].split(":")[-1], test["name"]): test
                      for test in self.introspect("--tests")}
        self.files = {target["id"]: target["filename"][0]
                      for target in self.introspect("--targets")}

    def keep_inside(self):
        """What tests leave when they are broken off goes with the copy."""
        (self.where / "t").mkdir()
        for path in self.top.glob("tests/**/*.c"):
            text = path.read_text()
            mine = text.replace('"/tmp/likely-', f'"{self.where}/t/')
            if mine != text:
                path.write_text(mine)

    def call(self, *words):
        done = subprocess.run(words, stdout=subprocess.PIPE, text=True,
                              stderr=subprocess.STDOUT, check=False)
        if done.returncode != 0:
            raise OSError(done.stdout)
        return done.stdout

    def introspect(self, what):
        return json.loads(self.call("meson", "introspect", what, self.build))

    def make(self, test):
        """The test, and what it starts."""
        files = {test["cmd"][0], *(self.files[of] for of in test["depends"])}
        self.call("ninja", "-C", self.build,
                  *sorted(os.path.relpath(file, self.build) for file in files))

    def end_all(self):
        """Ends what still runs of this copy, in whatever session."""
        for link in pathlib.Path("/proc").glob("[0-9]*/exe"):
            try:
                if os.readlink(link).startswith(f"{self.where}/"):
                    os.kill(int(link.parent.name), signal.SIGKILL)
            except OSError:
                pass

    def run(self, test):
        """The first case that failed; "" when all went well."""
        child = subprocess.Popen(
            test["cmd"], env={**os.environ, **test["env"]}, cwd=self.build,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, preexec_fn=without_core)
        red = first_failed(child)
        child.kill()
        status = child.wait()
        self.end_all()
        if red is None and status != 0:
            red = f"status {status}"
            if status < 0:
                red = f"it ends by {signal.Signals(-status).name}"
        return red or ""

    def apply(self, edits):
        """Returns what the files were."""
        before = {}
        for name, taken, put in edits:
            path = self.top / name
            text = "\n" + path.read_text()
            before.setdefault(path, text[1:])
            old = "\n" + "\n".join(taken) + "\n"
            if text.count(old) != 1:
                raise OSError(f"what is taken stands {text.count(old)} times "
                              f"in {name}")
            new = "\n" + "".join(line + "\n" for line in put)
            path.write_text(text.replace(old, new)[1:])
        return before

    def try_row(self, row):
        """(caught, why or by what)"""
        before = {}
        test = self.tests[row.floor, row.test]
        try:
            before = self.apply(row.edits)
            self.make(test)
            red = self.run(test)
        except OSError as error:
            return False, f"\n{error}"
        finally:
            for path, text in before.items():
                path.write_text(text)
        return bool(red), red or "all its cases are green"


def check_green(copy, rows):
    """Whether the tests are green with nothing broken."""
    fine = True
    tests = sorted({(row.floor, row.test) for row in rows})
    for floor, name in tests:
        test = copy.tests[floor, name]
        copy.make(test)
        red = copy.run(test)
        if red:
            print(f"{floor}/test_{name}.c is red without a break: {red}",
                  flush=True)
            fine = False
    if fine:
        print(f"{len(tests)} tests are green without a break", flush=True)
    return fine


def try_all(copy, rows):
    caught = 0
    for row in rows:
        well, why = copy.try_row(row)
        caught += well
        print(f"{'caught' if well else 'NOT CAUGHT'}  {row.line}: {why}",
              flush=True)
    print(f"{caught} caught, {len(rows) - caught} not")
    return caught == len(rows)


def main(words):
    rows = [row for row in read_rows((TOP / TABLE).read_text())
            if not words or any(word in row.line for word in words)]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    where = pathlib.Path(tempfile.mkdtemp(prefix="lb-", dir="/tmp"))
    copy = None
    try:
        copy = Copy(where)
        fine = check_green(copy, rows) and try_all(copy, rows)
    except OSError as error:
        print(error)
        fine = False
    finally:
        if copy:
            copy.end_all()
        shutil.rmtree(where, ignore_errors=True)
    return 0 if fine and rows else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
