//! Values of agreements. Their terms stand in versions, and none of these is ever set back: an earlier one is
//! agreed anew.

use clientela_domain::ids::{AgreementId, AttachmentId, UserId};
use serde_json::Value as Json;

use super::{ACTION, Change, SetBack, object};
use crate::agreements::{self, NewAgreement};
use crate::error::StoreError;
use crate::transaction::Tx;

impl SetBack for NewAgreement {
    const FIELDS: &'static [&'static str] =
        &["number", "title", "owner", "signed_on", "note", "files"];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        let text = || value.as_str().map(str::to_owned);
        match field {
            "number" => self.number = text()?,
            "title" => self.title = text()?,
            "note" => self.note = text()?,
            "owner" => {
                self.owner_id = match value {
                    Json::Null => None,
                    id => Some(UserId::parse(id.as_str()?)?),
                };
            }
            "signed_on" => {
                self.signed_on = match value {
                    Json::Null => None,
                    day => Some(day.as_str()?.parse().ok()?),
                };
            }
            "files" => {
                let ids = value.as_array()?.iter();
                let ids = ids.map(|id| AttachmentId::parse(id.as_str()?));
                self.files = ids.collect::<Option<_>>()?;
            }
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
    let id = AgreementId::parse(key).ok_or(StoreError::Missing("record"))?;
    let found = agreements::get(tx, id).await?;
    let found = found.ok_or(StoreError::Missing("agreement"))?;
    let mut new = found.agreement;
    let now = object(&Some(agreements::as_json(&new).to_string())).unwrap_or_default();
    change.apply(&now, &mut new)?;
    let at = (id, found.version);
    agreements::change_as(tx, ACTION, at, &new).await.map(drop)
}
