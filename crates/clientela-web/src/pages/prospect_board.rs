//! Prospects by stage, as a board: moved by dragging, or by the menu on each card.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use clientela_texts::Texts;

use super::prospect_parts::ProspectRow;
use crate::error::WebError;
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::prospects::{ProspectQuery, Stage, Whose};

/// Cards shown in one stage; the list has them all.
const CARDS_MAX: u64 = 30;

/// The stages of the board, in order.
const COLUMNS: [Stage; 5] = [
    Stage::Prospect,
    Stage::Contacted,
    Stage::Qualified,
    Stage::Offered,
    Stage::Parked,
];

/// One stage of the board.
struct Column {
    code: &'static str,
    name: String,
    count: String,
    all_href: String,
    rows: Vec<ProspectRow>,
    /// More stand there than are shown.
    more: bool,
    /// Whoever is dropped here is asked for a reason first.
    asks: bool,
}

#[derive(Template)]
#[template(path = "prospect_board.html")]
struct BoardPage {
    frame: Frame,
    t: Texts,
    columns: Vec<Column>,
    mine: bool,
    may_edit: bool,
}

/// `GET /prospects/board`
pub(super) async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    let t = visitor.t;
    let mine = visitor.query.split('&').any(|pair| pair == "owner=me");
    let whose = if mine {
        Whose::Of(visitor.user.id)
    } else {
        Whose::All
    };
    let all = ProspectQuery {
        whose,
        ..ProspectQuery::default()
    };
    let counts = state.desk.prospects_by_stage(&visitor.user, &all).await?;
    let mut columns = Vec::with_capacity(COLUMNS.len());
    for stage in COLUMNS {
        let query = ProspectQuery {
            stages: vec![stage],
            limit: CARDS_MAX,
            ..all.clone()
        };
        let found = state.desk.prospects(&visitor.user, &query).await?;
        let count = counts.iter().find(|(of, _)| *of == stage);
        let owner = if mine { "me" } else { "" };
        columns.push(Column {
            code: stage.code(),
            name: t.get(stage.message_id()).into_owned(),
            count: t.with1(
                "prospects-count",
                "count",
                count.map_or(0, |(_, count)| *count),
            ),
            all_href: urls::with_query(
                urls::PROSPECTS,
                &[("stage", stage.code()), ("owner", owner)],
            ),
            rows: found
                .lines
                .iter()
                .map(|line| ProspectRow::new(t, line))
                .collect(),
            more: found.next.is_some(),
            asks: stage.wants_reason(),
        });
    }
    let page = BoardPage {
        frame: visitor.frame(t.get("prospects-board"), Area::Prospects),
        t,
        columns,
        mine,
        may_edit: visitor.user.may_edit,
    };
    Ok(render(&page)?.into_response())
}

impl BoardPage {
    /// Where a card may go from its stage by the menu: every other stage that asks for no reason.
    fn targets(&self, code: &str) -> Vec<(&'static str, String)> {
        let others = COLUMNS
            .iter()
            .filter(|stage| stage.code() != code && !stage.wants_reason());
        others
            .map(|stage| {
                let name = self.t.get(stage.message_id()).into_owned();
                (stage.code(), name)
            })
            .collect()
    }
}
