//! Support both sides give each other: references, introductions, names and logos lent, feasts, services with
//! the value the client confirmed.
//!
//! Support is seen with its client. Nobody deletes it: what was written by mistake is withdrawn, and stays.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::event_day::ToldDay;
use clientela_domain::ids::{AccountId, ImportId, PersonId, SupportId, UserId};
use clientela_domain::names::fold;
use clientela_domain::support::{Mark, SupportKind, SupportSide, SupportState};
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::accounts;
use crate::error::StoreError;
use crate::happenings::{differences, require_author};
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::people;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

mod attendance;
mod brought;
mod list;

pub use brought::{
    BroughtSupport, KnownSupport, change_brought, create_brought, known_by_codes, known_of,
    remove_left_behind, undo_brought,
};
pub use list::{
    SupportFilter, SupportKey, count, expiring, list, permissions_of, thanks_owed, values_of,
};

/// Support as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSupport {
    /// Between us and which client.
    pub account_id: AccountId,
    /// Who gives it; of a mark, whose it is.
    pub side: SupportSide,
    /// By what.
    pub kind: SupportKind,
    /// What, in words.
    pub what: String,
    /// Before whom, or to whom; may be empty.
    pub before_whom: String,
    /// Who of the client's people gives or receives it.
    pub person_id: Option<PersonId>,
    /// Who of us.
    pub owner_id: Option<UserId>,
    /// Which mark a permission or a use is about.
    pub mark: Option<Mark>,
    /// Where it is written; empty when nowhere.
    pub document: String,
    /// When, or from when on, as it is told.
    pub day: ToldDay,
    /// The last day of something that lasts; the end of a permission.
    pub until_day: Option<Date>,
    /// What we say it was worth.
    pub stated: Option<Amount>,
    /// What the client confirmed it was worth.
    pub confirmed: Option<Amount>,
    /// In which currency.
    pub currency: Option<Currency>,
    /// When the client confirmed it.
    pub confirmed_on: Option<Date>,
    /// Who confirmed it.
    pub confirmed_by: Option<PersonId>,
    /// When it was thanked for.
    pub thanked_on: Option<Date>,
    /// When an incident was settled.
    pub settled_on: Option<Date>,
    /// More about it; may be empty.
    pub note: String,
    /// Given, or only intended.
    pub state: SupportState,
    /// Who of their people was asked, and whether they came.
    pub people: Vec<(PersonId, bool)>,
    /// Who of us.
    pub users: Vec<(UserId, bool)>,
}

/// Support in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    /// Which one.
    pub id: SupportId,
    /// What was written.
    pub support: NewSupport,
    /// Who wrote it.
    pub created_by: Option<UserId>,
    /// When it was written.
    pub created_at: Timestamp,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Grows with every change.
    pub version: i64,
}

pub(crate) const COLUMNS: &str = "supports.id, supports.account_id, supports.side, supports.kind,
    supports.what, supports.before_whom, supports.person_id, supports.owner_id, supports.mark,
    supports.document, supports.day, supports.until_day, supports.stated, supports.confirmed,
    supports.currency, supports.confirmed_on, supports.confirmed_by, supports.thanked_on,
    supports.settled_on, supports.note, supports.state, supports.created_by, supports.created_at,
    supports.is_sample, supports.version, supports.told_day";

/// The condition that leaves only support the viewer may see; `supports` is the table's name.
pub(crate) fn visible(viewer: &Viewer, values: &mut Values) -> String {
    accounts::seen_by(viewer, "supports.account_id", values)
}

/// Writes support down; its account then counts as touched.
///
/// # Errors
/// [`StoreError::Missing`] without such an account, person or user; [`StoreError::Forbidden`].
pub async fn create(tx: &mut Tx, new: &NewSupport) -> Result<SupportId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, new.account_id).await?;
    check(tx, new).await?;
    let id = SupportId(new_id(tx.at()));
    let row = StoredSupport {
        id,
        new,
        author: tx.viewer().user,
        created_at: tx.at(),
        is_sample: false,
        import: None,
    };
    insert(tx, &[row]).await?;
    tx.journal(JournalEntry::new("created", "support", id).after(as_json(new)))
        .await?;
    Ok(id)
}

async fn check(tx: &Tx, new: &NewSupport) -> Result<(), StoreError> {
    let asked = new.people.iter().map(|(person, _)| *person);
    let named = new.person_id.into_iter().chain(new.confirmed_by);
    let all: Vec<PersonId> = named.chain(asked).collect();
    people::require_seen(tx, &all).await?;
    let users = new.owner_id.into_iter();
    for user in users.chain(new.users.iter().map(|(user, _)| *user)) {
        let found = crate::users::by_id(tx, user).await?;
        found.ok_or(StoreError::Missing("user"))?;
    }
    Ok(())
}

/// One row to be inserted.
pub(crate) struct StoredSupport<'a> {
    pub id: SupportId,
    pub new: &'a NewSupport,
    pub author: Option<UserId>,
    pub created_at: Timestamp,
    pub is_sample: bool,
    pub import: Option<ImportId>,
}

pub(crate) async fn insert(tx: &Tx, rows: &[StoredSupport<'_>]) -> Result<(), StoreError> {
    let head = "INSERT INTO supports (id, account_id, side, kind, what, what_folded, before_whom,
        person_id, owner_id, mark, document, day, until_day, stated, confirmed, currency, confirmed_on,
        confirmed_by, thanked_on, settled_on, note, state, told_day, is_sample, created_by,
        created_by_import, brought_version, created_at, version)";
    sql::insert_many(tx, "writing support", (head, ""), rows, |row| {
        let mut values = binds![row.id.0, row.new.account_id.0];
        values.extend(written(row.new));
        values.extend(binds![
            row.is_sample,
            row.author.map(|user| user.0),
            row.import.map(|import| import.0),
            row.import.map(|_| 1_i64),
            row.created_at,
            1_i64,
        ]);
        values
    })
    .await?;
    for row in rows {
        attendance::put(tx, row.id, row.new).await?;
    }
    Ok(())
}

/// What people write, in the order of the columns.
fn written(new: &NewSupport) -> Values {
    binds![
        new.side.code(),
        new.kind.code(),
        &new.what,
        fold(&new.what),
        &new.before_whom,
        new.person_id.map(|person| person.0),
        new.owner_id.map(|user| user.0),
        new.mark.map(|mark| mark.code().to_owned()),
        &new.document,
        new.day.civil(),
        new.until_day,
        new.stated.map(|amount| amount.to_string()),
        new.confirmed.map(|amount| amount.to_string()),
        new.currency
            .filter(|_| new.stated.is_some() || new.confirmed.is_some())
            .map(|currency| currency.code().to_owned()),
        new.confirmed_on,
        new.confirmed_by.map(|person| person.0),
        new.thanked_on,
        new.settled_on,
        &new.note,
        new.state.code(),
        new.day.told().map(ToString::to_string),
    ]
}

/// Changes support somebody read at `version`; its account stays. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change(
    tx: &mut Tx,
    id: SupportId,
    new: &NewSupport,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (SupportId, i64),
    new: &NewSupport,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, Some(version)).await?;
    check(tx, new).await?;
    let version = rewrite(tx, action, &before, new).await?;
    accounts::touch(tx, before.support.account_id).await?;
    Ok(version)
}

/// Writes what support is from now on, whoever says so.
async fn rewrite(
    tx: &mut Tx,
    action: &'static str,
    before: &Support,
    new: &NewSupport,
) -> Result<i64, StoreError> {
    let (id, version) = (before.id, before.version);
    let old = &before.support;
    let kept = NewSupport {
        account_id: old.account_id,
        ..new.clone()
    };
    let text = "UPDATE supports SET side = $3, kind = $4, what = $5, what_folded = $6,
            before_whom = $7, person_id = $8, owner_id = $9, mark = $10, document = $11, day = $12,
            until_day = $13, stated = $14, confirmed = $15, currency = $16, confirmed_on = $17,
            confirmed_by = $18, thanked_on = $19, settled_on = $20, note = $21, state = $22,
            told_day = $23, is_sample = $24, version = version + 1
        WHERE id = $1 AND version = $2";
    let mut values = binds![id.0, version];
    values.extend(written(&kept));
    values.extend(binds![false]);
    if sql::execute(tx, "changing support", text, values).await? != 1 {
        return Err(StoreError::Stale);
    }
    attendance::put(tx, id, &kept).await?;
    let (was, is) = differences(&as_json(old), &as_json(&kept));
    let entry = JournalEntry::new(action, "support", id)
        .before(was)
        .after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Support that was written down by mistake: it stays and counts nowhere. Returns the new version.
///
/// # Errors
/// [`StoreError::Transition`] for what is withdrawn; [`StoreError::Forbidden`] for others' words without
/// the permission to change them; [`StoreError::Stale`]; [`StoreError::Missing`].
pub async fn withdraw(
    tx: &mut Tx,
    id: SupportId,
    note: &str,
    version: Option<i64>,
) -> Result<i64, StoreError> {
    turn(tx, id, version, (SupportState::Withdrawn, note)).await
}

/// Support that was withdrawn by mistake: given again. Returns the new version.
///
/// # Errors
/// As [`withdraw`].
pub async fn reinstate(
    tx: &mut Tx,
    id: SupportId,
    version: Option<i64>,
) -> Result<i64, StoreError> {
    turn(tx, id, version, (SupportState::Done, "")).await
}

async fn turn(
    tx: &mut Tx,
    id: SupportId,
    version: Option<i64>,
    (state, note): (SupportState, &str),
) -> Result<i64, StoreError> {
    let before = editable(tx, id, version).await?;
    require_author(tx, before.created_by.map(|user| user.0))?;
    let from = before.support.state;
    let withdrawn = SupportState::Withdrawn;
    if (from == withdrawn) == (state == withdrawn) {
        return Err(StoreError::Transition {
            entity: "support",
            from: from.code(),
            to: state.code(),
        });
    }
    let text = "UPDATE supports SET state = $2, version = version + 1 WHERE id = $1";
    sql::execute(tx, "withdrawing support", text, binds![id.0, state.code()]).await?;
    accounts::touch(tx, before.support.account_id).await?;
    let action = if state == withdrawn {
        "withdrawn"
    } else {
        "reinstated"
    };
    let was = json!({ "state": from.code() });
    let entry = JournalEntry::new(action, "support", id);
    tx.journal(entry.before(was).after(json!({ "note": note })))
        .await?;
    Ok(before.version + 1)
}

async fn editable(tx: &Tx, id: SupportId, version: Option<i64>) -> Result<Support, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let found = get(tx, id).await?.ok_or(StoreError::Missing("support"))?;
    match version {
        Some(version) if version != found.version => Err(StoreError::Stale),
        _ => Ok(found),
    }
}

/// Support.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: SupportId) -> Result<Option<Support>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM supports WHERE supports.id = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    let mut found = sql::all(reader, "reading support", &text, values, read_support).await?;
    attendance::add(reader, &mut found).await?;
    Ok(found.pop())
}

/// It field by field, by the names of the journal.
#[must_use]
pub fn as_json(new: &NewSupport) -> Json {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let amount = |amount: Option<Amount>| amount.map(|amount| amount.to_string());
    let people: Vec<Json> = new
        .people
        .iter()
        .map(|(id, came)| asked(id, *came))
        .collect();
    let users: Vec<Json> = new
        .users
        .iter()
        .map(|(id, came)| asked(id, *came))
        .collect();
    json!({
        "account": new.account_id.to_string(),
        "side": new.side.code(),
        "support_kind": new.kind.code(),
        "what": new.what,
        "before_whom": new.before_whom,
        "person": new.person_id.map(|id| id.to_string()),
        "owner": new.owner_id.map(|id| id.to_string()),
        "mark": new.mark.map(Mark::code),
        "document": new.document,
        "day": new.day.to_string(),
        "until_day": day(new.until_day),
        "stated": amount(new.stated),
        "confirmed": amount(new.confirmed),
        "currency": new.currency.map(|currency| currency.code().to_owned()),
        "confirmed_on": day(new.confirmed_on),
        "confirmed_by": new.confirmed_by.map(|id| id.to_string()),
        "thanked_on": day(new.thanked_on),
        "settled_on": day(new.settled_on),
        "note": new.note,
        "support_state": new.state.code(),
        "guests": people,
        "hosts": users,
    })
}

fn asked(id: &dyn std::fmt::Display, came: bool) -> Json {
    json!({ "id": id.to_string(), "came": came })
}

/// Who was asked to something, as the journal writes it.
pub(crate) fn read_asked(value: &Json) -> Option<Vec<(uuid::Uuid, bool)>> {
    let one = |entry: &Json| {
        let id = uuid::Uuid::try_parse(entry.get("id")?.as_str()?).ok()?;
        Some((id, entry.get("came")?.as_bool()?))
    };
    value.as_array()?.iter().map(one).collect()
}

pub(crate) fn read_support(row: &Row) -> Result<Support, StoreError> {
    Ok(Support {
        id: SupportId(row.uuid("id")?),
        support: NewSupport {
            account_id: AccountId(row.uuid("account_id")?),
            side: row.word("side", SupportSide::from_code)?,
            kind: row.word("kind", SupportKind::from_code)?,
            what: row.text("what")?,
            before_whom: row.text("before_whom")?,
            person_id: row.uuid_if_any("person_id")?.map(PersonId),
            owner_id: row.uuid_if_any("owner_id")?.map(UserId),
            mark: row.word_if_any("mark", Mark::from_code)?,
            document: row.text("document")?,
            day: row.told_day("day")?,
            until_day: row.day_if_any("until_day")?,
            stated: row.word_if_any("stated", Amount::parse)?,
            confirmed: row.word_if_any("confirmed", Amount::parse)?,
            currency: row.word_if_any("currency", Currency::from_code)?,
            confirmed_on: row.day_if_any("confirmed_on")?,
            confirmed_by: row.uuid_if_any("confirmed_by")?.map(PersonId),
            thanked_on: row.day_if_any("thanked_on")?,
            settled_on: row.day_if_any("settled_on")?,
            note: row.text("note")?,
            state: row.word("state", SupportState::from_code)?,
            people: Vec::new(),
            users: Vec::new(),
        },
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
        is_sample: row.truth("is_sample")?,
        version: row.integer("version")?,
    })
}
