// Runs markdownlint with its defaults, once for each text: what it said is kept in a file, if one is named.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { getVersion } from "markdownlint";
import { lint } from "markdownlint/sync";

export class Markdownlint {
  constructor(cache) {
    this.cache = cache;
    this.known = cache && existsSync(cache) ? JSON.parse(readFileSync(cache, "utf8")) : {};
    this.isNew = false;
  }

  /** What is found in a text: `[rule number, line (1-based), detail]`. */
  findings(text) {
    const key = createHash("sha1").update(getVersion()).update(text).digest("base64");
    if (!this.known[key]) {
      const found = lint({ strings: { text } }).text;
      this.known[key] = found.map(({ ruleNames, lineNumber, errorDetail, errorContext }) => [
        ruleNames[0], lineNumber, errorDetail ?? errorContext ?? "",
      ]);
      this.isNew = true;
    }
    return this.known[key];
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
