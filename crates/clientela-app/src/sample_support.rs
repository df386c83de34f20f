//! What the sample firm and its clients gave each other, as the book keeps it: gifts and support, each with
//! somebody of the client.

use std::collections::HashMap;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::gifts::{GiftDirection, GiftKind, Official};
use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_domain::support::{Mark, SupportKind, SupportSide, SupportState};
use clientela_samples::{SampleConfidentiality, SampleFirm, SampleGift, SampleSupport};
use clientela_store::confidentiality::NewConfidentiality;
use clientela_store::gifts::{GiftValue, NewGift};
use clientela_store::sample_happenings::{self, Dated};
use clientela_store::supports::NewSupport;
use clientela_store::{Viewer, accounts, names_of};

use crate::context::Context;
use crate::error::AppError;
use crate::sample_happenings::{day, moment};

/// Writes what the sample firm gave and received, once its people are there.
///
/// # Errors
/// [`AppError::Forbidden`]; when the book cannot be written.
pub(crate) async fn record_support(
    context: &Context,
    viewer: &Viewer,
    firm: &SampleFirm,
) -> Result<(), AppError> {
    let told = &firm.happenings;
    let of_gifts = told.gifts.iter().map(|one| &one.customer_code);
    let codes = of_gifts.chain(told.supports.iter().map(|one| &one.customer_code));
    let codes = codes.chain(told.confidentiality.iter().map(|one| &one.customer_code));
    let keys: Vec<String> = codes.map(|code| format!("c:{code}")).collect();
    let read = context.store.read(viewer);
    let known = accounts::by_customer_keys(&read, &keys).await?;
    let ids: Vec<AccountId> = known.values().copied().collect();
    let mut people: HashMap<AccountId, PersonId> = HashMap::new();
    for id in ids {
        let there = names_of::people_at(&read, id).await?;
        people.extend(there.first().map(|(person, _)| (id, *person)));
    }
    let today = context.clock.today();
    let of = |code: &str| {
        let account = known.get(&format!("c:{code}")).copied()?;
        Some((account, people.get(&account).copied()))
    };
    let gifts: Vec<Dated<NewGift>> = told
        .gifts
        .iter()
        .filter_map(|one| {
            Some(Dated {
                what: gift(one, of(&one.customer_code)?, viewer.user, today)?,
                author: viewer.user,
                at: moment(today, one.days_ago),
            })
        })
        .collect();
    let supports: Vec<Dated<NewSupport>> = told
        .supports
        .iter()
        .filter_map(|one| {
            Some(Dated {
                what: support(one, of(&one.customer_code)?, viewer.user, today)?,
                author: viewer.user,
                at: moment(today, one.days_ago),
            })
        })
        .collect();
    let names = accounts::directory(&read).await?;
    let agreements: Vec<Dated<NewConfidentiality>> = told
        .confidentiality
        .iter()
        .filter_map(|one| {
            let (account, _) = of(&one.customer_code)?;
            let name = names.iter().find(|card| card.id == account);
            Some(Dated {
                what: agreement(one, (account, &name?.name), today),
                author: viewer.user,
                at: moment(today, one.days_ago),
            })
        })
        .collect();
    let all = (gifts, supports, agreements);
    let written = context.store.write_with(viewer, all, |tx, told| {
        let (gifts, supports, agreements) = told;
        let record = sample_happenings::record_support(tx, gifts, supports, agreements);
        Box::pin(record)
    });
    Ok(written.await?)
}

fn euro(whole: i64) -> Amount {
    Amount::from_cents(whole * 100)
}

fn agreement(
    told: &SampleConfidentiality,
    (account_id, name): (AccountId, &str),
    today: Date,
) -> NewConfidentiality {
    NewConfidentiality {
        account_id,
        with_whom: match told.with_whom {
            "" => name.to_owned(),
            named => named.to_owned(),
        },
        scope: told.scope.to_owned(),
        may_know: told.may_know.to_owned(),
        text: told.text.to_owned(),
        first_day: day(today, told.days_ago),
        last_day: told.ends_in.map(|days| day(today, -days)),
        attachment_id: None,
    }
}

fn gift(
    told: &SampleGift,
    (account, person): (AccountId, Option<PersonId>),
    user: Option<UserId>,
    today: Date,
) -> Option<NewGift> {
    Some(NewGift {
        account_id: account,
        direction: GiftDirection::from_code(told.direction)?,
        person_id: person,
        user_id: user,
        kind: GiftKind::from_code(told.kind)?,
        what: told.what.to_owned(),
        occasion: told.occasion.to_owned(),
        reason: String::new(),
        document: String::new(),
        value: told.euro.map(|whole| GiftValue {
            amount: euro(whole),
            currency: Currency::EUR,
            counted: Some(euro(whole)),
        }),
        official: Official::from_code(told.official)?,
        day: day(today, told.days_ago).into(),
        decision_day: None,
    })
}

fn support(
    told: &SampleSupport,
    (account, person): (AccountId, Option<PersonId>),
    user: Option<UserId>,
    today: Date,
) -> Option<NewSupport> {
    let kind = SupportKind::from_code(told.kind)?;
    let on = day(today, told.days_ago);
    let both = kind.has_attendance();
    Some(NewSupport {
        account_id: account,
        side: SupportSide::from_code(told.side)?,
        kind,
        what: told.what.to_owned(),
        before_whom: told.before_whom.to_owned(),
        person_id: person,
        owner_id: user,
        mark: Mark::from_code(told.mark),
        document: String::new(),
        day: on.into(),
        until_day: told.ends_in.map(|days| day(today, -days)),
        stated: told.stated.map(euro),
        confirmed: told.confirmed.map(euro),
        currency: told.stated.or(told.confirmed).map(|_| Currency::EUR),
        confirmed_on: told.confirmed.map(|_| on),
        confirmed_by: person.filter(|_| told.confirmed.is_some()),
        thanked_on: told.thanked_days_ago.map(|days| day(today, days)),
        settled_on: None,
        note: String::new(),
        state: SupportState::Done,
        people: person
            .filter(|_| both)
            .map(|id| (id, true))
            .into_iter()
            .collect(),
        users: user
            .filter(|_| both)
            .map(|id| (id, true))
            .into_iter()
            .collect(),
    })
}
