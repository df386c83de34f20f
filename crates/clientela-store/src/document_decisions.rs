//! What people decided about documents that two exports tell differently.

use clientela_domain::ids::{ImportId, UserId};
use jiff::Timestamp;

use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::sql::{self, binds, words};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

words! {
    /// Which version of a document counts.
    DocumentChoice {
        /// The earlier one.
        Keep = "keep",
        /// This import's.
        Replace = "replace",
        /// Both: they are two documents that share a number.
        Both = "both",
    }
}

/// A decision about one document of one import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentDecision {
    /// The later import.
    pub import_id: ImportId,
    /// [`clientela_domain::sales::lines::document_key`].
    pub document: u64,
    /// What counts.
    pub choice: DocumentChoice,
    /// When it was decided.
    pub decided_at: Timestamp,
    /// By whom.
    pub user_id: Option<UserId>,
}

/// Decides about documents of an import; a later decision replaces an earlier one.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn decide(
    tx: &mut Tx,
    import: ImportId,
    documents: &[u64],
    choice: DocumentChoice,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let at = tx.at();
    let user = tx.viewer().user.map(|user| user.0);
    sql::insert_many(
        tx,
        "deciding about documents",
        (
            "INSERT INTO document_decisions (import_id, document, choice, decided_at, user_id)",
            "ON CONFLICT (import_id, document) DO UPDATE SET choice = excluded.choice,
                 decided_at = excluded.decided_at, user_id = excluded.user_id",
        ),
        documents,
        |&document| binds![import.0, sql::hash_bits(document), choice.code(), at, user],
    )
    .await?;
    let after = serde_json::json!({ "choice": choice.code(), "documents": documents.len() });
    tx.journal(JournalEntry::new("documents_decided", "import", import).after(after))
        .await
}

/// Every decision about imports that count or may come to, by import and document.
///
/// # Errors
/// When the database refuses.
pub async fn list(reader: &dyn Reader) -> Result<Vec<DocumentDecision>, StoreError> {
    sql::all(
        reader,
        "reading decisions",
        "SELECT d.import_id, d.document, d.choice, d.decided_at, d.user_id
         FROM document_decisions AS d JOIN imports AS i ON i.id = d.import_id
         WHERE i.status IN ('draft', 'tried', 'running', 'done')
         ORDER BY i.sequence, d.document",
        vec![],
        |row| {
            Ok(DocumentDecision {
                import_id: ImportId(row.uuid("import_id")?),
                document: row.hash("document")?,
                choice: row.word("choice", DocumentChoice::from_code)?,
                decided_at: row.instant("decided_at")?,
                user_id: row.uuid_if_any("user_id")?.map(UserId),
            })
        },
    )
    .await
}
