//! The eighth condition: a long relationship, and work done together.

use super::statement::{Part, Statement, value_of};
use super::{Bounds, NeedSettings, OPEN, mean, width};
use crate::day::{Date, DayNumber, day_from_number};
use crate::estimate::Estimate;
use crate::event_day::EventDay;
use crate::key_criteria::Ageing;
use crate::why::{Input, Source};

/// How many kinds of joint work are asked for.
const KINDS: usize = 4;

/// Something both sides do together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JointWork {
    /// A plan made together.
    JointPlan,
    /// Data shared: stocks, forecasts, sales.
    SharedData,
    /// A project run together.
    JointProject,
    /// A contract over several years.
    MultiYearContract,
}

impl JointWork {
    /// All kinds.
    pub const ALL: [Self; KINDS] = [
        Self::JointPlan,
        Self::SharedData,
        Self::JointProject,
        Self::MultiYearContract,
    ];

    /// The word of JSON and database.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::JointPlan => "joint_plan",
            Self::SharedData => "shared_data",
            Self::JointProject => "joint_project",
            Self::MultiYearContract => "multi_year_contract",
        }
    }

    /// The kind of a [`JointWork::id`].
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|work| work.id() == id)
    }

    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::JointPlan => "joint-plan",
            Self::SharedData => "joint-shared-data",
            Self::JointProject => "joint-project",
            Self::MultiYearContract => "joint-multi-year-contract",
        }
    }
}

/// How long and how closely we work with a client.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relation {
    /// Since when, as far as it is known.
    pub started: Option<EventDay>,
    /// Its first order in the ledger: the relationship is at least so old.
    pub first_order: Option<Date>,
    /// What people say of each kind of joint work: present (1) or not (0); the latest last.
    pub joint_work: Vec<(JointWork, Statement)>,
}

impl Relation {
    /// F8: the mean of the ramp of years and of the share of joint work that is present.
    pub(super) fn part(&self, settings: &NeedSettings, ageing: &Ageing) -> Part {
        let years = self.years(ageing.today);
        let of_years = settings.relation_years.bounds(&years);
        let mut part = Part::new(OPEN, self.inputs(&years));
        let (mut present, mut stated): (Bounds, Bounds) = ((0.0, 0.0), (0.0, 0.0));
        let add = |sum: &mut Bounds, one: Bounds| {
            *sum = (sum.0 + one.0, sum.1 + one.1);
        };
        let one_of = |bounds: Bounds| (bounds.0 / KINDS as f64, bounds.1 / KINDS as f64);
        for kind in JointWork::ALL {
            let said = self.joint_work.iter().rfind(|(of, _)| *of == kind);
            let Some((_, said)) = said else {
                add(&mut present, OPEN);
                add(&mut stated, OPEN);
                part = part.lacking(kind.message_id(), width(one_of(OPEN)) / 2.0);
                continue;
            };
            let weighed = said.weigh(ageing);
            let bounds = weighed.bounds.unwrap_or(OPEN);
            add(&mut present, bounds);
            add(&mut stated, said.bounds());
            part.stale |= weighed.stale;
            part.inputs.extend(said.inputs(kind.message_id()));
            let lacks = weighed.missing.unwrap_or(kind.message_id());
            part = part.lacking(lacks, width(one_of(bounds)) / 2.0);
        }
        part.bounds = mean(of_years, one_of(present));
        part.stated = (!self.joint_work.is_empty()).then(|| mean(of_years, one_of(stated)));
        part.lacking("missing-relation-start", width(of_years) / 2.0)
    }

    /// Years since the start; at least those since the first order.
    fn years(&self, today: Date) -> Estimate {
        let since = |day: DayNumber| day_from_number(day).map(|day| years_between(day, today));
        let since_order = self.first_order.map(|day| years_between(day, today));
        let Some(started) = &self.started else {
            return match since_order {
                Some(years) => Estimate::Range(years, f64::INFINITY),
                None => Estimate::Unknown("unknown-relation-start"),
            };
        };
        match (since(started.latest()), since(started.earliest())) {
            (Some(least), Some(most)) => {
                let least = least.max(since_order.unwrap_or(0.0));
                Estimate::between(least, most.max(least))
            }
            _ => Estimate::Unknown("unknown-relation-start"),
        }
    }

    fn inputs(&self, years: &Estimate) -> Vec<Input> {
        let Some(ends) = years.bounds() else {
            return Vec::new();
        };
        let (day, source) = match &self.started {
            Some(started) => (started.date(), Source::Book),
            None => (self.first_order, Source::Ledger),
        };
        vec![Input {
            name: "input-relation-years",
            value: value_of(ends),
            day,
            source,
        }]
    }
}

/// Years between two days, whole on anniversaries; nothing when the second is not after the first.
fn years_between(from: Date, to: Date) -> f64 {
    if to <= from {
        return 0.0;
    }
    let anniversary = |years: i32| from.saturating_add(jiff::Span::new().years(years));
    let mut years = i32::from(to.year()) - i32::from(from.year());
    if anniversary(years) > to {
        years -= 1;
    }
    let (last, next) = (anniversary(years), anniversary(years + 1));
    let days = |from: Date, to: Date| {
        let (from, to) = (crate::day::day_number(from), crate::day::day_number(to));
        f64::from(to - from)
    };
    f64::from(years) + days(last, to) / days(last, next).max(1.0)
}
