//! `export --all FILE.xlsx`: everything one may see, a sheet for each kind of record.

use std::io::Write;
use std::path::Path;

use clientela_app::export_all::export_all;
use clientela_web::workbook::workbook;
use fs_err as fs;
use serde_json::json;

use crate::cli::Global;
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::wire;

pub async fn run(global: &Global, file: &Path, printer: &Printer) -> Result<Exit, Failure> {
    let shown = file.display().to_string();
    if file.exists() {
        return Err(Failure::Usage("usage-file-there", shown));
    }
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
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
