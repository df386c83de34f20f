//! Rows that could not be used: kept whole until somebody corrects or drops them.

use clientela_domain::ids::ImportId;
use clientela_domain::sales::column::Column;
use clientela_domain::sales::report::{SetAside, SetAsideReason};

use crate::error::StoreError;
use crate::sql::{self, Row, Values, binds, words};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;
use crate::walls;

words! {
    /// What became of a row that was set aside.
    SetAsideState {
        /// Waits.
        Open = "open",
        /// Was corrected and counts.
        Corrected = "corrected",
        /// Somebody decided that it does not count.
        Dropped = "dropped",
    }
}

/// A row that was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAsideRow {
    /// Position of the sheet in its file, from 0.
    pub sheet: u64,
    /// The document it belongs to, when the whole document is set aside.
    pub document: Option<u64>,
    /// The row and why.
    pub row: SetAside,
    /// What became of it.
    pub state: SetAsideState,
}

/// Which rows.
#[derive(Clone, Debug, Default)]
pub struct SetAsideFilter {
    /// Only this reason.
    pub reason: Option<SetAsideReason>,
    /// Only this state.
    pub state: Option<SetAsideState>,
    /// Only rows after this sheet and line: the next page.
    pub after: Option<(u64, u64)>,
}

/// Keeps rows of an import; each sheet and line once.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &Tx, import: ImportId, rows: &[SetAsideRow]) -> Result<(), StoreError> {
    let head = "INSERT INTO set_aside_rows (import_id, sheet, line, field, column_name, value,
        reason, source_row, document, state)";
    sql::insert_many(tx, "keeping rows", (head, ""), rows, |kept| {
        let row = &kept.row;
        binds![
            import.0,
            kept.sheet,
            row.line,
            row.field.map(|field| field as u64),
            row.column.map(Column::name),
            &row.value,
            row.reason.code(),
            serde_json::json!(row.row).to_string(),
            kept.document.map(sql::hash_bits),
            kept.state.code(),
        ]
    })
    .await?;
    Ok(())
}

/// Puts rows in place of those kept for the same lines: they were run again and are still wrong.
///
/// # Errors
/// When the database refuses.
pub async fn replace(tx: &Tx, import: ImportId, rows: &[SetAsideRow]) -> Result<(), StoreError> {
    let text = "DELETE FROM set_aside_rows WHERE import_id = $1 AND sheet = $2 AND line = $3";
    for kept in rows {
        let values = binds![import.0, kept.sheet, kept.row.line];
        sql::execute(tx, "replacing a row", text, values).await?;
    }
    insert(tx, import, rows).await
}

/// Rows of an import, by sheet and line, at most `limit`.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn list(
    reader: &dyn Reader,
    import: ImportId,
    filter: &SetAsideFilter,
    limit: u64,
) -> Result<Vec<SetAsideRow>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut values: Values = binds![import.0, limit];
    let mut text = format!(
        "SELECT sheet, line, field, column_name, value, reason, source_row, document, state
         FROM set_aside_rows WHERE import_id = $1 AND EXISTS (SELECT 1 FROM imports
             WHERE imports.id = set_aside_rows.import_id AND {})",
        walls::import_is_seen(reader.viewer(), &mut values)
    );
    if let Some(reason) = filter.reason {
        values.extend(binds![reason.code()]);
        text.push_str(&format!(" AND reason = ${}", values.len()));
    }
    if let Some(state) = filter.state {
        values.extend(binds![state.code()]);
        text.push_str(&format!(" AND state = ${}", values.len()));
    }
    if let Some((sheet, line)) = filter.after {
        values.extend(binds![sheet, line]);
        text.push_str(&format!(
            " AND (sheet, line) > (${}, ${})",
            values.len() - 1,
            values.len()
        ));
    }
    text.push_str(" ORDER BY sheet, line LIMIT $2");
    sql::all(reader, "reading rows set aside", &text, values, read_row).await
}

/// How many rows wait, by reason, the most frequent first.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn open_by_reason(
    reader: &dyn Reader,
    import: ImportId,
) -> Result<Vec<(SetAsideReason, u64)>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut values = binds![import.0];
    let text = format!(
        "SELECT reason, count(*) AS waiting FROM set_aside_rows
         WHERE import_id = $1 AND state = 'open' AND EXISTS (SELECT 1 FROM imports
             WHERE imports.id = set_aside_rows.import_id AND {})
         GROUP BY reason ORDER BY waiting DESC, reason",
        walls::import_is_seen(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        Ok((
            row.word("reason", SetAsideReason::from_code)?,
            row.count("waiting")?,
        ))
    };
    sql::all(reader, "counting rows set aside", &text, values, read).await
}

/// Moves an open row to corrected or dropped.
///
/// # Errors
/// [`StoreError::Missing`] when the row is not known or not open; [`StoreError::Forbidden`].
pub async fn mark(
    tx: &Tx,
    import: ImportId,
    (sheet, line): (u64, u64),
    state: SetAsideState,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let text = "UPDATE set_aside_rows SET state = $4
        WHERE import_id = $1 AND sheet = $2 AND line = $3 AND state = 'open'";
    let values = binds![import.0, sheet, line, state.code()];
    match sql::execute(tx, "marking a row", text, values).await? {
        1 => Ok(()),
        _ => Err(StoreError::Missing("open row")),
    }
}

/// Moves every open row of a document, whatever its sheet; returns how many. For conflicts, which
/// are decided whole.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn mark_document(
    tx: &Tx,
    import: ImportId,
    document: u64,
    state: SetAsideState,
) -> Result<u64, StoreError> {
    tx.viewer().require(Permission::Import)?;
    let text = "UPDATE set_aside_rows SET state = $3
        WHERE import_id = $1 AND document = $2 AND state = 'open'";
    let values = binds![import.0, sql::hash_bits(document), state.code()];
    sql::execute(tx, "marking a document", text, values).await
}

/// Forgets every row of an import: before its trial run is repeated, or after its undo.
///
/// # Errors
/// When the database refuses.
pub async fn clear(tx: &Tx, import: ImportId) -> Result<(), StoreError> {
    let text = "DELETE FROM set_aside_rows WHERE import_id = $1";
    sql::execute(tx, "forgetting rows", text, binds![import.0]).await?;
    Ok(())
}

fn read_row(row: &Row) -> Result<SetAsideRow, StoreError> {
    let source_row = row.text("source_row")?;
    let cells = serde_json::from_str(&source_row).map_err(|_| StoreError::Inconsistent {
        what: "row",
        value: source_row,
    })?;
    Ok(SetAsideRow {
        sheet: row.count("sheet")?,
        document: row.hash_if_any("document")?,
        row: SetAside {
            line: row.count("line")?,
            field: row
                .count_if_any("field")?
                .and_then(|field| usize::try_from(field).ok()),
            column: row
                .text_if_any("column_name")?
                .as_deref()
                .and_then(Column::from_name),
            value: row.text("value")?,
            reason: row.word("reason", SetAsideReason::from_code)?,
            row: cells,
        },
        state: row.word("state", SetAsideState::from_code)?,
    })
}
