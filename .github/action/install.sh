#!/usr/bin/env bash
# Put sepkit, as it stands beside this script, into an environment of its own. Nothing of the
# repository that is looked after is executed, and nothing comes in that the lock does not name.
set -euo pipefail

if [ -n "${SEPKIT_PYTHON:-}" ]; then exit 0; fi
home="${RUNNER_TEMP:?}/sepkit"
python=$(command -v python3)
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "sepkit needs Python 3.11 or newer: add a step with actions/setup-python before this one" >&2
    exit 1
}
"$python" -m venv "$home"
"$home/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$SEPKIT_SOURCE/.github/action/requirements.txt"
"$home/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation "$SEPKIT_SOURCE"
