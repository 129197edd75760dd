// Writes expected.txt: what markdownlint 0.42.1 finds in pages/. Needs `npm install markdownlint@0.42.1 js-yaml` in the
// folder that MODULES names.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const here = new URL(".", import.meta.url);
const modules = createRequire(pathToFileURL(`${process.env.MODULES ?? "."}/index.js`));
const { lint } = await import(pathToFileURL(modules.resolve("markdownlint/sync")));
const rules = ["MD001", "MD009", "MD024", "MD045"];
// The tools around markdownlint take these forms, in this order.
const jsonc = (text) => JSON.parse(text.replace(/^\s*\/\/.*$/gm, "").replace(/,(\s*[}\]])/g, "$1"));
const yaml = (text) => {
  if (!/^\w[\w-]*:/.test(text.trim())) throw new Error("no YAML");
  return modules("js-yaml").load(text);
};
let out = "";
for (const name of readdirSync(new URL("pages/", here)).sort()) {
  const strings = { [name]: readFileSync(new URL(`pages/${name}`, here), "utf8") };
  const config = { default: true, MD024: false };
  const found = lint({ strings, config, configParsers: [jsonc, yaml] })[name];
  const lines = found.filter((one) => rules.includes(one.ruleNames[0])).map((one) => `${one.lineNumber} ${one.ruleNames[0]}`);
  lines.sort((a, b) => parseInt(a) - parseInt(b) || a.localeCompare(b));
  out += `${name}: ${[...new Set(lines)].join(", ")}\n`;
}
writeFileSync(new URL("expected.txt", here), out);
