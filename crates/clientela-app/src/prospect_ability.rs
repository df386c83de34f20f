//! Whether a prospect can pay: facts people write down, its registration number, and what both suggest. The suggestion
//! stands beside the answer and is taken over by a person, never by the program.

use std::collections::HashMap;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::duplicates::OrganisationFacts;
use clientela_domain::estimate::Estimate;
use clientela_domain::identifiers::Eik;
use clientela_domain::ids::{AccountId, ProspectId, UserId};
use clientela_domain::opportunities::OpportunityStage;
use clientela_domain::prospects::{AbilityFact, AbilitySuggestion, FactKind, Question, ability};
use clientela_store::opportunities::{self, OpportunityFilter, OpportunitySort};
use clientela_store::prospects::{self, NewFact, Prospect, ProspectFact};
use clientela_store::{Permission, Viewer, duplicate_facts};

use crate::answers::happenings::NamedAnswer;
use crate::answers::prospects::{AbilityAnswer, ProspectFactAnswer};
use crate::answers::value::{EstimateAnswer, WhyAnswer};
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::keep_obligations::{OBLIGATION_CHARACTERS_MAX, past_day};
use crate::keep_prospects::show_prospect;
use crate::log_interaction::{invalid, words};

/// Opportunities whose value is added up.
const OPPORTUNITIES_MAX: u64 = 200;

/// The first year of which accounts are taken.
const YEAR_FIRST: i64 = 1900;

/// A fact as somebody writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactDraft {
    /// What it tells.
    pub kind: Option<FactKind>,
    /// It is no longer so, or was looked up and is not so.
    pub over: bool,
    /// The sum of a limit, an exposure or a deposit.
    pub amount: Option<Amount>,
    /// In which currency sums are; the firm's when absent.
    pub currency: Option<Currency>,
    /// The year of filed accounts, as typed.
    pub year: String,
    /// Revenue of that year.
    pub revenue: Option<Amount>,
    /// Result of that year.
    pub result: Option<Amount>,
    /// Who says so, or where it stands.
    pub source: String,
    /// Since when, as typed; today when empty.
    pub day: String,
}

/// What is known of a registration number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberCheck {
    /// None is written down.
    Missing,
    /// It proves itself.
    Valid,
    /// It is of another country, or does not prove itself.
    Unproven,
}

impl NumberCheck {
    /// The word of JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Valid => "valid",
            Self::Unproven => "unproven",
        }
    }
}

/// What is known of the ability of a prospect to pay.
#[derive(Clone, Debug)]
pub struct AbilityView {
    /// All facts, the newest first, each with who wrote it.
    pub facts: Vec<(ProspectFact, String)>,
    /// What they suggest.
    pub suggestion: AbilitySuggestion,
    /// In which currency the exposure is.
    pub currency: Currency,
    /// Its registration number.
    pub number: NumberCheck,
    /// Clients the viewer sees that have the number, or of whose firm it is a branch.
    pub clients: Vec<(AccountId, String)>,
    /// Other prospects the viewer sees that have the number.
    pub prospects: Vec<(ProspectId, String)>,
    /// The suggestion says more than the answer that stands.
    pub offers: bool,
}

/// Writes a fact about a prospect that was read at `version`; returns the new version.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::Stale`]; [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn add_fact(
    context: &Context,
    viewer: &Viewer,
    id: ProspectId,
    draft: &FactDraft,
    version: i64,
) -> Result<i64, AppError> {
    show_prospect(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let state = context.book_state(viewer).await?;
    let base = state.settings.reporting_currency();
    let fact = checked(draft, (base, context.clock.today()))?;
    let added = context.store.write_with(viewer, fact, move |tx, fact| {
        Box::pin(prospects::add_fact(tx, id, fact, version))
    });
    Ok(added.await?)
}

fn checked(draft: &FactDraft, (base, today): (Currency, Date)) -> Result<NewFact, AppError> {
    let kind = draft.kind.ok_or_else(|| invalid("kind", "required", ""))?;
    let amount = draft.amount.filter(|_| kind.has_amount());
    if kind.has_amount() && amount.is_none() && !draft.over {
        return Err(invalid("amount", "required", ""));
    }
    if amount.is_some_and(Amount::is_negative) {
        return Err(invalid("amount", "value-invalid", ""));
    }
    let of_accounts = kind == FactKind::Accounts;
    let year = match draft.year.trim() {
        "" if of_accounts => return Err(invalid("year", "required", "")),
        "" => None,
        text => {
            let year = text.parse::<i64>().ok();
            let year = year.filter(|year| (YEAR_FIRST..=i64::from(today.year())).contains(year));
            Some(year.ok_or_else(|| invalid("year", "value-invalid", text))?)
        }
    };
    let revenue = draft.revenue.filter(|_| of_accounts);
    if revenue.is_some_and(Amount::is_negative) {
        return Err(invalid("revenue", "value-invalid", ""));
    }
    let result = draft.result.filter(|_| of_accounts);
    let has_sum = amount.or(revenue).or(result).is_some();
    Ok(NewFact {
        kind,
        holds: !draft.over,
        amount,
        currency: has_sum.then(|| draft.currency.unwrap_or(base)),
        year: year.filter(|_| of_accounts),
        revenue,
        result,
        source: words("source", &draft.source, OBLIGATION_CHARACTERS_MAX)?,
        day: past_day("day", &draft.day, today)?,
    })
}

/// What is known of the ability of a prospect to pay.
///
/// # Errors
/// When the book cannot answer.
pub(crate) async fn ability_of(
    context: &Context,
    viewer: &Viewer,
    prospect: &Prospect,
    authors: &HashMap<UserId, String>,
) -> Result<AbilityView, AppError> {
    let read = context.store.read(viewer);
    let state = context.book_state(viewer).await?;
    let facts = prospects::facts_of(&read, prospect.id).await?;
    let told: Vec<AbilityFact> = facts.iter().map(|one| comparable(&state, one)).collect();
    let open = open_value(context, viewer, &state, prospect.id).await?;
    let suggestion = ability(&told, &open);
    let number = prospect.prospect.registration_number.as_str();
    let parsed = Eik::parse(number).ok();
    let same = prospects::of_number(&read, number, prospect.id).await?;
    let standing = prospect.answers.answer(Question::Ability);
    let author = |id: Option<UserId>| id.and_then(|id| authors.get(&id).cloned());
    Ok(AbilityView {
        offers: !suggestion.because.is_empty() && suggestion.answer != standing,
        facts: facts
            .into_iter()
            .rev()
            .map(|one| {
                let name = author(one.author_id).unwrap_or_default();
                (one, name)
            })
            .collect(),
        suggestion,
        currency: state.settings.reporting_currency(),
        number: match (&parsed, number) {
            (_, "") => NumberCheck::Missing,
            (Some(_), _) => NumberCheck::Valid,
            (None, _) => NumberCheck::Unproven,
        },
        clients: clients(context, viewer, &state, (number, parsed.as_ref())).await?,
        prospects: same
            .into_iter()
            .map(|one| (one.id, one.prospect.name))
            .collect(),
    })
}

/// Clients of a number, and those of whose firm it is a branch.
async fn clients(
    context: &Context,
    viewer: &Viewer,
    state: &BookState,
    (number, parsed): (&str, Option<&Eik>),
) -> Result<Vec<(AccountId, String)>, AppError> {
    if number.is_empty() {
        return Ok(Vec::new());
    }
    let read = context.store.read(viewer);
    let mut found = Vec::new();
    let firm = parsed.map(Eik::company).filter(|firm| *firm != number);
    for number in std::iter::once(number).chain(firm) {
        let of_number = OrganisationFacts {
            registration_number: Some(number.to_owned()),
            ..OrganisationFacts::default()
        };
        for account in duplicate_facts::accounts_like(&read, &of_number).await? {
            let known = found.iter().any(|(known, _)| *known == account);
            if !known && state.directory.card(account).is_some() {
                found.push((account, state.directory.name_of(account).to_owned()));
            }
        }
    }
    Ok(found)
}

/// A fact with its sums in the currency of the report.
fn comparable(state: &BookState, one: &ProspectFact) -> AbilityFact {
    let own = &one.fact;
    let into = state.settings.reporting_currency();
    let rate = own
        .currency
        .and_then(|from| state.settings.rates.get(from, into));
    let sum = |amount: Option<Amount>| Some(rate?.apply(amount?).as_f64());
    AbilityFact {
        kind: own.kind,
        holds: own.holds,
        day: own.day,
        amount: sum(own.amount),
        result: sum(own.result),
    }
}

/// What the open opportunities of a prospect are worth, in the currency of the report; unknown without any of a known
/// value.
async fn open_value(
    context: &Context,
    viewer: &Viewer,
    state: &BookState,
    id: ProspectId,
) -> Result<Estimate, AppError> {
    let filter = OpportunityFilter {
        prospect: Some(id),
        stages: OpportunityStage::OPEN.to_vec(),
        ..OpportunityFilter::default()
    };
    let read = context.store.read(viewer);
    let order = (OpportunitySort::Newest, None);
    let found = opportunities::list(&read, &filter, order, OPPORTUNITIES_MAX).await?;
    let into = state.settings.reporting_currency();
    let mut sum: Option<Estimate> = None;
    for one in &found {
        let own = &one.opportunity;
        let rate = own
            .currency
            .and_then(|from| state.settings.rates.get(from, into));
        let value = |amount: Option<Amount>| Some(rate?.apply(amount?).as_f64());
        let value = match (value(own.value_low), value(own.value_high)) {
            (Some(low), Some(high)) => Estimate::between(low, high),
            (Some(one), None) | (None, Some(one)) => Estimate::Known(one),
            (None, None) => Estimate::Unknown("unknown-exposure"),
        };
        sum = Some(match sum {
            Some(sum) => sum.plus(&value),
            None => value,
        });
    }
    Ok(sum.unwrap_or(Estimate::Unknown("unknown-exposure")))
}

impl AbilityView {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> AbilityAnswer {
        let own = &self.suggestion;
        let client = |(id, name): &(AccountId, String)| NamedAnswer {
            id: id.to_string(),
            name: name.clone(),
        };
        let prospect = |(id, name): &(ProspectId, String)| NamedAnswer {
            id: id.to_string(),
            name: name.clone(),
        };
        AbilityAnswer {
            suggestion: own.answer.code().to_owned(),
            because: own
                .because
                .iter()
                .map(|kind| kind.code().to_owned())
                .collect(),
            differs: self.offers,
            exposure: EstimateAnswer::from(&own.exposure),
            currency: self.currency.code().to_owned(),
            number: self.number.code().to_owned(),
            clients: self.clients.iter().map(client).collect(),
            prospects: self.prospects.iter().map(prospect).collect(),
            facts: self.facts.iter().map(fact_answer).collect(),
            why: WhyAnswer::from(&own.why),
        }
    }
}

fn fact_answer((one, author): &(ProspectFact, String)) -> ProspectFactAnswer {
    let own = &one.fact;
    let sum = |amount: Option<Amount>| amount.map(|amount| amount.to_string());
    ProspectFactAnswer {
        fact: own.kind.code().to_owned(),
        holds: own.holds,
        amount: sum(own.amount),
        currency: own.currency.map(|currency| currency.code().to_owned()),
        year: own.year,
        revenue: sum(own.revenue),
        result: sum(own.result),
        source: own.source.clone(),
        day: own.day.to_string(),
        author: Some(author.clone()).filter(|author| !author.is_empty()),
    }
}
