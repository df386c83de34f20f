//! Sums of a file's currency become sums of the reporting currency.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::ports::Total;

use crate::firm_settings::{Rate, Rates};

/// How sums of a file's currency become sums of the reporting currency.
#[derive(Clone, Debug)]
pub struct Conversion {
    /// Reporting currency.
    pub currency: Currency,
    /// The book's own currency, in which the rates are stated.
    pub base: Currency,
    /// Rates of the firm's settings.
    pub rates: Rates,
}

/// Sums of one group in the reporting currency.
#[derive(Clone, Copy, Debug, Default)]
pub struct Converted {
    /// Net revenue.
    pub revenue: Amount,
    /// Revenue of the lines whose cost is known.
    pub costed_revenue: Amount,
    /// Their cost.
    pub cost: Amount,
}

impl Converted {
    /// Adds another group's sums.
    pub fn add(&mut self, other: Self) {
        self.revenue += other.revenue;
        self.costed_revenue += other.costed_revenue;
        self.cost += other.cost;
    }

    /// Margin of the lines whose cost is known; `None` when none is.
    #[must_use]
    pub fn margin(self) -> Option<Amount> {
        (self.cost != Amount::ZERO || self.costed_revenue != Amount::ZERO)
            .then(|| self.costed_revenue - self.cost)
    }
}

impl Conversion {
    /// The sums in the reporting currency; `None` without a rate.
    #[must_use]
    pub fn convert(&self, total: &Total) -> Option<Converted> {
        let sums = [total.revenue, total.costed_revenue, total.cost];
        let in_euro = [
            total.revenue_euro,
            total.costed_revenue_euro,
            total.cost_euro,
        ];
        let [revenue, costed_revenue, cost] = self.amounts(total.currency, sums, in_euro)?;
        Some(Converted {
            revenue,
            costed_revenue,
            cost,
        })
    }

    /// Sums of a currency in the reporting currency; `None` without a rate. `in_euro` are the same
    /// sums of lev lines, each rounded to the cent by the law's rate when it was read.
    #[must_use]
    pub fn amounts<const N: usize>(
        &self,
        currency: Currency,
        sums: [Amount; N],
        in_euro: [Amount; N],
    ) -> Option<[Amount; N]> {
        if currency == self.currency {
            return Some(sums);
        }
        if currency == Currency::BGN && self.currency == Currency::EUR {
            return Some(in_euro);
        }
        // A lev line is in euro to the cent already when the book counts in euro.
        let lev_in_euro = currency == Currency::BGN && self.base == Currency::EUR;
        let (there, sums) = if lev_in_euro {
            (Rate::ONE, in_euro)
        } else {
            (self.rates.get(currency, self.base)?, sums)
        };
        let back = self.rates.get(self.currency, self.base)?;
        Some(sums.map(|sum| there.apply_over(back, sum)))
    }
}
