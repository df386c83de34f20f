//! Opportunities by stage, as a board: moved by dragging, or by the menu on each card. What is dropped on an end is
//! asked why on its own page.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use clientela_texts::Texts;

use super::opportunity_parts::OpportunityRow;
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::opportunities::{OpportunityQuery, OpportunityStage};
use crate::views::prospects::Whose;

/// Cards shown in an open stage; the list has them all.
const CARDS_MAX: u64 = 30;

/// Cards shown at an end: the latest only.
const ENDED_MAX: u64 = 5;

/// One stage of the board.
struct Column {
    code: &'static str,
    name: String,
    count: String,
    all_href: String,
    rows: Vec<OpportunityRow>,
    /// More stand there than are shown.
    more: bool,
    /// Whoever is dropped here is asked why first.
    asks: bool,
}

#[derive(Template)]
#[template(path = "opportunity_board.html")]
struct BoardPage {
    frame: Frame,
    t: Texts,
    columns: Vec<Column>,
    mine: bool,
    may_edit: bool,
}

/// `GET /opportunities/board`
pub(super) async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    let t = visitor.t;
    let mine = Fields::parse(&visitor.query).get("owner") == "me";
    let whose = if mine {
        Whose::Of(visitor.user.id)
    } else {
        Whose::All
    };
    let all = OpportunityQuery {
        whose,
        ..OpportunityQuery::default()
    };
    let counts = state.desk.opportunities_by_stage(&visitor.user, &all);
    let counts = counts.await?;
    let owner = if mine { "me" } else { "" };
    let mut columns = Vec::with_capacity(OpportunityStage::ALL.len());
    for stage in OpportunityStage::ALL.iter().copied() {
        let query = OpportunityQuery {
            stages: vec![stage],
            limit: if stage.is_open() {
                CARDS_MAX
            } else {
                ENDED_MAX
            },
            ..all.clone()
        };
        let found = state.desk.opportunities(&visitor.user, &query).await?;
        let count = counts.iter().find(|(of, _)| *of == stage);
        let count = count.map_or(0, |(_, count)| *count);
        let conditions = [("stage", stage.code()), ("owner", owner)];
        columns.push(Column {
            code: stage.code(),
            name: t.get(stage.message_id()).into_owned(),
            count: t.with1("opportunities-count", "count", count),
            all_href: urls::with_query(urls::OPPORTUNITIES, &conditions),
            rows: found
                .lines
                .iter()
                .map(|line| OpportunityRow::new(t, line))
                .collect(),
            more: found.next.is_some(),
            asks: !stage.is_open(),
        });
    }
    let page = BoardPage {
        frame: visitor.frame(t.get("opportunities-board"), Area::Opportunities),
        t,
        columns,
        mine,
        may_edit: visitor.user.may_edit,
    };
    Ok(render(&page)?.into_response())
}

impl BoardPage {
    /// Where a card may go from its stage by the menu: every other stage in which somebody works on it.
    fn targets(&self, code: &str) -> Vec<(&'static str, String)> {
        let open = &OpportunityStage::OPEN;
        let here = open.iter().position(|stage| stage.code() == code);
        let here = here.unwrap_or_default();
        // The next stage first: it is the likeliest.
        let others = open[here + 1..].iter().chain(&open[..here]);
        others
            .map(|stage| {
                let name = self.t.get(stage.message_id()).into_owned();
                (stage.code(), name)
            })
            .collect()
    }
}
