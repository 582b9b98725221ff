#!/usr/bin/env bash
# Packs a built program with its licences for a target, and writes the checksum beside it: archive.sh VERSION TARGET PROGRAM FOLDER.
# The layout is what install.sh and cargo binstall expect.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$1 target=$2 program=$3 folder=$4

name=ladder-$version-$target
mkdir -p "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/$name"
cp "$program" README.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT NOTICE "$work/$name/"
folder=$(cd "$folder" && pwd)
case $target in
  *-windows-*)
    archive=$name.zip
    (cd "$work" && 7z a -bso0 "$folder/$archive" "$name")
    ;;
  *)
    archive=$name.tar.gz
    tar -czf "$folder/$archive" -C "$work" "$name"
    ;;
esac
cd "$folder"
if command -v sha256sum >/dev/null; then sha256sum "$archive"; else shasum -a 256 "$archive"; fi >"$archive.sha256"
