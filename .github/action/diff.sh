#!/usr/bin/env bash
# Says in a GitHub job what a pull request does to the people on the ladders: the step summary, impact and bump as
# outputs. Reads the base revision from the repository's objects; the work tree is not touched.
set -uo pipefail

base=${BASE_REVISION:?the base revision of the pull request}
if ! git cat-file -e "$base^{commit}" 2>/dev/null && ! git fetch --quiet --depth=1 origin "$base"; then
  echo "::warning title=ladder::the base revision $base is not there; check out with fetch-depth: 0"
  exit 0
fi
old=$(mktemp -d)
report=$(mktemp)
trap 'rm -rf "$old" "$report"' EXIT
git archive --format=tar "$base" | tar -x -C "$old" || exit 4

# One tree of ladders is compared: the first of the paths, or where ladder would look by itself.
read -ra paths <<<"${INPUT_PATHS:-}"
place=${paths[0]:-}
if [ -z "$place" ]; then
  if [ -d ladders ]; then place=ladders; else place=.; fi
fi
if [ ! -e "$old/$place" ]; then
  echo "::notice title=ladder::$place is new in this pull request"
  exit 0
fi
options=()
[ -z "${INPUT_FAIL_ON_IMPACT:-}" ] || options+=(--fail-on "$INPUT_FAIL_ON_IMPACT")

"${LADDER:-ladder}" diff "$old/$place" "$place"
"${LADDER:-ladder}" diff --format markdown "$old/$place" "$place" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
"${LADDER:-ladder}" diff --format json "${options[@]}" "$old/$place" "$place" >"$report"
status=$?

# The verdict over all stands two spaces deep; those of single ladders deeper.
verdict() { sed -n "/^  \"verdict\": {/,/^  }/s/^    \"$1\": \"\{0,1\}\([a-z-]*\)\"\{0,1\},\{0,1\}\$/\1/p" "$report" | head -n 1; }
impact=$(verdict impact)
{
  echo "impact=${impact#null}"
  echo "bump=$(verdict bump)"
} >>"${GITHUB_OUTPUT:-/dev/null}"
exit "$status"
