// Shows that `handbook lint --fix` is safe: mends a copy of a folder and compares what readers see; see README.md.

import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { basename, join, relative, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { difference, seen } from "./html.mjs";
import { Handbook } from "./ours.mjs";
import { Renderers } from "./render.mjs";

const { values: given, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    program: { type: "string", default: "target/debug/handbook" },
    select: { type: "string" },
    "unsafe-fixes": { type: "boolean", default: false },
    extensions: { type: "string" },
    plain: { type: "boolean", default: false },
    most: { type: "string", default: "20" },
    json: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
  },
});
if (folders.length === 0) {
  console.error("usage: safe.mjs [--program FILE] [--select MD009,MD010] [--extensions links,math] [--plain] [--keep] FOLDER…");
  process.exit(2);
}
const reports = folders.map((folder) => check(resolve(folder)));
if (given.json) console.log(JSON.stringify(reports, null, 1));
else reports.forEach(print);
process.exitCode = reports.some((report) => report.failures.length) ? 1 : 0;

function check(folder) {
  const copy = join(mkdtempSync(join(tmpdir(), "safe-")), basename(folder));
  const isTool = (path) => relative(folder, path).split(sep).some((name) => name === ".git" || name === "node_modules");
  cpSync(folder, copy, { recursive: true, filter: (path) => !isTool(path), verbatimSymlinks: true });
  const handbook = new Handbook(given.program, copy, { plain: given.plain });
  const { generator, routes } = handbook.json("routes");
  const rules = given.select?.split(",") ?? styleRules(handbook);
  const failures = [];

  const foundBefore = handbook.json("lint", "--exit-zero").diagnostics;
  const before = bytes(copy);
  const mend = ["lint", "--fix", "--fix-only", "--exit-zero", "--select", rules.join(",")];
  if (given["unsafe-fixes"]) mend.push("--unsafe-fixes");
  handbook.run(...mend);
  const edits = told(handbook.said, failures);
  const after = bytes(copy);
  handbook.run(...mend, "--quiet");
  for (const path of changed(after, bytes(copy))) failures.push({ path, what: "the second run changes it again" });
  failures.push(...fresh(foundBefore, handbook.json("lint", "--exit-zero").diagnostics));

  const renderers = new Renderers(generator, given.extensions?.split(",").filter(Boolean));
  const paths = changed(before, after);
  for (const path of paths) {
    if (!after.has(path) || !before.has(path)) failures.push({ path, what: "the file came or went" });
    else failures.push(...kept(renderers, before.get(path), after.get(path), rules).map((what) => ({ path, what })));
  }
  const pairs = paths.filter((path) => before.has(path) && after.has(path));
  failures.push(...rendered(renderers, pairs, before, after));
  if (given.keep) console.error(`mended: ${copy}`);
  else rmSync(join(copy, ".."), { recursive: true, force: true });
  const pages = new Set(routes.map((route) => route.source));
  return { folder, pages: pages.size, changed: paths.length, edits, failures };
}

/** The rules about how Markdown is written: markdownlint's, and those of ours that only such presets turn on. */
function styleRules(handbook) {
  const numbers = handbook.numbers();
  const rules = handbook.json("rules").rules;
  return rules.filter(({ rule, severity, default: by }) => numbers.has(rule) || (by === "off" && severity !== "off")).map(({ rule }) => rule);
}

/** All files below a folder. */
function bytes(folder) {
  const files = new Map();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile()) files.set(relative(folder, path), readFileSync(path));
  }
  return files;
}

function changed(before, after) {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => !after.get(path)?.equals(before.get(path) ?? Buffer.alloc(0)) || !before.has(path));
}

/** What the run says it mended: edits by rule. Warnings are failures. */
function told(said, failures) {
  const edits = {};
  for (const line of said.split("\n")) {
    const [, count, rule] = /fixed (\d+) × (\S+)/.exec(line) ?? [];
    if (rule) edits[rule] = Number(count);
    else if (line.includes("please report this")) failures.push({ path: "", what: line });
  }
  return edits;
}

/** Findings that were not there before, by file, rule and words; numbers in words are places, which move. */
function fresh(before, after) {
  const key = ({ path, rule, message }) => `${path}\t${rule}\t${message.replace(/\d+/g, "#")}`;
  const left = new Map();
  for (const one of before) left.set(key(one), (left.get(key(one)) ?? 0) + 1);
  const failures = [];
  for (const one of after) {
    const count = left.get(key(one)) ?? 0;
    if (count > 0) left.set(key(one), count - 1);
    else failures.push({ path: `${one.path}:${one.range.start.line}`, what: "a new finding", detail: `${one.rule}: ${one.message}` });
  }
  return failures;
}

/** What must be kept of the bytes and is not. */
function kept(renderers, before, after, rules) {
  const problems = [];
  const [old, now] = [before.toString("latin1"), after.toString("latin1")];
  const bom = (text) => text.startsWith("\xef\xbb\xbf");
  if (bom(old) !== bom(now)) problems.push("the byte order mark came or went");
  const ends = (text) => new Set(text.match(/\r\n|\n|\r/g));
  if ([...ends(now)].some((end) => !ends(old).has(end)) && ends(old).size > 0) problems.push("the line ends are of another kind");
  const [first, second] = [before.toString("utf8"), after.toString("utf8")].map((text) => renderers.frontMatter(text));
  if (first !== second && !rules.some((rule) => rule.startsWith("front-matter"))) problems.push("the front matter is another");
  const closed = (text) => /[\r\n]$/.test(text);
  if (closed(old) && !closed(now) && now !== "") problems.push("the last line lost its end");
  const mendsEnd = rules.some((rule) => /^MD047$|^all$|final-newline/.test(rule));
  if (!closed(old) && closed(now) && !mendsEnd) problems.push("the last line got an end");
  return problems;
}

/** Pages that look different to readers, with the smallest change of the source that does it alone. */
function rendered(renderers, paths, before, after) {
  const texts = paths.map((path) => [before.get(path).toString("utf8"), after.get(path).toString("utf8")]);
  const html = renderers.render(texts.flat());
  const failures = [];
  for (const [at, path] of paths.entries()) {
    for (const name of Object.keys(html[0])) {
      const [old, now] = [html[at * 2], html[at * 2 + 1]].map((html) => seen(html[name], renderers));
      if (old.join("") !== now.join("")) {
        failures.push({ path, what: `${name} shows it differently`, ...difference(old, now), at, name });
      }
    }
  }
  failures.sort((a, b) => a.before.length + a.after.length - b.before.length - b.after.length);
  for (const failure of failures.slice(0, Number(given.most))) failure.hunk = culprit(renderers, failure.name, ...texts[failure.at]);
  return failures.map(({ at, name, ...failure }) => failure);
}

/** The first changed place that alone changes what is seen. */
function culprit(renderers, name, before, after) {
  const all = hunks(before, after);
  const lines = before.split(/(?<=\n)/);
  const alone = all.map(({ start, removed, added }) => lines.toSpliced(start, removed, ...added).join(""));
  const html = renderers.render([before, ...alone]).map((html) => seen(html[name], renderers).join(""));
  const found = html.slice(1).findIndex((each) => each !== html[0]);
  const hunk = all[found];
  if (!hunk) return "no change alone does it";
  const shown = lines.slice(hunk.start, hunk.start + hunk.removed).map((line) => `- ${JSON.stringify(line)}`);
  return [`line ${hunk.start + 1}:`, ...shown, ...hunk.added.map((line) => `+ ${JSON.stringify(line)}`)].join("\n      ");
}

/** Changed places: from line `start` (0-based) so many lines are removed and these added. */
function hunks(before, after) {
  const folder = mkdtempSync(join(tmpdir(), "hunks-"));
  const git = ["diff", "--no-index", "--no-color", "--unified=0", "--no-ext-diff", "--text", "before", "after"];
  for (const [name, text] of [["before", before], ["after", after]]) writeFileSync(join(folder, name), text);
  const { stdout } = spawnSync("git", git, { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 28 });
  rmSync(folder, { recursive: true });
  const found = [];
  for (const line of stdout.split(/(?<=\n)/)) {
    const [, start, removed = "1"] = /^@@ -(\d+)(?:,(\d+))? /.exec(line) ?? [];
    if (start) found.push({ start: removed === "0" ? Number(start) : Number(start) - 1, removed: Number(removed), added: [] });
    else if (line.startsWith("+") && found.length) found.at(-1).added.push(line.slice(1));
    else if (line.startsWith("\\") && found.length && found.at(-1).added.length) {
      found.at(-1).added.push(found.at(-1).added.pop().replace(/\n$/, ""));
    }
  }
  return found;
}

function print({ folder, pages, changed, edits, failures }) {
  console.log(`${basename(folder)}: ${pages} pages, ${changed} files changed, ${failures.length} failures`);
  for (const [rule, count] of Object.entries(edits)) console.log(`  ${String(count).padStart(6)} ${rule}`);
  for (const { path, what, detail, before, after, hunk } of failures.slice(0, Number(given.most))) {
    console.log(`\n  ${path}: ${what}${detail ? `: ${detail}` : ""}`);
    if (hunk) console.log(`      ${hunk}`);
    if (before !== undefined) console.log(`    before  ${JSON.stringify(before)}\n    after   ${JSON.stringify(after)}`);
  }
  if (failures.length > Number(given.most)) console.log(`\n  ${failures.length - Number(given.most)} more failures`);
}
