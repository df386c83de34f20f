//! Nobody is given a client by a file against a wall, or a rival of what they know without the director's
//! decision: such a row is set aside, the others go on.

use clientela_domain::ids::{AccountId, UserId};
use clientela_domain::records::RecordColumn;
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::accounts::AccountValues;

use super::{Fault, Sorting};

/// Who looks after a client: its owner and its substitute.
pub(super) const fn looking_after(values: &AccountValues) -> [(RecordColumn, Option<UserId>); 2] {
    [
        (RecordColumn::Owner, values.owner_id),
        (RecordColumn::Substitute, values.details.substitute_id),
    ]
}

impl Sorting<'_> {
    /// Whoever looks after a client now and did not before must be allowed to; `parent` is what it is put below.
    pub(super) fn keep_apart(
        &mut self,
        (id, parent): (AccountId, Option<AccountId>),
        before: [(RecordColumn, Option<UserId>); 2],
        values: &AccountValues,
    ) -> Result<(), Fault> {
        let mut places = vec![id];
        let mut next = parent.or(values.details.parent_id);
        while let Some(above) = next.filter(|above| !places.contains(above)) {
            places.push(above);
            next = self.parents.get(&above).copied();
        }
        let moved = parent.is_some() && values.details.parent_id.is_none();
        for ((column, was), (_, now)) in before.into_iter().zip(looking_after(values)) {
            let Some(user) = now.filter(|_| now != was || moved) else {
                continue;
            };
            if !self.owners.give(places.iter().copied(), user) {
                return Err(Fault::at(column, SetAsideReason::OwnerConflict));
            }
        }
        Ok(())
    }
}
