//! Records go for good: one by one out of the trash, or by themselves when their time is over.

use clientela_store::trash::{self, KEPT_DAYS, Purged, TrashRef};
use clientela_store::{Via, Viewer};
use jiff::SignedDuration;

use crate::attach_file::forgetting;
use crate::context::Context;
use crate::error::AppError;

/// Records of each kind that go in one write, so that nobody waits long for theirs.
const RECORDS_AT_ONCE: u64 = 100;

/// Lets a record of the trash go for good, with the bytes of its files that nothing else needs.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there; [`AppError::Forbidden`] for everybody but
/// administrators.
pub async fn purge_from_trash(
    context: &Context,
    viewer: &Viewer,
    record: TrashRef,
) -> Result<(), AppError> {
    let write = context
        .store
        .write(viewer, move |tx| Box::pin(trash::purge(tx, record)));
    forgetting(context, viewer, write, hashes).await?;
    Ok(())
}

/// Lets everything go that has been in the trash longer than it stays there. The program does this
/// when it starts to serve and once a day. Returns how many records went.
///
/// # Errors
/// When the book or the disk refuses; what went before that is gone.
pub async fn purge_old(context: &Context) -> Result<u64, AppError> {
    let viewer = Viewer::system(Via::Job, context.clock.now());
    let before = viewer.at - SignedDuration::from_hours(24 * KEPT_DAYS);
    let mut gone = 0;
    loop {
        let write = context.store.write(&viewer, move |tx| {
            Box::pin(trash::purge_before(tx, before, RECORDS_AT_ONCE))
        });
        let purged = forgetting(context, &viewer, write, hashes).await?;
        gone += purged.records;
        if purged.records == 0 {
            return Ok(gone);
        }
    }
}

fn hashes(purged: &Purged) -> Vec<String> {
    purged.hashes.clone()
}
