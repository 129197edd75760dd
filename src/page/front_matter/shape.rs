//! What a text looks like, where the syntax alone does not say what was meant.

/// Keys so usual in front matter that one of them alone shows what was meant.
const USUAL: &[&str] = &["title", "layout", "tags", "description", "date", "draft", "slug", "permalink", "weight", "template"];

/// Whether the text holds lines of `key: value` from its first line with text on.
pub(super) fn tries_mapping(text: &str) -> bool {
    text.lines()
        .map(str::trim_start)
        .find(|line| !line.is_empty() && !line.starts_with('#'))
        .is_some_and(|line| key(line).is_some() || key_without_space(line).is_some() || toml_key(line))
}

/// The length of the run of metadata lines (keys, list items, continuations, comments) at the start of `text`, or `None` when they
/// are too few to be sure that metadata was meant.
pub(super) fn metadata_run(text: &str) -> Option<usize> {
    let (mut end, mut keys, mut usual) = (0, 0, false);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare.is_empty() || end == 0 && !bare.starts_with('#') && key(bare).is_none() && !toml_key(bare) {
            break;
        }
        let name = key(bare).or_else(|| toml_key(bare).then(|| bare.split(['=', ' ']).next()).flatten());
        if let Some(name) = name {
            keys += 1;
            usual |= USUAL.iter().any(|known| name.eq_ignore_ascii_case(known));
        } else if !bare.starts_with([' ', '\t', '['])
            && !bare.starts_with("- ")
            && (!bare.starts_with('#') || bare.starts_with("##"))
        {
            break;
        }
        end += line.len();
    }
    (keys > 1 || usual).then_some(end)
}

/// The key of a `key: value` line without indentation; one word, so that prose with a colon is none.
pub(super) fn key(line: &str) -> Option<&str> {
    let colon = line.find(':')?;
    let (name, rest) = (line.get(..colon)?, line.get(colon + 1..)?);
    let name = name.trim_end().trim_matches(['"', '\'']);
    (is_word(name) && (rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))).then_some(name)
}

/// The offset of the colon in `key:value`, where the space is missing; addresses and times are no keys.
pub(super) fn key_without_space(line: &str) -> Option<usize> {
    let colon = line.find(':')?;
    let (name, rest) = (line.get(..colon)?, line.get(colon + 1..)?);
    let plain = rest.starts_with(|c: char| !c.is_whitespace() && c != ':' && c != '/');
    (is_word(name) && !name.starts_with(|c: char| c.is_ascii_digit()) && plain && !matches!(name, "mailto" | "tel" | "urn"))
        .then_some(colon)
}

fn toml_key(line: &str) -> bool {
    line.split_once('=').is_some_and(|(name, _)| is_word(name.trim_end()))
}

fn is_word(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}
