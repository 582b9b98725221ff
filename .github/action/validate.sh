#!/usr/bin/env bash
# Checks ladders in a GitHub job: annotations, the step summary, counts as outputs. Ends with ladder's own status.
# Works with bash 3.2, which macOS has.
set -uo pipefail

work=$(mktemp -d) || exit 4
trap 'rm -rf "$work"' EXIT
# What people read goes to standard output, where ladder keeps the runner from reading commands in it.
arguments=(--format human --format "github=$work/annotations" --format "json=$work/report")
[ -z "${INPUT_FAIL_ON:-}" ] || arguments+=(--fail-on "$INPUT_FAIL_ON")
arguments+=(--)
# A path a line; blanks around it are the YAML's.
while read -r path || [ -n "$path" ]; do
  [ -z "$path" ] || arguments+=("$path")
done <<<"${INPUT_PATHS:-}"

"${LADDER:-ladder}" validate "${arguments[@]}"
status=$?
[ ! -e "$work/annotations" ] || cat "$work/annotations"

# The report ends with the counts, a line each. Where there is no report, nothing was counted.
for name in errors warnings notes; do
  count=
  [ ! -e "$work/report" ] || count=$(sed -n "s/^ *\"$name\": \([0-9]*\),\{0,1\}\$/\1/p" "$work/report" | tail -n 1)
  echo "$name=$count" >>"${GITHUB_OUTPUT:-/dev/null}"
done
exit "$status"
