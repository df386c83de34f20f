//! The parts of the sales ledger: a file of lines counts only when the book says so here.

use std::sync::Arc;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::ids::{ImportId, PartId};
use clientela_domain::ports::{LedgerView, LivePart, SealedPart};

use crate::error::StoreError;
use crate::sql::{self, Row, binds, words};
use crate::transaction::{Reader, Tx};

words! {
    /// Where the lines of a part come from.
    PartKind {
        /// The rows of a sheet.
        Lines = "lines",
        /// Rows that were set aside and corrected.
        Correction = "correction",
        /// Documents written anew from several versions; belongs to no import.
        Merged = "merged",
    }
}

/// A part to be published.
#[derive(Clone, Debug)]
pub struct NewPart {
    /// What was sealed.
    pub sealed: SealedPart,
    /// The import it belongs to; absent exactly for [`PartKind::Merged`].
    pub import_id: Option<ImportId>,
    /// Position of the sheet in its file, from 0.
    pub sheet: u64,
    /// Where its lines come from.
    pub kind: PartKind,
    /// Its documents that do not count, ascending.
    pub hidden: Vec<u64>,
}

/// A change of what counts, made true as one.
#[derive(Clone, Debug, Default)]
pub struct Publication {
    /// Parts that begin to count.
    pub parts: Vec<NewPart>,
    /// New sets of hidden documents of known parts, each ascending.
    pub hidden: Vec<(PartId, Vec<u64>)>,
    /// Parts that stop to count (their import is undone, their merge is replaced).
    pub retired: Vec<PartId>,
    /// Parts that count again.
    pub revived: Vec<PartId>,
}

/// A part as the book knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Which one.
    pub id: PartId,
    /// The import it belongs to.
    pub import_id: Option<ImportId>,
    /// Position of the sheet in its file, from 0.
    pub sheet: u64,
    /// Where its lines come from.
    pub kind: PartKind,
    /// BLAKE3 of its file, hex.
    pub blake3: String,
    /// Lines in it, the hidden included.
    pub lines: u64,
    /// First and last day.
    pub period: Option<Period>,
    /// Net total of all lines by currency.
    pub net_totals: Vec<(Currency, Amount)>,
    /// Its documents that do not count, ascending.
    pub hidden: Vec<u64>,
    /// Does it count?
    pub live: bool,
}

/// Makes a change of what counts true and returns the new generation. Journal it with the import.
///
/// # Errors
/// [`StoreError::Missing`] when a known part is not known; when the database refuses.
pub async fn publish(tx: &Tx, publication: &Publication) -> Result<u64, StoreError> {
    let at = tx.at();
    sql::insert_many(
        tx,
        "publishing parts of the ledger",
        (
            "INSERT INTO ledger_parts (id, import_id, sheet, kind, blake3, lines, first_day,
                 last_day, net_totals, hidden, live, created_at)",
            "",
        ),
        &publication.parts,
        |part| {
            binds![
                part.sealed.id.0,
                part.import_id.map(|import| import.0),
                part.sheet,
                part.kind.code(),
                &part.sealed.blake3,
                part.sealed.lines,
                part.sealed.period.map(|period| period.from),
                part.sealed.period.map(|period| period.to),
                totals_json(&part.sealed.net_totals),
                pack(&part.hidden),
                true,
                at,
            ]
        },
    )
    .await?;
    for (part, hidden) in &publication.hidden {
        let text = "UPDATE ledger_parts SET hidden = $2 WHERE id = $1";
        known(sql::execute(tx, "hiding documents", text, binds![part.0, pack(hidden)]).await?)?;
    }
    let switched = (publication.retired.iter().map(|part| (part, false)))
        .chain(publication.revived.iter().map(|part| (part, true)));
    for (part, live) in switched {
        let text = "UPDATE ledger_parts SET live = $2 WHERE id = $1";
        known(sql::execute(tx, "switching a part", text, binds![part.0, live]).await?)?;
    }
    let text =
        "UPDATE ledger_state SET generation = generation + 1 WHERE id = 1 RETURNING generation";
    let generation = sql::one(tx, "counting generations", text, vec![], |row| {
        row.count("generation")
    })
    .await?;
    generation.ok_or(StoreError::Missing("ledger state"))
}

/// The parts that count, with their hidden documents, as of one moment: by import, then sheet.
///
/// # Errors
/// When the database refuses.
pub async fn view(reader: &dyn Reader) -> Result<LedgerView, StoreError> {
    // One statement, so that generation and parts belong together outside a transaction too.
    let rows = sql::all(
        reader,
        "reading the ledger's view",
        "SELECT s.generation, p.id, p.hidden
         FROM ledger_state AS s
         LEFT JOIN ledger_parts AS p ON p.live
         LEFT JOIN imports AS i ON i.id = p.import_id
         ORDER BY CASE WHEN p.import_id IS NULL THEN 1 ELSE 0 END, i.sequence, p.sheet, p.id",
        vec![],
        |row| {
            let part = match row.uuid_if_any("id")? {
                None => None,
                Some(id) => Some(LivePart {
                    id: PartId(id),
                    hidden: unpack(&row.bytes("hidden")?)?.into(),
                }),
            };
            Ok((row.count("generation")?, part))
        },
    )
    .await?;
    let generation = rows.first().map_or(0, |row| row.0);
    let parts: Arc<[LivePart]> = rows.into_iter().filter_map(|row| row.1).collect();
    Ok(LedgerView {
        generation,
        parts,
        without: Arc::default(),
    })
}

/// Grows with every change of what counts; a cheap question whether a cached figure still holds.
///
/// # Errors
/// When the database refuses.
pub async fn generation(reader: &dyn Reader) -> Result<u64, StoreError> {
    let text = "SELECT generation FROM ledger_state";
    let found = sql::one(reader, "reading the generation", text, vec![], |row| {
        row.count("generation")
    });
    Ok(found.await?.unwrap_or(0))
}

/// Every part the book knows, those that do not count included: what a sweep keeps and what
/// `doctor` verifies. By import and sheet, merged parts last.
///
/// # Errors
/// When the database refuses.
pub async fn all_parts(reader: &dyn Reader) -> Result<Vec<Part>, StoreError> {
    sql::all(
        reader,
        "listing parts of the ledger",
        "SELECT p.id, p.import_id, p.sheet, p.kind, p.blake3, p.lines, p.first_day, p.last_day,
             p.net_totals, p.hidden, p.live
         FROM ledger_parts AS p
         LEFT JOIN imports AS i ON i.id = p.import_id
         ORDER BY CASE WHEN p.import_id IS NULL THEN 1 ELSE 0 END, i.sequence, p.sheet, p.id",
        vec![],
        read_part,
    )
    .await
}

/// Forgets parts that do not count, so that the next sweep removes their files.
///
/// # Errors
/// [`StoreError::Missing`] when one of them counts or is not known.
pub async fn forget(tx: &Tx, parts: &[PartId]) -> Result<(), StoreError> {
    for part in parts {
        let text = "DELETE FROM ledger_parts WHERE id = $1 AND NOT live";
        known(sql::execute(tx, "forgetting a part", text, binds![part.0]).await?)?;
    }
    Ok(())
}

fn known(rows: u64) -> Result<(), StoreError> {
    if rows == 1 {
        Ok(())
    } else {
        Err(StoreError::Missing("part of the ledger"))
    }
}

fn read_part(row: &Row) -> Result<Part, StoreError> {
    let first: Option<Date> = row.day_if_any("first_day")?;
    let last = row.day_if_any("last_day")?;
    Ok(Part {
        id: PartId(row.uuid("id")?),
        import_id: row.uuid_if_any("import_id")?.map(ImportId),
        sheet: row.count("sheet")?,
        kind: row.word("kind", PartKind::from_code)?,
        blake3: row.text("blake3")?,
        lines: row.count("lines")?,
        period: first.zip(last).map(|(from, to)| Period { from, to }),
        net_totals: totals_from_json(row.text("net_totals")?)?,
        hidden: unpack(&row.bytes("hidden")?)?,
        live: row.truth("live")?,
    })
}

/// `[["BGN", "1.00"], …]`.
fn totals_json(totals: &[(Currency, Amount)]) -> String {
    let pairs: Vec<[String; 2]> = totals
        .iter()
        .map(|(currency, amount)| [currency.code().to_owned(), amount.to_string()])
        .collect();
    serde_json::json!(pairs).to_string()
}

fn totals_from_json(text: String) -> Result<Vec<(Currency, Amount)>, StoreError> {
    let pairs: Option<Vec<[String; 2]>> = serde_json::from_str(&text).ok();
    let totals = pairs.and_then(|pairs| {
        let read =
            |[code, amount]: &[String; 2]| Currency::from_code(code).zip(Amount::parse(amount));
        pairs.iter().map(read).collect()
    });
    totals.ok_or(StoreError::Inconsistent {
        what: "net totals",
        value: text,
    })
}

/// Eight bytes each, little end first.
fn pack(documents: &[u64]) -> Vec<u8> {
    documents
        .iter()
        .flat_map(|document| document.to_le_bytes())
        .collect()
}

fn unpack(bytes: &[u8]) -> Result<Vec<u64>, StoreError> {
    let (chunks, rest) = bytes.as_chunks::<8>();
    if !rest.is_empty() {
        let value = format!("{} bytes", bytes.len());
        return Err(StoreError::Inconsistent {
            what: "set of documents",
            value,
        });
    }
    Ok(chunks
        .iter()
        .map(|chunk| u64::from_le_bytes(*chunk))
        .collect())
}
