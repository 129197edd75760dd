//! Command lines and what they print, as data: `tests/cmd/*.toml`, each with a `.stdout` and a `.stderr` beside it.
//! `TRYCMD=overwrite cargo test --test cmd` writes what is printed now; a new case begins with two empty files.
//! `[..]` stands for anything, such as the time a run took; it is kept where the rest of the line still fits.

#[test]
fn command_lines() {
    let cases = trycmd::TestCases::new();
    if cfg!(not(feature = "schema")) {
        cases.skip("tests/cmd/lint-schema.toml");
    }
    cases
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        // It chooses the form of a report.
        .env("GITHUB_ACTIONS", "")
        .insert_var("[VERSION]", env!("CARGO_PKG_VERSION"))
        .unwrap()
        .insert_var("[REPOSITORY]", env!("CARGO_MANIFEST_DIR"))
        .unwrap()
        .case("tests/cmd/*.toml");
}
