//! What a missed service level costs: credits by tier, capped.

use crate::estimate::Estimate;

/// A tier: from this level of the metric on, this share of the fee is due.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tier {
    /// Lowest level of the tier, a fraction of one.
    pub from: f64,
    /// Credit, a fraction of the fee.
    pub credit: f64,
}

/// Tiers of one promise.
#[derive(Clone, Debug, PartialEq)]
pub struct Credits {
    /// Tiers, the highest level first.
    tiers: Vec<Tier>,
    /// The most that can be due, a fraction of the fee.
    cap: f64,
}

/// Tiers that cannot be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadTiers {
    /// There is none.
    Empty,
    /// A level or a credit lies outside of zero to one.
    OutsideOfOne,
    /// A lower level costs less than a higher one.
    LessForWorse,
}

impl Credits {
    /// Puts tiers in order.
    ///
    /// # Errors
    /// When they cannot be meant.
    pub fn new(mut tiers: Vec<Tier>, cap: f64) -> Result<Self, BadTiers> {
        let inside = |value: f64| (0.0..=1.0).contains(&value);
        if tiers.is_empty() {
            return Err(BadTiers::Empty);
        }
        if !inside(cap)
            || !tiers
                .iter()
                .all(|tier| inside(tier.from) && inside(tier.credit))
        {
            return Err(BadTiers::OutsideOfOne);
        }
        tiers.sort_by(|one, other| other.from.total_cmp(&one.from));
        if !tiers.is_sorted_by(|better, worse| better.credit <= worse.credit) {
            return Err(BadTiers::LessForWorse);
        }
        Ok(Self { tiers, cap })
    }

    /// The share of the fee that is due at a level: below every tier, that of the lowest.
    #[must_use]
    pub fn share_at(&self, level: f64) -> f64 {
        let reached = |tier: &&Tier| level >= tier.from - crate::estimate::COMPARE_TOLERANCE;
        let tier = self.tiers.iter().find(reached).or(self.tiers.last());
        tier.map_or(0.0, |tier| tier.credit.min(self.cap))
    }

    /// The credit on a fee: an interval while the level is one, from nothing to the most when the level is
    /// unknown.
    #[must_use]
    pub fn due(&self, level: &Estimate, fee: f64) -> Estimate {
        match (level, level.bounds()) {
            (Estimate::Unknown(_), _) | (_, None) => Estimate::between(0.0, self.greatest() * fee),
            (_, Some((low, high))) => {
                Estimate::between(self.share_at(high) * fee, self.share_at(low) * fee)
            }
        }
    }

    fn greatest(&self) -> f64 {
        self.tiers
            .last()
            .map_or(0.0, |tier| tier.credit.min(self.cap))
    }

    /// How many more failures of so many lines a month can bear before the next tier; `None` in the
    /// lowest one. „Two more failures this month cost 400 EUR“.
    #[must_use]
    pub fn failures_to_next(&self, ok: u64, due: u64) -> Option<(u64, f64)> {
        let now = self.share_at(ok as f64 / due.max(1) as f64);
        (1..=ok).find_map(|failures| {
            let share = self.share_at((ok - failures) as f64 / due as f64);
            (share > now).then_some((failures, share))
        })
    }
}
