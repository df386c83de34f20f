//! Those who find prospects for a fee, as they leave the program.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::prospects::{
    AccrualMonth, CheckVerdict, FeeKind, SpotterCheck, SpotterObstacle, spotter_checks,
};
use clientela_store::spotters::{Spotter, SpotterRun};
use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::prospects::SpanAnswer;
use super::value::{MoneyAnswer, WhyAnswer};
use crate::accrue_spotters::SpotterAccrual;
use crate::check_spotters::{CheckLine, SpotterRivalry};
use crate::jot_down::named;
use crate::keep_spotters::draft_of;
use crate::read_spotters::{FeeStanding, NameLine, SpotterCard, SpotterLine, SpotterTotals};

/// Answer of `spotters list` and of `GET /spotters`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SpottersAnswer {
    /// All agreements, by name.
    pub spotters: Vec<SpotterLineAnswer>,
}

/// An agreement with what it brought.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SpotterLineAnswer {
    /// The agreement.
    pub spotter: SpotterAnswer,
    /// What it brought.
    pub totals: SpotterTotalsAnswer,
}

/// An agreement with somebody who finds prospects for a fee.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SpotterAnswer {
    /// Id.
    pub id: String,
    /// `spotter` for somebody who gives names, `service` for a firm that finds and qualifies.
    pub kind: String,
    /// Whom it is with.
    pub name: String,
    /// The person of the book it is with.
    pub person: Option<String>,
    /// Where the written contract is; empty when there is none.
    pub contract: String,
    /// Since when it holds, ISO 8601.
    pub first_day: Option<String>,
    /// Until when, ISO 8601.
    pub last_day: Option<String>,
    /// For a name that was accepted.
    pub fee_name: MoneyAnswer,
    /// For a prospect that qualified.
    pub fee_qualified: MoneyAnswer,
    /// Of the net revenue of the first year, in per cent, a decimal string.
    pub share: String,
    /// Days within which a success that falls through is given back in part.
    pub window_days: u32,
    /// The most that one prospect may bring.
    pub most_by_prospect: Option<MoneyAnswer>,
    /// The price of each delivered list.
    pub list_price: Option<MoneyAnswer>,
    /// Days after a fee arose within which it is paid.
    pub payment_days: u16,
    /// Whether they hold a public office: `yes`, `no` or `unknown`.
    pub official: String,
    /// Where their employer's consent is written; empty when there is none.
    pub employer_consent: String,
    /// Where the tax document is; empty when there is none.
    pub tax_document: String,
    /// More about it.
    pub note: String,
    /// Version, for changing it.
    pub version: i64,
}

/// What an agreement brought in all.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SpotterTotalsAnswer {
    /// Names.
    pub names: u64,
    /// Of them, those that were accepted.
    pub accepted: u64,
    /// Of them, those that were in the book already.
    pub known_already: u64,
    /// Of the accepted ones, those that qualified.
    pub qualified: u64,
    /// Of the accepted ones, those that became clients.
    pub won: u64,
    /// What accepted names earned, less what is given back.
    pub earned: MoneyAnswer,
    /// What of it is given back: zero or below.
    pub clawed_back: MoneyAnswer,
    /// What was paid.
    pub paid: MoneyAnswer,
    /// What is due; below zero where more is given back.
    pub due: MoneyAnswer,
    /// Fees whose day has passed unpaid.
    pub overdue: u64,
    /// What one qualified prospect costs.
    pub cost_per_qualified: SpanAnswer,
    /// Names you do not see may have earned and been paid for besides: all of this is of the names you see.
    pub of_seen_names: bool,
    /// How that came about.
    pub why: WhyAnswer,
}

/// What is looked at before names are taken and paid for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SpotterCheckAnswer {
    /// `contract`, `days`, `office`, `employer`, `rivals`, `gifts`, `known`, `basis`, `tax` or `revenue`.
    pub check: String,
    /// The gravest of what it says: `passes`, `unknown`, `needs` for what somebody should look at, or `blocked`.
    pub verdict: String,
    /// The names of which it says so, where the agreement alone does not.
    pub names: Vec<String>,
    /// For whom else they act; of `rivals` only.
    pub rivals: Vec<SpotterRivalAnswer>,
    /// What the policy of gifts says of the fees, stable words; of `gifts` only.
    pub gifts: Vec<String>,
}

/// For whom else somebody who gives names acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SpotterRivalAnswer {
    /// In what clients rival; absent for a competitor of ours.
    pub class: Option<String>,
    /// Who it is; absent where you may not know.
    pub rival: Option<String>,
}

/// What a check says of one name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SpotterNameCheckAnswer {
    /// What is looked at, one of the words of the checks of the agreement.
    pub check: String,
    /// What it says.
    pub verdict: String,
}

/// Answer of `spotters accrual` and of `GET /spotters/{id}/accrual`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SpotterAccrualAnswer {
    /// Whom it is with.
    pub spotter: NamedAnswer,
    /// Names whose share cannot be told without a rate: of them only the other fees are counted.
    pub without_rate: u64,
    /// Names you do not see are not among it.
    pub of_seen_names: bool,
    /// Months, the earliest first.
    pub months: Vec<AccrualMonthAnswer>,
}

/// What accrued in a month.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AccrualMonthAnswer {
    /// Which one, `2026-11`.
    pub month: String,
    /// Fees that arose in it.
    pub earned: MoneyAnswer,
    /// What is given back since then: zero or below.
    pub clawed_back: MoneyAnswer,
    /// What was paid in it.
    pub paid: MoneyAnswer,
    /// What was owed at its end.
    pub owed: MoneyAnswer,
}

/// Answer of `spotters show` and of `GET /spotters/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SpotterCardAnswer {
    /// The agreement.
    pub spotter: SpotterAnswer,
    /// What it brought in all.
    pub totals: SpotterTotalsAnswer,
    /// What is due is what is due up to this day, ISO 8601.
    pub up_to: String,
    /// What is looked at before names are taken and paid for.
    pub checks: Vec<SpotterCheckAnswer>,
    /// The names, in the order in which they came.
    pub names: Vec<SpotterNameAnswer>,
    /// What was paid, the latest first.
    pub payments: Vec<SpotterPaymentAnswer>,
}

/// A name with what it earned.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SpotterNameAnswer {
    /// The prospect.
    pub prospect: NamedAnswer,
    /// On which day it came, ISO 8601.
    pub came: String,
    /// The list it came with, or more about it.
    pub detail: String,
    /// How far it is, a stable word.
    pub stage: String,
    /// Since when it counts as qualified, ISO 8601.
    pub qualified_on: Option<String>,
    /// When its first invoice was paid, ISO 8601.
    pub first_paid_on: Option<String>,
    /// When the business fell through, ISO 8601.
    pub fell_on: Option<String>,
    /// Why.
    pub fell_why: String,
    /// First day of the client's first year, ISO 8601.
    pub year_from: Option<String>,
    /// What the client bought in its first year so far; absent without a rate.
    pub first_year_net: Option<MoneyAnswer>,
    /// What it earned, by kind of fee.
    pub earned: Vec<FeeAnswer>,
    /// What was paid, by kind of fee.
    pub paid: Vec<FeeAnswer>,
    /// What is due, by kind of fee.
    pub due: Vec<FeeAnswer>,
    /// What stands against paying for it, stable words.
    pub obstacles: Vec<String>,
    /// What each check says of it.
    pub checks: Vec<SpotterNameCheckAnswer>,
    /// How its fees stand as obligations of ours.
    pub obligations: Vec<FeeObligationAnswer>,
}

/// An amount for a kind of fee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FeeAnswer {
    /// `list`, `name`, `qualified`, `success` or `clawback`.
    pub fee: String,
    /// How much; below zero where it is given back.
    pub amount: MoneyAnswer,
}

/// A fee as an obligation of ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FeeObligationAnswer {
    /// `list`, `name`, `qualified` or `success`.
    pub fee: String,
    /// Since when it is owed, ISO 8601.
    pub arose: String,
    /// Until when it is to be paid, ISO 8601.
    pub due_on: String,
    /// A state of an obligation, a stable word.
    pub state: String,
}

/// A payment of fees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SpotterPaymentAnswer {
    /// Id.
    pub id: String,
    /// Everything due up to this day, ISO 8601.
    pub up_to: String,
    /// When it was paid, ISO 8601.
    pub paid_on: String,
    /// How much in all.
    pub total: MoneyAnswer,
    /// More about it.
    pub note: String,
    /// It was taken back and counts nowhere.
    pub taken_back: bool,
    /// What it was made of.
    pub lines: Vec<SpotterPaidAnswer>,
}

/// What was paid for one name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SpotterPaidAnswer {
    /// For which prospect; absent for one that is gone.
    pub prospect: Option<NamedAnswer>,
    /// `list`, `name`, `qualified`, `success` or `clawback`.
    pub fee: String,
    /// How much.
    pub amount: MoneyAnswer,
}

/// An agreement that was written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct SpotterWrittenAnswer {
    /// Id of the agreement.
    pub spotter: String,
}

/// A payment that was confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct SpotterPaidRunAnswer {
    /// Id of the payment.
    pub payment: String,
}

fn day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

impl From<&Spotter> for SpotterAnswer {
    fn from(of: &Spotter) -> Self {
        let own = &of.spotter;
        let money = |amount: Amount| MoneyAnswer::new(amount, own.currency);
        let draft = draft_of(of);
        Self {
            id: of.id.to_string(),
            kind: own.kind.code().to_owned(),
            name: own.name.clone(),
            person: own.person_id.map(|id| id.to_string()),
            contract: own.contract.clone(),
            first_day: day(own.first_day),
            last_day: day(own.last_day),
            fee_name: money(own.terms.for_name),
            fee_qualified: money(own.terms.for_qualified),
            share: draft.share.unwrap_or_default().to_string(),
            window_days: own.terms.window_days,
            most_by_prospect: own.terms.most_by_prospect.map(money),
            list_price: own.list_price.map(money),
            payment_days: own.payment_days,
            official: own.official.code().to_owned(),
            employer_consent: own.employer_consent.clone(),
            tax_document: own.tax_document.clone(),
            note: own.note.clone(),
            version: of.version,
        }
    }
}

impl SpotterTotals {
    fn answer(&self, currency: Currency) -> SpotterTotalsAnswer {
        let money = |amount| MoneyAnswer::new(amount, currency);
        SpotterTotalsAnswer {
            names: self.names,
            accepted: self.accepted,
            known_already: self.known_already,
            qualified: self.qualified,
            won: self.won,
            earned: money(self.earned),
            clawed_back: money(self.clawed_back),
            paid: money(self.paid),
            due: money(self.due),
            overdue: self.overdue,
            cost_per_qualified: SpanAnswer {
                low: self.by_qualified.low,
                likely: self.by_qualified.likely.bounds().map(|(low, _)| low),
                high: self.by_qualified.high,
            },
            of_seen_names: self.of_seen_names,
            why: WhyAnswer::from(&self.by_qualified.why),
        }
    }
}

impl SpotterLine {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> SpotterLineAnswer {
        SpotterLineAnswer {
            spotter: SpotterAnswer::from(&self.spotter),
            totals: self.totals.answer(self.spotter.spotter.currency),
        }
    }
}

impl SpotterCard {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> SpotterCardAnswer {
        let names = self.lines.iter();
        let runs = self.runs.iter();
        SpotterCardAnswer {
            spotter: SpotterAnswer::from(&self.spotter),
            totals: self.totals.answer(self.currency()),
            up_to: self.up_to.to_string(),
            checks: self.checks.iter().map(check_answer).collect(),
            names: names
                .map(|line| name_answer(line, self.currency()))
                .collect(),
            payments: runs.map(|run| self.payment(run)).collect(),
        }
    }

    fn payment(&self, run: &SpotterRun) -> SpotterPaymentAnswer {
        let money = |amount| MoneyAnswer::new(amount, self.currency());
        let lines = run.run.lines.iter();
        SpotterPaymentAnswer {
            id: run.id.to_string(),
            up_to: run.run.up_to.to_string(),
            paid_on: run.run.paid_on.to_string(),
            total: money(run.total()),
            note: run.run.note.clone(),
            taken_back: run.is_taken_back,
            lines: lines
                .map(|line| {
                    let name = Some(self.name_of(line.prospect_id));
                    let name = name.filter(|name| !name.is_empty());
                    SpotterPaidAnswer {
                        prospect: name.map(|name| named(&line.prospect_id, name)),
                        fee: line.fee.code().to_owned(),
                        amount: money(line.amount),
                    }
                })
                .collect(),
        }
    }
}

fn check_answer(of: &CheckLine) -> SpotterCheckAnswer {
    let rival = |one: &SpotterRivalry| {
        let (class, rival) = match one {
            SpotterRivalry::OfClient(class, rival) => (Some(class.clone()), rival.clone()),
            SpotterRivalry::OfOurs(rival) => (None, rival.clone()),
        };
        SpotterRivalAnswer { class, rival }
    };
    let gifts = of.gifts.iter();
    SpotterCheckAnswer {
        check: of.check.code().to_owned(),
        verdict: of.verdict.code().to_owned(),
        names: of.names.clone(),
        rivals: of.rivalries.iter().map(rival).collect(),
        gifts: gifts.map(|one| one.code().to_owned()).collect(),
    }
}

fn name_check((check, verdict): (SpotterCheck, CheckVerdict)) -> SpotterNameCheckAnswer {
    SpotterNameCheckAnswer {
        check: check.code().to_owned(),
        verdict: verdict.code().to_owned(),
    }
}

impl SpotterAccrual {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> SpotterAccrualAnswer {
        let own = &self.card.spotter;
        let money = |amount| MoneyAnswer::new(amount, own.spotter.currency);
        let month = |one: &AccrualMonth| AccrualMonthAnswer {
            month: format!("{:04}-{:02}", one.month.year(), one.month.month()),
            earned: money(one.earned),
            clawed_back: money(one.clawed_back),
            paid: money(one.paid),
            owed: money(one.owed),
        };
        SpotterAccrualAnswer {
            spotter: named(&own.id, &own.spotter.name),
            without_rate: self.without_rate,
            of_seen_names: self.card.totals.of_seen_names,
            months: self.months.iter().map(month).collect(),
        }
    }
}

fn name_answer(line: &NameLine, currency: Currency) -> SpotterNameAnswer {
    let own = &line.name;
    let fee = |(fee, amount): (FeeKind, Amount)| FeeAnswer {
        fee: fee.code().to_owned(),
        amount: MoneyAnswer::new(amount, currency),
    };
    let fees = |of: &clientela_domain::prospects::FeeAmounts| {
        let all = FeeKind::ALL.iter().map(|kind| (*kind, of.of(*kind)));
        all.filter(|(_, amount)| *amount != Amount::ZERO)
            .map(fee)
            .collect()
    };
    let standing = |one: &FeeStanding| FeeObligationAnswer {
        fee: one.fee.code().to_owned(),
        arose: one.arose.to_string(),
        due_on: one.due_on.to_string(),
        state: one.state.code().to_owned(),
    };
    let obstacle = |one: &SpotterObstacle| one.code().to_owned();
    SpotterNameAnswer {
        prospect: named(&own.prospect_id, &own.name),
        came: own.came.to_string(),
        detail: own.detail.clone(),
        stage: own.stage.code().to_owned(),
        qualified_on: day(own.qualified_on),
        first_paid_on: day(own.told.first_paid_on),
        fell_on: day(own.told.fell_on),
        fell_why: own.told.fell_why.clone(),
        year_from: day(line.year_from),
        first_year_net: line.net.map(|net| MoneyAnswer::new(net, currency)),
        earned: fees(&line.earned),
        paid: fees(&line.paid),
        due: line.due.iter().copied().map(fee).collect(),
        obstacles: line.obstacles.iter().map(obstacle).collect(),
        checks: spotter_checks(&line.facts)
            .into_iter()
            .map(name_check)
            .collect(),
        obligations: line.standings.iter().map(standing).collect(),
    }
}
