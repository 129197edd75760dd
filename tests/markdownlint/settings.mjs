// Options of markdownlint's rules with other values than the defaults; the values that each option can have are in markdownlint's
// documentation. Of lists and patterns these are examples that many handbooks have something to say to.

/** The values of one option, each alone. */
const each = (option, ...values) => values.map((value) => ({ [option]: value }));

const noTitle = { front_matter_title: "" };
const heading = { front_matter_title: "^\\s*heading\\s*[:=]" };
const headingStyles = ["atx", "atx_closed", "setext", "setext_with_atx", "setext_with_atx_closed"];
const marks = ["asterisk", "underscore"];
const names = ["GitHub", "GitLab", "JavaScript", "Markdown", "Hugo", "Rust", "Python", "MkDocs", "API", "URL", "npm", "github.com"];
const elements = ["br", "a", "img", "div", "details", "summary"];

/** From the number of a rule to its settings, one table for each. */
export const SETTINGS = {
  MD001: [noTitle, heading],
  MD003: each("style", ...headingStyles),
  MD004: each("style", "asterisk", "dash", "plus", "sublist"),
  MD007: [
    ...each("indent", 3, 4, 1),
    { start_indented: true },
    { indent: 4, start_indented: true },
    { start_indented: true, start_indent: 1 },
    { indent: 4, start_indented: true, start_indent: 2 },
    { start_indent: 4 },
  ],
  MD009: [
    ...each("br_spaces", 0, 1, 3),
    { strict: true },
    { list_item_empty_lines: true },
    { code_blocks: true },
    { strict: true, list_item_empty_lines: true, code_blocks: true },
    { br_spaces: 3, strict: true },
  ],
  MD010: [
    { code_blocks: false },
    { spaces_per_tab: 4 },
    ...each("ignore_code_languages", ["makefile", "go", "console"], ["text", "bash", "sh"], ["HTML", "YAML"]),
  ],
  MD012: each("maximum", 0, 2, 3),
  MD013: [
    ...each("line_length", 40, 120, 1),
    { heading_line_length: 30 },
    { code_block_line_length: 60 },
    { code_block_line_length: 120 },
    { code_blocks: false },
    { tables: false },
    { headings: false },
    { strict: true },
    { stern: true },
    { line_length: 120, heading_line_length: 50, code_block_line_length: 100, stern: true },
    { line_length: 100, strict: true, code_blocks: false, tables: false },
    { strict: true, stern: true },
  ],
  MD022: [
    ...each("lines_above", 0, 2, -1, [2, 1, 0], [-1, 2]),
    ...each("lines_below", 0, 2, -1, [2, 1, 0], [-1, 0, 1, 1, 1, 1]),
    { include_front_matter: true },
    { include_front_matter: true, lines_above: 2 },
  ],
  MD024: [{ siblings_only: true }],
  MD025: [{ level: 2 }, { level: 3 }, noTitle, heading, { level: 2, ...noTitle }],
  MD026: each("punctuation", ".", "?", ":)", "", ".,;:!?。，；：！？"),
  MD027: [{ list_items: false }],
  MD029: each("style", "one", "ordered", "zero"),
  MD030: [
    { ul_single: 2 },
    { ol_single: 2 },
    { ul_multi: 3 },
    { ol_multi: 2 },
    { ul_single: 3, ol_single: 2, ul_multi: 3, ol_multi: 2 },
    { ul_single: 0, ol_multi: 4 },
  ],
  MD031: [{ list_items: false }],
  MD033: [
    { allowed_elements: elements },
    { allowed_elements: ["BR", "Kbd", "*"] },
    { table_allowed_elements: ["br", "code"] },
    { allowed_elements: ["a", "img"], table_allowed_elements: ["br"] },
  ],
  MD035: each("style", "---", "***", "* * *", "___", "-----"),
  MD036: each("punctuation", "", ".", "?", ":"),
  MD040: [
    ...each("allowed_languages", ["bash", "html", "yaml", "text"], ["Bash", "js", "python"]),
    { language_only: true },
    { allowed_languages: ["text", "yaml", "go-html-template"], language_only: true },
  ],
  MD041: [
    { level: 2 },
    { allow_preamble: true },
    { allow_preamble: true, level: 2 },
    noTitle,
    heading,
    { allow_preamble: true, level: 3, ...noTitle },
  ],
  MD043: [
    ...each("headings", [], ["*"], ["+"], ["?", "*"], ["# Usage", "*"], ["*", "## Options", "*"], ["?", "+", "## See also", "*"]),
    ...each("headings", ["*", "## OPTIONS"], ["%%% .+", "*"], ["?", "^", "## ?", "^"], ["^", "+", "^"]),
    { headings: ["*", "## OPTIONS", "*"], match_case: true },
  ],
  MD044: [
    { names },
    { names, code_blocks: false },
    { names, html_elements: false },
    { names, code_blocks: false, html_elements: false },
    { names: ["Node.js", "go", "C++", "the", "i", "日本", "É"] },
  ],
  MD046: each("style", "fenced", "indented"),
  MD048: each("style", "backtick", "tilde"),
  MD049: each("style", ...marks),
  MD050: each("style", ...marks),
  MD051: [
    { ignore_case: true },
    ...each("ignored_pattern", "^fn", "a", "^[A-Z]", "user-content-"),
    { ignore_case: true, ignored_pattern: "E" },
  ],
  MD052: [
    { shortcut_syntax: true },
    ...each("ignored_labels", [], ["x", " ", "i", "!note"]),
    { shortcut_syntax: true, ignored_labels: ["!note", "!tip", "x", " ", "toc"] },
  ],
  MD053: each("ignored_definitions", [], ["//", "1", "rfc", "Contributing"]),
  MD054: [
    ...["autolink", "inline", "full", "collapsed", "shortcut", "url_inline"].map((way) => ({ [way]: false })),
    { inline: false, autolink: false },
    { full: false, collapsed: false, shortcut: false },
    { autolink: false, url_inline: false },
  ],
  MD055: each("style", "leading_and_trailing", "leading_only", "trailing_only", "no_leading_or_trailing"),
  MD059: each("prohibited_texts", [], ["this", "docs", "documentation", "GitHub"], ["こちら", "read more", "Click Here!"]),
  MD060: [
    ...each("style", "aligned", "compact", "tight"),
    { aligned_delimiter: true },
    { style: "compact", aligned_delimiter: true },
    { style: "tight", aligned_delimiter: true },
  ],
};
