//! Values of the journal put back into plans of clients.

use clientela_domain::account_plan::{EntryState, Measure};
use clientela_domain::amount::Amount;
use clientela_domain::ids::{ObligationId, PersonId, PlanEntryId, UserId};
use clientela_domain::troubles::Degree;
use serde_json::Value as Json;

use super::fields::{SetBack, day, if_any, text};
use crate::plan_entries::NewPlanEntry;

impl SetBack for NewPlanEntry {
    const FIELDS: &'static [&'static str] = &[
        "what",
        "detail",
        "plan_measure",
        "own_measure",
        "start_value",
        "target",
        "actual",
        "actual_on",
        "day",
        "owner",
        "person",
        "objective",
        "obligation",
        "likelihood",
        "severity",
        "early_sign",
        "reply",
        "plan_state",
        "for_client",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "what" => self.what = text(value)?,
            "detail" => self.detail = text(value)?,
            "plan_measure" => self.measure = if_any(value, Measure::from_code)?,
            "own_measure" => self.own_measure = text(value)?,
            "start_value" => self.start_value = if_any(value, Amount::parse)?,
            "target" => self.target = if_any(value, Amount::parse)?,
            "actual" => self.actual = if_any(value, Amount::parse)?,
            "actual_on" => self.actual_on = if_any(value, day)?,
            "day" => self.day = if_any(value, day)?,
            "owner" => self.owner_id = if_any(value, UserId::parse)?,
            "person" => self.person_id = if_any(value, PersonId::parse)?,
            "objective" => self.objective_id = if_any(value, PlanEntryId::parse)?,
            "obligation" => self.obligation_id = if_any(value, ObligationId::parse)?,
            "likelihood" => self.likelihood = if_any(value, Degree::from_code)?,
            "severity" => self.effect = if_any(value, Degree::from_code)?,
            "early_sign" => self.early_sign = text(value)?,
            "reply" => self.reply = text(value)?,
            "plan_state" => self.state = EntryState::from_code(value.as_str()?)?,
            "for_client" => self.for_client = value.as_bool()?,
            _ => return None,
        }
        Some(())
    }
}
