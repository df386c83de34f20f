//! Support as lists: by client, person, colleague, side, kind and day; what waits for thanks; what ends soon.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, SupportId, UserId};
use clientela_domain::search::Query;
use clientela_domain::support::{
    Confirmed, Mark, Permitted, SupportKind, SupportSide, SupportState,
};
use uuid::Uuid;

use super::{COLUMNS, Support, attendance, read_support, visible};
use crate::error::StoreError;
use crate::happening_words::{self, SUPPORTS, Way};
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::Reader;

/// Which support.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SupportFilter {
    /// Only with this client.
    pub account: Option<AccountId>,
    /// Only with this person: who gave it, confirmed it or was asked to it.
    pub person: Option<PersonId>,
    /// Only of this colleague.
    pub owner: Option<UserId>,
    /// Only given by this side.
    pub side: Option<SupportSide>,
    /// Only of these kinds; of any when empty.
    pub kinds: Vec<SupportKind>,
    /// Only in these states; in any when empty.
    pub states: Vec<SupportState>,
    /// Only what nobody has thanked for.
    pub unthanked: bool,
    /// Only what has a value the client has not confirmed.
    pub unconfirmed: bool,
    /// Only what is not settled.
    pub unsettled: bool,
    /// Only on or after this day.
    pub from: Option<Date>,
    /// Only up to this day, it included.
    pub to: Option<Date>,
    /// Only what ends on or after this day.
    pub ends_from: Option<Date>,
    /// Only what ends up to this day, it included.
    pub ends_to: Option<Date>,
    /// Words, all of which stand in it.
    pub search: Query,
}

/// Where a list goes on: after the one with this day and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SupportKey {
    /// Its day.
    pub day: Date,
    /// Its id.
    pub id: Uuid,
}

/// Support the viewer may see, the latest first; at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    reader: &dyn Reader,
    filter: &SupportFilter,
    after: Option<SupportKey>,
    limit: u64,
) -> Result<Vec<Support>, StoreError> {
    let mut values = binds![limit];
    let mut text = format!("SELECT {COLUMNS} FROM supports WHERE 1 = 1");
    conditions(filter, &mut text, &mut values);
    if let Some(key) = after {
        values.push(key.day.bind());
        let day = values.len();
        values.push(key.id.bind());
        let id = values.len();
        text.push_str(&format!(
            " AND (supports.day < ${day} OR (supports.day = ${day} AND supports.id < ${id}))"
        ));
    }
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    text.push_str(" ORDER BY supports.day DESC, supports.id DESC LIMIT $1");
    let mut found = sql::all(reader, "listing support", &text, values, read_support).await?;
    attendance::add(reader, &mut found).await?;
    Ok(found)
}

/// How much support of a filter the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn count(reader: &dyn Reader, filter: &SupportFilter) -> Result<u64, StoreError> {
    let mut values = binds![];
    let mut text = "SELECT count(*) AS found FROM supports WHERE 1 = 1".to_owned();
    conditions(filter, &mut text, &mut values);
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    let found = sql::one(reader, "counting support", &text, values, |row| {
        row.count("found")
    });
    Ok(found.await?.unwrap_or(0))
}

/// Favours of a side, up to a day, that nobody has thanked for, the oldest first: for those of the client
/// we owe thanks. Of one client, or of all the viewer sees.
///
/// # Errors
/// When the database refuses.
pub async fn thanks_owed(
    reader: &dyn Reader,
    side: SupportSide,
    today: Date,
    account: Option<AccountId>,
) -> Result<Vec<Support>, StoreError> {
    let kinds = SupportKind::ALL.iter().copied();
    let filter = SupportFilter {
        account,
        side: Some(side),
        kinds: kinds.filter(|kind| kind.asks_for_thanks()).collect(),
        states: vec![SupportState::Done],
        unthanked: true,
        // Nobody who did something before Christ can be thanked any more.
        from: Some(Date::constant(1, 1, 1)),
        to: Some(today),
        ..SupportFilter::default()
    };
    in_order(reader, &filter, "supports.day, supports.id").await
}

/// Permissions and uses of names and logos that end from a day to another, both included, the earliest
/// first.
///
/// # Errors
/// When the database refuses.
pub async fn expiring(
    reader: &dyn Reader,
    (from, to): (Date, Date),
    account: Option<AccountId>,
) -> Result<Vec<Support>, StoreError> {
    let kinds = SupportKind::ALL.iter().copied();
    let filter = SupportFilter {
        account,
        kinds: kinds.filter(|kind| kind.has_mark()).collect(),
        states: vec![SupportState::Done],
        ends_from: Some(from),
        ends_to: Some(to),
        ..SupportFilter::default()
    };
    in_order(reader, &filter, "supports.until_day, supports.id").await
}

async fn in_order(
    reader: &dyn Reader,
    filter: &SupportFilter,
    order: &'static str,
) -> Result<Vec<Support>, StoreError> {
    let mut values = binds![];
    let mut text = format!("SELECT {COLUMNS} FROM supports WHERE 1 = 1");
    conditions(filter, &mut text, &mut values);
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    text.push_str(&format!(" ORDER BY {order}"));
    let mut found = sql::all(reader, "listing support", &text, values, read_support).await?;
    attendance::add(reader, &mut found).await?;
    Ok(found)
}

/// The leave clients and we gave for our marks: whose mark at which client, and the leave. Of these
/// clients, as far as the viewer sees them.
///
/// # Errors
/// When the database refuses.
pub async fn permissions_of(
    reader: &dyn Reader,
    accounts: &[AccountId],
) -> Result<Vec<(AccountId, SupportSide, Permitted)>, StoreError> {
    let mut found = Vec::new();
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|account| account.0.bind()).collect();
        let text = format!(
            "SELECT supports.id, supports.account_id, supports.side, supports.mark, supports.day,
                 supports.until_day
             FROM supports WHERE supports.kind = 'permission' AND supports.state = 'done'
                 AND supports.mark IS NOT NULL AND supports.account_id IN ({}) AND {}
             ORDER BY supports.day, supports.id",
            sql::list(1, chunk.len()),
            visible(reader.viewer(), &mut values)
        );
        let read = |row: &Row| {
            Ok((
                AccountId(row.uuid("account_id")?),
                row.word("side", SupportSide::from_code)?,
                Permitted {
                    id: SupportId(row.uuid("id")?),
                    mark: row.word("mark", Mark::from_code)?,
                    from: row.day("day")?,
                    until: row.day_if_any("until_day")?,
                },
            ))
        };
        found.extend(sql::all(reader, "reading permissions", &text, values, read).await?);
    }
    Ok(found)
}

/// What services of a client are said to be worth, and what the client confirmed.
///
/// # Errors
/// When the database refuses.
pub async fn values_of(
    reader: &dyn Reader,
    account: AccountId,
) -> Result<Vec<(Confirmed, Option<Currency>)>, StoreError> {
    let mut values = binds![account.0];
    let text = format!(
        "SELECT supports.stated, supports.confirmed, supports.currency FROM supports
         WHERE supports.account_id = $1 AND supports.state = 'done' AND supports.side = 'us'
             AND supports.kind IN ('added_value', 'service') AND {}",
        visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        let value = Confirmed {
            stated: row.word_if_any("stated", Amount::parse)?,
            confirmed: row.word_if_any("confirmed", Amount::parse)?,
        };
        Ok((value, row.word_if_any("currency", Currency::from_code)?))
    };
    sql::all(reader, "reading values", &text, values, read).await
}

fn conditions(filter: &SupportFilter, text: &mut String, values: &mut Values) {
    let mut add = |condition: &str, value: sea_orm::Value| {
        values.push(value);
        let condition = condition.replace('?', &format!("${}", values.len()));
        text.push_str(&format!(" AND {condition}"));
    };
    if let Some(account) = filter.account {
        add("supports.account_id = ?", account.0.bind());
    }
    if let Some(person) = filter.person {
        let condition = "(supports.person_id = ? OR supports.confirmed_by = ? OR EXISTS (
            SELECT 1 FROM support_people
            WHERE support_people.support_id = supports.id AND support_people.person_id = ?))";
        add(condition, person.0.bind());
    }
    if let Some(owner) = filter.owner {
        add("supports.owner_id = ?", owner.0.bind());
    }
    if let Some(side) = filter.side {
        add("supports.side = ?", side.code().bind());
    }
    if let Some(day) = filter.from {
        add("supports.day >= ?", day.bind());
    }
    if let Some(day) = filter.to {
        add("supports.day <= ?", day.bind());
    }
    if let Some(day) = filter.ends_from {
        add("supports.until_day >= ?", day.bind());
    }
    if let Some(day) = filter.ends_to {
        add("supports.until_day <= ?", day.bind());
    }
    let words = happening_words::condition(SUPPORTS, &filter.search, &Way::Along, values);
    text.push_str(&words);
    let one_of = |column: &str, codes: Vec<&'static str>| {
        let codes: Vec<String> = codes.iter().map(|code| format!("'{code}'")).collect();
        match codes.is_empty() {
            true => String::new(),
            false => format!(" AND supports.{column} IN ({})", codes.join(", ")),
        }
    };
    text.push_str(&one_of(
        "kind",
        filter.kinds.iter().map(|one| one.code()).collect(),
    ));
    text.push_str(&one_of(
        "state",
        filter.states.iter().map(|one| one.code()).collect(),
    ));
    if filter.unthanked {
        text.push_str(" AND supports.thanked_on IS NULL");
    }
    if filter.unconfirmed {
        text.push_str(" AND supports.stated IS NOT NULL AND supports.confirmed IS NULL");
    }
    if filter.unsettled {
        text.push_str(" AND supports.settled_on IS NULL");
    }
}
