// Records what the JavaScript originals make of headings.txt and pages.txt: npm install, then node record.mjs
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import sindresorhus2 from '@sindresorhus/slugify'
import sindresorhus1 from 'slugify-1'
import slugify from 'slugify'
import GithubSlugger, { slug as github } from 'github-slugger'
import { slugify as vitepress } from '@mdit-vue/shared'
import MarkdownIt from 'markdown-it'
import anchor from 'markdown-it-anchor'
import attrs from 'markdown-it-attrs'
import * as marked from 'marked'
import * as helpers from './node_modules/marked/src/helpers.js'
import { headings, pages, write } from './golden.mjs'

const slugs = {
  eleventy_3: (text) => sindresorhus2(text, { decamelize: false }),
  sindresorhus: (text) => sindresorhus2(text),
  eleventy_2: (text) => sindresorhus1(text, { decamelize: false }),
  eleventy_slug: (text) => slugify(text, { replacement: '-', lower: true }),
  github,
  marked: (text) => new marked.Slugger().serialize(helpers.unescape(helpers.escape(text, true))),
  markdown_it_anchor: (text) => anchor.defaults.slugify(text),
  vitepress,
}
for (const [name, slug] of Object.entries(slugs)) write(name, headings().map((text) => [text, slug(text)]))

const markdown = (page) => page.map(([text, id]) => `## ${text.replace(/_/g, '\\_')}${id && ` {#${id}}`}\n`).join('\n')
const idsOf = (html) => [...html.matchAll(/<h[1-6]\b([^>]*)>/g)].map(([, rest]) => /\bid="([^"]*)"/.exec(rest)?.[1] ?? '')
const record = (name, ids) =>
  write(name, pages().flatMap((page, n) => {
    let got
    try { got = ids(page) } catch { got = page.map(() => '(fails)') }
    return page.map(([text, id], at) => [String(n + 1), text, id, got[at]])
  }))

record('pages-github-slugger', (page) => {
  const slugger = new GithubSlugger()
  return page.map(([text, id]) => id || slugger.slug(text))
})
record('pages-marked', (page) => {
  const slugger = new marked.Slugger()
  return page.map(([text, id]) => id || slugger.slug(text))
})
record('pages-markdown-it-anchor', (page) => {
  const md = new MarkdownIt({ html: true }).use(attrs).use(anchor, { slugify: slugs.eleventy_3 })
  return idsOf(md.render(markdown(page)))
})
record('pages-id-attribute', (page) => {
  const site = fs.mkdtempSync(path.join(os.tmpdir(), 'pages-'))
  const html = page.map(([text, id]) => `<h2${id && ` id="${id}"`}>${text}</h2>`).join('\n')
  fs.writeFileSync(path.join(site, 'index.html'), html)
  const config = `import { IdAttributePlugin } from ${JSON.stringify(import.meta.resolve('@11ty/eleventy'))}
export default (eleventy) => eleventy.addPlugin(IdAttributePlugin)`
  fs.writeFileSync(path.join(site, 'eleventy.config.mjs'), config)
  const eleventy = fileURLToPath(new URL('node_modules/@11ty/eleventy/cmd.cjs', import.meta.url))
  try {
    execFileSync('node', [eleventy, '--quiet'], { cwd: site, stdio: ['ignore', 'ignore', 'pipe'] })
    return idsOf(fs.readFileSync(path.join(site, '_site/index.html'), 'utf8'))
  } finally {
    fs.rmSync(site, { recursive: true })
  }
})
