//! What kind of organisation a client is. Weights and threshold of the key criteria may differ by it.

/// The kinds the book knows; anything else is [`Sector::Other`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sector {
    /// A retail chain.
    RetailChain,
    /// A specialised store.
    SpecialisedStore,
    /// Finance other than a bank: insurance, leasing, funds.
    Finance,
    /// A bank.
    Bank,
    /// Services: hotels, catering, transport.
    Services,
    /// Something else.
    Other,
}

impl Sector {
    /// All, in the order of lists.
    pub const ALL: [Self; 6] = [
        Self::RetailChain,
        Self::SpecialisedStore,
        Self::Finance,
        Self::Bank,
        Self::Services,
        Self::Other,
    ];

    /// The word of JSON and database.
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

    /// The sector of a [`Sector::id`].
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

    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::RetailChain => "sector-retail-chain",
            Self::SpecialisedStore => "sector-specialised-store",
            Self::Finance => "sector-finance",
            Self::Bank => "sector-bank",
            Self::Services => "sector-services",
            Self::Other => "sector-other",
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
