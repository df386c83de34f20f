//! What the firm reads for prospects: newspapers, magazines, directories, registers, sites, each with its rhythm and
//! its reader. Readings only grow; the last one can be taken back. What was found stands among observations, joined to
//! what it was found in. The list is the firm's: whoever signs in sees it.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::ids::{ObservationId, PublicationId, ReadingId, UserId};
use clientela_domain::names::fold;
use clientela_domain::prospects::PublicationKind;
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::error::StoreError;
use crate::happenings::differences;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;
use crate::{accounts, observations, prospects};

mod sample;

pub use sample::SamplePublication;
pub(crate) use sample::{insert_samples, remove_samples};

/// Something to read, as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPublication {
    /// What it is.
    pub kind: PublicationKind,
    /// Name.
    pub name: String,
    /// Where it is read: a web address; may be empty.
    pub address: String,
    /// What we look for there; may be empty.
    pub looks_for: String,
    /// Days between two readings.
    pub rhythm_days: u32,
    /// Who of us reads it; anybody when absent.
    pub reader_id: Option<UserId>,
    /// More about it; may be empty.
    pub note: String,
    /// Nobody reads it any more: it is never due, and what it brought stays.
    pub is_stopped: bool,
}

/// Something to read, in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Which one.
    pub id: PublicationId,
    /// What was written.
    pub publication: NewPublication,
    /// Part of a sample book.
    pub is_sample: bool,
    /// When it was put on the list.
    pub created_at: Timestamp,
    /// Grows with every change.
    pub version: i64,
}

/// What one reading says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReading {
    /// On which day.
    pub day: Date,
    /// What else is to be said of it; may be empty.
    pub found: String,
    /// What was found, one line each.
    pub lines: Vec<String>,
}

/// A reading in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Which one.
    pub id: ReadingId,
    /// Of what.
    pub publication_id: PublicationId,
    /// On which day.
    pub day: Date,
    /// What else was said of it.
    pub found: String,
    /// How many lines were found.
    pub names: u32,
    /// Who read it.
    pub author_id: Option<UserId>,
}

/// What prospects found in one publication became.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PublicationFigures {
    /// Prospects it brought.
    pub prospects: u64,
    /// Those of them that were qualified at some time.
    pub qualified: u64,
    /// Those of them that became clients.
    pub won: u64,
    /// Prospects that came long enough ago to say what became of them.
    pub ripe: u64,
    /// Those of the ripe ones that were qualified at some time.
    pub ripe_qualified: u64,
    /// Those of the ripe ones that became clients.
    pub ripe_won: u64,
}

/// Most publications read at once.
const PUBLICATIONS_MAX: u64 = 1_000;

/// Most readings of one publication read at once.
const READINGS_MAX: u64 = 100;

const COLUMNS: &str =
    "id, kind, name, address, looks_for, rhythm_days, reader_id, note, is_stopped,
    is_sample, created_at, version";

/// Puts something on the list.
///
/// # Errors
/// [`StoreError::Forbidden`].
pub async fn create(tx: &mut Tx, new: &NewPublication) -> Result<PublicationId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let id = PublicationId(new_id(tx.at()));
    insert(tx, &[(id, new, tx.at())], false).await?;
    let entry = JournalEntry::new("created", "publication", id).after(as_json(new));
    tx.journal(entry).await?;
    Ok(id)
}

pub(crate) async fn insert(
    tx: &Tx,
    rows: &[(PublicationId, &NewPublication, Timestamp)],
    is_sample: bool,
) -> Result<(), StoreError> {
    let head =
        "INSERT INTO publications (id, kind, name, name_folded, address, looks_for, rhythm_days,
        reader_id, note, is_stopped, is_sample, created_by, created_at, version)";
    let author = tx.viewer().user;
    sql::insert_many(
        tx,
        "writing publications",
        (head, ""),
        rows,
        |(id, new, at)| {
            let mut values = binds![id.0];
            values.extend(written(new));
            values.extend(binds![is_sample, author.map(|user| user.0), *at, 1_i64]);
            values
        },
    )
    .await
    .map(drop)
}

fn written(new: &NewPublication) -> Values {
    binds![
        new.kind.code(),
        &new.name,
        fold(&new.name),
        &new.address,
        &new.looks_for,
        i64::from(new.rhythm_days),
        new.reader_id.map(|id| id.0),
        &new.note,
        new.is_stopped,
    ]
}

/// Changes something on the list that was read at `version`. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change(
    tx: &mut Tx,
    id: PublicationId,
    new: &NewPublication,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (PublicationId, i64),
    new: &NewPublication,
) -> Result<i64, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let before = existing(tx, id).await?;
    let text = "UPDATE publications SET kind = $3, name = $4, name_folded = $5, address = $6, looks_for = $7,
            rhythm_days = $8, reader_id = $9, note = $10, is_stopped = $11, is_sample = $12,
            version = version + 1
        WHERE id = $1 AND version = $2";
    let mut values = binds![id.0, version];
    values.extend(written(new));
    values.extend(binds![false]);
    accounts::fresh(sql::execute(tx, "changing a publication", text, values).await?)?;
    let (was, is) = differences(&as_json(&before.publication), &as_json(new));
    let entry = JournalEntry::new(action, "publication", id)
        .before(was)
        .after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

async fn existing(tx: &Tx, id: PublicationId) -> Result<Publication, StoreError> {
    get(tx, id).await?.ok_or(StoreError::Missing("publication"))
}

/// Makes it another version, so that of two readings written at once one is refused.
async fn touch(tx: &Tx, (id, version): (PublicationId, i64)) -> Result<(), StoreError> {
    let text = "UPDATE publications SET is_sample = $3, version = version + 1 WHERE id = $1 AND version = $2";
    let values = binds![id.0, version, false];
    accounts::fresh(sql::execute(tx, "touching a publication", text, values).await?)
}

/// Writes down that something read at `version` of it was read; each line found becomes an observation. Returns the
/// new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn add_reading(
    tx: &mut Tx,
    (id, version): (PublicationId, i64),
    new: &NewReading,
) -> Result<Vec<ObservationId>, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    existing(tx, id).await?;
    touch(tx, (id, version)).await?;
    let text = "INSERT INTO publication_readings (id, publication_id, day, found, names, author_id, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let names = i64::try_from(new.lines.len()).unwrap_or(i64::MAX);
    let values = binds![
        new_id(tx.at()),
        id.0,
        new.day,
        &new.found,
        names,
        tx.viewer().user.map(|user| user.0),
        tx.at(),
    ];
    sql::execute(tx, "writing a reading", text, values).await?;
    let after = json!({ "day": new.day.to_string(), "names": names });
    let entry = JournalEntry::new("read", "publication", id).after(after);
    tx.journal(entry).await?;
    let mut written = Vec::new();
    for line in &new.lines {
        written.push(observations::create_from(tx, Some(id), (line, new.day)).await?);
    }
    Ok(written)
}

/// Takes the last reading of something read at `version` back: it counts no more, and the list goes on from the one
/// before. What was found in it stays among observations. Returns the new version.
///
/// # Errors
/// [`StoreError::Missing`] where nothing was read; [`StoreError::Stale`]; [`StoreError::Forbidden`].
pub async fn take_reading_back(
    tx: &mut Tx,
    (id, version): (PublicationId, i64),
) -> Result<i64, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    existing(tx, id).await?;
    let all = readings_of(tx, id).await?;
    let last = all.into_iter().next();
    let last = last.ok_or(StoreError::Missing("reading"))?;
    touch(tx, (id, version)).await?;
    let text = "UPDATE publication_readings SET taken_back_at = $2 WHERE id = $1";
    let values = binds![last.id.0, tx.at()];
    sql::execute(tx, "taking a reading back", text, values).await?;
    let before = json!({ "day": last.day.to_string(), "names": last.names });
    let entry = JournalEntry::new("reading_taken_back", "publication", id).before(before);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Something on the list.
///
/// # Errors
/// When the database refuses.
pub async fn get(
    reader: &dyn Reader,
    id: PublicationId,
) -> Result<Option<Publication>, StoreError> {
    let text = format!("SELECT {COLUMNS} FROM publications WHERE id = $1");
    sql::one(
        reader,
        "reading a publication",
        &text,
        binds![id.0],
        read_publication,
    )
    .await
}

/// Everything on the list, by name.
///
/// # Errors
/// When the database refuses.
pub async fn list(reader: &dyn Reader) -> Result<Vec<Publication>, StoreError> {
    let text = format!("SELECT {COLUMNS} FROM publications ORDER BY name_folded, id LIMIT $1");
    let values = binds![PUBLICATIONS_MAX];
    sql::all(
        reader,
        "listing publications",
        &text,
        values,
        read_publication,
    )
    .await
}

/// The readings of one publication that count, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn readings_of(
    reader: &dyn Reader,
    id: PublicationId,
) -> Result<Vec<Reading>, StoreError> {
    let text = "SELECT id, publication_id, day, found, names, author_id FROM publication_readings
        WHERE publication_id = $1 AND taken_back_at IS NULL ORDER BY day DESC, id DESC LIMIT $2";
    let values = binds![id.0, READINGS_MAX];
    sql::all(reader, "reading readings", text, values, read_reading).await
}

/// The day on which each publication was read last, and how many lines were found in it so far.
///
/// # Errors
/// When the database refuses.
pub async fn last_readings(
    reader: &dyn Reader,
) -> Result<HashMap<PublicationId, (Date, u64)>, StoreError> {
    let text = "SELECT publication_id, MAX(day) AS day, CAST(SUM(names) AS BIGINT) AS names
        FROM publication_readings WHERE taken_back_at IS NULL GROUP BY publication_id";
    let read = |row: &Row| {
        let id = PublicationId(row.uuid("publication_id")?);
        Ok((id, (row.day("day")?, row.count("names")?)))
    };
    let rows = sql::all(reader, "reading last readings", text, binds![], read).await?;
    Ok(rows.into_iter().collect())
}

/// What prospects found in each publication became, of those the viewer may see; those that came by `ripe_by` are
/// ripe.
///
/// # Errors
/// When the database refuses.
pub async fn figures(
    reader: &dyn Reader,
    ripe_by: Date,
) -> Result<HashMap<PublicationId, PublicationFigures>, StoreError> {
    let mut values = binds![ripe_by];
    let text = format!(
        "SELECT came.publication_id, count(*) AS names,
             count(prospects.qualified_on) AS qualified,
             count(CASE WHEN prospects.stage = 'won' THEN 1 END) AS won,
             count(CASE WHEN came.day <= $1 THEN 1 END) AS ripe,
             count(CASE WHEN came.day <= $1 THEN prospects.qualified_on END) AS ripe_qualified,
             count(CASE WHEN came.day <= $1 AND prospects.stage = 'won' THEN 1 END) AS ripe_won
         FROM prospects
         JOIN (SELECT prospect_id, publication_id, MIN(day) AS day FROM prospect_sources
               WHERE publication_id IS NOT NULL GROUP BY prospect_id, publication_id) AS came
             ON came.prospect_id = prospects.id
         WHERE {} GROUP BY came.publication_id",
        prospects::visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        let figures = PublicationFigures {
            prospects: row.count("names")?,
            qualified: row.count("qualified")?,
            won: row.count("won")?,
            ripe: row.count("ripe")?,
            ripe_qualified: row.count("ripe_qualified")?,
            ripe_won: row.count("ripe_won")?,
        };
        Ok((PublicationId(row.uuid("publication_id")?), figures))
    };
    let rows = sql::all(
        reader,
        "counting what publications brought",
        &text,
        values,
        read,
    )
    .await?;
    Ok(rows.into_iter().collect())
}

pub(crate) fn as_json(new: &NewPublication) -> Json {
    json!({
        "publication_kind": new.kind.code(),
        "name": new.name,
        "address": new.address,
        "looks_for": new.looks_for,
        "reading_rhythm_days": new.rhythm_days,
        "reader": new.reader_id.map(|id| id.to_string()),
        "note": new.note,
        "reading_stopped": new.is_stopped,
    })
}

fn read_publication(row: &Row) -> Result<Publication, StoreError> {
    Ok(Publication {
        id: PublicationId(row.uuid("id")?),
        publication: NewPublication {
            kind: row.word("kind", PublicationKind::from_code)?,
            name: row.text("name")?,
            address: row.text("address")?,
            looks_for: row.text("looks_for")?,
            rhythm_days: u32::try_from(row.count("rhythm_days")?).unwrap_or(u32::MAX),
            reader_id: row.uuid_if_any("reader_id")?.map(UserId),
            note: row.text("note")?,
            is_stopped: row.truth("is_stopped")?,
        },
        is_sample: row.truth("is_sample")?,
        created_at: row.instant("created_at")?,
        version: row.integer("version")?,
    })
}

fn read_reading(row: &Row) -> Result<Reading, StoreError> {
    Ok(Reading {
        id: ReadingId(row.uuid("id")?),
        publication_id: PublicationId(row.uuid("publication_id")?),
        day: row.day("day")?,
        found: row.text("found")?,
        names: u32::try_from(row.count("names")?).unwrap_or(u32::MAX),
        author_id: row.uuid_if_any("author_id")?.map(UserId),
    })
}
