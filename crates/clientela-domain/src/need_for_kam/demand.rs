//! How regular demand is: variation, average interval and the class of Syntetos, Boylan & Croston
//! (2005), "On the categorization of demand patterns".

use crate::estimate::{COMPARE_TOLERANCE, Estimate};

/// Why a variation is unknown: fewer than two months.
pub(super) const UNKNOWN_TOO_FEW_MONTHS: &str = "unknown-too-few-months";
/// Why a variation is unknown: nothing was bought on the whole.
pub(super) const UNKNOWN_NO_DEMAND: &str = "unknown-no-demand";

/// Months per month with demand from which demand is no longer regular.
const INTERVAL_CUT: f64 = 1.32;
/// Squared variation of the sizes from which they are no longer alike.
const SIZE_CUT: f64 = 0.49;

/// How demand comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DemandClass {
    /// Nearly every month, sizes alike.
    Smooth,
    /// Nearly every month, sizes unlike.
    Erratic,
    /// With gaps, sizes alike.
    Intermittent,
    /// With gaps, sizes unlike.
    Lumpy,
}

impl DemandClass {
    /// All classes.
    pub const ALL: [Self; 4] = [Self::Smooth, Self::Erratic, Self::Intermittent, Self::Lumpy];

    /// The word of JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Smooth => "smooth",
            Self::Erratic => "erratic",
            Self::Intermittent => "intermittent",
            Self::Lumpy => "lumpy",
        }
    }

    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Smooth => "demand-smooth",
            Self::Erratic => "demand-erratic",
            Self::Intermittent => "demand-intermittent",
            Self::Lumpy => "demand-lumpy",
        }
    }
}

/// Demand of a run of months, zero months among them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DemandPattern {
    /// Months.
    pub months: usize,
    /// Months in which something was bought.
    pub months_with_demand: usize,
    /// Mean quantity of a month; `None` without months.
    pub mean: Option<f64>,
    /// Coefficient of variation over all months: standard deviation (n − 1) over mean.
    pub variation: Option<f64>,
    /// Months per month with demand (ADI).
    pub interval: Option<f64>,
    /// Squared coefficient of variation of the quantities above zero.
    pub size_variation: Option<f64>,
    /// Its class; `None` with fewer than two months with demand.
    pub class: Option<DemandClass>,
}

impl DemandPattern {
    /// The pattern of monthly quantities. Returns may make a month negative: it counts in the mean
    /// and the variation, but is no demand.
    #[must_use]
    pub fn of(quantities: &[f64]) -> Self {
        let sizes: Vec<f64> = quantities
            .iter()
            .copied()
            .filter(|quantity| *quantity > 0.0)
            .collect();
        let interval = (!sizes.is_empty()).then(|| quantities.len() as f64 / sizes.len() as f64);
        let size_variation = variation_of(&sizes).map(|variation| variation * variation);
        let class = match (interval, size_variation) {
            (Some(interval), Some(size)) => Some(class_of(interval, size)),
            _ => None,
        };
        Self {
            months: quantities.len(),
            months_with_demand: sizes.len(),
            mean: mean_of(quantities),
            variation: variation_of(quantities),
            interval,
            size_variation,
            class,
        }
    }
}

fn class_of(interval: f64, size_variation: f64) -> DemandClass {
    let gaps = interval >= INTERVAL_CUT - COMPARE_TOLERANCE;
    let unlike = size_variation >= SIZE_CUT - COMPARE_TOLERANCE;
    match (gaps, unlike) {
        (false, false) => DemandClass::Smooth,
        (false, true) => DemandClass::Erratic,
        (true, false) => DemandClass::Intermittent,
        (true, true) => DemandClass::Lumpy,
    }
}

/// Coefficient of variation when the quantities of so many more months are not known, but not below
/// zero: the interval of all they could give.
///
/// With n months, CV² = n/(n − 1)·(n·Q/S² − 1), where Q/S² is a concentration: it is least with
/// every unknown month at Q/S of the known ones, and most with none or with one beyond all bounds
/// (compare `DOMAIN.md` 3 on HHI).
#[must_use]
pub(super) fn variation_with_unknown(known: &[f64], unknown: usize) -> Estimate {
    let months = known.len() + unknown;
    if months < 2 {
        return Estimate::Unknown(UNKNOWN_TOO_FEW_MONTHS);
    }
    let sum = sum_of(known.iter().copied());
    if unknown == 0 || sum <= 0.0 {
        let variation = variation_of(known).filter(|_| unknown == 0);
        return variation.map_or(Estimate::Unknown(UNKNOWN_NO_DEMAND), Estimate::Known);
    }
    let squares = sum_of(known.iter().map(|quantity| quantity * quantity));
    let centre = squares / sum;
    let least = centre / (sum + unknown as f64 * centre);
    let most = (squares / (sum * sum)).max(1.0);
    let n = months as f64;
    let of_concentration = |part: f64| (n / (n - 1.0) * (n * part - 1.0)).max(0.0).sqrt();
    Estimate::between(of_concentration(least), of_concentration(most))
}

/// Added from the smallest up, so that the order of the input changes nothing.
fn sum_of(values: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.into_iter().sum()
}

fn mean_of(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| sum_of(values.iter().copied()) / values.len() as f64)
}

/// `None` with fewer than two values or without a mean above zero.
fn variation_of(values: &[f64]) -> Option<f64> {
    let mean = mean_of(values).filter(|mean| *mean > 0.0 && values.len() > 1)?;
    let squares = sum_of(values.iter().map(|value| (value - mean) * (value - mean)));
    Some((squares / (values.len() - 1) as f64).sqrt() / mean)
}
