//! The endless chain: how many names each talk brings, today's talks, who led to whom, whom to thank.

use std::borrow::Borrow;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use clientela_domain::amount::Amount;
use clientela_domain::day::{Date, Month};
use clientela_domain::estimate::Estimate;
use clientela_domain::prospects::{Generation, Reproduction, SourceKind, Stage};
use clientela_domain::typed_day::{self, Side};
use clientela_texts::{Texts, evidence, format};

use super::shared::SelectOption;
use crate::charts::chain_tree::{TreeCard, chain_tree};
use crate::charts::svg::escape;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::chain::{Chain, ChainNode, ChainRequest, Party, TREE_DEPTH, TodaysTalk};

/// R at the right end of a strip.
const STRIP_END: f64 = 1.8;

/// The addresses.
pub(crate) fn routes() -> Router<WebState> {
    Router::new().route(urls::CHAIN, get(show))
}

#[derive(Template)]
#[template(path = "chain.html")]
struct ChainPage {
    frame: Frame,
    t: Texts,
    chain: Chain,
    from: String,
    to: String,
    root: Option<Party>,
    error: Option<&'static str>,
}

/// R of some people, drawn and told.
struct Strip {
    name: String,
    bar: Markup,
    value: String,
    interval: String,
    counts: String,
}

/// Somebody of today.
struct Talk {
    name: String,
    href: String,
    state: String,
}

/// A line of the table of the tree.
struct Row {
    name: String,
    href: String,
    referrer: String,
    day: String,
    state: String,
    names: String,
    below: String,
    value: String,
}

/// Thanks that are owed.
struct Thanks {
    name: String,
    href: String,
    what: String,
    day: String,
}

/// `GET /chain`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let fields = Fields::parse(&visitor.query);
    let today = state.desk.today();
    let (from, to) = (fields.get("from").to_owned(), fields.get("to").to_owned());
    let read = |text: &str| typed_day::read(text, today, Side::Behind);
    let days = (read(&from), read(&to));
    let mut error = None;
    if (days.0.is_none() && !from.is_empty()) || (days.1.is_none() && !to.is_empty()) {
        error = Some("field-day-typed-invalid");
    }
    let mut request = ChainRequest {
        from: days.0,
        to: days.1,
        root: Party::parse(fields.get("root")),
    };
    let chain = match state.desk.chain(&visitor.user, &request).await {
        Err(DeskError::Invalid { message, .. }) => {
            error = Some(message);
            request = ChainRequest {
                root: request.root,
                ..ChainRequest::default()
            };
            state.desk.chain(&visitor.user, &request).await?
        }
        other => other?,
    };
    let t = visitor.t;
    let page = ChainPage {
        frame: visitor.frame(t.get("chain-title"), Area::Chain),
        t,
        root: request.root,
        chain,
        from,
        to,
        error,
    };
    Ok(render(&page)?.into_response())
}

impl ChainPage {
    fn number(&self, value: f64) -> String {
        format::decimal(self.t.language, value, 2)
    }

    fn day(&self, day: Date) -> String {
        format::day(self.t.language, day)
    }

    fn period(&self) -> String {
        format::period(self.t.language, self.chain.period)
    }

    fn heading(&self) -> String {
        match self.chain.whole.rate {
            Some(rate) => self.t.with1("chain-r-is", "r", self.number(rate.mean)),
            None => self.t.get("chain-r-unknown").into_owned(),
        }
    }

    /// What the figures come to: does the chain carry itself, and where did it break?
    fn verdict(&self) -> String {
        let mut parts = Vec::new();
        if let Some(rate) = self.chain.whole.rate {
            let id = if rate.low > 1.0 {
                "chain-grows"
            } else if rate.high < 1.0 {
                "chain-shrinks"
            } else {
                "chain-open"
            };
            parts.push(self.t.get(id).into_owned());
        }
        if let Some((generation, link)) = self.chain.broke {
            parts.push(self.t.with(
                "chain-broke",
                &[
                    ("generation", &generation.to_string()),
                    ("link", &self.t.get(link.message_id()).into_owned()),
                ],
            ));
        }
        parts.join(" ")
    }

    fn today(&self) -> Vec<(&'static str, String)> {
        let today = &self.chain.today;
        let count = |count: u64| format::integer(self.t.language, i128::from(count));
        let share = match today.share.bounds() {
            Some((low, high)) if low == high => format::share(self.t.language, low),
            Some((low, high)) => format!(
                "{}–{}",
                format::share_number(self.t.language, low),
                format::share(self.t.language, high)
            ),
            None => evidence::estimate(self.t, &today.share, 0),
        };
        vec![
            ("chain-today-contacts", count(today.contacts)),
            ("chain-today-asked", count(today.asked)),
            ("chain-today-names", count(today.names)),
            ("chain-today-share", share),
        ]
    }

    fn still_to_do(&self) -> Vec<Talk> {
        let talk = |one: &TodaysTalk| Talk {
            name: self.named(&one.name),
            href: urls::interaction(one.interaction),
            state: self.t.get(one.asked.message_id()).into_owned(),
        };
        self.chain.today.still_to_do.iter().map(talk).collect()
    }

    fn named(&self, name: &str) -> String {
        if name.is_empty() {
            self.t.get("chain-somebody").into_owned()
        } else {
            name.to_owned()
        }
    }

    fn strip(&self, name: String, r: &Reproduction) -> Strip {
        let counts = self.t.with(
            "chain-names-of-people",
            &[("names", &r.names), ("people", &r.counted)],
        );
        let Some(rate) = r.rate else {
            return Strip {
                bar: strip_of("", &name),
                value: self.t.get("unknown").into_owned(),
                interval: String::new(),
                counts: self.left_out(r),
                name,
            };
        };
        let interval = format::interval(self.t.language, rate.low, rate.high, 2);
        let value = self.number(rate.mean);
        let label = self.t.with(
            "chain-strip-label",
            &[("name", &name), ("r", &value), ("interval", &interval)],
        );
        Strip {
            bar: strip_bar((rate.low, rate.mean, rate.high), &label),
            value,
            interval: format!("({interval})"),
            counts,
            name,
        }
    }

    /// Who is not counted, and why.
    fn left_out(&self, r: &Reproduction) -> String {
        let of = |id: &str, count: u64| (count > 0).then(|| self.t.with1(id, "count", count));
        let parts = [
            of("chain-unripe", r.unripe),
            of("chain-not-asked", r.not_asked),
            of("chain-not-recorded", r.not_recorded),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn strips(&self) -> Vec<Strip> {
        let windows = self.chain.windows.iter().map(|(days, r)| {
            let name = self.t.with1("chain-days", "count", *days);
            self.strip(name, r)
        });
        let generations = self.chain.by_generation.iter().map(|one| {
            let name = self.generation(one.generation);
            self.strip(name, &one.reproduction)
        });
        windows.chain(generations).collect()
    }

    fn generation(&self, generation: u32) -> String {
        self.t.with1("chain-generation", "number", generation)
    }

    fn generations(&self) -> &[Generation] {
        &self.chain.by_generation
    }

    fn count(&self, count: impl Borrow<u64>) -> String {
        format::integer(self.t.language, i128::from(*count.borrow()))
    }

    fn r(&self, r: &Reproduction) -> String {
        match r.rate {
            Some(rate) => format!(
                "{} ({})",
                self.number(rate.mean),
                format::interval(self.t.language, rate.low, rate.high, 2)
            ),
            None => self.t.get("unknown").into_owned(),
        }
    }

    fn value(&self, value: &Estimate) -> String {
        match value.bounds() {
            Some((low, high)) if high.is_infinite() => {
                self.t.with1("chain-at-least", "value", self.money(low))
            }
            Some((low, _)) => self.money(low),
            None => self.t.get("unknown").into_owned(),
        }
    }

    fn money(&self, value: f64) -> String {
        let amount = Amount::from_cents((value * 100.0).round() as i64);
        format::money_whole(self.t.language, amount, self.chain.currency)
    }

    fn sources(&self) -> Vec<Strip> {
        let name = |kind: Option<SourceKind>| match kind {
            Some(kind) => self.t.get(kind.message_id()).into_owned(),
            None => self.t.get("chain-known-before").into_owned(),
        };
        let groups = self.chain.by_source.iter();
        groups.map(|(kind, r)| self.strip(name(*kind), r)).collect()
    }

    fn users(&self) -> Vec<Strip> {
        let groups = self.chain.by_user.iter();
        groups
            .map(|(_, name, r)| self.strip(self.named(name), r))
            .collect()
    }

    fn months(&self) -> Vec<Strip> {
        let name = |month: Month| format::month(self.t.language, month);
        let groups = self.chain.by_month.iter();
        groups
            .map(|(month, r)| self.strip(name(*month), r))
            .collect()
    }

    fn why(&self) -> Vec<String> {
        let why = &self.chain.whole.why;
        let inputs = why.inputs.iter().map(|one| evidence::input(self.t, one));
        let missing = why.missing.iter();
        let missing = missing.map(|one| evidence::missing(self.t, one));
        inputs.chain(missing).collect()
    }

    fn roots(&self) -> Vec<SelectOption> {
        let chosen = self.chain.tree.first().map(|node| node.party);
        let option = |node: &ChainNode| SelectOption {
            value: node.party.key(),
            name: format!("{} ({})", self.named(&node.name), node.below),
            selected: chosen == Some(node.party),
        };
        let mut roots: Vec<SelectOption> = self.chain.roots.iter().map(option).collect();
        // A tree may begin in the middle of a chain.
        if let Some(first) = self.chain.tree.first()
            && !roots.iter().any(|root| root.selected)
        {
            roots.insert(0, option(first));
        }
        roots
    }

    fn tree_title(&self) -> String {
        match self.chain.tree.first() {
            Some(first) => self
                .t
                .with1("chain-tree-of", "name", self.named(&first.name)),
            None => self.t.get("chain-tree").into_owned(),
        }
    }

    fn state(&self, node: &ChainNode) -> String {
        let id = node.stage.map_or("chain-start", Stage::message_id);
        self.t.get(id).into_owned()
    }

    fn tree(&self) -> Markup {
        let nodes = &self.chain.tree;
        let start = nodes.first().map_or(0, |node| node.generation);
        let cards: Vec<TreeCard> = nodes
            .iter()
            .enumerate()
            .map(|(place, node)| {
                let parent = nodes
                    .iter()
                    .position(|one| Some(one.party) == node.referrer);
                let state = self.state(node);
                TreeCard {
                    parent: parent.filter(|_| place > 0),
                    depth: node.generation - start,
                    href: urls::chain_from(&node.party.key(), &self.from, &self.to),
                    name: self.named(&node.name),
                    class: mark(node.stage),
                    state,
                }
            })
            .collect();
        let heads = (0..=TREE_DEPTH).map(|depth| self.generation(depth + start));
        let heads: Vec<String> = heads.collect();
        Markup::safe(chain_tree(&cards, &heads, &self.tree_title()))
    }

    fn rows(&self) -> Vec<Row> {
        let row = |node: &ChainNode| Row {
            name: self.named(&node.name),
            href: match (node.party, node.became) {
                (_, Some(account)) | (Party::Account(account), _) => urls::account(account),
                (Party::Person(person), _) => urls::person(person),
                (Party::Prospect(prospect), None) => urls::prospect(prospect),
            },
            referrer: match node.referrer {
                Some(_) => self.named(&node.referrer_name),
                None => String::new(),
            },
            day: node.day.map_or_else(String::new, |day| self.day(day)),
            state: self.state(node),
            names: self.count(node.names),
            below: self.count(node.below),
            value: self.money(node.descendant_value),
        };
        self.chain.tree.iter().map(row).collect()
    }

    fn not_told(&self) -> String {
        match self.chain.not_told {
            0 => String::new(),
            count => self.t.with1("chain-not-told", "count", count),
        }
    }

    fn thanks(&self) -> Vec<Thanks> {
        let thanks = |line: &crate::views::support::SupportLine| Thanks {
            name: if line.person_name.is_empty() {
                line.account_name.clone()
            } else {
                format!("{}, {}", line.person_name, line.account_name)
            },
            href: urls::support(line.support.id),
            what: line.support.support.what.clone(),
            day: self.day(line.support.support.day.civil()),
        };
        self.chain.thanks.iter().map(thanks).collect()
    }
}

/// The mark of how far somebody is.
const fn mark(stage: Option<Stage>) -> &'static str {
    match stage {
        None => "c-key",
        Some(Stage::Prospect) => "n-name",
        Some(Stage::Contacted) => "n-cont",
        Some(Stage::Qualified | Stage::Offered) => "n-qual",
        Some(Stage::Won) => "b-proven",
        Some(Stage::Lost | Stage::Parked) => "n-park",
    }
}

/// R on a line from nothing to a little under two, with the mark where a chain carries itself.
fn strip_bar((low, mean, high): (f64, f64, f64), label: &str) -> Markup {
    let at = |r: f64| (r / STRIP_END * 100.0).clamp(0.0, 100.0);
    let (left, right, middle) = (at(low), at(high), at(mean).min(99.2));
    let inside = format!(
        r#"<rect class="b-range" x="{left:.1}%" y="3" width="{:.1}%" height="10" rx="2"/><rect class="b-proven" x="{middle:.1}%" y="0" width="0.8%" height="16"/>"#,
        right - left
    );
    strip_of(&inside, label)
}

/// The line itself; nothing on it while R is unknown.
fn strip_of(inside: &str, label: &str) -> Markup {
    let one = 100.0 / STRIP_END;
    Markup::safe(format!(
        r#"<svg class="bar" height="16" role="img" aria-label="{}"><rect class="b-track" y="6" width="100%" height="4" rx="2"/>{inside}<line class="c-ref" x1="{one:.1}%" x2="{one:.1}%" y1="-4" y2="20"/></svg>"#,
        escape(label)
    ))
}
