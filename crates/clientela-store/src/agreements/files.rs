//! Which files of a client belong to an agreement.

use std::collections::HashMap;

use clientela_domain::ids::{AgreementId, AttachmentId};
use uuid::Uuid;

use super::Agreement;
use crate::error::StoreError;
use crate::sql::{self, Bind, Row, binds};
use crate::transaction::{Reader, Tx};

/// Puts files in the place of those before.
pub(super) async fn put(
    tx: &Tx,
    id: AgreementId,
    files: &[AttachmentId],
) -> Result<(), StoreError> {
    let text = "DELETE FROM agreement_files WHERE agreement_id = $1";
    sql::execute(tx, "writing files", text, binds![id.0]).await?;
    let head = "INSERT INTO agreement_files (agreement_id, attachment_id)";
    let once = "ON CONFLICT DO NOTHING";
    sql::insert_many(tx, "writing files", (head, once), files, |file| {
        binds![id.0, file.0]
    })
    .await?;
    Ok(())
}

/// Completes agreements the viewer has been shown with their files; those in the trash are left out.
pub(super) async fn add(reader: &dyn Reader, found: &mut [Agreement]) -> Result<(), StoreError> {
    let mut files: HashMap<Uuid, Vec<AttachmentId>> = HashMap::new();
    for chunk in found.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT agreement_files.agreement_id, agreement_files.attachment_id FROM agreement_files
             JOIN attachments ON attachments.id = agreement_files.attachment_id
             WHERE attachments.deleted_at IS NULL AND agreement_files.agreement_id IN ({})
             ORDER BY agreement_files.agreement_id, agreement_files.attachment_id",
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|one| one.id.0.bind()).collect();
        let read = |row: &Row| Ok((row.uuid("agreement_id")?, row.uuid("attachment_id")?));
        for (agreement, file) in sql::all(reader, "reading files", &text, values, read).await? {
            files.entry(agreement).or_default().push(AttachmentId(file));
        }
    }
    for one in found {
        one.agreement.files = files.remove(&one.id.0).unwrap_or_default();
    }
    Ok(())
}
