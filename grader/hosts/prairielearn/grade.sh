#!/usr/bin/env bash
# PrairieLearn runs this in the image for each submission, without a network. It reads results only
# from a container that ends with 0.
set -uo pipefail

results=/grade/results
mkdir -p "$results"
chmod o= "$results" /grade/student

# Under the name that it has at home, so that the commands in the report can be repeated there.
cd "$(mktemp -d)" && ln -s /grade/student starter
/socket-lab/node_modules/.bin/node /socket-lab/grader/commands/grade.ts starter \
  --user student --format prairielearn="$results/results.json"
code=$?

# 3: the grader itself failed. PrairieLearn then reports a failed job, which costs no attempt.
if [ "$code" -eq 3 ]; then
  rm -f "$results/results.json"
  exit 1
fi
exit 0
