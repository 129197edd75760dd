#!/usr/bin/env bash
# Builds the handbook in SOURCE into OUT with Jekyll 4.3.1, kramdown 2.4.0 and kramdown-parser-gfm 1.1.0, and
# jekyll-relative-links 0.7.0, jekyll-redirect-from 0.16.0, jekyll-optional-front-matter 0.3.2 and jekyll-readme-index 0.3.0:
# as gems where they can be had, else as the packages of Debian 12, which are these versions.
set -euo pipefail
source=$1 out=$2
gems="$(dirname "$source")/gems"
if ! command -v jekyll >/dev/null || [[ $(jekyll --version) != "jekyll 4.3.1" ]]; then
  export GEM_HOME=$gems PATH="$gems/bin:$PATH"
  gem install --no-document --silent jekyll:4.3.1 kramdown:2.4.0 kramdown-parser-gfm:1.1.0 jekyll-relative-links:0.7.0 \
    jekyll-redirect-from:0.16.0 jekyll-optional-front-matter:0.3.2 jekyll-readme-index:0.3.0 || {
    unset GEM_HOME
    apt-get install -y --no-install-recommends jekyll ruby-jekyll-relative-links ruby-jekyll-redirect-from \
      ruby-jekyll-optional-front-matter ruby-jekyll-readme-index >/dev/null
  }
fi
# The versions are those above, whatever the Gemfile asks for.
rm -f "$source/Gemfile"
cd "$source"
JEKYLL_NO_BUNDLER_REQUIRE=true jekyll build --quiet --disable-disk-cache --source "$source" --destination "$out"
rm -f "$out/redirects.json"
