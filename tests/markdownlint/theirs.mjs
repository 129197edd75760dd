// Runs markdownlint, with its defaults or other settings, once for each text: what it said is kept in a file, if one is named.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { getVersion } from "markdownlint";
import { lint } from "markdownlint/sync";

export class Markdownlint {
  constructor(cache, config) {
    this.cache = cache;
    this.config = config;
    this.known = cache && existsSync(cache) ? JSON.parse(readFileSync(cache, "utf8")) : {};
    this.isNew = false;
  }

  /** What is found in a text: `[rule number, line (1-based), detail]`. Line 0 says that it broke down. */
  findings(text) {
    const settings = this.config ? JSON.stringify(this.config) : "";
    const key = createHash("sha1").update(getVersion()).update(settings).update(text).digest("base64");
    if (!this.known[key]) {
      this.known[key] = this.lint(text);
      this.isNew = true;
    }
    return this.known[key];
  }

  lint(text) {
    let found;
    try {
      // It sorts the names in its settings.
      found = lint({ strings: { text }, config: structuredClone(this.config) }).text;
    } catch (error) {
      if (!this.config) throw error;
      return [["", 0, String(error)]];
    }
    return found.map(({ ruleNames, lineNumber, errorDetail, errorContext }) => [
      ruleNames[0], lineNumber, errorDetail ?? errorContext ?? "",
    ]);
  }

  save() {
    if (!this.cache || !this.isNew) return;
    // Two runs may save at the same time.
    const aside = `${this.cache}.${process.pid}`;
    writeFileSync(aside, JSON.stringify(this.known));
    renameSync(aside, this.cache);
    this.isNew = false;
  }
}
