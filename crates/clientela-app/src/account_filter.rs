//! Which clients, by what the directory knows of them. Lists of people follow it to their clients.

use clientela_domain::ids::{AccountId, UserId};
use clientela_domain::relationship_stage::Stage;
use clientela_store::accounts::{DirectoryEntry, Origin};
use clientela_store::relationship_stages::StandingStage;

use crate::directory::Directory;

/// Whose clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OwnerFilter {
    /// Clients nobody answers for.
    Nobody,
    /// Clients of this user.
    User(UserId),
}

/// How far the relationship has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StageFilter {
    /// At this stage, and not coming apart.
    At(Stage),
    /// Coming apart, from any stage.
    ComingApart,
    /// Nobody has set a stage.
    Unset,
}

impl StageFilter {
    /// Every one, for menus.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let stages = Stage::ALL.iter().copied().map(Self::At);
        stages.chain([Self::ComingApart, Self::Unset]).collect()
    }

    /// The word of addresses and JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::At(stage) => stage.code(),
            Self::ComingApart => "uncoupling",
            Self::Unset => "none",
        }
    }

    /// The one of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().into_iter().find(|one| one.code() == code)
    }

    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::At(stage) => stage.message_id(),
            Self::ComingApart => "stage-uncoupling",
            Self::Unset => "stage-none",
        }
    }

    /// What stands for a client, as one word.
    #[must_use]
    pub fn of(standing: Option<StandingStage>) -> Self {
        match standing {
            Some(one) if one.coming_apart => Self::ComingApart,
            Some(StandingStage {
                stage: Some(stage), ..
            }) => Self::At(stage),
            _ => Self::Unset,
        }
    }
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
    /// Only clients with which the relationship has come so far.
    pub stage: Option<StageFilter>,
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
            && self
                .stage
                .is_none_or(|stage| StageFilter::of(directory.stage_of(card.id)) == stage)
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
