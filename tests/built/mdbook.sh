#!/usr/bin/env bash
# Builds the book in SOURCE with mdBook 0.5.4 into OUT. A mdbook of that version that is installed already is used.
set -euo pipefail
source=$1 out=$2 version=0.5.4
mdbook=$(command -v mdbook || true)
if [ -z "$mdbook" ] || [ "$("$mdbook" --version)" != "mdbook v$version" ]; then
  tools=$(dirname "$out")/tools
  cargo install mdbook --version "$version" --locked --debug --no-default-features --root "$tools"
  mdbook=$tools/bin/mdbook
fi
"$mdbook" build "$source" --dest-dir "$out"
