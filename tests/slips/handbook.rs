//! A handbook to make mistakes in.

const STATUSES: [&str; 3] = ["published", "draft", "archived"];
const TEAMS: [&str; 4] = ["people-operations", "engineering", "design-guild", "finance"];
const TAGS: [&str; 5] = ["onboarding", "security", "travel", "equipment", "holidays"];

/// Its files: paths and texts.
pub(crate) fn files() -> Vec<(String, String)> {
    let mut files = vec![
        (".eleventy.js".to_owned(), "module.exports = () => ({ dir: { input: 'content' } });\n".to_owned()),
        ("content/_includes/page.njk".to_owned(), "{{ content | safe }}\n".to_owned()),
        ("content/_includes/guide.njk".to_owned(), "{{ content | safe }}\n".to_owned()),
    ];
    for at in 0..80usize {
        let (status, team) = (STATUSES[at * 7 % 10 / 4], TEAMS[at * 5 % 4]);
        let (tag, other) = (TAGS[at % 5], TAGS[(at + 2) % 5]);
        let (month, day, layout) = (at % 12 + 1, at % 28 + 1, if at % 3 == 0 { "guide" } else { "page" });
        let text = format!(
            "---\ntitle: Chapter {at}\nlayout: {layout}.njk\ndescription: What everybody should know about matter number {at}\n\
             status: {status}\nowner: {team}\norder: {}\ntoc: {}\nreviewed_on: 20{:02}-{month:02}-{day:02}\ndoc_id: hb-{:04}\n\
             tags: [{tag}, {other}]\n---\n\n# Chapter {at}\n\nText.\n",
            at * 10,
            at % 4 != 0,
            20 + at % 5,
            at * 37
        );
        files.push((format!("content/part-{}/chapter-{at}.md", at / 20), text));
    }
    files
}
