// Reading and writing of the recorded files.
import fs from 'node:fs'

const here = new URL('.', import.meta.url)
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cn}\p{Co}\u{fe00}-\u{fe0f}]|(?! )\p{Zs}/gu

export const escape = (text) =>
  text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
    .replace(hidden, (c) => `\\u{${c.codePointAt(0).toString(16)}}`)

export const unescape = (text) =>
  text.replace(/\\(?:u\{([0-9a-f]+)\}|(.))/g, (_, hex, c) =>
    hex ? String.fromCodePoint(parseInt(hex, 16)) : { t: '\t', n: '\n', r: '\r' }[c] ?? c)

export const headings = () =>
  fs.readFileSync(new URL('headings.txt', here), 'utf8').split('\n').slice(0, -1).map(unescape)

export const write = (name, rows) =>
  fs.writeFileSync(new URL(`${name}.tsv`, here), rows.map((row) => row.map(escape).join('\t') + '\n').join(''))

// A page is a list of [heading, explicit id or ''].
export const pages = () =>
  fs.readFileSync(new URL('pages.txt', here), 'utf8').trimEnd().split('\n\n').map((page) =>
    page.split('\n').map((line) => {
      const [heading, id = ''] = line.split('\t')
      return [heading, id]
    }))
