//! The rules of the bond: whether each holds, what shows it, where it is told and how sure we are of it.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use clientela_domain::bond_rules::{Bearing, Finding, Record};
use clientela_texts::event_days::event_day;
use clientela_texts::{Texts, format};

use crate::error::WebError;
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::bond_rules::{BondRules, RuleLine, ShownRecord};

/// The addresses.
pub(crate) fn routes() -> Router<WebState> {
    Router::new().route(urls::BOND_RULES, get(show))
}

#[derive(Template)]
#[template(path = "bond_rules.html")]
struct BondRulesPage {
    frame: Frame,
    t: Texts,
    rules: BondRules,
}

struct Row {
    number: String,
    rule: String,
    finding: String,
    is_broken: bool,
    how: String,
    shown: Vec<Shown>,
    more: String,
    sources: String,
    confidence: String,
}

struct Shown {
    account: String,
    account_href: String,
    what: String,
    href: String,
    day: String,
}

/// `GET /bond-rules`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let rules = state.desk.bond_rules(&visitor.user).await?;
    let t = visitor.t;
    let page = BondRulesPage {
        frame: visitor.frame(t.get("bond-rules-title"), Area::Authority),
        t,
        rules,
    };
    Ok(render(&page)?.into_response())
}

impl BondRulesPage {
    fn counts(&self) -> Vec<(&'static str, String)> {
        let count = |wanted: Finding| {
            let those = self.rules.rules.iter();
            let those = those.filter(|line| line.checked.finding == wanted).count();
            format::integer(self.t.language, those as i128)
        };
        let all = Finding::ALL.iter();
        all.map(|finding| (finding.message_id(), count(*finding)))
            .collect()
    }

    fn rows(&self) -> Vec<Row> {
        self.rules.rules.iter().map(|line| self.row(line)).collect()
    }

    fn row(&self, line: &RuleLine) -> Row {
        let (t, rule, checked) = (self.t, line.rule(), &line.checked);
        let how = match (rule.bearing(), checked.finding) {
            (Bearing::Applied(message), _) => t.get(message).into_owned(),
            (Bearing::Checked, Finding::Broken) if checked.keeping > 0 => {
                t.with1("bond-keeping", "count", checked.keeping)
            }
            (Bearing::Checked, Finding::NotJudged) => {
                let id = format!("bond-needs-{}", rule.code().replace('_', "-"));
                t.get(&id).into_owned()
            }
            (Bearing::Checked, _) => String::new(),
        };
        let confidence = t.get(rule.confidence().message_id()).into_owned();
        Row {
            number: rule.number(),
            rule: t.get(rule.message_id()).into_owned(),
            finding: t.get(checked.finding.message_id()).into_owned(),
            is_broken: checked.finding == Finding::Broken,
            how,
            shown: line.shown.iter().map(|one| self.shown(one)).collect(),
            more: match line.more() {
                0 => String::new(),
                count => t.with1("bond-rules-more", "count", count),
            },
            sources: rule.sources().to_owned(),
            confidence: match rule.caution() {
                Some(caution) => format!("{confidence}; {}", t.get(caution)),
                None => confidence,
            },
        }
    }

    fn shown(&self, one: &ShownRecord) -> Shown {
        let words = one.words.as_ref();
        Shown {
            account: one.account_name.clone(),
            account_href: urls::account(one.account),
            what: words.map_or_else(String::new, |words| words.what.clone()),
            href: match one.record {
                Some(Record::Promise(id)) => urls::obligation(id),
                Some(Record::Gift(id)) => urls::gift(id),
                Some(Record::Support(id)) => urls::support(id),
                None => String::new(),
            },
            day: words.map_or_else(String::new, |words| event_day(self.t.language, &words.day)),
        }
    }
}
