//! Which clients, by what the directory knows of them. Lists of people follow it to their clients.

use clientela_domain::ids::{AccountId, UserId};
use clientela_store::accounts::{DirectoryEntry, Origin};

use crate::directory::Directory;

/// Whose clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OwnerFilter {
    /// Clients nobody answers for.
    Nobody,
    /// Clients of this user.
    User(UserId),
}

/// Which clients; what is absent is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountFilter {
    /// Only this city, as written.
    pub city: Option<String>,
    /// Only this sector, a stable word.
    pub sector: Option<String>,
    /// Only clients with this tag, folded.
    pub tag: Option<String>,
    /// Only clients of this owner.
    pub owner: Option<OwnerFilter>,
    /// Only this client and its group.
    pub group: Option<AccountId>,
    /// Only clients that came in this way.
    pub origin: Option<Origin>,
    /// Only clients for which nothing is to be done next.
    pub without_next_step: bool,
}

impl AccountFilter {
    /// Asks nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Does the client fit?
    #[must_use]
    pub fn fits(&self, directory: &Directory, card: &DirectoryEntry) -> bool {
        let is = |wanted: &Option<String>, found: &str| {
            wanted.as_ref().is_none_or(|wanted| wanted == found)
        };
        is(&self.city, &card.city)
            && is(&self.sector, card.sector.as_deref().unwrap_or_default())
            && self.origin.is_none_or(|origin| card.origin == Some(origin))
            && self.owner.is_none_or(|owner| match owner {
                OwnerFilter::Nobody => card.owner_id.is_none(),
                OwnerFilter::User(user) => card.owner_id == Some(user),
            })
            && self.tag.as_ref().is_none_or(|tag| {
                let tags = directory.tags_of(card.id);
                tags.iter().any(|own| own.folded == *tag)
            })
            && self.group.is_none_or(|group| {
                directory.groups().head(card.id) == directory.groups().head(group)
            })
            && !(self.without_next_step && directory.has_next_step(card.id))
    }
}
