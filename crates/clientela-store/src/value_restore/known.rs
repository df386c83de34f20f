//! Values of the journal put back into what is known of clients: problems, threats, answers.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::ids::{PersonId, UserId};
use clientela_domain::troubles::{Degree, ProblemState, ThreatKind, ThreatState};
use serde_json::Value as Json;

use super::fields::{SetBack, day, if_any, text};
use crate::problems::NewProblem;
use crate::survey_answers::NewSurveyAnswer;
use crate::threats::NewThreat;

impl SetBack for NewProblem {
    const FIELDS: &'static [&'static str] = &[
        "what",
        "harm",
        "cost",
        "said_by",
        "owner",
        "solution",
        "alternatives",
        "day",
        "problem_state",
        "shown",
        "confirmed",
        "currency",
        "confirmed_on",
        "confirmed_by",
        "note",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "what" => self.what = text(value)?,
            "harm" => self.effect = text(value)?,
            "cost" => self.cost = if_any(value, Amount::parse)?,
            "said_by" => self.said_by = if_any(value, PersonId::parse)?,
            "owner" => self.owner_id = if_any(value, UserId::parse)?,
            "solution" => self.solution = text(value)?,
            "alternatives" => self.alternatives = text(value)?,
            "day" => self.day = day(value.as_str()?)?,
            "problem_state" => self.state = ProblemState::from_code(value.as_str()?)?,
            "shown" => self.shown = if_any(value, Amount::parse)?,
            "confirmed" => self.confirmed = if_any(value, Amount::parse)?,
            "currency" => self.currency = if_any(value, Currency::from_code)?,
            "confirmed_on" => self.confirmed_on = if_any(value, day)?,
            "confirmed_by" => self.confirmed_by = if_any(value, PersonId::parse)?,
            "note" => self.note = text(value)?,
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for NewThreat {
    const FIELDS: &'static [&'static str] = &[
        "threat_kind",
        "what",
        "likelihood",
        "severity",
        "alternative",
        "early_sign",
        "owner",
        "day",
        "review_day",
        "threat_state",
        "note",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "threat_kind" => self.kind = ThreatKind::from_code(value.as_str()?)?,
            "what" => self.what = text(value)?,
            "likelihood" => self.likelihood = if_any(value, Degree::from_code)?,
            "severity" => self.effect = if_any(value, Degree::from_code)?,
            "alternative" => self.alternative = text(value)?,
            "early_sign" => self.early_sign = text(value)?,
            "owner" => self.owner_id = if_any(value, UserId::parse)?,
            "day" => self.day = day(value.as_str()?)?,
            "review_day" => self.review_day = if_any(value, day)?,
            "threat_state" => self.state = ThreatState::from_code(value.as_str()?)?,
            "note" => self.note = text(value)?,
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for NewSurveyAnswer {
    const FIELDS: &'static [&'static str] = &[
        "person",
        "decides",
        "day",
        "recommend",
        "satisfied",
        "effort",
        "comment",
        "withdrawn",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "person" => self.person_id = if_any(value, PersonId::parse)?,
            "decides" => self.decides = value.as_bool()?,
            "day" => self.day = day(value.as_str()?)?,
            "recommend" => self.recommend = mark(value)?,
            "satisfied" => self.satisfied = mark(value)?,
            "effort" => self.effort = mark(value)?,
            "comment" => self.comment = text(value)?,
            "withdrawn" => self.withdrawn = value.as_bool()?,
            _ => return None,
        }
        Some(())
    }
}

/// An answer on a scale, or none.
fn mark(value: &Json) -> Option<Option<u8>> {
    match value {
        Json::Null => Some(None),
        other => Some(Some(u8::try_from(other.as_u64()?).ok()?)),
    }
}
