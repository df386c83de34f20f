//! Every store function on both databases, and what must hold whatever the function.

mod accounts;
mod agreements;
mod chain;
mod connections;
mod copies;
mod duplicates;
mod execution_events;
mod firm;
mod gifts;
mod happening_words;
mod happenings;
mod identified;
mod imports;
mod interests;
mod journal;
mod kept_answers;
mod key_clients;
mod known;
mod list_rows;
mod managers;
mod market;
mod migrations;
mod mornings;
mod obligations;
mod observations;
mod opportunities;
mod origins;
mod people;
mod people_map;
mod plans;
mod prospects;
mod reading;
mod records;
mod relationship_stages;
mod search;
mod slow_begin;
mod somebody;
mod spotters;
mod supports;
mod told_days;
mod trash;
mod value_restore;
mod walls;
mod week_plan;
mod writes;

use clientela_domain::ids::ImportId;

use crate::imports::NewImport;
use crate::transaction::Tx;

/// An import to begin.
pub(crate) fn new_import(file_name: &str) -> NewImport {
    NewImport {
        kind: clientela_domain::records::FileKind::Sales,
        file_name: file_name.into(),
        file_sha256: format!("sha of {file_name}"),
        settings_fingerprint: "default".into(),
        options: "{}".into(),
        mapping: "{}".into(),
        is_sample: false,
    }
}

/// An import brought to done.
pub(crate) async fn done_import(tx: &mut Tx, file_name: &str) -> ImportId {
    use crate::imports::{self, ImportStatus, RowCounts};
    let id = imports::create(tx, &new_import(file_name)).await.unwrap();
    imports::set_status(tx, id, ImportStatus::Running)
        .await
        .unwrap();
    imports::finish(tx, id, ImportStatus::Done, RowCounts::default(), None)
        .await
        .unwrap();
    id
}
