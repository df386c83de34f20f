//! Values of the journal put back into prospects and campaigns.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::ids::UserId;
use clientela_domain::prospects::SourceKind;
use serde_json::Value as Json;

use super::fields::{SetBack, day, if_any, text};
use crate::campaigns::NewCampaign;
use crate::prospects::NewProspect;

impl SetBack for NewProspect {
    const FIELDS: &'static [&'static str] = &[
        "name",
        "registration_number",
        "city",
        "country",
        "website",
        "phone",
        "email",
        "owner",
        "note",
        "next_step",
        "next_on",
        "informed_on",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "name" => self.name = text(value)?,
            "registration_number" => self.registration_number = text(value)?,
            "city" => self.city = text(value)?,
            "country" => self.country = text(value)?,
            "website" => self.website = text(value)?,
            "phone" => self.phone = text(value)?,
            "email" => self.email = text(value)?,
            "owner" => self.owner_id = if_any(value, UserId::parse)?,
            "note" => self.note = text(value)?,
            "next_step" => self.next_step = text(value)?,
            "next_on" => self.next_on = if_any(value, day)?,
            "informed_on" => self.informed_on = if_any(value, day)?,
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for NewCampaign {
    const FIELDS: &'static [&'static str] = &[
        "campaign_kind",
        "name",
        "first_day",
        "last_day",
        "campaign_cost",
        "currency",
        "note",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "campaign_kind" => self.kind = SourceKind::from_code(value.as_str()?)?,
            "name" => self.name = text(value)?,
            "first_day" => self.first_day = if_any(value, day)?,
            "last_day" => self.last_day = if_any(value, day)?,
            "campaign_cost" => self.cost = if_any(value, Amount::parse)?,
            "currency" => self.currency = if_any(value, Currency::from_code)?,
            "note" => self.note = text(value)?,
            _ => return None,
        }
        Some(())
    }
}
