// Writes pages whose bytes are easily spoiled, with something to mend in each: `planted.mjs FOLDER [hugo]`;
// with `hugo`, a site of Hugo, where TOML may be front matter too.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [site, generator] = process.argv.slice(2);
if (!site) {
  console.error("usage: planted.mjs FOLDER [hugo]");
  process.exit(2);
}
const isHugo = generator === "hugo";
const folder = isHugo ? join(site, "content") : site;
mkdirSync(folder, { recursive: true });
if (isHugo) writeFileSync(join(site, "hugo.toml"), 'baseURL = "https://planted.example/"\n');

// Something for every rule that mends: blanks, tabs, headings, lists, fences, emphasis, addresses, tables, reversed links.
const body = `#Title without blank
## Blanks at the end \t
Words   
broken twice  
and a no-break\u00a0space\u00a0

   ### Indented heading ###
* one
    * nested with four
    *  two blanks
+ another mark
1) first
3) third

> quoted \t
> 
>  * a list in it
> * of two  
- [ ] task
-   wide
\`\`\`
code with blanks   
\ttab
\`\`\`
Text after the fence: ** bold **, _ slanted _, \` code \`, [ link ]( https://example.org ), (reversed)[https://example.org]
https://example.org/a_b and <https://example.org>


| a|b |
|--|:-:|
|one \\| more|two|
Emphasis as heading:

**All bold**
***
Term
: Words of it  

Setext heading  
====
<div>
raw   
</div>

[^1]: A note
    with two lines  

    \`\`\`sh
    $ command
    \`\`\`
<!-- a comment  
with blanks -->
Last[^1] [label] [Label][]

[label]: https://example.org  
[label]: https://example.com
[unused]: https://example.net`;

const yaml = "---\ntitle:  Two blanks \nlist: [a,  b]   \n---\n";
const matters = isHugo ? { none: "", yaml, toml: "+++\ntitle = 'x'   \n+++\n" } : { none: "", yaml };
const kinds = {
  plain: (text) => `${text}\n`,
  crlf: (text) => `${text}\n`.replaceAll("\n", "\r\n"),
  bom: (text) => `\uFEFF${text}\n`,
  "bom-crlf": (text) => `\uFEFF${text}\n`.replaceAll("\n", "\r\n"),
  "no-end": (text) => text,
  "crlf-no-end": (text) => text.replaceAll("\n", "\r\n"),
  mixed: (text) => `${text}\n`.replace(/\n/g, (end, at) => (at % 3 ? end : "\r\n")),
  "many-ends": (text) => `${text}\n\n\n  \n`,
  cr: (text) => `${text}\n`.replaceAll("\n", "\r"),
  quoted: (text) => `${text.split("\n").map((line) => `> ${line}`).join("\n")}\n`,
  listed: (text) => `1. item\n\n${text.split("\n").map((line) => `   ${line}`).join("\n")}\n`,
  box: (text) => `!!! note\n\n${text.split("\n").map((line) => `    ${line}`).join("\n")}\n`,
  directive: (text) => `:::note\n${text}\n:::\n`,
  alert: (text) => `> [!NOTE]\n${text.split("\n").map((line) => `> ${line}`).join("\n")}\n`,
};
for (const [matter, front] of Object.entries(matters)) {
  for (const [kind, written] of Object.entries(kinds)) {
    const wraps = ["quoted", "listed", "box", "directive", "alert"].includes(kind);
    const text = wraps ? `${front}${written(body)}` : written(`${front}${body}`);
    writeFileSync(join(folder, `${matter}-${kind}.md`), text);
  }
}
for (const [name, text] of Object.entries({
  empty: "", blank: "   \n\t\n\n", "one-char": "x", nul: "# a\0b \n\ntext \0 \n", marks: "\uFEFF", "open-fence": "# A \n```\ncode  \n", "only-front": "---\na: 1 \n---",
})) {
  writeFileSync(join(folder, `${name}.md`), text);
}
