//! Events as the walk reads them.
use hypernode_test_kit::{EventRecord, Record, Value};

/// Name and fields; what an event says in a roundabout way stands where all others say it.
pub fn read(event: &EventRecord) -> Record {
    let mut record = event.read();
    // A job's parent is the template that it is made from.
    if record.name == "JobPostedFromTemplate" {
        let Value::Fields(terms) = record.get("terms") else {
            panic!("terms")
        };
        let template = terms["parent"].clone();
        record.fields.insert("template".to_owned(), template);
    }
    record
}
