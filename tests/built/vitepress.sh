#!/usr/bin/env bash
# Builds the handbook in SOURCE with VitePress into OUT: tests/built/vitepress.sh SOURCE OUT
set -euo pipefail
source=$1 out=$2
npm install --no-save --no-audit --no-fund --silent --prefix "$source" vitepress@1.6.4
(cd "$source" && node_modules/.bin/vitepress build docs --outDir "$out")
