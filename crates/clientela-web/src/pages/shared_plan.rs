//! What was agreed with a client, open to whoever has its link until it expires or is withdrawn. Nothing else of
//! the book is on it but the name of the firm.

use std::net::SocketAddr;

use askama::Template;
use axum::extract::{ConnectInfo, State};
use axum::http::StatusCode;
use axum::response::Response;
use clientela_domain::day::Date;
use clientela_texts::{Language, Texts, format};

use super::export::attachment;
use super::satisfaction::address_of;
use super::survey::{DonePage, quiet};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::request::Visitor;
use crate::router::WebState;
use crate::urls;
use crate::views::plan::{ClientPlan, EntryState, as_pdf, client_paper};

#[derive(Template)]
#[template(path = "shared_plan.html")]
struct SharedPage {
    frame: Frame,
    t: Texts,
    firm: String,
    plan: ClientPlan,
    pdf: String,
}

/// A frame that tells nothing of whoever may be signed in.
fn frame(visitor: &Visitor, t: Texts, title: String) -> Frame {
    let mut frame = visitor.frame(title, Area::Elsewhere);
    frame.t = t;
    frame.user = None;
    frame.flash = None;
    frame
}

/// The one answer to every link that cannot be read, whatever the reason.
fn closed(visitor: &Visitor) -> Result<Response, WebError> {
    let t = visitor.t;
    let title = t.get("plan-share-closed-title").into_owned();
    let page = DonePage {
        frame: frame(visitor, t, title.clone()),
        t,
        title,
        text: t.get("plan-share-closed-text").into_owned(),
    };
    Ok(quiet(StatusCode::GONE, render(&page)?))
}

/// What a link shows; `None` for one that cannot be read.
async fn read(
    state: &WebState,
    remote: &ConnectInfo<SocketAddr>,
    visitor: &Visitor,
) -> Result<Option<(String, Language, ClientPlan)>, WebError> {
    let token = Fields::parse(&visitor.query).get("token").to_owned();
    match state
        .desk
        .open_shared_plan(&token, &address_of(remote))
        .await
    {
        Ok((language, plan)) => Ok(Some((token, language, plan))),
        Err(DeskError::NotFound) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// `GET /joint-plan?token=`
pub async fn show(
    State(state): State<WebState>,
    remote: ConnectInfo<SocketAddr>,
    visitor: Visitor,
) -> Result<Response, WebError> {
    let Some((token, language, plan)) = read(&state, &remote, &visitor).await? else {
        return closed(&visitor);
    };
    let t = Texts::of(language);
    let firm = visitor.firm.name.clone();
    let title = t.with(
        "plan-joint",
        &[
            ("firm", &firm.as_str()),
            ("client", &plan.account_name.as_str()),
        ],
    );
    let page = SharedPage {
        frame: frame(&visitor, t, title),
        t,
        firm,
        plan,
        pdf: urls::with_query(urls::SHARED_PLAN_PDF, &[("token", &token)]),
    };
    Ok(quiet(StatusCode::OK, render(&page)?))
}

/// `GET /joint-plan.pdf?token=`
pub async fn paper(
    State(state): State<WebState>,
    remote: ConnectInfo<SocketAddr>,
    visitor: Visitor,
) -> Result<Response, WebError> {
    let Some((_, language, plan)) = read(&state, &remote, &visitor).await? else {
        return closed(&visitor);
    };
    let paper = client_paper(&plan, &visitor.firm.name, Texts::of(language));
    let bytes = as_pdf(&paper).map_err(DeskError::from)?;
    let file = attachment("application/pdf", &format!("{}.pdf", paper.title), bytes);
    Ok(quiet(StatusCode::OK, file))
}

impl SharedPage {
    fn day(&self, day: &Date) -> String {
        format::day(self.t.language, *day)
    }

    fn day_if_any(&self, day: &Option<Date>) -> String {
        day.as_ref().map(|day| self.day(day)).unwrap_or_default()
    }

    fn state(&self, state: &EntryState) -> String {
        self.t.get(state.message_id()).into_owned()
    }

    fn as_of(&self) -> String {
        self.t
            .with1("plan-as-of", "day", self.day(&self.plan.today))
    }
}
