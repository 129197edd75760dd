#!/usr/bin/env bash
# Builds the handbook in SOURCE with MkDocs and Material for MkDocs into OUT: mkdocs.sh SOURCE OUT
set -euo pipefail
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools"
"$tools/bin/pip" install --quiet mkdocs==1.6.1 mkdocs-material==9.8.1 mkdocs-redirects==1.2.3 Markdown==3.11.3 pymdown-extensions==13.1
# Snippets are looked for from the folder that the build is started in.
cd "$1"
NO_MKDOCS_2_WARNING=1 DISABLE_MKDOCS_2_WARNING=true "$tools/bin/mkdocs" build --quiet --site-dir "$2"
# The theme's own files are not ours.
rm -rf "$2/assets/stylesheets" "$2/assets/javascripts" "$2/assets/images"
