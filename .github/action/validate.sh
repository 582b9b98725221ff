#!/usr/bin/env bash
# Checks ladders in a GitHub job: annotations, the step summary, counts as outputs. Ends with ladder's own status.
set -uo pipefail

report=$(mktemp) people=$(mktemp)
trap 'rm -f "$report" "$people"' EXIT
options=(--format github --format "human=$people" --format "json=$report")
[ -z "${INPUT_FAIL_ON:-}" ] || options+=(--fail-on "$INPUT_FAIL_ON")
# Paths are separated by spaces, and are not globs.
read -ra paths <<<"${INPUT_PATHS:-}"

"${LADDER:-ladder}" validate "${options[@]}" -- "${paths[@]}"
status=$?
cat "$people"

# The report ends with the counts, a line each.
for name in errors warnings notes; do
  count=$(sed -n "s/^ *\"$name\": \([0-9]*\),\{0,1\}\$/\1/p" "$report" 2>/dev/null | tail -n 1)
  echo "$name=${count:-0}" >>"${GITHUB_OUTPUT:-/dev/null}"
done
exit "$status"
