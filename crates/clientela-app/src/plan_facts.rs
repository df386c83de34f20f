//! Everything of the book that a plan reads: sales, people, promises, execution, problems, agreements.

use std::sync::Arc;

use clientela_domain::account_plan::Measure;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::estimate::Estimate;
use clientela_domain::execution::Metric;
use clientela_domain::ids::AccountId;
use clientela_domain::troubles::ProblemState;
use clientela_domain::trust::SideTrust;
use clientela_domain::why::{Input, InputValue, Missing, Source, Why};
use clientela_store::Viewer;
use clientela_store::plan_entries::NewPlanEntry;

use crate::context::Context;
use crate::error::AppError;
use crate::figures::FigureRequest;
use crate::list_agreements::{AgreementPage, AgreementQuery, list_agreements};
use crate::list_problems::{ProblemPage, ProblemQuery, list_problems};
use crate::list_threats::{ThreatPage, ThreatQuery, list_threats};
use crate::measure_execution::{Execution, ExecutionRequest, measure_execution};
use crate::measure_trust::{Bond, bond_with};
use crate::read_satisfaction::{Satisfaction, satisfaction_of};
use crate::show_account::{AccountPage, show_account};
use crate::show_people_map::{PeopleMap, show_people_map};

/// Most problems, threats and agreements a plan reads.
const READ_MAX: u64 = 100;

/// What the book knows of a client, as far as its plan asks.
pub(crate) struct Facts {
    pub page: Box<AccountPage>,
    pub map: Arc<PeopleMap>,
    pub bond: Arc<Bond>,
    pub execution: Arc<Execution>,
    pub problems: ProblemPage,
    pub threats: ThreatPage,
    pub agreements: AgreementPage,
    pub satisfaction: Satisfaction,
    pub today: Date,
}

impl Facts {
    /// Reads them, as far as this viewer may see them.
    pub(crate) async fn read(
        context: &Context,
        viewer: &Viewer,
        account: AccountId,
    ) -> Result<Self, AppError> {
        let request = FigureRequest::default();
        let page = Box::pin(show_account(context, viewer, account, &request)).await?;
        let problems = ProblemQuery {
            account: Some(account),
            limit: READ_MAX,
            ..ProblemQuery::default()
        };
        let threats = ThreatQuery {
            account: Some(account),
            limit: READ_MAX,
            ..ThreatQuery::default()
        };
        let agreements = AgreementQuery {
            account: Some(account),
            limit: READ_MAX,
            ..AgreementQuery::default()
        };
        let execution = ExecutionRequest {
            account: Some(account),
            ..ExecutionRequest::default()
        };
        Ok(Self {
            page: Box::new(page),
            map: show_people_map(context, viewer, account, None).await?,
            bond: bond_with(context, viewer, account).await?,
            execution: measure_execution(context, viewer, &execution).await?,
            problems: list_problems(context, viewer, &problems).await?,
            threats: list_threats(context, viewer, &threats).await?,
            agreements: list_agreements(context, viewer, &agreements).await?,
            satisfaction: satisfaction_of(context, viewer, account).await?,
            today: context.clock.today(),
        })
    }

    /// Problems that are neither solved nor dropped.
    pub(crate) fn open_problems(&self) -> usize {
        let lines = self.problems.lines.iter();
        let done = [ProblemState::Solved, ProblemState::Dropped];
        lines
            .filter(|line| !done.contains(&line.problem.problem.state))
            .count()
    }

    /// People of the client we spoke with in the last months.
    pub(crate) fn contacts(&self) -> usize {
        self.map.reading.thread.active.len()
    }
}

/// In what a measure is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Money.
    Money(Currency),
    /// Percent.
    Percent,
    /// A plain number.
    Number,
}

/// Where a measure is today, with its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasureValue {
    /// At least and at most; absent when unknown.
    pub bounds: Option<(f64, f64)>,
    /// In what.
    pub unit: Unit,
    /// Of which day it is.
    pub day: Option<Date>,
    /// How it came about.
    pub why: Why,
}

/// The rule of objectives in `DOMAIN.md`.
const RULE: &str = "S21/objective";

fn input(name: &'static str, value: InputValue, source: Source) -> Input {
    Input {
        name,
        value,
        day: None,
        source,
    }
}

fn unknown(unit: Unit, missing: &'static str) -> MeasureValue {
    MeasureValue {
        bounds: None,
        unit,
        day: None,
        why: Why {
            rule: RULE,
            inputs: Vec::new(),
            missing: vec![Missing {
                name: missing,
                effect: f64::INFINITY,
            }],
        },
    }
}

impl Facts {
    /// Where the measure of an objective is today; `None` for a thing without a measure.
    pub(crate) fn measured(&self, entry: &NewPlanEntry) -> Option<MeasureValue> {
        match entry.measure? {
            Measure::Own => Some(own(entry)),
            measure => self.value_of(measure),
        }
    }

    /// What the book says of a measure; `None` for one of its own.
    pub(crate) fn value_of(&self, measure: Measure) -> Option<MeasureValue> {
        Some(match measure {
            Measure::Revenue => self.revenue(),
            Measure::Margin => self.margin(),
            Measure::Share => self.share(),
            Measure::OnTimeInFull => self.on_time_in_full(),
            Measure::OurTrust => self.trust(&self.bond.ours),
            Measure::TheirTrust => self.trust(&self.bond.theirs),
            Measure::Contacts => self.counted("input-people-spoken-with", self.contacts()),
            Measure::OpenProblems => self.counted("input-open-problems", self.open_problems()),
            Measure::Recommend => self.recommend(),
            Measure::Own => return None,
        })
    }

    fn currency(&self) -> Currency {
        self.page.figures.currency
    }

    fn revenue(&self) -> MeasureValue {
        let unit = Unit::Money(self.currency());
        match &self.page.row.figure {
            None => unknown(unit, "missing-sales"),
            Some(figure) => MeasureValue {
                bounds: Some((figure.revenue.as_f64(), figure.revenue.as_f64())),
                unit,
                day: self.page.figures.period.map(|period| period.to),
                why: Why {
                    rule: RULE,
                    inputs: vec![
                        input(
                            "input-revenue",
                            InputValue::Money(figure.revenue, self.currency()),
                            Source::Ledger,
                        ),
                        input(
                            "input-lines",
                            InputValue::Count(figure.lines),
                            Source::Ledger,
                        ),
                    ],
                    missing: Vec::new(),
                },
            },
        }
    }

    fn margin(&self) -> MeasureValue {
        let figure = self.page.row.figure.as_ref();
        let known = figure.and_then(|figure| {
            let margin = figure.margin()?;
            let revenue = figure.costed_revenue;
            revenue.is_positive().then_some((margin, revenue))
        });
        let Some((margin, revenue)) = known else {
            return unknown(Unit::Percent, "missing-cost");
        };
        let share = 100.0 * margin.as_f64() / revenue.as_f64();
        let money = |amount| InputValue::Money(amount, self.currency());
        MeasureValue {
            bounds: Some((share, share)),
            unit: Unit::Percent,
            day: self.page.figures.period.map(|period| period.to),
            why: Why {
                rule: RULE,
                inputs: vec![
                    input("input-margin", money(margin), Source::Ledger),
                    input("input-costed-revenue", money(revenue), Source::Ledger),
                ],
                missing: Vec::new(),
            },
        }
    }

    fn share(&self) -> MeasureValue {
        let stated = self.page.potential.as_ref();
        let stated =
            stated.filter(|one| one.currency == self.currency() && one.potential.low.is_positive());
        let figure = self.page.row.figure.as_ref();
        let Some((stated, figure)) = stated.zip(figure) else {
            return unknown(Unit::Percent, "missing-potential");
        };
        let (low, high) = (&stated.potential.low, &stated.potential.high);
        let part = |whole: f64| (100.0 * figure.revenue.as_f64() / whole).min(100.0);
        MeasureValue {
            bounds: Some((part(high.as_f64()), part(low.as_f64()))),
            unit: Unit::Percent,
            day: Some(stated.potential.day),
            why: Why {
                rule: RULE,
                inputs: vec![
                    input(
                        "input-revenue",
                        InputValue::Money(figure.revenue, self.currency()),
                        Source::Ledger,
                    ),
                    input(
                        "input-potential",
                        InputValue::Interval(low.as_f64(), high.as_f64()),
                        Source::Person(stated.potential.author.clone()),
                    ),
                ],
                missing: Vec::new(),
            },
        }
    }

    fn on_time_in_full(&self) -> MeasureValue {
        let measured = self.execution.measured(Metric::OtifLines);
        let percent = |(low, high): (f64, f64)| (100.0 * low, 100.0 * high);
        let bounds = match measured.actual {
            Estimate::Known(level) => Some((level, level)),
            Estimate::Range(low, high) => Some((low, high)),
            Estimate::Unknown(_) => None,
        };
        MeasureValue {
            bounds: bounds.map(percent),
            unit: Unit::Percent,
            day: self.page.figures.period.map(|period| period.to),
            why: measured.why,
        }
    }

    fn trust(&self, side: &SideTrust) -> MeasureValue {
        let known = side.trust.known();
        MeasureValue {
            bounds: known.map(|one| (100.0 * one.low, 100.0 * one.high)),
            unit: Unit::Percent,
            day: side.marks.iter().map(|mark| mark.closed.day).max(),
            why: side.why.clone(),
        }
    }

    fn counted(&self, name: &'static str, count: usize) -> MeasureValue {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        MeasureValue {
            bounds: Some((f64::from(count), f64::from(count))),
            unit: Unit::Number,
            day: Some(self.today),
            why: Why {
                rule: RULE,
                inputs: vec![input(name, InputValue::Count(count.into()), Source::Book)],
                missing: Vec::new(),
            },
        }
    }

    fn recommend(&self) -> MeasureValue {
        let reading = &self.satisfaction.reading;
        match reading.all.recommend.known() {
            None => unknown(Unit::Number, "missing-answers"),
            Some(score) => MeasureValue {
                bounds: Some((score.low, score.high)),
                unit: Unit::Number,
                day: Some(self.today),
                why: reading.why.clone(),
            },
        }
    }
}

/// A measure of its own: what people told.
fn own(entry: &NewPlanEntry) -> MeasureValue {
    let Some(actual) = entry.actual else {
        return unknown(Unit::Number, "missing-told-value");
    };
    MeasureValue {
        bounds: Some((actual.as_f64(), actual.as_f64())),
        unit: Unit::Number,
        day: entry.actual_on,
        why: Why {
            rule: RULE,
            inputs: vec![Input {
                name: "input-told-value",
                value: InputValue::Number(actual.as_f64()),
                day: entry.actual_on,
                source: Source::Book,
            }],
            missing: Vec::new(),
        },
    }
}
