//! What pages of campaigns and of batches of cold contacts share: their figures in words.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::estimate::Estimate;
use clientela_texts::{Texts, evidence, format};

use super::spotter::unit_cost;
use crate::views::origins::{OriginReport, OriginReturn};

/// A figure in words: its name and its value.
pub(super) struct FigureRow {
    pub name: String,
    pub value: String,
}

fn count(t: Texts, count: u64) -> String {
    format::integer(t.language, i128::from(count))
}

/// An amount in the currency of the book, or why it is unknown.
pub(super) fn money(t: Texts, of: &Estimate, currency: Currency) -> String {
    let money = |value: f64| {
        let cents = Amount::from_cents((value * 100.0).round() as i64);
        format::money(t.language, cents, currency)
    };
    match of {
        Estimate::Known(value) => money(*value),
        Estimate::Range(low, high) => format!("{} – {}", money(*low), money(*high)),
        Estimate::Unknown(_) => evidence::estimate(t, of, 2),
    }
}

/// Days from the first contact until it counts as qualified; unknown without any.
pub(super) fn days_to_qualified(t: Texts, of: &OriginReport) -> String {
    let Some(days) = &of.to_qualified else {
        return t.get("unknown").into_owned();
    };
    let day = |value: f64| format::decimal(t.language, value, 0);
    t.with(
        "origin-days-between",
        &[
            ("median", &day(days.median)),
            ("low", &day(days.low)),
            ("high", &day(days.high)),
        ],
    )
}

/// All figures of an origin.
pub(super) fn figures(t: Texts, of: &OriginReport, back: &OriginReturn) -> Vec<FigureRow> {
    let own = &of.figures;
    let cost = |unit| unit_cost(t, unit, of.currency);
    let first = own.first_contact.map_or_else(
        || t.get("unknown").into_owned(),
        |day| format::day(t.language, day),
    );
    let rows = [
        ("prospect-names", count(t, own.names)),
        ("origin-contacted", count(t, own.contacted)),
        ("origin-disqualified", count(t, own.disqualified)),
        ("prospect-qualified", count(t, own.qualified)),
        ("prospect-won-count", count(t, own.won)),
        ("origin-first-contact", first),
        ("origin-days-to-qualified", days_to_qualified(t, of)),
        ("prospect-cost", money(t, &of.cost, of.currency)),
        ("origin-cost-name", cost(&of.by_name)),
        ("prospect-unit-cost", cost(&of.by_qualified)),
        ("origin-cost-won", cost(&of.by_won)),
        ("origin-sales", money(t, &back.sales, of.currency)),
        ("origin-gain", money(t, &back.gain, of.currency)),
    ];
    rows.into_iter()
        .map(|(name, value)| FigureRow {
            name: t.get(name).into_owned(),
            value,
        })
        .collect()
}
