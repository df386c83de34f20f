//! Is the book whole? Every part of the ledger is read against its hash.

use clientela_domain::ports::LedgerError;
use clientela_store::{Permission, Viewer, ledger_parts};

use crate::context::Context;
use crate::error::AppError;
use crate::import_history::tidy_up;

/// What a check of the book found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// Parts of the ledger that count.
    pub parts: usize,
    /// Lines in them.
    pub lines: u64,
    /// What is damaged, each in words that name the file.
    pub damaged: Vec<String>,
    /// Files nobody needed, removed.
    pub removed_leftovers: usize,
}

/// Checks every live part of the ledger against its hash and removes leftovers.
///
/// # Errors
/// [`AppError::Forbidden`]; when the book cannot answer. Damage is part of the answer.
pub async fn check_book(context: &Context, viewer: &Viewer) -> Result<Health, AppError> {
    viewer.require(Permission::ManageUsers)?;
    let removed_leftovers = tidy_up(context).await?;
    let parts = ledger_parts::all_parts(&context.store.read(viewer)).await?;
    let mut health = Health {
        removed_leftovers,
        ..Health::default()
    };
    for part in parts.into_iter().filter(|part| part.live) {
        health.parts += 1;
        health.lines += part.lines;
        if let Err(error) = context.ledger.verify(part.id, &part.blake3) {
            health.damaged.push(describe(&error));
        }
    }
    Ok(health)
}

fn describe(error: &LedgerError) -> String {
    format!("{error}: {}", error.source)
}
