// Runs our program over a folder with `preset = "markdown"`, or with settings of markdownlint, without touching the folder.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Folders to remove at the end. */
const made = [];

export class Handbook {
  /**
   * `plain`: every Markdown file of the folder is a page, whatever generator it has. `settings`: settings of markdownlint, carried
   * over by `handbook import`, instead of the preset.
   */
  constructor(program, folder, { plain = false, settings } = {}) {
    this.program = resolve(program);
    this.folder = resolve(folder);
    this.settings = mkdtempSync(join(tmpdir(), "markdownlint-"));
    const own = join(this.folder, "handbook.toml");
    const text = plain || !existsSync(own) ? "" : readFileSync(own, "utf8");
    writeFileSync(join(this.settings, "handbook.toml"), settings ? site(text, plain) : withPreset(text, plain));
    if (settings) this.import(settings);
    if (made.push(this.settings) === 1) process.on("exit", () => made.forEach((at) => rmSync(at, { recursive: true, force: true })));
  }

  run(...args) {
    const options = { cwd: this.folder, encoding: "utf8", maxBuffer: 2 ** 30, stdio: ["ignore", "pipe", "pipe"] };
    const all = [...args, "--config", join(this.settings, "handbook.toml"), "--color", "never"];
    const { status, stdout, stderr, error } = spawnSync(this.program, all, options);
    if (error || status === null || status > 1) {
      throw new Error(`${this.program} ${all.join(" ")} in ${this.folder}: ${error ?? stderr}`);
    }
    this.said = stderr;
    return stdout;
  }

  import(settings) {
    writeFileSync(join(this.settings, ".markdownlint.json"), JSON.stringify(settings));
    const { status, stderr } = spawnSync(this.program, ["import", "--merge"], { cwd: this.settings, encoding: "utf8" });
    if (status !== 0) throw new Error(`handbook import of ${JSON.stringify(settings)}: ${stderr}`);
    /** What is not carried over. */
    this.notes = stderr.split("\n").filter((line) => line !== "");
  }

  json(...args) {
    return JSON.parse(this.run(...args, "--format", "json", "--quiet"));
  }

  /** Our rules that have a number of markdownlint's: from id to (first) number. */
  numbers() {
    const numbers = new Map();
    for (const { rule, aliases } of this.json("rules").rules) {
      const number = aliases.find((alias) => /^MD\d{3}$/.test(alias));
      if (number) numbers.set(rule, number);
    }
    return numbers;
  }

  /** The Markdown files that are pages. */
  pages() {
    return this.json("routes").routes.map((route) => route.source).filter((path) => path.endsWith(".md"));
  }

  findings(rules) {
    return this.json("lint", "--select", rules.join(","), "--exit-zero").diagnostics;
  }
}

/** The settings of the site without a preset. */
function site(text, plain) {
  return plain ? '[site]\ngenerator = "plain"\n' : text.replace(/^preset *=.*\n/m, "");
}

function withPreset(text, plain) {
  const others = site(text, plain);
  return /^\[lint\]/m.test(others)
    ? others.replace(/^\[lint\].*/m, '$&\npreset = "markdown"')
    : `${others}\n[lint]\npreset = "markdown"\n`;
}
