//! What a merge remembers, so that it can be undone.

use clientela_domain::ids::MergeId;
use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

use super::refused;
use crate::duplicate_pairs::PairKind;
use crate::error::StoreError;
use crate::new_id::new_id;
use crate::sql::{self, binds};
use crate::transaction::{Reader, Tx};

/// What an undoing needs.
#[derive(Debug, Default)]
pub(super) struct Snapshot {
    /// Columns of the one that stayed: what they were, what they became.
    pub(super) values: Map<String, Json>,
    /// Rows that passed on.
    pub(super) moved: Map<String, Json>,
    /// Folded names added.
    pub(super) aliases: Vec<String>,
    /// Folded tags added.
    pub(super) tags: Vec<String>,
    /// Customer keys added, so that files without codes find the one that stayed by the other's name.
    pub(super) name_keys: Vec<String>,
    /// The pair, and what had become of it before.
    pub(super) pair: Option<(String, String)>,
}

impl Snapshot {
    fn to_json(&self) -> Json {
        json!({
            "values": self.values,
            "moved": self.moved,
            "aliases": self.aliases,
            "tags": self.tags,
            "name_keys": self.name_keys,
            "pair": self.pair,
        })
    }

    fn of_json(json: &Json) -> Self {
        let object = |name: &str| json[name].as_object().cloned().unwrap_or_default();
        let list = |name: &str| {
            let items = json[name].as_array().into_iter().flatten();
            items.filter_map(Json::as_str).map(str::to_owned).collect()
        };
        Self {
            values: object("values"),
            moved: object("moved"),
            aliases: list("aliases"),
            tags: list("tags"),
            name_keys: list("name_keys"),
            pair: serde_json::from_value(json["pair"].clone()).ok().flatten(),
        }
    }
}

pub(super) async fn snapshot_of(tx: &Tx, id: MergeId) -> Result<Snapshot, StoreError> {
    let text = "SELECT snapshot FROM merges WHERE id = $1";
    let found = sql::one(tx, "reading a merge", text, binds![id.0], |row| {
        row.text("snapshot")
    });
    let text = found.await?.ok_or(StoreError::Missing("merge"))?;
    // Erasing a person leaves nothing to undo with.
    if text == "{}" {
        return Err(refused("merge-gone"));
    }
    let json: Json = serde_json::from_str(&text).map_err(|_| StoreError::Inconsistent {
        what: "snapshot of a merge",
        value: id.to_string(),
    })?;
    Ok(Snapshot::of_json(&json))
}

pub(super) async fn keep(
    tx: &Tx,
    kind: PairKind,
    (kept, gone): (Uuid, Uuid),
    snapshot: &Snapshot,
) -> Result<MergeId, StoreError> {
    let id = MergeId(new_id(tx.at()));
    let text = "INSERT INTO merges (id, entity, kept_id, gone_id, snapshot, merged_at, merged_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = binds![
        id.0,
        kind.code(),
        kept,
        gone,
        snapshot.to_json().to_string(),
        tx.at(),
        tx.viewer().user.map(|user| user.0),
    ];
    sql::execute(tx, "keeping a merge", text, values).await?;
    Ok(id)
}
