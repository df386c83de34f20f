//! The sample firm: invented sales and answers that give every page something true to show. It comes
//! in through the same import as any file, is marked everywhere, and goes with one click.

use std::collections::HashMap;
use std::sync::Arc;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::AccountId;
use clientela_samples::{
    SAMPLE_SEED, SampleAnswer, SampleCondition, SampleFirm, SamplePotential, wholesaler,
};
use clientela_store::condition_answers::{self, NewConditionAnswer};
use clientela_store::criterion_answers::{self, AnswerWord, NewAnswer};
use clientela_store::imports::{self, ImportStatus};
use clientela_store::potentials::{self, NewPotential};
use clientela_store::{JournalEntry, Permission, Viewer, accounts, sample_happenings, settings};
use fs_err as fs;

use crate::context::Context;
use crate::error::AppError;
use crate::firm_settings::FirmSettings;
use crate::follow_agreements::follow_or_log;
use crate::import_file::import_file;
use crate::import_options::ImportOptions;
use crate::import_sales::{ImportReport, ImportSales, blocking};
use crate::progress::Progress;
use crate::sample_happenings::of_book;
use crate::sample_maps::{self, Posts};
use crate::status_history::keep_up_or_log;
use crate::undo_import::undo_import;

/// Fills an empty book with the sample firm.
///
/// # Errors
/// [`AppError::NotNow`] when the book has sales already; [`AppError::Forbidden`].
pub async fn load_sample_firm(
    context: &Arc<Context>,
    viewer: &Viewer,
    progress: &Arc<Progress>,
) -> Result<ImportReport, AppError> {
    viewer.require(Permission::ChangeSettings)?;
    if !imports::list_done(&context.store.read(viewer))
        .await?
        .is_empty()
    {
        return Err(AppError::NotNow("book-not-empty"));
    }
    let today = context.clock.today();
    let folder = context.folder.clone();
    let (firm, path) = blocking(move || {
        let firm = wholesaler(today, SAMPLE_SEED);
        let path = folder.join(&firm.file_name);
        fs::write(&path, &firm.csv)?;
        Ok((firm, path))
    })
    .await?;
    let command = ImportSales {
        path: path.clone(),
        file_name: firm.file_name.clone(),
        options: ImportOptions::default(),
        trial: false,
        draft: None,
        sample: true,
    };
    let report = import_file(context, viewer, command, progress).await;
    fs::remove_file(&path)?;
    let report = report?;
    crate::sample_people::record_people(context, viewer, &firm, report.import).await?;
    let known = sample_maps::posts(context, viewer, &firm).await?;
    record_statements(context, viewer, &firm, &known.1).await?;
    sample_maps::record_maps(context, viewer, &firm, &known).await?;
    crate::sample_support::record_support(context, viewer, &firm).await?;
    crate::sample_agreements::record(context, viewer, &firm).await?;
    crate::sample_execution::record_executions(context, viewer, &firm).await?;
    crate::sample_known::record_known(context, viewer, &firm).await?;
    crate::sample_plans::record_plans(context, viewer, &firm).await?;
    crate::sample_stages::record_stages(context, viewer, &firm).await?;
    crate::sample_visits::record_visits(context, viewer, &firm).await?;
    keep_up_or_log(context, viewer, "answer").await;
    follow_or_log(context).await;
    Ok(report)
}

async fn record_statements(
    context: &Context,
    viewer: &Viewer,
    firm: &SampleFirm,
    posts: &Posts,
) -> Result<(), AppError> {
    let today = context.clock.today();
    let codes = firm.answers.iter().map(|answer| &answer.customer_code);
    let codes = codes.chain(
        firm.potentials
            .iter()
            .map(|potential| &potential.customer_code),
    );
    let talked = firm
        .happenings
        .interactions
        .iter()
        .map(|one| &one.customer_code);
    let codes = codes.chain(talked);
    let codes = codes.chain(firm.conditions.iter().map(|one| &one.customer_code));
    let keys: Vec<String> = codes.map(|code| format!("c:{code}")).collect();
    let known = accounts::by_customer_keys(&context.store.read(viewer), &keys).await?;
    let of = |code: &str| known.get(&format!("c:{code}")).copied();
    let answers: Vec<NewAnswer> = firm
        .answers
        .iter()
        .filter_map(|answer| Some(new_answer(of(&answer.customer_code)?, answer, today)))
        .collect();
    let potentials: Vec<NewPotential> = firm
        .potentials
        .iter()
        .filter_map(|potential| {
            Some(new_potential(
                of(&potential.customer_code)?,
                potential,
                today,
            ))
        })
        .collect();
    let happenings = of_book(&firm.happenings, (&known, posts), viewer.user, today);
    let conditions: Vec<NewConditionAnswer> = firm
        .conditions
        .iter()
        .filter_map(|one| Some(new_condition(of(&one.customer_code)?, one, today)))
        .collect();
    let mut settings_now = FirmSettings::load(context, viewer).await?;
    settings_now.is_sample = true;
    if settings_now.name.is_empty() {
        settings_now.name.clone_from(&firm.firm_name);
    }
    let input = (
        (answers, conditions),
        potentials,
        settings_now.to_json(),
        settings_now.version,
        happenings,
    );
    context
        .store
        .write_with(
            viewer,
            input,
            |tx, (answers, potentials, firm, version, happenings)| {
                Box::pin(async move {
                    criterion_answers::record_samples(tx, &answers.0).await?;
                    condition_answers::record_samples(tx, &answers.1).await?;
                    potentials::record_samples(tx, potentials).await?;
                    sample_happenings::record(tx, happenings).await?;
                    settings::put_by_program(tx, FirmSettings::row_name(), firm, *version).await?;
                    tx.journal(JournalEntry::new("sample_loaded", "book", ""))
                        .await
                })
            },
        )
        .await?;
    Ok(())
}

fn new_answer(account: AccountId, answer: &SampleAnswer, today: Date) -> NewAnswer {
    let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    NewAnswer {
        account_id: account,
        criterion: answer.criterion.to_owned(),
        answer: AnswerWord::from_code(answer.answer).unwrap_or(AnswerWord::Unknown),
        cues: "[]".to_owned(),
        evidence_text: given(&answer.evidence_text),
        evidence_link: given(&answer.evidence_link),
        evidence_file: None,
        evidence_figure: None,
        day: today
            .checked_sub(jiff::Span::new().days(i32::from(answer.days_ago)))
            .unwrap_or(today),
        author_name: answer.author.to_owned(),
        confidence: Some(answer.confidence),
    }
}

fn new_condition(account: AccountId, one: &SampleCondition, today: Date) -> NewConditionAnswer {
    NewConditionAnswer {
        account_id: Some(account),
        condition: one.question.to_owned(),
        low: one.bounds.0,
        high: one.bounds.1,
        evidence_text: Some(one.evidence_text.clone()).filter(|text| !text.is_empty()),
        evidence_link: None,
        evidence_file: None,
        evidence_figure: None,
        day: today
            .checked_sub(jiff::Span::new().days(i32::from(one.days_ago)))
            .unwrap_or(today),
        author_name: one.author.to_owned(),
    }
}

fn new_potential(account: AccountId, potential: &SamplePotential, today: Date) -> NewPotential {
    let euro = |whole: i64| Amount::from_cents(whole * 100);
    NewPotential {
        account_id: account,
        low: euro(potential.low),
        likely: euro(potential.likely),
        high: euro(potential.high),
        currency: Currency::EUR,
        source: potential.source.clone(),
        day: today,
        author_name: String::from("Clientela"),
    }
}

/// Removes the sample firm. Clients somebody wrote about stay, without its sales; their names come
/// back so that the page can list them.
///
/// # Errors
/// [`AppError::NotNow`] in a book without it; [`AppError::Forbidden`].
pub async fn remove_sample_firm(
    context: &Arc<Context>,
    viewer: &Viewer,
) -> Result<Vec<String>, AppError> {
    viewer.require(Permission::ChangeSettings)?;
    let read = context.store.read(viewer);
    let samples: Vec<_> = imports::list_done(&read)
        .await?
        .into_iter()
        .filter(|import| import.is_sample && import.status == ImportStatus::Done)
        .collect();
    if samples.is_empty() {
        return Err(AppError::NotNow("no-sample"));
    }
    // What people wrote stays; what the sample told goes, also from clients people wrote about.
    context
        .store
        .write(viewer, |tx| Box::pin(sample_happenings::remove(tx)))
        .await?;
    for import in samples {
        undo_import(context, viewer, import.id).await?;
    }
    let mut firm = FirmSettings::load(context, viewer).await?;
    firm.is_sample = false;
    firm.save(context, viewer).await?;
    let state = context.book_state(viewer).await?;
    let kept: HashMap<_, _> = state
        .directory
        .cards()
        .iter()
        .filter(|card| card.is_sample)
        .map(|card| (card.id, card.name.clone()))
        .collect();
    let mut names: Vec<String> = kept.into_values().collect();
    names.sort();
    Ok(names)
}
