#!/usr/bin/env bash
# Builds the handbook in $1 with Hugo 0.168 into $2, as hugo.sh does.
exec bash "$(dirname "$0")/hugo.sh" "$@"
