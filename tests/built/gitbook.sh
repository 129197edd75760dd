#!/usr/bin/env bash
# Builds the book in SOURCE with HonKit 6.1.7 into OUT.
set -euo pipefail
source=$1 out=$2
tools=$(dirname "$out")/tools
mkdir -p "$tools"
npm install --prefix "$tools" --no-audit --no-fund --silent honkit@6.1.7
"$tools/node_modules/.bin/honkit" build "$source" "$out"
