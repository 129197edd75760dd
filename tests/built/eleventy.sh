#!/usr/bin/env bash
# Builds an Eleventy handbook: eleventy.sh SOURCE OUT
set -euo pipefail
cd "$1"
npm install --silent --no-audit --no-fund --no-package-lock --no-save \
  @11ty/eleventy@3.1.2 @11ty/eleventy-navigation@1.0.5 markdown-it-attrs@4.3.1 >&2
npx eleventy --quiet --output="$2"
