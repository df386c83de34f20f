//! Problems as files bring them: looked up so that none comes twice, made in bulk, changed when a later file knows
//! better, removed by the undo.

use std::collections::BTreeSet;

use clientela_domain::ids::{AccountId, ImportId, ProblemId, UserId};
use clientela_domain::troubles::ProblemState;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{
    COLUMNS, NewProblem, Problem, StoredProblem, as_json, insert, read_problem, rewrite, visible,
};
use crate::brought::{self, BroughtKind, Corrected};
use crate::error::StoreError;
use crate::external_codes::CodedEntity;
use crate::journal::JournalEntry;
use crate::sql::{self, Bind, Row, Values};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

const KIND: BroughtKind = BroughtKind {
    table: "problems",
    entity: CodedEntity::Problem,
};

/// What tells one problem from another when no code does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KnownProblem {
    /// Whose.
    pub account_id: AccountId,
    /// What, folded.
    pub what_folded: String,
    /// It is told of as one that was dropped. What the book has dropped is met by that alone: the same may hurt
    /// again.
    pub dropped: bool,
}

/// Problems of these clients in the book, and the codes among these that problems have.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_of(
    reader: &dyn Reader,
    accounts: &[AccountId],
    codes: &[String],
) -> Result<(Vec<KnownProblem>, BTreeSet<String>), StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut known = Vec::new();
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT account_id, what_folded, state FROM problems WHERE account_id IN ({})",
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|account| account.0.bind()).collect();
        let read = |row: &Row| {
            let one = KnownProblem {
                account_id: AccountId(row.uuid("account_id")?),
                what_folded: row.text("what_folded")?,
                dropped: true,
            };
            Ok((one, row.text("state")? != ProblemState::Dropped.code()))
        };
        for (one, is_live) in sql::all(reader, "reading problems", &text, values, read).await? {
            if is_live {
                known.push(KnownProblem {
                    dropped: false,
                    ..one.clone()
                });
            }
            known.push(one);
        }
    }
    let codes = brought::taken_codes(reader, (KIND.table, KIND.entity), codes).await?;
    Ok((known, codes))
}

#[expect(private_interfaces, reason = "only this crate reads rows")]
impl Corrected for Problem {
    type Id = ProblemId;
    type Told = NewProblem;
    const KIND: BroughtKind = KIND;
    const WORD: &'static str = "problem";
    const STANDS: &'static str = "1 = 1";

    fn columns() -> String {
        COLUMNS.to_owned()
    }

    fn seen_by(viewer: &Viewer, values: &mut Values) -> String {
        visible(viewer, values)
    }

    fn read(row: &Row) -> Result<Self, StoreError> {
        read_problem(row)
    }

    fn key_of(id: ProblemId) -> Uuid {
        id.0
    }

    fn key(&self) -> Uuid {
        self.id.0
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn told(&self) -> &NewProblem {
        &self.problem
    }

    fn json(&self) -> Json {
        as_json(&self.problem)
    }

    async fn rewrite(&self, tx: &mut Tx, new: &NewProblem) -> Result<(), StoreError> {
        rewrite(tx, "changed", self, new).await.map(drop)
    }
}

/// What a file brings, who wrote it, and the code by which the file knows it.
pub type BroughtProblem = (ProblemId, NewProblem, Option<UserId>, String);

/// Makes the problems a file brings.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    rows: &[BroughtProblem],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if rows.is_empty() {
        return Ok(());
    }
    let at = tx.at();
    let stored: Vec<StoredProblem<'_>> = rows
        .iter()
        .map(|(id, new, author, _)| StoredProblem {
            id: *id,
            new,
            author: *author,
            created_at: at,
            is_sample: false,
            import: Some(import),
        })
        .collect();
    insert(tx, &stored).await?;
    let codes = rows.iter().map(|(id, .., code)| (id.0, code));
    brought::give_codes(tx, KIND.entity, codes).await?;
    let after = json!({ "problems": rows.len() });
    tx.journal(JournalEntry::new("problems_created", "import", import).after(after))
        .await
}

/// Removes the problems that only undone imports made and that nobody has touched; returns how many. `import` is the
/// one that is being undone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_left_behind(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    let removed = brought::remove_left_behind(tx, KIND).await?;
    let before = json!({ "problems": removed });
    tx.journal(JournalEntry::new("problems_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
