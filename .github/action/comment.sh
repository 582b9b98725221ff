#!/usr/bin/env bash
# Keeps one comment on a pull request that says what it does to the people on the ladders. It is known again by a mark at
# its start and by its author. Only GitHub's API is talked to, and nothing but the comment is sent. Where there is no way to
# comment, as from a fork, that is a notice: the summary of the job holds the same text.
# Works with bash 3.2, which macOS has.
set -uo pipefail

api=${GITHUB_API_URL:-https://api.github.com}
repository=${GITHUB_REPOSITORY:-}
number=${PULL_REQUEST:-}
page=${MARKDOWN:?the file that holds the Markdown}
readonly mark='<!-- ladder: what this pull request changes -->'
# What a comment may hold is 65,536 characters, of which none is longer than its bytes.
readonly most_bytes=65536 most_pages=100 attempts=3

say() { echo "::$1 title=ladder::$2"; }
# Ends without a comment. The check does not hang on it.
without() {
  say "$1" "$2; the summary of the job says what changes"
  exit 0
}
for program in curl jq; do
  command -v "$program" >/dev/null 2>&1 || without notice "there is no comment, because this runner has no $program"
done
[ -n "${TOKEN:-}" ] || without notice "there is no comment, because there is no token"
case $TOKEN in *[![:graph:]]*) without warning "there is no comment, because the token holds a blank" ;; esac
case $number in '' | *[!0-9]*) without warning "there is no comment, because this job belongs to no pull request" ;; esac
case $repository in
  */*/* | *[!A-Za-z0-9._/-]*) repository='' ;;
  ?*/?*) ;;
  *) repository='' ;;
esac
[ -n "$repository" ] || without warning "there is no comment, because GITHUB_REPOSITORY names no repository"

export -n TOKEN
umask 077
work=$(mktemp -d) || exit 4
trap 'rm -rf "$work"' EXIT

# Calls the API: method, path, and a file to send. What it says is in $work/answer; prints the status, 000 where there is
# no answer. The token reaches curl on standard input, so that it is in no list of processes. No redirect is followed.
call() {
  local quoted=${TOKEN//\\/\\\\}
  quoted=${quoted//\"/\\\"}
  local sent=()
  [ -z "${3:-}" ] || sent=(--header 'Content-Type: application/json' --data-binary "@$3")
  : >"$work/answer"
  printf 'header = "Authorization: Bearer %s"\n' "$quoted" |
    curl --disable --config - --silent --globoff --proto '=http,https' --connect-timeout 10 --max-time 30 \
      --request "$1" --header 'Accept: application/vnd.github+json' --header 'X-GitHub-Api-Version: 2022-11-28' \
      --user-agent ladder ${sent[@]+"${sent[@]}"} --output "$work/answer" --write-out '%{http_code}' "$api$2" 2>/dev/null
}
# What an answer that is no success means: 1 to try again, 2 for a token that may not do this, 3 for anything else.
failure() {
  case $1 in
    2??) return 0 ;;
    403 | 404) return 2 ;;
    000* | '' | 408 | 429 | 5??) return 1 ;;
    *) return 3 ;;
  esac
}

# Who the token writes as. The job's own may not ask, and is this one.
author() {
  local code
  code=$(call GET /user)
  case $code in 401 | 403 | 404) echo 'github-actions[bot]' && return 0 ;; esac
  failure "$code" || return
  jq -er .login "$work/answer" 2>/dev/null || return 3
}

# Finds the comment: its id in $id, empty where there is none, and its text in $work/old.
find_comment() {
  local login=$1 at=1 code
  id=''
  while [ "$at" -le "$most_pages" ]; do
    code=$(call GET "/repos/$repository/issues/$number/comments?per_page=100&page=$at")
    failure "$code" || return
    id=$(jq -r --arg login "$login" --arg mark "$mark" '
      map(select(.user.login == $login and ((.body // "") | startswith($mark)))) | first | .id // empty
    ' "$work/answer" 2>/dev/null) || return 3
    if [ -n "$id" ]; then
      case $id in *[!0-9]*) return 3 ;; esac
      jq -r --argjson id "$id" '.[] | select(.id == $id) | .body' "$work/answer" | tr -d '\r' >"$work/old"
      return 0
    fi
    [ "$(jq length "$work/answer")" = 100 ] || return 0
    at=$((at + 1))
  done
  # One that was not found might be written twice.
  return 3
}

# Writes the comment or brings it up to date, where there is anything to do.
attempt() {
  local login code
  login=$(author) || return
  find_comment "$login" || return
  if [ -n "$id" ]; then
    # A last line break is not kept.
    [ "$(cat "$work/old")" != "$(cat "$work/new")" ] || return 0
    code=$(call PATCH "/repos/$repository/issues/comments/$id" "$work/send")
  elif [ -z "$changes" ]; then
    return 0
  else
    code=$(call POST "/repos/$repository/issues/$number/comments" "$work/send")
  fi
  failure "$code"
}

changes=''
if [ ! -s "$page" ]; then
  text='### Ladders: not compared

What this pull request changes could not be told; the log of the job says why.'
else
  text=$(cat "$page")
  case $text in '### Ladders: no change'*) ;; *) changes=yes ;; esac
fi
printf '%s\n%s\n' "$mark" "$text" >"$work/new"
if [ "$(wc -c <"$work/new")" -gt "$most_bytes" ]; then
  # The first line is the verdict.
  printf '%s\n%s\n\nWhat changes is too long for a comment; the summary of the job has it.\n' "$mark" \
    "$(printf '%s\n' "$text" | head -n 1)" >"$work/new"
fi
jq -Rs '{body: .}' "$work/new" >"$work/send" || exit 4

# All of it is done again, and not one call: what seemed to fail may have been done.
code=0
for ((tries = 1; tries <= attempts; tries++)); do
  attempt
  code=$?
  [ "$code" = 1 ] && [ "$tries" -lt "$attempts" ] || break
  sleep "$((tries * ${RETRY_SECONDS:-3}))"
done
case $code in
  0) exit 0 ;;
  1) without warning "there is no comment, because GitHub's API did not answer as it should, $attempts times" ;;
  2) without notice "there is no comment, because the token may not write one, as from a fork; pull-requests: write lets it" ;;
  *) without warning "there is no comment, because GitHub's API refused it" ;;
esac
