//! People write down agreements with those who find prospects for a fee, and what became of the names.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::gifts::Official;
use clientela_domain::ids::{PersonId, ProspectId, SpotterId};
use clientela_domain::prospects::{FeeTerms, SpotterKind};
use clientela_domain::typed_day::Side;
use clientela_store::prospects;
use clientela_store::spotters::{self, NameTold, NewSpotter, Spotter};
use clientela_store::{Permission, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::keep_competitors::NAME_CHARACTERS_MAX;
use crate::keep_gifts::any_day;
use crate::keep_obligations::{OBLIGATION_CHARACTERS_MAX, optional};
use crate::log_interaction::{invalid, words};

/// Days within which a success that falls through is given back in part, unless agreed otherwise.
pub(crate) const WINDOW_DAYS: u32 = 90;

/// The most days an agreement can name.
pub(crate) const DAYS_MAX: u32 = 3_650;

/// Ten-thousandths of an amount in one ten-thousandth of a whole, when the amount says per cent.
pub(crate) const UNITS_OF_SHARE: i128 = 100;

/// All of a revenue, in ten-thousandths.
pub(crate) const WHOLE: u32 = 10_000;

/// An agreement as somebody writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpotterDraft {
    /// Somebody who gives names, or a firm that finds and qualifies.
    pub kind: Option<SpotterKind>,
    /// Whom it is with.
    pub name: String,
    /// The person of the book it is with, by name; wins over [`SpotterDraft::person_id`].
    pub person: String,
    /// The person of the book it is with.
    pub person_id: Option<PersonId>,
    /// Where the written contract is.
    pub contract: String,
    /// Since when it holds, as typed.
    pub first_day: String,
    /// Until when, as typed.
    pub last_day: String,
    /// For a name that was accepted; nothing when absent.
    pub fee_name: Option<Amount>,
    /// For a prospect that qualified; nothing when absent.
    pub fee_qualified: Option<Amount>,
    /// Of the net revenue of the first year, in per cent; nothing when absent.
    pub share: Option<Amount>,
    /// Days within which a success that falls through is given back in part, as typed; 90 when empty.
    pub window_days: String,
    /// The most that one prospect may bring.
    pub most_by_prospect: Option<Amount>,
    /// The price of each delivered list.
    pub list_price: Option<Amount>,
    /// In which currency; the firm's when absent.
    pub currency: Option<Currency>,
    /// Days within which a fee is paid, as typed; at once when empty.
    pub payment_days: String,
    /// Whether they hold a public office.
    pub official: Official,
    /// Where their employer's consent is written.
    pub employer_consent: String,
    /// Where the tax document is.
    pub tax_document: String,
    /// More about it.
    pub note: String,
}

impl Default for SpotterDraft {
    fn default() -> Self {
        Self {
            kind: None,
            name: String::new(),
            person: String::new(),
            person_id: None,
            contract: String::new(),
            first_day: String::new(),
            last_day: String::new(),
            fee_name: None,
            fee_qualified: None,
            share: None,
            window_days: String::new(),
            most_by_prospect: None,
            list_price: None,
            currency: None,
            payment_days: String::new(),
            official: Official::Unknown,
            employer_consent: String::new(),
            tax_document: String::new(),
            note: String::new(),
        }
    }
}

/// What became of a name, as somebody says it; a day that is empty has not come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameDraft {
    /// The first invoice was paid, as typed.
    pub first_paid_on: String,
    /// The business was cancelled, returned or not paid, as typed.
    pub fell_on: String,
    /// Why.
    pub fell_why: String,
}

fn fee(field: &'static str, given: Option<Amount>) -> Result<Option<Amount>, AppError> {
    match given {
        Some(amount) if amount.is_negative() => Err(invalid(field, "value-invalid", "")),
        other => Ok(other),
    }
}

fn days(field: &'static str, typed: &str, without: u32) -> Result<u32, AppError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(without);
    }
    let read = typed.parse().ok().filter(|days| *days <= DAYS_MAX);
    read.ok_or_else(|| invalid(field, "fee-days-invalid", typed))
}

/// A share in ten-thousandths of what was said in per cent, with two decimals at most.
fn share(percent: Option<Amount>) -> Result<u32, AppError> {
    let Some(percent) = percent else {
        return Ok(0);
    };
    let units = percent.units();
    let read = u32::try_from(units / UNITS_OF_SHARE).ok();
    let read = read.filter(|read| *read <= WHOLE && units % UNITS_OF_SHARE == 0);
    read.ok_or_else(|| invalid("share", "fee-share-invalid", &percent.to_string()))
}

async fn checked(
    context: &Context,
    viewer: &Viewer,
    draft: &SpotterDraft,
) -> Result<NewSpotter, AppError> {
    let today = context.clock.today();
    let kind = draft.kind.ok_or_else(|| invalid("kind", "required", ""))?;
    let first_day = any_day("first_day", &draft.first_day, today, Side::Behind)?;
    let last_day = any_day("last_day", &draft.last_day, today, Side::Ahead)?;
    if let (Some(first), Some(last)) = (first_day, last_day)
        && last < first
    {
        return Err(invalid("last_day", "days-reversed", &draft.last_day));
    }
    let state = context.book_state(viewer).await?;
    let payment_days = days("payment_days", &draft.payment_days, 0)?;
    Ok(NewSpotter {
        kind,
        name: words("name", &draft.name, NAME_CHARACTERS_MAX)?,
        person_id: person(context, viewer, draft).await?,
        contract: optional("contract", &draft.contract)?,
        first_day,
        last_day,
        terms: FeeTerms {
            for_name: fee("fee_name", draft.fee_name)?.unwrap_or_default(),
            for_qualified: fee("fee_qualified", draft.fee_qualified)?.unwrap_or_default(),
            share_of_first_year: share(draft.share)?,
            window_days: days("window_days", &draft.window_days, WINDOW_DAYS)?,
            most_by_prospect: fee("most_by_prospect", draft.most_by_prospect)?,
        },
        list_price: fee("list_price", draft.list_price)?,
        currency: draft
            .currency
            .unwrap_or(state.settings.reporting_currency()),
        payment_days: u16::try_from(payment_days).unwrap_or(u16::MAX),
        official: draft.official,
        employer_consent: optional("employer_consent", &draft.employer_consent)?,
        tax_document: optional("tax_document", &draft.tax_document)?,
        note: optional("note", &draft.note)?,
    })
}

/// The person of the book, by their name or as chosen.
async fn person(
    context: &Context,
    viewer: &Viewer,
    draft: &SpotterDraft,
) -> Result<Option<PersonId>, AppError> {
    let typed = draft.person.trim();
    if typed.is_empty() {
        return Ok(draft.person_id);
    }
    let read = context.store.read(viewer);
    match prospects::people_called(&read, typed).await?[..] {
        [person] => Ok(Some(person)),
        _ => Err(invalid("person", "spotter-person-unknown", typed)),
    }
}

/// Writes an agreement down.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotFound`] without such a person;
/// [`AppError::Forbidden`].
pub async fn write_spotter(
    context: &Context,
    viewer: &Viewer,
    draft: &SpotterDraft,
) -> Result<SpotterId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let new = checked(context, viewer, draft).await?;
    let written = context
        .store
        .write_with(viewer, new, |tx, new| Box::pin(spotters::create(tx, new)));
    Ok(written.await?)
}

/// Changes an agreement that was read at `version`; returns the new version.
///
/// # Errors
/// As [`write_spotter`]; [`AppError::Stale`].
pub async fn change_spotter(
    context: &Context,
    viewer: &Viewer,
    id: SpotterId,
    draft: &SpotterDraft,
    version: i64,
) -> Result<i64, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let new = checked(context, viewer, draft).await?;
    let changed = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(spotters::change(tx, id, new, version))
    });
    Ok(changed.await?)
}

/// An agreement.
///
/// # Errors
/// [`AppError::NotFound`] when there is none.
pub async fn show_spotter(
    context: &Context,
    viewer: &Viewer,
    id: SpotterId,
) -> Result<Spotter, AppError> {
    let found = spotters::get(&context.store.read(viewer), id).await?;
    found.ok_or(AppError::NotFound("spotter"))
}

/// All agreements, by name.
///
/// # Errors
/// When the book cannot answer.
pub async fn all_spotters(context: &Context, viewer: &Viewer) -> Result<Vec<Spotter>, AppError> {
    Ok(spotters::list(&context.store.read(viewer)).await?)
}

/// The agreement an id or a whole name means.
///
/// # Errors
/// [`AppError::Invalid`] at `spotter` for anything else, also when several have the name.
pub async fn find_spotter(
    context: &Context,
    viewer: &Viewer,
    text: &str,
) -> Result<SpotterId, AppError> {
    let all = all_spotters(context, viewer).await?;
    let folded = clientela_domain::names::fold(text);
    let id = SpotterId::parse(text);
    let mut found = all.iter().filter(|one| {
        Some(one.id) == id || clientela_domain::names::fold(&one.spotter.name) == folded
    });
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one.id),
        _ => Err(invalid("spotter", "spotter-unknown", text)),
    }
}

/// An agreement as its form says it.
#[must_use]
pub fn draft_of(of: &Spotter) -> SpotterDraft {
    let own = &of.spotter;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let share = i128::from(own.terms.share_of_first_year) * UNITS_OF_SHARE;
    SpotterDraft {
        kind: Some(own.kind),
        name: own.name.clone(),
        person: String::new(),
        person_id: own.person_id,
        contract: own.contract.clone(),
        first_day: day(own.first_day),
        last_day: day(own.last_day),
        fee_name: Some(own.terms.for_name),
        fee_qualified: Some(own.terms.for_qualified),
        share: Some(Amount::from_units(share)),
        window_days: own.terms.window_days.to_string(),
        most_by_prospect: own.terms.most_by_prospect,
        list_price: own.list_price,
        currency: Some(own.currency),
        payment_days: own.payment_days.to_string(),
        official: own.official,
        employer_consent: own.employer_consent.clone(),
        tax_document: own.tax_document.clone(),
        note: own.note.clone(),
    }
}

/// Writes down what became of a name of an agreement that was read at `version`: that its first invoice was paid,
/// that the business fell through; returns the new version.
///
/// # Errors
/// [`AppError::Invalid`]; [`AppError::NotFound`]; [`AppError::Stale`]; [`AppError::Forbidden`].
pub async fn tell_of_name(
    context: &Context,
    viewer: &Viewer,
    (id, version): (SpotterId, i64),
    prospect: ProspectId,
    draft: &NameDraft,
) -> Result<i64, AppError> {
    show_spotter(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let today = context.clock.today();
    let past = |field: &'static str, text: &str| {
        let day = any_day(field, text, today, Side::Behind)?;
        match day {
            Some(day) if day > today => Err(invalid(field, "day-in-future", text)),
            other => Ok(other),
        }
    };
    let first_paid_on = past("first_paid_on", &draft.first_paid_on)?;
    let fell_on = past("fell_on", &draft.fell_on)?;
    if let (Some(paid), Some(fell)) = (first_paid_on, fell_on)
        && fell < paid
    {
        return Err(invalid("fell_on", "fell-before-paid", &draft.fell_on));
    }
    let fell_why = match fell_on {
        Some(_) => words("fell_why", &draft.fell_why, OBLIGATION_CHARACTERS_MAX)?,
        None => optional("fell_why", &draft.fell_why)?,
    };
    let told = NameTold {
        first_paid_on,
        fell_on,
        fell_why,
    };
    let written = context.store.write_with(viewer, told, move |tx, told| {
        Box::pin(spotters::tell_of_name(tx, (id, version), prospect, told))
    });
    Ok(written.await?)
}
