//! What the readers make of unquoted scalars.

use handbook_lint::page::{
    dialect::{FrontMatterDialect, Scalars},
    front_matter::{FrontMatter, Value},
};

const MEASURED: [Scalars; 4] = [Scalars::JsYaml3, Scalars::JsYaml4, Scalars::PyYaml, Scalars::Psych];

/// As measured with js-yaml 3.15.2, js-yaml 4.3.2, PyYAML 6.0.3 and Psych 4.0.3 on `k: …`.
#[rustfmt::skip]
const READERS: &[(&str, [&str; 4])] = &[
    ("", ["null", "null", "null", "null"]),
    ("~", ["null", "null", "null", "null"]),
    ("null", ["null", "null", "null", "null"]),
    ("Null", ["null", "null", "null", "null"]),
    ("NULL", ["null", "null", "null", "null"]),
    ("nULL", ["text", "text", "text", "null"]),
    ("true", ["true", "true", "true", "true"]),
    ("True", ["true", "true", "true", "true"]),
    ("TRUE", ["true", "true", "true", "true"]),
    ("tRUE", ["text", "text", "text", "true"]),
    ("false", ["false", "false", "false", "false"]),
    ("yes", ["text", "text", "true", "true"]),
    ("Yes", ["text", "text", "true", "true"]),
    ("YES", ["text", "text", "true", "true"]),
    ("no", ["text", "text", "false", "false"]),
    ("on", ["text", "text", "true", "true"]),
    ("On", ["text", "text", "true", "true"]),
    ("off", ["text", "text", "false", "false"]),
    ("y", ["text", "text", "text", "text"]),
    ("n", ["text", "text", "text", "text"]),
    ("Y", ["text", "text", "text", "text"]),
    ("0", ["0", "0", "0", "0"]),
    ("00", ["0", "0", "0", "0"]),
    ("017", ["15", "17", "15", "15"]),
    ("-017", ["-15", "-17", "-15", "-15"]),
    ("+017", ["15", "17", "15", "15"]),
    ("09", ["text", "9", "text", "text"]),
    ("08.5", ["text", "8.5", "8.5", "8.5"]),
    ("0o17", ["text", "15", "text", "text"]),
    ("0O17", ["text", "text", "text", "text"]),
    ("-0o17", ["text", "-15", "text", "text"]),
    ("0b11", ["3", "3", "3", "3"]),
    ("0B11", ["text", "text", "text", "text"]),
    ("-0b11", ["-3", "-3", "-3", "-3"]),
    ("0x1F", ["31", "31", "31", "31"]),
    ("0X1F", ["text", "text", "text", "text"]),
    ("-0x1F", ["-31", "-31", "-31", "-31"]),
    ("0x", ["text", "text", "text", "text"]),
    ("1_000", ["1000", "text", "1000", "1000"]),
    ("1__0", ["10", "text", "10", "text"]),
    ("_1", ["text", "text", "text", "text"]),
    ("1_", ["text", "text", "1", "text"]),
    ("0x1_F", ["31", "text", "31", "31"]),
    ("12:30:45", ["45045", "text", "45045", "45045"]),
    ("12:30", ["750", "text", "750", "45000"]),
    ("1:2", ["62", "text", "62", "3720"]),
    ("-12:30", ["-750", "text", "-750", "-41400"]),
    ("12:30:45.5", ["45045.5", "text", "45045.5", "45045.5"]),
    ("12:60", ["text", "text", "text", "text"]),
    ("190:20:30", ["685230", "text", "685230", "685230"]),
    ("12:30:5", ["45005", "text", "45005", "45005"]),
    ("2024-01-02", ["date", "date", "date", "date"]),
    ("2024-02-30", ["date", "date", "error", "text"]),
    ("2024-13-01", ["date", "date", "error", "text"]),
    ("2024-1-2", ["text", "text", "text", "date"]),
    ("2024-01-02T03:04:05Z", ["date", "date", "date", "date"]),
    ("2024-01-02 03:04:05", ["date", "date", "date", "date"]),
    ("2024-01-02 03:04:05.123 +02:00", ["date", "date", "date", "date"]),
    ("2024-01-02t03:04:05-05", ["date", "date", "date", "date"]),
    ("2024-01-02 3:4:5", ["text", "text", "text", "text"]),
    ("2024-01-02T03:04", ["text", "text", "text", "text"]),
    ("1e3", ["1000", "1000", "text", "text"]),
    ("1E3", ["1000", "1000", "text", "text"]),
    ("1.5e3", ["1500", "1500", "text", "text"]),
    ("1.5e+3", ["1500", "1500", "1500", "1500"]),
    ("1.5e", ["text", "text", "text", "text"]),
    ("-1e-3", ["-0.001", "-0.001", "text", "text"]),
    (".5", ["0.5", "0.5", "0.5", "0.5"]),
    ("-.5", ["text", "text", "text", "-0.5"]),
    ("+.5", ["text", "text", "text", "0.5"]),
    ("5.", ["5", "5", "5", "5"]),
    ("-5", ["-5", "-5", "-5", "-5"]),
    ("+5", ["5", "5", "5", "5"]),
    ("1.5", ["1.5", "1.5", "1.5", "1.5"]),
    ("+1.5", ["1.5", "1.5", "1.5", "1.5"]),
    ("01.5", ["text", "1.5", "1.5", "1.5"]),
    ("1_0.5", ["10.5", "text", "10.5", "10.5"]),
    ("1.5_0", ["1.5", "text", "1.5", "text"]),
    (".inf", ["inf", "inf", "inf", "inf"]),
    (".Inf", ["inf", "inf", "inf", "inf"]),
    (".INF", ["inf", "inf", "inf", "inf"]),
    ("-.inf", ["-inf", "-inf", "-inf", "-inf"]),
    ("+.inf", ["inf", "inf", "inf", "inf"]),
    (".nan", ["nan", "nan", "nan", "nan"]),
    (".NaN", ["nan", "nan", "nan", "nan"]),
    (".NAN", ["nan", "nan", "nan", "nan"]),
    ("-.nan", ["text", "text", "text", "text"]),
    ("inf", ["text", "text", "text", "text"]),
    ("nan", ["text", "text", "text", "text"]),
    ("Infinity", ["text", "text", "text", "text"]),
    ("9223372036854775807", ["9.223372036854776e+18", "9.223372036854776e+18", "9.223372036854776e+18", "9.223372036854776e+18"]),
    ("9223372036854775808", ["9.223372036854776e+18", "9.223372036854776e+18", "9.223372036854776e+18", "9.223372036854776e+18"]),
    ("18446744073709551616", ["1.8446744073709552e+19", "1.8446744073709552e+19", "1.8446744073709552e+19", "1.8446744073709552e+19"]),
    ("1,000", ["text", "text", "text", "1000"]),
    ("1.2.3", ["text", "text", "text", "text"]),
    ("+", ["text", "text", "text", "text"]),
    (".", ["text", "text", "text", "text"]),
    ("1.", ["1", "1", "1", "1"]),
    ("0.", ["0", "0", "0", "0"]),
    ("0.0", ["0", "0", "0", "0"]),
    ("-0", ["0", "0", "0", "0"]),
    ("=", ["text", "text", "error", "text"]),
    ("<<", ["text", "text", "error", "text"]),
    ("12e03", ["12000", "12000", "text", "text"]),
    ("0x1g", ["text", "text", "text", "text"]),
    ("1:60", ["text", "text", "text", "text"]),
    (":sym", ["text", "text", "text", "text"]),
    ("1 000", ["text", "text", "text", "text"]),
    ("0_7", ["7", "text", "7", "7"]),
    ("0_8", ["text", "text", "text", "text"]),
    ("2024", ["2024", "2024", "2024", "2024"]),
    ("2024-01", ["text", "text", "text", "text"]),
    ("20240102", ["20240102", "20240102", "20240102", "20240102"]),
    ("1_000.5", ["1000.5", "text", "1000.5", "1000.5"]),
    ("1e1_0", ["text", "text", "text", "text"]),
    ("0.1_", ["text", "text", "0.1", "text"]),
    ("._5", ["0.5", "text", "text", "text"]),
    ("1,000.5", ["text", "text", "text", "1000.5"]),
    ("1:30:00", ["5400", "text", "5400", "5400"]),
    ("00:30", ["text", "text", "text", "1800"]),
    ("0:0", ["text", "text", "text", "0"]),
    ("1_2:30", ["750", "text", "750", "45000"]),
    ("12:30:45.", ["45045", "text", "45045", "45045"]),
    ("-.5e1", ["text", "text", "text", "text"]),
    (".e1", ["text", "text", "text", "text"]),
    (".5.", ["text", "text", "text", "text"]),
    ("0e0", ["0", "0", "text", "text"]),
    ("1_e3", ["1000", "text", "text", "text"]),
    ("0b", ["text", "text", "text", "text"]),
    ("0b2", ["text", "text", "text", "text"]),
    ("0o8", ["text", "text", "text", "text"]),
    ("0o1_7", ["text", "text", "text", "text"]),
    ("08", ["text", "8", "text", "text"]),
    ("0_", ["text", "text", "0", "0"]),
    ("0_0", ["0", "text", "0", "0"]),
];

/// By the YAML 1.2 core schema, and by the rules of Symfony YAML 5.4 and Hugo 0.168.
#[rustfmt::skip]
const CORE_SYMFONY_HUGO: &[(&str, [&str; 3])] = &[
    ("", ["null", "null", "null"]),
    ("~", ["null", "null", "null"]),
    ("yes", ["text", "text", "text"]),
    ("tRUE", ["text", "true", "text"]),
    ("017", ["17", "15", "15"]),
    ("09", ["9", "text", "text"]),
    ("0o17", ["15", "15", "15"]),
    ("-0o17", ["text", "-15", "-15"]),
    ("1_000", ["text", "1000", "1000"]),
    ("12:30:45", ["text", "text", "text"]),
    ("2024-01-02", ["text", "1704153600", "text"]),
    ("2024-02-30", ["text", "1709251200", "text"]),
    ("1e3", ["1000", "1000", "text"]),
    ("1.5e3", ["1500", "1500", "1500"]),
    (".inf", ["inf", "inf", "inf"]),
    (".nan", ["nan", "inf", "nan"]),
    ("0x1F", ["31", "31", "31"]),
    ("0b11", ["text", "text", "3"]),
    ("9223372036854775808", ["9223372036854775808", "text", "9223372036854775808"]),
    ("-.5", ["-0.5", "-0.5", "-0.5"]),
    ("1.2.3", ["text", "text", "text"]),
    ("+5", ["5", "5", "5"]),
];

fn read(spelling: &str, scalars: Scalars) -> Value {
    let text = format!("---\nk: {spelling}\n---\n");
    let dialect = FrontMatterDialect { scalars, ..FrontMatterDialect::default() };
    FrontMatter::parse(&text, &dialect).unwrap().get("k").unwrap().value.value(scalars)
}

fn agrees(value: Value, expected: &str) -> bool {
    let number = expected.parse::<f64>();
    match value {
        Value::Null => expected == "null",
        Value::Bool(truth) => expected == truth.to_string(),
        Value::Integer(value) => number == Ok(value as f64),
        Value::Float(value) => number.is_ok_and(|number| number == value || number.is_nan() && value.is_nan()),
        Value::Text => expected == "text",
        Value::Date(_) => expected == "date",
        Value::Error => expected == "error",
    }
}

#[test]
fn scalars_mean_what_the_readers_say() {
    let measured =
        READERS.iter().flat_map(|(spelling, expected)| MEASURED.into_iter().zip(expected).map(move |pair| (spelling, pair)));
    let ruled = [Scalars::Core, Scalars::Symfony, Scalars::Hugo];
    let ruled = CORE_SYMFONY_HUGO
        .iter()
        .flat_map(|(spelling, expected)| ruled.into_iter().zip(expected).map(move |pair| (spelling, pair)));
    let mut wrong = Vec::new();
    for (spelling, (reader, expected)) in measured.chain(ruled) {
        let value = read(spelling, reader);
        if !agrees(value, expected) {
            wrong.push(format!("{spelling} {reader:?}: {value:?}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn dates_are_in_utc_and_roll_over_where_the_reader_lets_them() {
    let date = |spelling, scalars| match read(spelling, scalars) {
        Value::Date(at) => at.to_string(),
        other => format!("{other:?}"),
    };
    assert_eq!(date("2024-01-02", Scalars::JsYaml3), "2024-01-02T00:00:00");
    assert_eq!(date("2024-01-02 03:04:05.5 +02:30", Scalars::JsYaml4), "2024-01-02T00:34:05.5");
    assert_eq!(date("2024-01-02t03:04:05-05", Scalars::PyYaml), "2024-01-02T08:04:05");
    assert_eq!(date("2024-02-30", Scalars::JsYaml3), "2024-03-01T00:00:00");
    assert_eq!(date("2024-13-01", Scalars::JsYaml4), "2025-01-01T00:00:00");
    assert_eq!(date("9999-99-99", Scalars::JsYaml4), "Text");
    assert_eq!(date("2024-02-30", Scalars::PyYaml), "Error");
}

#[test]
fn quotes_and_tags_keep_text() {
    for spelling in ["'true'", "\"12\"", "!!str 12", "! 12"] {
        assert_eq!(read(spelling, Scalars::Core), Value::Text, "{spelling}");
    }
}

#[test]
fn toml_and_json_bring_their_own_types() {
    let dialect = FrontMatterDialect { toml: true, json: true, ..FrontMatterDialect::default() };
    let lines = "a = 1_000\nb = 0xff\nc = 1e3\nd = true\ne = 2024-01-02T03:04:05+01:00\nf = 'x'\ng = -inf\nh = 2024-01-02\ni = 07:30:00\n";
    let matter = FrontMatter::parse(&format!("+++\n{lines}+++\n"), &dialect).unwrap();
    let value = |key: &str| matter.get(key).unwrap().value.value(Scalars::PyYaml);
    let day = |year, month, day| jiff::civil::date(year, month, day);
    assert_eq!(value("a"), Value::Integer(1000));
    assert_eq!(value("b"), Value::Integer(255));
    assert_eq!(value("c"), Value::Float(1000.0));
    assert_eq!(value("d"), Value::Bool(true));
    assert_eq!(value("e"), Value::Date(day(2024, 1, 2).at(2, 4, 5, 0)));
    assert_eq!(value("f"), Value::Text);
    assert_eq!(value("g"), Value::Float(f64::NEG_INFINITY));
    assert_eq!(value("h"), Value::Date(day(2024, 1, 2).at(0, 0, 0, 0)));
    assert_eq!(value("i"), Value::Date(day(1970, 1, 1).at(7, 30, 0, 0)));
    let matter = FrontMatter::parse(r#"{"a": 12, "b": 1.5, "c": null, "d": false, "e": "yes"}"#, &dialect).unwrap();
    let values = ["a", "b", "c", "d", "e"].map(|key| matter.get(key).unwrap().value.value(Scalars::PyYaml));
    assert_eq!(values, [Value::Integer(12), Value::Float(1.5), Value::Null, Value::Bool(false), Value::Text]);
}
