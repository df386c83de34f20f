//! Sales lines as a CSV that is written while the ledger is read, a month at a time: a ledger of any
//! size is exported in little memory.

use std::sync::Arc;

use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::export_sales::{SalesCell, SalesLines};
use clientela_store::Viewer;
use clientela_texts::Texts;
use futures::stream::{BoxStream, StreamExt as _, once, try_unfold};

use crate::pages::export::{Cell, CsvStyle, csv_head, csv_line};

/// The lines the viewer may see, with their header, under which a file of them is imported again.
///
/// # Errors
/// When the book or the ledger cannot answer; the stream ends with an error when the ledger cannot
/// answer later.
pub async fn sales_csv(
    context: &Arc<Context>,
    viewer: &Viewer,
    texts: Texts,
    style: CsvStyle,
) -> Result<BoxStream<'static, Result<Vec<u8>, AppError>>, AppError> {
    let lines = SalesLines::open(context, viewer).await?;
    let header = SalesLines::header(texts);
    let head = csv_head(&header, style).into_bytes();
    let months = try_unfold(
        (Arc::clone(context), lines),
        move |(context, mut lines)| async move {
            let Some(rows) = lines.next(&context).await? else {
                return Ok(None);
            };
            let mut text = String::new();
            for row in rows {
                let cells: Vec<Cell> = row.into_iter().map(cell).collect();
                text.push_str(&csv_line(&cells, style));
            }
            Ok(Some((text.into_bytes(), (context, lines))))
        },
    );
    Ok(once(async move { Ok(head) }).chain(months).boxed())
}

fn cell(cell: SalesCell) -> Cell {
    match cell {
        SalesCell::Text(text) => Cell::Text(text),
        SalesCell::Amount(amount) => Cell::Amount(Some(amount)),
    }
}
