//! Why revenue differs from plan: price, volume, mix, what is new and what was lost (Horngren et al., Cost
//! Accounting).

use std::collections::BTreeMap;

/// One product of a plan or of a result.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanLine {
    /// Which product.
    pub product: String,
    /// How much of it.
    pub quantity: f64,
    /// Price of one.
    pub price: f64,
}

/// The parts of a difference; they sum to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Variance {
    /// Because of other prices, at the quantities sold.
    pub price: f64,
    /// Because more or less was sold, at the planned mean price; absent when units differ.
    pub volume: Option<f64>,
    /// Because dearer or cheaper products were sold; absent when units differ.
    pub mix: Option<f64>,
    /// What neither price nor new nor lost explains when units differ.
    pub rest: Option<f64>,
    /// Products that were not planned.
    pub new: f64,
    /// Products that were planned and not sold.
    pub lost: f64,
    /// All of it.
    pub total: f64,
}

/// Splits the difference of a result from its plan; `None` without a plan. Quantities are added up only when
/// they have one unit.
#[must_use]
pub fn variance(plan: &[PlanLine], result: &[PlanLine], one_unit: bool) -> Option<Variance> {
    if plan.is_empty() {
        return None;
    }
    let planned = by_product(plan);
    let sold = by_product(result);
    let only = |lines: &BTreeMap<&str, Sum>, others: &BTreeMap<&str, Sum>| -> f64 {
        let own = lines
            .iter()
            .filter(|(product, _)| !others.contains_key(*product));
        own.map(|(_, sum)| sum.revenue).sum()
    };
    let (new, lost) = (only(&sold, &planned), -only(&planned, &sold));
    let mut both = Both::default();
    for (product, was) in &planned {
        let Some(is) = sold.get(product) else {
            continue;
        };
        let planned_price = was.price();
        both.price += is.revenue - is.quantity * planned_price;
        both.quantity_then += was.quantity;
        both.quantity_now += is.quantity;
        both.revenue_then += was.revenue;
        both.at_planned_prices += is.quantity * planned_price;
    }
    let total = sum(&sold) - sum(&planned);
    let split = (one_unit && both.quantity_then > 0.0).then(|| {
        let mean = both.revenue_then / both.quantity_then;
        (
            (both.quantity_now - both.quantity_then) * mean,
            both.at_planned_prices - both.quantity_now * mean,
        )
    });
    Some(Variance {
        price: both.price,
        volume: split.map(|(volume, _)| volume),
        mix: split.map(|(_, mix)| mix),
        rest: split
            .is_none()
            .then_some(both.at_planned_prices - both.revenue_then),
        new,
        lost,
        total,
    })
}

#[derive(Default)]
struct Both {
    price: f64,
    quantity_then: f64,
    quantity_now: f64,
    revenue_then: f64,
    at_planned_prices: f64,
}

#[derive(Default)]
struct Sum {
    quantity: f64,
    revenue: f64,
}

impl Sum {
    fn price(&self) -> f64 {
        if self.quantity == 0.0 {
            0.0
        } else {
            self.revenue / self.quantity
        }
    }
}

fn by_product(lines: &[PlanLine]) -> BTreeMap<&str, Sum> {
    let mut sums: BTreeMap<&str, Sum> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.quantity != 0.0) {
        let sum = sums.entry(&line.product).or_default();
        sum.quantity += line.quantity;
        sum.revenue += line.quantity * line.price;
    }
    sums
}

fn sum(lines: &BTreeMap<&str, Sum>) -> f64 {
    lines.values().map(|sum| sum.revenue).sum()
}
