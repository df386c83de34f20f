//! What the firm would lose with some of its clients.

use super::{Concentration, UNKNOWN_NO_SALES, known_or, share};
use crate::amount::Amount;
use crate::estimate::Estimate;

/// Why a share of margin is unknown: the cost of some sales is not in the ledger.
pub const UNKNOWN_COST: &str = "unknown-cost";

/// One client's period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AccountFigures {
    /// Net revenue, returns with their sign.
    pub revenue: Amount,
    /// Revenue of the lines whose cost is known.
    pub costed_revenue: Amount,
    /// Cost of those lines.
    pub cost: Amount,
}

impl AccountFigures {
    /// Margin on the lines whose cost is known.
    #[must_use]
    pub fn margin(self) -> Amount {
        self.costed_revenue - self.cost
    }

    /// Revenue of the lines whose cost is not known.
    #[must_use]
    pub fn uncosted_revenue(self) -> Amount {
        self.revenue - self.costed_revenue
    }
}

/// Margin that would go.
#[derive(Clone, Debug, PartialEq)]
pub struct MarginLoss {
    /// Margin on the lost lines whose cost is known.
    pub margin: Amount,
    /// Its part of the whole margin; unknown while some cost is, or when the whole is not above
    /// zero. May pass one when the clients that stay lose money.
    pub share: Estimate,
    /// Lost revenue whose cost is not known, to be shown beside.
    pub uncosted_revenue: Amount,
}

/// The firm with and without some clients.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// As it is.
    pub before: Concentration,
    /// Without them.
    pub after: Concentration,
    /// How many clients would go.
    pub lost_accounts: usize,
    /// Their revenue, returns with their sign.
    pub lost_revenue: Amount,
    /// Their part of the revenue above zero.
    pub lost_share: Estimate,
    /// Their margin; `None` when no cost of theirs is known.
    pub lost_margin: Option<MarginLoss>,
}

/// Measures the firm again without the clients at the given positions. Positions outside the list
/// and repeated ones do not count.
#[must_use]
pub fn without(accounts: &[AccountFigures], excluded: &[usize]) -> WhatIf {
    let mut goes = vec![false; accounts.len()];
    for index in excluded {
        if let Some(mark) = goes.get_mut(*index) {
            *mark = true;
        }
    }
    let (lost, kept): (Vec<_>, Vec<_>) = accounts.iter().zip(goes).partition(|(_, goes)| *goes);
    let revenues = |part: &[(&AccountFigures, bool)]| -> Vec<Amount> {
        part.iter().map(|(figures, _)| figures.revenue).collect()
    };
    let all: Vec<Amount> = accounts.iter().map(|figures| figures.revenue).collect();
    let (before, gone) = (Concentration::of(&all), Concentration::of(&revenues(&lost)));
    WhatIf {
        lost_accounts: lost.len(),
        lost_revenue: lost.iter().map(|(figures, _)| figures.revenue).sum(),
        lost_share: known_or(share(gone.total, before.total), UNKNOWN_NO_SALES),
        lost_margin: margin_loss(accounts, &lost),
        after: Concentration::of(&revenues(&kept)),
        before,
    }
}

fn margin_loss(all: &[AccountFigures], lost: &[(&AccountFigures, bool)]) -> Option<MarginLoss> {
    let has_cost = |figures: &AccountFigures| {
        figures.costed_revenue != Amount::ZERO || figures.cost != Amount::ZERO
    };
    if !lost.iter().any(|(figures, _)| has_cost(figures)) {
        return None;
    }
    let margin: Amount = lost.iter().map(|(figures, _)| figures.margin()).sum();
    let whole: Amount = all.iter().map(|figures| figures.margin()).sum();
    let all_costed = all
        .iter()
        .all(|figures| figures.uncosted_revenue() == Amount::ZERO);
    Some(MarginLoss {
        margin,
        share: if all_costed {
            known_or(share(margin, whole), "unknown-nothing-to-divide")
        } else {
            Estimate::Unknown(UNKNOWN_COST)
        },
        uncosted_revenue: lost
            .iter()
            .map(|(figures, _)| figures.uncosted_revenue())
            .sum(),
    })
}
