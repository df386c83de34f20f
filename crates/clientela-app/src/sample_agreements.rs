//! What the sample firm agreed on with its clients, as the book keeps it.

use std::collections::HashMap;

use clientela_domain::agreements::{
    AgreementState, AgreementTerms, Clause, CreditTier, PortfolioLine, RoundKind,
};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::execution::Metric;
use clientela_domain::ids::{AccountId, ClauseId, PersonId, UserId};
use clientela_domain::obligations::Party;
use clientela_samples::{SampleAgreement, SampleClause, SampleFirm};
use clientela_store::agreements::{NewAgreement, NewRound};
use clientela_store::new_id::new_id;
use clientela_store::sample_happenings::{self, Dated, SampleAgreement as Sample};
use clientela_store::{Viewer, accounts, names_of};

use crate::approval_settings::{ApprovalSettings, exceeded_of};
use crate::context::Context;
use crate::error::AppError;
use crate::sample_happenings::{day, moment};

/// Writes what the sample firm agreed on, once its people are there.
///
/// # Errors
/// [`AppError::Forbidden`]; when the book cannot be written.
pub(crate) async fn record(
    context: &Context,
    viewer: &Viewer,
    firm: &SampleFirm,
) -> Result<(), AppError> {
    ApprovalSettings::save_sample(context, viewer).await?;
    let told = &firm.happenings.agreements;
    let keys: Vec<String> = told
        .iter()
        .map(|one| format!("c:{}", one.customer_code))
        .collect();
    let read = context.store.read(viewer);
    let known = accounts::by_customer_keys(&read, &keys).await?;
    let mut people: HashMap<AccountId, PersonId> = HashMap::new();
    for id in known.values().copied() {
        let there = names_of::people_at(&read, id).await?;
        people.extend(there.first().map(|(person, _)| (id, *person)));
    }
    let today = context.clock.today();
    let mut samples = Vec::with_capacity(told.len());
    for one in told {
        let Some(account) = known.get(&format!("c:{}", one.customer_code)).copied() else {
            continue;
        };
        let written = moment(today, one.valid_from.max(1));
        let terms = terms(context, one, today);
        let exceeded = exceeded_of(context, viewer, &terms).await?;
        let whom = (viewer.user, people.get(&account).copied());
        samples.push(Dated {
            what: Sample {
                agreement: agreement(one, (account, viewer.user), terms, today),
                state: AgreementState::from_code(one.state).unwrap_or(AgreementState::Draft),
                state_day: day(today, one.valid_from.max(1)),
                exceeded,
                rounds: rounds(one, whom, today),
            },
            author: viewer.user,
            at: written,
        });
    }
    let written = context.store.write_with(viewer, samples, |tx, samples| {
        Box::pin(sample_happenings::record_agreements(tx, samples))
    });
    Ok(written.await?)
}

const fn whole(number: i64) -> Amount {
    Amount::from_cents(number * 100)
}

fn agreement(
    told: &SampleAgreement,
    (account, user): (AccountId, Option<UserId>),
    terms: AgreementTerms,
    today: Date,
) -> NewAgreement {
    let is_signed = matches!(told.state, "in_force" | "ended");
    NewAgreement {
        account_id: account,
        number: told.number.to_owned(),
        title: told.title.to_owned(),
        owner_id: user,
        signed_on: is_signed.then(|| day(today, told.valid_from + 10)),
        note: String::new(),
        terms,
        files: Vec::new(),
    }
}

fn terms(context: &Context, told: &SampleAgreement, today: Date) -> AgreementTerms {
    let product = |(what, is_group, discount): &(&str, bool, i64)| PortfolioLine {
        what: (*what).to_owned(),
        is_group: *is_group,
        discount: Some(whole(*discount)),
        ..PortfolioLine::default()
    };
    let clauses = told.clauses.iter().filter_map(|one| {
        let id = ClauseId(new_id(context.clock.now()));
        clause(one, id)
    });
    AgreementTerms {
        valid_from: Some(day(today, told.valid_from)),
        valid_to: told.valid_in.map(|days| day(today, -days)),
        notice_days: told.notice_days,
        is_renewed: told.is_renewed,
        discount: told.discount.map(whole),
        payment_days: told.payment_days,
        credit_limit: told.credit.map(whole),
        portfolio: told.products.iter().map(product).collect(),
        clauses: clauses.collect(),
        ..AgreementTerms::none(Currency::EUR)
    }
}

fn clause(told: &SampleClause, id: ClauseId) -> Option<Clause> {
    Some(Clause {
        number: told.number.to_owned(),
        target: Some(whole(told.target)),
        tolerance: (told.tolerance > 0).then(|| whole(told.tolerance)),
        late_days: Some(told.late_days),
        tiers: CreditTier::read_all(told.tiers)?,
        fee: told.fee.map(whole),
        ..Clause::new(id, told.text, Metric::from_code(told.metric)?)
    })
}

fn rounds(
    told: &SampleAgreement,
    (user, person): (Option<UserId>, Option<PersonId>),
    today: Date,
) -> Vec<NewRound> {
    let round = |one: &clientela_samples::SampleRound| {
        Some(NewRound {
            day: day(today, one.days_ago),
            kind: RoundKind::from_code(one.kind)?,
            side: Party::from_code(one.side)?,
            what: one.what.to_owned(),
            purpose: one.purpose.to_owned(),
            in_return: one.in_return.to_owned(),
            person_id: person,
            user_id: user,
            note: String::new(),
        })
    };
    told.rounds.iter().filter_map(round).collect()
}
