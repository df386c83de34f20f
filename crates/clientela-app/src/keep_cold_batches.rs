//! People write batches of cold contacts down, with the organisations of a pasted list. What the book has already is
//! told, and not written a second time.

use std::collections::HashSet;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{ColdBatchId, UserId};
use clientela_domain::names::matching_key;
use clientela_domain::prospects::{Pasted, SourceKind, pasted};
use clientela_store::cold_batches::{self, ColdBatch, NewColdBatch};
use clientela_store::prospects::{self, NewProspect, NewSource};
use clientela_store::{Permission, StoreError, Tx, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::keep_obligations::{OBLIGATION_CHARACTERS_MAX, optional, past_day};
use crate::keep_prospects::{ProspectDraft, checked};
use crate::log_interaction::{invalid, words};

/// Lines of a list that are pasted at once.
pub const PASTED_LINES_MAX: usize = 500;

/// A batch as somebody writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColdBatchDraft {
    /// Name.
    pub name: String,
    /// The list the names come from.
    pub list_from: String,
    /// Why that list was chosen.
    pub reason: String,
    /// On which day it was begun, as typed; today when empty.
    pub day: String,
    /// Who works it.
    pub worker: Option<UserId>,
    /// What it cost.
    pub cost: Option<Amount>,
    /// In which currency; the firm's when absent.
    pub currency: Option<Currency>,
    /// More about it.
    pub note: String,
}

/// What became of a pasted list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastedList {
    /// Prospects that were written.
    pub added: u64,
    /// Names the book has already, as a prospect or as a client, and names that stand twice in the list.
    pub known: Vec<String>,
    /// Lines that name nobody, or that cannot be read.
    pub refused: Vec<String>,
}

/// The form of a batch.
#[must_use]
pub fn draft_of(of: &ColdBatch) -> ColdBatchDraft {
    let own = &of.batch;
    ColdBatchDraft {
        name: own.name.clone(),
        list_from: own.list_from.clone(),
        reason: own.reason.clone(),
        day: own.day.to_string(),
        worker: own.worker_id,
        cost: own.cost,
        currency: own.currency,
        note: own.note.clone(),
    }
}

async fn checked_batch(
    context: &Context,
    viewer: &Viewer,
    draft: &ColdBatchDraft,
) -> Result<NewColdBatch, AppError> {
    if draft.cost.is_some_and(Amount::is_negative) {
        return Err(invalid("cost", "value-invalid", ""));
    }
    let state = context.book_state(viewer).await?;
    let currency = draft
        .currency
        .unwrap_or(state.settings.reporting_currency());
    Ok(NewColdBatch {
        name: words("name", &draft.name, OBLIGATION_CHARACTERS_MAX)?,
        list_from: optional("list_from", &draft.list_from)?,
        reason: optional("reason", &draft.reason)?,
        day: past_day("day", &draft.day, context.clock.today())?,
        worker_id: draft.worker,
        cost: draft.cost,
        currency: draft.cost.map(|_| currency),
        note: optional("note", &draft.note)?,
    })
}

/// A pasted list, read: what is to be written, and what is told.
struct ReadList {
    new: Vec<NewProspect>,
    rests: Vec<String>,
    told: PastedList,
}

async fn read_list(
    context: &Context,
    viewer: &Viewer,
    list: &str,
    owner: Option<UserId>,
) -> Result<ReadList, AppError> {
    let lines: Vec<&str> = list
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    if lines.len() > PASTED_LINES_MAX {
        return Err(invalid("lines", "too-long", ""));
    }
    let mut told = PastedList::default();
    let mut named = Vec::new();
    for line in lines {
        match pasted(line) {
            Some(one) => named.push(one),
            None => told.refused.push(line.to_owned()),
        }
    }
    let key = |one: &Pasted| matching_key(&one.name).key;
    let keys: Vec<String> = named
        .iter()
        .map(key)
        .filter(|key| !key.is_empty())
        .collect();
    let mut known: HashSet<String> =
        prospects::keys_in_book(&context.store.read(viewer), &keys).await?;
    let state = context.book_state(viewer).await?;
    let (mut new, mut rests) = (Vec::new(), Vec::new());
    for one in named {
        let key = key(&one);
        let is_client = state.directory.find(&one.name).is_some();
        if is_client || (!key.is_empty() && !known.insert(key)) {
            told.known.push(one.name);
            continue;
        }
        let rest = optional("lines", &one.rest).ok();
        let prospect = prospect_of(&one, owner, context.clock.today());
        match prospect.zip(rest) {
            Some((prospect, rest)) => {
                new.push(prospect);
                rests.push(rest);
            }
            None => told.refused.push(one.name),
        }
    }
    told.added = u64::try_from(new.len()).unwrap_or(u64::MAX);
    Ok(ReadList { new, rests, told })
}

/// A line as a prospect; a telephone or an e-mail that cannot be one is kept in the note. `None` when the name itself
/// cannot be taken.
fn prospect_of(line: &Pasted, owner: Option<UserId>, today: Date) -> Option<NewProspect> {
    let mut draft = ProspectDraft {
        name: line.name.clone(),
        city: line.city.clone(),
        phone: line.phone.clone(),
        email: line.email.clone(),
        owner,
        ..ProspectDraft::default()
    };
    let mut words = Vec::new();
    loop {
        let error = match checked(&draft, today) {
            Ok(new) => return Some(new),
            Err(error) => error,
        };
        let AppError::Invalid { field, .. } = error else {
            return None;
        };
        let wrong = match field {
            "city" => &mut draft.city,
            "phone" => &mut draft.phone,
            "email" => &mut draft.email,
            _ => return None,
        };
        if wrong.is_empty() {
            return None;
        }
        words.push(std::mem::take(wrong));
        draft.note = words.join("; ");
    }
}

/// What one transaction writes: who is in a batch, on which day.
struct Names {
    new: Vec<NewProspect>,
    rests: Vec<String>,
    day: Date,
}

async fn write_names(tx: &mut Tx, batch: ColdBatchId, names: &Names) -> Result<(), StoreError> {
    for (prospect, rest) in names.new.iter().zip(&names.rests) {
        let source = NewSource {
            kind: SourceKind::Cold,
            channel: String::new(),
            day: names.day,
            person_id: None,
            account_id: None,
            campaign_id: None,
            batch_id: Some(batch),
            publication_id: None,
            spotter_id: None,
            detail: rest.clone(),
            cost: None,
            currency: None,
        };
        prospects::create(tx, prospect, &[source]).await?;
    }
    Ok(())
}

async fn write_whole(
    tx: &mut Tx,
    (new, names): &(NewColdBatch, Names),
) -> Result<ColdBatchId, StoreError> {
    let id = cold_batches::create(tx, new).await?;
    write_names(tx, id, names).await?;
    Ok(id)
}

/// Writes a batch down with the organisations of a pasted list, one a line: name; city; telephone; e-mail.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotFound`] without such a colleague;
/// [`AppError::Forbidden`].
pub async fn write_batch(
    context: &Context,
    viewer: &Viewer,
    (draft, list): (&ColdBatchDraft, &str),
) -> Result<(ColdBatchId, PastedList), AppError> {
    viewer.require(Permission::EditAccounts)?;
    let new = checked_batch(context, viewer, draft).await?;
    let owner = new.worker_id.or(viewer.user);
    let read = read_list(context, viewer, list, owner).await?;
    let names = Names {
        new: read.new,
        rests: read.rests,
        day: context.clock.today(),
    };
    let written = context.store.write_with(viewer, (new, names), |tx, whole| {
        Box::pin(write_whole(tx, whole))
    });
    Ok((written.await?, read.told))
}

/// Adds the organisations of a pasted list to a batch.
///
/// # Errors
/// As [`write_batch`]; [`AppError::NotFound`] when there is no such batch.
pub async fn add_to_batch(
    context: &Context,
    viewer: &Viewer,
    id: ColdBatchId,
    list: &str,
) -> Result<PastedList, AppError> {
    let batch = find_batch(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    if list.trim().is_empty() {
        return Err(invalid("lines", "required", ""));
    }
    let owner = batch.batch.worker_id.or(viewer.user);
    let read = read_list(context, viewer, list, owner).await?;
    if read.new.is_empty() {
        return Ok(read.told);
    }
    let names = Names {
        new: read.new,
        rests: read.rests,
        day: context.clock.today(),
    };
    let written = context.store.write_with(viewer, names, move |tx, names| {
        Box::pin(write_names(tx, id, names))
    });
    written.await?;
    Ok(read.told)
}

/// Changes a batch that was read at `version`; returns the new version.
///
/// # Errors
/// As [`write_batch`]; [`AppError::Stale`]; [`AppError::NotFound`].
pub async fn change_batch(
    context: &Context,
    viewer: &Viewer,
    id: ColdBatchId,
    draft: &ColdBatchDraft,
    version: i64,
) -> Result<i64, AppError> {
    find_batch(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let new = checked_batch(context, viewer, draft).await?;
    let changed = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(cold_batches::change(tx, id, new, version))
    });
    Ok(changed.await?)
}

/// All batches, the latest first.
///
/// # Errors
/// When the book cannot answer.
pub async fn all_batches(context: &Context, viewer: &Viewer) -> Result<Vec<ColdBatch>, AppError> {
    Ok(cold_batches::list(&context.store.read(viewer)).await?)
}

/// A batch.
///
/// # Errors
/// [`AppError::NotFound`] when there is none.
pub async fn find_batch(
    context: &Context,
    viewer: &Viewer,
    id: ColdBatchId,
) -> Result<ColdBatch, AppError> {
    let found = cold_batches::get(&context.store.read(viewer), id).await?;
    found.ok_or(AppError::NotFound("cold_batch"))
}
