//! For whom else somebody who gives names acts, and what he had of us: what stands against his names and his fees. All
//! of it is read whatever the viewer sees, so that a rule holds whoever asks; who is named is decided where it is shown.

use std::collections::BTreeSet;

use clientela_domain::amount::Amount;
use clientela_domain::conflicts::ConflictClass;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ConflictClassId, PersonId};

use crate::error::StoreError;
use crate::sql::{self, Row, binds};
use crate::transaction::Reader;

/// For whom a person acts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpotterTies {
    /// The clients at which they have a place on the day asked about.
    pub places: Vec<AccountId>,
    /// The classes of rivals in which one of these is.
    pub classes: Vec<ConflictClass>,
    /// Those of these organisations that are competitors of ours, by the name of the competitor.
    pub competitors: Vec<(AccountId, String)>,
}

/// For whom a person acts on a day.
///
/// # Errors
/// When the database refuses.
pub async fn ties_of(
    reader: &dyn Reader,
    person: PersonId,
    day: Date,
) -> Result<SpotterTies, StoreError> {
    let text = "SELECT place.account_id, place.first_day, place.last_day FROM affiliations AS place
        JOIN accounts ON accounts.id = place.account_id
        WHERE place.person_id = $1 AND place.former = $2 AND accounts.deleted_at IS NULL
        ORDER BY place.account_id";
    let read = |row: &Row| {
        let ends = (row.text_if_any("first_day")?, row.text_if_any("last_day")?);
        Ok((AccountId(row.uuid("account_id")?), ends))
    };
    let values = binds![person.0, false];
    let found = sql::all(reader, "reading places", text, values, read).await?;
    let held = found
        .into_iter()
        .filter(|(_, (first, last))| is_held_on(first.as_deref(), last.as_deref(), day));
    let places: BTreeSet<AccountId> = held.map(|(account, _)| account).collect();
    if places.is_empty() {
        return Ok(SpotterTies::default());
    }
    let mut classes = classes_of(reader, person).await?;
    classes.retain(|class| !class.accounts.is_disjoint(&places));
    let mut competitors = competitors_of(reader, person).await?;
    competitors.retain(|(account, _)| places.contains(account));
    Ok(SpotterTies {
        places: places.into_iter().collect(),
        classes,
        competitors,
    })
}

/// A place from one day to another, each of them a day, a month or a year, is held on a day.
fn is_held_on(first: Option<&str>, last: Option<&str>, day: Date) -> bool {
    let day = day.to_string();
    let begun = first.is_none_or(|first| first <= day.as_str());
    // A month or a year is over when it is over, not when it begins.
    let ended = last.is_some_and(|last| last < day.get(..last.len()).unwrap_or(&day));
    begun && !ended
}

/// The classes of rivals in which the organisations of a person are, with all their clients.
async fn classes_of(
    reader: &dyn Reader,
    person: PersonId,
) -> Result<Vec<ConflictClass>, StoreError> {
    let text = "SELECT class.id, class.name, member.account_id FROM conflict_classes AS class
        JOIN conflict_class_accounts AS member ON member.class_id = class.id
        JOIN accounts ON accounts.id = member.account_id
        WHERE accounts.deleted_at IS NULL
            AND EXISTS (SELECT 1 FROM conflict_class_accounts AS own
                JOIN affiliations AS place ON place.account_id = own.account_id
                WHERE own.class_id = class.id AND place.person_id = $1 AND place.former = $2)
        ORDER BY class.name_folded, class.id, member.account_id";
    let read = |row: &Row| {
        Ok((
            ConflictClassId(row.uuid("id")?),
            row.text("name")?,
            AccountId(row.uuid("account_id")?),
        ))
    };
    let values = binds![person.0, false];
    let mut classes: Vec<ConflictClass> = Vec::new();
    for (id, name, account) in sql::all(reader, "reading rivals", text, values, read).await? {
        match classes.last_mut() {
            Some(last) if last.id == id => {
                last.accounts.insert(account);
            }
            _ => classes.push(ConflictClass {
                id,
                name,
                accounts: BTreeSet::from([account]),
            }),
        }
    }
    Ok(classes)
}

/// The organisations of a person that are competitors of ours: those that are called like one.
async fn competitors_of(
    reader: &dyn Reader,
    person: PersonId,
) -> Result<Vec<(AccountId, String)>, StoreError> {
    let text = "SELECT DISTINCT accounts.id, competitors.name FROM affiliations AS place
        JOIN accounts ON accounts.id = place.account_id
        JOIN competitors ON competitors.name_folded = accounts.name_folded
        WHERE place.person_id = $1 AND place.former = $2 AND accounts.deleted_at IS NULL
        ORDER BY competitors.name, accounts.id";
    let read = |row: &Row| Ok((AccountId(row.uuid("id")?), row.text("name")?));
    let values = binds![person.0, false];
    sql::all(reader, "reading competitors", text, values, read).await
}

/// What a person was paid for names after a day, up to another, under whatever agreement: numbers without names. A firm
/// is paid by its invoice, whoever speaks for it.
///
/// # Errors
/// When the database refuses.
pub async fn fees_within(
    reader: &dyn Reader,
    person: PersonId,
    (after, up_to): (Date, Date),
) -> Result<Vec<(Amount, Currency)>, StoreError> {
    let text = "SELECT paid.amount, spotters.currency FROM spotter_payments AS paid
        JOIN spotter_runs AS run ON run.id = paid.run_id
        JOIN spotters ON spotters.id = run.spotter_id
        WHERE spotters.person_id = $1 AND spotters.kind = 'spotter' AND run.is_taken_back = $2
            AND run.paid_on > $3 AND run.paid_on <= $4";
    let read = |row: &Row| {
        Ok((
            row.word("amount", Amount::parse)?,
            row.word("currency", Currency::from_code)?,
        ))
    };
    let values = binds![person.0, false, after, up_to];
    sql::all(reader, "adding fees up", text, values, read).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_held_from_its_first_day_to_the_end_of_its_last() {
        let day = Date::constant(2026, 11, 24);
        for (first, last, held) in [
            (None, None, true),
            (Some("2026-11-24"), Some("2026-11-24"), true),
            (Some("2026-11-25"), None, false),
            (Some("2026"), Some("2026"), true),
            (Some("2020-05"), Some("2026-10"), false),
            (None, Some("2026-11"), true),
            (None, Some("2026-11-23"), false),
        ] {
            assert_eq!(is_held_on(first, last, day), held, "{first:?} {last:?}");
        }
    }
}
