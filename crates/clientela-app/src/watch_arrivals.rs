//! What came through watched folders lately, for a notice to whoever may import: nobody was there when it
//! came, so somebody has to be told what was refused and what waits.

use std::time::Duration;

use clientela_domain::records::FileKind;
use clientela_store::imports::{self, ImportStatus};
use clientela_store::{Permission, Via, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::import_history::{self, ImportEntry};

/// How long an arrival is news.
const NEWS: Duration = Duration::from_hours(7 * 24);

/// Attempts looked through for news.
const LOOKED_THROUGH: u64 = 200;

/// What came through watched folders in the last seven days.
#[derive(Clone, Debug, Default)]
pub struct Arrivals {
    /// Files that were imported and still count.
    pub imported: u64,
    /// Rows of them that were set aside.
    pub set_aside: u64,
    /// Files that were refused, newest first, with the reason.
    pub refused: Vec<ImportEntry>,
    /// Kinds of file whose folder is not read just now.
    pub stopped: Vec<FileKind>,
}

impl Arrivals {
    /// Did anything come?
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.imported == 0 && self.refused.is_empty() && self.stopped.is_empty()
    }
}

/// What came lately; nothing for who may not import.
///
/// # Errors
/// When the book cannot answer.
pub async fn watch_arrivals(context: &Context, viewer: &Viewer) -> Result<Arrivals, AppError> {
    let mut arrivals = Arrivals::default();
    if !viewer.may(Permission::Import) {
        return Ok(arrivals);
    }
    let troubles = context.watching.troubles();
    arrivals.stopped = troubles.into_iter().map(|(kind, _)| kind).collect();
    let read = context.store.read(viewer);
    let since = context.clock.now() - NEWS;
    let newest = imports::list(&read, None, LOOKED_THROUGH).await?;
    let of_folders = newest
        .into_iter()
        .filter(|import| import.via == Via::Job && !import.is_sample)
        .take_while(|import| import.created_at >= since);
    for import in of_folders {
        match import.status {
            ImportStatus::Done => {
                arrivals.imported += 1;
                arrivals.set_aside += import.rows.set_aside;
            }
            ImportStatus::Failed => {
                let entry = import_history::one(context, viewer, import.id).await?;
                arrivals.refused.push(entry);
            }
            _ => {}
        }
    }
    Ok(arrivals)
}
