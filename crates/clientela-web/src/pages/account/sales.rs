//! Sales by month against last year, and the products bought.

use clientela_domain::amount::Amount;
use clientela_texts::format;

use super::AccountPage;
use crate::charts::{MonthSeries, month_chart};
use crate::markup::Markup;
use crate::views::MonthView;

pub(super) struct MonthRow {
    pub name: String,
    pub now: String,
    pub before: String,
    pub difference: String,
}

pub(super) struct ProductRow {
    pub name: String,
    pub code: String,
    pub group: String,
    pub quantity: String,
    pub revenue: String,
    pub share: String,
    pub last_day: String,
}

impl AccountPage {
    pub(super) fn sales_lead(&self) -> String {
        let t = self.t;
        let Some(now) = self.view.revenue else {
            return t.get("account-sales-none").into_owned();
        };
        let now = self.money(now);
        match self.view.revenue_before.zip(self.change()) {
            Some((before, change)) => t.with(
                "account-sales-lead",
                &[
                    ("now", &now),
                    ("before", &self.money(before)),
                    ("change", &format::change(t.language, change)),
                ],
            ),
            None => t.with1("account-sales-lead-alone", "now", now),
        }
    }

    pub(super) fn has_months(&self) -> bool {
        self.view.months.iter().any(|month| month.revenue.is_some())
    }

    pub(super) fn chart_title(&self) -> String {
        self.t
            .with1("account-chart-title", "name", self.view.name.as_str())
    }

    pub(super) fn month_chart(&self) -> Markup {
        let language = self.t.language;
        let months = &self.view.months;
        let span = |back: i32| {
            let ends = months.first().zip(months.last());
            ends.map_or_else(String::new, |(first, last)| {
                let (from, to) = (first.month.year() - back, last.month.year() - back);
                if from == to {
                    from.to_string()
                } else {
                    format!("{from}/{:02}", to % 100)
                }
            })
        };
        let series = MonthSeries {
            labels: months
                .iter()
                .map(|one| format::month_short(language, one.month.month()))
                .collect(),
            now: months
                .iter()
                .map(|one| one.revenue.map(Amount::as_f64))
                .collect(),
            before: months
                .iter()
                .map(|one| one.before.map(Amount::as_f64))
                .collect(),
            now_name: span(0),
            before_name: span(1),
            title: self.chart_title(),
            description: self.sales_lead(),
            unit: self.currency_sign(),
            id: "months",
        };
        Markup::safe(month_chart(language, &series))
    }

    pub(super) fn chart_caption(&self) -> String {
        let known = || {
            self.view
                .months
                .iter()
                .filter_map(|one| Some((one, one.revenue?)))
        };
        let best = known().max_by_key(|(_, revenue)| *revenue);
        let worst = known().min_by_key(|(_, revenue)| *revenue);
        let Some(((best, most), (worst, least))) = best.zip(worst) else {
            return String::new();
        };
        self.t.with(
            "account-chart-caption",
            &[
                ("best", &format::month(self.t.language, best.month)),
                ("best_amount", &self.money(most)),
                ("worst", &format::month(self.t.language, worst.month)),
                ("worst_amount", &self.money(least)),
            ],
        )
    }

    pub(super) fn month_rows(&self) -> Vec<MonthRow> {
        let whole = |amount: Option<Amount>| {
            amount.map_or_else(
                || format::UNKNOWN.to_owned(),
                |amount| format::amount_whole(self.t.language, amount),
            )
        };
        let row = |one: &MonthView| MonthRow {
            name: format::month(self.t.language, one.month),
            now: whole(one.revenue),
            before: whole(one.before),
            difference: whole(
                one.revenue
                    .zip(one.before)
                    .map(|(now, before)| now - before),
            ),
        };
        self.view.months.iter().map(row).collect()
    }

    pub(super) fn products_lead(&self) -> String {
        let t = self.t;
        let share: f64 = self
            .view
            .products
            .iter()
            .take(5)
            .filter_map(|one| one.share)
            .sum();
        let shown = self.view.products.len().min(5);
        t.with(
            "account-products-lead",
            &[
                (
                    "products",
                    &t.with1("count-products", "count", self.view.products_total),
                ),
                ("shown", &shown),
                ("share", &self.share(share)),
            ],
        )
    }

    pub(super) fn product_rows(&self) -> Vec<ProductRow> {
        let language = self.t.language;
        let row = |one: &crate::views::ProductView| ProductRow {
            name: one.name.clone(),
            code: one.code.clone(),
            group: one.group.clone(),
            quantity: format::quantity(language, one.quantity),
            revenue: format::amount_whole(language, one.revenue),
            share: one.share.map_or_else(
                || format::UNKNOWN.to_owned(),
                |share| format::share_number(language, share),
            ),
            last_day: format::day(language, one.last_day),
        };
        self.view.products.iter().map(row).collect()
    }
}
