#!/usr/bin/env bash
# Gradescope runs this once, when it builds the image. The packages bring npm; the grader runs on a
# Node of its own, which npm installs.
set -euo pipefail

export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends nodejs npm python3

# Students' programs run as this user: it owns nothing and can log in nowhere.
id student >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin student

cd /autograder/source/socket-lab
npm ci --omit=dev
