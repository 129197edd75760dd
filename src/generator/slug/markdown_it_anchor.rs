//! markdown-it-anchor without a `slugify` of its own.

use super::character::is_js_space;

/// The id of a heading, as markdown-it-anchor 8 and 9 make it by default: lower case, spaces to hyphens, everything else
/// percent-encoded (`caf%C3%A9`).
///
/// `text` is what that plugin reads: text and code only. Line breaks inside the heading, images, raw HTML and the emoji
/// of markdown-it-emoji are left out without a space in their place.
pub fn slug(text: &str) -> String {
    let lower = text.trim_matches(is_js_space).to_lowercase();
    let mut slug = String::with_capacity(lower.len());
    let mut space = false;
    for c in lower.chars() {
        if is_js_space(c) {
            space = true;
            continue;
        }
        if space {
            slug.push('-');
            space = false;
        }
        if c.is_ascii_alphanumeric() || "-_.!~*'()".contains(c) {
            slug.push(c);
        } else {
            percent_encode(c, &mut slug);
        }
    }
    slug
}

fn percent_encode(c: char, slug: &mut String) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        slug.push('%');
        slug.extend(
            [byte >> 4, byte & 15]
                .into_iter()
                .filter_map(|digit| char::from_digit(u32::from(digit), 16))
                .map(|c| c.to_ascii_uppercase()),
        );
    }
}
