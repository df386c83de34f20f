//! What the sample firm and its clients owe each other, as the book keeps it.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, UserId};
use clientela_domain::obligations::{Event, ObligationKind, Origin, Party};
use clientela_samples as samples;
use clientela_store::obligations::NewObligation;
use clientela_store::sample_happenings::{Dated, SampleObligation};

use crate::sample_happenings::{day, moment};

/// The obligations of a sample firm for the accounts its codes became; what belongs to an unknown code
/// is left out. `user` is who loads the sample: our side of each is theirs.
pub(crate) fn of_book(
    told: &[samples::SampleObligation],
    accounts: &HashMap<String, AccountId>,
    user: Option<UserId>,
    today: Date,
) -> Vec<Dated<SampleObligation>> {
    told.iter()
        .filter_map(|one| {
            let account = accounts.get(&format!("c:{}", one.customer_code)).copied()?;
            let events = one.events.iter().map(|(event, days_ago, note)| {
                let event = Event::from_code(event)?;
                Some((event, day(today, *days_ago), (*note).to_owned()))
            });
            Some(Dated {
                what: SampleObligation {
                    obligation: obligation(one, account, user, today)?,
                    events: events.collect::<Option<_>>()?,
                },
                author: user,
                at: moment(today, one.made_days_ago),
            })
        })
        .collect()
}

fn obligation(
    told: &samples::SampleObligation,
    account: AccountId,
    user: Option<UserId>,
    today: Date,
) -> Option<NewObligation> {
    Some(NewObligation {
        account_id: account,
        debtor: Party::from_code(told.debtor)?,
        person_id: None,
        owner_id: user,
        what: told.what.to_owned(),
        kind: ObligationKind::from_code(told.kind)?,
        origin: Origin::from_code(told.origin)?,
        source: told.source.to_owned(),
        interaction_id: None,
        support_id: None,
        clause_id: None,
        condition: String::new(),
        made_on: day(today, told.made_days_ago).into(),
        due_day: told.due_in.map(|days| day(today, -days)),
        grace_days: told.grace_days,
        importance: told.importance,
        value: None,
        is_gift: told.is_gift,
    })
}
