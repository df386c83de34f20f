//! How much depends on few: figures in words, the Pareto chart, and "what if we lose these".

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use clientela_domain::day::Date;
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::AccountId;
use clientela_texts::{Texts, format};

use super::export::{Cell, Table};
use super::shared::{SelectOption, class_name};
use crate::charts::svg::escape;
use crate::charts::{ParetoBar, ParetoChart, pareto, pareto_chart, share_bar};
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::limits::SHORT_TEXT_CHARACTERS_MAX;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{
    Class, ConcentrationRequest, ConcentrationRow, ConcentrationView, Measure, PeriodChoice,
    WithoutView,
};

/// Rows of the table before somebody asks for all.
const ROWS_SHOWN: usize = 20;

#[derive(Template)]
#[template(path = "concentration.html")]
struct ConcentrationPage {
    frame: Frame,
    t: Texts,
    request: ConcentrationRequest,
    view: ConcentrationView,
}

struct Line {
    name: String,
    value: String,
}

struct Quarter {
    name: String,
    value: String,
    bar: Markup,
}

struct Row {
    id: AccountId,
    href: String,
    name: String,
    take_out: String,
    rank: String,
    class: String,
    value: String,
    share: String,
    cumulative: String,
    trial: String,
    out: bool,
}

/// `GET /concentration`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let request = request_of(&Fields::parse(&visitor.query));
    let view = state.desk.concentration(&visitor.user, &request).await?;
    let t = visitor.t;
    let frame = visitor.frame(t.get("nav-concentration"), Area::Concentration);
    Ok(render(&ConcentrationPage {
        frame,
        t,
        request,
        view,
    })?
    .into_response())
}

/// `GET /concentration.csv`
pub async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    Ok(table(&state, &visitor).await?.csv())
}

/// `GET /concentration.xlsx`
pub async fn xlsx(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    table(&state, &visitor).await?.xlsx()
}

async fn table(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let request = ConcentrationRequest {
        all: true,
        ..request_of(&Fields::parse(&visitor.query))
    };
    let view = state.desk.concentration(&visitor.user, &request).await?;
    let t = visitor.t;
    let header = [
        "№".to_owned(),
        t.get("accounts-client").into_owned(),
        t.get("accounts-class").into_owned(),
        t.with1("accounts-revenue", "currency", view.currency.code()),
        t.get("accounts-share").into_owned(),
        t.get("concentration-cumulative").into_owned(),
    ];
    let row = |row: &ConcentrationRow| {
        vec![
            Cell::Text(row.rank.to_string()),
            Cell::Text(row.name.clone()),
            Cell::Text(class_name(t, row.class)),
            Cell::Amount(Some(row.value)),
            Cell::Number(Some(row.share)),
            Cell::Number(Some(row.cumulative)),
        ]
    };
    Ok(Table {
        name: "concentration",
        header: header.into(),
        rows: view.rows.iter().map(row).collect(),
    })
}

fn request_of(fields: &Fields) -> ConcentrationRequest {
    let text = |name| {
        fields
            .get(name)
            .chars()
            .take(SHORT_TEXT_CHARACTERS_MAX)
            .collect()
    };
    ConcentrationRequest {
        period: PeriodChoice::from_fields(
            fields.get("period"),
            fields.get("from"),
            fields.get("to"),
        ),
        product_group: text("group"),
        sales_representative: text("representative"),
        measure: if fields.get("measure") == "margin" {
            Measure::Margin
        } else {
            Measure::Revenue
        },
        without: fields.all("without").filter_map(AccountId::parse).collect(),
        all: fields.get("all") == "yes",
    }
}

fn query(request: &ConcentrationRequest) -> Vec<(&'static str, String)> {
    let mut pairs = vec![
        ("group", request.product_group.clone()),
        ("representative", request.sales_representative.clone()),
    ];
    match request.period {
        PeriodChoice::TwelveMonths => {}
        PeriodChoice::AllTime => pairs.push(("period", "all".to_owned())),
        PeriodChoice::Between(period) => {
            pairs.push(("from", period.from.to_string()));
            pairs.push(("to", period.to.to_string()));
        }
    }
    if request.measure == Measure::Margin {
        pairs.push(("measure", "margin".to_owned()));
    }
    if request.all {
        pairs.push(("all", "yes".to_owned()));
    }
    pairs.extend(request.without.iter().map(|id| ("without", id.to_string())));
    pairs
}

fn address(request: &ConcentrationRequest) -> String {
    let pairs = query(request);
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    urls::with_query(urls::CONCENTRATION, &pairs)
}

impl ConcentrationPage {
    fn money(&self, amount: clientela_domain::amount::Amount) -> String {
        format::money_whole(self.t.language, amount, self.view.currency)
    }

    fn share(&self, share: Option<f64>) -> String {
        share.map_or_else(
            || self.unknown(),
            |share| format::share(self.t.language, share),
        )
    }

    fn unknown(&self) -> String {
        self.t.get("unknown").into_owned()
    }

    fn estimate(&self, estimate: &Estimate, decimals: u32) -> String {
        match estimate.bounds() {
            Some((low, high)) => format::interval(self.t.language, low, high, decimals),
            None => self.unknown(),
        }
    }

    fn headline(&self) -> String {
        match self.view.period {
            Some(period) => self.t.with1(
                "concentration-headline",
                "period",
                format::period(self.t.language, period),
            ),
            None => self.t.get("accounts-no-sales").into_owned(),
        }
    }

    fn measures(&self) -> Vec<SelectOption> {
        let choice = |measure, name: &str| SelectOption {
            value: address(&ConcentrationRequest {
                measure,
                ..self.request.clone()
            }),
            name: self.t.get(name).into_owned(),
            selected: self.request.measure == measure,
        };
        vec![
            choice(Measure::Revenue, "account-sales"),
            choice(Measure::Margin, "account-stat-margin"),
        ]
    }

    fn is_margin(&self) -> bool {
        self.request.measure == Measure::Margin
    }

    fn is_all_time(&self) -> bool {
        self.request.period == PeriodChoice::AllTime
    }

    fn from(&self) -> String {
        match self.request.period {
            PeriodChoice::Between(period) => period.from.to_string(),
            _ => String::new(),
        }
    }

    fn to(&self) -> String {
        match self.request.period {
            PeriodChoice::Between(period) => period.to.to_string(),
            _ => String::new(),
        }
    }

    fn export(&self, kind: &str) -> String {
        let address = address(&self.request);
        urls::concentration_export(kind, address.split_once('?').map_or("", |(_, query)| query))
    }

    fn top_five(&self) -> String {
        self.share(self.view.top_five)
    }

    fn top_five_before(&self) -> String {
        match self.view.top_five_before {
            Some(share) => self.t.with1(
                "concentration-a-year-ago",
                "share",
                format::share(self.t.language, share),
            ),
            None => self.t.get("account-change-unknown").into_owned(),
        }
    }

    fn largest(&self) -> String {
        self.share(self.view.rows.first().map(|row| row.share))
    }

    fn largest_name(&self) -> String {
        self.view
            .rows
            .first()
            .map_or_else(String::new, |row| row.name.clone())
    }

    fn hhi(&self) -> String {
        self.estimate(&self.view.hhi, 3)
    }

    fn effective(&self) -> String {
        self.t.with1(
            "concentration-effective",
            "count",
            self.estimate(&self.view.effective, 1),
        )
    }

    fn hhi_text(&self) -> String {
        self.t
            .with1("concentration-hhi-text", "count", self.view.accounts)
    }

    fn hhi_formula(&self) -> String {
        self.t.with(
            "concentration-hhi-formula",
            &[
                ("hhi", &self.hhi()),
                ("effective", &self.estimate(&self.view.effective, 1)),
            ],
        )
    }

    fn why_facts(&self) -> Vec<Line> {
        let t = self.t;
        let fact = |id: &str, value: String| Line {
            name: t.get(id).into_owned(),
            value,
        };
        let period = self
            .view
            .period
            .map_or_else(String::new, |period| format::period(t.language, period));
        vec![
            fact("concentration-period", period),
            fact("concentration-gini", self.estimate(&self.view.gini, 2)),
            fact(
                "concentration-outside",
                t.with(
                    "concentration-outside-text",
                    &[
                        ("accounts", &self.view.negative_accounts),
                        ("negative", &self.money(self.view.negative)),
                        ("lines", &self.view.unassigned_lines),
                        ("unassigned", &self.money(self.view.unassigned)),
                    ],
                ),
            ),
        ]
    }

    fn class_a(&self) -> String {
        let count = self
            .view
            .classes
            .iter()
            .find(|(class, _, _)| *class == Class::A)
            .map_or(0, |one| one.1);
        format::integer(self.t.language, count.into())
    }

    fn class_share(&self, wanted: Class) -> Option<f64> {
        let revenue = self
            .view
            .classes
            .iter()
            .find(|(class, _, _)| *class == wanted)?
            .2;
        let all = self
            .view
            .classes
            .iter()
            .map(|one| one.2.as_f64())
            .sum::<f64>();
        (all > 0.0).then(|| revenue.as_f64() / all)
    }

    fn of_accounts(&self) -> String {
        self.t
            .with1("concentration-of-accounts", "count", self.view.accounts)
    }

    fn class_a_share(&self) -> String {
        self.t.with1(
            "concentration-class-a",
            "share",
            self.share(self.class_share(Class::A)),
        )
    }

    fn trial_title(&self, without: &WithoutView) -> String {
        self.t.with1(
            "concentration-trial-title",
            "names",
            without.names.join(", "),
        )
    }

    fn trial_text(&self, without: &WithoutView) -> String {
        let margin = self.estimate_share(&without.lost_margin_share);
        self.t.with(
            "concentration-trial-text",
            &[
                ("lost", &self.money(without.lost)),
                ("share", &self.share(without.lost_share)),
                ("remaining", &self.money(without.remaining)),
                ("margin", &margin),
            ],
        )
    }

    fn estimate_share(&self, estimate: &Estimate) -> String {
        match estimate.bounds() {
            Some((low, high)) => {
                let (low, high) = (
                    format::share(self.t.language, low),
                    format::share(self.t.language, high),
                );
                if low == high {
                    low
                } else {
                    format!("{low}–{high}")
                }
            }
            None => self.unknown(),
        }
    }

    fn without_trial(&self) -> String {
        address(&ConcentrationRequest {
            without: Vec::new(),
            ..self.request.clone()
        })
    }

    fn chart(&self) -> Markup {
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
        let others = self.view.accounts.saturating_sub(rows.len() as u64);
        let chart = ParetoChart {
            bars: rows.iter().map(bar).collect(),
            others: (others > 0).then(|| (others, (self.total_value() - shown).max(0.0))),
            title: t.get("concentration-chart-title").into_owned(),
            description: self.caption(),
            finding: self.finding(),
            unit: format::currency_sign(self.view.currency),
        };
        Markup::safe(pareto_chart(t.language, &chart))
    }

    fn cumulative(&self, row: &ConcentrationRow) -> Option<f64> {
        if self.view.without.is_some() {
            row.trial_cumulative
        } else {
            Some(row.cumulative)
        }
    }

    fn total_value(&self) -> f64 {
        let by_share = self.view.rows.first().filter(|row| row.share > 0.0);
        by_share.map_or(0.0, |row| row.value.as_f64() / row.share)
    }

    /// How many clients reach 80 %, for the line in the chart.
    fn finding(&self) -> String {
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

    fn chart_legend(&self) -> Markup {
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

    fn caption(&self) -> String {
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
                    ("share", &self.top_five()),
                    ("hhi", &self.hhi()),
                    ("effective", &self.estimate(&self.view.effective, 1)),
                ],
            ),
        }
    }

    fn value_head(&self) -> String {
        let sign = format::currency_sign(self.view.currency);
        let id = if self.is_margin() {
            "concentration-margin-head"
        } else {
            "accounts-revenue"
        };
        self.t.with1(id, "currency", sign)
    }

    fn rows(&self) -> Vec<Row> {
        let (t, language) = (self.t, self.t.language);
        let shown = if self.request.all {
            self.view.rows.len()
        } else {
            ROWS_SHOWN
        };
        let row = |row: &ConcentrationRow| Row {
            id: row.id,
            href: urls::account(row.id),
            name: row.name.clone(),
            take_out: t.with1("concentration-take-out-name", "name", row.name.as_str()),
            rank: format::integer(language, row.rank.into()),
            class: class_name(t, row.class),
            value: format::amount_whole(language, row.value),
            share: format::share_number(language, row.share),
            cumulative: format::share_number(language, row.cumulative),
            trial: row
                .trial_cumulative
                .map_or_else(String::new, |one| format::share_number(language, one)),
            out: self.request.without.contains(&row.id),
        };
        self.view.rows.iter().take(shown).map(row).collect()
    }

    fn has_more(&self) -> bool {
        !self.request.all && self.view.accounts > ROWS_SHOWN as u64
    }

    fn show_all(&self) -> String {
        address(&ConcentrationRequest {
            all: true,
            ..self.request.clone()
        })
    }

    fn all_accounts(&self) -> String {
        self.t
            .with1("concentration-all-accounts", "count", self.view.accounts)
    }

    fn total(&self) -> String {
        format::amount_whole(self.t.language, self.view.revenue)
    }

    fn hundred(&self) -> String {
        format::share_number(self.t.language, 1.0)
    }

    fn words(&self) -> Vec<String> {
        let t = self.t;
        let mut sentences = Vec::new();
        let a = self
            .view
            .classes
            .iter()
            .find(|(class, _, _)| *class == Class::A)
            .map_or(0, |one| one.1);
        sentences.push(t.with(
            "concentration-words-class",
            &[
                ("count", &a),
                ("share", &self.share(self.class_share(Class::A))),
                ("others", &self.view.accounts.saturating_sub(a)),
            ],
        ));
        if let Some(largest) = self.view.rows.first() {
            sentences.push(t.with(
                "concentration-words-largest",
                &[
                    ("name", &largest.name),
                    ("share", &format::share(t.language, largest.share)),
                ],
            ));
        }
        if let Some((now, before)) = self.view.top_five.zip(self.view.top_five_before) {
            let id = if now > before + 0.0005 {
                "concentration-words-grows"
            } else if now + 0.0005 < before {
                "concentration-words-falls"
            } else {
                "concentration-words-stays"
            };
            sentences.push(t.get(id).into_owned());
        }
        sentences
    }

    fn quarters(&self) -> Vec<Quarter> {
        let (t, language) = (self.t, self.t.language);
        let quarter = |(day, share): &(Date, f64)| Quarter {
            name: t.with(
                "concentration-quarter",
                &[
                    (
                        "number",
                        &["I", "II", "III", "IV"]
                            [usize::from(day.month().unsigned_abs().saturating_sub(1) / 3).min(3)],
                    ),
                    ("year", &day.year().to_string()),
                ],
            ),
            value: format::share(language, *share),
            bar: Markup::safe(share_bar(*share)),
        };
        self.view.quarters.iter().map(quarter).collect()
    }

    fn sums(&self) -> Vec<Line> {
        let t = self.t;
        let view = &self.view;
        let mut lines = vec![
            Line {
                name: t.with1("concentration-sum-positive", "count", view.accounts),
                value: self.money(view.revenue),
            },
            Line {
                name: t.with1(
                    "concentration-sum-negative",
                    "count",
                    view.negative_accounts,
                ),
                value: self.money(view.negative),
            },
            Line {
                name: t.with1(
                    "concentration-sum-unassigned",
                    "count",
                    view.unassigned_lines,
                ),
                value: self.money(view.unassigned),
            },
            Line {
                name: t.get("account-total").into_owned(),
                value: self.money(view.net_total),
            },
        ];
        for (currency, amount) in &view.other_currencies {
            lines.push(Line {
                name: t.get("concentration-sum-no-rate").into_owned(),
                value: format::money_whole(t.language, *amount, *currency),
            });
        }
        lines
    }
}
