//! What is gone through with a client once a quarter. Everything on it may be put before the client.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use clientela_domain::day::Date;
use clientela_domain::ids::AccountId;
use clientela_domain::obligations::Party;
use clientela_texts::{Texts, execution, format};

use super::export::attachment;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::plan::{EntryState, Quarter, Review, as_pdf, review_paper};

/// Quarters that are offered beside the one that is shown.
const OFFERED: usize = 6;

#[derive(Template)]
#[template(path = "review.html")]
struct ReviewPage {
    frame: Frame,
    t: Texts,
    view: Review,
}

/// A quarter to be shown.
struct QuarterLink {
    name: String,
    href: String,
    is_here: bool,
}

/// A promise of one side.
struct PromiseRow {
    id: String,
    href: String,
    what: String,
    day: String,
    state: String,
}

async fn asked(state: &WebState, visitor: &SignedIn, id: &str) -> Result<Review, WebError> {
    let account = AccountId::parse(id).ok_or(WebError::NotFound)?;
    let fields = Fields::parse(&visitor.query);
    let quarter = match fields.get("quarter") {
        "" => None,
        text => Some(Quarter::parse(text).ok_or(WebError::NotFound)?),
    };
    Ok(state
        .desk
        .review(&visitor.user, account, quarter, visitor.t)
        .await?)
}

/// `GET /accounts/{id}/review?quarter=`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let view = asked(&state, &visitor, &id).await?;
    let t = visitor.t;
    let title = title(t, &view);
    let page = ReviewPage {
        frame: visitor.frame(title, Area::Accounts),
        t,
        view,
    };
    Ok(render(&page)?.into_response())
}

/// `GET /accounts/{id}/review.pdf?quarter=&chosen=yes&line=`
pub async fn paper(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let mut view = asked(&state, &visitor, &id).await?;
    // A form says which lines are put before the client; without one all are.
    let fields = Fields::parse(&visitor.query);
    if fields.get("chosen") == "yes" {
        let chosen: Vec<&str> = fields.all("line").collect();
        view.keep_only(|id| chosen.contains(&id.to_string().as_str()));
    }
    let paper = review_paper(&view, &visitor.firm.name, visitor.t);
    let bytes = as_pdf(&paper).map_err(DeskError::from)?;
    Ok(attachment(
        "application/pdf",
        &format!("{}.pdf", paper.title),
        bytes,
    ))
}

fn title(t: Texts, view: &Review) -> String {
    t.with(
        "review-of",
        &[
            ("client", &view.account_name.as_str()),
            ("quarter", &view.quarter.to_string()),
        ],
    )
}

impl ReviewPage {
    fn period(&self) -> String {
        format::period(self.t.language, self.view.period)
    }

    fn quarters(&self) -> Vec<QuarterLink> {
        let mut quarter = Quarter::of(self.view.today);
        let mut all = Vec::new();
        for _ in 0..OFFERED {
            all.push(QuarterLink {
                name: quarter.to_string(),
                href: urls::review(self.view.account, &quarter.to_string()),
                is_here: quarter == self.view.quarter,
            });
            quarter = quarter.before();
        }
        all
    }

    fn pdf(&self) -> String {
        urls::review_pdf(self.view.account, &self.view.quarter.to_string())
    }

    /// Where the paper is made of the lines that are chosen.
    fn pdf_action(&self) -> String {
        urls::review_pdf(self.view.account, "")
    }

    /// There is a line to choose.
    fn has_lines(&self) -> bool {
        !(self.view.promises.is_empty() && self.view.problems.is_empty())
    }

    fn promises(&self, of_us: bool) -> Vec<PromiseRow> {
        let side = if of_us { Party::Us } else { Party::Them };
        let own = self.view.promises.iter().filter(|one| one.debtor == side);
        own.map(|one| PromiseRow {
            id: one.id.to_string(),
            href: urls::obligation(one.id),
            what: one.what.clone(),
            day: self.day(&one.due),
            state: self.t.get(one.state.message_id()).into_owned(),
        })
        .collect()
    }

    fn day(&self, day: &Option<Date>) -> String {
        day.map(|day| format::day(self.t.language, day))
            .unwrap_or_default()
    }

    fn execution(&self) -> Vec<(String, String)> {
        let row = |one: &clientela_domain::execution::Measured| {
            let name = self.t.get(one.metric.message_id()).into_owned();
            (name, execution::level_with_cases(self.t, one))
        };
        self.view.execution.iter().map(row).collect()
    }

    fn results(&self) -> Vec<(String, String)> {
        let (t, own) = (self.t, &self.view.results);
        let mut rows = vec![
            (
                t.get("review-revenue").into_owned(),
                own.money(t, own.revenue),
            ),
            (
                t.get("review-before").into_owned(),
                own.money(t, own.before),
            ),
        ];
        rows.extend(
            own.named_parts()
                .into_iter()
                .map(|(name, part)| (t.get(name).into_owned(), own.part(t, part))),
        );
        rows
    }

    /// The ledger does not reach to the end of the quarter, in words.
    fn known_to(&self) -> String {
        match self.view.results.known_to {
            Some(day) => {
                let day = format::day(self.t.language, day);
                self.t.with1("review-known-to", "day", day)
            }
            None => String::new(),
        }
    }

    fn state(&self, state: &EntryState) -> String {
        self.t.get(state.message_id()).into_owned()
    }

    fn new_promise(&self) -> String {
        urls::obligation_new_with(self.view.account)
    }
}
