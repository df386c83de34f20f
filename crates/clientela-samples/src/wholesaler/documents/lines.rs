//! Lines of an invoice: what was bought, for how much.

use super::Line;
use crate::chance::Chance;
use crate::wholesaler::clients::Client;
use crate::wholesaler::products::{PRODUCTS, basket};

/// VAT in Bulgaria, per cent.
pub(in crate::wholesaler) const VAT_PERCENT: i64 = 20;

/// Lev for 100 000 euro: the fixed rate.
const LEV_FOR_100_000_EURO: i64 = 195_583;

/// Lines of an invoice worth about `value` euro.
pub(super) fn of_invoice(
    index: usize,
    client: &Client,
    value: f64,
    price_factor: f64,
    in_lev: bool,
    chance: &mut Chance,
) -> Vec<Line> {
    let usual = 3.5 + 1.0 * (value / 1_000.0).sqrt();
    let count = ((usual * chance.around_one(0.4)).round() as usize).clamp(1, 16);
    let mut lines: Vec<Line> = Vec::with_capacity(count);
    for _ in 0..count {
        let product = choose_product(index, client, chance);
        if lines.iter().any(|line| line.product == product) {
            continue;
        }
        let target = value / count as f64 * chance.around_one(0.55) * 1.28;
        let promotion = if chance.per_mille(60) { 5 } else { 0 };
        lines.push(line(
            product,
            target,
            client.discount + promotion,
            price_factor,
            in_lev,
            chance,
        ));
    }
    lines
}

/// One or two lines at the counter.
pub(super) fn of_cash_sale(price_factor: f64, in_lev: bool, chance: &mut Chance) -> Vec<Line> {
    let count = 1 + chance.below(2);
    (0..count)
        .map(|_| {
            let product = chance.below(PRODUCTS.len());
            line(product, 70.0, 0, price_factor, in_lev, chance)
        })
        .collect()
}

/// Mostly one of the client's own favourites inside a group that its trade buys.
fn choose_product(index: usize, client: &Client, chance: &mut Chance) -> usize {
    let groups = basket(client.trade);
    let group = groups[chance.below(groups.len())];
    let first = PRODUCTS
        .iter()
        .position(|product| product.group == group)
        .unwrap_or(0);
    let count = PRODUCTS
        .iter()
        .filter(|product| product.group == group)
        .count()
        .max(1);
    let favourite = (index * 7 + group as usize) % count;
    let step = if chance.per_mille(550) {
        chance.below(2)
    } else {
        chance.below(count)
    };
    first + (favourite + step) % count
}

fn line(
    product: usize,
    target: f64,
    discount: i64,
    price_factor: f64,
    in_lev: bool,
    chance: &mut Chance,
) -> Line {
    let listed = &PRODUCTS[product];
    let list_price = (listed.price_cents as f64 * price_factor).round() as i64;
    let wished = (target * 100.0 / list_price as f64).round().max(1.0) as i64;
    let quantity = if wished >= 24 { wished / 6 * 6 } else { wished };
    let short = chance.per_mille(45);
    let unit_cost = list_price * listed.cost_percent / 100;
    let mut line = Line {
        product,
        quantity,
        promised_quantity: if short {
            quantity + 1 + quantity / 8
        } else {
            quantity
        },
        price: list_price,
        discount,
        net: 0,
        vat: 0,
        cost: (listed.cost_percent > 0).then_some(quantity * unit_cost),
    };
    price_again(&mut line, false, in_lev);
    line
}

/// Computes the amounts of a line whose quantity or currency changed.
pub(super) fn price_again(line: &mut Line, was_in_lev: bool, in_lev: bool) {
    let listed = &PRODUCTS[line.product];
    let unit_cost = |price: i64| price * listed.cost_percent / 100;
    line.price = match (was_in_lev, in_lev) {
        (false, true) => divide_half_up(line.price * LEV_FOR_100_000_EURO, 100_000),
        (true, false) => divide_half_up(line.price * 100_000, LEV_FOR_100_000_EURO),
        _ => line.price,
    };
    line.net = divide_half_up(line.quantity * line.price * (100 - line.discount), 100);
    line.vat = divide_half_up(line.net * VAT_PERCENT, 100);
    line.cost = line.cost.map(|_| line.quantity * unit_cost(line.price));
}

/// Rounds half away from zero, as invoices do.
fn divide_half_up(value: i64, divisor: i64) -> i64 {
    let half = divisor / 2;
    if value < 0 {
        -((-value + half) / divisor)
    } else {
        (value + half) / divisor
    }
}
