//! The history of verdicts keeps up with what moves them: imports, undoing them, settings.

use std::collections::{BTreeSet, HashMap};

use clientela_domain::ids::AccountId;
use clientela_domain::key_criteria::Verdict;
use clientela_store::key_status_history::{self, KeyStatus};
use clientela_store::{Via, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::figures::FigureRequest;
use crate::firm_settings::FirmSettings;
use crate::judge_accounts::{bench, brief_verdicts};

/// Records the verdict, by the default profile, of every client whose verdict is no longer the one
/// recorded last. Only clients somebody has said something about have a history; of the others the
/// sales alone speak, and they are in the book.
///
/// # Errors
/// When the book or the ledger cannot answer.
pub(crate) async fn keep_up(
    context: &Context,
    viewer: &Viewer,
    cause: &str,
) -> Result<(), AppError> {
    let bench = bench(context, viewer, &FigureRequest::default()).await?;
    let Some(profile) = bench.state.settings.profile(None, None) else {
        return Ok(());
    };
    let read = context.store.read(viewer);
    let recorded: HashMap<AccountId, String> = key_status_history::latest(&read, profile.id())
        .await?
        .into_iter()
        .map(|status| (status.account_id, status.verdict))
        .collect();
    let spoken_of: BTreeSet<AccountId> = bench
        .statements
        .accounts()
        .chain(recorded.keys().copied())
        .collect();
    if spoken_of.is_empty() {
        return Ok(());
    }
    let verdicts = brief_verdicts(context, viewer, &FigureRequest::default()).await?;
    let moved = |id: &AccountId| {
        let now = verdicts.get(id)?;
        let before = recorded.get(id).and_then(|word| Verdict::from_id(word));
        (before != Some(now.verdict)).then(|| KeyStatus {
            account_id: *id,
            verdict: now.verdict.id().to_owned(),
            low: Some(now.low),
            high: Some(now.high),
            profile: profile.id().to_owned(),
            decided_on: context.clock.today(),
            cause: cause.to_owned(),
            at: viewer.at,
        })
    };
    let changes: Vec<KeyStatus> = spoken_of.iter().filter_map(moved).collect();
    if changes.is_empty() {
        return Ok(());
    }
    context
        .store
        .write_with(viewer, changes, |tx, changes| {
            Box::pin(key_status_history::record(tx, changes))
        })
        .await?;
    Ok(())
}

/// The same because time has passed: evidence ages, and with it a verdict may move without anybody
/// changing anything. Called once a day and when a book is opened to be served.
///
/// # Errors
/// When the book or the ledger cannot answer.
pub async fn keep_up_with_time(context: &Context) -> Result<(), AppError> {
    let viewer = Viewer::system(Via::Job, context.clock.now());
    let settings = FirmSettings::load(context, &viewer).await?;
    let Some(profile) = settings.profile(None, None) else {
        return Ok(());
    };
    // Where nothing was ever recorded, nothing can have moved: the figures are not needed.
    let read = context.store.read(&viewer);
    if key_status_history::latest(&read, profile.id())
        .await?
        .is_empty()
    {
        return Ok(());
    }
    keep_up(context, &viewer, "time").await
}

/// The same after a change that is already in the book: a failure is logged, it does not take the
/// change back.
pub(crate) async fn keep_up_or_log(context: &Context, viewer: &Viewer, cause: &str) {
    // The change has its own transaction, and its answer with it.
    let viewer = viewer.outside_request();
    if let Err(error) = keep_up(context, &viewer, cause).await {
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "the history of verdicts could not be kept up"
        );
    }
}
