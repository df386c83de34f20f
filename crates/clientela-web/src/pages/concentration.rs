//! How much depends on few: figures in words, the Pareto chart, and "what if we lose these".

mod chart;
mod table;
mod words;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::AccountId;
use clientela_texts::{Texts, format};

use super::export::{Cell, Table};
use super::shared::{SelectOption, class_name};
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::limits::SHORT_TEXT_CHARACTERS_MAX;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{
    Class, ConcentrationRequest, ConcentrationRow, ConcentrationView, Measure, PeriodChoice,
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
        t.with1(value_head(view.measure), "currency", view.currency.code()),
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

/// Message of the column that holds the measure.
const fn value_head(measure: Measure) -> &'static str {
    match measure {
        Measure::Revenue => "accounts-revenue",
        Measure::Margin => "concentration-margin-head",
    }
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
            selected: self.view.measure == measure,
        };
        vec![
            choice(Measure::Revenue, "account-sales"),
            choice(Measure::Margin, "account-stat-margin"),
        ]
    }

    /// Measured on margin: asked for, and known.
    fn is_margin(&self) -> bool {
        self.view.measure == Measure::Margin
    }

    /// The measure for sentences that say what is counted.
    fn measure(&self) -> &'static str {
        if self.is_margin() {
            "margin"
        } else {
            "revenue"
        }
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
}
