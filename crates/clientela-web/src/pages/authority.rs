//! How strong the book is: how many clients, how faithful, how spread, and who supports whom.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use clientela_domain::amount::Amount;
use clientela_domain::authority::Support;
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::UserId;
use clientela_texts::{Texts, evidence, format};

use super::shared::SelectOption;
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::authority::{AuthorityRequest, Member, Standing};

/// Clients of the table; the command line and the API have all of them.
const MEMBERS_SHOWN: usize = 50;

/// Trust on pages goes from 0 to 100.
const TRUST_POINTS: f64 = 100.0;

/// The addresses.
pub(crate) fn routes() -> Router<WebState> {
    Router::new().route(urls::AUTHORITY, get(show))
}

#[derive(Template)]
#[template(path = "authority.html")]
struct AuthorityPage {
    frame: Frame,
    t: Texts,
    standing: Standing,
    whose: Vec<SelectOption>,
}

struct Figure {
    name: &'static str,
    value: String,
    note: String,
}

struct Row {
    name: String,
    href: String,
    value: String,
    trust: String,
    given: String,
    received: String,
    entry: String,
}

/// `GET /authority`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let fields = Fields::parse(&visitor.query);
    let request = AuthorityRequest {
        of: UserId::parse(fields.get("for")),
        unit: None,
    };
    let user = &visitor.user;
    let standing = state.desk.authority(user, &request).await?;
    let colleagues = if user.assigns_owners {
        state.desk.colleagues(user).await?
    } else {
        Vec::new()
    };
    let t = visitor.t;
    let page = AuthorityPage {
        frame: visitor.frame(t.get("authority-title"), Area::Authority),
        t,
        whose: colleagues
            .iter()
            .filter(|colleague| colleague.active)
            .map(|colleague| SelectOption {
                value: colleague.id.to_string(),
                name: colleague.name.clone(),
                selected: request.of == Some(colleague.id),
            })
            .collect(),
        standing,
    };
    Ok(render(&page)?.into_response())
}

impl AuthorityPage {
    fn title(&self) -> String {
        match &self.standing.user {
            Some((_, name)) => self.t.with1("authority-of", "name", name),
            None => self.t.get("authority-title").into_owned(),
        }
    }

    fn money(&self, value: f64) -> String {
        let cents = (value * 100.0).round() as i64;
        let amount = Amount::from_cents(cents);
        format::money_whole(self.t.language, amount, self.standing.currency)
    }

    fn in_money(&self, estimate: &Estimate) -> String {
        match (estimate, estimate.bounds()) {
            (Estimate::Known(value), _) => self.money(*value),
            (_, Some((low, high))) => format!("{}–{}", self.money(low), self.money(high)),
            _ => evidence::estimate(self.t, estimate, 0),
        }
    }

    fn trust(&self, estimate: &Estimate) -> String {
        match estimate.bounds() {
            Some((low, high)) => {
                format::interval(self.t.language, low * TRUST_POINTS, high * TRUST_POINTS, 0)
            }
            None => evidence::estimate(self.t, estimate, 0),
        }
    }

    fn figures(&self) -> Vec<Figure> {
        let (t, own) = (self.t, &self.standing.authority);
        let number = |estimate: &Estimate, decimals| evidence::estimate(t, estimate, decimals);
        let between = |estimate: &Estimate, said: String| match estimate.bounds() {
            Some(_) => t.with1("authority-between", "interval", said),
            None => String::new(),
        };
        vec![
            Figure {
                name: "authority-clients",
                value: format::integer(t.language, own.clients as i128),
                note: t.with1("authority-with-promises", "count", own.with_promises),
            },
            Figure {
                name: "authority-effective",
                value: number(&own.effective, 1),
                note: t.get("authority-effective-note").into_owned(),
            },
            Figure {
                name: "authority-mean-trust",
                value: self.trust(&own.mean_trust),
                note: between(&own.weighted_between, self.in_money(&own.weighted_between)),
            },
            Figure {
                name: "authority-solid",
                value: number(&own.solid, 0),
                note: between(&own.solid_between, number(&own.solid_between, 0)),
            },
        ]
    }

    fn support(&self, support: Support) -> String {
        let worth = self.money(support.valued);
        match (support.valued > 0.0, support.unvalued) {
            (_, 0) => worth,
            (true, count) => self.t.with(
                "authority-worth-and-unvalued",
                &[("worth", &worth), ("count", &count)],
            ),
            (false, count) => self.t.with1("authority-unvalued", "count", count),
        }
    }

    fn flow(&self) -> String {
        let own = &self.standing.authority;
        self.t.with(
            "authority-flow",
            &[
                ("given", &self.support(own.given)),
                ("received", &self.support(own.received)),
            ],
        )
    }

    fn signed(&self) -> String {
        let own = &self.standing.authority;
        match own.signed.bounds() {
            Some((signed, _)) => self.t.with1(
                "authority-signed",
                "value",
                format::decimal(self.t.language, signed, 2),
            ),
            None => evidence::estimate(self.t, &own.signed, 2),
        }
    }

    fn entries(&self) -> Vec<(String, String)> {
        let count = |count: usize| format::integer(self.t.language, count as i128);
        let entries = self.standing.by_entry.iter();
        entries
            .map(|(entry, clients)| (self.entry(*entry), count(*clients)))
            .collect()
    }

    fn entry(&self, entry: Option<clientela_store::accounts::Origin>) -> String {
        match entry {
            None => self.t.get("authority-entry-unknown").into_owned(),
            Some(entry) => {
                let id = format!("origin-{}", entry.code().replace('_', "-"));
                self.t.get(&id).into_owned()
            }
        }
    }

    fn supporters(&self) -> Vec<Row> {
        let supporters = &self.standing.authority.supporters;
        let members = self.standing.members.iter();
        members
            .filter(|member| supporters.contains(&member.bound.id))
            .map(|member| self.row(member))
            .collect()
    }

    fn rows(&self) -> Vec<Row> {
        let members = self.standing.members.iter();
        members
            .take(MEMBERS_SHOWN)
            .map(|member| self.row(member))
            .collect()
    }

    fn more(&self) -> String {
        match self.standing.members.len().saturating_sub(MEMBERS_SHOWN) {
            0 => String::new(),
            count => self.t.with1("authority-more", "count", count),
        }
    }

    fn row(&self, member: &Member) -> Row {
        let bound = &member.bound;
        let unknown = || self.t.get("unknown").into_owned();
        let opinion = member.trust.trust.known();
        Row {
            name: member.name.clone(),
            href: urls::account(bound.id),
            value: bound.value.map_or_else(unknown, |value| self.money(value)),
            trust: match opinion {
                Some(opinion) => self.trust(&Estimate::Known(opinion.mean)),
                None => self
                    .t
                    .with1("authority-few", "count", member.trust.marks.len()),
            },
            given: self.support(bound.given),
            received: self.support(bound.received),
            entry: self.entry(member.entry),
        }
    }

    fn why(&self) -> Vec<String> {
        let why = &self.standing.authority.why;
        let inputs = why.inputs.iter().map(|one| evidence::input(self.t, one));
        let missing = why.missing.iter();
        let missing = missing.map(|one| evidence::missing(self.t, one));
        inputs.chain(missing).collect()
    }
}
