//! JSON as it is committed: two spaces a level, lists of plain values on one line, a newline at the end.
use serde_json::Value as Json;

/// Text of a document.
pub fn text(document: &Json) -> String {
    let mut out = String::new();
    write(document, 0, &mut out);
    out.push('\n');
    out
}

fn write(value: &Json, depth: usize, out: &mut String) {
    match value {
        Json::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {
            let entries = items.iter().map(|item| (None, item));
            write_block(('[', ']'), entries, depth, out);
        }
        Json::Array(items) => {
            let items: Vec<String> = items.iter().map(Json::to_string).collect();
            out.push_str(&format!("[{}]", items.join(", ")));
        }
        Json::Object(fields) if !fields.is_empty() => {
            let entries = fields.iter().map(|(key, value)| (Some(key), value));
            write_block(('{', '}'), entries, depth, out);
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}

fn write_block<'a>(
    (open, close): (char, char),
    entries: impl Iterator<Item = (Option<&'a String>, &'a Json)>,
    depth: usize,
    out: &mut String,
) {
    out.push(open);
    for (index, (key, value)) in entries.enumerate() {
        out.push_str(if index == 0 { "\n" } else { ",\n" });
        out.push_str(&"  ".repeat(depth + 1));
        if let Some(key) = key {
            out.push_str(&format!("{}: ", Json::from(key.as_str())));
        }
        write(value, depth + 1, out);
    }
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
    out.push(close);
}

#[cfg(test)]
mod tests {
    use {super::*, serde_json::json};

    #[test]
    fn keeps_lists_of_plain_values_on_one_line() {
        let document = json!({ "a": [1, 2], "b": [{ "c": "x\"y" }], "d": {}, "e": [] });
        let expected = "{\n  \"a\": [1, 2],\n  \"b\": [\n    {\n      \"c\": \"x\\\"y\"\n    }\n  ],\n  \"d\": {},\n  \"e\": []\n}\n";
        assert_eq!(text(&document), expected);
        assert_eq!(serde_json::from_str::<Json>(expected).unwrap(), document);
    }
}
