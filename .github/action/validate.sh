#!/usr/bin/env bash
# Checks ladders in a GitHub job. Without a format, ladder itself writes annotations, the step summary and the counts as outputs.
# Works with bash 3.2, which macOS has.
set -uo pipefail

arguments=()
[ -z "${INPUT_FAIL_ON:-}" ] || arguments+=(--fail-on "$INPUT_FAIL_ON")
arguments+=(--)
# A path a line; blanks around it are the YAML's.
while read -r path || [ -n "$path" ]; do
  [ -z "$path" ] || arguments+=("$path")
done <<<"${INPUT_PATHS:-}"
exec "${LADDER:-ladder}" validate "${arguments[@]}"
