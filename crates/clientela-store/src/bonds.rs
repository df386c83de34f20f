//! How both sides kept their word, over all clients at once: what became of every promise, without its
//! words.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ObligationId};
use clientela_domain::obligations::{ObligationKind, Origin, Party, State};

use crate::accounts;
use crate::error::StoreError;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::Reader;

/// What became of a promise, or a gift that was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Became {
    /// Which one.
    pub id: ObligationId,
    /// Between us and which client.
    pub account_id: AccountId,
    /// Who owed or gave it.
    pub debtor: Party,
    /// What kind of thing.
    pub kind: ObligationKind,
    /// Whence it came.
    pub origin: Origin,
    /// What its events say; the days that passed since are not added.
    pub state: State,
    /// The day of its last event.
    pub closed_on: Option<Date>,
    /// The last day on which it still counted as kept.
    pub last_day: Option<Date>,
    /// From 1 to 3.
    pub importance: u8,
    /// Its worth at least and at most; absent when nobody said.
    pub value: Option<(Amount, Amount, Currency)>,
    /// A kindness that binds nobody.
    pub is_gift: bool,
}

/// What became of all that was promised or given between us and the clients the viewer may see, in no
/// particular order. What was withdrawn, expired or agreed anew says nothing and is left out.
///
/// # Errors
/// When the database refuses.
pub async fn became(reader: &dyn Reader) -> Result<Vec<Became>, StoreError> {
    let mut values: Values = binds![];
    let text = format!(
        "SELECT obligations.id, obligations.account_id, obligations.debtor, obligations.kind,
             obligations.origin, obligations.state, obligations.last_day, obligations.importance,
             obligations.value_low, obligations.value_high, obligations.currency,
             obligations.is_gift,
             (SELECT MAX(e.day) FROM obligation_events AS e
              WHERE e.obligation_id = obligations.id) AS closed_on
         FROM obligations JOIN accounts ON accounts.id = obligations.account_id
         WHERE obligations.state NOT IN ('proposed', 'conditional', 'withdrawn', 'expired',
             'renegotiated', 'waived') AND {}",
        accounts::visible(reader.viewer(), &mut values)
    );
    sql::all(
        reader,
        "reading what became of promises",
        &text,
        values,
        read_became,
    )
    .await
}

fn read_became(row: &Row) -> Result<Became, StoreError> {
    let value = match (
        row.word_if_any("value_low", Amount::parse)?,
        row.word_if_any("value_high", Amount::parse)?,
        row.word_if_any("currency", Currency::from_code)?,
    ) {
        (Some(low), Some(high), Some(currency)) => Some((low, high, currency)),
        _ => None,
    };
    Ok(Became {
        id: ObligationId(row.uuid("id")?),
        account_id: AccountId(row.uuid("account_id")?),
        debtor: row.word("debtor", Party::from_code)?,
        kind: row.word("kind", ObligationKind::from_code)?,
        origin: row.word("origin", Origin::from_code)?,
        state: row.word("state", State::from_code)?,
        closed_on: row.day_if_any("closed_on")?,
        last_day: row.day_if_any("last_day")?,
        importance: u8::try_from(row.integer("importance")?).unwrap_or(1),
        value,
        is_gift: row.truth("is_gift")?,
    })
}

/// What one side gave the other beyond what was owed: a gift of the register, or support.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Between us and which client.
    pub account_id: AccountId,
    /// Who gave it.
    pub by: Party,
    /// Its worth; absent when nobody said.
    pub worth: Option<(Amount, Currency)>,
}

/// The gifts that count and the support that was given, by us or by clients the viewer may see; what was done
/// together, the use of names, and booked samples are left out.
///
/// # Errors
/// When the database refuses.
pub async fn given(reader: &dyn Reader) -> Result<Vec<Given>, StoreError> {
    let mut values: Values = binds![];
    let text = format!(
        "SELECT gifts.account_id, CASE WHEN gifts.direction = 'given' THEN 'us' ELSE 'them' END AS side,
             gifts.counted AS worth, gifts.counted_currency AS currency
         FROM gifts JOIN accounts ON accounts.id = gifts.account_id
         WHERE gifts.state IN ('recorded', 'waiting', 'approved')
             AND NOT (gifts.kind = 'sample' AND gifts.document <> '')
             AND (gifts.disposal IS NULL OR gifts.disposal <> 'returned') AND {}",
        accounts::visible(reader.viewer(), &mut values)
    );
    let mut all = sql::all(reader, "reading what was given", &text, values, read_given).await?;
    let mut values: Values = binds![];
    let text = format!(
        "SELECT supports.account_id, supports.side, COALESCE(supports.confirmed, supports.stated) AS worth,
             supports.currency
         FROM supports JOIN accounts ON accounts.id = supports.account_id
         WHERE supports.state = 'done' AND supports.side IN ('us', 'them')
             AND supports.kind IN ('reference', 'testimonial', 'introduction', 'advocacy', 'standing_by',
                 'added_value', 'service') AND {}",
        accounts::visible(reader.viewer(), &mut values)
    );
    all.extend(sql::all(reader, "reading what was given", &text, values, read_given).await?);
    Ok(all)
}

fn read_given(row: &Row) -> Result<Given, StoreError> {
    let worth = match (
        row.word_if_any("worth", Amount::parse)?,
        row.word_if_any("currency", Currency::from_code)?,
    ) {
        (Some(amount), Some(currency)) => Some((amount, currency)),
        _ => None,
    };
    Ok(Given {
        account_id: AccountId(row.uuid("account_id")?),
        by: row.word("side", Party::from_code)?,
        worth,
    })
}
