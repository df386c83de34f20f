//! Plans of the sample firm, as the book keeps them.

use std::collections::HashMap;

use clientela_domain::account_plan::{EntryKind, EntryState, Field, Measure};
use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_domain::troubles::Degree;
use clientela_samples::{SampleFirm, SamplePlanEntry, SamplePlanField};
use clientela_store::plan_entries::NewPlanEntry;
use clientela_store::plan_statements::NewPlanStatement;
use clientela_store::sample_happenings::Dated;
use clientela_store::sample_plans::{self, SamplePlans};
use clientela_store::{Viewer, accounts, names_of};

use crate::context::Context;
use crate::error::AppError;
use crate::sample_happenings::{day, moment};

/// Days before the sample's day on which its plans were written.
const WRITTEN_DAYS_AGO: i64 = 30;

/// Writes the plans of the sample firm, once its people are there.
///
/// # Errors
/// [`AppError::Forbidden`]; when the book cannot be written.
pub(crate) async fn record_plans(
    context: &Context,
    viewer: &Viewer,
    firm: &SampleFirm,
) -> Result<(), AppError> {
    let told = &firm.happenings;
    let codes = told.plan_entries.iter().map(|one| &one.customer_code);
    let codes = codes.chain(told.plan_fields.iter().map(|one| &one.customer_code));
    let keys: Vec<String> = codes.map(|code| format!("c:{code}")).collect();
    let read = context.store.read(viewer);
    let known = accounts::by_customer_keys(&read, &keys).await?;
    let mut people: HashMap<AccountId, Vec<PersonId>> = HashMap::new();
    for id in known.values() {
        let there = names_of::people_at(&read, *id).await?;
        people.insert(*id, there.into_iter().map(|(person, _)| person).collect());
    }
    let book = Book {
        known: &known,
        people: &people,
        user: viewer.user,
        today: context.clock.today(),
    };
    let plans = SamplePlans {
        entries: told
            .plan_entries
            .iter()
            .filter_map(|one| book.entry(one))
            .collect(),
        statements: told
            .plan_fields
            .iter()
            .filter_map(|one| book.statement(one))
            .collect(),
    };
    let written = context.store.write_with(viewer, plans, |tx, plans| {
        Box::pin(sample_plans::record(tx, plans))
    });
    Ok(written.await?)
}

/// Whom the sample tells of.
struct Book<'a> {
    known: &'a HashMap<String, AccountId>,
    people: &'a HashMap<AccountId, Vec<PersonId>>,
    user: Option<UserId>,
    today: Date,
}

impl Book<'_> {
    fn account(&self, code: &str) -> Option<AccountId> {
        self.known.get(&format!("c:{code}")).copied()
    }

    fn entry(&self, told: &SamplePlanEntry) -> Option<Dated<NewPlanEntry>> {
        let account = self.account(&told.customer_code)?;
        let person = |place: usize| self.people.get(&account)?.get(place).copied();
        let kind = EntryKind::from_code(told.kind)?;
        let is_ours = !matches!(kind, EntryKind::ClientGoal | EntryKind::OurGoal);
        let new = NewPlanEntry {
            account_id: account,
            kind,
            what: told.what.to_owned(),
            detail: String::new(),
            measure: Measure::from_code(told.measure),
            own_measure: String::new(),
            start_value: told.from_to.and_then(|(from, _)| Amount::parse(from)),
            target: told.from_to.and_then(|(_, to)| Amount::parse(to)),
            actual: None,
            actual_on: None,
            day: told.days_ahead.map(|days| day(self.today, -days)),
            owner_id: self.user.filter(|_| is_ours),
            person_id: told.person.and_then(person),
            objective_id: None,
            obligation_id: None,
            likelihood: told.degrees.and_then(|(one, _)| Degree::from_number(one)),
            effect: told.degrees.and_then(|(_, one)| Degree::from_number(one)),
            early_sign: String::new(),
            reply: told.reply.to_owned(),
            state: EntryState::Open,
            for_client: told.for_client,
        };
        Some(Dated {
            what: new,
            author: self.user,
            at: moment(self.today, WRITTEN_DAYS_AGO),
        })
    }

    fn statement(&self, told: &SamplePlanField) -> Option<Dated<NewPlanStatement>> {
        let on = day(self.today, told.days_ago);
        let new = NewPlanStatement {
            account_id: self.account(&told.customer_code)?,
            field: Field::from_code(told.field)?,
            words: told.words.to_owned(),
            source: told.source.to_owned(),
            asked_on: told.words.is_empty().then_some(on),
            person_id: None,
            day: on,
        };
        Some(Dated {
            what: new,
            author: self.user,
            at: moment(self.today, told.days_ago),
        })
    }
}
