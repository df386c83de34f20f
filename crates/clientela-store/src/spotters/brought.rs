//! Agreements as files bring them: looked up so that none comes twice, made in bulk, changed when a later file knows
//! better, removed by the undo.

use std::collections::BTreeSet;

use clientela_domain::ids::{ImportId, SpotterId};
use clientela_domain::prospects::SpotterKind;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{COLUMNS, NewSpotter, Spotter, as_json, change_as, insert, read_spotter, visible};
use crate::brought::{self, BroughtKind, Corrected};
use crate::error::StoreError;
use crate::external_codes::{self, CodedEntity};
use crate::journal::JournalEntry;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

const KIND: BroughtKind = BroughtKind {
    table: "spotters",
    entity: CodedEntity::Spotter,
};

/// What was said or paid under an agreement keeps it.
const UNUSED: &str =
    "NOT EXISTS (SELECT 1 FROM prospect_sources AS came WHERE came.spotter_id = spotters.id)
    AND NOT EXISTS (SELECT 1 FROM spotter_runs AS run WHERE run.spotter_id = spotters.id)";

/// What tells one agreement from another when no code does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KnownSpotter {
    /// Somebody who gives names, or a firm that finds and qualifies.
    pub kind: SpotterKind,
    /// Whom it is with, folded.
    pub name_folded: String,
    /// Where the written contract is.
    pub contract: String,
}

/// Agreements the viewer sees, and the codes among these that agreements have.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_of(
    reader: &dyn Reader,
    codes: &[String],
) -> Result<(Vec<KnownSpotter>, BTreeSet<String>), StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut values = binds![];
    let text = format!(
        "SELECT kind, name_folded, contract FROM spotters WHERE {}",
        visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        Ok(KnownSpotter {
            kind: row.word("kind", SpotterKind::from_code)?,
            name_folded: row.text("name_folded")?,
            contract: row.text("contract")?,
        })
    };
    let known = sql::all(reader, "reading spotters", &text, values, read).await?;
    let owners = external_codes::owners(reader, KIND.entity, codes).await?;
    Ok((known, owners.into_iter().map(|(code, _)| code).collect()))
}

#[expect(private_interfaces, reason = "only this crate reads rows")]
impl Corrected for Spotter {
    type Id = SpotterId;
    type Told = NewSpotter;
    const KIND: BroughtKind = KIND;
    const WORD: &'static str = "spotter";
    const STANDS: &'static str = "1 = 1";

    fn columns() -> String {
        COLUMNS.to_owned()
    }

    fn seen_by(viewer: &Viewer, values: &mut Values) -> String {
        visible(viewer, values)
    }

    fn read(row: &Row) -> Result<Self, StoreError> {
        read_spotter(row)
    }

    fn key_of(id: SpotterId) -> Uuid {
        id.0
    }

    fn key(&self) -> Uuid {
        self.id.0
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn told(&self) -> &NewSpotter {
        &self.spotter
    }

    fn json(&self) -> Json {
        as_json(&self.spotter)
    }

    async fn rewrite(&self, tx: &mut Tx, new: &NewSpotter) -> Result<(), StoreError> {
        let at = (self.id, self.version);
        change_as(tx, "changed", at, new).await.map(drop)
    }
}

/// What a file brings, and the code by which the file knows it.
pub type BroughtSpotter = (SpotterId, NewSpotter, String);

/// Makes the agreements a file brings.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    rows: &[BroughtSpotter],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if rows.is_empty() {
        return Ok(());
    }
    let stored: Vec<(SpotterId, &NewSpotter)> =
        rows.iter().map(|(id, new, _)| (*id, new)).collect();
    insert(tx, &stored, (false, Some(import))).await?;
    let codes = rows.iter().map(|(id, _, code)| (id.0, code));
    brought::give_codes(tx, KIND.entity, codes).await?;
    let after = json!({ "spotters": rows.len() });
    tx.journal(JournalEntry::new("spotters_created", "import", import).after(after))
        .await
}

/// Removes the agreements that only undone imports made, that nobody has touched and under which no name came; returns
/// how many. `import` is the one that is being undone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_left_behind(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    let removed = brought::remove_unused(tx, KIND, UNUSED).await?;
    if removed == 0 {
        return Ok(0);
    }
    let before = json!({ "spotters": removed });
    tx.journal(JournalEntry::new("spotters_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
