//! Every client by the eight conditions: dots with their numbers, filter, order, export.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use clientela_domain::need_for_kam::{Condition, Recommendation};
use clientela_texts::{Texts, evidence};

use super::parts::{dot, next_question, recommendation_badge};
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::limits::ACCOUNTS_PER_PAGE;
use crate::markup::Markup;
use crate::pages::export::{Cell, Table};
use crate::pages::shared::{Pager, SelectOption, proof_legend};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{NeedClientView, NeedMatrixView};

/// Which clients, in which order.
#[derive(Clone, Default)]
struct MatrixRequest {
    recommendation: Option<Recommendation>,
    sort: Sort,
    page: u64,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Sort {
    #[default]
    Need,
    Name,
    Revenue,
    Condition(Condition),
}

impl Sort {
    const fn code(self) -> &'static str {
        match self {
            Self::Need => "",
            Self::Name => "name",
            Self::Revenue => "revenue",
            Self::Condition(condition) => condition.id(),
        }
    }

    fn from_code(code: &str) -> Self {
        match code {
            "name" => Self::Name,
            "revenue" => Self::Revenue,
            other => Condition::from_id(other).map_or(Self::Need, Self::Condition),
        }
    }
}

#[derive(Template)]
#[template(path = "managers/matrix.html")]
struct MatrixPage {
    frame: Frame,
    t: Texts,
    request: MatrixRequest,
    view: NeedMatrixView,
    clients: Vec<NeedClientView>,
    pager: Markup,
}

struct Head {
    name: String,
    title: String,
    href: String,
    order: Option<&'static str>,
}

struct Row {
    href: String,
    name: String,
    cells: Vec<DotCell>,
    need: String,
    badge: Markup,
    question: String,
    question_href: String,
}

struct DotCell {
    label: String,
    dot: Markup,
    value: String,
}

/// `GET /need-for-kam/clients`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let request = request_of(&Fields::parse(&visitor.query));
    let view = state.desk.need_matrix(&visitor.user).await?;
    let matching = chosen(&view, &request);
    let t = visitor.t;
    let total = matching.len() as u64;
    let pager = Pager::new(t, request.page, (total, ACCOUNTS_PER_PAGE), |page| {
        address(&MatrixRequest {
            page,
            ..request.clone()
        })
    });
    let skipped = usize::try_from((pager.page - 1) * ACCOUNTS_PER_PAGE).unwrap_or(usize::MAX);
    let shown = usize::try_from(ACCOUNTS_PER_PAGE).unwrap_or(usize::MAX);
    let page = MatrixPage {
        frame: visitor.frame(t.get("need-matrix"), Area::NeedForKam),
        t,
        clients: matching
            .into_iter()
            .skip(skipped)
            .take(shown)
            .cloned()
            .collect(),
        pager: pager.markup(),
        request,
        view,
    };
    Ok(render(&page)?.into_response())
}

/// `GET /need-for-kam/clients.csv`
pub async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    Ok(table(&state, &visitor).await?.csv())
}

/// `GET /need-for-kam/clients.xlsx`
pub async fn xlsx(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    table(&state, &visitor).await?.xlsx()
}

async fn table(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let request = request_of(&Fields::parse(&visitor.query));
    let view = state.desk.need_matrix(&visitor.user).await?;
    let t = visitor.t;
    let ends = |name: String| {
        let low = format!("{name}, {}", t.get("need-hours-low"));
        [low, format!("{name}, {}", t.get("need-hours-high"))]
    };
    let mut header = vec![
        t.get("accounts-client").into_owned(),
        t.with1("accounts-revenue", "currency", view.currency.code()),
    ];
    for condition in Condition::ALL {
        header.extend(ends(t.get(condition.message_id()).into_owned()));
    }
    header.extend(ends(t.get("need-column-need").into_owned()));
    header.push(t.get("need-column-do").into_owned());
    let row = |client: &&NeedClientView| {
        let mut cells = vec![
            Cell::Text(client.name.clone()),
            Cell::Amount(client.revenue),
        ];
        let all = client.row.conditions.iter().chain([&client.row.need]);
        for (low, high) in all {
            cells.extend([Cell::Number(Some(*low)), Cell::Number(Some(*high))]);
        }
        let word = t.get(client.row.recommendation.message_id());
        cells.push(Cell::Text(word.into_owned()));
        cells
    };
    Ok(Table {
        name: "need-for-kam",
        header,
        rows: chosen(&view, &request).iter().map(row).collect(),
    })
}

fn request_of(fields: &Fields) -> MatrixRequest {
    MatrixRequest {
        recommendation: Recommendation::from_id(fields.get("show")),
        sort: Sort::from_code(fields.get("sort")),
        page: fields.get("page").parse().unwrap_or(1).max(1),
    }
}

fn query(request: &MatrixRequest) -> [(&'static str, String); 3] {
    let page = match request.page {
        0 | 1 => String::new(),
        page => page.to_string(),
    };
    let show = request.recommendation.map_or("", Recommendation::id);
    [
        ("show", show.to_owned()),
        ("sort", request.sort.code().to_owned()),
        ("page", page),
    ]
}

fn address(request: &MatrixRequest) -> String {
    let query = query(request);
    let query: Vec<(&str, &str)> = query
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    urls::with_query(urls::NEED_MATRIX, &query)
}

/// The clients that fit, in the order asked for; the most pressing first.
fn chosen<'a>(view: &'a NeedMatrixView, request: &MatrixRequest) -> Vec<&'a NeedClientView> {
    let wanted = |client: &&NeedClientView| {
        request
            .recommendation
            .is_none_or(|wanted| client.row.recommendation == wanted)
    };
    let mut clients: Vec<&NeedClientView> = view.clients.iter().filter(wanted).collect();
    let middle = |(low, high): (f64, f64)| low + high;
    clients.sort_by(|a, b| {
        let by_need = middle(b.row.need).total_cmp(&middle(a.row.need));
        let order = match request.sort {
            Sort::Need => by_need,
            Sort::Name => std::cmp::Ordering::Equal,
            Sort::Revenue => b.revenue.cmp(&a.revenue),
            Sort::Condition(condition) => {
                let of = |client: &NeedClientView| client.row.conditions[condition.index()];
                middle(of(b)).total_cmp(&middle(of(a)))
            }
        };
        order
            .then_with(|| match request.sort {
                Sort::Name => std::cmp::Ordering::Equal,
                _ => b.revenue.cmp(&a.revenue),
            })
            .then_with(|| a.name.cmp(&b.name))
    });
    clients
}

impl MatrixPage {
    fn filters(&self) -> Vec<SelectOption> {
        let option = |recommendation: Option<Recommendation>| SelectOption {
            value: address(&MatrixRequest {
                recommendation,
                page: 1,
                ..self.request.clone()
            }),
            name: recommendation.map_or_else(
                || self.t.get("need-show-all").into_owned(),
                |one| self.t.get(one.message_id()).into_owned(),
            ),
            selected: self.request.recommendation == recommendation,
        };
        let each = Recommendation::ALL.into_iter().map(Some);
        std::iter::once(None).chain(each).map(option).collect()
    }

    fn heads(&self) -> Vec<Head> {
        let short = |condition: Condition| {
            let id = condition
                .message_id()
                .replacen("condition-", "condition-short-", 1);
            let title = self.t.get(condition.message_id()).into_owned();
            self.head(&self.t.get(&id), title, Sort::Condition(condition))
        };
        Condition::ALL.into_iter().map(short).collect()
    }

    fn client_head(&self) -> Head {
        let name = self.t.get("accounts-client").into_owned();
        self.head(&name, name.clone(), Sort::Name)
    }

    fn need_head(&self) -> Head {
        let name = self.t.get("need-column-need").into_owned();
        self.head(&name, name.clone(), Sort::Need)
    }

    fn head(&self, name: &str, title: String, sort: Sort) -> Head {
        let href = address(&MatrixRequest {
            sort,
            page: 1,
            ..self.request.clone()
        });
        let is_sorted = self.request.sort == sort;
        let order = match sort {
            Sort::Name => "ascending",
            _ => "descending",
        };
        Head {
            name: name.to_owned(),
            title,
            href,
            order: is_sorted.then_some(order),
        }
    }

    fn rows(&self) -> Vec<Row> {
        self.clients.iter().map(|client| self.row(client)).collect()
    }

    fn row(&self, client: &NeedClientView) -> Row {
        let (t, row) = (self.t, &client.row);
        let cell = |condition: Condition| {
            let bounds = row.conditions[condition.index()];
            DotCell {
                label: t.get(condition.message_id()).into_owned(),
                dot: dot(bounds),
                value: evidence::bounds(t, bounds, 1),
            }
        };
        let href = urls::account(row.account);
        let anchor = row.next_question.map_or("", |condition| condition.id());
        Row {
            question_href: format!("{href}#condition-{anchor}"),
            name: client.name.clone(),
            cells: Condition::ALL.into_iter().map(cell).collect(),
            need: evidence::bounds(t, row.need, 2),
            badge: recommendation_badge(t, row.recommendation),
            question: row
                .next_question
                .map_or_else(String::new, |condition| next_question(t, condition)),
            href,
        }
    }

    fn export(&self, format: &str) -> String {
        let all = MatrixRequest {
            page: 1,
            ..self.request.clone()
        };
        let address = address(&all);
        let query = address.split_once('?').map_or("", |(_, query)| query);
        urls::need_export(format, query)
    }

    fn legend(&self) -> Markup {
        proof_legend(self.t)
    }
}
