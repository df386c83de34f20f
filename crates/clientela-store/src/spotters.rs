//! Agreements with those who find prospects for a fee: people who give names, firms that find and qualify. Nobody
//! deletes one: it ends on its last day.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::gifts::Official;
use clientela_domain::ids::{ImportId, PersonId, SpotterId};
use clientela_domain::names::fold;
use clientela_domain::prospects::{FeeTerms, SpotterKind};
use serde_json::{Value as Json, json};

use crate::accounts;
use crate::error::StoreError;
use crate::happenings::differences;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::people;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

mod brought;
mod names;
mod runs;
mod ties;

pub use brought::{BroughtSpotter, KnownSpotter, create_brought, known_of, remove_left_behind};
pub use names::{NameTold, SpotterName, names_of, tell_of_name, was_paid};
pub use runs::{NewRun, PaidLine, SpotterRun, paid_of, pay, run, runs_of, take_back};
pub use ties::{SpotterTies, fees_within, ties_of};

/// An agreement as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSpotter {
    /// Somebody who gives names, or a firm that finds and qualifies.
    pub kind: SpotterKind,
    /// Whom it is with.
    pub name: String,
    /// The person of the book it is with.
    pub person_id: Option<PersonId>,
    /// Where the written contract is; empty when there is none.
    pub contract: String,
    /// Since when it holds.
    pub first_day: Option<Date>,
    /// Until when.
    pub last_day: Option<Date>,
    /// What is paid.
    pub terms: FeeTerms,
    /// The price of each delivered list.
    pub list_price: Option<Amount>,
    /// In which currency.
    pub currency: Currency,
    /// Days after a fee arose within which it is paid.
    pub payment_days: u16,
    /// Whether they hold a public office.
    pub official: Official,
    /// Where their employer's consent is written; empty when there is none.
    pub employer_consent: String,
    /// Where the tax document is; empty when there is none.
    pub tax_document: String,
    /// More about it; may be empty.
    pub note: String,
}

/// An agreement in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spotter {
    /// Which one.
    pub id: SpotterId,
    /// What was written.
    pub spotter: NewSpotter,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Grows with every change.
    pub version: i64,
}

/// Most agreements read at once.
const SPOTTERS_MAX: u64 = 1_000;

const COLUMNS: &str =
    "id, kind, name, person_id, contract, first_day, last_day, fee_name, fee_qualified, share,
    window_days, most_by_prospect, list_price, currency, payment_days, official, employer_consent,
    tax_document, note, is_sample, version";

/// Writes an agreement down.
///
/// # Errors
/// [`StoreError::Missing`] without such a person; [`StoreError::Forbidden`].
pub async fn create(tx: &mut Tx, new: &NewSpotter) -> Result<SpotterId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    people::require_seen(tx, new.person_id.as_slice()).await?;
    let id = SpotterId(new_id(tx.at()));
    insert(tx, &[(id, new)], (false, None)).await?;
    let entry = JournalEntry::new("created", "spotter", id).after(as_json(new));
    tx.journal(of_person(entry, new.person_id)).await?;
    Ok(id)
}

/// What is said of an agreement with a person is theirs.
fn of_person(entry: JournalEntry, person: Option<PersonId>) -> JournalEntry {
    match person {
        Some(person) => entry.personal(person),
        None => entry,
    }
}

pub(crate) async fn insert(
    tx: &Tx,
    rows: &[(SpotterId, &NewSpotter)],
    (is_sample, import): (bool, Option<ImportId>),
) -> Result<(), StoreError> {
    let head = "INSERT INTO spotters (id, kind, name, name_folded, person_id, contract, first_day, last_day,
        fee_name, fee_qualified, share, window_days, most_by_prospect, list_price, currency, payment_days,
        official, employer_consent, tax_document, note, is_sample, created_by, created_by_import, brought_version,
        created_at, version)";
    let (at, author) = (tx.at(), tx.viewer().user);
    sql::insert_many(tx, "writing spotters", (head, ""), rows, |(id, new)| {
        let mut values = binds![id.0];
        values.extend(written(new));
        values.extend(binds![
            is_sample,
            author.map(|user| user.0),
            import.map(|import| import.0),
            import.map(|_| 1_i64),
            at,
            1_i64,
        ]);
        values
    })
    .await
    .map(drop)
}

/// What people write, in the order of the columns.
fn written(new: &NewSpotter) -> Values {
    let amount = |amount: Option<Amount>| amount.map(|amount| amount.to_string());
    binds![
        new.kind.code(),
        &new.name,
        fold(&new.name),
        new.person_id.map(|person| person.0),
        &new.contract,
        new.first_day,
        new.last_day,
        new.terms.for_name.to_string(),
        new.terms.for_qualified.to_string(),
        i64::from(new.terms.share_of_first_year),
        i64::from(new.terms.window_days),
        amount(new.terms.most_by_prospect),
        amount(new.list_price),
        new.currency.code().to_owned(),
        i64::from(new.payment_days),
        new.official.code(),
        &new.employer_consent,
        &new.tax_document,
        &new.note,
    ]
}

/// Changes an agreement somebody read at `version`. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`]; [`StoreError::Refused`] at `currency`
/// for another one once something was paid.
pub async fn change(
    tx: &mut Tx,
    id: SpotterId,
    new: &NewSpotter,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (SpotterId, i64),
    new: &NewSpotter,
) -> Result<i64, StoreError> {
    let before = editable(tx, id).await?;
    people::require_seen(tx, new.person_id.as_slice()).await?;
    if new.currency != before.spotter.currency && !runs_of(tx, id).await?.is_empty() {
        return Err(StoreError::Refused {
            field: "currency",
            code: "spotter-was-paid",
        });
    }
    let text = "UPDATE spotters SET kind = $3, name = $4, name_folded = $5, person_id = $6, contract = $7,
            first_day = $8, last_day = $9, fee_name = $10, fee_qualified = $11, share = $12, window_days = $13,
            most_by_prospect = $14, list_price = $15, currency = $16, payment_days = $17, official = $18,
            employer_consent = $19, tax_document = $20, note = $21, is_sample = $22, version = version + 1
        WHERE id = $1 AND version = $2";
    let mut values = binds![id.0, version];
    values.extend(written(new));
    values.extend(binds![false]);
    accounts::fresh(sql::execute(tx, "changing a spotter", text, values).await?)?;
    let (was, is) = differences(&as_json(&before.spotter), &as_json(new));
    let entry = JournalEntry::new(action, "spotter", id)
        .before(was)
        .after(is);
    let person = new.person_id.or(before.spotter.person_id);
    tx.journal(of_person(entry, person)).await?;
    Ok(version + 1)
}

/// An agreement the viewer may write about.
async fn editable(tx: &Tx, id: SpotterId) -> Result<Spotter, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    get(tx, id).await?.ok_or(StoreError::Missing("spotter"))
}

/// An agreement that was read at `version` is another from now on; it is no sample any more.
async fn touch(tx: &Tx, id: SpotterId, version: i64) -> Result<(), StoreError> {
    let text =
        "UPDATE spotters SET is_sample = $3, version = version + 1 WHERE id = $1 AND version = $2";
    let values = binds![id.0, version, false];
    accounts::fresh(sql::execute(tx, "touching a spotter", text, values).await?)
}

/// The condition that leaves only agreements the viewer may see: they are the firm's, those with a person of the book
/// are seen with the person. What it needs bound is added to `values`.
fn visible(viewer: &Viewer, values: &mut Values) -> String {
    let person = people::within_sight(viewer, values);
    format!(
        "(spotters.person_id IS NULL OR EXISTS (SELECT 1 FROM people
             WHERE people.id = spotters.person_id AND {person}))"
    )
}

/// An agreement the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: SpotterId) -> Result<Option<Spotter>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM spotters WHERE id = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    sql::one(reader, "reading a spotter", &text, values, read_spotter).await
}

/// All agreements the viewer may see, by name.
///
/// # Errors
/// When the database refuses.
pub async fn list(reader: &dyn Reader) -> Result<Vec<Spotter>, StoreError> {
    let mut values = binds![SPOTTERS_MAX];
    let text = format!(
        "SELECT {COLUMNS} FROM spotters WHERE {} ORDER BY name_folded, id LIMIT $1",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "listing spotters", &text, values, read_spotter).await
}

/// An agreement field by field, by the names of the journal.
#[must_use]
pub fn as_json(new: &NewSpotter) -> Json {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let amount = |amount: Option<Amount>| amount.map(|amount| amount.to_string());
    json!({
        "spotter_kind": new.kind.code(),
        "name": new.name,
        "person": new.person_id.map(|id| id.to_string()),
        "contract": new.contract,
        "first_day": day(new.first_day),
        "last_day": day(new.last_day),
        "fee_name": new.terms.for_name.to_string(),
        "fee_qualified": new.terms.for_qualified.to_string(),
        "fee_share": new.terms.share_of_first_year,
        "window_days": new.terms.window_days,
        "most_by_prospect": amount(new.terms.most_by_prospect),
        "list_price": amount(new.list_price),
        "currency": new.currency.code(),
        "payment_days": new.payment_days,
        "official": new.official.code(),
        "employer_consent": new.employer_consent,
        "tax_document": new.tax_document,
        "note": new.note,
    })
}

fn number<T: TryFrom<i64>>(row: &Row, column: &'static str) -> Result<T, StoreError> {
    let value = row.integer(column)?;
    T::try_from(value).map_err(|_| StoreError::Inconsistent {
        what: column,
        value: value.to_string(),
    })
}

fn read_spotter(row: &Row) -> Result<Spotter, StoreError> {
    Ok(Spotter {
        id: SpotterId(row.uuid("id")?),
        spotter: NewSpotter {
            kind: row.word("kind", SpotterKind::from_code)?,
            name: row.text("name")?,
            person_id: row.uuid_if_any("person_id")?.map(PersonId),
            contract: row.text("contract")?,
            first_day: row.day_if_any("first_day")?,
            last_day: row.day_if_any("last_day")?,
            terms: FeeTerms {
                for_name: row.word("fee_name", Amount::parse)?,
                for_qualified: row.word("fee_qualified", Amount::parse)?,
                share_of_first_year: number(row, "share")?,
                window_days: number(row, "window_days")?,
                most_by_prospect: row.word_if_any("most_by_prospect", Amount::parse)?,
            },
            list_price: row.word_if_any("list_price", Amount::parse)?,
            currency: row.word("currency", Currency::from_code)?,
            payment_days: number(row, "payment_days")?,
            official: row.word("official", Official::from_code)?,
            employer_consent: row.text("employer_consent")?,
            tax_document: row.text("tax_document")?,
            note: row.text("note")?,
        },
        is_sample: row.truth("is_sample")?,
        version: row.integer("version")?,
    })
}
