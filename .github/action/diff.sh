#!/usr/bin/env bash
# Says in a GitHub job what a pull request does to the people on the ladders: the step summary, impact and bump as
# outputs. Reads the base revision from the repository's objects; the work tree is not touched.
# Works with bash 3.2, which macOS has.
set -uo pipefail

ladder=${LADDER:-ladder}
base=${BASE_REVISION:?the base revision of the pull request}
gate=${INPUT_FAIL_ON_IMPACT:-}
impact='' bump='' status=0

say() { echo "::$1 title=ladder::$2"; }
# Writes the outputs and ends.
finish() {
  printf 'impact=%s\nbump=%s\n' "$impact" "$bump" >>"${GITHUB_OUTPUT:-/dev/null}"
  exit "$1"
}

if ! git cat-file -e "$base^{commit}" 2>/dev/null && ! git fetch --quiet --depth=1 origin "$base" 2>/dev/null; then
  say warning "the base revision $base is not there, so what changes cannot be told; check out with fetch-depth: 0"
  # Who set a gate wants to know that nobody stood at it.
  if [ -n "$gate" ]; then finish 4; else finish 0; fi
fi
work=$(mktemp -d) || finish 4
trap 'rm -rf "$work"' EXIT
top=$(git rev-parse --show-toplevel) && here=$(git rev-parse --show-prefix) || finish 4
GIT_INDEX_FILE=$work/index git -C "$top" read-tree "$base" &&
  GIT_INDEX_FILE=$work/index git -C "$top" checkout-index --all --quiet --prefix="$work/old/" || finish 4

# A path a line, or where ladder would look by itself.
places=()
while read -r place || [ -n "$place" ]; do
  [ -z "$place" ] || places+=("${place#"$PWD"/}")
done <<<"${INPUT_PATHS:-}"
if [ ${#places[@]} = 0 ]; then
  if [ -d ladders ] || [ -d "$work/old/${here}ladders" ]; then places=(ladders); else places=(.); fi
fi

# The greater of two words of a scale.
greater() {
  local word found=$2
  for word in $1; do
    if [ "$word" = "$2" ] || [ "$word" = "$3" ]; then found=$word; fi
  done
  echo "$found"
}
# Takes what one comparison says into the outputs.
take() {
  impact=$(greater "editorial wording addition lowers-bar raises-bar breaking" "$impact" "$1")
  bump=$(greater "none patch minor major" "$bump" "$2")
}
# The verdict over all stands two spaces deep; those of single ladders deeper.
verdict() { sed -n "/^  \"verdict\": {/,/^  }/s/^    \"$1\": \"\([a-z-]*\)\",\{0,1\}\$/\1/p" "$work/report" | head -n 1; }

for place in "${places[@]}"; do
  old=$work/old/$here$place
  if [ ! -e "$old" ] && [ ! -e "$place" ]; then
    say warning "there is no $place, neither in the base revision nor here"
    continue
  elif [ ! -e "$old" ]; then
    say notice "$place is new in this pull request"
    continue
  elif [ ! -e "$place" ]; then
    say warning "$place is gone with this pull request, and everybody on its ladders with it"
    take breaking major
    [ -z "$gate" ] || [ "$status" -gt 1 ] || status=1
    continue
  fi
  "$ladder" diff -- "$old" "$place"
  "$ladder" diff --format markdown -- "$old" "$place" >>"${GITHUB_STEP_SUMMARY:-/dev/null}" 2>/dev/null
  arguments=(--format json)
  [ -z "$gate" ] || arguments+=(--fail-on "$gate")
  "$ladder" diff "${arguments[@]}" -- "$old" "$place" >"$work/report" 2>"$work/complaints"
  ended=$?
  # A comparison that is not whole may tell that something changes, and not that nothing does.
  if [ "$ended" -le 1 ] || [ -n "$(verdict impact)" ]; then take "$(verdict impact)" "$(verdict bump)"; fi
  case $ended in
    0 | 1) ;;
    2) cat "$work/complaints" >&2 ;;
    # Without a gate this step only tells; a ladder that is broken now fails the check of the ladders.
    *)
      say warning "what changes in $place could not be told in full; the log says why"
      [ -n "$gate" ] || ended=0
      ;;
  esac
  [ "$ended" -le "$status" ] || status=$ended
done
finish "$status"
