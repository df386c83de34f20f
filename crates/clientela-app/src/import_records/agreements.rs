//! Rows of a file of agreements: all rows of one client and number are one agreement. A row may say something of
//! the agreement, of one product, and of one clause; what the agreement is has to be said once, and the same
//! way everywhere. Nothing is approved by a file: what is above the firm's limits comes in as a draft that
//! waits.

use std::collections::{BTreeMap, BTreeSet};

use clientela_domain::agreements::{
    AgreementState, AgreementTerms, Clause, ClausePeriod, CreditTier, MetricUnit, PortfolioLine,
    metric_unit,
};
use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::execution::{Dimension, Metric};
use clientela_domain::ids::{AccountId, AgreementId, ClauseId};
use clientela_domain::names::fold;
use clientela_domain::records::{RecordColumn, agreement_words};
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::Viewer;
use clientela_store::agreements::{self, NewAgreement};
use clientela_store::import_records::{ImportRecord, RecordEntity};
use clientela_store::new_id::new_id;

use super::account_finder::AccountFinder;
use super::gifts::{colleague, currency_of, free, money, read_day};
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::Work;
use crate::approval_settings::exceeded_of;
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::keep_agreements::{self, CLAUSES_MAX, NUMBER_CHARACTERS_MAX, PORTFOLIO_MAX};

/// What the rows of one agreement say.
struct Gathered {
    agreement: NewAgreement,
    state: Option<AgreementState>,
    rows: u64,
}

/// What each row would do.
pub(super) async fn sort(
    context: &Context,
    viewer: &Viewer,
    plan: &RecordPlan,
    rows: &[Row],
) -> Result<Work, AppError> {
    let state = context.book_state(viewer).await?;
    let texts = rows.iter().map(|row| row.text(plan, RecordColumn::Account));
    let finder = AccountFinder::load(context, viewer, &state, texts).await?;
    let reading = Reading {
        context,
        viewer,
        plan,
        state: &state,
        finder: &finder,
    };
    let mut work = Work::default();
    let mut gathered: BTreeMap<(AccountId, String), Gathered> = BTreeMap::new();
    for row in rows {
        if let Err(fault) = reading.gather(row, &mut gathered) {
            work.set_aside.push(row.set_aside(plan, fault));
        }
    }
    let accounts: BTreeSet<_> = gathered.keys().map(|(account, _)| *account).collect();
    let accounts: Vec<_> = accounts.into_iter().collect();
    let read = context.store.read(viewer);
    let known = agreements::known_of(&read, &accounts).await?;
    let mut rests_on: BTreeSet<AccountId> = BTreeSet::new();
    for (key, one) in gathered {
        if known.contains(&key) {
            work.duplicate += one.rows;
            work.agreements_found.matched += 1;
            continue;
        }
        rests_on.insert(key.0);
        work.accepted += one.rows;
        work.agreements_found.created += 1;
        let above = exceeded_of(context, viewer, &one.agreement.terms).await?;
        let state = match above.is_empty() {
            true => one.state.unwrap_or(AgreementState::InForce),
            false => AgreementState::Draft,
        };
        let id = AgreementId(new_id(context.clock.now()));
        work.records
            .push(ImportRecord::created(RecordEntity::Agreement, id.0));
        work.new_agreements
            .push((id, one.agreement, state, above, viewer.user));
    }
    let linked = rests_on.into_iter();
    work.records
        .extend(linked.map(|id| ImportRecord::linked(RecordEntity::Account, id.0)));
    Ok(work)
}

struct Reading<'a> {
    context: &'a Context,
    viewer: &'a Viewer,
    plan: &'a RecordPlan,
    state: &'a BookState,
    finder: &'a AccountFinder,
}

impl Reading<'_> {
    /// Adds what a row says to its agreement; nothing of it when any of it cannot be taken.
    fn gather(
        &self,
        row: &Row,
        all: &mut BTreeMap<(AccountId, String), Gathered>,
    ) -> Result<(), Fault> {
        let text = |column| row.text(self.plan, column);
        let account = match text(RecordColumn::Account) {
            "" => {
                let column = RecordColumn::Account;
                return Err(Fault::at(column, SetAsideReason::AccountMissing));
            }
            account => self
                .finder
                .one(self.state, account, RecordColumn::Account)?,
        };
        let number = self.short(row, RecordColumn::AgreementNumber)?;
        if number.is_empty() {
            let column = RecordColumn::AgreementNumber;
            return Err(Fault::at(column, SetAsideReason::AgreementNumberMissing));
        }
        let (said, state) = self.head(row, (account, &number))?;
        let line = self.line(row)?;
        let clause = self.clause(row)?;
        let key = (account, fold(&number));
        let Some(known) = all.get_mut(&key) else {
            let mut agreement = said;
            agreement.terms.portfolio.extend(line);
            agreement.terms.clauses.extend(clause);
            let rows = 1;
            all.insert(
                key,
                Gathered {
                    agreement,
                    state,
                    rows,
                },
            );
            return Ok(());
        };
        join(&mut known.agreement, &said)?;
        let terms = &mut known.agreement.terms;
        if terms.portfolio.len() >= PORTFOLIO_MAX || terms.clauses.len() >= CLAUSES_MAX {
            let column = RecordColumn::AgreementNumber;
            return Err(Fault::at(column, SetAsideReason::TooMany));
        }
        known.state = known.state.or(state);
        known.rows += 1;
        terms.portfolio.extend(line);
        terms.clauses.extend(clause);
        Ok(())
    }

    /// What a row says of the agreement itself.
    fn head(
        &self,
        row: &Row,
        (account, number): (AccountId, &str),
    ) -> Result<(NewAgreement, Option<AgreementState>), Fault> {
        use RecordColumn as C;
        let text = |column| row.text(self.plan, column);
        let valid_from = self.day(row, C::ValidFrom)?;
        let valid_to = self.day(row, C::ValidTo)?;
        if valid_to.zip(valid_from).is_some_and(|(to, from)| to < from) {
            return Err(Fault::at(C::ValidTo, SetAsideReason::DaysReversed));
        }
        let signed_on = self.day(row, C::SignedOn)?;
        if signed_on.is_some_and(|day| day > self.context.clock.today()) {
            return Err(Fault::at(C::SignedOn, SetAsideReason::DayInFuture));
        }
        let state = self.word(row, C::State, agreement_words::agreement_state)?;
        let renews = self.word(row, C::AutoRenew, agreement_words::answer)?;
        let own = self.state.settings.reporting_currency();
        let agreement = NewAgreement {
            account_id: account,
            number: number.to_owned(),
            title: free(C::AgreementTitle, text(C::AgreementTitle))?,
            owner_id: colleague(self.viewer, self.state, text(C::Owner))?,
            signed_on,
            note: free(C::Note, text(C::Note))?,
            terms: AgreementTerms {
                valid_from,
                valid_to,
                notice_days: self.days(row, C::NoticeDays)?,
                is_renewed: renews == Some("yes"),
                discount: self.percent(row, C::Discount)?,
                payment_days: self.days(row, C::PaymentDays)?,
                credit_limit: money(C::CreditLimit, text(C::CreditLimit))?,
                guarantee: money(C::Guarantee, text(C::Guarantee))?,
                ..AgreementTerms::none(currency_of(text(C::Currency))?.unwrap_or(own))
            },
            files: Vec::new(),
        };
        Ok((agreement, state.and_then(AgreementState::from_code)))
    }

    fn line(&self, row: &Row) -> Result<Option<PortfolioLine>, Fault> {
        use RecordColumn as C;
        let what = free(C::Product, row.text(self.plan, C::Product))?;
        if what.is_empty() {
            return Ok(None);
        }
        Ok(Some(PortfolioLine {
            what,
            is_group: false,
            price: money(C::ProductPrice, row.text(self.plan, C::ProductPrice))?,
            unit: String::new(),
            discount: self.percent(row, C::ProductDiscount)?,
        }))
    }

    fn clause(&self, row: &Row) -> Result<Option<Clause>, Fault> {
        use RecordColumn as C;
        let text = |column| row.text(self.plan, column);
        let (number, said) = (self.short(row, C::ClauseNumber)?, text(C::ClauseText));
        let metric = self.word(row, C::Metric, agreement_words::metric)?;
        let metric = metric.and_then(Metric::from_code);
        if number.is_empty() && said.is_empty() && metric.is_none() {
            return Ok(None);
        }
        if said.is_empty() {
            return Err(Fault::at(C::ClauseText, SetAsideReason::SummaryMissing));
        }
        let dimension = self.word(row, C::Dimension, agreement_words::dimension)?;
        let dimension = dimension.and_then(Dimension::from_code);
        let dimension = dimension
            .or(metric.map(Metric::dimension))
            .ok_or(unknown(C::Dimension))?;
        let period = self.word(row, C::ClausePeriod, agreement_words::period)?;
        let tiers = CreditTier::read_all(text(C::CreditTiers));
        let id = ClauseId(new_id(self.context.clock.now()));
        let clause = Clause {
            number,
            debtor: clientela_domain::obligations::Party::Us,
            dimension,
            metric,
            target: self.target(row, C::Target, metric)?,
            tolerance: self.target(row, C::Tolerance, metric)?,
            late_days: self.days(row, C::LateDays)?,
            period: period
                .and_then(ClausePeriod::from_code)
                .unwrap_or(ClausePeriod::Month),
            tiers: tiers.ok_or(Fault::at(C::CreditTiers, SetAsideReason::ClauseImpossible))?,
            fee: money(C::CreditFee, text(C::CreditFee))?,
            ..Clause::new(id, said, Metric::OnTimeLines)
        };
        let impossible = Fault::at(C::Target, SetAsideReason::ClauseImpossible);
        let kept = keep_agreements::clause(&Clause { metric, ..clause });
        kept.map(Some).map_err(|_| impossible)
    }

    /// A target or a tolerance; a unit beside it has to be that of the metric.
    fn target(
        &self,
        row: &Row,
        column: RecordColumn,
        metric: Option<Metric>,
    ) -> Result<Option<Amount>, Fault> {
        let unit = self.word(row, RecordColumn::TargetUnit, agreement_words::unit)?;
        let own = match metric_unit(metric) {
            MetricUnit::Share => Some("percent"),
            MetricUnit::PerMillion => Some("per_million"),
            MetricUnit::Days => Some("days"),
            MetricUnit::Number => None,
        };
        if unit.is_some() && own.is_some() && unit != own {
            return Err(unknown(RecordColumn::TargetUnit));
        }
        money(
            column,
            row.text(self.plan, column).trim_end_matches('%').trim(),
        )
    }

    fn percent(&self, row: &Row, column: RecordColumn) -> Result<Option<Amount>, Fault> {
        let text = row.text(self.plan, column).trim_end_matches('%').trim();
        let percent = money(column, text)?;
        if percent.is_some_and(|percent| percent > Amount::from_cents(10_000)) {
            return Err(Fault::at(column, SetAsideReason::NumberInvalid));
        }
        Ok(percent)
    }

    fn days(&self, row: &Row, column: RecordColumn) -> Result<Option<u16>, Fault> {
        match row.text(self.plan, column).trim() {
            "" => Ok(None),
            text => {
                let days = text.parse().ok().filter(|days| *days <= 3_650);
                let invalid = Fault::at(column, SetAsideReason::WholeNumberInvalid);
                days.map(Some).ok_or(invalid)
            }
        }
    }

    fn short(&self, row: &Row, column: RecordColumn) -> Result<String, Fault> {
        let text = row.text(self.plan, column).trim();
        if text.chars().count() > NUMBER_CHARACTERS_MAX {
            return Err(Fault::at(column, SetAsideReason::TextTooLong));
        }
        Ok(text.to_owned())
    }

    fn word(
        &self,
        row: &Row,
        column: RecordColumn,
        read: fn(&str) -> Option<&'static str>,
    ) -> Result<Option<&'static str>, Fault> {
        match row.text(self.plan, column) {
            "" => Ok(None),
            text => read(text).map(Some).ok_or(unknown(column)),
        }
    }

    fn day(&self, row: &Row, column: RecordColumn) -> Result<Option<Date>, Fault> {
        read_day(self.plan, column, row.text(self.plan, column))
    }
}

/// Puts what a further row says of the agreement into what earlier ones said: what was open is filled in, what
/// is said twice has to be the same.
fn join(known: &mut NewAgreement, said: &NewAgreement) -> Result<(), Fault> {
    use RecordColumn as C;
    fn fill<T: Clone + PartialEq>(
        known: &mut Option<T>,
        said: &Option<T>,
        column: RecordColumn,
    ) -> Result<(), Fault> {
        match (&known, said) {
            (Some(one), Some(other)) if one != other => {
                Err(Fault::at(column, SetAsideReason::AgreementContradicts))
            }
            (None, Some(_)) => {
                known.clone_from(said);
                Ok(())
            }
            _ => Ok(()),
        }
    }
    let (terms, more) = (&mut known.terms, &said.terms);
    fill(&mut terms.valid_from, &more.valid_from, C::ValidFrom)?;
    fill(&mut terms.valid_to, &more.valid_to, C::ValidTo)?;
    fill(&mut terms.notice_days, &more.notice_days, C::NoticeDays)?;
    fill(&mut terms.discount, &more.discount, C::Discount)?;
    fill(&mut terms.payment_days, &more.payment_days, C::PaymentDays)?;
    fill(&mut terms.credit_limit, &more.credit_limit, C::CreditLimit)?;
    fill(&mut terms.guarantee, &more.guarantee, C::Guarantee)?;
    fill(&mut known.signed_on, &said.signed_on, C::SignedOn)?;
    terms.is_renewed |= more.is_renewed;
    for (known, said) in [
        (&mut known.title, &said.title),
        (&mut known.note, &said.note),
    ] {
        if known.is_empty() {
            known.clone_from(said);
        }
    }
    Ok(())
}

const fn unknown(column: RecordColumn) -> Fault {
    Fault::at(column, SetAsideReason::AgreementWordUnknown)
}
