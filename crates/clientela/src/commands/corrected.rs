//! `import sales FILE --corrected ROWS.csv`: rows set aside earlier, corrected, run again.

use std::path::Path;
use std::sync::Arc;

use clientela_app::context::Context;
use clientela_app::correct_rows::{correct_rows, open_rows};
use clientela_app::corrected_file::read_corrected;
use clientela_app::error::AppError;
use clientela_app::import_history;
use clientela_app::import_options::ImportOptions;
use clientela_app::import_sales::{ImportReport, import_of_file};
use clientela_store::Viewer;

use crate::exit::Failure;

pub async fn run(
    context: &Arc<Context>,
    viewer: &Viewer,
    file: &Path,
    corrected: &Path,
    options: &ImportOptions,
) -> Result<ImportReport, Failure> {
    let import = import_of_file(context, viewer, file, options)
        .await?
        .ok_or(AppError::NotFound("import"))?;
    let rows = read_corrected(context, corrected)?;
    correct_rows(context, viewer, import, rows).await?;
    let entry = import_history::one(context, viewer, import).await?;
    let mut report = import_history::report_of(&entry);
    report.set_aside = open_rows(context, viewer, import).await?.1;
    Ok(report)
}
