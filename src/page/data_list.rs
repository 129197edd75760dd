//! The names that a file of data lists: people, tags, teams.

use super::front_matter::{Data, Node, Syntax, read_data};
use crate::{path::SitePath, text::Span};

/// The names that a file of data lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataList {
    /// The names in the order of the file, each with its place there: the key or value, quotes included; for a CSV file the bytes
    /// of its row.
    pub names: Vec<(Box<str>, Span)>,
    /// Whether these are all: an alias, a `<<` or a template may stand for more.
    pub complete: bool,
}

/// Why a file lists nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoList {
    /// It cannot be read as what its extension says.
    Unreadable,
    /// It has no such key or column.
    NoSuchKey,
    /// It is a list of tables, and nothing says which of their keys counts.
    Tables,
    /// There is nothing in it.
    Empty,
}

impl DataList {
    /// Reads the names in the `text` of a YAML, JSON, TOML or CSV file, told by its extension.
    ///
    /// Those of a table are its keys, those of a list its items, those of a CSV file its first column. A `key` joined with dots
    /// says where they stand: each part is looked up in the table, or in each table of a list or of a table of tables. For a CSV
    /// file it is the name of a column.
    pub fn read(path: &SitePath, text: &str, key: Option<&str>) -> Result<Self, NoList> {
        let syntax = match path.extension() {
            "csv" => return csv(text, key),
            "json" => Syntax::Json,
            "toml" => Syntax::Toml,
            _ => Syntax::Yaml,
        };
        if text.trim().is_empty() {
            return Err(NoList::Empty);
        }
        let root = read_data(text, syntax).ok_or(NoList::Unreadable)?;
        let mut list = Self { names: Vec::new(), complete: true };
        let mut tables = false;
        match key {
            None => list.add(&root, &mut tables),
            Some(key) => {
                let mut found = Vec::new();
                list.follow(&root, key, &mut found);
                if found.is_empty() && list.complete {
                    return Err(NoList::NoSuchKey);
                }
                found.into_iter().for_each(|node| list.add(node, &mut tables));
            }
        }
        match list.names.is_empty() {
            true if tables => Err(NoList::Tables),
            true if list.complete => Err(NoList::Empty),
            _ => Ok(list),
        }
    }

    /// Adds the names that a node lists; notes when it lists tables.
    fn add(&mut self, node: &Node, tables: &mut bool) {
        match &node.data {
            Data::Scalar(scalar) if !scalar.text.is_empty() => self.names.push((scalar.text.clone(), node.span)),
            Data::Scalar(_) => {}
            Data::Alias(_) => self.complete = false,
            Data::Mapping(entries) => {
                self.complete &= entries.iter().all(|entry| &*entry.name != "<<");
                self.names.extend(entries.iter().map(|entry| (entry.name.clone(), entry.key)));
            }
            Data::Sequence(items) => {
                for item in items {
                    match &item.data {
                        Data::Mapping(_) | Data::Sequence(_) => *tables = true,
                        _ => self.add(item, tables),
                    }
                }
            }
        }
    }

    /// The nodes that a dotted key leads to. Depth is bounded by the readers' nesting limit.
    fn follow<'n>(&mut self, node: &'n Node, dotted: &str, found: &mut Vec<&'n Node>) {
        match &node.data {
            Data::Mapping(entries) => {
                let (name, rest) = dotted.split_once('.').map_or((dotted, None), |(name, rest)| (name, Some(rest)));
                let mut named = entries.iter().filter(|entry| &*entry.name == name).peekable();
                self.complete &= entries.iter().all(|entry| &*entry.name != "<<");
                if named.peek().is_none() {
                    // A table of tables: what each of them has under the key.
                    let tables = entries.iter().map(|entry| &entry.value).filter(|value| !value.entries().is_empty());
                    tables.filter_map(|table| table.get(dotted)).for_each(|entry| found.push(&entry.value));
                }
                for entry in named {
                    match rest {
                        Some(rest) => self.follow(&entry.value, rest, found),
                        None => found.push(&entry.value),
                    }
                }
            }
            Data::Sequence(items) => {
                // A list of texts is no table that lacks the key: plugins with and without settings stand side by side.
                items.iter().for_each(|item| self.follow(item, dotted, found));
            }
            Data::Alias(_) => self.complete = false,
            Data::Scalar(_) => {}
        }
    }
}

/// The cells of one column. What divides them shows in the first line.
fn csv(text: &str, column: Option<&str>) -> Result<DataList, NoList> {
    let head = text.lines().next().unwrap_or_default();
    let divider = [b',', b';', b'\t'].into_iter().find(|byte| head.as_bytes().contains(byte)).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new().delimiter(divider).flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|_| NoList::Unreadable)?;
    let at = match column {
        Some(column) => header.iter().position(|name| name.trim() == column).ok_or(NoList::NoSuchKey)?,
        None => 0,
    };
    let mut list = DataList { names: Vec::new(), complete: true };
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|_| NoList::Unreadable)? {
        let start = record.position().map_or(0, |position| position.byte() as usize).min(text.len());
        let end = (reader.position().byte() as usize).clamp(start, text.len());
        let Some(cell) = record.get(at).map(str::trim).filter(|cell| !cell.is_empty()) else { continue };
        let row = text.get(start..end).unwrap_or_default();
        let blank = row.len() - row.trim_start_matches(['\r', '\n']).len();
        list.names.push((cell.into(), Span::new(start + blank, start + row.trim_end_matches(['\r', '\n']).len().max(blank))));
    }
    if list.names.is_empty() { Err(NoList::Empty) } else { Ok(list) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(name: &str, text: &str, key: Option<&str>) -> Result<Vec<String>, NoList> {
        let list = DataList::read(&SitePath::new(name).expect("a path"), text, key)?;
        Ok(list.names.iter().map(|(name, _)| name.to_string()).collect())
    }

    #[test]
    fn names_are_keys_items_and_columns() {
        for (file, text, key, expected) in [
            ("a.yml", "ann:\n  name: Ann\nbob: {}\n", None, &["ann", "bob"][..]),
            ("a.yml", "ann:\n  name: Ann\nbob:\n  name: Bob\n", Some("name"), &["Ann", "Bob"]),
            ("a.yaml", "- ann\n- 7\n-\n", None, &["ann", "7"]),
            ("a.yml", "authors:\n  ann: {}\n  bob: {}\n", Some("authors"), &["ann", "bob"]),
            ("a.yml", "people:\n- {id: ann}\n- {id: bob}\n", Some("people.id"), &["ann", "bob"]),
            ("a.yml", "plugins:\n- search\n- blog:\n    allowed: [x, y]\n", Some("plugins.blog.allowed"), &["x", "y"]),
            ("a.json", "{\"teams\": [{\"id\": \"a\"}, {\"id\": 2}]}", Some("teams.id"), &["a", "2"]),
            ("a.toml", "[ann]\nname = 'Ann'\n[bob]\n", None, &["ann", "bob"]),
            ("a.csv", "\u{feff}id,name\r\nann,\"Ann, B\"\r\n\r\nbob,Bob\r\n", None, &["ann", "bob"]),
            ("a.csv", "id;full name\nann;Ann\nbob;\"B\n\"\"ob\"\"\"\n", Some("full name"), &["Ann", "B\n\"ob\""]),
        ] {
            assert_eq!(names(file, text, key), Ok(expected.iter().map(|name| (*name).to_owned()).collect()), "{text}");
        }
    }

    #[test]
    fn what_lists_nothing_says_why() {
        for (file, text, key, expected) in [
            ("a.yml", "a: [\n", None, NoList::Unreadable),
            ("a.json", "{a: 1}", None, NoList::Unreadable),
            ("a.yml", "- {id: a}\n", None, NoList::Tables),
            ("a.yml", "- {id: a}\n", Some("name"), NoList::NoSuchKey),
            ("a.csv", "id\na\n", Some("name"), NoList::NoSuchKey),
            ("a.yml", "\n", None, NoList::Empty),
            ("a.csv", "id\n", None, NoList::Empty),
            ("a.csv", "", None, NoList::Empty),
        ] {
            assert_eq!(names(file, text, key), Err(expected), "{text}");
        }
    }

    #[test]
    fn names_have_their_places() {
        for (file, text, expected) in [
            ("a.yml", "'ann': 1\nbob: 2\n", &["'ann'", "bob"][..]),
            ("a.csv", "id,name\r\nann,Ann\r\n\r\nbob,\"B\r\nob\"", &["ann,Ann", "bob,\"B\r\nob\""]),
        ] {
            let list = DataList::read(&SitePath::new(file).expect("a path"), text, None).expect("a list");
            assert_eq!(list.names.iter().map(|(_, span)| span.of(text)).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn what_an_alias_stands_for_is_not_known() {
        let path = SitePath::new("a.yml").expect("a path");
        for text in ["base: &a {x: 1}\nlist:\n  <<: *a\n  y: 2\n", "list: [*a, y]\n"] {
            assert!(!DataList::read(&path, text, Some("list")).expect("a list").complete, "{text}");
        }
    }
}
