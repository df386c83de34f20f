//! The need for a key account manager at one client, and the duties.

use super::AccountPage;
use crate::markup::Markup;
use crate::pages::managers::parts::{
    Asked, ConditionCard, DutyLine, conditions, duty_lines, need_bar, recommendation_badge,
    recommendation_text,
};
use crate::urls;

impl AccountPage {
    pub(super) fn need_text(&self) -> String {
        recommendation_text(self.t, &self.need.need)
    }

    pub(super) fn need_badge(&self) -> Markup {
        recommendation_badge(self.t, self.need.need.recommendation)
    }

    pub(super) fn need_bar(&self) -> Markup {
        let need = &self.need.need;
        need_bar(self.t, (need.low, need.high), self.need.appoint, 14)
    }

    pub(super) fn need_value(&self) -> String {
        let need = &self.need.need;
        clientela_texts::evidence::bounds(self.t, (need.low, need.high), 2)
    }

    pub(super) fn conditions(&self) -> Vec<ConditionCard> {
        let asked = Asked {
            parts: true,
            said: &self.need.said,
            may_answer: self.may_edit,
        };
        conditions(self.t, &self.need.need, &asked)
    }

    pub(super) fn conditions_action(&self) -> String {
        urls::account_conditions(self.view.id)
    }

    /// People and departments the book knows, as a help for the question who decides.
    pub(super) fn known_people(&self) -> String {
        let people = &self.need.duties.care.people;
        if people.is_empty() {
            return String::new();
        }
        let mut units: Vec<&str> = people.iter().map(|one| one.unit.as_str()).collect();
        units.retain(|unit| !unit.is_empty());
        units.sort_unstable();
        units.dedup();
        let (people, units) = (people.len(), units.len());
        self.t.with(
            "need-known-people",
            &[("people", &people), ("units", &units)],
        )
    }

    pub(super) fn duties(&self) -> Vec<DutyLine> {
        duty_lines(self.t, &self.need.duties)
    }

    pub(super) fn duties_lead(&self) -> String {
        let (done, needed) = self.need.duties.done();
        self.t
            .with("duty-lead", &[("done", &done), ("needed", &needed)])
    }

    pub(super) fn duties_action(&self) -> String {
        urls::account_duties(self.view.id)
    }

    pub(super) fn handover_href(&self) -> String {
        urls::handover(self.view.id)
    }
}
