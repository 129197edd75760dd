//! Command lines and what they print, as data: `tests/cmd/*.toml`, each with a `.stdout` and a `.stderr` beside it.
//! `TRYCMD=overwrite cargo test --test cmd` writes what is printed now.

#[test]
fn command_lines() {
    trycmd::TestCases::new()
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .insert_var("[VERSION]", env!("CARGO_PKG_VERSION"))
        .unwrap()
        .case("tests/cmd/*.toml");
}
