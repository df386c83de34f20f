//! The sums of the twelve months before a gift, over the whole register: a limit holds whoever gives.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::gifts::{GiftDirection, YearSum, year_before};
use clientela_domain::ids::GiftId;

use super::{GiftRules, Judged, NewGift};
use crate::error::StoreError;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::Reader;

/// What the policy looks at for a gift; the gift itself, if it stands in the register, is left out.
pub(crate) async fn judged(
    reader: &dyn Reader,
    new: &NewGift,
    rules: GiftRules,
    besides: GiftId,
) -> Result<Judged, StoreError> {
    let recipient = match new.direction {
        GiftDirection::Given => new.person_id.map(|person| ("person_id", person.0)),
        GiftDirection::Received => new.user_id.map(|user| ("user_id", user.0)),
    };
    let person_year = match recipient {
        Some(whose) => year(reader, new, whose, rules.currency, besides).await?,
        None => YearSum::default(),
    };
    let firm = ("account_id", new.account_id.0);
    Ok(Judged {
        rules,
        person_year,
        firm_year: year(reader, new, firm, rules.currency, besides).await?,
    })
}

async fn year(
    reader: &dyn Reader,
    new: &NewGift,
    (column, whose): (&'static str, uuid::Uuid),
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
    let values: Values = binds![
        whose,
        new.direction.code(),
        year_before(new.day.civil()),
        new.day.civil(),
        besides.0,
    ];
    let read = |row: &Row| {
        Ok((
            row.word_if_any("counted", Amount::parse)?,
            row.word("counted_currency", Currency::from_code)?,
        ))
    };
    let mut sum = YearSum::default();
    for (counted, of) in sql::all(reader, "adding gifts up", &text, values, read).await? {
        match counted.filter(|_| of == currency) {
            Some(counted) => sum.known += counted,
            None => sum.unvalued += 1,
        }
    }
    Ok(sum)
}
