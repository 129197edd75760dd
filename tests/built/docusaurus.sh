#!/usr/bin/env bash
# bash tests/built/docusaurus.sh SOURCE OUT: builds the Docusaurus handbook in SOURCE into OUT, with the versions of its package.json.
set -euo pipefail
cd "$1"
npm install --no-audit --no-fund --loglevel=error
npx docusaurus build --out-dir "$2"
# The checks in tests/built want what a reader of the Markdown needs: the theme's own files are left out by `rebuild`.
