// Writes the handbook of a command line program as such handbooks are made: by a script, from what the program says of itself, with
// the habits and slips of scripts. `commands.mjs FOLDER [PAGES]`; the same pages each time.
//
// The form is that of reference pages in handbooks of command line tools (WP-CLI's above all); the program and the words are made up.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [folder, wanted = "300"] = process.argv.slice(2);
if (!folder) {
  console.error("usage: commands.mjs FOLDER [PAGES]");
  process.exit(2);
}

let seed = 20;
const below = (count) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * count);
};
const one = (list) => list[below(list.length)];
const some = (list, count) => {
  const first = below(list.length);
  return [...list.slice(first), ...list.slice(0, first)].slice(0, count);
};
const chance = (percent) => below(100) < percent;

const nouns = ["book", "shelf", "loan", "reader", "fine", "branch", "label", "catalogue", "import", "report", "backup", "cache", "role", "setting"];
const verbs = ["add", "list", "get", "delete", "update", "export", "check", "merge", "rename", "count", "lock", "move", "restore"];
const parts = ["meta", "note", "history", "queue", "term"];
const flags = ["format", "fields", "branch", "since", "limit", "all", "dry-run", "skip-locked", "porcelain", "network", "field", "orderby", "yes"];
const values = ["table", "csv", "json", "yaml", "ids", "count"];

const commands = [];
for (const noun of nouns) {
  for (const verb of verbs) commands.push([noun, verb]);
  for (const part of parts) for (const verb of verbs.slice(0, 6)) commands.push([noun, part, verb]);
}
const pages = Math.max(4, Number(wanted));
const chosen = commands.slice(0, Math.ceil(pages * 0.7));
const functions = Array.from({ length: Math.ceil(pages * 0.3) - 2 }, (_, at) => [one(nouns), one(verbs), at]);

const manifest = {};
const write = (path, text) => {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};
for (const words of chosen) {
  const path = `commands/${words.join("/")}.md`;
  write(path, command(words));
  manifest[words.join("/")] = { title: `stacks ${words.join(" ")}`, slug: words.at(-1), cmd_path: words.join("/"), markdown_source: path };
}
for (const [noun, verb, at] of functions) {
  const name = `stacks-${noun}-${verb}-${at}`;
  write(`internal-api/${name}.md`, internal(noun, verb));
  manifest[name] = { title: name, slug: name, parent: "internal-api", markdown_source: `internal-api/${name}.md` };
}
write("internal-api.md", index());
write("config.md", config());
write("commands-manifest.json", `${JSON.stringify(manifest, null, 4)}\n`);

function sentence() {
  return one([
    "Shows what is lent at present.",
    "Errors if the thing is there already, but does nothing to it.",
    "By default, one record per line is written to STDOUT.",
    "Runs over all branches, which takes a while in a big library.",
    "See https://stacks.example/docs/loans for what a loan may be.",
    "Use `--porcelain` to print the number alone  (see below).",
    "The *title* is changed, the **number** never is.",
    "A reader's `<id>` or `card_number` may be given; wildcards like book_* are not.",
    "For more, read [loans](https://stacks.example/docs/loans/) or [here](https://stacks.example/docs/).",
  ]);
}

function option(name) {
  const value = chance(60) ? `=<${one(["value", "name", "id", "date"])}>` : "";
  const lines = [`[\\-\\-${name}${value}]`, `: ${sentence()}`];
  if (value && chance(40)) {
    const shown = some(values, 3);
    lines.push("\\-\\-\\-", `default: ${shown[0]}`, "options:", ...shown.map((each) => `  - ${each}`), "\\-\\-\\-");
  }
  if (chance(10)) lines.push("* one per line", "* or parted by commas");
  return lines.join("\n");
}

function example(words) {
  const lines = [`    # ${sentence()}`, `    $ stacks ${words.join(" ")} ${below(900)}`];
  lines.push(chance(50) ? `    Success: ${words.join(" ")} done.` : `    +-----+----------+\n    | id  | name     |\n    +-----+----------+\n    | ${below(900)} | ${one(nouns)} |\n    +-----+----------+`);
  if (chance(15)) lines.push("    \t# Tabs come from the source");
  if (chance(15)) lines.push("    ");
  return lines.join("\n");
}

function command(words) {
  const name = words.join(" ");
  const out = [`# stacks ${name}`, "", sentence(), ""];
  if (chance(40)) out.push(`${sentence()}${chance(30) ? "  " : ""}`, sentence(), "");
  if (chance(15)) out.push(`This command runs on the \`${one(["before_open", "after_open"])}\` hook.`, "", "");
  out.push(chance(85) ? "### OPTIONS" : "## OPTIONS", "");
  out.push("&lt;id&gt;...", `: ${sentence()}`, "", ...some(flags, 1 + below(5)).flatMap((flag) => [option(flag), ""]));
  if (chance(30)) {
    out.push("### AVAILABLE FIELDS", "", "These fields are shown by default for each record:", "");
    out.push(...some(nouns, 3).map((noun) => `${chance(90) ? "*" : "-"} ${noun}_${one(["id", "name", "date"])}`), "");
  }
  out.push("### EXAMPLES", "", example(words), "");
  if (chance(40)) out.push(`    # ${sentence()}`, `    $ stacks ${name} --dry-run`, "");
  if (chance(20)) out.push("```", `$ stacks ${name} --help`, "```", "");
  if (chance(10)) out.push("1. Lock the branch", `2. Run \`stacks ${name}\``, `${one(["3", "2", "1"])}. Open the branch`, "");
  out.push("### GLOBAL PARAMETERS", "", "These [global parameters](https://stacks.example/config/) behave the same in all commands.", "");
  out.push(...globals());
  return out.join("\n") + one(["\n", "\n", "\n", "\n\n", ""]);
}

function globals() {
  const rows = [["**Argument**", "**Description**"], [":--", ":--"], ["`--path=<path>`", "Where the library's files are."], ["`--user=<id>`", "Who does it."]];
  if (chance(50)) rows.push(["`--[no-]color`", "Whether to colorize the output. <br>Default: yes."]);
  if (chance(50)) rows.push(["`--debug[=<group>]`", "Show all messages \\| or those of a group."]);
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `| ${first.padEnd(chance(97) ? width : 0, first === ":--" ? "-" : " ")} | ${second} |`);
}

function internal(noun, verb) {
  const name = `Stacks::${verb}_${noun}()`;
  const call = `    Stacks::${verb}_${noun}( $id, $args = [] )`;
  const out = [`# ${name}`, "", sentence(), "", "***", "", "## Usage", "", call, "", "<div>"];
  out.push(`<strong>$id</strong> (int) ${sentence()}<br />`);
  if (chance(60)) out.push("<strong>$args</strong> (array) {<br>", "    @type string  $name  The name.<br />", "}<br />");
  out.push("<strong>@return</strong> (bool)<br />", "</div>", "", "***", "", "## Notes", "", sentence(), "");
  if (chance(60)) out.push("```", `Stacks::${verb}_${noun}( ${below(90)}, [ 'name' => 'x' ] );`, "```", "");
  if (chance(30)) out.push("**Kinds**", "", "* `one`", "* `many`", "    * with a name", "    * without", "");
  out.push("*This page is made from the source at every release.*", "", "***", "", "## Related", "", "<ul>");
  out.push(...some(nouns, 2).map((other) => `<li><strong><a href="https://stacks.example/internal-api/${other}/">Stacks::get_${other}()</a></strong></li>`));
  out.push("</ul>", "", "");
  return out.join("\n");
}

function index() {
  const out = ["# Internal API", "", "Everything that may be called from code of your own.", "", "## By kind", ""];
  for (const noun of nouns) {
    out.push(`### ${noun}`, "");
    out.push(...functions.filter(([of]) => of === noun).map(([, verb, at]) => `* [\`Stacks::${verb}_${noun}()\`](internal-api/stacks-${noun}-${verb}-${at}.md) - ${sentence()}`), "");
  }
  return out.join("\n");
}

function config() {
  const out = ["Config", "======", "", "Stacks reads its settings from `stacks.yml`.", "", "Settings", "--------", "", "```yaml", "path: /srv/stacks", "user: 1", "```", ""];
  out.push("**Note:** a setting on the command line wins.", "", "* `path`", "  ", "  Where the files are.", "* `user`", "", "  Who does it.", "");
  return out.join("\n");
}
