// Renders pages with markdown-it and with pulldown-cmark.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import MarkdownIt from "markdown-it";

/** What generators do with Markdown beyond tables, footnotes, strikethrough and tasks, as far as one of the two can do it too. */
const EXTENSIONS = {
  docusaurus: ["links"],
  gitbook: ["links", "math"],
  hugo: ["links", "definition-lists"],
  jekyll: ["definition-lists"],
  mdbook: ["definition-lists"],
  mkdocs: ["links", "definition-lists"],
  plain: ["links"],
  starlight: ["links"],
  unified: ["links"],
  vitepress: ["links"],
};

export class Renderers {
  constructor(generator, extensions = EXTENSIONS[generator] ?? []) {
    this.extensions = extensions;
    this.generator = generator;
    // In MkDocs, boxes and tabs have bodies that are indented, which others take for code.
    this.indented = generator === "mkdocs";
    this.links = extensions.includes("links");
    this.markdownIt = new MarkdownIt({ html: true, linkify: this.links });
  }

  /** For each text, the HTML of each renderer, by its name. */
  render(texts) {
    const bodies = texts.map((text) => this.body(text));
    const pulldown = this.pulldown(bodies);
    return bodies.map((text, at) => ({ "pulldown-cmark": pulldown[at], "markdown-it": this.markdownIt.render(text) }));
  }

  frontMatter(text) {
    return frontMatter(text, this.generator);
  }

  body(text) {
    const body = text.slice(this.frontMatter(text).length).replace(/^\uFEFF/, "");
    return this.indented ? outdented(body) : body;
  }

  pulldown(bodies) {
    const crate = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "render");
    const others = this.extensions.filter((extension) => extension !== "links");
    const args = ["run", "--quiet", "--release", "--manifest-path", join(crate, "Cargo.toml"), "--", ...others];
    const input = Buffer.concat(bodies.flatMap((body) => [Buffer.from(`${Buffer.byteLength(body)}\n`), Buffer.from(body)]));
    const { status, stdout, stderr } = spawnSync("cargo", args, { input, maxBuffer: 2 ** 30 });
    if (status !== 0) throw new Error(`the renderer failed: ${stderr}`);
    const rendered = [];
    for (let at = 0; at < stdout.length; ) {
      const end = stdout.indexOf(10, at);
      const next = end + 1 + Number(stdout.subarray(at, end));
      rendered.push(stdout.toString("utf8", end + 1, next));
      at = next;
    }
    return rendered;
  }
}

/** The front matter of a page with its fences, and what is before it; empty if there is none. Only Hugo reads TOML. */
function frontMatter(text, generator) {
  const yaml = /^\uFEFF?---[ \t]*\r?\n(?:[^]*?\r?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
  const toml = /^\uFEFF?\+\+\+[ \t]*\r?\n(?:[^]*?\r?\n)?\+\+\+[ \t]*(?:\r?\n|$)/;
  return (yaml.exec(text) ?? (generator === "hugo" ? toml.exec(text) : null))?.[0] ?? "";
}

/**
 * The text with the bodies of MkDocs's boxes, tabs (`!!!`, `???`, `===`) and definitions as far to the left as the lines that open them. A fence that
 * is not closed in its box is text.
 */
function outdented(text) {
  const lines = text.split("\n");
  const plain = new Set();
  const out = [];
  const open = [];
  let fence = null;
  let term = "";
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    const indent = /^ */.exec(line)[0].length;
    const isBlank = /^[ \t\r]*$/.test(line);
    if (fence?.box && ((!isBlank && indent < fence.box) || at + 1 === lines.length)) {
      plain.add(fence.at);
      at = fence.at - 1;
      out.length = fence.out;
      fence = null;
      continue;
    }
    while (!fence && !isBlank && open.length && indent < open.at(-1)) open.pop();
    const by = isBlank ? 0 : 4 * open.length;
    const rest = line.slice(Math.min(by, indent));
    const mark = /^ *(`{3,}|~{3,})/.exec(rest)?.[1];
    if (fence && mark?.startsWith(fence.mark)) fence = null;
    else if (!fence && mark && !plain.has(at)) fence = { mark, at, out: out.length, box: open.at(-1) };
    if (!fence && /^ *(?:!!!|\?\?\?\+?|===[!+]*) +\S/.test(rest)) {
      open.push(indent + 4);
      // A blank line keeps what follows from becoming a part of this line.
      out.push(rest, "");
    } else if (!fence && term.endsWith("-->") && /^ {0,3}: +\S/.test(rest)) {
      // A definition whose term is a comment, which CommonMark takes for a block of HTML.
      open.push(indent + 4);
      out.push(rest.replace(/: +/, ""));
    } else out.push(plain.has(at) ? rest.replace(/^ */, "$&\\") : rest);
    if (!isBlank) term = line.trimEnd();
  }
  return out.join("\n");
}
