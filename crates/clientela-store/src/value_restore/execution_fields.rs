//! What was recorded of an execution put back, field by field.

use clientela_domain::amount::Amount;
use clientela_domain::obligations::Party;
use serde_json::Value as Json;

use super::fields::{SetBack, if_any, text};
use crate::execution_events::NewExecutionEvent;

impl SetBack for NewExecutionEvent {
    const FIELDS: &'static [&'static str] = &[
        "day",
        "document",
        "what",
        "class",
        "requested_day",
        "promised_day",
        "done_day",
        "ordered",
        "delivered",
        "received",
        "defects",
        "moved_by",
        "reason",
        "note",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        let day = |value: &Json| if_any(value, |text| text.parse().ok());
        let own = &mut self.recorded;
        match field {
            "day" => own.day = value.as_str()?.parse().ok()?,
            "document" => own.document = text(value)?,
            "what" => own.what = text(value)?,
            "class" => own.class = text(value)?,
            "requested_day" => own.requested_day = day(value)?,
            "promised_day" => own.promised_day = day(value)?,
            "done_day" => own.done_day = day(value)?,
            "ordered" => own.ordered = if_any(value, Amount::parse)?,
            "delivered" => own.delivered = if_any(value, Amount::parse)?,
            "received" => own.received = if_any(value, Amount::parse)?,
            "defects" => {
                own.defects = match value {
                    Json::Null => None,
                    count => Some(u32::try_from(count.as_u64()?).ok()?),
                }
            }
            "moved_by" => own.moved_by = if_any(value, Party::from_code)?,
            "reason" => own.reason = text(value)?,
            "note" => self.note = text(value)?,
            _ => return None,
        }
        Some(())
    }
}
