//! The list of clients: search, filters, order, pages, export.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use clientela_domain::day::Date;
use clientela_texts::{Texts, format};

use super::export::{Cell, CsvStyle, Table};
use super::filter_chips::{FilterChip, FilterChips};
use super::happening_parts::{due_text, silence_mark};
use super::relation_filters::{self, RelationFilters};
use super::shared::{
    Pager, SelectOption, class_name, day_or_unknown, proof_legend, score_bar, verdict_badge,
    verdict_name,
};
use crate::charts::{MiniBar, mini_bar};
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::limits::{ACCOUNTS_PER_PAGE, SEARCH_CHARACTERS_MAX};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::AttentionFilter;
use crate::views::{AccountSort, AccountsRequest, AccountsView, Class, PeriodChoice, Verdict};

/// A fall of sales by more than this is marked.
const FALL_MARKED: f64 = -0.1;

#[derive(Template)]
#[template(path = "accounts.html")]
struct AccountsPage {
    frame: Frame,
    t: Texts,
    request: AccountsRequest,
    view: AccountsView,
    pager: Markup,
    may_edit: bool,
    today: Date,
}

struct ColumnHead {
    name: String,
    href: String,
    arrow: &'static str,
    order: Option<&'static str>,
    right: bool,
}

struct Row {
    class: String,
    href: String,
    name: String,
    note: String,
    badge: Markup,
    bar: Markup,
    revenue: String,
    mini_bar: Markup,
    share: String,
    change: String,
    falling: bool,
    last_day: String,
    city: String,
    step: String,
    due: String,
    late: bool,
    silence: Markup,
}

/// `GET /accounts`
pub async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let request = request_of(&Fields::parse(&visitor.query), ACCOUNTS_PER_PAGE);
    let view = state.desk.accounts(&visitor.user, &request).await?;
    let t = visitor.t;
    let pager = Pager::new(t, request.page, (view.matching, request.per_page), |page| {
        address(&AccountsRequest {
            page,
            ..request.clone()
        })
    });
    let mut frame = visitor.frame(t.get("nav-accounts"), Area::Accounts);
    frame.search.clone_from(&request.search);
    let page = AccountsPage {
        frame,
        t,
        pager: pager.markup(),
        may_edit: visitor.user.may_edit,
        request,
        view,
        today: state.desk.today(),
    };
    Ok(render(&page)?.into_response())
}

/// `GET /accounts.csv`
pub async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let style = CsvStyle::asked(&Fields::parse(&visitor.query), visitor.language());
    Ok(table(&state, &visitor).await?.csv_in(style))
}

/// `GET /accounts.xlsx`
pub async fn xlsx(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    table(&state, &visitor).await?.xlsx()
}

async fn table(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let request = request_of(&Fields::parse(&visitor.query), 0);
    let view = state.desk.accounts(&visitor.user, &request).await?;
    let t = visitor.t;
    let header = [
        t.get("accounts-client"),
        t.get("accounts-codes"),
        t.get("accounts-city"),
        t.get("accounts-class"),
        t.get("accounts-verdict"),
        t.with1("accounts-revenue", "currency", view.currency.code())
            .into(),
        t.get("accounts-share"),
        t.get("accounts-last-day"),
        t.get("accounts-next-step"),
        t.get("step-due"),
        t.get("step-owner"),
        t.get("accounts-silence"),
    ];
    let rows = view.accounts.iter().map(|row| {
        let step = row.next_step.as_ref();
        vec![
            Cell::Text(row.name.clone()),
            Cell::Text(row.codes.join(" ")),
            Cell::Text(row.city.clone()),
            Cell::Text(class_name(t, row.class)),
            Cell::Text(verdict_name(t, row.verdict)),
            Cell::Amount(row.revenue),
            Cell::Number(row.share),
            Cell::Text(row.last_day.map(|day| day.to_string()).unwrap_or_default()),
            Cell::Text(step.map(|step| step.what.clone()).unwrap_or_default()),
            Cell::Text(
                step.and_then(|step| step.due_day)
                    .map(|day| day.to_string())
                    .unwrap_or_default(),
            ),
            Cell::Text(step.map(|step| step.owner_name.clone()).unwrap_or_default()),
            Cell::Number(row.silence.days.bounds().map(|(low, _)| low)),
        ]
    });
    Ok(Table {
        name: "clients",
        header: header
            .into_iter()
            .map(std::borrow::Cow::into_owned)
            .collect(),
        rows: rows.collect(),
    })
}

fn request_of(fields: &Fields, per_page: u64) -> AccountsRequest {
    let sort = AccountSort::from_code(fields.get("sort")).unwrap_or_default();
    let ascending = match fields.get("order") {
        "up" => true,
        "down" => false,
        _ => sort.starts_ascending(),
    };
    let mut relations = relation_filters::request_of(fields);
    // Here it is one need among others, with a filter of its own.
    relations.without_next_step = false;
    AccountsRequest {
        search: fields
            .get("q")
            .chars()
            .take(SEARCH_CHARACTERS_MAX)
            .collect(),
        classes: fields.all("class").filter_map(Class::from_code).collect(),
        verdicts: fields
            .all("verdict")
            .filter_map(Verdict::from_code)
            .collect(),
        relations,
        need: AttentionFilter::from_code(fields.get("need")),
        period: PeriodChoice::from_fields(
            fields.get("period"),
            fields.get("from"),
            fields.get("to"),
        ),
        sort,
        ascending,
        page: fields.get("page").parse().unwrap_or(1).max(1),
        per_page,
    }
}

/// Name of a need.
fn need_name(t: Texts, need: AttentionFilter) -> String {
    t.get(&format!("need-{}", need.code().replace('_', "-")))
        .into_owned()
}

/// Address of the list as asked for; what is the default is left out.
fn address(request: &AccountsRequest) -> String {
    urls::with_query(urls::ACCOUNTS, &borrowed(&query(request)))
}

fn borrowed<'a>(pairs: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    pairs
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect()
}

fn query(request: &AccountsRequest) -> Vec<(&'static str, String)> {
    let mut pairs = vec![("q", request.search.clone())];
    pairs.extend(
        request
            .classes
            .iter()
            .map(|class| ("class", class.code().to_owned())),
    );
    pairs.extend(
        request
            .verdicts
            .iter()
            .map(|verdict| ("verdict", verdict.code().to_owned())),
    );
    pairs.extend(relation_filters::pairs(&request.relations));
    if let Some(need) = request.need {
        pairs.push(("need", need.code().to_owned()));
    }
    match request.period {
        PeriodChoice::TwelveMonths => {}
        PeriodChoice::AllTime => pairs.push(("period", "all".to_owned())),
        PeriodChoice::Between(period) => {
            pairs.push(("from", period.from.to_string()));
            pairs.push(("to", period.to.to_string()));
        }
    }
    if request.sort != AccountSort::default()
        || request.ascending != request.sort.starts_ascending()
    {
        pairs.push(("sort", request.sort.code().to_owned()));
        pairs.push((
            "order",
            if request.ascending { "up" } else { "down" }.to_owned(),
        ));
    }
    if request.page > 1 {
        pairs.push(("page", request.page.to_string()));
    }
    pairs
}

impl AccountsPage {
    fn headline(&self) -> String {
        let Some(period) = self.view.period else {
            return self.t.get("accounts-no-sales").into_owned();
        };
        let language = self.t.language;
        self.t.with(
            "accounts-headline",
            &[
                ("count", &self.view.total),
                (
                    "revenue",
                    &format::money_whole(language, self.view.revenue, self.view.currency),
                ),
                ("period", &format::period(language, period)),
            ],
        )
    }

    fn export(&self, kind: &str) -> String {
        let request = AccountsRequest {
            page: 1,
            ..self.request.clone()
        };
        let address = address(&request);
        urls::accounts_export(kind, address.split_once('?').map_or("", |(_, query)| query))
    }

    fn class_options(&self) -> Vec<SelectOption> {
        let option = |class: Class| SelectOption {
            value: class.code().to_owned(),
            name: class_name(self.t, Some(class)),
            selected: self.request.classes.contains(&class),
        };
        Class::ALL.into_iter().map(option).collect()
    }

    fn verdict_options(&self) -> Vec<SelectOption> {
        let option = |verdict: Verdict| SelectOption {
            value: verdict.code().to_owned(),
            name: verdict_name(self.t, verdict),
            selected: self.request.verdicts.contains(&verdict),
        };
        Verdict::ALL.into_iter().map(option).collect()
    }

    fn relation_filters(&self) -> RelationFilters<'_> {
        RelationFilters::new(self.t, &self.request.relations, &self.view.choices)
            .without_next_step()
    }

    fn filters(&self) -> Markup {
        self.relation_filters().markup()
    }

    fn followed(&self) -> Vec<relation_filters::RelationChip> {
        self.relation_filters().chips()
    }

    fn export_plain(&self) -> String {
        let address = self.export("csv");
        let mark = if address.contains('?') { '&' } else { '?' };
        format!("{address}{mark}style=plain")
    }

    fn need_options(&self) -> Vec<SelectOption> {
        let option = |need: AttentionFilter| SelectOption {
            value: need.code().to_owned(),
            name: need_name(self.t, need),
            selected: self.request.need == Some(need),
        };
        AttentionFilter::ALL.into_iter().map(option).collect()
    }

    fn is_all_time(&self) -> bool {
        self.request.period == PeriodChoice::AllTime
    }

    fn chips(&self) -> Vec<FilterChip> {
        let (t, asked) = (self.t, &self.request);
        let first_page = |request: &AccountsRequest| {
            address(&AccountsRequest {
                page: 1,
                ..request.clone()
            })
        };
        let mut chips = FilterChips::new(t, asked, &first_page).value(
            "accounts-search",
            &asked.search,
            |one| one.search.clear(),
        );
        for class in &asked.classes {
            let name = class_name(t, Some(*class));
            chips = chips.value("accounts-class", name, |one| {
                one.classes.retain(|kept| kept != class);
            });
        }
        for verdict in &asked.verdicts {
            let name = verdict_name(t, *verdict);
            chips = chips.value("accounts-verdict", name, |one| {
                one.verdicts.retain(|kept| kept != verdict);
            });
        }
        let need = asked
            .need
            .map_or_else(String::new, |need| need_name(t, need));
        chips
            .relations(self.followed(), |one, without| one.relations = without)
            .value("accounts-need", need, |one| one.need = None)
            .all()
    }

    /// The whole filter in one sentence.
    fn sentence(&self) -> String {
        let t = self.t;
        let mut who = t.get("accounts-sentence-clients").into_owned();
        let joined = |names: Vec<String>| names.join(&t.get("accounts-sentence-or"));
        if !self.request.classes.is_empty() {
            let names = self
                .request
                .classes
                .iter()
                .map(|class| class_name(t, Some(*class)))
                .collect();
            who.push_str(&t.with1("accounts-sentence-class", "classes", joined(names)));
        }
        if !self.request.verdicts.is_empty() {
            let names = self
                .request
                .verdicts
                .iter()
                .map(|one| verdict_name(t, *one).to_lowercase())
                .collect();
            who.push_str(&t.with1("accounts-sentence-verdict", "verdicts", joined(names)));
        }
        if !self.request.search.is_empty() {
            who.push_str(&t.with1(
                "accounts-sentence-search",
                "search",
                self.request.search.as_str(),
            ));
        }
        for chip in self.followed() {
            let filter = t.with(
                "accounts-sentence-relation",
                &[("name", &chip.kind.to_lowercase()), ("value", &chip.value)],
            );
            who.push_str(&filter);
        }
        if let Some(need) = self.request.need {
            let need = need_name(t, need).to_lowercase();
            who.push_str(&t.with1("accounts-sentence-need", "need", need));
        }
        let order = match self.request.sort {
            AccountSort::Revenue => t.get("accounts-order-revenue"),
            AccountSort::Name => t.get("accounts-order-name"),
            AccountSort::City => t.get("accounts-order-city"),
            AccountSort::Verdict => t.get("accounts-order-verdict"),
            AccountSort::LastDay => t.get("accounts-order-last-day"),
        };
        let money = format::money_whole(t.language, self.view.matching_revenue, self.view.currency);
        let share = self.view.matching_share.map_or_else(
            || t.get("unknown").into_owned(),
            |share| format::share(t.language, share),
        );
        t.with(
            "accounts-sentence",
            &[
                ("who", &who),
                ("order", &order),
                ("matching", &self.view.matching),
                ("total", &self.view.total),
                ("revenue", &money),
                ("share", &share),
            ],
        )
    }

    fn columns(&self) -> Vec<ColumnHead> {
        let t = self.t;
        let revenue = t.with1(
            "accounts-revenue",
            "currency",
            format::currency_sign(self.view.currency),
        );
        vec![
            self.column(
                t.get("accounts-client").into_owned(),
                Some(AccountSort::Name),
                false,
            ),
            self.column(
                t.get("accounts-verdict").into_owned(),
                Some(AccountSort::Verdict),
                false,
            ),
            self.column(t.get("accounts-proof").into_owned(), None, false),
            self.column(revenue, Some(AccountSort::Revenue), true),
            self.column(t.get("accounts-next-step").into_owned(), None, false),
            self.column(t.get("accounts-share").into_owned(), None, true),
            self.column(t.get("accounts-change").into_owned(), None, true),
            self.column(
                t.get("accounts-last-day").into_owned(),
                Some(AccountSort::LastDay),
                false,
            ),
            self.column(
                t.get("accounts-city").into_owned(),
                Some(AccountSort::City),
                false,
            ),
        ]
    }

    fn column(&self, name: String, sort: Option<AccountSort>, right: bool) -> ColumnHead {
        let Some(sort) = sort else {
            return ColumnHead {
                name,
                href: String::new(),
                arrow: "",
                order: None,
                right,
            };
        };
        let current = self.request.sort == sort;
        let ascending = if current {
            !self.request.ascending
        } else {
            sort.starts_ascending()
        };
        let href = address(&AccountsRequest {
            sort,
            ascending,
            page: 1,
            ..self.request.clone()
        });
        let (arrow, order) = match (current, self.request.ascending) {
            (false, _) => ("", None),
            (true, true) => ("↑", Some("ascending")),
            (true, false) => ("↓", Some("descending")),
        };
        ColumnHead {
            name,
            href,
            arrow,
            order,
            right,
        }
    }

    fn rows(&self) -> Vec<Row> {
        let (t, language) = (self.t, self.t.language);
        let largest = self.view.largest.as_f64();
        let unknown = || format::UNKNOWN.to_owned();
        let row = |row: &crate::views::AccountRow| {
            let revenue = row.revenue.map_or(0.0, |revenue| revenue.as_f64());
            let fraction = if largest > 0.0 {
                revenue / largest
            } else {
                0.0
            };
            Row {
                class: row
                    .class
                    .map_or_else(String::new, |class| class_name(t, Some(class))),
                href: urls::account(row.id),
                name: row.name.clone(),
                note: row.codes.join(", "),
                badge: verdict_badge(row.verdict, &verdict_name(t, row.verdict)),
                bar: score_bar(t, &row.score, 8),
                revenue: row
                    .revenue
                    .map_or_else(unknown, |one| format::amount_whole(language, one)),
                mini_bar: Markup::safe(mini_bar(MiniBar {
                    fraction,
                    strong: row.verdict == Verdict::Key,
                })),
                share: row
                    .share
                    .map_or_else(unknown, |share| format::share(language, share)),
                change: row.change.map_or_else(
                    || t.get("unknown").into_owned(),
                    |change| format::change(language, change),
                ),
                falling: row.change.is_some_and(|change| change <= FALL_MARKED),
                last_day: day_or_unknown(t, row.last_day),
                city: row.city.clone(),
                step: row
                    .next_step
                    .as_ref()
                    .map_or_else(String::new, |step| step.what.clone()),
                due: row
                    .next_step
                    .as_ref()
                    .map_or_else(String::new, |step| due_text(t, step.due_day)),
                late: row
                    .next_step
                    .as_ref()
                    .and_then(|step| step.due_day)
                    .is_some_and(|due| due < self.today),
                silence: silence_mark(t, &row.silence),
            }
        };
        self.view.accounts.iter().map(row).collect()
    }

    fn legend(&self) -> Markup {
        proof_legend(self.t)
    }
}
