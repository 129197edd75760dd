// Runs our program with `preset = "markdown"` over a folder, without touching the folder.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Folders to remove at the end. */
const made = [];

export class Handbook {
  /** `plain`: every Markdown file of the folder is a page, whatever generator it has. */
  constructor(program, folder, { plain = false } = {}) {
    this.program = resolve(program);
    this.folder = resolve(folder);
    this.settings = mkdtempSync(join(tmpdir(), "markdownlint-"));
    const own = join(this.folder, "handbook.toml");
    const text = plain || !existsSync(own) ? "" : readFileSync(own, "utf8");
    writeFileSync(join(this.settings, "handbook.toml"), withPreset(text, plain));
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

function withPreset(text, plain) {
  if (plain) return '[site]\ngenerator = "plain"\n\n[lint]\npreset = "markdown"\n';
  const others = text.replace(/^preset *=.*\n/m, "");
  return /^\[lint\]/m.test(others)
    ? others.replace(/^\[lint\].*/m, '$&\npreset = "markdown"')
    : `${others}\n[lint]\npreset = "markdown"\n`;
}
