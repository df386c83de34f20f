//! The register of gifts: what is given to clients' people and received from them, with what the policy
//! said of each and who decided.
//!
//! A gift is seen with its client. It is judged in the transaction that writes it, so that two gifts
//! written at once count with each other, and over the whole register: a limit of a person holds whoever
//! gives. Nobody deletes a gift: what was written by mistake is withdrawn, and stays.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::event_day::ToldDay;
use clientela_domain::gifts::{
    Disposal, GiftDecision, GiftDirection, GiftFacts, GiftKind, GiftPolicy, GiftState, GiftVerdict,
    Official, judge,
};
use clientela_domain::ids::{AccountId, GiftId, ImportId, PersonId, UserId};
use clientela_domain::names::fold;
use jiff::Timestamp;
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
mod decide;
mod judged;
mod list;
mod sums;

pub use brought::{
    BroughtGift, KnownGift, change_brought, create_brought, known_by_codes, known_of,
    remove_left_behind, undo_brought,
};
pub use decide::{Disposing, decide, dispose, reinstate, withdraw};
pub use judged::{GiftRules, Judged};
pub use list::{GiftFilter, GiftKey, balance, count, list};
pub(crate) use sums::judged as judged_now;
pub use sums::{GiftReceiver, given_before};

/// A gift as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewGift {
    /// Between us and which client.
    pub account_id: AccountId,
    /// Which way it goes.
    pub direction: GiftDirection,
    /// Who of the client's people receives or gives it; what goes to a family counts with its person.
    pub person_id: Option<PersonId>,
    /// Who of us gives or receives it.
    pub user_id: Option<UserId>,
    /// What kind of thing.
    pub kind: GiftKind,
    /// What.
    pub what: String,
    /// On what occasion; may be empty.
    pub occasion: String,
    /// For what business reason; may be empty.
    pub reason: String,
    /// Under which document it is booked; empty when under none.
    pub document: String,
    /// Its value; absent when nobody knows it.
    pub value: Option<GiftValue>,
    /// Whether whoever receives it is a public official.
    pub official: Official,
    /// When, as it is told.
    pub day: ToldDay,
    /// The day of an award or a decision in an open tender or claim with this party.
    pub decision_day: Option<Date>,
}

/// What a gift is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GiftValue {
    /// How much.
    pub amount: Amount,
    /// In which currency.
    pub currency: Currency,
    /// The same in the currency of the policy at the rate of the day; absent without a rate.
    pub counted: Option<Amount>,
}

/// A gift in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gift {
    /// Which one.
    pub id: GiftId,
    /// What was written.
    pub gift: NewGift,
    /// What the policy looked at.
    pub judged: Judged,
    /// How far it is.
    pub state: GiftState,
    /// Who decided, and when; absent when nobody had to.
    pub decided: Option<(UserId, Timestamp)>,
    /// Why it was decided so, or why it was withdrawn.
    pub decision_note: String,
    /// What became of it when it was not kept.
    pub disposal: Option<(Disposal, Date)>,
    /// More about that.
    pub disposal_note: String,
    /// Who wrote it.
    pub created_by: Option<UserId>,
    /// When it was written.
    pub created_at: Timestamp,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Grows with every change.
    pub version: i64,
}

impl Gift {
    /// What the policy said of it, with its evidence.
    #[must_use]
    pub fn verdict(&self) -> GiftVerdict {
        self.judged.verdict(&self.gift)
    }

    /// Its value in the currency it was judged in.
    #[must_use]
    pub fn counted(&self) -> Option<Amount> {
        self.gift.value.and_then(|value| value.counted)
    }
}

impl NewGift {
    /// A sample that is booked as one.
    #[must_use]
    pub fn is_booked_sample(&self) -> bool {
        self.kind == GiftKind::Sample && !self.document.is_empty()
    }

    /// Is it known who receives it?
    const fn has_recipient(&self) -> bool {
        match self.direction {
            GiftDirection::Given => self.person_id.is_some(),
            GiftDirection::Received => self.user_id.is_some(),
        }
    }

    /// Does the policy look at anything that differs in the other one?
    fn is_judged_otherwise(&self, other: &Self) -> bool {
        let seen = |one: &Self| {
            (
                (one.direction, one.person_id, one.user_id, one.kind),
                (one.value, one.official, one.day, one.decision_day),
                one.is_booked_sample(),
            )
        };
        seen(self) != seen(other)
    }
}

impl Judged {
    /// What the policy says of a gift.
    #[must_use]
    pub fn verdict(&self, gift: &NewGift) -> GiftVerdict {
        let facts = GiftFacts {
            day: gift.day.civil(),
            kind: gift.kind,
            is_booked_sample: gift.is_booked_sample(),
            value: gift.value.and_then(|value| value.counted),
            has_recipient: gift.has_recipient(),
            official: gift.official,
            decision_day: gift.decision_day,
            person_year: self.person_year,
            firm_year: self.firm_year,
        };
        judge(&self.rules.policy, self.rules.currency, &facts)
    }
}

pub(crate) const COLUMNS: &str = "gifts.id, gifts.account_id, gifts.direction, gifts.person_id,
    gifts.user_id, gifts.kind, gifts.what, gifts.occasion, gifts.reason, gifts.document, gifts.amount,
    gifts.currency, gifts.counted, gifts.official, gifts.day, gifts.decision_day, gifts.judged,
    gifts.state, gifts.decided_by, gifts.decided_at, gifts.decision_note, gifts.disposal,
    gifts.disposal_day, gifts.disposal_note, gifts.created_by, gifts.created_at, gifts.is_sample,
    gifts.version, gifts.told_day";

/// The condition that leaves only gifts the viewer may see; `gifts` is the table's name.
pub(crate) fn visible(viewer: &Viewer, values: &mut Values) -> String {
    accounts::seen_by(viewer, "gifts.account_id", values)
}

/// Writes a gift, judged by the rules. Its account then counts as touched.
///
/// # Errors
/// [`StoreError::Missing`] without such an account, person or user; [`StoreError::Forbidden`].
pub async fn create(tx: &mut Tx, new: &NewGift, rules: &GiftRules) -> Result<GiftId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, new.account_id).await?;
    check(tx, new).await?;
    let id = GiftId(new_id(tx.at()));
    let judged = sums::judged(tx, new, *rules, id).await?;
    let row = StoredGift {
        id,
        new,
        judged: &judged,
        author: tx.viewer().user,
        created_at: tx.at(),
        is_sample: false,
        import: None,
    };
    insert(tx, &[row]).await?;
    let after = with_verdict(as_json(new), judged.verdict(new).decision);
    tx.journal(JournalEntry::new("created", "gift", id).after(after))
        .await?;
    Ok(id)
}

/// What the policy would say of a gift if it were written now; nothing is.
///
/// # Errors
/// [`StoreError::Missing`] without such an account or person; when the database refuses.
pub async fn would_be(
    reader: &dyn Reader,
    new: &NewGift,
    rules: &GiftRules,
    instead_of: Option<GiftId>,
) -> Result<GiftVerdict, StoreError> {
    let account = accounts::get(reader, new.account_id).await?;
    account.ok_or(StoreError::Missing("account"))?;
    people::require_seen(reader, new.person_id.as_slice()).await?;
    let besides = instead_of.unwrap_or(GiftId(uuid::Uuid::nil()));
    let judged = sums::judged(reader, new, *rules, besides).await?;
    Ok(judged.verdict(new))
}

fn with_verdict(mut written: Json, decision: GiftDecision) -> Json {
    if let Some(fields) = written.as_object_mut() {
        fields.insert("decision".into(), json!(decision.code()));
    }
    written
}

async fn check(tx: &Tx, new: &NewGift) -> Result<(), StoreError> {
    people::require_seen(tx, new.person_id.as_slice()).await?;
    if let Some(user) = new.user_id {
        let found = crate::users::by_id(tx, user).await?;
        found.ok_or(StoreError::Missing("user"))?;
    }
    Ok(())
}

/// One row to be inserted.
pub(crate) struct StoredGift<'a> {
    pub id: GiftId,
    pub new: &'a NewGift,
    pub judged: &'a Judged,
    pub author: Option<UserId>,
    pub created_at: Timestamp,
    pub is_sample: bool,
    pub import: Option<ImportId>,
}

pub(crate) async fn insert(tx: &Tx, rows: &[StoredGift<'_>]) -> Result<(), StoreError> {
    let head = "INSERT INTO gifts (id, account_id, direction, person_id, user_id, kind, what,
        what_folded, occasion, reason, document, amount, currency, counted, counted_currency, official,
        day, decision_day, judged, decision, state, decided_by, decided_at, decision_note, disposal,
        disposal_day, disposal_note, is_sample, created_by, created_by_import, brought_version, created_at, version,
        told_day)";
    sql::insert_many(tx, "writing gifts", (head, ""), rows, |row| {
        let new = row.new;
        let decision = row.judged.verdict(new).decision;
        binds![
            row.id.0,
            new.account_id.0,
            new.direction.code(),
            new.person_id.map(|person| person.0),
            new.user_id.map(|user| user.0),
            new.kind.code(),
            &new.what,
            fold(&new.what),
            &new.occasion,
            &new.reason,
            &new.document,
            new.value.map(|value| value.amount.to_string()),
            new.value.map(|value| value.currency.code().to_owned()),
            counted_text(new),
            row.judged.rules.currency.code(),
            new.official.code(),
            new.day.civil(),
            new.decision_day,
            row.judged.to_text(),
            decision.code(),
            decision.state().code(),
            None::<uuid::Uuid>,
            None::<Timestamp>,
            "",
            None::<String>,
            None::<Date>,
            "",
            row.is_sample,
            row.author.map(|user| user.0),
            row.import.map(|import| import.0),
            row.import.map(|_| 1_i64),
            row.created_at,
            1_i64,
            new.day.told().map(ToString::to_string),
        ]
    })
    .await?;
    Ok(())
}

fn counted_text(new: &NewGift) -> Option<String> {
    let counted = new.value.and_then(|value| value.counted);
    counted.map(|counted| counted.to_string())
}

/// Changes what is written about a gift somebody read at `version`; its account and its way stay. When
/// what the policy looks at changes, the gift is judged anew and an earlier decision falls. Returns the
/// new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`];
/// [`StoreError::Transition`] for one that was withdrawn.
pub async fn change(
    tx: &mut Tx,
    id: GiftId,
    new: &NewGift,
    rules: &GiftRules,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new, Some(*rules)).await
}

/// As [`change`], under this word of the journal; without rules by those of the day it was judged.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (GiftId, i64),
    new: &NewGift,
    rules: Option<GiftRules>,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, Some(version)).await?;
    check(tx, new).await?;
    let version = rewrite(tx, action, &before, new, rules).await?;
    accounts::touch(tx, before.gift.account_id).await?;
    Ok(version)
}

/// Writes what a gift is from now on, whoever says so.
async fn rewrite(
    tx: &mut Tx,
    action: &'static str,
    before: &Gift,
    new: &NewGift,
    rules: Option<GiftRules>,
) -> Result<i64, StoreError> {
    let (id, version) = (before.id, before.version);
    if before.state == GiftState::Withdrawn {
        return Err(refused(before.state, "changed"));
    }
    let old = &before.gift;
    let kept = NewGift {
        account_id: old.account_id,
        direction: old.direction,
        ..new.clone()
    };
    let anew = kept.is_judged_otherwise(old);
    let judged = if anew {
        let rules = rules.unwrap_or(before.judged.rules);
        sums::judged(tx, &kept, rules, id).await?
    } else {
        before.judged
    };
    let decision = judged.verdict(&kept).decision;
    let text =
        "UPDATE gifts SET person_id = $3, user_id = $4, kind = $5, what = $6, what_folded = $7,
            occasion = $8, reason = $9, document = $10, amount = $11, currency = $12, counted = $13,
            counted_currency = $14, official = $15, day = $16, decision_day = $17, judged = $18,
            decision = $19, is_sample = $20, told_day = $21, version = version + 1
        WHERE id = $1 AND version = $2";
    let values = binds![
        id.0,
        version,
        kept.person_id.map(|person| person.0),
        kept.user_id.map(|user| user.0),
        kept.kind.code(),
        &kept.what,
        fold(&kept.what),
        &kept.occasion,
        &kept.reason,
        &kept.document,
        kept.value.map(|value| value.amount.to_string()),
        kept.value.map(|value| value.currency.code().to_owned()),
        counted_text(&kept),
        judged.rules.currency.code(),
        kept.official.code(),
        kept.day.civil(),
        kept.decision_day,
        judged.to_text(),
        decision.code(),
        false,
        kept.day.told().map(ToString::to_string),
    ];
    if sql::execute(tx, "changing a gift", text, values).await? != 1 {
        return Err(StoreError::Stale);
    }
    if anew {
        decide::begin_anew(tx, id, decision.state()).await?;
    }
    let (was, is) = differences(&as_json(old), &as_json(&kept));
    let entry = JournalEntry::new(action, "gift", id).before(was).after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

fn refused(from: GiftState, to: &'static str) -> StoreError {
    StoreError::Transition {
        entity: "gift",
        from: from.code(),
        to,
    }
}

async fn editable(tx: &Tx, id: GiftId, version: Option<i64>) -> Result<Gift, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let found = get(tx, id).await?.ok_or(StoreError::Missing("gift"))?;
    match version {
        Some(version) if version != found.version => Err(StoreError::Stale),
        _ => Ok(found),
    }
}

/// A gift.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: GiftId) -> Result<Option<Gift>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM gifts WHERE gifts.id = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    sql::one(reader, "reading a gift", &text, values, read_gift).await
}

/// What a gift is worth, as the journal writes it; the mirror of [`read_worth`].
fn worth(value: GiftValue) -> String {
    let (amount, currency) = (value.amount, value.currency.code());
    match value.counted {
        Some(counted) if counted != amount => format!("{amount} {currency} = {counted}"),
        Some(_) => format!("{amount} {currency}"),
        None => format!("{amount} {currency} = ?"),
    }
}

/// The mirror of [`worth`].
pub(crate) fn read_worth(text: &str) -> Option<GiftValue> {
    let words: Vec<&str> = text.split(' ').collect();
    let (amount, currency, counted) = match words[..] {
        [amount, currency] => (amount, currency, Amount::parse(amount)),
        [amount, currency, "=", "?"] => (amount, currency, None),
        [amount, currency, "=", counted] => (amount, currency, Amount::parse(counted)),
        _ => return None,
    };
    Some(GiftValue {
        amount: Amount::parse(amount)?,
        currency: Currency::from_code(currency)?,
        counted,
    })
}

/// It field by field, by the names of the journal.
#[must_use]
pub fn as_json(new: &NewGift) -> Json {
    json!({
        "account": new.account_id.to_string(),
        "direction": new.direction.code(),
        "person": new.person_id.map(|id| id.to_string()),
        "owner": new.user_id.map(|id| id.to_string()),
        "gift_kind": new.kind.code(),
        "what": new.what,
        "occasion": new.occasion,
        "reason": new.reason,
        "document": new.document,
        "value": new.value.map(worth),
        "official": new.official.code(),
        "day": new.day.to_string(),
        "decision_day": new.decision_day.map(|day| day.to_string()),
    })
}

pub(crate) fn read_gift(row: &Row) -> Result<Gift, StoreError> {
    let value = match (
        row.word_if_any("amount", Amount::parse)?,
        row.word_if_any("currency", Currency::from_code)?,
    ) {
        (Some(amount), Some(currency)) => Some(GiftValue {
            amount,
            currency,
            counted: row.word_if_any("counted", Amount::parse)?,
        }),
        _ => None,
    };
    let decided = match (
        row.uuid_if_any("decided_by")?,
        row.instant_if_any("decided_at")?,
    ) {
        (Some(user), Some(at)) => Some((UserId(user), at)),
        _ => None,
    };
    let disposal = match (
        row.word_if_any("disposal", Disposal::from_code)?,
        row.day_if_any("disposal_day")?,
    ) {
        (Some(disposal), Some(day)) => Some((disposal, day)),
        _ => None,
    };
    Ok(Gift {
        id: GiftId(row.uuid("id")?),
        gift: NewGift {
            account_id: AccountId(row.uuid("account_id")?),
            direction: row.word("direction", GiftDirection::from_code)?,
            person_id: row.uuid_if_any("person_id")?.map(PersonId),
            user_id: row.uuid_if_any("user_id")?.map(UserId),
            kind: row.word("kind", GiftKind::from_code)?,
            what: row.text("what")?,
            occasion: row.text("occasion")?,
            reason: row.text("reason")?,
            document: row.text("document")?,
            value,
            official: row.word("official", Official::from_code)?,
            day: row.told_day("day")?,
            decision_day: row.day_if_any("decision_day")?,
        },
        judged: row.word("judged", Judged::from_text)?,
        state: row.word("state", GiftState::from_code)?,
        decided,
        decision_note: row.text("decision_note")?,
        disposal,
        disposal_note: row.text("disposal_note")?,
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
        is_sample: row.truth("is_sample")?,
        version: row.integer("version")?,
    })
}

/// The rules of a firm that set none.
impl Default for GiftRules {
    fn default() -> Self {
        Self {
            policy: GiftPolicy::default(),
            currency: Currency::EUR,
        }
    }
}
