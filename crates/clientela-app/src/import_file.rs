//! One file, whatever it brings: its plan, its trial run, its import.

use std::path::Path;
use std::sync::Arc;

use clientela_domain::records::FileKind;
use clientela_domain::sales::proposal::ProposedMapping;
use clientela_domain::sales::table_file::TableShape;
use clientela_store::{Permission, Viewer};

use crate::answers::import::DetectedAnswer;
use crate::context::Context;
use crate::error::{AppError, Refusal};
use crate::follow_agreements::follow_or_log;
use crate::import_options::ImportOptions;
use crate::import_records::plan::RecordPlan;
use crate::import_records::{self, import_records};
use crate::import_report::{ImportEnd, ImportReport};
use crate::import_sales::{self, ImportSales, import_sales};
use crate::new_twins::are_compared_later;
use crate::plan_import::ImportPlan;
use crate::progress::{Progress, Stage};
use crate::scan_duplicates::start_scan_next;
use crate::status_history::keep_up_or_log;

/// Imports a file, or says what importing it would do; its options say what it brings.
///
/// # Errors
/// [`AppError::Refused`] with the reason when the file as a whole cannot be used, [`AppError::Stopped`]
/// when somebody asked to stop, [`AppError::NotNow`] while another import runs, [`AppError::Forbidden`].
/// Nothing of the file is in the book then.
pub async fn import_file(
    context: &Arc<Context>,
    viewer: &Viewer,
    command: ImportSales,
    progress: &Arc<Progress>,
) -> Result<ImportReport, AppError> {
    if !viewer.may(Permission::Import) {
        return Err(AppError::Forbidden);
    }
    command.options.named_campaign()?;
    let outcome = match command.options.kind {
        FileKind::Sales => import_sales(context, viewer, &command, progress).await,
        _ => import_records(context, viewer, &command, progress).await,
    };
    if outcome
        .as_ref()
        .is_ok_and(|report| report.end == ImportEnd::Done)
    {
        keep_up_or_log(context, viewer, "import").await;
        follow_or_log(context).await;
        let notices = outcome.as_ref().map(|report| report.notices.as_slice());
        if are_compared_later(notices.unwrap_or_default()) {
            start_scan_next(context, viewer);
        }
    }
    progress.enter(Stage::Finished);
    outcome
}

/// How a file is going to be read.
#[derive(Clone, Debug)]
pub enum FilePlan {
    /// Lines of sales.
    Sales(Box<ImportPlan>),
    /// Clients, people or interactions.
    Records(Box<RecordPlan>),
}

/// One column of a file and what it is read as.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedColumn {
    /// Its header.
    pub header: String,
    /// First values.
    pub samples: Vec<String>,
    /// Canonical name of the column it is read as; `None` when it is not read.
    pub column: Option<&'static str>,
    /// How sure, 0 to 1; `None` when a person chose.
    pub confidence: Option<f64>,
}

/// The plan of a file in this book.
///
/// # Errors
/// [`AppError::Refused`] when it is no table, has no header or the options do not fit it.
pub async fn plan_file(
    context: &Arc<Context>,
    viewer: &Viewer,
    path: &Path,
    options: &ImportOptions,
    progress: &Arc<Progress>,
) -> Result<FilePlan, AppError> {
    Ok(match options.kind {
        FileKind::Sales => {
            let plan = import_sales::plan(context, viewer, path, options, progress).await?;
            FilePlan::Sales(Box::new(plan))
        }
        _ => {
            let plan = import_records::plan::plan(context, viewer, path, options, progress).await?;
            FilePlan::Records(Box::new(plan))
        }
    })
}

impl FilePlan {
    /// The first thing that keeps the file from being read, if any.
    #[must_use]
    pub fn open_question(&self) -> Option<Refusal> {
        match self {
            Self::Sales(plan) => plan.open_question(),
            Self::Records(plan) => plan.open_question(),
        }
    }

    /// The plan in the words of the answer.
    #[must_use]
    pub fn detected(&self) -> DetectedAnswer {
        match self {
            Self::Sales(plan) => plan.detected(),
            Self::Records(plan) => plan.detected(),
        }
    }

    /// What the file is.
    #[must_use]
    pub fn shape(&self) -> &TableShape {
        match self {
            Self::Sales(plan) => &plan.shape,
            Self::Records(plan) => &plan.shape,
        }
    }

    /// The columns of the file, in its order.
    #[must_use]
    pub fn columns(&self) -> Vec<PlannedColumn> {
        match self {
            Self::Sales(plan) => plan.sheets.first().map_or_else(Vec::new, |sheet| {
                let used = |at| sheet.mapping.column_at(at);
                planned(&sheet.proposal, used, |column| column.name())
            }),
            Self::Records(plan) => {
                let used = |at| plan.mapping.column_at(at);
                planned(&plan.proposal, used, |column| column.name())
            }
        }
    }
}

fn planned<C: Copy + PartialEq>(
    proposal: &ProposedMapping<C>,
    used: impl Fn(usize) -> Option<C>,
    name: impl Fn(C) -> &'static str,
) -> Vec<PlannedColumn> {
    proposal
        .columns
        .iter()
        .map(|proposed| {
            let column = used(proposed.position);
            PlannedColumn {
                header: proposed.header.clone(),
                samples: proposed.samples.iter().take(3).cloned().collect(),
                column: column.map(&name),
                confidence: (column == proposed.column).then_some(proposed.confidence),
            }
        })
        .collect()
}
