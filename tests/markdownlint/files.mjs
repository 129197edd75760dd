// The Markdown files of a folder.

import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

/** All Markdown files below a folder, without those of tools, sorted. */
export function markdownFiles(folder) {
  const found = [];
  const walk = (at) => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      if (entry.isDirectory() && entry.name !== ".git" && entry.name !== "node_modules") walk(path);
      else if (entry.isFile() && entry.name.endsWith(".md")) found.push(relative(folder, path));
    }
  };
  walk(folder);
  return found.sort();
}
