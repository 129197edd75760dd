"""Reduces a built site to what `handbook verify` compares: `python3 reduce.py BUILT RECORD`.

Of every HTML file stay headings, ids, links, pictures, the elements that tell a menu from the content, `<base>`, the canonical
address and meta refresh, each on a line of its own. Of every other file stays its name (an empty file), unless it lies in a
folder of the theme's own files (scripts, styles, fonts).
"""

import html
import pathlib
import sys
from html.parser import HTMLParser

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FRAMES = ("nav", "aside", "main", "article", "header", "footer", "body", "pre")
THEME = (".js", ".css", ".map", ".woff", ".woff2", ".ttf", ".eot", ".otf", ".ico", ".gz", ".mjs")


class Reducer(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lines = []
        self.heading = None
        self.words = []
        self.skipped = 0

    def put(self, tag, attributes):
        written = "".join(f' {name}="{html.escape(value or "", quote=True)}"' for name, value in attributes)
        self.lines.append(f"<{tag}{written}>")

    def handle_starttag(self, tag, attrs):
        kept = [(name, value) for name, value in attrs if name in ("id", "name", "href", "src") and value is not None]
        names = dict(attrs)
        if tag in ("script", "style", "template"):
            self.skipped += 1
        elif tag in HEADINGS:
            self.heading, self.words = tag, []
            self.put(tag, [pair for pair in kept if pair[0] == "id"])
        elif tag in FRAMES:
            self.put(tag, [pair for pair in kept if pair[0] == "id"])
        elif tag == "a":
            self.put(tag, [pair for pair in kept if pair[0] != "src"])
        elif tag in ("img", "video", "audio", "source", "iframe"):
            self.put(tag, [pair for pair in kept if pair[0] in ("id", "src")])
            if tag == "iframe":
                # What stands in one is no markup, so it has to end.
                self.lines.append("</iframe>")
        elif tag == "base":
            self.put(tag, kept)
        elif tag == "link" and names.get("rel") == "canonical":
            self.put(tag, [("rel", "canonical"), *kept])
        elif tag == "meta" and (names.get("http-equiv") or "").lower() == "refresh":
            self.put(tag, [("http-equiv", "refresh"), ("content", names.get("content"))])
        elif names.get("id"):
            self.put(tag, [("id", names["id"])])
            self.lines.append(f"</{tag}>")

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        if tag in ("script", "style", "template"):
            self.skipped = max(0, self.skipped - 1)
        elif tag in HEADINGS and self.heading:
            self.lines.append(html.escape(" ".join("".join(self.words).split()), quote=False) + f"</{tag}>")
            self.heading = None
        elif tag in FRAMES or tag == "a":
            self.lines.append(f"</{tag}>")

    def handle_data(self, data):
        if self.heading and not self.skipped:
            self.words.append(data)


def reduce(text):
    reducer = Reducer()
    reducer.feed(text)
    reducer.close()
    return "\n".join(reducer.lines) + "\n"


def main(built, record):
    built, record = pathlib.Path(built), pathlib.Path(record)
    for path in sorted(built.rglob("*")):
        if not path.is_file():
            continue
        target = record / path.relative_to(built)
        if path.suffix.lower() in (".html", ".htm"):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(reduce(path.read_text(encoding="utf-8", errors="replace")), encoding="utf-8", newline="\n")
        elif path.name == "_redirects":
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
        elif path.suffix.lower() not in THEME:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch()


main(*sys.argv[1:3])
