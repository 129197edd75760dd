#!/usr/bin/env bash
# Builds the handbook in SOURCE with Astro Starlight into OUT: tests/built/starlight.sh SOURCE OUT
set -euo pipefail
source=$1 out=$2
npm install --no-audit --no-fund --silent --prefix "$source"
(cd "$source" && ASTRO_TELEMETRY_DISABLED=1 node_modules/.bin/astro build --outDir "$out")
