//! The rules, where they are told, how sure we are of them, and how the book keeps to each.

use crate::obligations::coded;

coded! {
    /// A rule of the bond, in the order of `DOMAIN.md` 25.2 (R1 to R19).
    BondRule {
        /// The order of duties: first those in our trust, then guests. Applied.
        Faith = "faith", "bond-rule-faith";
        /// The stronger side keeps its word to the weaker. Checked.
        Sanction = "sanction", "bond-rule-sanction";
        /// Neither side acts against the other. Checked.
        NoTestimony = "no_testimony", "bond-rule-no-testimony";
        /// Whoever is bound is excused from acting against the client. Checked.
        Excuse = "excuse", "bond-rule-excuse";
        /// Whoever belongs to both sides stays out of their dispute. Checked.
        BothSides = "both_sides", "bond-rule-both-sides";
        /// We stand up for our clients. Checked.
        Protection = "protection", "bond-rule-protection";
        /// Clients help us when we need it, as a gift and no loan. Checked.
        MaterialSupport = "material_support", "bond-rule-material-support";
        /// No money is taken from the small. Checked.
        MoneyLimit = "money_limit", "bond-rule-money-limit";
        /// Clients stand by us in danger. Checked.
        Company = "company", "bond-rule-company";
        /// Clients speak for us before others. Checked.
        Advocacy = "advocacy", "bond-rule-advocacy";
        /// Whoever came out of our house bears its name. Checked.
        SharedName = "shared_name", "bond-rule-shared-name";
        /// Both sides keep feasts together. Checked.
        Rites = "rites", "bond-rule-rites";
        /// Clients are seen often. Checked.
        MorningCall = "morning_call", "bond-rule-morning-call";
        /// Clients get their small gift. Checked.
        Sportula = "sportula", "bond-rule-sportula";
        /// Nobody is in the book twice. Checked.
        Identity = "identity", "bond-rule-identity";
        /// Standing is made by number and by weight. Applied.
        Numbers = "numbers", "bond-rule-numbers";
        /// A client is free though not equal. Applied.
        Freedom = "freedom", "bond-rule-freedom";
        /// An older bond is respected. Checked.
        OlderBond = "older_bond", "bond-rule-older-bond";
        /// Nobody likes to be called a client. Applied.
        Tact = "tact", "bond-rule-tact";
    }
}

coded! {
    /// How sure we are that it was a rule.
    Confidence {
        /// Well attested.
        High = "high", "bond-confidence-high";
        /// Inferred, or of a legendary age.
        Medium = "medium", "bond-confidence-medium";
    }
}

/// How the book keeps to a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearing {
    /// It is checked over what the book holds.
    Checked,
    /// It is applied where the book acts; the message says where.
    Applied(&'static str),
}

impl BondRule {
    /// Its number in `DOMAIN.md` 25.2, as people name it: `R3`.
    #[must_use]
    pub fn number(self) -> String {
        let place = Self::ALL.iter().position(|one| *one == self);
        format!("R{}", place.unwrap_or_default() + 1)
    }

    /// Whether it is checked, or applied where the book acts.
    #[must_use]
    pub const fn bearing(self) -> Bearing {
        match self {
            Self::Faith => Bearing::Applied("bond-applied-faith"),
            Self::Numbers => Bearing::Applied("bond-applied-numbers"),
            Self::Freedom => Bearing::Applied("bond-applied-freedom"),
            Self::Tact => Bearing::Applied("bond-applied-tact"),
            _ => Bearing::Checked,
        }
    }

    /// Where it is told.
    #[must_use]
    pub const fn sources(self) -> &'static str {
        match self {
            Self::Faith => "Gell. 5.13.2, 5.13.5",
            Self::Sanction => "XII Tab. VIII.21 (Serv. Aen. 6.609)",
            Self::NoTestimony => "Dion. Hal. 2.10.3; Plut. Rom. 13; Gell. 5.13.4",
            Self::Excuse => "Plut. Mar. 5",
            Self::BothSides => "lex Acilia repetundarum 10, 33 (CIL I² 583)",
            Self::Protection => "Dion. Hal. 2.10.1",
            Self::MaterialSupport => "Dion. Hal. 2.10.2; Livy 5.32.8, 38.60.9",
            Self::MoneyLimit => "Plut. Rom. 13",
            Self::Company => "Livy 2.16, 2.49; Dion. Hal. 9.15",
            Self::Advocacy => "Livy 2.56, 2.64; Comm. pet. 34–38; Cic. Mur. 70–71",
            Self::SharedName => "Cic. Fam. 13.35–36; Att. 4.15.1",
            Self::Rites => "Dion. Hal. 2.10",
            Self::MorningCall => "Cic. Att. 1.18.1; Fam. 9.20.3; Mart. 4.8; Juv. 5.19–23",
            Self::Sportula => {
                "Mart. 1.59, 3.7, 6.88, 10.27, 10.70; Juv. 1.95–126; Suet. Nero 16, Dom. 7"
            }
            Self::Identity => "Juv. 1.97–99, 1.120–126",
            Self::Numbers => "Plaut. Men. 571–585; Tac. Ann. 3.55",
            Self::Freedom => "Proculus, Dig. 49.15.7.1",
            Self::OlderBond => "Suet. Aug. 17.2",
            Self::Tact => "Cic. Off. 2.69",
        }
    }

    /// How sure we are that it was one.
    #[must_use]
    pub const fn confidence(self) -> Confidence {
        match self {
            Self::Sanction | Self::BothSides | Self::Company | Self::Rites => Confidence::Medium,
            _ => Confidence::High,
        }
    }

    /// What has to be said beside that; the message of it.
    #[must_use]
    pub const fn caution(self) -> Option<&'static str> {
        match self {
            Self::Sanction => Some("bond-caution-text-not-use"),
            Self::Protection => Some("bond-caution-ideal"),
            Self::Company => Some("bond-caution-legendary"),
            Self::Advocacy => Some("bond-caution-late-republic"),
            Self::SharedName => Some("bond-caution-exception"),
            Self::Rites => Some("bond-caution-thin"),
            Self::Identity => Some("bond-caution-satire"),
            _ => None,
        }
    }
}
