//! The sixth condition: risk and instability of selling.

use std::collections::BTreeMap;

use super::demand::{DemandPattern, variation_with_unknown};
use super::statement::{Part, value_of};
use super::{NeedSettings, NotTypical, larger, narrowing};
use crate::day::{Date, Month};
use crate::estimate::Estimate;
use crate::why::{Input, InputValue, Source};

/// Incidents are counted per so many orders.
const ORDERS_OF_RATE: f64 = 100.0;
/// So many months are named behind a figure.
const MONTHS_NAMED: usize = 3;

/// What was bought in a month.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthQuantity {
    /// Which month.
    pub month: Month,
    /// How much; `None` when nobody knows, which is not zero.
    pub quantity: Option<f64>,
    /// Left out and named, when somebody said so.
    pub not_typical: Option<NotTypical>,
}

/// The months from the first order to the last whole month of the ledger: those without sales are
/// zero, those marked as not typical keep their mark.
#[must_use]
pub fn months_since(
    first_order: Date,
    last: Month,
    quantities: &BTreeMap<Month, f64>,
    not_typical: &BTreeMap<Month, NotTypical>,
) -> Vec<MonthQuantity> {
    (Month::of(first_order).index()..=last.index())
        .map(Month::from_index)
        .map(|month| MonthQuantity {
            month,
            quantity: Some(quantities.get(&month).copied().unwrap_or(0.0)),
            not_typical: not_typical.get(&month).cloned(),
        })
        .collect()
}

/// What a month's quantity is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DemandMeasure {
    /// Pieces, kilograms: one unit for all.
    #[default]
    Quantity,
    /// Revenue, where units cannot be added.
    Revenue,
}

impl DemandMeasure {
    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Quantity => "measure-quantity",
            Self::Revenue => "measure-revenue",
        }
    }
}

/// How steadily a client buys, and what goes wrong.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selling {
    /// Its first order; `None` when it has not bought.
    pub first_order: Option<Date>,
    /// Every month since then, see [`months_since`].
    pub months: Vec<MonthQuantity>,
    /// What is added up per month.
    pub measure: DemandMeasure,
    /// Complaints, late or wrong deliveries; `None` when nobody records them.
    pub incidents: Option<u32>,
    /// Orders over which the incidents were counted.
    pub orders: Option<u64>,
}

impl Selling {
    /// The demand of its typical months.
    #[must_use]
    pub fn pattern(&self) -> DemandPattern {
        DemandPattern::of(&self.known_quantities())
    }

    fn typical(&self) -> impl Iterator<Item = &MonthQuantity> {
        self.months
            .iter()
            .filter(|month| month.not_typical.is_none())
    }

    fn known_quantities(&self) -> Vec<f64> {
        self.typical().filter_map(|month| month.quantity).collect()
    }

    /// F6: the larger of the ramps of the variation and of incidents per hundred orders.
    pub(super) fn part(
        &self,
        settings: &NeedSettings,
        today: Date,
        period_end: Option<Date>,
    ) -> Part {
        if !self.is_old_enough(settings, today) {
            return Part::open("missing-months-since-first-order");
        }
        let variation = self.variation(settings);
        let rate = self.incident_rate();
        let of_variation = settings.variation.bounds(&variation);
        let of_incidents = settings.incidents.bounds(&rate);
        let inputs = self.inputs(&variation, &rate, period_end);
        Part::new(larger(of_variation, of_incidents), inputs)
            .lacking("missing-months", narrowing(of_variation, of_incidents))
            .lacking("missing-incidents", narrowing(of_incidents, of_variation))
    }

    /// A first order may be a trial: nothing is said of the first months.
    fn is_old_enough(&self, settings: &NeedSettings, today: Date) -> bool {
        let months = i32::try_from(settings.months_min).unwrap_or(i32::MAX);
        let old_enough = |first: Date| {
            let span = jiff::Span::new().try_months(months);
            span.and_then(|span| first.checked_add(span))
                .is_ok_and(|enough| enough <= today)
        };
        self.first_order.is_some_and(old_enough)
    }

    fn variation(&self, settings: &NeedSettings) -> Estimate {
        let known = self.known_quantities();
        let unknown = self.typical().count() - known.len();
        if known.len() + unknown < settings.months_min {
            return Estimate::Unknown(super::demand::UNKNOWN_TOO_FEW_MONTHS);
        }
        variation_with_unknown(&known, unknown)
    }

    fn incident_rate(&self) -> Estimate {
        match (self.incidents, self.orders.filter(|orders| *orders > 0)) {
            (Some(incidents), Some(orders)) => {
                Estimate::Known(ORDERS_OF_RATE * f64::from(incidents) / orders as f64)
            }
            _ => Estimate::Unknown("unknown-no-incident-record"),
        }
    }

    fn inputs(
        &self,
        variation: &Estimate,
        rate: &Estimate,
        period_end: Option<Date>,
    ) -> Vec<Input> {
        let input = |name, value, day, source| Input {
            name,
            value,
            day,
            source,
        };
        let from_ledger = |name, value| input(name, value, period_end, Source::Ledger);
        let mut inputs = Vec::new();
        if let Some(ends) = variation.bounds() {
            inputs.push(from_ledger("input-variation", value_of(ends)));
        }
        if let Estimate::Known(rate) = rate {
            let value = InputValue::Number(*rate);
            inputs.push(input(
                "input-incidents-per-hundred",
                value,
                period_end,
                Source::Book,
            ));
        }
        let pattern = self.pattern();
        let measure = InputValue::Word(self.measure.message_id());
        inputs.push(from_ledger("input-measure", measure));
        let months = InputValue::Count(pattern.months as u64);
        inputs.push(from_ledger("input-months", months));
        if let Some(interval) = pattern.interval {
            let value = InputValue::Number(interval);
            inputs.push(from_ledger("input-demand-interval", value));
        }
        if let Some(class) = pattern.class {
            let value = InputValue::Word(class.message_id());
            inputs.push(from_ledger("input-demand-class", value));
        }
        for (month, quantity) in self.named_months(pattern.mean) {
            let (value, day) = (InputValue::Number(quantity), Some(month.first_day()));
            inputs.push(input("input-month-quantity", value, day, Source::Ledger));
        }
        let left_out = self.months.iter().filter_map(|month| {
            let reason = month.not_typical.as_ref()?;
            Some(reason.input(None, Some(month.month.first_day())))
        });
        inputs.extend(left_out);
        inputs
    }

    /// The months furthest from the mean.
    fn named_months(&self, mean: Option<f64>) -> Vec<(Month, f64)> {
        let Some(mean) = mean else {
            return Vec::new();
        };
        let known = self
            .typical()
            .filter_map(|month| Some((month.month, month.quantity?)));
        let mut months: Vec<(Month, f64)> = known.collect();
        months.sort_by(|one, other| {
            let far = |quantity: f64| (quantity - mean).abs();
            let by_distance = far(other.1).total_cmp(&far(one.1));
            by_distance.then(other.0.cmp(&one.0))
        });
        months.truncate(MONTHS_NAMED);
        months
    }
}
