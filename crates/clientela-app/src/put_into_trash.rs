//! One way into the trash for every kind of record, for whoever names a record by its kind and id.

use clientela_domain::ids::{
    AccountId, AttachmentId, ConfidentialityId, InteractionId, NextStepId, NoteId, PersonId,
};
use clientela_store::Viewer;
use clientela_store::trash::{TrashKind, TrashRef};

use crate::attach_file::remove_attachment;
use crate::context::Context;
use crate::edit_account::delete_account;
use crate::edit_person::delete_person;
use crate::error::AppError;
use crate::keep_confidentiality::{remove_confidentiality, show_confidentiality};
use crate::log_interaction::{delete_interaction, show_interaction};
use crate::plan_next_step::{delete_next_step, show_next_step};
use crate::write_note::{delete_note, show_note};

/// Puts a record into the trash that was read at `version` (whatever stands now, when absent).
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`]; [`AppError::Forbidden`], also for somebody else's
/// words.
pub async fn put_into_trash(
    context: &Context,
    viewer: &Viewer,
    (kind, id): TrashRef,
    version: Option<i64>,
) -> Result<(), AppError> {
    match kind {
        TrashKind::Account => delete_account(context, viewer, AccountId(id), version).await,
        TrashKind::Person => delete_person(context, viewer, PersonId(id), version).await,
        TrashKind::Interaction => {
            let id = InteractionId(id);
            let now = show_interaction(context, viewer, id).await?.version;
            delete_interaction(context, viewer, id, version.unwrap_or(now)).await
        }
        TrashKind::Note => {
            let id = NoteId(id);
            let now = show_note(context, viewer, id).await?.version;
            delete_note(context, viewer, id, version.unwrap_or(now)).await
        }
        TrashKind::NextStep => {
            let id = NextStepId(id);
            let now = show_next_step(context, viewer, id).await?.version;
            delete_next_step(context, viewer, id, version.unwrap_or(now)).await
        }
        TrashKind::Confidentiality => {
            let id = ConfidentialityId(id);
            let now = show_confidentiality(context, viewer, id).await?.version;
            remove_confidentiality(context, viewer, (id, version.unwrap_or(now))).await
        }
        TrashKind::Attachment => remove_attachment(context, viewer, AttachmentId(id)).await,
    }
}
