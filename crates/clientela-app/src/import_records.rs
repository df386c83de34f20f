//! A file of clients, of people or of what happened becomes part of the book, or says what it would
//! become. The same frame as a sales file: one plan for trial and import, rows set aside with their
//! reason, undo, and the same file twice changes nothing.
//!
//! Rows find the records they are about by code, numbers, e-mail and name ([`account_match`],
//! [`person_match`]); what fits several is set aside. What people wrote is replaced only when the user
//! says so. All that a file does stands in `import_records`, from which [`undo`] takes it back.
//!
//! Reading order: [`plan`] → [`rows`] → [`accounts`], [`people`], [`coded`] → [`work`] → [`undo`].

mod account_finder;
mod account_match;
mod accounts;
mod agreements;
mod coded;
mod confidentiality;
pub(crate) mod correct;
mod executions;
mod gifts;
mod interactions;
mod key_index;
mod obligations;
mod opportunities;
mod people;
mod people_map;
mod person_match;
pub mod plan;
mod positions;
mod problems;
mod prospects;
mod purchases;
mod rows;
mod spotters;
mod supports;
mod survey_answers;
mod threats;
pub(crate) mod undo;
mod visits;
mod work;

use std::sync::Arc;

use clientela_domain::ids::{CampaignId, ImportId};
use clientela_domain::records::FileKind;
use clientela_store::Viewer;

use self::plan::RecordPlan;
use self::rows::{ReadRows, Row};
use self::work::Work;
use crate::commit_import;
use crate::context::Context;
use crate::error::{AppError, Refusal};
use crate::import_lock::ImportLock;
use crate::import_options::OnConflict;
use crate::import_report::{ImportReport, hidden_sheets_but};
use crate::import_sales::{ImportEnd, ImportSales, Notice, blocking};
use crate::progress::{Progress, Stage};
use crate::raw_files::IncomingFile;
use crate::taken_file::TakenFile;

/// Imports a file of records, or says what importing it would do; [`crate::import_file::import_file`] has the
/// errors, and what every import begins and ends with.
pub(crate) async fn import_records(
    context: &Arc<Context>,
    viewer: &Viewer,
    command: &ImportSales,
    progress: &Arc<Progress>,
) -> Result<ImportReport, AppError> {
    let _lock = ImportLock::take(&context.folder).await?;
    let file = TakenFile::of(context, command, progress).await?;
    if let Some(known) =
        commit_import::known_import(context, viewer, &file.sha256, &command.options).await?
    {
        return Ok(known);
    }
    let plan = plan::plan(context, viewer, &file.path, &command.options, progress).await?;
    if let Some(question) = plan.open_question() {
        return Err(question.into());
    }
    let import = if command.trial {
        None
    } else {
        let detected = plan.detected();
        Some(commit_import::begin(context, viewer, command, &file.sha256, &detected).await?)
    };
    let done = read_and_commit(context, viewer, command, file, (plan, import), progress).await;
    if let (Err(error), Some(import)) = (&done, import) {
        commit_import::give_up(context, viewer, import, error).await;
    }
    done
}

async fn read_and_commit(
    context: &Arc<Context>,
    viewer: &Viewer,
    command: &ImportSales,
    file: TakenFile,
    (plan, import): (RecordPlan, Option<ImportId>),
    progress: &Arc<Progress>,
) -> Result<ImportReport, AppError> {
    progress.enter(Stage::Reading);
    let reading = (Arc::clone(context), Arc::clone(progress), plan.clone());
    let (path, incoming) = (file.path, file.incoming);
    let read = blocking(move || {
        let (context, progress, plan) = reading;
        let read = rows::read(&*context.files, &path, &plan, &progress);
        // The history names the file of a failed attempt too.
        incoming.map(IncomingFile::settle).transpose()?;
        read
    })
    .await?;
    if read.rows.is_empty() && read.set_aside.is_empty() {
        return Err(Refusal::NoRows.into());
    }
    if progress.stop_asked() {
        return Err(AppError::Stopped);
    }
    progress.enter(Stage::Comparing);
    let wishes = Wishes {
        on_conflict: command.options.on_conflict,
        campaign: command.options.named_campaign()?,
    };
    let mut work = sort(context, viewer, &plan, &read.rows, wishes).await?;
    work.set_aside.extend(read.set_aside.iter().cloned());
    work.set_aside.sort_by_key(|row| (row.sheet, row.line));
    work.look_for_twins(context, viewer).await?;
    let report = report(command, &file.sha256, &plan, &read, &work, import);
    if let Some(import) = import {
        progress.enter(Stage::Committing);
        work::commit(
            context,
            viewer,
            import,
            &plan,
            work,
            &report,
            &command.options,
        )
        .await?;
    }
    Ok(report)
}

/// What the user wants where the file and the book differ, and where the file says nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wishes {
    pub(crate) on_conflict: OnConflict,
    /// By which campaign prospects came.
    pub(crate) campaign: Option<CampaignId>,
}

/// What each row of a file would do.
pub(crate) async fn sort(
    context: &Context,
    viewer: &Viewer,
    plan: &RecordPlan,
    rows: &[Row],
    wishes: Wishes,
) -> Result<Work, AppError> {
    match plan.kind {
        FileKind::Sales => Err(AppError::NotNow("state-changed")),
        FileKind::Accounts => accounts::sort(context, viewer, plan, rows, wishes).await,
        FileKind::People => people::sort(context, viewer, plan, rows, wishes).await,
        FileKind::Interactions => interactions::sort(context, viewer, plan, rows, wishes).await,
        FileKind::Obligations => obligations::sort(context, viewer, plan, rows, wishes).await,
        FileKind::PeopleMap => people_map::sort(context, viewer, plan, rows).await,
        FileKind::Gifts => gifts::sort(context, viewer, plan, rows, wishes).await,
        FileKind::Support => supports::sort(context, viewer, plan, rows, wishes).await,
        FileKind::Confidentiality => {
            confidentiality::sort(context, viewer, plan, rows, wishes).await
        }
        FileKind::Agreements => agreements::sort(context, viewer, plan, rows).await,
        FileKind::Executions => executions::sort(context, viewer, plan, rows, wishes).await,
        FileKind::Problems => problems::sort(context, viewer, plan, rows, wishes).await,
        FileKind::Prospects => prospects::sort(context, viewer, plan, rows, wishes).await,
        FileKind::Opportunities => opportunities::sort(context, viewer, plan, rows, wishes).await,
        FileKind::SurveyAnswers => survey_answers::sort(context, viewer, plan, rows, wishes).await,
        FileKind::Positions => positions::sort(context, viewer, plan, rows, wishes).await,
        FileKind::Purchases => purchases::sort(context, viewer, plan, rows, wishes).await,
        FileKind::Threats => threats::sort(context, viewer, plan, rows, wishes).await,
        FileKind::Spotters => spotters::sort(context, viewer, plan, rows, wishes).await,
        FileKind::Visits => visits::sort(context, viewer, plan, rows, wishes).await,
    }
}

fn report(
    command: &ImportSales,
    sha256: &str,
    plan: &RecordPlan,
    read: &ReadRows,
    work: &Work,
    import: Option<ImportId>,
) -> ImportReport {
    let ignored = plan.shape.ignored.iter().map(|id| Notice {
        id,
        arguments: Vec::new(),
    });
    let hidden = hidden_sheets_but(&plan.shape, |at| at == plan.sheet);
    ImportReport {
        import,
        kind: plan.kind,
        file_name: command.file_name.clone(),
        sha256: sha256.to_owned(),
        end: if import.is_some() {
            ImportEnd::Done
        } else {
            ImportEnd::Trial
        },
        rows: work.counts(read),
        accounts: work.accounts,
        products: Default::default(),
        people: work.people,
        interactions: work.interactions_found,
        obligations: work.obligations_found,
        people_map: work.map_found,
        gifts: work.gifts_found,
        supports: work.supports_found,
        confidentiality: work.confidentiality_found,
        agreements: work.agreements_found,
        executions: work.executions_found,
        problems: work.problems_found,
        survey_answers: work.answers_found,
        prospects: work.prospects_found,
        positions: work.positions_found,
        purchases: work.purchases_found,
        threats: work.threats_found,
        opportunities: work.opportunities_found,
        spotters: work.spotters_found,
        visits: work.visits_found,
        period: None,
        net_totals: Vec::new(),
        detected: plan.detected(),
        header: plan.mapping.header.clone(),
        set_aside: work.set_aside.clone(),
        skipped: read.skipped.clone(),
        notices: ignored
            .chain(hidden)
            .chain(work.twins.notice())
            .chain(work.notice_of_sources())
            .collect(),
    }
}
