// Compares what markdownlint finds with what we find, by rule, file and line; see README.md.

import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { markdownFiles } from "./files.mjs";
import { Handbook } from "./ours.mjs";
import { Markdownlint } from "./theirs.mjs";

const { values: given, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    program: { type: "string", default: "target/debug/handbook" },
    rules: { type: "string" },
    plain: { type: "boolean", default: false },
    dialect: { type: "boolean", default: false },
    show: { type: "string" },
    most: { type: "string", default: "40" },
    json: { type: "boolean", default: false },
    cache: { type: "string" },
    "at-least": { type: "string" },
  },
});
if (folders.length === 0) {
  console.error("usage: agree.mjs [--program FILE] [--rules MD009,MD010] [--show MD009] [--plain] [--dialect] [--json] FOLDER…");
  process.exit(2);
}

const upper = (list) => list?.split(",").map((rule) => rule.trim().toUpperCase());
const shown = upper(given.show) ?? [];
const wanted = given.rules || given.show ? [...(upper(given.rules) ?? []), ...shown] : undefined;
const rules = new Map();
const sites = [];
for (const folder of folders) sites.push(compare(resolve(folder)));
report();

/** Adds up the findings in one folder. */
function compare(folder) {
  const handbook = new Handbook(given.program, folder, { plain: given.plain });
  const numbers = handbook.numbers();
  const ids = [...numbers].filter(([, number]) => !wanted || wanted.includes(number)).map(([id]) => id);
  const pages = new Set(handbook.pages());
  const markdown = markdownFiles(folder);
  const markdownlint = new Markdownlint(given.cache && join(given.cache, `${basename(folder)}.json`));

  const places = new Map();
  const add = (side, number, path, line, words) => {
    const key = `${number} ${path}:${line}`;
    const place = places.get(key) ?? { number, path, line };
    place[side] ??= words;
    places.set(key, place);
  };
  for (const path of markdown.filter((path) => pages.has(path))) {
    for (const [number, line, words] of markdownlint.findings(readFileSync(join(folder, path), "utf8"))) {
      if (!wanted || wanted.includes(number)) add("theirs", number, path, line, words);
    }
  }
  markdownlint.save();
  const listed = new Set(markdown);
  let elsewhere = 0;
  for (const { number, path, range, message, link } of ids.length ? found(handbook, ids, numbers) : []) {
    // markdownlint looks at anchors of the same page only.
    if (number === "MD051" && link && !link.written.startsWith("#")) elsewhere += 1;
    else if (pages.has(path) && listed.has(path)) add("ours", number, path, range.start.line, message);
  }
  if (given.dialect && ids.length) {
    const plain = new Handbook(given.program, folder, { plain: true });
    const keys = new Set(found(plain, ids, numbers).map(({ number, path, range }) => `${number} ${path}:${range.start.line}`));
    // Where a difference is gone once the pages are plain Markdown, it is the site's generator that reads them in another way.
    for (const [key, place] of places) place.dialect = keys.has(key) === (place.theirs !== undefined);
  }

  const numbered = new Set(numbers.values());
  for (const place of places.values()) {
    const row = rules.get(place.number) ?? { rule: place.number, known: false, both: 0, theirs: 0, ours: 0, dialect: 0, differences: [] };
    row.known ||= numbered.has(place.number);
    rules.set(place.number, row);
    if (place.theirs !== undefined && place.ours !== undefined) {
      row.both += 1;
    } else {
      row[place.theirs === undefined ? "ours" : "theirs"] += 1;
      if (place.dialect) row.dialect += 1;
      row.differences.push({ folder, ...place });
    }
  }
  const others = markdown.filter((path) => !pages.has(path));
  return { folder, pages: markdown.length - others.length, others, elsewhere };
}

/** What we find by the rules with these ids. Comments in a page may switch on others. */
function found(handbook, ids, numbers) {
  const all = handbook.findings(ids).map((finding) => ({ ...finding, number: numbers.get(finding.rule) }));
  return all.filter(({ number }) => number && (!wanted || wanted.includes(number)));
}

function report() {
  const rows = [...rules.values()].sort((a, b) => (a.rule < b.rule ? -1 : 1));
  const sum = (rows) => ({
    both: rows.reduce((sum, row) => sum + row.both, 0),
    theirs: rows.reduce((sum, row) => sum + row.theirs, 0),
    ours: rows.reduce((sum, row) => sum + row.ours, 0),
    dialect: rows.reduce((sum, row) => sum + row.dialect, 0),
  });
  const ready = sum(rows.filter((row) => row.known));
  if (given.json) {
    console.log(JSON.stringify({ sites, rules: rows, all: sum(rows), ready }, null, 1));
  } else {
    for (const { folder, pages, others, elsewhere } of sites) {
      const files = others.length ? `; ${others.length} more files are no pages and not compared` : "";
      const anchors = elsewhere ? `; ${elsewhere} of our findings are about anchors of other pages (MD051) and not compared` : "";
      console.log(`${basename(folder)}: ${pages} pages${files}${anchors}`);
    }
    const names = ["theirs", "ours", "both", "only theirs", "only ours", "the same"];
    if (given.dialect) names.push("by dialect", "else the same");
    console.log(`\n${"".padEnd(8)}${names.map((word) => word.padStart(14)).join("")}`);
    for (const row of rows) console.log(line(row.rule, row) + (row.known ? "" : "  (no rule of ours)"));
    if (rows.some((row) => !row.known)) console.log(line("ready", ready));
    console.log(line("all", sum(rows)));
    for (const rule of shown) show(rules.get(rule));
  }
  if (given["at-least"]) process.exitCode = rows.every((row) => share(row) >= Number(given["at-least"])) ? 0 : 1;
}

function share({ both, theirs, ours }) {
  const all = both + theirs + ours;
  return all === 0 ? 100 : (both / all) * 100;
}

function line(name, row) {
  // Rounded down: 99.995 % is not all.
  const percent = (share) => `${(Math.floor(share * 100) / 100).toFixed(2)} %`;
  const cells = [row.both + row.theirs, row.both + row.ours, row.both, row.theirs, row.ours, percent(share(row))];
  if (given.dialect) cells.push(row.dialect, percent(share({ ...row, ours: row.ours - row.dialect })));
  return name.padEnd(8) + cells.map((cell) => String(cell).padStart(14)).join("");
}

function show(row) {
  const most = Number(given.most);
  for (const { folder, path, line, number, theirs, ours } of row?.differences.slice(0, most) ?? []) {
    const text = readFileSync(join(folder, path), "utf8").split(/\r\n|\n|\r/)[line - 1] ?? "";
    console.log(`\n${number} only ${ours === undefined ? "theirs" : "ours"}: ${join(folder, path)}:${line}: ${theirs ?? ours}`);
    console.log(`  ${JSON.stringify(text.slice(0, 200))}`);
  }
  const left = (row?.differences.length ?? 0) - most;
  if (left > 0) console.log(`\n${row.rule}: ${left} more (--most ${row.differences.length} shows them)`);
}
