#!/usr/bin/env bash
# Says in a GitHub job what a pull request does to the people on the ladders: the log, and the Markdown for a comment; ladder
# itself writes annotations, the step summary, and verdict, impact and bump as outputs. The work tree is compared with where the
# pull request parted from its base, which is read from the repository's objects.
# Works with bash 3.2, which macOS has.
set -uo pipefail

base=${BASE_REVISION:?the base revision of the pull request}
gate=${INPUT_FAIL_ON_IMPACT:-}
markdown=${MARKDOWN:-/dev/null}
is_exact=''

say() { echo "::$1 title=ladder::$2"; }
# Ends because the changes cannot be told in full. A gate fails then, because it does not see them all; without one, this step only
# informs, and the check of the ladders fails for a ladder that is broken now.
give_up() {
  say warning "$1"
  if [ -n "$gate" ]; then exit 4; else exit 0; fi
}
is_there() { git cat-file -e "$1^{commit}" 2>/dev/null; }
fetched() { is_there "$1" || git fetch --quiet --no-tags --depth=1 origin "$1" 2>/dev/null; }

work=$(mktemp -d) || exit 4
trap 'rm -rf "$work"' EXIT
[ "$markdown" = /dev/null ] || { mkdir -p "$(dirname "$markdown")" && rm -f "$markdown"; } || exit 4

# What GitHub checks out is the pull request merged into its base as it is by now. The event may name an older base, and
# with that one everything that came into the base since would count for the pull request.
case ${GITHUB_REF:-} in
  refs/pull/*/merge)
    if [ "$(git rev-parse HEAD 2>/dev/null)" = "${GITHUB_SHA:-}" ]; then
      # Read from the commit itself, because a shallow clone hides the parents that it does not hold.
      merged=$(git cat-file commit HEAD 2>/dev/null | sed -n '/^$/q;s/^parent //p')
      case $merged in *$'\n'*) fetched "${merged%%$'\n'*}" && base=${merged%%$'\n'*} is_exact=yes ;; esac
    fi
    ;;
esac
fetched "$base" ||
  give_up "the base revision $base is not there, so what changes cannot be told; check out with fetch-depth: 0"
if [ -n "$is_exact" ]; then
  :
elif parted=$(git merge-base "$base" HEAD 2>/dev/null); then
  base=$parted
else
  say notice "compared with the base itself: where the pull request parted from it takes a checkout with fetch-depth: 0"
fi

# What people read goes to standard output, where ladder keeps the runner from reading commands in it.
arguments=(--format human --format "github=$work/annotations" --format "markdown=$work/page")
[ -z "$gate" ] || arguments+=(--fail-on "$gate")
arguments+=("$base" --)
# A path a line; blanks around it are the YAML's.
while read -r path || [ -n "$path" ]; do
  [ -z "$path" ] || arguments+=("$path")
done <<<"${INPUT_PATHS:-}"

"${LADDER:-ladder}" diff "${arguments[@]}"
status=$?
[ ! -e "$work/annotations" ] || cat "$work/annotations"
[ ! -e "$work/page" ] || cat "$work/page" >"$markdown"
case $status in
  0 | 1 | 2) exit "$status" ;;
  3)
    say notice "there are no ladders, neither before nor after"
    printf 'verdict=no change\nimpact=\nbump=none\n' >>"${GITHUB_OUTPUT:-/dev/null}"
    printf '### Ladders: no change\n\nThere are no ladders.\n' >"$markdown"
    exit 0
    ;;
esac
give_up "what changes could not be told in full; the log says why"
