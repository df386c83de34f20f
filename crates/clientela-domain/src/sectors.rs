//! Sectors of clients, each a template of how such a firm buys (seed K3: key clients are mostly
//! chains and large specialist shops, but also finance, banks and services).

/// The sector of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sector {
    /// A chain of shops.
    RetailChain,
    /// A large specialist shop.
    SpecialisedStore,
    /// Insurance, leasing, funds.
    Finance,
    /// A bank.
    Bank,
    /// Services: hotels, catering, health, transport.
    Services,
    /// Anything else.
    Other,
}

impl Sector {
    /// All, in the order of menus.
    pub const ALL: [Self; 6] = [
        Self::RetailChain,
        Self::SpecialisedStore,
        Self::Finance,
        Self::Bank,
        Self::Services,
        Self::Other,
    ];

    /// Stable word, as in SQL and JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::RetailChain => "retail_chain",
            Self::SpecialisedStore => "specialised_store",
            Self::Finance => "finance",
            Self::Bank => "bank",
            Self::Services => "services",
            Self::Other => "other",
        }
    }

    /// The sector of a word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sector| sector.id() == id)
    }

    /// What to expect of such a client, as a proposal people may change.
    #[must_use]
    pub const fn template(self) -> SectorTemplate {
        match self {
            Self::RetailChain => SectorTemplate {
                rhythm_days: 14,
                units: &[
                    "purchasing",
                    "category",
                    "logistics",
                    "finance",
                    "management",
                ],
            },
            Self::SpecialisedStore => SectorTemplate {
                rhythm_days: 21,
                units: &["purchasing", "shop", "management"],
            },
            Self::Finance => SectorTemplate {
                rhythm_days: 45,
                units: &["purchasing", "administration", "legal", "management"],
            },
            Self::Bank => SectorTemplate {
                rhythm_days: 45,
                units: &[
                    "purchasing",
                    "administration",
                    "security",
                    "legal",
                    "management",
                ],
            },
            Self::Services => SectorTemplate {
                rhythm_days: 30,
                units: &["purchasing", "operations", "finance", "management"],
            },
            Self::Other => SectorTemplate {
                rhythm_days: 30,
                units: &["purchasing", "finance", "management"],
            },
        }
    }
}

/// What a sector proposes for its clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SectorTemplate {
    /// Days between contacts.
    pub rhythm_days: u16,
    /// Departments in which somebody should be known, as message words (`unit-<word>`).
    pub units: &'static [&'static str],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_back_to_their_sector() {
        for sector in Sector::ALL {
            assert_eq!(Sector::from_id(sector.id()), Some(sector));
            assert!(sector.template().rhythm_days > 0 && !sector.template().units.is_empty());
        }
        assert_eq!(Sector::from_id("retail"), None);
    }
}
