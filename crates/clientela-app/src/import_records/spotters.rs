//! Rows of a file of agreements with those who find prospects: each makes one agreement, unless the book or an earlier
//! row has the same one.

use clientela_domain::amount::Amount;
use clientela_domain::gifts::Official;
use clientela_domain::ids::{PersonId, SpotterId};
use clientela_domain::names::fold;
use clientela_domain::prospects::{FeeTerms, SpotterKind};
use clientela_domain::records::{RecordColumn, spotter_words, words};
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::Viewer;
use clientela_store::brought;
use clientela_store::import_records::RecordEntity;
use clientela_store::spotters::{self, KnownSpotter, NewSpotter, Spotter};
use serde_json::Value as Json;
use uuid::Uuid;

use super::Wishes;
use super::coded::{self, Known, Says, Told};
use super::gifts::{currency_of, free, money, read_day};
use super::interactions::PeopleFinder;
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::Work;
use crate::answers::import::MatchedAnswer;
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::keep_competitors::NAME_CHARACTERS_MAX;
use crate::keep_spotters::{DAYS_MAX, UNITS_OF_SHARE, WHOLE, WINDOW_DAYS};

/// What a row says, checked.
struct Said {
    spotter: NewSpotter,
    code: String,
    says: Says,
}

/// What each row would do.
pub(super) async fn sort(
    context: &Context,
    viewer: &Viewer,
    plan: &RecordPlan,
    rows: &[Row],
    wishes: Wishes,
) -> Result<Work, AppError> {
    let state = context.book_state(viewer).await?;
    let columns = [RecordColumn::Person];
    let people = PeopleFinder::load(context, viewer, (plan, &columns), rows).await?;
    let mut work = Work::default();
    let reading = Reading {
        plan,
        state: &state,
        people: &people,
    };
    let said = coded::read_rows(&mut work, plan, rows, |row| reading.read(row));
    let given = coded::codes(&said);
    let read = context.store.read(viewer);
    let (known, codes) = spotters::known_of(&read, &given).await?;
    let known = Known {
        identities: known.into_iter().collect(),
        codes,
        by_code: brought::known_by_codes::<Spotter>(&read, &given).await?,
    };
    coded::take(context, &mut work, plan, (said, known), wishes);
    Ok(work)
}

impl Told for Said {
    type Record = NewSpotter;
    type Identity = KnownSpotter;

    const ENTITY: RecordEntity = RecordEntity::Spotter;

    fn code(&self) -> &str {
        &self.code
    }

    fn record(&self) -> &NewSpotter {
        &self.spotter
    }

    fn identity(&self) -> KnownSpotter {
        KnownSpotter {
            kind: self.spotter.kind,
            name_folded: fold(&self.spotter.name),
            contract: self.spotter.contract.clone(),
        }
    }

    fn rests_on(&self) -> Vec<(RecordEntity, Uuid)> {
        let person = self.spotter.person_id.into_iter();
        person.map(|id| (RecordEntity::Person, id.0)).collect()
    }

    fn over(&self, known: &NewSpotter) -> Result<NewSpotter, Fault> {
        use RecordColumn as C;
        let (said, says) = (&self.spotter, &self.says);
        let text = |column, said, known| says.or::<String>(column, said, known);
        let amount = |column, said, known| says.or::<Amount>(column, said, known);
        let (terms, before) = (&said.terms, &known.terms);
        Ok(NewSpotter {
            kind: says.or(C::SpotterKind, &said.kind, &known.kind),
            name: text(C::WithWhom, &said.name, &known.name),
            person_id: said.person_id.or(known.person_id),
            contract: text(C::Contract, &said.contract, &known.contract),
            first_day: said.first_day.or(known.first_day),
            last_day: said.last_day.or(known.last_day),
            terms: FeeTerms {
                for_name: amount(C::FeeName, &terms.for_name, &before.for_name),
                for_qualified: amount(C::FeeQualified, &terms.for_qualified, &before.for_qualified),
                share_of_first_year: says.or(
                    C::FeeShare,
                    &terms.share_of_first_year,
                    &before.share_of_first_year,
                ),
                window_days: says.or(C::WindowDays, &terms.window_days, &before.window_days),
                most_by_prospect: terms.most_by_prospect.or(before.most_by_prospect),
            },
            list_price: said.list_price.or(known.list_price),
            currency: says.or(C::Currency, &said.currency, &known.currency),
            payment_days: says.or(C::PaymentDays, &said.payment_days, &known.payment_days),
            official: says.or(C::Official, &said.official, &known.official),
            employer_consent: text(
                C::EmployerConsent,
                &said.employer_consent,
                &known.employer_consent,
            ),
            tax_document: text(C::TaxDocument, &said.tax_document, &known.tax_document),
            note: text(C::Note, &said.note, &known.note),
        })
    }

    fn as_json(record: &NewSpotter) -> Json {
        spotters::as_json(record)
    }

    fn create(self, work: &mut Work, id: Uuid) {
        let one = (SpotterId(id), self.spotter, self.code);
        work.new_spotters.push(one);
    }

    fn change(&self, work: &mut Work, (id, version): (Uuid, i64), new: NewSpotter) {
        work.changed_spotters.push((SpotterId(id), version, new));
    }

    fn found(work: &mut Work) -> &mut MatchedAnswer {
        &mut work.spotters_found
    }
}

struct Reading<'a> {
    plan: &'a RecordPlan,
    state: &'a BookState,
    people: &'a PeopleFinder,
}

impl Reading<'_> {
    fn read(&self, row: &Row) -> Result<Said, Fault> {
        use RecordColumn as C;
        let text = |column| row.text(self.plan, column);
        let unknown = |column| Fault::at(column, SetAsideReason::SpotterWordUnknown);
        let kind = match text(C::SpotterKind) {
            "" => SpotterKind::Spotter,
            word => spotter_words::spotter_kind(word).ok_or(unknown(C::SpotterKind))?,
        };
        let official = match text(C::Official) {
            "" => Official::Unknown,
            word => words::official(word)
                .and_then(Official::from_code)
                .ok_or(unknown(C::Official))?,
        };
        let code = row.code(self.plan)?.to_owned();
        let name = text(C::WithWhom);
        if name.is_empty() {
            return Err(Fault::at(C::WithWhom, SetAsideReason::NameMissing));
        }
        if name.chars().count() > NAME_CHARACTERS_MAX {
            return Err(Fault::at(C::WithWhom, SetAsideReason::TextTooLong));
        }
        let first_day = read_day(self.plan, C::ValidFrom, text(C::ValidFrom))?;
        let last_day = read_day(self.plan, C::ValidTo, text(C::ValidTo))?;
        if first_day
            .zip(last_day)
            .is_some_and(|(first, last)| last < first)
        {
            return Err(Fault::at(C::ValidTo, SetAsideReason::DaysReversed));
        }
        let currency = currency_of(text(C::Currency))?;
        let payment_days = self.days(row, C::PaymentDays, 0)?;
        let fee = |column| money(column, text(column));
        Ok(Said {
            spotter: NewSpotter {
                kind,
                name: name.to_owned(),
                person_id: self.person(row)?,
                contract: free(C::Contract, text(C::Contract))?,
                first_day,
                last_day,
                terms: FeeTerms {
                    for_name: fee(C::FeeName)?.unwrap_or_default(),
                    for_qualified: fee(C::FeeQualified)?.unwrap_or_default(),
                    share_of_first_year: share(text(C::FeeShare))?,
                    window_days: self.days(row, C::WindowDays, WINDOW_DAYS)?,
                    most_by_prospect: fee(C::MostByProspect)?,
                },
                list_price: fee(C::ListPrice)?,
                currency: currency.unwrap_or(self.state.settings.reporting_currency()),
                payment_days: u16::try_from(payment_days).unwrap_or(u16::MAX),
                official,
                employer_consent: free(C::EmployerConsent, text(C::EmployerConsent))?,
                tax_document: free(C::TaxDocument, text(C::TaxDocument))?,
                note: free(C::Note, text(C::Note))?,
            },
            code,
            says: Says::of(row, self.plan),
        })
    }

    fn person(&self, row: &Row) -> Result<Option<PersonId>, Fault> {
        let column = RecordColumn::Person;
        let found = self.people.of(row.text(self.plan, column), None)?;
        if found.len() > 1 {
            return Err(Fault::at(column, SetAsideReason::TooMany));
        }
        Ok(found.first().copied())
    }

    fn days(&self, row: &Row, column: RecordColumn, without: u32) -> Result<u32, Fault> {
        match row.text(self.plan, column).trim() {
            "" => Ok(without),
            text => {
                let days = text.trim_end_matches(".0").parse::<u32>().ok();
                let days = days.filter(|days| *days <= DAYS_MAX);
                days.ok_or(Fault::at(column, SetAsideReason::WholeNumberInvalid))
            }
        }
    }
}

/// A share in ten-thousandths of what a cell says in per cent, with two decimals at most; nothing when it is empty.
fn share(text: &str) -> Result<u32, Fault> {
    let column = RecordColumn::FeeShare;
    let Some(percent) = money(column, text.trim_end_matches('%').trim())? else {
        return Ok(0);
    };
    let units = percent.units();
    let read = u32::try_from(units / UNITS_OF_SHARE).ok();
    let read = read.filter(|read| *read <= WHOLE && units % UNITS_OF_SHARE == 0);
    read.ok_or(Fault::at(column, SetAsideReason::NumberInvalid))
}
