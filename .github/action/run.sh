#!/usr/bin/env bash
# One mode of the Action. Values come by environment and leave as quoted words; the folder that the
# job stands in may hold a stranger's files, so Python never looks there for modules (-P).
set -euo pipefail

# Progress is for terminals, and some runners give the job one: standard error goes through a pipe.
sepkit() { { "$python" -P -m sepkit "$@" 2>&1 1>&3 | cat >&2; } 3>&1; }
fail() { echo "sepkit: $1" >&2; exit 2; }

python="${RUNNER_TEMP:?}/sepkit/bin/python"
if [ -n "${SEPKIT_PYTHON:-}" ]; then python="$SEPKIT_PYTHON"; fi
place="${SEPKIT_PLACE:-}"
if [ -z "$place" ]; then place="${GITHUB_SERVER_URL:?}/${GITHUB_REPOSITORY:?}"; fi
reading=(--repo "$place")
if [ -n "${SEPKIT_PRESET:-}" ]; then reading+=(--preset "$SEPKIT_PRESET"); fi
export SEPKIT_CACHE="$RUNNER_TEMP/sepkit-cache"
delimiter="sepkit_$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
output() { printf '%s<<%s\n%s\n%s\n' "$1" "$delimiter" "$2" "$delimiter" >> "${GITHUB_OUTPUT:-/dev/null}"; }

case "${SEPKIT_MODE:-}" in
sweep)
    report="$RUNNER_TEMP/sepkit-report.json"
    output report "$report"
    options=(--report "$report")
    if [ "${SEPKIT_APPLY:-false}" = true ]; then options+=(--apply); fi
    if [ -z "${GITHUB_TOKEN:-}${SEPKIT_APP_KEY:-}" ]; then
        # Without a token a dry run still shows what a first sweep would write.
        if [ "${SEPKIT_APPLY:-false}" = true ]; then fail "a sweep with apply needs a token"; fi
        options+=(--offline)
    fi
    sepkit sweep "${reading[@]}" "${options[@]}"
    ;;
check)
    [[ "${SEPKIT_PULL:-}" =~ ^[1-9][0-9]{0,6}$ ]] || fail "a check needs the number of a pull request"
    options=(--fail-on "${SEPKIT_FAIL_ON:-error}" --format github)
    if [ -n "${SEPKIT_SARIF:-}" ]; then options+=(--sarif "$SEPKIT_SARIF"); fi
    unset GITHUB_TOKEN SEPKIT_APP_KEY
    sepkit annotate "$SEPKIT_PULL" "${reading[@]}" "${options[@]}"
    ;;
site)
    unset GITHUB_TOKEN SEPKIT_APP_KEY
    sepkit build "${reading[@]}" --output "${SEPKIT_OUT:-public}"
    output site "${SEPKIT_OUT:-public}"
    ;;
*)
    fail "mode is one of sweep, check and site"
    ;;
esac
