#!/usr/bin/env bash
# Nextra 4.6.0 on Next.js 15.5.4, as a static export. Needs node 20.
set -euo pipefail
source=$1 out=$2
cd "$source"
npm install --no-audit --no-fund > /dev/null
NEXT_TELEMETRY_DISABLED=1 npx next build
cp -R out/. "$out"
rm -rf "${out:?}/_next"
find "$out" -name '*.txt' -delete
