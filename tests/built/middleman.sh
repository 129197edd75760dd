#!/usr/bin/env bash
# Middleman 4.5.1 with the GOV.UK tech docs template 4.3.0. A `middleman` on the PATH is taken as it is; else both are installed,
# which needs Ruby 3.1 or later with its headers, a compiler and node.
set -euo pipefail
source=$1 out=$2
if ! command -v middleman > /dev/null; then
  export GEM_HOME="$source/../gems"
  gem install --no-document middleman:4.5.1 redcarpet:3.6.0 govuk_tech_docs:4.3.0 > /dev/null
  export PATH="$GEM_HOME/bin:$PATH"
fi
cd "$source"
middleman build --build-dir "$source/../built"
cp -R "$source/../built/." "$out"
# What the template brings along is no part of the handbook.
rm -rf "${out:?}/stylesheets" "${out:?}/javascripts" "${out:?}/assets"
find "$out/images" -type f ! -name desk.png -delete
