//! Who may be given which client, asked of many at once before a file is written: the rule of
//! [`super::reach`] over everything it rests on, read once.

use std::collections::{BTreeSet, HashMap, HashSet};

use clientela_domain::conflicts::{ConflictClass, ConflictVerdict, Served, judge};
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, UserId};
use uuid::Uuid;

use super::reach;
use crate::conflicts;
use crate::error::StoreError;
use crate::sql::{self, Row, binds};
use crate::transaction::Reader;
use crate::viewer::Permission;

/// Clients that rival others or stand behind walls, and who serves them; nothing of it is to be told.
#[derive(Debug, Default)]
pub struct OwnerCheck {
    tracked: BTreeSet<Uuid>,
    /// What stands above an account in its group, and what it was merged into.
    above: HashMap<Uuid, Vec<Uuid>>,
    classes: Vec<ConflictClass>,
    served: HashMap<UserId, Vec<Served>>,
    walled: HashSet<(Uuid, Uuid)>,
    allowed: BTreeSet<(Uuid, Uuid)>,
    day: Date,
    cooling_months: i64,
}

impl OwnerCheck {
    /// Reads it.
    ///
    /// # Errors
    /// [`StoreError::Forbidden`] for whoever imports nothing; when the database refuses.
    pub async fn load(reader: &dyn Reader) -> Result<Self, StoreError> {
        reader.viewer().require(Permission::Import)?;
        let tracked: BTreeSet<Uuid> = reach::tracked(reader).await?.into_iter().collect();
        if tracked.is_empty() {
            return Ok(Self::default());
        }
        let ids: Vec<AccountId> = tracked.iter().map(|id| AccountId(*id)).collect();
        let text = "SELECT id AS one, parent_id AS other FROM accounts WHERE parent_id IS NOT NULL
            UNION ALL SELECT id AS one, merged_into AS other FROM accounts
                WHERE merged_into IS NOT NULL";
        let above = reach::by_first(reach::pairs(reader, text).await?);
        let text = "SELECT user_id AS one, account_id AS other FROM walled_off";
        Ok(Self {
            above,
            classes: conflicts::classes_of(reader, &ids).await?,
            served: served(reader).await?,
            walled: reach::pairs(reader, text).await?.into_iter().collect(),
            allowed: reach::allowed(reader).await?,
            day: reader.viewer().day(),
            cooling_months: conflicts::cooling_months(reader).await?,
            tracked,
        })
    }

    /// Gives somebody a client, or one that is to stand below another, for the rows that follow; false when a
    /// wall is against it, or a rival they know about whom nobody has decided.
    pub fn give(&mut self, places: impl IntoIterator<Item = AccountId>, user: UserId) -> bool {
        let whole = self.everything_above(places);
        let met: Vec<Uuid> = self.tracked.intersection(&whole).copied().collect();
        let served = self.served.entry(user).or_default();
        let new = |account: &Uuid| Served {
            account: AccountId(*account),
            first_day: self.day,
            last_day: None,
            released_on: None,
        };
        for account in &met {
            let walled = self.walled.contains(&(user.0, *account));
            let when = (self.day, self.cooling_months);
            let judged = judge(AccountId(*account), &self.classes, served, walled, when);
            let allowed = match judged.verdict {
                ConflictVerdict::Clear => true,
                ConflictVerdict::NeedsDecision => self.allowed.contains(&(*account, user.0)),
                ConflictVerdict::Refused => false,
            };
            if !allowed {
                return false;
            }
        }
        served.extend(met.iter().map(new));
        true
    }

    fn everything_above(&self, places: impl IntoIterator<Item = AccountId>) -> BTreeSet<Uuid> {
        let mut whole = BTreeSet::new();
        let mut open: Vec<Uuid> = places.into_iter().map(|id| id.0).collect();
        while let Some(next) = open.pop() {
            if whole.insert(next) {
                open.extend(self.above.get(&next).into_iter().flatten());
            }
        }
        whole
    }
}

async fn served(reader: &dyn Reader) -> Result<HashMap<UserId, Vec<Served>>, StoreError> {
    let text = "SELECT user_id, account_id, first_day, last_day, released_on FROM services";
    let read = |row: &Row| {
        let served = Served {
            account: AccountId(row.uuid("account_id")?),
            first_day: row.day("first_day")?,
            last_day: row.day_if_any("last_day")?,
            released_on: row.day_if_any("released_on")?,
        };
        Ok((UserId(row.uuid("user_id")?), served))
    };
    let mut found: HashMap<UserId, Vec<Served>> = HashMap::new();
    for (user, one) in sql::all(reader, "reading services", text, binds![], read).await? {
        found.entry(user).or_default().push(one);
    }
    Ok(found)
}
