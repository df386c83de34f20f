//! Values of the journal put back into opportunities.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::ids::{CompetitorId, OpportunityId, PersonId, UserId};
use serde_json::Value as Json;

use super::fields::{SetBack, day, if_any, text};
use super::{ACTION, Change, object};
use crate::error::StoreError;
use crate::opportunities::{self, BETWEEN_GROUPS, NewOpportunity};
use crate::transaction::Tx;

impl SetBack for NewOpportunity {
    const FIELDS: &'static [&'static str] = &[
        "name",
        "product_groups",
        "value_low",
        "value_high",
        "currency",
        "expected_on",
        "owner",
        "representative",
        "person",
        "competitor",
        "note",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "name" => self.name = text(value)?,
            "product_groups" => {
                let groups = text(value)?;
                let groups = groups.split(BETWEEN_GROUPS);
                self.product_groups = groups
                    .filter(|group| !group.is_empty())
                    .map(str::to_owned)
                    .collect();
            }
            "value_low" => self.value_low = if_any(value, Amount::parse)?,
            "value_high" => self.value_high = if_any(value, Amount::parse)?,
            "currency" => self.currency = if_any(value, Currency::from_code)?,
            "expected_on" => self.expected_on = if_any(value, day)?,
            "owner" => self.owner_id = if_any(value, UserId::parse)?,
            "representative" => self.representative = text(value)?,
            "person" => self.person_id = if_any(value, PersonId::parse)?,
            "competitor" => self.competitor_id = if_any(value, CompetitorId::parse)?,
            "note" => self.note = text(value)?,
            _ => return None,
        }
        Some(())
    }
}

pub(super) async fn set_back(
    tx: &mut Tx,
    key: &str,
    change: &Change<'_>,
) -> Result<(), StoreError> {
    let id = OpportunityId::parse(key).ok_or(StoreError::Missing("record"))?;
    let found = opportunities::get(tx, id).await?;
    let found = found.ok_or(StoreError::Missing("opportunity"))?;
    let mut new = found.opportunity;
    let now = object(&Some(opportunities::as_json(&new).to_string())).unwrap_or_default();
    change.apply(&now, &mut new)?;
    let at = (id, found.version);
    opportunities::change_as(tx, ACTION, at, &new)
        .await
        .map(drop)
}
