//! The guide: why, when, for which clients, which duties, and how many managers.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use clientela_domain::kam_duties::Duty;
use clientela_domain::need_for_kam::Activity;
use clientela_texts::{Texts, evidence, format};

use super::parts::{
    Asked, ConditionCard, conditions, need_bar, next_question, recommendation_badge,
    recommendation_text,
};
use crate::error::WebError;
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::pages::shared::proof_legend;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{NeedClientView, NeedGuideView};

#[derive(Template)]
#[template(path = "managers/guide.html")]
struct GuidePage {
    frame: Frame,
    t: Texts,
    view: NeedGuideView,
    may_set: bool,
}

struct ClientRow {
    href: String,
    name: String,
    badge: Markup,
    bar: Markup,
    need: String,
    question: String,
    question_href: String,
    duties: String,
}

struct HoursField {
    id: &'static str,
    name: String,
    low: String,
    high: String,
    unknown: bool,
}

/// `GET /need-for-kam`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let view = state.desk.need_guide(&visitor.user).await?;
    let t = visitor.t;
    let page = GuidePage {
        frame: visitor.frame(t.get("nav-need"), Area::NeedForKam),
        t,
        may_set: visitor.user.is_administrator,
        view,
    };
    Ok(render(&page)?.into_response())
}

impl GuidePage {
    fn has_sales(&self) -> bool {
        self.view.report.figures.period.is_some()
    }

    fn finding(&self) -> String {
        recommendation_text(self.t, &self.view.report.firm.need)
    }

    fn badge(&self) -> Markup {
        recommendation_badge(self.t, self.view.report.firm.need.recommendation)
    }

    fn appoint(&self) -> f64 {
        self.view.settings.need().appoint()
    }

    fn bar(&self) -> Markup {
        let need = &self.view.report.firm.need;
        need_bar(self.t, (need.low, need.high), self.appoint(), 14)
    }

    fn need(&self) -> String {
        let need = &self.view.report.firm.need;
        evidence::bounds(self.t, (need.low, need.high), 2)
    }

    fn tally(&self) -> String {
        let tally = self.view.report.firm.accounts;
        self.t.with(
            "need-finding-accounts",
            &[
                ("appoint", &tally.appoint),
                ("consider", &tally.consider),
                ("none", &tally.no_need),
            ],
        )
    }

    fn legend(&self) -> Markup {
        proof_legend(self.t)
    }

    fn why(&self) -> Option<String> {
        let (top, effective) = (self.view.top_share?, self.view.effective_clients?);
        let (count, share) = self.view.class_a;
        let language = self.t.language;
        Some(self.t.with(
            "need-why-figures",
            &[
                ("top", &format::share(language, top)),
                ("count", &count),
                ("share", &format::share(language, share)),
                ("effective", &format::decimal(language, effective, 1)),
            ],
        ))
    }

    fn conditions(&self) -> Vec<ConditionCard> {
        let asked = Asked {
            parts: false,
            said: &BTreeMap::new(),
            may_answer: self.may_set,
        };
        conditions(self.t, &self.view.report.firm.need, &asked)
    }

    fn conditions_action(&self) -> String {
        urls::NEED_ANSWER.to_owned()
    }

    fn clients(&self) -> Vec<ClientRow> {
        self.view
            .clients
            .iter()
            .map(|client| self.client(client))
            .collect()
    }

    fn client(&self, client: &NeedClientView) -> ClientRow {
        let (t, row) = (self.t, &client.row);
        let href = urls::account(row.account);
        let anchor = row.next_question.map_or("need", |condition| condition.id());
        let duties = client.duties.map_or_else(String::new, |(done, needed)| {
            t.with("duty-lead", &[("done", &done), ("needed", &needed)])
        });
        ClientRow {
            question_href: match row.next_question {
                None => format!("{href}#need"),
                Some(_) => format!("{href}#condition-{anchor}"),
            },
            name: client.name.clone(),
            badge: recommendation_badge(t, row.recommendation),
            bar: need_bar(t, row.need, self.appoint(), 8),
            need: evidence::bounds(t, row.need, 2),
            question: row
                .next_question
                .map_or_else(String::new, |condition| next_question(t, condition)),
            duties,
            href,
        }
    }

    fn duties(&self) -> Vec<String> {
        let name = |duty: Duty| self.t.get(duty.message_id()).into_owned();
        Duty::ALL.into_iter().map(name).collect()
    }

    fn hours(&self) -> String {
        let hours = evidence::estimate(self.t, &self.view.report.workload.hours, 0);
        self.t.with1("need-hours", "hours", hours)
    }

    fn kams(&self) -> String {
        let kams = evidence::estimate(self.t, &self.view.report.workload.kams, 0);
        self.t.with1("need-kams", "kams", kams)
    }

    fn workload_why(&self) -> Vec<String> {
        let why = &self.view.report.workload.why;
        let inputs = why.inputs.iter().map(|one| evidence::input(self.t, one));
        let missing = why.missing.iter().map(|one| evidence::missing(self.t, one));
        inputs.chain(missing).collect()
    }

    fn hours_fields(&self) -> Vec<HoursField> {
        let stated = &self.view.settings.hours;
        let number = |value: f64| format::decimal(self.t.language, value, 0);
        let field = |activity: Activity| {
            let hours = stated.get(activity.id());
            let ends = hours.copied().flatten();
            HoursField {
                id: activity.id(),
                name: self.t.get(activity.message_id()).into_owned(),
                low: ends.map_or_else(String::new, |(low, _)| number(low)),
                high: ends.map_or_else(String::new, |(_, high)| number(high)),
                unknown: hours == Some(&None),
            }
        };
        Activity::ALL.into_iter().map(field).collect()
    }

    fn of_kam(&self) -> (String, String) {
        let number = |value: f64| format::decimal(self.t.language, value, 0);
        let ends = self.view.settings.hours_of_kam;
        ends.map_or_else(Default::default, |(low, high)| (number(low), number(high)))
    }

    fn version(&self) -> String {
        self.view.settings.version.to_string()
    }
}
