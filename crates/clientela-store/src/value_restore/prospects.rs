//! Values of the journal put back into prospects, campaigns, batches of cold contacts and agreements on names.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::gifts::Official;
use clientela_domain::ids::{PersonId, UserId};
use clientela_domain::prospects::{PublicationKind, SourceKind, SpotterKind};
use serde_json::Value as Json;

use super::fields::{SetBack, day, if_any, text};
use crate::campaigns::NewCampaign;
use crate::cold_batches::NewColdBatch;
use crate::prospects::NewProspect;
use crate::reading::NewPublication;
use crate::spotters::NewSpotter;

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

impl SetBack for NewPublication {
    const FIELDS: &'static [&'static str] = &[
        "publication_kind",
        "name",
        "address",
        "looks_for",
        "reading_rhythm_days",
        "reader",
        "note",
        "reading_stopped",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "publication_kind" => self.kind = PublicationKind::from_code(value.as_str()?)?,
            "name" => self.name = text(value)?,
            "address" => self.address = text(value)?,
            "looks_for" => self.looks_for = text(value)?,
            "reading_rhythm_days" => self.rhythm_days = value.as_u64()?.try_into().ok()?,
            "reader" => self.reader_id = if_any(value, UserId::parse)?,
            "note" => self.note = text(value)?,
            "reading_stopped" => self.is_stopped = value.as_bool()?,
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for NewColdBatch {
    const FIELDS: &'static [&'static str] = &[
        "name",
        "batch_list",
        "batch_reason",
        "day",
        "owner",
        "batch_cost",
        "currency",
        "note",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "name" => self.name = text(value)?,
            "batch_list" => self.list_from = text(value)?,
            "batch_reason" => self.reason = text(value)?,
            "day" => self.day = day(value.as_str()?)?,
            "owner" => self.worker_id = if_any(value, UserId::parse)?,
            "batch_cost" => self.cost = if_any(value, Amount::parse)?,
            "currency" => self.currency = if_any(value, Currency::from_code)?,
            "note" => self.note = text(value)?,
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for NewSpotter {
    const FIELDS: &'static [&'static str] = &[
        "spotter_kind",
        "name",
        "person",
        "contract",
        "first_day",
        "last_day",
        "fee_name",
        "fee_qualified",
        "fee_share",
        "window_days",
        "most_by_prospect",
        "list_price",
        "currency",
        "payment_days",
        "official",
        "employer_consent",
        "tax_document",
        "note",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        let terms = &mut self.terms;
        match field {
            "spotter_kind" => self.kind = SpotterKind::from_code(value.as_str()?)?,
            "name" => self.name = text(value)?,
            "person" => self.person_id = if_any(value, PersonId::parse)?,
            "contract" => self.contract = text(value)?,
            "first_day" => self.first_day = if_any(value, day)?,
            "last_day" => self.last_day = if_any(value, day)?,
            "fee_name" => terms.for_name = Amount::parse(value.as_str()?)?,
            "fee_qualified" => terms.for_qualified = Amount::parse(value.as_str()?)?,
            "fee_share" => terms.share_of_first_year = value.as_u64()?.try_into().ok()?,
            "window_days" => terms.window_days = value.as_u64()?.try_into().ok()?,
            "most_by_prospect" => terms.most_by_prospect = if_any(value, Amount::parse)?,
            "list_price" => self.list_price = if_any(value, Amount::parse)?,
            "currency" => self.currency = Currency::from_code(value.as_str()?)?,
            "payment_days" => self.payment_days = value.as_u64()?.try_into().ok()?,
            "official" => self.official = Official::from_code(value.as_str()?)?,
            "employer_consent" => self.employer_consent = text(value)?,
            "tax_document" => self.tax_document = text(value)?,
            "note" => self.note = text(value)?,
            _ => return None,
        }
        Some(())
    }
}
