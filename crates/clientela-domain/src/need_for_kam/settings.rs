//! The thresholds of the eight conditions: reasoned defaults of `DOMAIN.md` 2, not findings.

use super::{Bounds, CONDITIONS, Condition, OPEN};
use crate::estimate::Estimate;

/// Rises from 0 at one value to 1 at another: `min(1, max(0, (x − from)/(to − from)))`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ramp {
    from: f64,
    to: f64,
}

impl Ramp {
    /// A ramp that is 0 up to `from` and 1 from `to`.
    ///
    /// # Errors
    /// When the ends are not finite, or the second is not above the first.
    pub fn new(from: f64, to: f64) -> Result<Self, SettingsError> {
        let rises = from.is_finite() && to.is_finite() && from < to;
        rises
            .then_some(Self { from, to })
            .ok_or(SettingsError::Ramp)
    }

    /// Up to here it is 0.
    #[must_use]
    pub const fn from(&self) -> f64 {
        self.from
    }

    /// From here it is 1.
    #[must_use]
    pub const fn to(&self) -> f64 {
        self.to
    }

    /// Its height at a value; infinity is beyond its end.
    #[must_use]
    pub fn at(&self, value: f64) -> f64 {
        ((value - self.from) / (self.to - self.from)).clamp(0.0, 1.0)
    }

    /// The heights at both ends of an estimate; of an unknown one, anything.
    pub(super) fn bounds(&self, estimate: &Estimate) -> Bounds {
        estimate
            .bounds()
            .map_or(OPEN, |(low, high)| (self.at(low), self.at(high)))
    }
}

/// Why a setting makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// A ramp does not rise.
    #[error("the second threshold must be above the first")]
    Ramp,
    /// A weight is zero, negative or not a number.
    #[error("every weight must be above zero")]
    Weight,
    /// The cuts are not `0 < no need ≤ appoint ≤ 1`.
    #[error("the cuts must lie between zero and one, the one for appointing above the other")]
    Cut,
}

impl SettingsError {
    /// The message that explains it to the user.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Ramp => "need-settings-wrong-ramp",
            Self::Weight => "need-settings-wrong-weight",
            Self::Cut => "need-settings-wrong-cut",
        }
    }
}

/// Thresholds, weights and cuts of the assessment.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedSettings {
    /// Days from first contact to decision (`need.f1_days`).
    pub process_days: Ramp,
    /// Touches up to the decision (`need.f1_touches`).
    pub process_touches: Ramp,
    /// Persons met per decided deal (`need.f2_persons`).
    pub persons: Ramp,
    /// Departments met (`need.f2_departments`).
    pub departments: Ramp,
    /// A client's share of the firm's sales (`need.f3_share`).
    pub sales_share: Ramp,
    /// Concentration of the firm's sales (`need.f3_hhi`).
    pub hhi: Ramp,
    /// Share of sales in packages (`need.f4_bundle`).
    pub package_share: Ramp,
    /// Coefficient of variation of the monthly quantity (`need.f6_cv`).
    pub variation: Ramp,
    /// Incidents per hundred orders (`need.f6_incidents`).
    pub incidents: Ramp,
    /// Share of sales without intermediaries (`need.f7_direct`).
    pub direct_share: Ramp,
    /// Years of the relationship (`need.f8_years`).
    pub relation_years: Ramp,
    /// With fewer decided deals the process and its deciders are unknown.
    pub decided_deals_min: usize,
    /// With fewer months since the first order, or fewer typical ones, the variation is unknown.
    pub months_min: usize,
    weights: [f64; CONDITIONS],
    appoint: f64,
    no_need: f64,
}

impl NeedSettings {
    /// The same with other weights, in the order of [`Condition::ALL`].
    ///
    /// # Errors
    /// When a weight is not above zero.
    pub fn with_weights(mut self, weights: [f64; CONDITIONS]) -> Result<Self, SettingsError> {
        let all_count = weights
            .iter()
            .all(|weight| weight.is_finite() && *weight > 0.0);
        self.weights = weights;
        all_count.then_some(self).ok_or(SettingsError::Weight)
    }

    /// The same with other cuts: appoint from one, no need below the other.
    ///
    /// # Errors
    /// Unless `0 < no_need ≤ appoint ≤ 1`.
    pub fn with_cuts(mut self, appoint: f64, no_need: f64) -> Result<Self, SettingsError> {
        (self.appoint, self.no_need) = (appoint, no_need);
        let ordered = 0.0 < no_need && no_need <= appoint && appoint <= 1.0;
        ordered.then_some(self).ok_or(SettingsError::Cut)
    }

    /// The weight of a condition.
    #[must_use]
    pub const fn weight(&self, condition: Condition) -> f64 {
        self.weights[condition.index()]
    }

    /// Sum of the weights.
    #[must_use]
    pub fn total_weight(&self) -> f64 {
        self.weights.iter().sum()
    }

    /// From this need on, appoint (`need.appoint`).
    #[must_use]
    pub const fn appoint(&self) -> f64 {
        self.appoint
    }

    /// Below this need there is none (`need.none`).
    #[must_use]
    pub const fn no_need(&self) -> f64 {
        self.no_need
    }
}

/// The defaults, each with its reason in `DOMAIN.md` 2.
impl Default for NeedSettings {
    fn default() -> Self {
        let ramp = |from, to| Ramp { from, to };
        Self {
            process_days: ramp(30.0, 180.0),
            process_touches: ramp(3.0, 12.0),
            persons: ramp(1.0, 6.0),
            departments: ramp(1.0, 3.0),
            sales_share: ramp(0.02, 0.10),
            hhi: ramp(0.10, 0.18),
            package_share: ramp(0.20, 0.60),
            variation: ramp(0.3, 1.0),
            incidents: ramp(1.0, 5.0),
            direct_share: ramp(0.5, 0.9),
            relation_years: ramp(1.0, 5.0),
            decided_deals_min: 3,
            months_min: 3,
            weights: [1.0; CONDITIONS],
            appoint: 0.60,
            no_need: 0.40,
        }
    }
}
