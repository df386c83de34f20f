//! People say what the firm reads for prospects, who reads it and how often, and write down what they found in it.

use clientela_domain::ids::{PublicationId, UserId};
use clientela_domain::prospects::{PublicationKind, READING_EVERY_DAYS};
use clientela_store::reading::{self, NewPublication, NewReading, Publication};
use clientela_store::users;
use clientela_store::{Permission, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::field_texts;
use crate::keep_obligations::{OBLIGATION_CHARACTERS_MAX, optional, past_day};
use crate::log_interaction::{invalid, words};

/// Most days between two readings.
const RHYTHM_DAYS_MAX: u32 = 366;

/// Most lines that are taken from one reading.
const LINES_MAX: usize = 50;

/// Characters of a name.
const NAME_CHARACTERS_MAX: usize = 300;

/// Something to read, as somebody writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicationDraft {
    /// What it is.
    pub kind: Option<PublicationKind>,
    /// Name.
    pub name: String,
    /// Web address.
    pub address: String,
    /// What we look for there.
    pub looks_for: String,
    /// Days between two readings, as typed; seven when empty.
    pub rhythm_days: String,
    /// Who of us reads it.
    pub reader: Option<UserId>,
    /// More about it.
    pub note: String,
    /// Nobody reads it any more.
    pub is_stopped: bool,
}

/// A reading, as somebody writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadingDraft {
    /// On which day, as typed; today when empty.
    pub day: String,
    /// What was found, one line each.
    pub lines: String,
    /// What else is to be said of it.
    pub found: String,
}

fn rhythm(typed: &str) -> Result<u32, AppError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(READING_EVERY_DAYS);
    }
    let read = typed.parse::<u32>().ok();
    let read = read.filter(|days| (1..=RHYTHM_DAYS_MAX).contains(days));
    read.ok_or_else(|| invalid("rhythm_days", "reading-days-invalid", typed))
}

async fn checked(
    context: &Context,
    viewer: &Viewer,
    draft: &PublicationDraft,
) -> Result<NewPublication, AppError> {
    if let Some(reader) = draft.reader {
        let found = users::by_id(&context.store.read(viewer), reader).await?;
        found.ok_or(AppError::NotFound("user"))?;
    }
    let address = field_texts::website(&draft.address);
    Ok(NewPublication {
        kind: draft.kind.ok_or_else(|| invalid("kind", "required", ""))?,
        name: words("name", &draft.name, NAME_CHARACTERS_MAX)?,
        address: address.map_err(|code| invalid("address", code, &draft.address))?,
        looks_for: optional("looks_for", &draft.looks_for)?,
        rhythm_days: rhythm(&draft.rhythm_days)?,
        reader_id: draft.reader,
        note: optional("note", &draft.note)?,
        is_stopped: draft.is_stopped,
    })
}

/// Puts something on the reading list.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotFound`] without such a colleague;
/// [`AppError::Forbidden`].
pub async fn write_publication(
    context: &Context,
    viewer: &Viewer,
    draft: &PublicationDraft,
) -> Result<PublicationId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let new = checked(context, viewer, draft).await?;
    let written = context
        .store
        .write_with(viewer, new, |tx, new| Box::pin(reading::create(tx, new)));
    Ok(written.await?)
}

/// Changes something on the list that was read at `version`; returns the new version.
///
/// # Errors
/// As [`write_publication`]; [`AppError::Stale`].
pub async fn change_publication(
    context: &Context,
    viewer: &Viewer,
    id: PublicationId,
    draft: &PublicationDraft,
    version: i64,
) -> Result<i64, AppError> {
    show_publication(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let new = checked(context, viewer, draft).await?;
    let changed = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(reading::change(tx, id, new, version))
    });
    Ok(changed.await?)
}

/// Something on the list.
///
/// # Errors
/// [`AppError::NotFound`] when there is none.
pub async fn show_publication(
    context: &Context,
    viewer: &Viewer,
    id: PublicationId,
) -> Result<Publication, AppError> {
    let found = reading::get(&context.store.read(viewer), id).await?;
    found.ok_or(AppError::NotFound("publication"))
}

/// All of the list, by name.
///
/// # Errors
/// When the book cannot answer.
pub async fn all_publications(
    context: &Context,
    viewer: &Viewer,
) -> Result<Vec<Publication>, AppError> {
    Ok(reading::list(&context.store.read(viewer)).await?)
}

/// What an id or a whole name means.
///
/// # Errors
/// [`AppError::Invalid`] at `publication` for anything else, also when several have the name.
pub async fn find_publication(
    context: &Context,
    viewer: &Viewer,
    text: &str,
) -> Result<PublicationId, AppError> {
    let all = all_publications(context, viewer).await?;
    let folded = clientela_domain::names::fold(text);
    let id = PublicationId::parse(text);
    let mut found = all.iter().filter(|one| {
        Some(one.id) == id || clientela_domain::names::fold(&one.publication.name) == folded
    });
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one.id),
        _ => Err(invalid("publication", "publication-unknown", text)),
    }
}

/// Something on the list, as its form says it.
#[must_use]
pub fn publication_draft_of(of: &Publication) -> PublicationDraft {
    let own = &of.publication;
    PublicationDraft {
        kind: Some(own.kind),
        name: own.name.clone(),
        address: own.address.clone(),
        looks_for: own.looks_for.clone(),
        rhythm_days: own.rhythm_days.to_string(),
        reader: own.reader_id,
        note: own.note.clone(),
        is_stopped: own.is_stopped,
    }
}

/// Writes down that something read at `version` of it was read; each line becomes an observation. Returns how many.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotFound`]; [`AppError::Stale`];
/// [`AppError::Forbidden`].
pub async fn read_publication(
    context: &Context,
    viewer: &Viewer,
    (id, version): (PublicationId, i64),
    draft: &ReadingDraft,
) -> Result<usize, AppError> {
    show_publication(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let mut lines = Vec::new();
    for line in draft.lines.lines().filter(|line| !line.trim().is_empty()) {
        lines.push(words("lines", line, OBLIGATION_CHARACTERS_MAX)?);
    }
    if lines.len() > LINES_MAX {
        return Err(invalid("lines", "too-long", ""));
    }
    let new = NewReading {
        day: past_day("day", &draft.day, context.clock.today())?,
        found: optional("found", &draft.found)?,
        lines,
    };
    let written = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(reading::add_reading(tx, (id, version), new))
    });
    Ok(written.await?.len())
}

/// Takes the last reading of something read at `version` back; what was found in it stays among observations. Returns
/// the new version.
///
/// # Errors
/// [`AppError::NotFound`], also where nothing was read; [`AppError::Stale`]; [`AppError::Forbidden`].
pub async fn take_reading_back(
    context: &Context,
    viewer: &Viewer,
    (id, version): (PublicationId, i64),
) -> Result<i64, AppError> {
    show_publication(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let taken = context.store.write(viewer, move |tx| {
        Box::pin(reading::take_reading_back(tx, (id, version)))
    });
    Ok(taken.await?)
}
