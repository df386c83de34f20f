//! Roles in the buying centre, attitudes, ties between people, and kinds of statements about them.

use crate::obligations::coded;

coded! {
    /// A role in a purchase (Webster & Wind 1972; the initiator after Bonoma 1982). One person may
    /// have several, and several people one.
    BuyingRole {
        /// Who first asks for it.
        Initiator = "initiator", "buying-role-initiator";
        /// Who works with it.
        User = "user", "buying-role-user";
        /// Whose opinion counts.
        Influencer = "influencer", "buying-role-influencer";
        /// Who decides.
        Decider = "decider", "buying-role-decider";
        /// Who negotiates and orders.
        Buyer = "buyer", "buying-role-buyer";
        /// Who lets others through, or not.
        Gatekeeper = "gatekeeper", "buying-role-gatekeeper";
    }
}

impl BuyingRole {
    /// How much it matters that we speak with somebody of this role.
    #[must_use]
    pub const fn weight(self) -> u8 {
        match self {
            Self::Decider => 3,
            Self::User | Self::Buyer => 2,
            Self::Initiator | Self::Influencer | Self::Gatekeeper => 1,
        }
    }
}

coded! {
    /// What somebody thinks of us, from worst to best.
    Attitude {
        /// Works against us.
        Blocker = "blocker", "attitude-blocker";
        /// Would rather have others.
        Opponent = "opponent", "attitude-opponent";
        /// Neither.
        Neutral = "neutral", "attitude-neutral";
        /// For us.
        Supporter = "supporter", "attitude-supporter";
        /// Speaks for us when we are not there.
        Champion = "champion", "attitude-champion";
    }
}

impl Attitude {
    /// From −2 to 2.
    #[must_use]
    pub const fn level(self) -> i8 {
        match self {
            Self::Blocker => -2,
            Self::Opponent => -1,
            Self::Neutral => 0,
            Self::Supporter => 1,
            Self::Champion => 2,
        }
    }

    /// The working chance of a yes; a convention until enough decisions have been written down.
    #[must_use]
    pub const fn chance(self) -> f64 {
        match self {
            Self::Blocker => 0.05,
            Self::Opponent => 0.25,
            Self::Neutral => 0.5,
            Self::Supporter => 0.75,
            Self::Champion => 0.95,
        }
    }

    /// One step better; `None` for the best.
    #[must_use]
    pub fn better(self) -> Option<Self> {
        let place = Self::ALL.iter().position(|one| *one == self)?;
        Self::ALL.get(place + 1).copied()
    }
}

coded! {
    /// An informal tie between two people.
    TieKind {
        /// One of them listens to the other.
        Influences = "influences", "tie-influences";
        /// They are against each other.
        Opposes = "opposes", "tie-opposes";
        /// Friends.
        Friend = "friend", "tie-friend";
        /// They worked together before.
        FormerColleague = "former_colleague", "tie-former-colleague";
    }
}

impl TieKind {
    /// A good word can go along it.
    #[must_use]
    pub const fn carries(self) -> bool {
        !matches!(self, Self::Opposes)
    }

    /// It goes from one to the other only.
    #[must_use]
    pub const fn is_one_way(self) -> bool {
        matches!(self, Self::Influences)
    }
}

coded! {
    /// How strong a tie is.
    Strength {
        /// Weak.
        Weak = "weak", "tie-strength-weak";
        /// Plain: nobody said more.
        Plain = "plain", "tie-strength-plain";
        /// Strong.
        Strong = "strong", "tie-strength-strong";
    }
}

coded! {
    /// What a statement is about.
    Aspect {
        /// A role in the purchase: they have it or not.
        Role = "role", "map-aspect-role";
        /// What they think of us.
        Attitude = "attitude", "map-aspect-attitude";
        /// How much they weigh in a decision, from 1 to 5.
        Influence = "influence", "map-aspect-influence";
        /// Can they stop a decision alone?
        Veto = "veto", "map-aspect-veto";
        /// To whom they report.
        ReportsTo = "reports_to", "map-aspect-reports-to";
        /// Who of us is their counterpart.
        Counterpart = "counterpart", "map-aspect-counterpart";
        /// An informal tie to somebody else.
        Tie = "tie", "map-aspect-tie";
        /// Do they belong on the map at all?
        Place = "place", "map-aspect-place";
    }
}
