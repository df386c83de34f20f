//! The pipeline: what stands in each stage and what history expects of it, how often we win by source and by
//! colleague, each with the interval that few opportunities leave.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use clientela_domain::estimate::Estimate;
use clientela_domain::market::WinRate;
use clientela_domain::opportunities::{Expected, StayTimes};
use clientela_texts::{Texts, evidence, format};

use super::market_words::money_between;
use super::prospect_parts::{way_name, yielded};
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::opportunities::{
    ConversionLine, ConversionOf, OpportunityQuery, Pipeline, PipelineStage,
};
use crate::views::prospects::Whose;

/// A stage in words.
struct StageRow {
    href: String,
    name: String,
    count: String,
    worth: String,
    chance: String,
    days: String,
}

/// How often we win, in words.
struct RateRow {
    name: String,
    won: String,
    lost: String,
    open: String,
    rate: String,
    worth: String,
}

/// A table of how often we win.
struct RateTable {
    title: String,
    first: String,
    rows: Vec<RateRow>,
}

#[derive(Template)]
#[template(path = "opportunity_pipeline.html")]
struct PipelinePage {
    frame: Frame,
    t: Texts,
    pipeline: Pipeline,
    mine: bool,
}

/// `GET /opportunities/pipeline`
pub(super) async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    let mine = Fields::parse(&visitor.query).get("owner") == "me";
    let query = OpportunityQuery {
        whose: if mine {
            Whose::Of(visitor.user.id)
        } else {
            Whose::All
        },
        ..OpportunityQuery::default()
    };
    let page = PipelinePage {
        frame: visitor.frame(visitor.t.get("pipeline-title"), Area::Opportunities),
        t: visitor.t,
        pipeline: state.desk.pipeline(&visitor.user, &query).await?,
        mine,
    };
    Ok(render(&page)?.into_response())
}

impl PipelinePage {
    fn is_empty(&self) -> bool {
        self.pipeline.stages.iter().all(|one| one.here.count == 0)
    }

    fn integer(&self, count: u64) -> String {
        format::integer(self.t.language, i128::from(count))
    }

    /// A worth, and how many it lacks.
    fn worth(&self, value: &Estimate, without: u64) -> String {
        let currency = self.pipeline.currency;
        let known = match value.bounds() {
            Some(ends) => money_between(self.t, ends, currency),
            None => evidence::estimate(self.t, value, 0),
        };
        match without {
            0 => known,
            count => self.t.with(
                "pipeline-worth-without",
                &[("worth", &known), ("count", &count)],
            ),
        }
    }

    /// What history expects of all that is open.
    fn expected(&self) -> String {
        let open: &Expected = &self.pipeline.open;
        let money = |value: f64| money_between(self.t, (value, value), self.pipeline.currency);
        match open.expected {
            None => self.t.get("pipeline-expects-unknown").into_owned(),
            Some((low, likely, high)) => self.t.with(
                "pipeline-expects",
                &[
                    ("likely", &money(likely)),
                    ("low", &money(low)),
                    ("high", &money(high)),
                ],
            ),
        }
    }

    fn open_worth(&self) -> String {
        let open = &self.pipeline.open;
        let worth = self.worth(&open.value, open.without_value);
        self.t.with(
            "pipeline-open",
            &[("count", &open.count), ("worth", &worth)],
        )
    }

    fn rows(&self) -> Vec<StageRow> {
        let stages = self.pipeline.stages.iter();
        stages.map(|stage| self.row(stage)).collect()
    }

    fn row(&self, of: &PipelineStage) -> StageRow {
        let owner = if self.mine { "me" } else { "" };
        let conditions = [("stage", of.stage.code()), ("owner", owner)];
        let known = of.chance.as_ref().and_then(|one| one.chance.as_ref());
        StageRow {
            href: urls::with_query(urls::OPPORTUNITIES, &conditions),
            name: self.t.get(of.stage.message_id()).into_owned(),
            count: self.integer(of.here.count),
            worth: match of.here.count {
                0 => String::new(),
                _ => self.worth(&of.here.value, of.here.without_value),
            },
            chance: match of.stage.is_open() {
                true => yielded(self.t, known),
                false => String::new(),
            },
            days: of.days.as_ref().map_or_else(
                || match of.stage.is_open() {
                    true => self.t.get("unknown").into_owned(),
                    false => String::new(),
                },
                |days| self.days(days),
            ),
        }
    }

    fn days(&self, of: &StayTimes) -> String {
        let number = |value: f64| format::decimal(self.t.language, value, 0);
        self.t.with(
            "pipeline-days",
            &[
                ("median", &number(of.median)),
                ("low", &number(of.low)),
                ("high", &number(of.high)),
                ("stays", &of.known),
            ],
        )
    }

    fn rate(&self, of: &WinRate) -> String {
        let percent = |share: f64| format::share(self.t.language, share);
        match of.rate {
            None => self.t.get("unknown").into_owned(),
            Some((rate, low, high)) => self.t.with(
                "prospect-chance-between",
                &[
                    ("likely", &percent(rate)),
                    ("low", &percent(low)),
                    ("high", &percent(high)),
                ],
            ),
        }
    }

    fn ended(&self) -> String {
        self.rate_of("pipeline-ended", &self.pipeline.ended)
    }

    /// The same without cold contacts; empty where none of them came so.
    fn ended_without_cold(&self) -> String {
        let ended = self.pipeline.ended_without_cold.as_ref();
        ended.map_or_else(String::new, |ended| {
            self.rate_of("pipeline-ended-without-cold", ended)
        })
    }

    fn rate_of(&self, message: &str, ended: &ConversionLine) -> String {
        self.t.with(
            message,
            &[
                ("won", &ended.rate.won),
                ("lost", &ended.rate.lost),
                ("rate", &self.rate(&ended.rate)),
                (
                    "worth",
                    &self.worth(&ended.won_value, ended.won_without_value),
                ),
            ],
        )
    }

    fn tables(&self) -> Vec<RateTable> {
        let table = |title: &str, first: &str, lines: &[ConversionLine]| RateTable {
            title: self.t.get(title).into_owned(),
            first: self.t.get(first).into_owned(),
            rows: lines.iter().map(|line| self.rate_row(line)).collect(),
        };
        let (sources, people) = (&self.pipeline.by_source, &self.pipeline.by_representative);
        vec![
            table("pipeline-by-source", "prospect-source-kind", sources),
            table("pipeline-by-representative", "opportunity-owner", people),
        ]
    }

    fn rate_row(&self, line: &ConversionLine) -> RateRow {
        let name = match &line.of {
            ConversionOf::All => String::new(),
            ConversionOf::Source(kind, channel) => way_name(self.t, *kind, channel),
            ConversionOf::Representative(name) if name.is_empty() => {
                self.t.get("steps-nobodys").into_owned()
            }
            ConversionOf::Representative(name) => name.clone(),
        };
        RateRow {
            name,
            won: self.integer(line.rate.won),
            lost: self.integer(line.rate.lost),
            open: self.integer(line.open),
            rate: self.rate(&line.rate),
            worth: match line.rate.won {
                0 => String::new(),
                _ => self.worth(&line.won_value, line.won_without_value),
            },
        }
    }

    /// What the figures rest on.
    fn why(&self) -> Vec<String> {
        let why = &self.pipeline.open.why;
        let inputs = why.inputs.iter().map(|input| {
            let value = evidence::value(self.t, &input.value);
            format!("{}: {value}", self.t.get(input.name))
        });
        inputs.collect()
    }
}
