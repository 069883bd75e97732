"""Grades a submission for Classroom 50, with the grader that lies beside this file.

Classroom 50 runs it in the student's checkout and reads ./result.json. A score, whatever it is,
is exit code 0; any other code says that the grader failed, and not the student.
"""

import subprocess
import sys
from pathlib import Path

KIT = Path(__file__).resolve().parent / "socket-lab"
RESULT = Path.cwd() / "result.json"
GRADER_FAILED = 3


def main() -> int:
    # A result that is there already is the student's own.
    RESULT.unlink(missing_ok=True)
    subprocess.run(["npm", "ci", "--omit=dev"], cwd=KIT, check=True)
    node = KIT / "node_modules" / ".bin" / "node"
    grade = KIT / "grader" / "commands" / "grade.mjs"
    submission = "starter" if Path("starter").is_dir() else "."
    command = [node, grade, submission, "--format", f"classroom50={RESULT}"]
    code = subprocess.run(command, check=False).returncode
    if code not in (0, 1, 2):
        RESULT.unlink(missing_ok=True)
        return GRADER_FAILED
    return 0 if RESULT.is_file() else GRADER_FAILED


if __name__ == "__main__":
    sys.exit(main())
