# Records what kramdown and Redcarpet make of headings.txt and pages.txt: gem install kramdown -v 2.4.0,
# kramdown-parser-gfm -v 1.1.0, redcarpet -v 3.5.1, then ruby record.rb
require 'kramdown'
require 'kramdown-parser-gfm'
require 'redcarpet'

HERE = __dir__

def escape(text)
  text = text.gsub('\\') { '\\\\' }.gsub("\t", '\\t').gsub("\n", '\\n').gsub("\r", '\\r')
  text.gsub(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cn}\p{Co}\u{fe00}-\u{fe0f}]|(?! )\p{Zs}/) { |c| format('\\u{%x}', c.ord) }
end

def unescape(text)
  text.gsub(/\\(?:u\{([0-9a-f]+)\}|(.))/) { $1 ? [$1.hex].pack('U') : { 't' => "\t", 'n' => "\n", 'r' => "\r" }.fetch($2, $2) }
end

def write(name, rows)
  File.write("#{HERE}/#{name}.tsv", rows.map { |row| row.map { |cell| escape(cell) }.join("\t") + "\n" }.join)
end

headings = File.read("#{HERE}/headings.txt", encoding: 'utf-8').split("\n").map { |line| unescape(line) }
pages = File.read("#{HERE}/pages.txt", encoding: 'utf-8').chomp.split("\n\n").map { |page| page.split("\n").map { |line| [*line.split("\t"), ''].first(2) } }
ids = ->(html) { html.scan(/<h[1-6]\b([^>]*)>/).map { |(rest)| rest[/\bid="([^"]*)"/, 1] || '' } }

gfm = Class.new(Kramdown::Parser::GFM) { public :initialize, :generate_gfm_header_id; public_class_method :new }
write('kramdown_gfm', headings.map { |text| [text, gfm.new('', Kramdown::Options.merge({})).generate_gfm_header_id(text)] })
html = Class.new(Kramdown::Converter::Html) { public_class_method :new }
root = Kramdown::Document.new('').root
write('kramdown', headings.map { |text| [text, html.new(root, Kramdown::Options.merge({})).generate_id(text)] })
# Where Markdown would read the text as more than text, it stands in code; that changes the hash of a text without letters,
# so those are left out, as is what a heading or code cannot hold.
plain = headings.reject { |text| text.match?(/[`\r\n\t\0]/) || text.strip != text || text.empty? }
redcarpet = Redcarpet::Markdown.new(Redcarpet::Render::HTML.new(with_toc_data: true))
rows = plain.filter_map do |text|
  code = text.match?(/[\\*_\[\]<>#&|~^"'{}]/)
  id = ids.(redcarpet.render(code ? "# `#{text}`\n" : "# #{text}\n")).first || ''
  [text, id] unless code && id.start_with?('part-')
end
write('redcarpet', rows)
write('pages-kramdown', pages.each_with_index.flat_map do |page, number|
  source = page.map { |text, id| "## #{text.gsub('_', '\\_')}#{" {##{id}}" unless id.empty?}\n" }.join("\n")
  got = ids.(Kramdown::Document.new(source, input: 'GFM').to_html)
  page.each_with_index.map { |(text, id), at| [(number + 1).to_s, text, id, got[at]] }
end)
