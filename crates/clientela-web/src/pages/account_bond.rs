//! What a client and we owe each other, and how both keep their word: a section of the client's page,
//! and a page of its own with the promises behind each move.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ObligationId};
use clientela_texts::{Texts, format};

use super::happening_parts::{part, undo_notice, without_undo};
use super::obligation_parts::{ObligationRow, TrustView, hundredths, side_message};
use crate::charts::svg::{escape, put};
use crate::error::WebError;
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::obligations::{Bond, ObligationLine, ObligationState, OwedLine, Party, Trust};

/// Promises of one side shown on the client's page: the next three due.
const SHOWN: usize = 3;

/// Days from which on something counts as due soon.
const SOON_DAYS: i32 = 14;

#[derive(Template)]
#[template(path = "parts/account_bond.html")]
struct Section {
    frame: Frame,
    t: Texts,
    bond: Arc<Bond>,
    today: Date,
    may_edit: bool,
    here: String,
}

#[derive(Template)]
#[template(path = "account_bond.html")]
struct BondPage {
    frame: Frame,
    t: Texts,
    undo: Markup,
    bond: Arc<Bond>,
    today: Date,
    may_edit: bool,
}

/// One side of what is owed.
struct Side {
    title: String,
    rows: Vec<ObligationRow>,
    more: String,
    more_href: String,
}

struct AgeRow {
    side: String,
    age: String,
    count: String,
    worth: String,
}

struct MoveRow {
    iso: String,
    day: String,
    side: String,
    moved: String,
    promises: Vec<(String, String)>,
}

struct MarkRow {
    href: String,
    what: String,
    day: String,
    state: String,
    outcome: String,
    weight: String,
}

/// The section of a client's page.
pub(super) async fn section(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
) -> Result<Markup, WebError> {
    part(&Section {
        frame: visitor.frame("", Area::Accounts),
        t: visitor.t,
        bond: state.desk.bond(&visitor.user, id).await?,
        today: state.desk.today(),
        may_edit: visitor.user.may_edit,
        here: format!("{}#obligations", without_undo(&visitor.here)),
    })
}

/// `GET /accounts/{id}/bond`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let frame = visitor.frame(visitor.t.get("bond-title"), Area::Accounts);
    let page = BondPage {
        undo: undo_notice(&visitor, &frame)?,
        frame,
        t: visitor.t,
        bond: state.desk.bond(&visitor.user, id).await?,
        today: state.desk.today(),
        may_edit: visitor.user.may_edit,
    };
    Ok(render(&page)?.into_response())
}

/// What is still owed by one side, the earliest due first.
pub(super) fn owed(bond: &Bond, party: Party) -> Vec<&ObligationLine> {
    let mut owed: Vec<&ObligationLine> = bond
        .lines
        .iter()
        .filter(|line| line.obligation.obligation.debtor == party)
        .filter(|line| !line.obligation.obligation.is_gift && line.state().is_owed())
        .collect();
    owed.sort_by_key(|line| {
        let due = line.obligation.obligation.due_day;
        (due.is_none(), due, line.obligation.id)
    });
    owed
}

/// How many of what is owed are late, due soon, later.
fn urgencies(lines: &[&ObligationLine], today: Date) -> [usize; 3] {
    let soon = today.saturating_add(jiff::Span::new().days(SOON_DAYS));
    let mut counts = [0; 3];
    for line in lines {
        let due = line.obligation.obligation.due_day;
        let place = match due {
            Some(due) if due < today => 0,
            Some(due) if due <= soon => 1,
            _ => 2,
        };
        counts[place] += 1;
    }
    counts
}

/// What each side owes, to the left and to the right of one line, by counts and never by sums.
fn balance(t: Texts, bond: &Bond, today: Date) -> Markup {
    let (ours, theirs) = (owed(bond, Party::Us), owed(bond, Party::Them));
    let most = ours.len().max(theirs.len());
    let label = t.with(
        "bond-balance-label",
        &[
            ("ours", &ours.len()),
            ("ours_late", &urgencies(&ours, today)[0]),
            ("theirs", &theirs.len()),
            ("theirs_late", &urgencies(&theirs, today)[0]),
        ],
    );
    let mut svg = format!(
        r#"<svg class="bond-balance" viewBox="0 0 400 20" role="img" aria-label="{}">"#,
        escape(&label)
    );
    if most > 0 {
        let unit = 196.0 / most as f64;
        for (lines, direction) in [(&ours, -1.0), (&theirs, 1.0)] {
            let mut from = 200.0 + 2.0 * direction;
            let counts = urgencies(lines, today);
            for (count, class) in counts.iter().zip(["owed-late", "owed-soon", "owed-later"]) {
                let width = *count as f64 * unit;
                let x = if direction < 0.0 { from - width } else { from };
                if width > 0.0 {
                    put(
                        &mut svg,
                        format_args!(
                            r#"<rect class="{class}" x="{x:.1}" y="3" width="{width:.1}" height="14"/>"#
                        ),
                    );
                }
                from += width * direction;
            }
        }
    }
    svg.push_str(r#"<rect class="owed-middle" x="199" y="0" width="2" height="20"/></svg>"#);
    Markup::safe(svg)
}

fn sides(t: Texts, bond: &Bond) -> Vec<Side> {
    let side = |party: &Party| {
        let lines = owed(bond, *party);
        let rest = lines.len().saturating_sub(SHOWN);
        let account = bond.account.to_string();
        Side {
            title: t.with(
                "bond-side",
                &[
                    ("side", &t.get(side_message(*party))),
                    ("count", &lines.len()),
                ],
            ),
            rows: lines
                .iter()
                .take(SHOWN)
                .map(|line| ObligationRow::new(t, line))
                .collect(),
            more: match rest {
                0 => String::new(),
                rest => t.with1("bond-more", "count", rest),
            },
            more_href: urls::with_query(
                urls::OBLIGATIONS,
                &[
                    ("account", &account),
                    ("debtor", party.code()),
                    ("state", "owed"),
                ],
            ),
        }
    };
    Party::ALL.iter().map(side).collect()
}

fn trust(t: Texts, bond: &Bond) -> [TrustView; 2] {
    [
        TrustView::new(t, Party::Us, &bond.ours),
        TrustView::new(t, Party::Them, &bond.theirs),
    ]
}

fn stronger(t: Texts, bond: &Bond) -> String {
    match bond.stronger() {
        None => String::new(),
        Some(Party::Us) => t.get("trust-we-keep-better").into_owned(),
        Some(Party::Them) => t.get("trust-they-keep-better").into_owned(),
    }
}

impl Section {
    fn balance(&self) -> Markup {
        balance(self.t, &self.bond, self.today)
    }

    fn is_empty(&self) -> bool {
        self.bond.lines.is_empty()
    }

    fn sides(&self) -> Vec<Side> {
        sides(self.t, &self.bond)
    }

    fn trust(&self) -> [TrustView; 2] {
        trust(self.t, &self.bond)
    }

    fn stronger(&self) -> String {
        stronger(self.t, &self.bond)
    }

    fn bond_href(&self) -> String {
        urls::account_bond(self.bond.account)
    }

    fn new_href(&self) -> String {
        urls::obligation_new_with(self.bond.account)
    }

    fn account(&self) -> String {
        self.bond.account.to_string()
    }
}

impl BondPage {
    fn balance(&self) -> Markup {
        balance(self.t, &self.bond, self.today)
    }

    fn sides(&self) -> Vec<Side> {
        sides(self.t, &self.bond)
    }

    fn trust(&self) -> [TrustView; 2] {
        trust(self.t, &self.bond)
    }

    fn stronger(&self) -> String {
        stronger(self.t, &self.bond)
    }

    fn account_href(&self) -> String {
        urls::account(self.bond.account)
    }

    fn new_href(&self) -> String {
        urls::obligation_new_with(self.bond.account)
    }

    fn list_href(&self) -> String {
        let account = self.bond.account.to_string();
        urls::with_query(urls::OBLIGATIONS, &[("account", &account)])
    }

    fn here(&self) -> String {
        without_undo(&self.frame.here)
    }

    fn ages(&self) -> Vec<AgeRow> {
        let t = self.t;
        let row = |line: &OwedLine| {
            let mut worth: Vec<String> = line
                .worth
                .iter()
                .map(|(currency, bucket)| {
                    let money = |amount| format::money(t.language, amount, *currency);
                    if bucket.low == bucket.high {
                        money(bucket.low)
                    } else {
                        format!("{} – {}", money(bucket.low), money(bucket.high))
                    }
                })
                .collect();
            if line.unvalued > 0 {
                worth.push(t.with1("bond-unvalued", "count", line.unvalued));
            }
            AgeRow {
                side: t.get(side_message(line.debtor)).into_owned(),
                age: t.get(line.age.message_id()).into_owned(),
                count: format::integer(t.language, line.count as i128),
                worth: worth.join("; "),
            }
        };
        self.bond.owed(self.today).iter().map(row).collect()
    }

    fn what(&self, id: ObligationId) -> String {
        let line = self.bond.lines.iter().find(|line| line.obligation.id == id);
        line.map_or_else(String::new, |line| line.obligation.obligation.what.clone())
    }

    fn state_text(&self, state: ObligationState) -> String {
        self.t.get(state.message_id()).into_owned()
    }

    fn moves(&self) -> Vec<MoveRow> {
        let t = self.t;
        let points = |trust: &Trust| {
            trust.known().map_or_else(
                || t.get("trust-few-short").into_owned(),
                |opinion| hundredths(t, opinion.mean),
            )
        };
        self.bond
            .moves
            .iter()
            .map(|(party, one)| MoveRow {
                iso: one.day.to_string(),
                day: format::day(t.language, one.day),
                side: match party {
                    Party::Us => t.get("trust-ours"),
                    Party::Them => t.get("trust-theirs"),
                }
                .into_owned(),
                moved: format!("{} → {}", points(&one.before), points(&one.after)),
                promises: one
                    .by
                    .iter()
                    .map(|(id, state)| {
                        let text = format!("{}: {}", self.what(*id), self.state_text(*state));
                        (urls::obligation(*id), text)
                    })
                    .collect(),
            })
            .collect()
    }

    /// The promises behind trust in one side, the weightiest first.
    fn marks(&self, party: Party) -> Vec<MarkRow> {
        let t = self.t;
        let side = match party {
            Party::Us => &self.bond.ours,
            Party::Them => &self.bond.theirs,
        };
        side.marks
            .iter()
            .map(|mark| MarkRow {
                href: urls::obligation(mark.closed.promise),
                what: self.what(mark.closed.promise),
                day: format::day(t.language, mark.closed.day),
                state: self.state_text(mark.closed.state),
                outcome: format::decimal(t.language, mark.closed.outcome, 1),
                weight: format::decimal(t.language, mark.weight, 2),
            })
            .collect()
    }

    fn behind(&self) -> [(String, Vec<MarkRow>); 2] {
        [
            (self.t.get("trust-ours").into_owned(), self.marks(Party::Us)),
            (
                self.t.get("trust-theirs").into_owned(),
                self.marks(Party::Them),
            ),
        ]
    }
}
