//! What was promised against what was done: figures with their intervals, months, clients, and the lines
//! that are not as promised.

mod failed;
mod figures;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use clientela_app::on_time_settings::WINDOW_DAYS_MAX;
use clientela_domain::execution::LineTerms;
use clientela_domain::execution::lines::TOLERANCE_SCALE;
use clientela_domain::ids::AccountId;
use clientela_texts::{Texts, execution, format};

use self::failed::FailedRow;
pub(super) use self::figures::{Figure, figures_of};
use super::export::CsvStyle;
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::PeriodChoice;
use crate::views::execution::{
    Execution, ExecutionRequest, FAILED_KEPT, FailedOf, FailedPlace, place_text, read_place,
};

/// Failed lines of one page.
const FAILED_SHOWN: usize = 50;

/// Clients of the table; the command line and the API have all of them.
const ACCOUNTS_SHOWN: usize = 50;

/// The addresses.
pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::EXECUTION, get(show))
        .route("/execution.csv", get(csv))
        .route("/execution.xlsx", get(xlsx))
        .route("/accounts/{id}/execution", get(of_account))
        .merge(super::on_time_settings::routes())
        .merge(super::execution_events::routes())
}

#[derive(Template)]
#[template(path = "execution.html")]
struct ExecutionPage {
    frame: Frame,
    t: Texts,
    request: ExecutionRequest,
    told: Arc<Execution>,
    page: usize,
    /// How many blocks of kept lines stand before these.
    block: usize,
    may_edit: bool,
}

struct AccountRow {
    name: String,
    href: String,
    on_time: String,
    likely: String,
    otif: String,
    orders: String,
    late: String,
    due: String,
}

struct MonthRow {
    month: String,
    share: String,
    limits: String,
    cases: String,
    said: &'static str,
    below: bool,
}

/// `GET /execution`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let fields = Fields::parse(&visitor.query);
    shown(&state, &visitor, request_of(&fields), pages_of(&fields)).await
}

/// `GET /accounts/{id}/execution`
pub async fn of_account(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let account = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let fields = Fields::parse(&visitor.query);
    let request = ExecutionRequest {
        account: Some(account),
        ..request_of(&fields)
    };
    shown(&state, &visitor, request, pages_of(&fields)).await
}

async fn shown(
    state: &WebState,
    visitor: &SignedIn,
    request: ExecutionRequest,
    (page, block): (usize, usize),
) -> Result<Response, WebError> {
    let told = state.desk.execution(&visitor.user, &request).await?;
    let t = visitor.t;
    let (title, area) = match &told.account {
        Some((_, name)) => (t.with1("execution-of", "name", name), Area::Accounts),
        None => (t.get("execution-title").into_owned(), Area::Execution),
    };
    let page = ExecutionPage {
        frame: visitor.frame(title, area),
        t,
        request,
        told,
        page,
        block,
        may_edit: visitor.user.may_edit,
    };
    Ok(render(&page)?.into_response())
}

/// `GET /execution.csv`
pub async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let fields = Fields::parse(&visitor.query);
    let all = exported(&state, &visitor, &fields).await?;
    let style = CsvStyle::asked(&fields, visitor.t.language);
    Ok(failed::table(visitor.t, &all).csv_in(style))
}

/// `GET /execution.xlsx`
pub async fn xlsx(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let fields = Fields::parse(&visitor.query);
    let all = exported(&state, &visitor, &fields).await?;
    failed::table(visitor.t, &all).xlsx()
}

async fn exported(
    state: &WebState,
    visitor: &SignedIn,
    fields: &Fields,
) -> Result<Vec<FailedOf>, WebError> {
    let request = ExecutionRequest {
        account: AccountId::parse(fields.get("account")),
        failed_after: None,
        ..request_of(fields)
    };
    Ok(state.desk.failed_lines(&visitor.user, &request).await?)
}

/// The page within the lines that are kept, and how many blocks of such lines stand before.
fn pages_of(fields: &Fields) -> (usize, usize) {
    let number = |name: &str| fields.get(name).parse::<usize>().ok();
    let page = number("page").unwrap_or(1).max(1);
    (page, number("block").unwrap_or(0))
}

fn request_of(fields: &Fields) -> ExecutionRequest {
    let days = |name: &str| {
        let days = fields.get(name).trim().parse::<u32>().ok();
        days.map(|days| days.min(WINDOW_DAYS_MAX))
    };
    let percent = fields.get("short").trim().replace(',', ".").parse::<f64>();
    let short = percent.unwrap_or(0.0).clamp(0.0, 100.0) / 100.0;
    let asked = ["late", "early", "short"].map(|name| !fields.get(name).trim().is_empty());
    ExecutionRequest {
        account: None,
        period: PeriodChoice::from_fields(
            fields.get("period"),
            fields.get("from"),
            fields.get("to"),
        ),
        terms: asked.contains(&true).then(|| LineTerms {
            late: days("late").unwrap_or(0),
            early: days("early"),
            // Between nothing and the whole, so it fits.
            short: (short * f64::from(TOLERANCE_SCALE)).round() as u32,
            ..LineTerms::default()
        }),
        failed_after: read_place(fields.raw("after")),
    }
}

fn query(request: &ExecutionRequest) -> Vec<(&'static str, String)> {
    let mut pairs = Vec::new();
    match request.period {
        PeriodChoice::TwelveMonths => {}
        PeriodChoice::AllTime => pairs.push(("period", "all".to_owned())),
        PeriodChoice::Between(period) => {
            pairs.push(("from", period.from.to_string()));
            pairs.push(("to", period.to.to_string()));
        }
    }
    if let Some(terms) = &request.terms {
        pairs.push(("late", terms.late.to_string()));
        if let Some(early) = terms.early {
            pairs.push(("early", early.to_string()));
        }
        let percent = f64::from(terms.short) / f64::from(TOLERANCE_SCALE) * 100.0;
        pairs.push(("short", percent.to_string()));
    }
    pairs
}

fn with_query(path: &str, pairs: &[(&'static str, String)]) -> String {
    let pairs: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    urls::with_query(path, &pairs)
}

impl ExecutionPage {
    fn action(&self) -> String {
        match &self.told.account {
            Some((id, _)) => urls::account_execution(*id),
            None => urls::EXECUTION.to_owned(),
        }
    }

    fn title(&self) -> String {
        match &self.told.account {
            Some((_, name)) => self.t.with1("execution-of", "name", name),
            None => self.t.get("execution-title").into_owned(),
        }
    }

    fn account_href(&self) -> String {
        let account = self.told.account.as_ref();
        account.map_or_else(String::new, |(id, _)| urls::account(*id))
    }

    fn account_name(&self) -> &str {
        let account = self.told.account.as_ref();
        account.map_or("", |(_, name)| name.as_str())
    }

    fn events_href(&self) -> String {
        match &self.told.account {
            Some((id, _)) => urls::execution_events_of(*id),
            None => urls::EXECUTION_EVENTS.to_owned(),
        }
    }

    fn new_href(&self) -> String {
        match &self.told.account {
            Some((id, _)) => urls::execution_event_new_at(*id),
            None => urls::EXECUTION_EVENT_NEW.to_owned(),
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

    fn late_days(&self) -> u32 {
        self.told.terms.late
    }

    /// Days a line may come early; empty for any.
    fn early_days(&self) -> String {
        let early = self.told.terms.early;
        early.map_or_else(String::new, |days| days.to_string())
    }

    fn short_percent(&self) -> String {
        let share = f64::from(self.told.terms.short) / f64::from(TOLERANCE_SCALE);
        (share * 100.0).to_string()
    }

    fn definition(&self) -> String {
        execution::definition(self.t, &self.told.terms)
    }

    fn period(&self) -> String {
        match self.told.period {
            Some(period) => format::period(self.t.language, period),
            None => self.t.get("period-all").into_owned(),
        }
    }

    fn export(&self, kind: &str) -> String {
        let mut pairs = query(&self.request);
        if let Some((id, _)) = &self.told.account {
            pairs.push(("account", id.to_string()));
        }
        let address = with_query("", &pairs);
        urls::execution_export(kind, address.trim_start_matches('?'))
    }

    fn figures(&self) -> Vec<Figure> {
        figures_of(self.t, &self.told)
    }

    fn timing(&self) -> String {
        figures::timing(self.t, &self.told)
    }

    fn without_promise(&self) -> String {
        match self.told.facts.without_promise {
            0 => String::new(),
            count => self.t.with1("execution-without-promise", "count", count),
        }
    }

    fn chart(&self) -> Markup {
        figures::chart(self.t, &self.told)
    }

    fn finding(&self) -> String {
        figures::finding(self.t, &self.told)
    }

    fn months(&self) -> Vec<MonthRow> {
        figures::months(self.t, &self.told)
    }

    fn accounts(&self) -> Vec<AccountRow> {
        let own = self.told.by_account.iter().take(ACCOUNTS_SHOWN);
        own.map(|own| {
            let mut row = figures::account_row(self.t, &self.told, own);
            if let Some(id) = own.account {
                row.href = with_query(&urls::account_execution(id), &query(&self.request));
            }
            row
        })
        .collect()
    }

    fn more_accounts(&self) -> String {
        match self.told.by_account.len().saturating_sub(ACCOUNTS_SHOWN) {
            0 => String::new(),
            count => self.t.with1("authority-more", "count", count),
        }
    }

    fn first_failed(&self) -> usize {
        (self.page - 1).saturating_mul(FAILED_SHOWN)
    }

    fn failed(&self) -> Vec<FailedRow> {
        let lines = self.told.failed.iter();
        lines
            .skip(self.first_failed())
            .take(FAILED_SHOWN)
            .map(|one| FailedRow::new(self.t, one))
            .collect()
    }

    fn failed_shown(&self) -> String {
        let count = self.told.failed_lines;
        let shown = self.failed().len();
        if shown as u64 == count {
            return String::new();
        }
        let before = self.block.saturating_mul(FAILED_KEPT) + self.first_failed();
        let (first, last) = (before + 1, before + shown);
        self.t.with(
            "execution-failed-shown",
            &[("shown", &format!("{first}–{last}")), ("count", &count)],
        )
    }

    fn to_page(&self, page: usize, after: Option<&FailedPlace>, block: usize) -> String {
        let mut pairs = query(&self.request);
        if let Some(after) = after {
            pairs.push(("after", place_text(after)));
            pairs.push(("block", block.to_string()));
        }
        if page > 1 {
            pairs.push(("page", page.to_string()));
        }
        format!("{}#failed", with_query(&self.action(), &pairs))
    }

    /// The page before; of the first page of a later block, the first of all.
    fn earlier(&self) -> String {
        let after = self.request.failed_after.as_ref();
        match (self.page, after) {
            (1, None) => String::new(),
            (1, Some(_)) => self.to_page(1, None, 0),
            (page, after) => self.to_page(page - 1, after, self.block),
        }
    }

    /// The page after; after the last line that is kept, the next block of lines.
    fn later(&self) -> String {
        if self.first_failed() + FAILED_SHOWN < self.told.failed.len() {
            let after = self.request.failed_after.as_ref();
            return self.to_page(self.page + 1, after, self.block);
        }
        let next = self.told.failed_next.as_ref();
        next.map_or_else(String::new, |next| {
            self.to_page(1, Some(next), self.block + 1)
        })
    }

    fn quality(&self) -> String {
        figures::quality(self.t, &self.told)
    }

    fn complaints(&self) -> String {
        figures::complaints(self.t, &self.told)
    }
}
