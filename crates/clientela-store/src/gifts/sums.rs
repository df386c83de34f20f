//! The sums of the twelve months before a gift, over the whole register: a limit holds whoever gives. What a person
//! was paid for names counts with what they were given.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::gifts::{GiftDirection, YearSum, year_before};
use clientela_domain::ids::{AccountId, GiftId, PersonId};
use uuid::Uuid;

use super::{GiftRules, Judged, NewGift};
use crate::error::StoreError;
use crate::spotters;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::Reader;

/// Who receives a gift of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GiftReceiver {
    /// A person.
    Person(PersonId),
    /// A client, by whichever of its people.
    Client(AccountId),
}

/// What was given to somebody within the twelve months before a day: numbers without names, over the whole register.
/// Fees for names are not among it.
///
/// # Errors
/// When the database refuses.
pub async fn given_before(
    reader: &dyn Reader,
    receiver: GiftReceiver,
    (day, currency): (Date, Currency),
) -> Result<YearSum, StoreError> {
    let whose = match receiver {
        GiftReceiver::Person(person) => ("person_id", person.0),
        GiftReceiver::Client(account) => ("account_id", account.0),
    };
    let of = (GiftDirection::Given, day);
    year(reader, of, whose, currency, GiftId(Uuid::nil())).await
}

/// What the policy looks at for a gift; the gift itself, if it stands in the register, is left out.
pub(crate) async fn judged(
    reader: &dyn Reader,
    new: &NewGift,
    rules: GiftRules,
    besides: GiftId,
) -> Result<Judged, StoreError> {
    let of = (new.direction, new.day.civil());
    let recipient = match new.direction {
        GiftDirection::Given => new.person_id.map(|person| ("person_id", person.0)),
        GiftDirection::Received => new.user_id.map(|user| ("user_id", user.0)),
    };
    let mut person_year = match recipient {
        Some(whose) => year(reader, of, whose, rules.currency, besides).await?,
        None => YearSum::default(),
    };
    let firm = ("account_id", new.account_id.0);
    let mut firm_year = year(reader, of, firm, rules.currency, besides).await?;
    if let (GiftDirection::Given, Some(person)) = (new.direction, new.person_id) {
        let (_, day) = of;
        let within = (year_before(day), day);
        for (fee, currency) in spotters::fees_within(reader, person, within).await? {
            let counted = (currency == rules.currency).then_some(fee);
            add(&mut person_year, counted);
            add(&mut firm_year, counted);
        }
    }
    Ok(Judged {
        rules,
        person_year,
        firm_year,
    })
}

/// What nobody knows the value of is counted apart.
fn add(sum: &mut YearSum, counted: Option<Amount>) {
    match counted {
        Some(counted) => sum.known += counted,
        None => sum.unvalued += 1,
    }
}

async fn year(
    reader: &dyn Reader,
    (direction, day): (GiftDirection, Date),
    (column, whose): (&'static str, Uuid),
    currency: Currency,
    besides: GiftId,
) -> Result<YearSum, StoreError> {
    // A booked sample is no gift, and what was given back was not kept.
    let text = format!(
        "SELECT counted, counted_currency FROM gifts
         WHERE {column} = $1 AND direction = $2 AND day > $3 AND day <= $4 AND id <> $5
             AND state IN ('recorded', 'waiting', 'approved')
             AND NOT (kind = 'sample' AND document <> '')
             AND (disposal IS NULL OR disposal <> 'returned')"
    );
    let values: Values = binds![whose, direction.code(), year_before(day), day, besides.0];
    let read = |row: &Row| {
        Ok((
            row.word_if_any("counted", Amount::parse)?,
            row.word("counted_currency", Currency::from_code)?,
        ))
    };
    let mut sum = YearSum::default();
    for (counted, of) in sql::all(reader, "adding gifts up", &text, values, read).await? {
        add(&mut sum, counted.filter(|_| of == currency));
    }
    Ok(sum)
}
