//! Which prospects the page of sources counts, as its address says it, and the sheet of it.

use axum::extract::State;
use axum::response::Response;
use clientela_domain::day::Date;
use clientela_domain::ids::UserId;
use clientela_texts::Texts;

use super::export::{Cell, Table};
use super::known_form::plain_option;
use super::prospect_parts::way_name;
use super::shared::SelectOption;
use crate::error::WebError;
use crate::form::Fields;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::Colleague;
use crate::views::prospects::{Cold, SourceFilter, SourceLine, SourceSort, SourcesQuery};

/// The filter as the address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SourceFields {
    pub from: String,
    pub to: String,
    pub owner: String,
    pub cold: String,
    pub sort: String,
}

impl SourceFields {
    pub(super) fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        Self {
            from: text("from"),
            to: text("to"),
            owner: text("owner"),
            cold: text("cold"),
            sort: text("sort"),
        }
    }

    pub(super) fn query(&self, own: UserId) -> SourcesQuery {
        let day = |text: &str| text.trim().parse::<Date>().ok();
        SourcesQuery {
            filter: SourceFilter {
                from: day(&self.from),
                to: day(&self.to),
                owner: match self.owner.as_str() {
                    "me" => Some(own),
                    other => UserId::parse(other),
                },
                cold: Cold::from_code(&self.cold).filter(|cold| *cold != Cold::With),
            },
            sort: SourceSort::from_code(&self.sort).unwrap_or_default(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The sheet of what the page shows.
    pub(super) fn export(&self) -> String {
        let own = [
            ("from", self.from.as_str()),
            ("to", &self.to),
            ("owner", &self.owner),
            ("cold", &self.cold),
            ("sort", &self.sort),
        ];
        urls::with_query(urls::PROSPECT_SOURCES_CSV, &own)
    }

    pub(super) fn owner_options(
        &self,
        t: Texts,
        colleagues: &[Colleague],
        own: UserId,
    ) -> Vec<SelectOption> {
        super::due_filters::somebodys_options(t, colleagues, own, &self.owner)
    }

    pub(super) fn cold_options(&self, t: Texts) -> Vec<SelectOption> {
        let option =
            |one: &Cold| plain_option(one.code(), t.get(&format!("sources-cold-{}", one.code())));
        let options = Cold::ALL.iter().map(option).collect();
        chosen(options, or(&self.cold, Cold::With.code()))
    }

    pub(super) fn sort_options(&self, t: Texts) -> Vec<SelectOption> {
        let option = |one: SourceSort| {
            plain_option(one.code(), t.get(&format!("sources-sort-{}", one.code())))
        };
        let options = SourceSort::ALL.into_iter().map(option).collect();
        chosen(options, or(&self.sort, SourceSort::Names.code()))
    }
}

fn or<'a>(text: &'a str, usual: &'a str) -> &'a str {
    match text {
        "" => usual,
        text => text,
    }
}

fn chosen(mut options: Vec<SelectOption>, value: &str) -> Vec<SelectOption> {
    for option in &mut options {
        option.selected = option.value == value;
    }
    options
}

/// `GET /prospects/sources.csv`
pub(super) async fn csv(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    let t = visitor.t;
    let fields = SourceFields::of(&Fields::parse(&visitor.query));
    let query = fields.query(visitor.user.id);
    let (report, _) = state.desk.prospect_sources(&visitor.user, &query).await?;
    let header = [
        "prospect-source-kind",
        "prospect-names",
        "prospect-qualified",
        "prospect-won-count",
        "prospect-chance-qualify",
        "prospect-chance",
        "sources-chance-low",
        "sources-chance-high",
        "prospect-cost",
        "prospect-unit-cost",
        "sources-unit-cost-low",
        "sources-unit-cost-high",
    ];
    let table = Table {
        name: "prospect-sources",
        header: header.map(|id| t.get(id).into_owned()).to_vec(),
        rows: report.lines.iter().map(|line| row(t, line)).collect(),
    };
    Ok(table.csv())
}

fn row(t: Texts, line: &SourceLine) -> Vec<Cell> {
    let own = &line.figures;
    let count = |count: u64| Cell::Number(Some(count as f64));
    let known = |bounds: Option<(f64, f64)>| Cell::Number(bounds.map(|(low, _)| low));
    let won = line.won.as_ref().filter(|_| own.ripe > 0);
    let qualified = line.qualified.as_ref().filter(|_| own.ripe > 0);
    vec![
        Cell::Text(way_name(t, own.kind, &own.channel)),
        count(own.names),
        count(own.qualified),
        count(own.won),
        Cell::Number(qualified.map(|of| of.mean)),
        Cell::Number(won.map(|of| of.mean)),
        Cell::Number(won.map(|of| of.low)),
        Cell::Number(won.map(|of| of.high)),
        known(line.cost.bounds()),
        known(line.by_qualified.likely.bounds()),
        Cell::Number(line.by_qualified.low),
        Cell::Number(line.by_qualified.high),
    ]
}
