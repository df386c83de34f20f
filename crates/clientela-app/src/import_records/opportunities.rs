//! Rows of a file of opportunities, as another program exports its pipeline: each makes one, or says what a known one
//! is from now on. Whose it is may be missing; who works on it there need not be one of us.

use std::collections::{BTreeSet, HashMap};

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, CompetitorId, OpportunityId, ProspectId};
use clientela_domain::names::fold;
use clientela_domain::opportunities::OpportunityStage;
use clientela_domain::records::RecordColumn;
use clientela_domain::records::opportunity_words::{opportunity_reason, opportunity_stage};
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::Viewer;
use clientela_store::import_records::RecordEntity;
use clientela_store::market::competitors;
use clientela_store::opportunities::{self, KnownOpportunity, NewOpportunity, ToldOpportunity};
use clientela_store::prospects;
use serde_json::Value as Json;
use uuid::Uuid;

use super::Wishes;
use super::account_finder::AccountFinder;
use super::coded::{self, Known, Says, Told};
use super::gifts::{currency_of, free, money, read_day};
use super::interactions::PeopleFinder;
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::Work;
use crate::answers::import::MatchedAnswer;
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::keep_opportunities::read_groups;

/// What a row says, checked.
struct Said {
    told: ToldOpportunity,
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
    let texts = rows.iter().map(|row| row.text(plan, RecordColumn::Account));
    let finder = AccountFinder::load(context, viewer, &state, texts).await?;
    let columns = [RecordColumn::Person];
    let people = PeopleFinder::load(context, viewer, (plan, &columns), rows).await?;
    let read = context.store.read(viewer);
    let reading = Reading {
        plan,
        state: &state,
        finder: &finder,
        people: &people,
        prospects: prospects_of(&read, plan, rows).await?,
        competitors: competitors::by_names(&read).await?,
        today: context.clock.today(),
    };
    let mut work = Work::default();
    let said = coded::read_rows(&mut work, plan, rows, |row| reading.read(row));
    let accounts = said
        .iter()
        .filter_map(|(_, said)| said.told.opportunity.account_id);
    let accounts = coded::clients(accounts);
    let given = coded::codes(&said);
    let (known, codes) = opportunities::known_of(&read, &accounts, &given).await?;
    let known = Known {
        identities: known.into_iter().collect(),
        codes,
        by_code: opportunities::known_by_codes(&read, &given).await?,
    };
    coded::take(context, &mut work, plan, (said, known), wishes);
    Ok(work)
}

/// The prospects the cells of a file may mean: by their codes, then by their names.
pub(super) async fn prospects_of(
    read: &clientela_store::Read,
    plan: &RecordPlan,
    rows: &[Row],
) -> Result<HashMap<String, Vec<ProspectId>>, AppError> {
    let texts = rows
        .iter()
        .map(|row| row.text(plan, RecordColumn::OfProspect));
    let texts: BTreeSet<String> = texts
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
        .collect();
    let codes: Vec<String> = texts.iter().cloned().collect();
    let coded = prospects::known_by_codes(read, &codes).await?;
    let mut found = HashMap::new();
    for text in texts {
        let meant = match coded.get(&text) {
            Some(one) => vec![one.id],
            None => {
                let named = prospects::twins(read, (&text, ""), None).await?;
                named.iter().map(|one| one.id).collect()
            }
        };
        found.insert(text, meant);
    }
    Ok(found)
}

impl Told for Said {
    type Record = ToldOpportunity;
    type Identity = KnownOpportunity;

    const ENTITY: RecordEntity = RecordEntity::Opportunity;

    fn code(&self) -> &str {
        &self.code
    }

    fn record(&self) -> &ToldOpportunity {
        &self.told
    }

    fn identity(&self) -> KnownOpportunity {
        let own = &self.told.opportunity;
        KnownOpportunity {
            code: self.code.clone(),
            account_id: own.account_id,
            name_folded: fold(&own.name),
            day: self.told.day.map(|day| day.to_string()).unwrap_or_default(),
        }
    }

    fn rests_on(&self) -> Vec<(RecordEntity, Uuid)> {
        let own = &self.told.opportunity;
        let account = own.account_id.map(|id| (RecordEntity::Account, id.0));
        let prospect = own.prospect_id.map(|id| (RecordEntity::Prospect, id.0));
        let person = own.person_id.map(|id| (RecordEntity::Person, id.0));
        account.into_iter().chain(prospect).chain(person).collect()
    }

    fn over(&self, known: &ToldOpportunity) -> Result<ToldOpportunity, Fault> {
        let (said, says) = (&self.told, &self.says);
        let (new, old) = (&said.opportunity, &known.opportunity);
        let other = new.account_id.is_some_and(|said| {
            let own = old.account_id;
            own.is_some_and(|own| own != said)
        });
        if other {
            let column = RecordColumn::Account;
            return Err(Fault::at(column, SetAsideReason::RecordContradicts));
        }
        let of = |column| says.anything(column);
        let value = if of(RecordColumn::Value) { new } else { old };
        let owner = if of(RecordColumn::Owner) { new } else { old };
        let named = if of(RecordColumn::What) { new } else { old };
        let opportunity = NewOpportunity {
            account_id: old.account_id.or(new.account_id),
            prospect_id: old.prospect_id.or(new.prospect_id),
            name: named.name.clone(),
            product_groups: says.or(
                RecordColumn::ProductGroups,
                &new.product_groups,
                &old.product_groups,
            ),
            value_low: value.value_low,
            value_high: value.value_high,
            currency: value.currency,
            expected_on: new.expected_on.or(old.expected_on),
            owner_id: owner.owner_id,
            representative: owner.representative.clone(),
            person_id: says.or(RecordColumn::Person, &new.person_id, &old.person_id),
            competitor_id: says.or(
                RecordColumn::Competitor,
                &new.competitor_id,
                &old.competitor_id,
            ),
            note: says.or::<String>(RecordColumn::Note, &new.note, &old.note),
        };
        let stage = says.or(RecordColumn::State, &said.stage, &known.stage);
        let day = if stage == known.stage {
            said.day.or(known.day)
        } else {
            said.day
        };
        Ok(ToldOpportunity {
            opportunity,
            stage,
            day,
            reason: says.or(RecordColumn::Reason, &said.reason, &known.reason),
            opened_on: None,
        })
    }

    fn as_json(record: &ToldOpportunity) -> Json {
        record.as_json()
    }

    fn create(self, work: &mut Work, id: Uuid) {
        let one = (OpportunityId(id), self.told, self.code);
        work.new_opportunities.push(one);
    }

    fn change(&self, work: &mut Work, (id, version): (Uuid, i64), new: ToldOpportunity) {
        let one = (OpportunityId(id), version, new);
        work.changed_opportunities.push(one);
    }

    fn found(work: &mut Work) -> &mut MatchedAnswer {
        &mut work.opportunities_found
    }
}

struct Reading<'a> {
    plan: &'a RecordPlan,
    state: &'a BookState,
    finder: &'a AccountFinder,
    people: &'a PeopleFinder,
    prospects: HashMap<String, Vec<ProspectId>>,
    /// Competitors of the book by their folded names.
    competitors: HashMap<String, CompetitorId>,
    today: Date,
}

impl Reading<'_> {
    fn read(&self, row: &Row) -> Result<Said, Fault> {
        let text = |column| row.text(self.plan, column);
        let stage = self.stage(text(RecordColumn::State))?;
        let opened_on = self.past(row, RecordColumn::OpenedOn)?;
        // Of what is open, another program's day of closing is the day it hopes for.
        let (day, hoped) = if stage.is_open() {
            let column = RecordColumn::ClosedOn;
            (opened_on, read_day(self.plan, column, text(column))?)
        } else {
            (self.past(row, RecordColumn::ClosedOn)?, None)
        };
        let expected = RecordColumn::ExpectedOn;
        let expected = read_day(self.plan, expected, text(expected))?;
        let reason = match text(RecordColumn::Reason) {
            "" => None,
            _ if stage.is_open() => None,
            word => {
                let column = RecordColumn::Reason;
                let unknown = Fault::at(column, SetAsideReason::OpportunityWordUnknown);
                Some(opportunity_reason(word).ok_or(unknown)?)
            }
        };
        let code = row.code(self.plan)?.to_owned();
        let opportunity = NewOpportunity {
            expected_on: expected.or(hoped),
            ..self.opportunity(row, &code, stage)?
        };
        Ok(Said {
            told: ToldOpportunity {
                opportunity,
                stage,
                day,
                reason,
                opened_on,
            },
            code,
            says: Says::of(row, self.plan),
        })
    }

    fn stage(&self, word: &str) -> Result<OpportunityStage, Fault> {
        if word.is_empty() {
            return Ok(OpportunityStage::Identified);
        }
        let column = RecordColumn::State;
        let unknown = Fault::at(column, SetAsideReason::OpportunityWordUnknown);
        opportunity_stage(word).ok_or(unknown)
    }

    fn opportunity(
        &self,
        row: &Row,
        code: &str,
        stage: OpportunityStage,
    ) -> Result<NewOpportunity, Fault> {
        let text = |column| row.text(self.plan, column);
        let account = self.account(text(RecordColumn::Account))?;
        let product_groups = read_groups(text(RecordColumn::ProductGroups));
        let name = match (text(RecordColumn::What), product_groups.is_empty()) {
            ("", true) => code.to_owned(),
            ("", false) => product_groups.join(", "),
            (name, _) => name.to_owned(),
        };
        if name.is_empty() {
            return Err(Fault::at(RecordColumn::What, SetAsideReason::NameMissing));
        }
        let person = self.people.of(text(RecordColumn::Person), account)?;
        if person.len() > 1 {
            let column = RecordColumn::Person;
            return Err(Fault::at(column, SetAsideReason::TooMany));
        }
        let owner = text(RecordColumn::Owner);
        let colleague = self.state.directory.find_colleague(owner);
        let known = colleague.is_some() || owner.is_empty();
        let representative = if known { "" } else { owner };
        let opportunity = NewOpportunity {
            account_id: account,
            prospect_id: self.prospect(text(RecordColumn::OfProspect))?,
            name: free(RecordColumn::What, &name)?,
            product_groups,
            owner_id: colleague,
            representative: free(RecordColumn::Owner, representative)?,
            person_id: person.first().copied(),
            competitor_id: self.competitor(text(RecordColumn::Competitor))?,
            note: free(RecordColumn::Note, text(RecordColumn::Note))?,
            ..NewOpportunity::default()
        };
        self.valued(row, stage, opportunity)
    }

    /// With what it is worth. What was lost at nothing was not worth nothing: its worth is unknown.
    fn valued(
        &self,
        row: &Row,
        stage: OpportunityStage,
        of: NewOpportunity,
    ) -> Result<NewOpportunity, Fault> {
        let text = |column| row.text(self.plan, column);
        let low = money(RecordColumn::Value, text(RecordColumn::Value))?;
        let low = low.filter(|low| stage != OpportunityStage::Lost || low.is_positive());
        let high = money(RecordColumn::ValueHigh, text(RecordColumn::ValueHigh))?.or(low);
        if low.zip(high).is_some_and(|(low, high)| low > high) {
            let column = RecordColumn::ValueHigh;
            return Err(Fault::at(column, SetAsideReason::NumberInvalid));
        }
        let currency = currency_of(text(RecordColumn::Currency))?;
        let currency = currency.unwrap_or(self.state.settings.reporting_currency());
        Ok(NewOpportunity {
            value_low: low,
            value_high: high,
            currency: low.or(high).map(|_| currency),
            ..of
        })
    }

    fn account(&self, text: &str) -> Result<Option<AccountId>, Fault> {
        if text.is_empty() {
            return Ok(None);
        }
        let found = self.finder.one(self.state, text, RecordColumn::Account);
        found.map(Some)
    }

    fn prospect(&self, text: &str) -> Result<Option<ProspectId>, Fault> {
        if text.is_empty() {
            return Ok(None);
        }
        match self.prospects.get(text).map_or(&[][..], Vec::as_slice) {
            [one] => Ok(Some(*one)),
            _ => {
                let column = RecordColumn::OfProspect;
                Err(Fault::at(column, SetAsideReason::ProspectUnknown))
            }
        }
    }

    fn competitor(&self, text: &str) -> Result<Option<CompetitorId>, Fault> {
        if text.is_empty() {
            return Ok(None);
        }
        let column = RecordColumn::Competitor;
        let unknown = Fault::at(column, SetAsideReason::CompetitorUnknown);
        let found = self.competitors.get(&fold(text));
        found.copied().map(Some).ok_or(unknown)
    }

    /// A day that has been.
    fn past(&self, row: &Row, column: RecordColumn) -> Result<Option<Date>, Fault> {
        let day = read_day(self.plan, column, row.text(self.plan, column))?;
        if day.is_some_and(|day| day > self.today) {
            return Err(Fault::at(column, SetAsideReason::DayInFuture));
        }
        Ok(day)
    }
}
