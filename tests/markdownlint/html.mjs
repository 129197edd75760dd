// What a reader sees of HTML: white space folded as browsers do, comments left out, everything else as it is.

import { parseFragment } from "parse5";

const EXACT = new Set(["pre", "code", "textarea", "script", "style"]);
const BLOCKS = new Set(
  `address article aside blockquote body br button canvas caption center col colgroup dd details dialog dir div dl dt fieldset figcaption
  figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr li link main menu meta nav noscript ol optgroup option p pre script
  section select source style summary table tbody td template tfoot th thead title tr track ul video audio`.split(/\s+/),
);

/** `links`: the generator makes links of addresses without brackets, so `<address>` and `address` are the same. */
export function seen(html, { links = false } = {}) {
  const out = [];
  // Whether a blank would be folded into what is before it.
  let folds = true;
  // Where in `out` the start tags of inline elements stand.
  const opening = new Set();
  const block = () => {
    if (out.at(-1) === " ") out.pop();
    folds = true;
  };
  const words = (text) => {
    for (const piece of text.split(/([ \t\n\r\f]+)/)) {
      if (piece === "") continue;
      const blank = /^[ \t\n\r\f]/.test(piece);
      if (blank && folds) continue;
      if (blank) {
        // Blanks at the edge of a link or of emphasis are shown the same outside of it.
        let at = out.length;
        while (at > 0 && opening.has(at - 1)) opening.delete((at -= 1));
        const tags = out.splice(at, out.length - at, " ");
        for (const tag of tags) opening.add(out.push(tag) - 1);
      } else out.push(escaped(piece));
      folds = blank;
    }
  };
  const close = (name) => {
    if (out.at(-1) === " ") {
      out.pop();
      out.push(`</${name}>`, " ");
    } else out.push(`</${name}>`);
  };
  const walk = (node, exact) => {
    for (const child of (node.content ?? node).childNodes ?? []) {
      if (child.nodeName === "#text") {
        if (exact) {
          out.push(escaped(child.value));
          folds = false;
        } else words(child.value);
      } else if (child.tagName && !(links && isAddress(child))) {
        const name = child.tagName;
        if (BLOCKS.has(name)) block();
        else if (!EXACT.has(name) && name !== "img" && name !== "input") opening.add(out.length);
        out.push(`<${[name, ...child.attrs.map(({ name, value }) => `${name}=${JSON.stringify(value)}`)].join(" ")}>`);
        if (name === "img" || name === "input") folds = false;
        walk(child, exact || EXACT.has(name));
        if (BLOCKS.has(name)) {
          block();
          out.push(`</${name}>`);
        } else close(name);
      } else if (child.tagName) walk(child, exact);
    }
  };
  walk(parseFragment(html), false);
  block();
  return out;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** A link that only repeats its address. */
function isAddress({ tagName, attrs, childNodes }) {
  if (tagName !== "a" || attrs.length !== 1 || attrs[0].name !== "href" || childNodes.length !== 1) return false;
  const plain = (address) => {
    try {
      return decodeURI(address);
    } catch {
      return address;
    }
  };
  const text = plain(childNodes[0].value ?? "");
  return ["", "http://", "mailto:"].some((scheme) => plain(attrs[0].value) === scheme + text);
}

/** Where two pages differ first: a short piece of each. */
export function difference(before, after) {
  let from = 0;
  while (from < before.length && from < after.length && before[from] === after[from]) from += 1;
  let last = 0;
  while (last < Math.min(before.length, after.length) - from && before.at(-1 - last) === after.at(-1 - last)) last += 1;
  const piece = (list) => list.slice(Math.max(0, from - 6), Math.min(list.length - last + 6, from + 30)).join("").slice(0, 400);
  return { before: piece(before), after: piece(after) };
}
