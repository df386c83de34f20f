//! Where our price stands among those of competitors.

/// Prices of others under which a middle says nothing.
const LEAST: usize = 3;

/// Our price among others, all of them comparable, of one month and net of known discounts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PricePosition {
    /// Ours by the median of the others; absent under three prices.
    pub index: Option<f64>,
    /// Ours by the dearest of the others.
    pub low: f64,
    /// Ours by the cheapest of the others.
    pub high: f64,
    /// Our place from the cheapest on, equal prices before us.
    pub rank: usize,
    /// Of how many prices, ours among them.
    pub of: usize,
}

/// Our price among others; `None` without others or with a price that is none.
#[must_use]
pub fn price_position(ours: f64, others: &[f64]) -> Option<PricePosition> {
    let is_price = |price: &f64| price.is_finite() && *price > 0.0;
    if others.is_empty() || !others.iter().all(is_price) || !is_price(&ours) {
        return None;
    }
    let mut sorted = others.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let median = if sorted.len().is_multiple_of(2) {
        0.5 * (sorted[middle - 1] + sorted[middle])
    } else {
        sorted[middle]
    };
    Some(PricePosition {
        index: (sorted.len() >= LEAST).then(|| ours / median),
        low: ours / sorted[sorted.len() - 1],
        high: ours / sorted[0],
        rank: 1 + sorted.iter().filter(|price| **price < ours).count(),
        of: sorted.len() + 1,
    })
}
