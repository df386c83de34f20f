//! Values of the journal put back into incidents and remarks.

use clientela_domain::brand::{IncidentSeverity, MentionTone, RemarkAbout, ToldOrigin};
use clientela_domain::ids::{AccountId, CompetitorId, PersonId};
use serde_json::Value as Json;

use super::fields::{SetBack, day, if_any, text};
use crate::market::{NewIncident, NewRemark};

impl SetBack for NewIncident {
    const FIELDS: &'static [&'static str] = &[
        "account",
        "product_group",
        "what",
        "incident_severity",
        "told_origin",
        "incident_done",
        "closed_on",
        "day",
        "note",
        "withdrawn",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "account" => self.account_id = if_any(value, AccountId::parse)?,
            "product_group" => self.product_group = text(value)?,
            "what" => self.what = text(value)?,
            "incident_severity" => self.severity = IncidentSeverity::from_code(value.as_str()?)?,
            "told_origin" => self.origin = ToldOrigin::from_code(value.as_str()?)?,
            "incident_done" => self.done = text(value)?,
            "closed_on" => self.closed_on = if_any(value, day)?,
            "day" => self.day = day(value.as_str()?)?,
            "note" => self.note = text(value)?,
            "withdrawn" => self.withdrawn = value.as_bool()?,
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for NewRemark {
    const FIELDS: &'static [&'static str] = &[
        "account",
        "person",
        "competitor",
        "remark_about",
        "mention_tone",
        "product_group",
        "what",
        "told_origin",
        "link",
        "day",
        "note",
        "withdrawn",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "account" => self.account_id = if_any(value, AccountId::parse)?,
            "person" => self.person_id = if_any(value, PersonId::parse)?,
            "competitor" => self.competitor_id = if_any(value, CompetitorId::parse)?,
            "remark_about" => self.about = RemarkAbout::from_code(value.as_str()?)?,
            "mention_tone" => self.tone = if_any(value, MentionTone::from_code)?,
            "product_group" => self.product_group = text(value)?,
            "what" => self.what = text(value)?,
            "told_origin" => self.origin = ToldOrigin::from_code(value.as_str()?)?,
            "link" => self.link = text(value)?,
            "day" => self.day = day(value.as_str()?)?,
            "note" => self.note = text(value)?,
            "withdrawn" => self.withdrawn = value.as_bool()?,
            _ => return None,
        }
        Some(())
    }
}
