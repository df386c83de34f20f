//! The patron's book of the samples, brought into an empty book by the same imports as any file.

use std::sync::Arc;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::gifts::GiftPolicy;
use clientela_domain::ids::AccountId;
use clientela_domain::obligations::Event;
use clientela_samples::patron::{Fulfilled, PatronBook, patron};
use clientela_store::walls::{self, WallFields, WallKind};
use clientela_store::{Permission, Viewer, conflicts, imports, obligations};
use clientela_texts::{Language, Vocabulary};
use fs_err as fs;

use crate::context::Context;
use crate::error::AppError;
use crate::firm_settings::FirmSettings;
use crate::gift_settings::GiftSettings;
use crate::import_file::import_file;
use crate::import_options::ImportOptions;
use crate::import_sales::{ImportReport, ImportSales};
use crate::keep_obligations::{EventDraft, record_event};
use crate::progress::Progress;
use crate::rhythm_settings::{ProspectRhythmSettings, RhythmSettings};

/// Fills an empty book with the patron's, told in a language; the book then speaks in Roman words.
/// Returns what each file brought.
///
/// # Errors
/// [`AppError::NotNow`] when something was imported already; [`AppError::Forbidden`].
pub async fn load_patron_book(
    context: &Arc<Context>,
    viewer: &Viewer,
    language: Language,
) -> Result<Vec<ImportReport>, AppError> {
    viewer.require(Permission::ChangeSettings)?;
    if !imports::list_done(&context.store.read(viewer))
        .await?
        .is_empty()
    {
        return Err(AppError::NotNow("book-not-empty"));
    }
    let book = patron(context.clock.today(), language == Language::Bg);
    let mut settings = FirmSettings::load(context, viewer).await?;
    book.patron.clone_into(&mut settings.name);
    language.code().clone_into(&mut settings.language);
    Vocabulary::Roman
        .code()
        .clone_into(&mut settings.vocabulary);
    // Nobody is late to speak with people of another age.
    settings.rhythms = RhythmSettings {
        key: None,
        a: None,
        b: None,
        c: None,
        ..settings.rhythms
    };
    settings.prospect_rhythms = ProspectRhythmSettings {
        promising: None,
        contacted: None,
        new: None,
        cold: None,
    };
    // Sums of this book are in sesterces, and nobody turns them into money of today.
    settings.reporting_currency = Currency::SESTERTIUS.to_string();
    settings.save(context, viewer).await?;
    gift_limits(context, viewer).await?;
    let mut reports = Vec::with_capacity(book.files.len());
    for file in &book.files {
        let path = context.folder.join(file.name);
        fs::write(&path, &file.csv)?;
        let command = ImportSales {
            path: path.clone(),
            file_name: file.name.to_owned(),
            options: ImportOptions {
                kind: file.kind,
                delimiter: Some(';'),
                ..ImportOptions::default()
            },
            trial: false,
            draft: None,
            sample: false,
        };
        let progress = Arc::new(Progress::default());
        let report = import_file(context, viewer, command, &progress).await;
        fs::remove_file(&path)?;
        reports.push(report?);
    }
    for one in &book.fulfilled {
        fulfil(context, viewer, one).await?;
    }
    separate(context, viewer, &book).await?;
    Ok(reports)
}

/// Limits of an age in which a legacy of a friend was an honour: only what is beyond them is looked at.
async fn gift_limits(context: &Context, viewer: &Viewer) -> Result<(), AppError> {
    let sesterces = |whole: i64| Amount::from_cents(whole * 100);
    let policy = GiftPolicy {
        approve_above: sesterces(1_000_000),
        single_limit: sesterces(100_000_000),
        person_limit: sesterces(1_000_000_000),
        firm_limit: None,
        official_limit: sesterces(1_000_000),
        cash_allowed: true,
        tender_days: 0,
    };
    let version = GiftSettings::load(context, viewer).await?.version;
    GiftSettings::of(&policy, version)
        .save(context, viewer)
        .await
}

/// A promise whose condition came true is kept, each on its own day.
async fn fulfil(context: &Context, viewer: &Viewer, told: &Fulfilled) -> Result<(), AppError> {
    let client = client(context, viewer, &told.client).await?;
    let read = context.store.read(viewer);
    let all = obligations::of_account(&read, client).await?;
    let mut all = all.into_iter();
    let promise = all.find(|one| one.obligation.what == told.what);
    let promise = promise.ok_or(AppError::NotFound("obligation"))?;
    for (event, day, note) in [
        (Event::AntecedentTrue, &told.came_true, &told.because),
        (Event::Discharge, &told.kept, &told.by),
    ] {
        let draft = EventDraft {
            event,
            day: day.clone(),
            note: note.clone(),
        };
        record_event(context, viewer, promise.id, &draft, None).await?;
    }
    Ok(())
}

/// Who cannot be served by one and the same, and the wall around the client that was refused.
async fn separate(context: &Context, viewer: &Viewer, book: &PatronBook) -> Result<(), AppError> {
    for (name, codes) in &book.rivals {
        let mut members = Vec::with_capacity(codes.len());
        for code in codes {
            members.push(client(context, viewer, code).await?);
        }
        let class = ((*name).to_owned(), members);
        let write = context
            .store
            .write_with(viewer, class, |tx, (name, members)| {
                Box::pin(conflicts::create_class(tx, name, members))
            });
        write.await?;
    }
    let (around, from, reason) = book.wall;
    let around = client(context, viewer, around).await?;
    let fields = WallFields {
        kind: WallKind::Outside,
        teams: Vec::new(),
        users: Vec::new(),
        rivals: vec![client(context, viewer, from).await?],
        reason: reason.to_owned(),
    };
    let write = context.store.write_with(viewer, fields, move |tx, fields| {
        Box::pin(walls::set(tx, around, fields))
    });
    write.await?;
    Ok(())
}

async fn client(context: &Context, viewer: &Viewer, code: &str) -> Result<AccountId, AppError> {
    let state = context.book_state(viewer).await?;
    state
        .directory
        .find(code)
        .ok_or(AppError::NotFound("account"))
}
