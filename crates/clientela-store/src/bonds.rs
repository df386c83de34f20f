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

/// What one side did for the other, as the registers of gifts and of support have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Favour {
    /// Between us and which client.
    pub account_id: AccountId,
    /// Who did it.
    pub by: Party,
    /// Its worth; absent when nobody knows.
    pub value: Option<(Amount, Currency)>,
}

/// Gifts that were given or received and support that was done up to a day, at the clients the viewer may see, in
/// no particular order. What both did together is nobody's; a use of a mark and an incident are no support; a
/// booked sample and what was given back are no gift. What still waits for leave was given all
/// the same. Of our own support only what the client confirmed has a
/// known worth.
///
/// # Errors
/// When the database refuses.
pub async fn favours(reader: &dyn Reader, until: Date) -> Result<Vec<Favour>, StoreError> {
    let mut values: Values = binds![until];
    let text = format!(
        "SELECT gifts.account_id, CASE WHEN gifts.direction = 'given' THEN 'us' ELSE 'them' END AS side,
             gifts.counted AS worth, gifts.counted_currency AS currency
         FROM gifts WHERE gifts.state IN ('recorded', 'waiting', 'approved') AND gifts.day <= $1
             AND (gifts.disposal IS NULL OR gifts.disposal <> 'returned')
             AND NOT (gifts.kind = 'sample' AND gifts.document <> '') AND {}",
        accounts::seen_by(reader.viewer(), "gifts.account_id", &mut values)
    );
    let mut found = sql::all(reader, "reading gifts", &text, values, read_favour).await?;
    let mut values: Values = binds![until];
    let text = format!(
        "SELECT supports.account_id, supports.side,
             CASE WHEN supports.side = 'us' THEN supports.confirmed
                  ELSE COALESCE(supports.confirmed, supports.stated) END AS worth,
             supports.currency
         FROM supports WHERE supports.state = 'done' AND supports.side IN ('us', 'them')
             AND supports.kind NOT IN ('use', 'incident') AND supports.day <= $1 AND {}",
        accounts::seen_by(reader.viewer(), "supports.account_id", &mut values)
    );
    found.extend(sql::all(reader, "reading support", &text, values, read_favour).await?);
    Ok(found)
}

fn read_favour(row: &Row) -> Result<Favour, StoreError> {
    let worth = row.word_if_any("worth", Amount::parse)?;
    let currency = row.word_if_any("currency", Currency::from_code)?;
    Ok(Favour {
        account_id: AccountId(row.uuid("account_id")?),
        by: row.word("side", Party::from_code)?,
        value: worth.zip(currency),
    })
}
