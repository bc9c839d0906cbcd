//! Digests and draws against the expected values that clients test against too.

use {
    anchor_lang::prelude::Address,
    hypernode_common::{
        digest::{self, Digest, Execution, Judgement, Outcome},
        draw,
    },
    hypernode_test_kit::golden_vectors,
    serde_json::Value,
};

fn bytes(text: &Value) -> Vec<u8> {
    let text = text.as_str().expect("hex text");
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hex"))
        .collect()
}

fn hash(text: &Value) -> Digest {
    bytes(text).try_into().expect("32 bytes")
}

fn key(text: &Value) -> Address {
    Address::new_from_array(hash(text))
}

fn number(value: &Value) -> u64 {
    match value {
        Value::String(text) => text.parse().expect("a number"),
        value => value.as_u64().expect("a number"),
    }
}

/// Digest of one row by its name.
fn computed(name: &str, inputs: &Value) -> Digest {
    let field = |name: &str| hash(&inputs[name]);
    let address = |name: &str| key(&inputs[name]);
    let count = |name: &str| number(&inputs[name]);
    let small = |name: &str| u32::try_from(count(name)).expect("32 bits");
    let with_execution = |compute: &dyn Fn(&Execution) -> Digest| {
        compute(&Execution {
            genesis: &field("genesis"),
            program: &address("program"),
            job: &address("job"),
            posted_slot: count("posted_slot"),
            node: &address("node"),
            attempt: u8::try_from(count("attempt")).expect("8 bits"),
        })
    };
    match name {
        "result" => with_execution(&|execution| {
            digest::result(
                execution,
                &Outcome {
                    image: &field("image"),
                    input: &field("input"),
                    spec: &field("spec"),
                    result: &field("result"),
                    logs: &field("logs"),
                    exit_code: i32::try_from(count("exit_code")).expect("31 bits"),
                    output_bytes: count("output_bytes"),
                    metered_seconds: small("metered_seconds"),
                },
            )
        }),
        "commit" => {
            with_execution(&|execution| digest::commit(execution, &field("result"), &field("salt")))
        }
        "verdict" => digest::verdict(
            &Judgement {
                genesis: &field("genesis"),
                program: &address("program"),
                job: &address("job"),
                posted_slot: count("posted_slot"),
                round: u8::try_from(count("round")).expect("8 bits"),
                validator: &address("validator"),
            },
            count("valid") == 1,
            &field("salt"),
        ),
        "draw" => digest::draw(&field("slot_hash"), &address("object")),
        "voucher" => digest::voucher(
            &field("genesis"),
            &address("program"),
            &address("credit"),
            count("opened_slot"),
            count("cumulative"),
        ),
        "child" => digest::child(&address("batch"), small("index")),
        "offline" => {
            let at = i64::try_from(count("last_heartbeat_at")).expect("63 bits");
            digest::offline(&address("node"), at)
        }
        "fault" => digest::fault(&address("fault"), count("posted_slot")),
        "payload" => {
            let accounts: Vec<_> = inputs["accounts"]
                .as_array()
                .expect("accounts")
                .iter()
                .map(|account| {
                    let flags = u8::try_from(number(&account["flags"])).expect("8 bits");
                    (key(&account["key"]), flags)
                })
                .collect();
            digest::payload(&address("program"), &accounts, &bytes(&inputs["data"]))
        }
        "proposal" => {
            let payloads: Vec<_> = inputs["payloads"]
                .as_array()
                .expect("payloads")
                .iter()
                .map(hash)
                .collect();
            digest::proposal(count("id"), &payloads)
        }
        other => panic!("no digest {other}"),
    }
}

fn rows(group: &str) -> Vec<Value> {
    let rows = golden_vectors()[group].as_array().cloned();
    rows.unwrap_or_else(|| panic!("no group {group}"))
}

#[test]
fn digests_equal_the_golden_vectors() {
    for row in rows("digests") {
        let name = row["name"].as_str().expect("a name");
        let expected = bytes(&row["expected"]);
        let digest = computed(name, &row["inputs"]);
        assert_eq!(digest[..expected.len()], expected, "{name}");
    }
}

#[test]
fn canary_binds_the_expected_result_and_its_salt() {
    let (expected, salt) = ([8; 32], [10; 32]);
    let digest = digest::canary(&expected, &salt);
    // Of the tag and 64 bytes, worked out with another implementation.
    let known = "c6c708c81ade5412a8b3f9d5d644953d91155d1d80baf581757438c2abb4e9a4";
    assert_eq!(digest, hash(&known.into()));
    assert_ne!(digest::canary(&salt, &expected), digest);
}

#[test]
fn changes_digest_with_each_field() {
    // A result copied to another job, slot, node or attempt, or with any other byte, is another digest.
    for row in rows("digests") {
        let name = row["name"].as_str().expect("a name");
        let inputs = row["inputs"].as_object().expect("inputs");
        let digest = computed(name, &row["inputs"]);
        for (field, value) in inputs {
            let mut other = row["inputs"].clone();
            other[field] = match value {
                Value::Number(_) => (number(value) + 1).into(),
                Value::String(text) => format!("ff{}", &text[2..]).into(),
                Value::Array(list) => {
                    let mut longer = list.clone();
                    longer.push(list[0].clone());
                    longer.into()
                }
                other => panic!("{field}: {other}"),
            };
            assert_ne!(computed(name, &other), digest, "{name}.{field}");
        }
    }
}

#[test]
fn sortition_equals_the_golden_vector() {
    for row in rows("sortition") {
        let ticket = draw::ticket(&hash(&row["seed"]), &key(&row["validator"]));
        assert_eq!(ticket, number(&row["ticket"]));
        let target = u16::try_from(number(&row["panel_target"])).expect("16 bits");
        let on_panel_of = |name: &str| {
            let validators = u32::try_from(number(&row[name])).expect("32 bits");
            draw::is_on_panel(ticket, validators, target)
        };
        assert!(on_panel_of("validators_in"));
        assert!(!on_panel_of("validators_out"));
    }
}

#[test]
fn audit_equals_the_golden_vector() {
    for row in rows("audit") {
        let digest = digest::audit(
            &hash(&row["seed"]),
            &key(&row["job"]),
            number(&row["posted_slot"]),
        );
        let first = u64::from_le_bytes(digest[..8].try_into().expect("8 bytes"));
        assert_eq!(first % 10_000, number(&row["of_10000"]));
    }
}
