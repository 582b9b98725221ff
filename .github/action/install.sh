#!/usr/bin/env bash
# Gets ladder for the action: the release that is asked for, or that the action's own tag names, with its checksum. Where there is
# none to download, says under which key the program that is compiled instead is kept.
# Works with bash 3.2, which macOS has.
set -uo pipefail

version=${INPUT_VERSION:-}
if [ -z "$version" ]; then
  case ${ACTION_REF:-} in v[0-9]*.[0-9]*.[0-9]*) version=${ACTION_REF#v} ;; esac
fi
version=${version//[!0-9A-Za-z.+-]/?}
output() { echo "$1" >>"${GITHUB_OUTPUT:-/dev/null}"; }
here=$(cd "$(dirname "$0")/../.." && pwd)

if [ -n "$version" ]; then
  LADDER_VERSION=${version#v} LADDER_BIN=$LADDER_BIN \
    LADDER_DOWNLOADS=${LADDER_DOWNLOADS:-${GITHUB_SERVER_URL:-https://github.com}/${ACTION_REPOSITORY:-}/releases/download/v${version#v}} \
    sh "$here/.github/release/install.sh"
  case $? in
    0) output installed=true && exit 0 ;;
    3) echo "::notice title=ladder::there is no release ${version#v} to download, so ladder is compiled, which takes some minutes" ;;
    *) exit 4 ;;
  esac
fi
if command -v sha256sum >/dev/null 2>&1; then sum() { sha256sum; }; else sum() { shasum -a 256; }; fi
key=$(cd "$here" && find src build.rs Cargo.toml Cargo.lock ladders -type f | LC_ALL=C sort | tr '\n' '\0' | xargs -0 cat | sum | cut -c 1-32)
output "key=$key"
