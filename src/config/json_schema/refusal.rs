//! What is wrong with a schema that the compiler refuses.

use super::{Trouble, documents::Documents, engine};
use serde_json::Value;

/// There is no document.
pub(super) fn of_nothing() -> Trouble {
    Trouble { message: "there is no schema".to_owned(), help: None, place: None }
}

/// It asks too much of one value.
pub(super) fn of_weight(documents: &Documents) -> Trouble {
    let file = documents.files().first().map(|path| path.to_string()).unwrap_or_default();
    let message = format!("`{file}` branches out so often that checking a page would take too long");
    let help = "Have fewer parts of `allOf`, `anyOf` and `oneOf` refer to parts that branch out again".to_owned();
    Trouble { message, help: Some(help), place: None }
}

/// The value at a JSON pointer of the first document is none that JSON Schema knows there; `is_lost` says that a reference, or
/// the version, is the matter.
pub(super) fn of_schema(documents: &Documents, pointer: &str, value: &Value, is_lost: bool) -> Trouble {
    let file = documents.files().first().map(|path| path.to_string()).unwrap_or_default();
    if is_lost {
        let version = documents.value(0, "/$schema").and_then(Value::as_str).filter(|version| !engine::is_known(version));
        return match version {
            Some(version) => Trouble {
                message: format!("`{version}` is no version of JSON Schema that is known here"),
                help: Some("Write `\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"`".to_owned()),
                place: documents.value_span(0, "/$schema"),
            },
            None => Trouble { message: format!("`{file}` refers to something that cannot be found"), help: None, place: None },
        };
    }
    let keyword = pointer.rsplit('/').find(|name| !name.is_empty() && name.parse::<usize>().is_err()).unwrap_or_default();
    let keyword = keyword.replace("~1", "/").replace("~0", "~");
    let written = value.to_string();
    let shown = if written.chars().count() <= 40 { format!("`{written}`") } else { "this".to_owned() };
    let message = match keyword.as_str() {
        "" => format!("`{file}` is no JSON Schema"),
        "pattern" => format!("{shown} in `{file}` is no regular expression"),
        keyword => format!("`{keyword}` in `{file}` cannot be {shown}"),
    };
    let types = "It may be `string`, `number`, `integer`, `boolean`, `array`, `object` or `null`";
    let help = (keyword == "type").then(|| types.to_owned());
    Trouble { message, help, place: documents.value_span(0, pointer).or_else(|| documents.span(0, pointer)) }
}
