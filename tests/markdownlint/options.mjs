// Compares what markdownlint finds with what we find when options have other values than the defaults; see README.md.

import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { markdownFiles } from "./files.mjs";
import { Handbook } from "./ours.mjs";
import { SETTINGS } from "./settings.mjs";
import { Markdownlint } from "./theirs.mjs";

const { values: given, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    program: { type: "string", default: "target/debug/handbook" },
    rules: { type: "string" },
    plain: { type: "boolean", default: false },
    show: { type: "boolean", default: false },
    most: { type: "string", default: "10" },
    pages: { type: "string", default: "500" },
    cache: { type: "string" },
    "at-least": { type: "string" },
  },
});
if (folders.length === 0) {
  console.error("usage: options.mjs [--program FILE] [--rules MD003,MD004] [--show] [--plain] [--pages 500] FOLDER…");
  process.exit(2);
}

const wanted = given.rules?.toUpperCase().split(",");
const table = Object.entries(SETTINGS).filter(([rule]) => !wanted || wanted.includes(rule));
const rows = new Map();
for (const [rule, list] of table) {
  list.forEach((options, at) => rows.set(`${rule} ${at}`, { rule, options, both: 0, theirs: 0, ours: 0, differences: [] }));
}
const notes = new Set();
const rounds = Math.max(...table.map(([, list]) => list.length));
for (const folder of folders) {
  for (let at = 0; at < rounds; at += 1) compare(resolve(folder), at);
}
report();

/** Adds up the findings in one folder when each rule has the options at one place of its list. Reading a page takes longest. */
function compare(folder, at) {
  const settings = Object.fromEntries(table.filter(([, list]) => list[at]).map(([rule, list]) => [rule, list[at]]));
  const handbook = new Handbook(given.program, folder, { plain: given.plain, settings: { default: true, ...settings } });
  handbook.notes.forEach((note) => notes.add(note));
  const numbers = handbook.numbers();
  const ids = [...numbers].filter(([, number]) => number in settings).map(([id]) => id);
  const pages = new Set(handbook.pages());
  const markdown = markdownFiles(folder).filter((path) => pages.has(path));
  const step = Math.max(1, markdown.length / Number(given.pages));
  const sample = new Set(markdown.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step)));
  const markdownlint = new Markdownlint(given.cache && join(given.cache, `${basename(folder)}-${at}.json`), { default: false, ...settings });

  const places = new Map();
  const add = (side, number, path, line, words) => {
    const key = `${number} ${path}:${line}`;
    const place = places.get(key) ?? { number, path, line };
    place[side] ??= words;
    places.set(key, place);
  };
  for (const path of [...sample]) {
    const text = readFileSync(join(folder, path), "utf8");
    for (const [number, line, words] of markdownlint.findings(text)) {
      // It looks for the end of a page in the line after it.
      const last = number === "MD043" ? lastLine(text) : line;
      // With some settings it breaks down on some pages.
      if (line === 0) sample.delete(path);
      else add("theirs", number, path, Math.min(line, last), words);
    }
  }
  markdownlint.save();
  for (const { rule, path, range, message, link } of handbook.findings(ids)) {
    const number = numbers.get(rule);
    // markdownlint looks at anchors of the same page only.
    const isElsewhere = number === "MD051" && link && !link.written.startsWith("#");
    if (number && sample.has(path) && !isElsewhere) add("ours", number, path, range.start.line, message);
  }
  for (const place of places.values()) {
    const row = rows.get(`${place.number} ${at}`);
    if (!row) continue;
    if (place.theirs !== undefined && place.ours !== undefined) {
      row.both += 1;
    } else {
      row[place.theirs === undefined ? "ours" : "theirs"] += 1;
      row.differences.push({ folder, ...place });
    }
  }
}

/** The last line with words, counted from 1. */
function lastLine(text) {
  return text.trimEnd().split(/\r\n|\n|\r/).length;
}

function report() {
  console.log(`${"theirs".padStart(9)}${"ours".padStart(9)}${"both".padStart(9)}${"the same".padStart(11)}`);
  let equal = 0;
  let enough = 0;
  for (const row of rows.values()) {
    const { rule, options, both, theirs, ours, differences } = row;
    const percent = share(row);
    const shown = (Math.floor(percent * 100) / 100).toFixed(2);
    const cells = [both + theirs, both + ours, both].map((cell) => String(cell).padStart(9)).join("");
    console.log(`${cells}${shown.padStart(9)} %  ${rule} ${JSON.stringify(options)}`);
    equal += differences.length === 0 ? 1 : 0;
    enough += percent >= 99.5 ? 1 : 0;
    if (given.show) differences.slice(0, Number(given.most)).forEach(show);
  }
  notes.forEach((note) => console.log(note));
  console.log(`\n${rows.size} settings: ${equal} equal, ${enough} at least 99.5 %`);
  const least = given["at-least"];
  if (least && [...rows.values()].some((row) => share(row) < Number(least))) process.exitCode = 1;
}

function share({ both, theirs, ours }) {
  const all = both + theirs + ours;
  return all === 0 ? 100 : (both / all) * 100;
}

function show({ folder, path, line, theirs, ours }) {
  const text = readFileSync(join(folder, path), "utf8").split(/\r\n|\n|\r/)[line - 1] ?? "";
  console.log(`    only ${ours === undefined ? "theirs" : "ours"}: ${join(folder, path)}:${line}: ${theirs ?? ours}`);
  console.log(`      ${JSON.stringify(text.slice(0, 160))}`);
}
