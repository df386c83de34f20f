//! Gifts as lists: by client, person, colleague, day, way and state; and both ways beside each other.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::gifts::{
    GiftBalance, GiftDecision, GiftDirection, GiftKind, GiftState, Official,
};
use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_domain::search::Query;
use uuid::Uuid;

use super::{COLUMNS, Gift, read_gift, visible};
use crate::error::StoreError;
use crate::happening_words::{self, GIFTS, Way};
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::Reader;

/// Which gifts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GiftFilter {
    /// Only with this client.
    pub account: Option<AccountId>,
    /// Only with this person.
    pub person: Option<PersonId>,
    /// Only with this colleague.
    pub user: Option<UserId>,
    /// Only this way.
    pub direction: Option<GiftDirection>,
    /// Only in these states; in any when empty.
    pub states: Vec<GiftState>,
    /// Only of which the policy said one of these; whatever it said when empty.
    pub decisions: Vec<GiftDecision>,
    /// Only of this kind.
    pub kind: Option<GiftKind>,
    /// Only to such receivers.
    pub official: Option<Official>,
    /// Only on or after this day.
    pub from: Option<Date>,
    /// Only up to this day, it included.
    pub to: Option<Date>,
    /// Words, all of which stand in it.
    pub search: Query,
}

/// Where a list goes on: after the one with this day and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GiftKey {
    /// Its day.
    pub day: Date,
    /// Its id.
    pub id: Uuid,
}

/// Gifts the viewer may see, the latest first; at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    reader: &dyn Reader,
    filter: &GiftFilter,
    after: Option<GiftKey>,
    limit: u64,
) -> Result<Vec<Gift>, StoreError> {
    let mut values = binds![limit];
    let mut text = format!("SELECT {COLUMNS} FROM gifts WHERE 1 = 1");
    conditions(filter, &mut text, &mut values);
    if let Some(key) = after {
        values.push(key.day.bind());
        let day = values.len();
        values.push(key.id.bind());
        let id = values.len();
        text.push_str(&format!(
            " AND (gifts.day < ${day} OR (gifts.day = ${day} AND gifts.id < ${id}))"
        ));
    }
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    text.push_str(" ORDER BY gifts.day DESC, gifts.id DESC LIMIT $1");
    sql::all(reader, "listing gifts", &text, values, read_gift).await
}

/// How many gifts of a filter the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn count(reader: &dyn Reader, filter: &GiftFilter) -> Result<u64, StoreError> {
    let mut values = binds![];
    let mut text = "SELECT count(*) AS found FROM gifts WHERE 1 = 1".to_owned();
    conditions(filter, &mut text, &mut values);
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    let found = sql::one(reader, "counting gifts", &text, values, |row| {
        row.count("found")
    });
    Ok(found.await?.unwrap_or(0))
}

/// What of a filter was given and what received, in a currency: what counts in another one has no
/// value in it. Only what was or is to be given counts, whatever states the filter asks for.
///
/// # Errors
/// When the database refuses.
pub async fn balance(
    reader: &dyn Reader,
    filter: &GiftFilter,
    currency: Currency,
) -> Result<GiftBalance, StoreError> {
    let counting = GiftState::ALL.iter().copied().filter(|one| one.counts());
    let asked = &filter.states;
    let filter = GiftFilter {
        states: counting
            .filter(|one| asked.is_empty() || asked.contains(one))
            .collect(),
        ..filter.clone()
    };
    if filter.states.is_empty() {
        return Ok(GiftBalance::default());
    }
    let mut values = binds![];
    let mut text = "SELECT gifts.direction, gifts.counted, gifts.counted_currency FROM gifts
        WHERE (gifts.disposal IS NULL OR gifts.disposal <> 'returned')
            AND NOT (gifts.kind = 'sample' AND gifts.document <> '')"
        .to_owned();
    conditions(&filter, &mut text, &mut values);
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    let read = |row: &Row| {
        Ok((
            row.word("direction", GiftDirection::from_code)?,
            row.word_if_any("counted", Amount::parse)?,
            row.word("counted_currency", Currency::from_code)?,
        ))
    };
    let found = sql::all(reader, "adding gifts up", &text, values, read).await?;
    let gifts = found.into_iter();
    Ok(GiftBalance::of(gifts.map(|(direction, counted, of)| {
        (direction, counted.filter(|_| of == currency))
    })))
}

fn conditions(filter: &GiftFilter, text: &mut String, values: &mut Values) {
    let mut add = |condition: &str, value: sea_orm::Value| {
        values.push(value);
        let condition = condition.replace('?', &format!("${}", values.len()));
        text.push_str(&format!(" AND gifts.{condition}"));
    };
    if let Some(account) = filter.account {
        add("account_id = ?", account.0.bind());
    }
    if let Some(person) = filter.person {
        add("person_id = ?", person.0.bind());
    }
    if let Some(user) = filter.user {
        add("user_id = ?", user.0.bind());
    }
    if let Some(direction) = filter.direction {
        add("direction = ?", direction.code().bind());
    }
    if let Some(kind) = filter.kind {
        add("kind = ?", kind.code().bind());
    }
    if let Some(official) = filter.official {
        add("official = ?", official.code().bind());
    }
    if let Some(day) = filter.from {
        add("day >= ?", day.bind());
    }
    if let Some(day) = filter.to {
        add("day <= ?", day.bind());
    }
    let words = happening_words::condition(GIFTS, &filter.search, &Way::Along, values);
    text.push_str(&words);
    let one_of = |column: &str, codes: Vec<&'static str>| {
        let codes: Vec<String> = codes.iter().map(|code| format!("'{code}'")).collect();
        match codes.is_empty() {
            true => String::new(),
            false => format!(" AND gifts.{column} IN ({})", codes.join(", ")),
        }
    };
    let states = filter.states.iter().map(|one| one.code()).collect();
    text.push_str(&one_of("state", states));
    let decisions = filter.decisions.iter().map(|one| one.code()).collect();
    text.push_str(&one_of("decision", decisions));
}
