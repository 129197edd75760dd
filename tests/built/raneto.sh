#!/usr/bin/env bash
# Serves a Raneto handbook and saves what a reader can reach: raneto.sh SOURCE OUT
# RANETO may name another copy of Raneto's repository than the one on GitHub.
set -euo pipefail
source=$1 out=$2
# 0.17.5, which is not on npm.
git clone --quiet --no-checkout "${RANETO:-https://github.com/ryanlelek/Raneto}" raneto
git -C raneto checkout --quiet 4946b51
(cd raneto && npm install --silent --no-audit --no-fund --no-package-lock --omit=dev >&2)
# Raneto 0.17 takes the ids off headings; handbooks that link to them put them back in this way.
sed -i.bak 's/headerIds: false/headerIds: true/' raneto/app/routes/wildcard.route.js

cat > save.js <<'JS'
const fs = require("fs");
const path = require("path");
const [source, out] = process.argv.slice(2);
const own = require(path.join(source, "config/config.js"));
// The theme in the fixture has no templates, nor `public` the icon that Raneto starts with.
const theme = path.join(__dirname, "raneto/node_modules/@raneto/theme-default/dist");
fs.cpSync(path.join(theme, "templates"), path.join(own.theme_dir, own.theme_name, "templates"), { recursive: true });
fs.copyFileSync(path.join(theme, "public/favicon.ico"), path.join(own.public_dir, "favicon.ico"));
// Raneto cannot be mounted at a full address.
const settings = { nowrap: true, home_meta: {} };
const app = require("./raneto")({ searchExtraLanguages: [], path_prefix: "", category_sort: true, page_sort_meta: "sort",
  show_on_home_default: true, show_on_menu_default: true, datetime_format: "YYYY", ...own, ...settings, menu_on_pages: true });

function files(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? files(full) : [full];
  });
}
function save(address, bytes, type) {
  const html = /html/.test(type) ? (address.endsWith("/") ? "index.html" : ".html") : "";
  const file = path.join(out, decodeURIComponent(address) + html);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, bytes);
}
const server = app.listen(0, "127.0.0.1", async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  const encode = (address) => address.split("/").map(encodeURIComponent).join("/");
  const pages = files(own.content_dir).filter((file) => file.endsWith(".md"));
  const names = pages.map((file) => "/" + path.relative(own.content_dir, file).replace(/\.md$/, ""));
  const shown = files(own.public_dir).map((file) => "/" + path.relative(own.public_dir, file));
  const left = ["/", "/index", ...names.map(encode), ...shown.map(encode)];
  const seen = new Set(left);
  while (left.length) {
    const address = left.shift();
    const answer = await fetch(base + address, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    const type = answer?.headers.get("content-type") ?? "";
    if (!answer?.ok) continue;
    const bytes = Buffer.from(await answer.arrayBuffer());
    save(address, bytes, type);
    if (!/html/.test(type)) continue;
    // What the pages link to is asked for, too, whatever it is.
    for (const [, , written] of bytes.toString().matchAll(/(href|src)="([^"]*)"/g)) {
      const to = URL.parse?.(written, base + address) ?? (URL.canParse(written, base + address) && new URL(written, base + address));
      const isOwn = to && (to.origin === base || to.origin === own.base_url);
      if (isOwn && !/^\/(lib|styles|scripts)\//.test(to.pathname) && !seen.has(to.pathname)) {
        seen.add(to.pathname);
        left.push(to.pathname);
      }
    }
  }
  process.exit(0);
});
JS
node save.js "$source" "$out" >&2
