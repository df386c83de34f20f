//! Groups of organisations: a tree in which every client may have one parent (`PRODUCT.md` 1, row 1).
//!
//! A client alone is a group of one. A parent nobody knows (deleted, or hidden from whoever asks)
//! counts as none, so that every client always belongs to exactly one group.

use std::collections::{HashMap, HashSet};

use crate::ids::AccountId;

/// Whose figures are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rollup {
    /// Each client by itself.
    #[default]
    Each,
    /// Clients of one group together, under the id of the group's head.
    Groups,
    /// As [`Rollup::Groups`], but this client and everything below it stand alone under its id.
    Below(AccountId),
}

/// Who belongs to whom.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    parents: HashMap<AccountId, AccountId>,
    children: HashMap<AccountId, Vec<AccountId>>,
}

impl Groups {
    /// The groups of these clients, each with its parent if it has one. Parents that are not among
    /// the clients count as none; a circle is cut where it would close.
    #[must_use]
    pub fn new(accounts: impl IntoIterator<Item = (AccountId, Option<AccountId>)>) -> Self {
        let pairs: Vec<_> = accounts.into_iter().collect();
        let known: HashSet<AccountId> = pairs.iter().map(|(id, _)| *id).collect();
        let mut groups = Self::default();
        for (id, parent) in pairs {
            let Some(parent) = parent.filter(|parent| known.contains(parent)) else {
                continue;
            };
            if groups.would_close_a_circle(id, parent) {
                continue;
            }
            groups.parents.insert(id, parent);
            groups.children.entry(parent).or_default().push(id);
        }
        groups
    }

    /// Would the client become its own ancestor?
    #[must_use]
    pub fn would_close_a_circle(&self, account: AccountId, parent: AccountId) -> bool {
        account == parent || self.ancestors(parent).contains(&account)
    }

    /// The parent.
    #[must_use]
    pub fn parent(&self, account: AccountId) -> Option<AccountId> {
        self.parents.get(&account).copied()
    }

    /// Those directly below, in the order they were given.
    #[must_use]
    pub fn children(&self, account: AccountId) -> &[AccountId] {
        self.children.get(&account).map_or(&[], Vec::as_slice)
    }

    /// Those above, the parent first and the head of the group last.
    #[must_use]
    pub fn ancestors(&self, account: AccountId) -> Vec<AccountId> {
        std::iter::successors(self.parent(account), |above| self.parent(*above)).collect()
    }

    /// The head of the client's group; the client itself when nobody is above it.
    #[must_use]
    pub fn head(&self, account: AccountId) -> AccountId {
        self.ancestors(account).last().copied().unwrap_or(account)
    }

    /// The client and everything below it, each before those below it.
    #[must_use]
    pub fn with_all_below(&self, account: AccountId) -> Vec<AccountId> {
        let mut found = vec![account];
        let mut next = 0;
        while let Some(current) = found.get(next).copied() {
            found.extend_from_slice(self.children(current));
            next += 1;
        }
        found
    }

    /// Does the client belong to a group of more than one?
    #[must_use]
    pub fn is_grouped(&self, account: AccountId) -> bool {
        self.parents.contains_key(&account) || self.children.contains_key(&account)
    }

    /// The client whose group figures are meant when somebody asks for the group of this one: itself
    /// when others are below it, the head of its group otherwise.
    #[must_use]
    pub fn top_of(&self, account: AccountId) -> AccountId {
        if self.children(account).is_empty() {
            self.head(account)
        } else {
            account
        }
    }

    /// For each client that is not summed under its own id, the id it is summed under.
    #[must_use]
    pub fn units(&self, rollup: Rollup) -> HashMap<AccountId, AccountId> {
        let below: HashSet<AccountId> = match rollup {
            Rollup::Each => return HashMap::new(),
            Rollup::Groups => HashSet::new(),
            Rollup::Below(top) => self.with_all_below(top).into_iter().collect(),
        };
        let unit_of = |account: AccountId| match rollup {
            Rollup::Below(top) if below.contains(&account) => top,
            _ => self.head(account),
        };
        self.parents
            .keys()
            .map(|account| (*account, unit_of(*account)))
            .filter(|(account, unit)| account != unit)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id(number: u128) -> AccountId {
        AccountId(Uuid::from_u128(number))
    }

    /// 1 is above 2 and 3; 4 is below 3; 5 stands alone; 6 has a parent nobody knows.
    fn groups() -> Groups {
        Groups::new([
            (id(1), None),
            (id(2), Some(id(1))),
            (id(3), Some(id(1))),
            (id(4), Some(id(3))),
            (id(5), None),
            (id(6), Some(id(99))),
        ])
    }

    #[test]
    fn everybody_belongs_to_one_group() {
        let groups = groups();
        assert_eq!(groups.ancestors(id(4)), [id(3), id(1)]);
        assert_eq!(groups.head(id(4)), id(1));
        assert_eq!(groups.head(id(6)), id(6));
        assert_eq!(groups.with_all_below(id(1)), [id(1), id(2), id(3), id(4)]);
        assert_eq!(groups.with_all_below(id(5)), [id(5)]);
        assert!(groups.is_grouped(id(2)) && groups.is_grouped(id(1)) && !groups.is_grouped(id(6)));
        assert_eq!((groups.top_of(id(3)), groups.top_of(id(4))), (id(3), id(1)));
    }

    #[test]
    fn a_circle_is_refused_and_cut() {
        let groups = groups();
        assert!(groups.would_close_a_circle(id(1), id(4)));
        assert!(groups.would_close_a_circle(id(1), id(1)));
        assert!(!groups.would_close_a_circle(id(4), id(2)));
        let cut = Groups::new([(id(1), Some(id(2))), (id(2), Some(id(1)))]);
        assert_eq!(cut.head(id(1)), id(2));
        assert_eq!(cut.head(id(2)), id(2));
    }

    #[test]
    fn sums_go_to_the_head_or_to_the_one_asked_for() {
        let groups = groups();
        assert!(groups.units(Rollup::Each).is_empty());
        let whole = groups.units(Rollup::Groups);
        assert_eq!(whole.get(&id(4)), Some(&id(1)));
        assert_eq!((whole.get(&id(1)), whole.get(&id(5))), (None, None));
        let below = groups.units(Rollup::Below(id(3)));
        assert_eq!(below.get(&id(4)), Some(&id(3)));
        assert_eq!((below.get(&id(3)), below.get(&id(2))), (None, Some(&id(1))));
    }
}
