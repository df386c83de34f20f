//! The first two conditions: how long and complex the way to a purchase is, and how many decide.

use std::collections::BTreeSet;

use super::statement::{Part, value_of};
use super::survival::{Observation, UNKNOWN_NO_DEALS, median_with_unknown};
use super::{NeedSettings, NotTypical, larger, mean, narrowing, width};
use crate::day::Date;
use crate::estimate::Estimate;
use crate::names::fold;
use crate::why::{Input, InputValue, Source};

/// So many deals are named behind a figure.
const DEALS_NAMED: usize = 3;

/// One way from a first contact to a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deal {
    /// Its name, for the evidence.
    pub name: String,
    /// The first contact; unknown when not recorded.
    pub first_contact: Option<Date>,
    /// When it was decided, either way; `None` while it is open.
    pub decided: Option<Date>,
    /// Calls, visits, letters so far; unknown when not recorded.
    pub touches: Option<u32>,
    /// Persons of the client met; unknown (also at zero) when not recorded, not "one person".
    pub persons: Option<u32>,
    /// Departments of the client met, by name; unknown when not recorded.
    pub departments: Option<Vec<String>>,
    /// Left out and named, when somebody said so.
    pub not_typical: Option<NotTypical>,
}

impl Deal {
    /// Days it took, or has taken so far; unknown also when it was decided before it began.
    fn days(&self, today: Date) -> Option<u32> {
        let until = self.decided.unwrap_or(today);
        let days = until.since(self.first_contact?).ok()?.get_days();
        u32::try_from(days).ok()
    }

    fn persons_met(&self) -> Option<u32> {
        self.persons.filter(|persons| *persons > 0)
    }

    fn departments_met(&self) -> Option<BTreeSet<String>> {
        let names = self.departments.as_ref()?.iter();
        Some(names.map(|name| fold(name)).collect())
    }
}

/// The typical deals, and the inputs that name the others.
struct Typical<'a> {
    deals: Vec<&'a Deal>,
    left_out: Vec<Input>,
}

impl<'a> Typical<'a> {
    fn of(deals: &'a [Deal]) -> Self {
        let left_out = deals.iter().filter_map(|deal| {
            let reason = deal.not_typical.as_ref()?;
            Some(reason.input(Some(&deal.name), deal.decided))
        });
        Self {
            left_out: left_out.collect(),
            deals: deals
                .iter()
                .filter(|deal| deal.not_typical.is_none())
                .collect(),
        }
    }

    fn decided(&self) -> impl Iterator<Item = &'a Deal> {
        self.deals
            .iter()
            .copied()
            .filter(|deal| deal.decided.is_some())
    }

    /// With too few decided deals nothing can be said; `None` when there are enough.
    fn too_few(&self, settings: &NeedSettings) -> Option<Part> {
        if self.decided().count() >= settings.decided_deals_min {
            return None;
        }
        let mut part = Part::open("missing-decided-deals");
        part.inputs = self.counts();
        Some(part)
    }

    fn counts(&self) -> Vec<Input> {
        let decided = self.decided().count();
        let mut inputs = vec![
            from_book("input-decided-deals", InputValue::Count(decided as u64)),
            from_book(
                "input-open-deals",
                InputValue::Count((self.deals.len() - decided) as u64),
            ),
        ];
        inputs.extend(self.left_out.iter().cloned());
        inputs
    }

    /// The median of what a deal counts, open deals censored.
    fn median(&self, count: impl Fn(&Deal) -> Option<u32>) -> Estimate {
        let observations: Vec<Observation> = self
            .deals
            .iter()
            .filter_map(|deal| {
                Some(Observation {
                    time: count(deal)?,
                    ended: deal.decided.is_some(),
                })
            })
            .collect();
        let unknown = |decided: bool| {
            let of_kind = self
                .deals
                .iter()
                .filter(|deal| deal.decided.is_some() == decided);
            of_kind.filter(|deal| count(deal).is_none()).count()
        };
        median_with_unknown(&observations, unknown(true), unknown(false))
    }
}

fn from_book(name: &'static str, value: InputValue) -> Input {
    Input {
        name,
        value,
        day: None,
        source: Source::Book,
    }
}

fn estimated(name: &'static str, estimate: &Estimate) -> Option<Input> {
    Some(from_book(name, value_of(estimate.bounds()?)))
}

/// F1: mean of the ramps of median days and median touches.
pub(super) fn process(deals: &[Deal], settings: &NeedSettings, today: Date) -> Part {
    let typical = Typical::of(deals);
    if let Some(open) = typical.too_few(settings) {
        return open;
    }
    let days = typical.median(|deal| deal.days(today));
    let touches = typical.median(|deal| deal.touches);
    let of_days = settings.process_days.bounds(&days);
    let of_touches = settings.process_touches.bounds(&touches);
    let mut inputs: Vec<Input> = [
        estimated("input-median-days", &days),
        estimated("input-median-touches", &touches),
    ]
    .into_iter()
    .flatten()
    .collect();
    inputs.extend(typical.counts());
    inputs.extend(named_deals(&typical, &days, today));
    let has_gap = |count: &dyn Fn(&Deal) -> Option<u32>| {
        typical.deals.iter().any(|deal| count(deal).is_none())
    };
    let reason = |gap: bool, missing| {
        if gap {
            missing
        } else {
            "missing-more-decided-deals"
        }
    };
    let days_missing = reason(has_gap(&|deal| deal.days(today)), "missing-deal-days");
    let touches_missing = reason(has_gap(&|deal| deal.touches), "missing-touches");
    Part::new(mean(of_days, of_touches), inputs)
        .lacking(days_missing, width(of_days) / 2.0)
        .lacking(touches_missing, width(of_touches) / 2.0)
}

/// The deals closest to the median, with their days.
fn named_deals(typical: &Typical<'_>, days: &Estimate, today: Date) -> Vec<Input> {
    let Some((median, _)) = days.bounds() else {
        return Vec::new();
    };
    let mut by_distance: Vec<(f64, &Deal, u32)> = typical
        .deals
        .iter()
        .filter_map(|deal| {
            let days = deal.days(today)?;
            Some(((f64::from(days) - median).abs(), *deal, days))
        })
        .collect();
    by_distance.sort_by(|one, other| {
        let distance = one.0.total_cmp(&other.0);
        distance.then_with(|| one.1.name.cmp(&other.1.name))
    });
    let named = by_distance.into_iter().take(DEALS_NAMED);
    named
        .flat_map(|(_, deal, days)| {
            let input = |name, value| Input {
                day: deal.decided,
                ..from_book(name, value)
            };
            [
                input("input-deal", InputValue::Text(deal.name.clone())),
                input("input-deal-days", InputValue::Count(days.into())),
            ]
        })
        .collect()
}

/// Which departments are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Departments {
    /// All that were met in any deal: of one client.
    OfAllDeals,
    /// The median per decided deal: of many clients, whose departments are not the same.
    PerDeal,
}

/// F2: the larger of the ramps of median persons per decided deal and of distinct departments.
pub(super) fn deciders(deals: &[Deal], counted: Departments, settings: &NeedSettings) -> Part {
    let typical = Typical::of(deals);
    if let Some(open) = typical.too_few(settings) {
        return open;
    }
    let persons = median(typical.decided().map(Deal::persons_met));
    let departments = match counted {
        Departments::OfAllDeals => departments_of_all(&typical),
        Departments::PerDeal => median(typical.decided().map(|deal| {
            let met = deal.departments_met()?.len();
            u32::try_from(met).ok().filter(|met| *met > 0)
        })),
    };
    let of_persons = settings.persons.bounds(&persons);
    let of_departments = settings.departments.bounds(&departments);
    let both = larger(of_persons, of_departments);
    let mut inputs: Vec<Input> = [
        estimated("input-median-persons", &persons),
        estimated("input-departments", &departments),
    ]
    .into_iter()
    .flatten()
    .collect();
    inputs.extend(typical.counts());
    Part::new(both, inputs)
        .lacking("missing-persons", narrowing(of_persons, of_departments))
        .lacking("missing-departments", narrowing(of_departments, of_persons))
}

/// Distinct departments; at least so many when those of a deal are not recorded.
fn departments_of_all(typical: &Typical<'_>) -> Estimate {
    let of_deals = typical
        .deals
        .iter()
        .filter_map(|deal| deal.departments_met());
    let distinct: BTreeSet<String> = of_deals.flatten().collect();
    let recorded = typical.deals.iter().all(|deal| deal.departments.is_some());
    let known = distinct.len().max(1) as f64;
    match recorded {
        true => Estimate::Known(known),
        false => Estimate::Range(known, f64::INFINITY),
    }
}

/// The median of counts of which some are unknown, though at least one.
fn median(counts: impl Iterator<Item = Option<u32>>) -> Estimate {
    let counts: Vec<Option<u32>> = counts.collect();
    let with = |unknown: f64| {
        let mut values: Vec<f64> = counts
            .iter()
            .map(|count| count.map_or(unknown, f64::from))
            .collect();
        values.sort_unstable_by(f64::total_cmp);
        let above = values.get(values.len() / 2)?;
        let below = values.get(values.len().checked_sub(1)? / 2)?;
        Some(f64::midpoint(*below, *above))
    };
    match (with(1.0), with(f64::INFINITY)) {
        (Some(low), Some(high)) => Estimate::between(low, high),
        _ => Estimate::Unknown(UNKNOWN_NO_DEALS),
    }
}
