//! Agreements on confidentiality and walls, as lists show them.

use clientela_app::keep_walls::ShownWall;
use clientela_domain::day::Date;
use clientela_store::confidentiality::Confidentiality;
use clientela_texts::{Texts, format};

use super::wall_forms;
use crate::urls;
use crate::views::walls::Term;

/// An agreement as a row shows it.
pub(super) struct AgreementRow {
    pub account: String,
    pub account_href: String,
    pub href: String,
    pub with_whom: String,
    pub scope: String,
    pub may_know: String,
    pub term: String,
    pub state: String,
    pub class: &'static str,
    pub file: String,
    pub file_href: String,
}

impl AgreementRow {
    pub(super) fn new(t: Texts, one: &Confidentiality, today: Date) -> Self {
        let known = &one.agreement;
        let term = Term::of(known, today);
        let until = known.last_day.map_or_else(
            || t.get("confidentiality-no-end").into_owned(),
            |day| format::day(t.language, day),
        );
        Self {
            account: one.account_name.clone(),
            account_href: urls::account_confidentiality(known.account_id),
            href: urls::confidentiality(one.id),
            with_whom: known.with_whom.clone(),
            scope: known.scope.clone(),
            may_know: known.may_know.clone(),
            term: format!("{} – {until}", format::day(t.language, known.first_day)),
            state: t
                .get(&format!("confidentiality-state-{}", term.id()))
                .into_owned(),
            class: match term {
                Term::Ending => "mark mark-warn",
                Term::Current => "mark mark-ok",
                Term::Future | Term::Ended => "mark",
            },
            file: one.file_name.clone(),
            file_href: known
                .attachment_id
                .map_or_else(String::new, urls::attachment),
        }
    }
}

/// A wall as a list shows it.
pub(super) struct WallRow {
    pub account: String,
    pub account_href: String,
    pub kind: String,
    pub named: String,
    pub reason: String,
}

impl WallRow {
    pub(super) fn new(t: Texts, one: &ShownWall) -> Self {
        let wall = &one.wall;
        Self {
            account: wall.account_name.clone(),
            account_href: urls::account_confidentiality(wall.account_id),
            kind: t
                .get(&format!("wall-kind-{}", wall.fields.kind.code()))
                .into_owned(),
            named: wall_forms::names(one),
            reason: wall.fields.reason.clone(),
        }
    }
}
