//! The patron's book of the samples, brought into an empty book by the same imports as any file.

use std::sync::Arc;

use clientela_samples::patron::patron;
use clientela_store::{Permission, Viewer, imports};
use clientela_texts::{Language, Vocabulary};
use fs_err as fs;

use crate::context::Context;
use crate::error::AppError;
use crate::firm_settings::FirmSettings;
use crate::import_file::import_file;
use crate::import_options::ImportOptions;
use crate::import_sales::{ImportReport, ImportSales};
use crate::progress::Progress;
use crate::rhythm_settings::RhythmSettings;

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
    };
    settings.save(context, viewer).await?;
    let mut reports = Vec::with_capacity(book.files.len());
    for file in book.files {
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
    Ok(reports)
}
