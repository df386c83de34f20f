//! `export --all FILE.xlsx`: everything one may see, a sheet for each kind of record.
//! `export --sales FILE.csv`: the sales lines one may see, whatever their number.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use clientela_app::context::Context;
use clientela_app::export_all::export_all;
use clientela_store::Viewer;
use clientela_web::pages::export::CsvStyle;
use clientela_web::sales_csv::sales_csv;
use clientela_web::workbook::workbook;
use fs_err as fs;
use futures::StreamExt as _;
use serde_json::json;

use crate::cli::Global;
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::wire;

pub async fn run(
    global: &Global,
    file: &Path,
    sales: bool,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let shown = file.display().to_string();
    if file.exists() {
        return Err(Failure::Usage("usage-file-there", shown));
    }
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    if sales {
        return export_lines(&context, &viewer, file, printer).await;
    }
    let sheets = export_all(&context, &viewer, printer.texts()).await?;
    let bytes =
        workbook(&sheets).map_err(|error| Failure::system("writing the workbook", error))?;
    let failed = |error: std::io::Error| Failure::system("writing the workbook", error);
    let mut target = fs::File::create_new(file).map_err(failed)?;
    target.write_all(&bytes).map_err(failed)?;
    let counts: serde_json::Map<String, serde_json::Value> = sheets
        .iter()
        .map(|sheet| (sheet.name.clone(), json!(sheet.rows.len())))
        .collect();
    let answer = json!({ "file": shown, "sheets": counts });
    printer.answer(&answer, |page| {
        page.say_with("terminal-exported", &[("path", &shown)]);
        let pairs: Vec<(String, String)> = sheets
            .iter()
            .map(|sheet| (sheet.name.clone(), sheet.rows.len().to_string()))
            .collect();
        page.pairs(&pairs);
    });
    Ok(Exit::Done)
}

async fn export_lines(
    context: &Arc<Context>,
    viewer: &Viewer,
    file: &Path,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let failed = |error: std::io::Error| Failure::system("writing sales lines", error);
    let mut lines = sales_csv(context, viewer, printer.texts(), CsvStyle::Plain).await?;
    let mut target = fs::File::create_new(file).map_err(failed)?;
    // The header is no line of sales.
    let mut count: u64 = 0;
    while let Some(chunk) = lines.next().await {
        let chunk = chunk?;
        let ends = chunk.windows(2).filter(|two| two == b"\r\n").count();
        count += u64::try_from(ends).unwrap_or(0);
        target.write_all(&chunk).map_err(failed)?;
    }
    target.sync_all().map_err(failed)?;
    let shown = file.display().to_string();
    let answer = json!({ "file": shown, "lines": count.saturating_sub(1) });
    printer.answer(&answer, |page| {
        page.say_with("terminal-exported", &[("path", &shown)]);
    });
    Ok(Exit::Done)
}
