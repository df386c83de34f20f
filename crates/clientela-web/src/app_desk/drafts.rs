//! The wizard's drafts: the file kept, the plan shown, trial runs and imports in the background.
//!
//! What the user settled stands in the book (the draft's options), so a restart loses no choice; the
//! plan and the last trial run are only remembered here, and are made again when missing.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::import_file::{FilePlan, import_file, plan_file};
use clientela_app::import_options::{ImportOptions, OnConflict};
use clientela_app::import_sales::{ImportReport, ImportSales};
use clientela_app::keep_campaigns::{find_campaign, list_campaigns};
use clientela_app::progress::Progress;
use clientela_app::{import_history, raw_files, running_imports};
use clientela_domain::ids::ImportId;
use clientela_domain::records::FileKind;
use clientela_store::Viewer;
use clientela_store::imports::{self, ImportStatus, NewImport, RowCounts};

use super::imports::{entry_view, set_aside_view};
use super::refusal_view;
use crate::desk::{Answer, DeskError};
use crate::views::{
    ImportSettings, ImportState, ImportView, MessageView, PlanColumn, PlanView, ProgressView,
    RefusalView, ReportView, Rows, UploadedFile,
};

/// A quick file is finished before the page is answered; a slow one shows its progress.
const PATIENCE: Duration = Duration::from_secs(3);

/// Drafts a server remembers at once; the oldest plan is simply made again.
const REMEMBERED_MAX: usize = 64;

/// What is remembered of drafts.
#[derive(Default)]
pub(super) struct Drafts(Mutex<HashMap<ImportId, Draft>>);

#[derive(Clone, Default)]
struct Draft {
    plan: Option<Arc<FilePlan>>,
    trial: Option<Arc<ImportReport>>,
    refusal: Option<RefusalView>,
    progress: Option<Arc<Progress>>,
}

impl Drafts {
    fn open(&self) -> MutexGuard<'_, HashMap<ImportId, Draft>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, id: ImportId) -> Draft {
        self.open().get(&id).cloned().unwrap_or_default()
    }

    fn change(&self, id: ImportId, change: impl FnOnce(&mut Draft)) {
        let mut drafts = self.open();
        if drafts.len() >= REMEMBERED_MAX {
            drafts.retain(|_, draft| draft.progress.is_some());
        }
        change(drafts.entry(id).or_default());
    }

    /// Keeps the file by its hash and begins a draft.
    pub(super) async fn take_file(
        &self,
        context: &Arc<Context>,
        viewer: &Viewer,
        file: UploadedFile,
    ) -> Answer<ImportId> {
        let (folder, source) = (context.folder.clone(), file.path.clone());
        let kept = tokio::task::spawn_blocking(move || {
            let kept = raw_files::keep(&folder, &source, &Progress::default());
            // Kept under its hash by now, or of no use.
            let _ = fs_err::remove_file(&source);
            kept
        });
        let kept = kept
            .await
            .map_err(|error| DeskError::Failed(Box::new(error)))??;
        let options = ImportOptions {
            kind: file.kind,
            campaign: file.campaign,
            ..ImportOptions::default()
        };
        let progress = Arc::default();
        let plan = plan_file(context, viewer, &kept.path, &options, &progress).await?;
        let new_import = NewImport {
            file_name: file.file_name,
            kind: options.kind,
            file_sha256: kept.sha256,
            settings_fingerprint: String::new(),
            options: serde_json::to_string(&options).unwrap_or_default(),
            mapping: "{}".to_owned(),
            is_sample: false,
        };
        let id = context
            .store
            .write_with(viewer, new_import, |tx, new_import| {
                Box::pin(imports::create(tx, new_import))
            })
            .await?;
        self.change(id, |draft| draft.plan = Some(Arc::new(plan)));
        Ok(id)
    }

    /// One import, whatever its state.
    pub(super) async fn show(
        &self,
        context: &Arc<Context>,
        viewer: &Viewer,
        id: ImportId,
    ) -> Answer<ImportView> {
        let entry = import_history::one(context, viewer, id).await?;
        let record = &entry.record;
        let mut view = ImportView {
            entry: entry_view(&entry),
            bytes: fs_err::metadata(raw_files::path_of(&context.folder, &record.file_sha256))
                .map_or(0, |file| file.len()),
            plan: None,
            report: None,
            progress: None,
            refusal: None,
        };
        let draft = self.get(id);
        let elsewhere = || running_imports::progress_of(context, id);
        if let Some(progress) = &draft.progress.clone().or_else(elsewhere) {
            let (bytes_read, bytes_total, rows) = progress.counts();
            view.entry.state = ImportState::Running;
            view.progress = Some(ProgressView {
                bytes_read,
                bytes_total,
                rows,
            });
            return Ok(view);
        }
        match record.status {
            ImportStatus::Draft | ImportStatus::Tried => {
                let options = options_of(&record.options);
                let plan = self
                    .plan(context, viewer, id, &record.file_sha256, &options)
                    .await?;
                view.refusal = draft
                    .refusal
                    .or_else(|| plan.open_question().as_ref().map(refusal_view));
                let mut told = plan_view(&plan, &options);
                if options.kind == FileKind::Prospects {
                    told.campaigns = list_campaigns(context, viewer).await?;
                    // One that is older than all that are listed was chosen on its own page.
                    if let Ok(Some(id)) = options.named_campaign()
                        && !told.campaigns.iter().any(|one| one.id == id)
                    {
                        told.campaigns
                            .extend(find_campaign(context, viewer, id).await?);
                    }
                }
                view.plan = Some(told);
                view.report = draft.trial.as_deref().map(report_view);
                view.entry.state = if view.report.is_some() {
                    ImportState::Tried
                } else {
                    ImportState::Uploaded
                };
            }
            ImportStatus::Done => {
                view.report = Some(report_view(&import_history::report_of(&entry)))
            }
            ImportStatus::Failed => {
                let kept = || RefusalView::Kept(entry.failure.clone());
                view.refusal = Some(draft.refusal.unwrap_or_else(kept));
            }
            ImportStatus::Running | ImportStatus::Stopped | ImportStatus::Undone => {}
        }
        Ok(view)
    }

    async fn plan(
        &self,
        context: &Arc<Context>,
        viewer: &Viewer,
        id: ImportId,
        sha256: &str,
        options: &ImportOptions,
    ) -> Answer<Arc<FilePlan>> {
        if let Some(plan) = self.get(id).plan {
            return Ok(plan);
        }
        let path = raw_files::path_of(&context.folder, sha256);
        let plan = plan_file(context, viewer, &path, options, &Arc::default()).await?;
        let plan = Arc::new(plan);
        self.change(id, |draft| draft.plan = Some(Arc::clone(&plan)));
        Ok(plan)
    }

    /// Settles how a draft is read; an earlier trial run no longer holds.
    pub(super) async fn settle(
        &self,
        context: &Arc<Context>,
        viewer: &Viewer,
        id: ImportId,
        settings: &ImportSettings,
    ) -> Answer<()> {
        let kind = import_history::one(context, viewer, id).await?.record.kind;
        let options = ImportOptions {
            kind,
            ..options_from(settings)
        };
        let options = serde_json::to_string(&options).unwrap_or_default();
        context
            .store
            .write_with(viewer, (id, options), |tx, (id, options)| {
                Box::pin(imports::change_settings(tx, *id, options, "{}", ""))
            })
            .await?;
        self.change(id, |draft| *draft = Draft::default());
        Ok(())
    }

    /// A trial run, or the import itself, in a task of its own: nobody who goes away cancels it.
    pub(super) async fn run(
        self: &Arc<Self>,
        context: &Arc<Context>,
        viewer: &Viewer,
        id: ImportId,
        trial: bool,
    ) -> Answer<()> {
        let record = import_history::one(context, viewer, id).await?.record;
        if !matches!(record.status, ImportStatus::Draft | ImportStatus::Tried)
            || self.get(id).progress.is_some()
        {
            return Err(DeskError::Conflict);
        }
        let command = ImportSales {
            path: raw_files::path_of(&context.folder, &record.file_sha256),
            file_name: record.file_name.clone(),
            options: options_of(&record.options),
            trial,
            draft: (!trial).then_some(id),
            sample: false,
        };
        let progress: Arc<Progress> = Arc::default();
        self.change(id, |draft| draft.progress = Some(Arc::clone(&progress)));
        let (drafts, context, viewer) = (Arc::clone(self), Arc::clone(context), *viewer);
        let work = tokio::spawn(async move {
            let outcome = import_file(&context, &viewer, command, &progress).await;
            drafts.finish(&context, &viewer, id, trial, outcome).await
        });
        match tokio::time::timeout(PATIENCE, work).await {
            Ok(Ok(done)) => done,
            Ok(Err(broken)) => {
                self.change(id, |draft| draft.progress = None);
                Err(DeskError::Failed(Box::new(broken)))
            }
            // The page shows how far it is.
            Err(_still_running) => Ok(()),
        }
    }

    async fn finish(
        &self,
        context: &Context,
        viewer: &Viewer,
        id: ImportId,
        trial: bool,
        outcome: Result<ImportReport, AppError>,
    ) -> Answer<()> {
        match outcome {
            Ok(report) => {
                // The same file again: a commit changes nothing, and the trial's report says so.
                let stays_draft = trial || report.import != Some(id);
                if trial {
                    let rows = RowCounts {
                        read: report.rows.read,
                        accepted: report.rows.accepted,
                        set_aside: report.rows.set_aside,
                        duplicate: report.rows.duplicate,
                        skipped: report.rows.skipped,
                    };
                    let noted = context
                        .store
                        .write_with(viewer, (id, rows), |tx, (id, rows)| {
                            Box::pin(imports::set_tried(tx, *id, *rows, "{}"))
                        });
                    noted.await?;
                }
                self.change(id, |draft| {
                    draft.progress = None;
                    draft.refusal = None;
                    draft.trial = stays_draft.then(|| Arc::new(report));
                });
                Ok(())
            }
            Err(AppError::Refused(refusal)) => {
                let refusal = refusal_view(&refusal);
                self.change(id, |draft| {
                    draft.progress = None;
                    draft.trial = None;
                    draft.refusal = Some(refusal);
                });
                Ok(())
            }
            Err(AppError::Stopped) => {
                self.change(id, |draft| *draft = Draft::default());
                Ok(())
            }
            Err(other) => {
                self.change(id, |draft| draft.progress = None);
                Err(other.into())
            }
        }
    }

    /// Asks a running trial or import to stop at its next safe point, whoever began it; nothing
    /// happens when it has ended meanwhile.
    pub(super) async fn stop(
        &self,
        context: &Context,
        viewer: &Viewer,
        id: ImportId,
    ) -> Answer<()> {
        if let Some(progress) = self.get(id).progress {
            progress.ask_to_stop();
            return Ok(());
        }
        match running_imports::stop_import(context, viewer, id).await {
            Ok(()) | Err(AppError::NotNow(_)) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Throws a draft away.
    pub(super) async fn discard(
        &self,
        context: &Context,
        viewer: &Viewer,
        id: ImportId,
    ) -> Answer<()> {
        context
            .store
            .write_with(viewer, id, |tx, id| {
                Box::pin(imports::set_status(tx, *id, ImportStatus::Stopped))
            })
            .await?;
        self.open().remove(&id);
        Ok(())
    }
}

fn options_of(json: &str) -> ImportOptions {
    serde_json::from_str(json).unwrap_or_default()
}

/// What the form says, as the import takes it.
fn options_from(settings: &ImportSettings) -> ImportOptions {
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    ImportOptions {
        columns: settings
            .columns
            .iter()
            .filter(|(_, column)| !column.is_empty())
            .map(|(header, column)| (column.clone(), header.clone()))
            .collect(),
        encoding: given(&settings.encoding),
        delimiter: match settings.delimiter.as_str() {
            "tab" => Some('\t'),
            other => other.chars().next(),
        },
        decimal: given(&settings.decimal),
        date_order: given(&settings.date_order),
        sheet: given(&settings.sheet),
        file_currency: given(&settings.currency),
        gross_vat_rate: given(&settings.vat_rate),
        on_conflict: match settings.on_conflict.as_str() {
            "keep" => OnConflict::Keep,
            "replace" => OnConflict::Replace,
            _ => OnConflict::Ask,
        },
        campaign: given(&settings.campaign),
        ..ImportOptions::default()
    }
}

fn delimiter_code(delimiter: &str) -> String {
    if delimiter == "\t" {
        "tab".to_owned()
    } else {
        delimiter.to_owned()
    }
}

fn plan_view(plan: &FilePlan, options: &ImportOptions) -> PlanView {
    let detected = plan.detected();
    let chosen = |value: &Option<String>| value.clone().unwrap_or_default();
    let columns = plan.columns().into_iter().map(|column| PlanColumn {
        header: column.header,
        samples: column.samples,
        column: column.column,
        confidence: column.confidence,
    });
    PlanView {
        kind: detected.kind.clone(),
        detected: ImportSettings {
            encoding: chosen(&detected.encoding).to_lowercase(),
            delimiter: delimiter_code(&chosen(&detected.delimiter)),
            decimal: chosen(&detected.decimal),
            date_order: chosen(&detected.date_order),
            sheet: detected.sheets.first().cloned().unwrap_or_default(),
            currency: chosen(&detected.currency),
            ..ImportSettings::default()
        },
        chosen: ImportSettings {
            encoding: chosen(&options.encoding),
            delimiter: options
                .delimiter
                .map(|one| delimiter_code(&one.to_string()))
                .unwrap_or_default(),
            decimal: chosen(&options.decimal),
            date_order: chosen(&options.date_order),
            sheet: chosen(&options.sheet),
            currency: chosen(&options.file_currency),
            vat_rate: chosen(&options.gross_vat_rate),
            on_conflict: match options.on_conflict {
                OnConflict::Keep => "keep".to_owned(),
                OnConflict::Replace => "replace".to_owned(),
                OnConflict::Ask | OnConflict::Both => String::new(),
            },
            campaign: chosen(&options.campaign),
            columns: Vec::new(),
        },
        campaigns: Vec::new(),
        sheets: plan
            .shape()
            .sheets
            .iter()
            .map(|sheet| sheet.name.clone())
            .filter(|name| !name.is_empty())
            .collect(),
        columns: columns.collect(),
        remembered: false,
    }
}

fn report_view(report: &ImportReport) -> ReportView {
    ReportView {
        rows: Rows {
            read: report.rows.read,
            accepted: report.rows.accepted,
            set_aside: report.rows.set_aside,
            duplicate: report.rows.duplicate,
            skipped: report.rows.skipped,
        },
        accounts_created: report.accounts.created,
        accounts_matched: report.accounts.matched,
        products_created: report.products.created,
        products_matched: report.products.matched,
        people_created: report.people.created,
        people_matched: report.people.matched,
        interactions_created: report.interactions.created,
        interactions_matched: report.interactions.matched,
        obligations_created: report.obligations.created,
        obligations_matched: report.obligations.matched,
        people_map_created: report.people_map.created,
        people_map_matched: report.people_map.matched,
        gifts_created: report.gifts.created,
        gifts_matched: report.gifts.matched,
        confidentiality_created: report.confidentiality.created,
        confidentiality_matched: report.confidentiality.matched,
        supports_created: report.supports.created,
        supports_matched: report.supports.matched,
        agreements_created: report.agreements.created,
        agreements_matched: report.agreements.matched,
        executions_created: report.executions.created,
        executions_matched: report.executions.matched,
        problems_created: report.problems.created,
        problems_matched: report.problems.matched,
        survey_answers_created: report.survey_answers.created,
        survey_answers_matched: report.survey_answers.matched,
        prospects_created: report.prospects.created,
        prospects_matched: report.prospects.matched,
        positions_created: report.positions.created,
        positions_matched: report.positions.matched,
        purchases_created: report.purchases.created,
        purchases_matched: report.purchases.matched,
        threats_created: report.threats.created,
        threats_matched: report.threats.matched,
        opportunities_created: report.opportunities.created,
        opportunities_matched: report.opportunities.matched,
        spotters_created: report.spotters.created,
        spotters_matched: report.spotters.matched,
        visits_created: report.visits.created,
        visits_matched: report.visits.matched,
        period: report.period,
        net_totals: report.net_totals.clone(),
        skipped: report
            .skipped
            .iter()
            .map(|(reason, count)| (*reason, *count))
            .collect(),
        set_aside: report
            .set_aside
            .iter()
            .take(100)
            .map(set_aside_view)
            .collect(),
        notices: report
            .notices
            .iter()
            .map(|notice| MessageView {
                id: notice.id.to_owned(),
                arguments: notice.arguments.clone(),
            })
            .collect(),
    }
}
