#!/bin/sh
# Installs briefbot from this source tree into a virtual environment at $1, from the lock alone.
# The image is built with it, and so is a plain host: deploy/install.sh /opt/briefbot
set -eu

target=${1:?"usage: deploy/install.sh FOLDER"}
source=$(cd "$(dirname "$0")/.." && pwd)

"${PYTHON:-python3}" -m venv "$target"
pip="$target/bin/python -m pip --disable-pip-version-check --no-cache-dir --quiet install"
$pip --no-deps --require-hashes -r "$source/requirements/run.txt"
$pip --no-deps --no-build-isolation "$source"
"$target/bin/python" -m compileall -q "$target/lib"  # its folder is read-only when it runs
"$target/bin/briefbot" --version
