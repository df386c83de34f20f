//! What contacts of the plan brought, and what the others did: plan against fact, and what followed.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use clientela_domain::day::Date;
use clientela_texts::{Texts, evidence, format};

use super::export::{Cell, CsvStyle, Table};
use super::next_steps::owner_options;
use super::shared::SelectOption;
use super::week::whose;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{Fields, day};
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::week::{
    FollowedLine, FollowedOpportunities, FollowedRequest, GroupFollowed, WhatFollowed,
};

/// Orders of the list: the word of the address and its message.
const SORTS: [(&str, &str); 3] = [
    ("", "followed-sort-day"),
    ("name", "followed-sort-name"),
    ("bought", "followed-sort-bought"),
];

/// Which contacts the list shows.
const SHOWN: [(&str, &str); 3] = [
    ("", "followed-all"),
    ("planned", "followed-planned"),
    ("unplanned", "followed-unplanned"),
];

#[derive(Template)]
#[template(path = "what_followed.html")]
struct FollowedPage {
    frame: Frame,
    t: Texts,
    report: WhatFollowed,
    /// Why what was asked for is not shown; empty when it is.
    refused: String,
    of: String,
    from: String,
    to: String,
    within: u32,
    colleagues: Vec<SelectOption>,
    sorts: Vec<SelectOption>,
    shown: Vec<SelectOption>,
    rows: Vec<Row>,
    csv: String,
}

/// A contact in the list.
struct Row {
    name: String,
    href: String,
    day: String,
    planned: String,
    bought: String,
    usual: String,
    against: String,
}

fn request(fields: &Fields) -> FollowedRequest {
    FollowedRequest {
        of: whose(fields.get("of")),
        from: day(fields.get("from")),
        to: day(fields.get("to")),
        within: fields.get("within").parse().ok(),
    }
}

/// The contacts an address asks for, in its order.
fn listed<'a>(report: &'a WhatFollowed, fields: &Fields) -> Vec<&'a FollowedLine> {
    let wanted = fields.get("show");
    let fits = |line: &&FollowedLine| match wanted {
        "planned" => line.planned,
        "unplanned" => !line.planned,
        _ => true,
    };
    let mut lines: Vec<&FollowedLine> = report.lines.iter().filter(fits).collect();
    let bought = |line: &FollowedLine| {
        let bounds = line.followed.bought.bounds();
        bounds.map_or(f64::NEG_INFINITY, |(low, _)| low)
    };
    match fields.get("sort") {
        "name" => lines.sort_by(|one, other| one.name.cmp(&other.name)),
        "bought" => lines.sort_by(|one, other| bought(other).total_cmp(&bought(one))),
        _ => {}
    }
    lines
}

fn options(t: Texts, all: &[(&'static str, &'static str)], chosen: &str) -> Vec<SelectOption> {
    all.iter()
        .map(|(value, name)| SelectOption {
            value: (*value).to_owned(),
            name: t.get(name).into_owned(),
            selected: *value == chosen,
        })
        .collect()
}

/// `GET /plan/followed`
pub(super) async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    let t = visitor.t;
    let fields = Fields::parse(&visitor.query);
    let asked = request(&fields);
    let found = state.desk.what_followed(&visitor.user, &asked).await;
    // What cannot be asked is said beside the form, which shows what is usual.
    let (report, refused) = match found {
        Err(DeskError::Invalid { message, .. }) => {
            let usual = FollowedRequest {
                of: asked.of,
                ..FollowedRequest::default()
            };
            let report = state.desk.what_followed(&visitor.user, &usual).await?;
            (report, t.get(message).into_owned())
        }
        found => (found?, String::new()),
    };
    let colleagues = if visitor.user.assigns_owners {
        let all = state.desk.colleagues(&visitor.user).await?;
        owner_options(&all, report.user.as_ref().map(|(id, _)| *id))
    } else {
        Vec::new()
    };
    let lines = listed(&report, &fields);
    let rows = lines.into_iter().map(|line| row(t, line)).collect();
    let iso = |day: Date| day.to_string();
    let (from, to) = (iso(report.period.from), iso(report.period.to));
    let within = report.within.to_string();
    let csv = urls::with_query(
        urls::FOLLOWED_CSV,
        &[
            ("of", fields.get("of")),
            ("from", &from),
            ("to", &to),
            ("within", &within),
            ("show", fields.get("show")),
            ("sort", fields.get("sort")),
        ],
    );
    let page = FollowedPage {
        frame: visitor.frame(t.get("followed-title"), Area::Week),
        of: fields.get("of").to_owned(),
        within: report.within,
        refused,
        sorts: options(t, &SORTS, fields.get("sort")),
        shown: options(t, &SHOWN, fields.get("show")),
        t,
        report,
        from,
        to,
        colleagues,
        rows,
        csv,
    };
    Ok(render(&page)?.into_response())
}

const fn planned_id(planned: bool) -> &'static str {
    if planned {
        "followed-planned"
    } else {
        "followed-unplanned"
    }
}

fn row(t: Texts, line: &FollowedLine) -> Row {
    let own = &line.followed;
    Row {
        name: line.name.clone(),
        href: urls::account(line.account),
        day: format::day(t.language, line.day),
        planned: t.get(planned_id(line.planned)).into_owned(),
        bought: evidence::estimate(t, &own.bought, 0),
        usual: evidence::estimate(t, &own.usual, 0),
        against: t.get(own.against.message_id()).into_owned(),
    }
}

/// `GET /plan/followed.csv`
pub(super) async fn csv(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    let t = visitor.t;
    let fields = Fields::parse(&visitor.query);
    let asked = request(&fields);
    let report = state.desk.what_followed(&visitor.user, &asked).await?;
    let header = [
        "visit-day",
        "visit-with",
        "followed-kind",
        "followed-until",
        "followed-bought",
        "followed-usual-low",
        "followed-usual-high",
        "followed-against",
    ];
    let rows = listed(&report, &fields).into_iter().map(|line| {
        let own = &line.followed;
        let text = |id: &str| Cell::Text(t.get(id).into_owned());
        let usual = own.usual.bounds();
        vec![
            Cell::Text(line.day.to_string()),
            Cell::Text(line.name.clone()),
            text(planned_id(line.planned)),
            Cell::Text(own.until.to_string()),
            Cell::Number(own.bought.bounds().map(|(low, _)| low)),
            Cell::Number(usual.map(|(low, _)| low)),
            Cell::Number(usual.map(|(_, high)| high)),
            text(own.against.message_id()),
        ]
    });
    let table = Table {
        name: "followed",
        header: header.map(|id| t.get(id).into_owned()).to_vec(),
        rows: rows.collect(),
    };
    Ok(table.csv_in(CsvStyle::asked(&fields, t.language)))
}

impl FollowedPage {
    fn lead(&self) -> String {
        let who = match &self.report.user {
            Some((_, name)) => name.clone(),
            None => self.t.get("week-team").into_owned(),
        };
        self.t.with(
            "allocation-lead",
            &[
                ("who", &who),
                (
                    "period",
                    &format::period(self.t.language, self.report.period),
                ),
            ],
        )
    }

    fn is_team(&self) -> bool {
        self.of == "team"
    }

    fn sign(&self) -> String {
        format::currency_sign(self.report.currency)
    }

    /// Plan against fact.
    fn visits(&self) -> Vec<(&'static str, String)> {
        let counts = self.report.adherence;
        vec![
            ("followed-meant", counts.meant.to_string()),
            ("week-fact-done", counts.done.to_string()),
            ("week-fact-missed", counts.missed.to_string()),
            ("week-fact-unknown", counts.unknown.to_string()),
            ("followed-ahead", counts.ahead.to_string()),
            (
                "week-fact-unplanned",
                self.report.unplanned.contacts.to_string(),
            ),
        ]
    }

    /// Why visits did not take place; reasons nobody gave are left out.
    fn missed(&self) -> Vec<(String, String)> {
        let given = self.report.missed.iter().filter(|(_, count)| *count > 0);
        given
            .map(|(reason, count)| {
                let name = self.t.get(reason.message_id()).into_owned();
                (name, count.to_string())
            })
            .collect()
    }

    /// What followed contacts of the plan and the others, side by side.
    fn measures(&self) -> Vec<(&'static str, String, String)> {
        let (planned, unplanned) = (&self.report.planned, &self.report.unplanned);
        let both = |id: &'static str, of: &dyn Fn(&GroupFollowed) -> String| {
            (id, of(planned), of(unplanned))
        };
        vec![
            both("followed-contacts", &|one| one.contacts.to_string()),
            both("followed-names", &|one| one.brought.names.to_string()),
            both("followed-steps", &|one| one.brought.steps.to_string()),
            both("followed-qualified", &|one| one.qualified.to_string()),
            both("followed-opened", &|one| self.opportunities(&one.opened)),
            both("followed-won", &|one| self.opportunities(&one.won)),
            both("followed-judged", &|one| self.judged(one)),
            both("followed-bought", &|one| self.bought(one)),
            both("followed-usual", &|one| {
                evidence::estimate(self.t, &one.sales.usual, 0)
            }),
        ]
    }

    fn opportunities(&self, of: &FollowedOpportunities) -> String {
        if of.count == 0 {
            return "0".to_owned();
        }
        let value = evidence::estimate(self.t, &of.value, 0);
        let told = self.t.with(
            "followed-opportunities",
            &[
                ("count", &of.count),
                ("value", &value),
                ("sign", &self.sign()),
            ],
        );
        if of.without_value == 0 {
            return told;
        }
        let without = self
            .t
            .with1("followed-without-value", "count", of.without_value);
        format!("{told}; {without}")
    }

    fn judged(&self, of: &GroupFollowed) -> String {
        let sales = &of.sales;
        self.t.with(
            "followed-judged-of",
            &[
                ("judged", &sales.judged),
                ("windows", &sales.windows),
                ("above", &sales.above),
                ("below", &sales.below),
                ("open", &sales.open),
                ("short", &sales.short),
            ],
        )
    }

    fn bought(&self, of: &GroupFollowed) -> String {
        if of.sales.judged == 0 {
            return self.t.get("unknown").into_owned();
        }
        format::decimal(self.t.language, of.sales.bought, 0)
    }
}
