#!/bin/sh
# Installs a release of ladder: downloads the archive for this machine, holds it to its checksum, and puts the program into a folder.
#
#   LADDER_VERSION    which release; by default the one that this script came with
#   LADDER_DOWNLOADS  where its files are, up to the name of a file
#   LADDER_BIN        the folder for the program; by default ~/.local/bin
#
# Ends with 3 if there is no release for this machine to download, and with 1 if something is wrong with what was downloaded. The
# release workflow fills in the two lines below.
set -eu

version=${LADDER_VERSION:-@VERSION@}
downloads=${LADDER_DOWNLOADS:-@DOWNLOADS@}
folder=${LADDER_BIN:-$HOME/.local/bin}

say() { printf 'ladder: %s\n' "$1" >&2; }
none() { say "$1" && exit 3; }
wrong() { say "$1" && exit 1; }

case $(uname -m) in
  x86_64 | amd64) machine=x86_64 ;;
  aarch64 | arm64) machine=aarch64 ;;
  *) none "there is no release for machines of the kind $(uname -m)" ;;
esac
program=ladder
case $(uname -s) in
  Linux) system=unknown-linux-musl kind=tar.gz ;;
  Darwin) system=apple-darwin kind=tar.gz ;;
  MINGW* | MSYS* | CYGWIN*) system=pc-windows-msvc kind=zip program=ladder.exe ;;
  *) none "there is no release for $(uname -s)" ;;
esac
case $version in *[!0-9A-Za-z.+-]* | '') none "\`$version\` is no version" ;; esac
name=ladder-$version-$machine-$system

if command -v sha256sum >/dev/null 2>&1; then
  sum() { sha256sum "$1"; }
elif command -v shasum >/dev/null 2>&1; then
  sum() { shasum -a 256 "$1"; }
else
  none 'there is neither sha256sum nor shasum to check a download with'
fi
command -v curl >/dev/null 2>&1 || none 'there is no curl to download with'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A local folder can stand in for the server; no server leads to a file.
fetch() {
  curl --disable --fail --silent --show-error --location --retry 3 --connect-timeout 10 --max-time 300 \
    --proto '=https,file' --proto-redir '=https' --output "$work/$1" "$downloads/$1"
}
fetch "$name.$kind" || none "$downloads has no $name.$kind"
fetch "$name.$kind.sha256" || wrong "$downloads has no checksum of $name.$kind"
expected=$(cut -c 1-64 "$work/$name.$kind.sha256")
found=$(sum "$work/$name.$kind" | cut -c 1-64)
[ "$expected" = "$found" ] || wrong "$name.$kind has the checksum $found, and should have $expected"

case $kind in
  zip) unzip -q "$work/$name.zip" -d "$work" ;;
  *) tar -xzf "$work/$name.tar.gz" -C "$work" ;;
esac
mkdir -p "$folder"
# In one step, so that a program in use is replaced and not written over.
cp "$work/$name/$program" "$folder/.$program.new"
chmod 755 "$folder/.$program.new"
mv -f "$folder/.$program.new" "$folder/$program"
say "installed $("$folder/$program" --version) as $folder/$program"
case ":$PATH:" in *":$folder:"*) ;; *) say "$folder is not on PATH" ;; esac
