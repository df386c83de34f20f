//! A client passes from one key account manager to another: a dossier to read, a checklist to work
//! through, and only then another owner.

use std::sync::Arc;

use clientela_domain::ids::{AccountId, HandoverId, UserId};
use clientela_domain::need_for_kam::Need;
use clientela_store::handovers::{self as store, Handover};
use clientela_store::{Permission, StoreError, Viewer, users};
use serde::{Deserialize, Serialize};

use crate::answer_criterion::{EVIDENCE_CHARACTERS_MAX, author};
use crate::context::Context;
use crate::error::AppError;
use crate::figures::FigureRequest;
use crate::kam_duties::{DutyList, duties};
use crate::need_for_kam::need_bench;
use crate::show_account::{AccountPage, show_account};

/// What is done before a client changes hands, in order.
pub const ITEMS: [&str; 8] = [
    "dossier_read",
    "why_key_understood",
    "people_introduced",
    "steps_taken_over",
    "agreements_explained",
    "promises_passed",
    "papers_passed",
    "client_told",
];

/// One line of the checklist.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistItem {
    /// Which, see [`ITEMS`].
    pub id: String,
    /// It is done.
    pub done: bool,
    /// What was agreed or found.
    #[serde(default)]
    pub note: String,
    /// The day it was done, ISO 8601.
    #[serde(default)]
    pub day: String,
    /// Who did it.
    #[serde(default)]
    pub by: String,
}

/// All that whoever takes a client over must know.
#[derive(Debug)]
pub struct Dossier {
    /// The client.
    pub page: AccountPage,
    /// Its need, with the eight conditions.
    pub need: Need,
    /// Duties, people, open steps.
    pub duties: Arc<DutyList>,
    /// Who answers for it now.
    pub owner: String,
    /// Hand-overs, the latest first.
    pub handovers: Vec<Handover>,
}

impl Dossier {
    /// The hand-over that runs.
    #[must_use]
    pub fn running(&self) -> Option<&Handover> {
        self.handovers.iter().find(|one| one.finished_at.is_none())
    }
}

/// The checklist of a hand-over: every item, those nobody touched as open.
#[must_use]
pub fn checklist(handover: &Handover) -> Vec<ChecklistItem> {
    let stored: Vec<ChecklistItem> = serde_json::from_str(&handover.checklist).unwrap_or_default();
    let item = |id: &str| {
        let known = stored.iter().find(|item| item.id == id).cloned();
        known.unwrap_or_else(|| ChecklistItem {
            id: id.to_owned(),
            ..ChecklistItem::default()
        })
    };
    ITEMS.into_iter().map(item).collect()
}

/// The dossier of a client.
///
/// # Errors
/// [`AppError::NotFound`] without such a client.
pub async fn dossier(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
) -> Result<Dossier, AppError> {
    let request = FigureRequest::default();
    let page = show_account(context, viewer, account, &request).await?;
    let read = context.store.read(viewer);
    let owner = match page.account.owner_id {
        Some(owner) => users::by_id(&read, owner).await?,
        None => None,
    };
    let bench = need_bench(context, viewer, &request).await?;
    Ok(Dossier {
        need: bench.assess(account),
        duties: Arc::new(duties(context, viewer, account).await?),
        owner: owner.map_or_else(String::new, |owner| owner.name),
        handovers: store::of_account(&read, account).await?,
        page,
    })
}

/// Hand-overs that run, the oldest first.
///
/// # Errors
/// When the book cannot answer.
pub async fn open_handovers(context: &Context, viewer: &Viewer) -> Result<Vec<Handover>, AppError> {
    Ok(store::open(&context.store.read(viewer)).await?)
}

/// Begins to hand a client over.
///
/// # Errors
/// [`AppError::NotNow`] while another hand-over of it runs, or when it is theirs already;
/// [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn begin(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    to: UserId,
) -> Result<HandoverId, AppError> {
    viewer.require(Permission::ChangeSettings)?;
    let state = context.book_state(viewer).await?;
    let card = state.directory.card(account);
    let owner = card.ok_or(AppError::NotFound("account"))?.owner_id;
    if owner == Some(to) {
        return Err(AppError::NotNow("handover-to-owner"));
    }
    let begun = context.store.write(viewer, move |tx| {
        Box::pin(async move { store::start(tx, account, to, "[]").await })
    });
    begun.await.map_err(|error| match error {
        StoreError::Exists("handover") => AppError::NotNow("handover-running"),
        other => other.into(),
    })
}

/// Marks one item of the checklist.
///
/// # Errors
/// [`AppError::Invalid`] for an item that is none or a note that is too long; [`AppError::Stale`];
/// [`AppError::NotFound`] when it does not run; [`AppError::Forbidden`].
pub async fn check_item(
    context: &Context,
    viewer: &Viewer,
    (id, version): (HandoverId, i64),
    (item, done, note): (&str, bool, &str),
) -> Result<(), AppError> {
    viewer.require(Permission::EditAccounts)?;
    let invalid = |field, code: &'static str, value: &str| AppError::Invalid {
        field,
        code,
        value: value.to_owned(),
    };
    if !ITEMS.contains(&item) {
        return Err(invalid("item", "choice-invalid", item));
    }
    if note.chars().count() > EVIDENCE_CHARACTERS_MAX {
        return Err(invalid("note", "too-long", ""));
    }
    let handover = get(context, viewer, id).await?;
    let mut items = checklist(&handover);
    let (day, by) = (
        context.clock.today().to_string(),
        author(context, viewer).await?,
    );
    for one in items.iter_mut().filter(|one| one.id == item) {
        one.done = done;
        note.trim().clone_into(&mut one.note);
        one.day.clone_from(&day);
        one.by.clone_from(&by);
    }
    let json = serde_json::to_string(&items).unwrap_or_default();
    context
        .store
        .write_with(viewer, json, move |tx, json| {
            Box::pin(async move { store::check(tx, id, json, version).await.map(drop) })
        })
        .await?;
    Ok(())
}

/// A hand-over.
///
/// # Errors
/// [`AppError::NotFound`] without one the viewer may see.
pub async fn get(context: &Context, viewer: &Viewer, id: HandoverId) -> Result<Handover, AppError> {
    let found = store::get(&context.store.read(viewer), id).await?;
    found.ok_or(AppError::NotFound("handover"))
}

/// Ends a hand-over: the client now belongs to whom it was handed to.
///
/// # Errors
/// [`AppError::NotNow`] while an item is open; [`AppError::Stale`]; [`AppError::NotFound`];
/// [`AppError::Forbidden`].
pub async fn finish(
    context: &Context,
    viewer: &Viewer,
    (id, version): (HandoverId, i64),
) -> Result<(), AppError> {
    viewer.require(Permission::ChangeSettings)?;
    let handover = get(context, viewer, id).await?;
    if checklist(&handover).iter().any(|item| !item.done) {
        return Err(AppError::NotNow("handover-open-items"));
    }
    context
        .store
        .write(viewer, move |tx| {
            Box::pin(async move { store::finish(tx, id, version).await })
        })
        .await?;
    Ok(())
}
