//! The Pareto chart, its legend and the finding under it.

use clientela_texts::format;

use super::ConcentrationPage;
use crate::charts::svg::escape;
use crate::charts::{ParetoBar, ParetoChart, pareto, pareto_chart};
use crate::markup::Markup;
use crate::views::ConcentrationRow;

impl ConcentrationPage {
    pub(super) fn chart(&self) -> Markup {
        let t = self.t;
        let rows = &self.view.rows[..self.view.rows.len().min(pareto::BARS_MAX)];
        let bar = |row: &ConcentrationRow| ParetoBar {
            name: row.name.clone(),
            value: row.value.as_f64(),
            cumulative: self.cumulative(row),
            key: row.key,
            hint: format!(
                "{}. {}: {}, {}",
                row.rank,
                row.name,
                self.money(row.value),
                format::share(t.language, row.share)
            ),
        };
        let shown: f64 = rows.iter().map(|row| row.value.as_f64()).sum();
        let rest = self.view.revenue - rows.iter().map(|row| row.value).sum();
        let others = self.view.accounts.saturating_sub(rows.len() as u64);
        let chart = ParetoChart {
            bars: rows.iter().map(bar).collect(),
            others: (others > 0).then(|| (others, (self.total_value() - shown).max(0.0))),
            others_label: self.money(rest),
            title: t.with1("concentration-chart-title", "measure", self.measure()),
            description: self.caption(),
            finding: self.finding(),
            unit: format::currency_sign(self.view.currency),
        };
        Markup::safe(pareto_chart(t.language, &chart))
    }

    pub(super) fn cumulative(&self, row: &ConcentrationRow) -> Option<f64> {
        if self.view.without.is_some() {
            row.trial_cumulative
        } else {
            Some(row.cumulative)
        }
    }

    pub(super) fn total_value(&self) -> f64 {
        let by_share = self.view.rows.first().filter(|row| row.share > 0.0);
        by_share.map_or(0.0, |row| row.value.as_f64() / row.share)
    }

    /// How many clients reach 80 %, for the line in the chart.
    pub(super) fn finding(&self) -> String {
        let known = || self.view.rows.iter().filter_map(|row| self.cumulative(row));
        let Some(position) = known().position(|share| share >= 0.8 - 1e-9) else {
            return String::new();
        };
        let share = known().nth(position).unwrap_or(1.0);
        let count = position + 1;
        self.t.with(
            "concentration-finding",
            &[
                ("count", &count),
                ("share", &format::share(self.t.language, share)),
            ],
        )
    }

    pub(super) fn chart_legend(&self) -> Markup {
        let word = |id: &str| escape(&self.t.get(id));
        let out = if self.view.without.is_some() {
            format!(
                r#"<span><svg aria-hidden="true"><rect class="c-off" x=".5" y=".5" width="19" height="9" rx="2"/></svg>{}</span>"#,
                word("concentration-legend-out")
            )
        } else {
            String::new()
        };
        Markup::safe(format!(
            r#"<p class="legend"><span><svg aria-hidden="true"><rect class="c-key" width="20" height="10" rx="2"/></svg>{}</span><span><svg aria-hidden="true"><rect class="c-bar" width="20" height="10" rx="2"/></svg>{}</span>{out}<span><svg aria-hidden="true"><line class="c-line" x1="0" x2="20" y1="5" y2="5"/><circle class="c-dot" cx="10" cy="5" r="3"/></svg>{}</span></p>"#,
            word("concentration-legend-key"),
            word("concentration-legend-other"),
            word("concentration-legend-cumulative"),
        ))
    }

    pub(super) fn caption(&self) -> String {
        let t = self.t;
        match &self.view.without {
            Some(without) => t.with(
                "concentration-caption-trial",
                &[
                    ("names", &without.names.join(", ")),
                    ("share", &self.share(without.top_five)),
                    ("hhi", &self.estimate(&without.hhi, 3)),
                    ("effective", &self.estimate(&without.effective, 1)),
                ],
            ),
            None => t.with(
                "concentration-caption",
                &[
                    ("measure", &self.measure()),
                    ("share", &self.top_five()),
                    ("hhi", &self.hhi()),
                    ("effective", &self.estimate(&self.view.effective, 1)),
                ],
            ),
        }
    }
}
