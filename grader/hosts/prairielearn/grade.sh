#!/usr/bin/env bash
# PrairieLearn runs this in the image for each submission, without a network. It reads results only
# from a container that ends with 0.
set -uo pipefail

results=/grade/results
mkdir -p "$results"
chmod o= "$results" /grade/student

# Some images know no localhost, which is all that programs talk to.
getent hosts localhost >/dev/null || echo '127.0.0.1 localhost' >>/etc/hosts

# Under the name that it has at home, so that the commands in the report can be repeated there.
cd "$(mktemp -d)" && ln -s /grade/student starter
/socket-lab/node_modules/.bin/node /socket-lab/grader/commands/grade.mjs starter \
  --user student --format prairielearn="$results/results.json"
code=$?

# Any other code: the grader itself failed. PrairieLearn then reports a failed job, which costs no
# attempt.
case "$code" in
  0 | 1 | 2) exit 0 ;;
esac
rm -f "$results/results.json"
exit 1
