//! The three conditions that are shares of sales: concentration, packages and direct dealing.

use std::ops::AddAssign;

use super::settings::Ramp;
use super::statement::{Part, value_of};
use super::{NeedSettings, NotTypical, width};
use crate::amount::Amount;
use crate::concentration::{ClassedAccount, Classification, Concentration, UNKNOWN_NO_SALES};
use crate::currency::Currency;
use crate::day::Date;
use crate::estimate::Estimate;
use crate::why::{Input, InputValue, Source};

/// From so many product families on an order is a package.
const FAMILIES_OF_PACKAGE: usize = 2;

fn from_ledger(name: &'static str, value: InputValue, day: Option<Date>) -> Input {
    Input {
        name,
        value,
        day,
        source: Source::Ledger,
    }
}

/// `part` of the whole, of which `unknown` may or may not belong to it. Amounts below zero (returns
/// exceed sales) count as nothing.
fn share(part: Amount, unknown: Amount, rest: Amount) -> Estimate {
    let [part, unknown, rest] = [part, unknown, rest].map(|amount| amount.units().max(0));
    let total = part + unknown + rest;
    if total == 0 {
        return Estimate::Unknown(UNKNOWN_NO_SALES);
    }
    let of_total = |units: i128| units as f64 / total as f64;
    Estimate::between(of_total(part), of_total(part + unknown))
}

/// A share on its ramp, with the amounts behind it.
fn part_of_share(
    share: &Estimate,
    ramp: Ramp,
    missing: &'static str,
    mut inputs: Vec<Input>,
    name: &'static str,
    day: Option<Date>,
) -> Part {
    let Some(ends) = share.bounds() else {
        return Part::open("missing-sales");
    };
    let value = match share {
        Estimate::Known(share) => InputValue::Share(*share),
        _ => value_of(ends),
    };
    inputs.insert(0, from_ledger(name, value, day));
    let bounds = ramp.bounds(share);
    Part::new(bounds, inputs).lacking(missing, width(bounds))
}

/// A client's part of the firm's sales.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SalesShare {
    /// Its net revenue, returns with their sign.
    pub revenue: Amount,
    /// Its place among the clients; `None` at or below zero, where its share is nothing.
    pub place: Option<ClassedAccount>,
    /// Clients above zero; without any there are no shares.
    pub clients: usize,
}

impl SalesShare {
    /// The share of a client at a position of what was classified, see
    /// [`Classification::by_index`].
    #[must_use]
    pub fn of(
        revenue: Amount,
        place: Option<ClassedAccount>,
        classification: &Classification,
    ) -> Self {
        Self {
            revenue,
            place,
            clients: classification.accounts.len(),
        }
    }

    /// F3 of a client: its share on the ramp.
    pub(super) fn part(
        share: Option<&Self>,
        settings: &NeedSettings,
        currency: Currency,
        day: Option<Date>,
    ) -> Part {
        let Some(share) = share.filter(|share| share.clients > 0) else {
            return Part::open("missing-sales");
        };
        let of_sales = share.place.map_or(0.0, |place| place.share);
        let bounds = settings.sales_share.bounds(&Estimate::Known(of_sales));
        let money = InputValue::Money(share.revenue, currency);
        let mut inputs = vec![
            from_ledger("input-share", InputValue::Share(of_sales), day),
            from_ledger("input-revenue", money, day),
        ];
        if let Some(place) = share.place {
            let rank = InputValue::Count(place.rank as u64);
            inputs.push(from_ledger("input-rank", rank, day));
        }
        Part::new(bounds, inputs)
    }
}

/// F3 of the firm: the larger of the ramps of the largest client's share and of the concentration.
pub(super) fn firm_concentration(
    concentration: Option<&Concentration>,
    settings: &NeedSettings,
    day: Option<Date>,
) -> Part {
    let known = concentration.map(|sales| (sales.top_share(1), sales.hhi(), sales.clients));
    let Some((Estimate::Known(top), Estimate::Known(hhi), clients)) = known else {
        return Part::open("missing-sales");
    };
    let height = settings.sales_share.at(top).max(settings.hhi.at(hhi));
    let inputs = vec![
        from_ledger("input-top-share-1", InputValue::Share(top), day),
        from_ledger("input-hhi", InputValue::Number(hhi), day),
        from_ledger("input-clients", InputValue::Count(clients as u64), day),
    ];
    Part::new((height, height), inputs)
}

/// One order, as far as it tells a package from single products.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderSales {
    /// Its net revenue.
    pub revenue: Amount,
    /// Distinct product families in it.
    pub families: usize,
    /// Lines whose product has no family.
    pub lines_without_family: usize,
    /// True when it carries the code of a bundle.
    pub bundle: bool,
    /// Left out and named, when somebody said so.
    pub not_typical: Option<NotTypical>,
}

/// Sales in packages and as single products.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackageSales {
    /// Revenue of orders with two product families or more, or with a bundle's code.
    pub packages: Amount,
    /// Revenue of orders of one family.
    pub single: Amount,
    /// Revenue of orders that may be either, because products have no family.
    pub unknown: Amount,
    /// Orders counted.
    pub orders: u64,
    /// Why some were left out.
    pub not_typical: Vec<NotTypical>,
}

impl PackageSales {
    /// Adds up orders. What is not above zero (a credit note on its own) is no order.
    #[must_use]
    pub fn of(orders: impl IntoIterator<Item = OrderSales>) -> Self {
        let mut sales = Self::default();
        for order in orders {
            sales.add(order);
        }
        sales
    }

    fn add(&mut self, order: OrderSales) {
        if let Some(reason) = order.not_typical {
            self.not_typical.push(reason);
            return;
        }
        if !order.revenue.is_positive() {
            return;
        }
        self.orders += 1;
        let possible_families = order.families + order.lines_without_family;
        if order.bundle || order.families >= FAMILIES_OF_PACKAGE {
            self.packages += order.revenue;
        } else if possible_families >= FAMILIES_OF_PACKAGE {
            self.unknown += order.revenue;
        } else {
            self.single += order.revenue;
        }
    }

    /// F4: the share of revenue in packages on the ramp.
    pub(super) fn part(
        sales: Option<&Self>,
        settings: &NeedSettings,
        currency: Currency,
        day: Option<Date>,
    ) -> Part {
        let Some(sales) = sales else {
            return Part::open("missing-sales");
        };
        let share = share(sales.packages, sales.unknown, sales.single);
        let money = |amount| InputValue::Money(amount, currency);
        let mut inputs = vec![
            from_ledger("input-revenue-packages", money(sales.packages), day),
            from_ledger("input-revenue-single", money(sales.single), day),
            from_ledger("input-revenue-no-family", money(sales.unknown), day),
            from_ledger("input-orders", InputValue::Count(sales.orders), day),
        ];
        inputs.extend(sales.not_typical.iter().map(|one| one.input(None, None)));
        let (ramp, name) = (settings.package_share, "input-package-share");
        part_of_share(&share, ramp, "missing-product-families", inputs, name, day)
    }
}

/// Pools the sales of several clients.
impl AddAssign for PackageSales {
    fn add_assign(&mut self, other: Self) {
        self.packages += other.packages;
        self.single += other.single;
        self.unknown += other.unknown;
        self.orders += other.orders;
        self.not_typical.extend(other.not_typical);
    }
}

/// Sales with and without intermediaries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChannelSales {
    /// Net revenue without an intermediary.
    pub direct: Amount,
    /// Net revenue through dealers, agents or other intermediaries.
    pub through_intermediaries: Amount,
    /// Net revenue of rows without a channel.
    pub unknown: Amount,
    /// Why some rows were left out.
    pub not_typical: Vec<NotTypical>,
}

impl ChannelSales {
    /// F7: the share of direct revenue on the ramp; rows without a channel may stand on either side.
    pub(super) fn part(
        sales: Option<&Self>,
        settings: &NeedSettings,
        currency: Currency,
        day: Option<Date>,
    ) -> Part {
        let Some(sales) = sales else {
            return Part::open("missing-channel");
        };
        let share = share(sales.direct, sales.unknown, sales.through_intermediaries);
        let money = |amount| InputValue::Money(amount, currency);
        let through = money(sales.through_intermediaries);
        let mut inputs = vec![
            from_ledger("input-revenue-direct", money(sales.direct), day),
            from_ledger("input-revenue-intermediaries", through, day),
            from_ledger("input-revenue-no-channel", money(sales.unknown), day),
        ];
        inputs.extend(sales.not_typical.iter().map(|one| one.input(None, None)));
        let (ramp, name) = (settings.direct_share, "input-direct-share");
        part_of_share(&share, ramp, "missing-channel", inputs, name, day)
    }
}

/// Pools the sales of several clients.
impl AddAssign for ChannelSales {
    fn add_assign(&mut self, other: Self) {
        self.direct += other.direct;
        self.through_intermediaries += other.through_intermediaries;
        self.unknown += other.unknown;
        self.not_typical.extend(other.not_typical);
    }
}
