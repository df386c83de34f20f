//! Where a prospect comes from, what is asked of it, and how far it is.

use crate::obligations::coded;

coded! {
    /// The way a prospect was found (`DOMAIN.md` 14.1).
    SourceKind {
        /// A satisfied client named it.
        Client = "client", "prospect-source-client";
        /// Somebody we spoke with was asked whom else they know.
        Chain = "chain", "prospect-source-chain";
        /// A centre of influence named it.
        Influence = "influence", "prospect-source-influence";
        /// An advertisement.
        Advert = "advert", "prospect-source-advert";
        /// A catalogue.
        Catalogue = "catalogue", "prospect-source-catalogue";
        /// An exhibition.
        Exhibition = "exhibition", "prospect-source-exhibition";
        /// A seminar.
        Seminar = "seminar", "prospect-source-seminar";
        /// A directory.
        Directory = "directory", "prospect-source-directory";
        /// A newspaper or a magazine.
        Press = "press", "prospect-source-press";
        /// A professional meeting.
        Meeting = "meeting", "prospect-source-meeting";
        /// A party or another occasion among people.
        Party = "party", "prospect-source-party";
        /// A list of organisations unknown to us.
        Cold = "cold", "prospect-source-cold";
        /// Somebody who is paid for names.
        Spotter = "spotter", "prospect-source-spotter";
        /// A firm that finds and qualifies for us.
        Service = "service", "prospect-source-service";
        /// Our own eyes and reading.
        Observation = "observation", "prospect-source-observation";
        /// From a book that was merged with ours or bought.
        Inherited = "inherited", "prospect-source-inherited";
        /// A way the firm has a name of its own for.
        Other = "other", "prospect-source-other";
    }
}

impl SourceKind {
    /// Somebody named the prospect to us: who did is asked for.
    #[must_use]
    pub const fn is_named_by_somebody(self) -> bool {
        matches!(
            self,
            Self::Client | Self::Chain | Self::Influence | Self::Spotter
        )
    }

    /// An agreement on fees may stand behind it.
    #[must_use]
    pub const fn is_paid_by_name(self) -> bool {
        matches!(self, Self::Spotter | Self::Service)
    }

    /// Something we read may stand behind it.
    #[must_use]
    pub const fn is_read(self) -> bool {
        matches!(self, Self::Directory | Self::Press)
    }

    /// Nobody of ours knows whom it brings: kept apart in every figure.
    #[must_use]
    pub const fn is_cold(self) -> bool {
        matches!(self, Self::Cold)
    }

    /// A campaign, a batch of cold contacts or an agreement on fees may stand behind it, and is known by its name.
    #[must_use]
    pub const fn has_something_behind(self) -> bool {
        self.is_campaign() || self.is_cold() || self.is_paid_by_name()
    }

    /// A campaign may stand behind it.
    #[must_use]
    pub const fn is_campaign(self) -> bool {
        matches!(
            self,
            Self::Advert
                | Self::Catalogue
                | Self::Exhibition
                | Self::Seminar
                | Self::Meeting
                | Self::Party
        )
    }
}

coded! {
    /// What is asked of a prospect (`DOMAIN.md` 14.5). The first two are one part: either need is a need.
    Question {
        /// Does it need what we sell?
        FunctionalNeed = "functional_need", "prospect-question-functional-need";
        /// Does it wish for the standing that comes with it?
        PrestigeNeed = "prestige_need", "prospect-question-prestige-need";
        /// Can it pay?
        Ability = "ability", "prospect-question-ability";
        /// May the person we talk with decide to buy?
        Authority = "authority", "prospect-question-authority";
        /// Can we reach that person?
        Access = "access", "prospect-question-access";
    }
}

coded! {
    /// The answer to one question. Unknown is an answer: nobody has found out yet.
    Answer {
        /// Yes.
        Yes = "yes", "prospect-answer-yes";
        /// In part: neither settles nor fails the question.
        Partly = "partly", "prospect-answer-partly";
        /// No.
        No = "no", "prospect-answer-no";
        /// Nobody knows.
        Unknown = "unknown", "prospect-answer-unknown";
    }
}

coded! {
    /// How far a prospect is.
    Stage {
        /// A name, nothing more.
        Prospect = "prospect", "prospect-stage-prospect";
        /// We have spoken with it.
        Contacted = "contacted", "prospect-stage-contacted";
        /// It can become a client.
        Qualified = "qualified", "prospect-stage-qualified";
        /// It has our offer.
        Offered = "offered", "prospect-stage-offered";
        /// It has become a client.
        Won = "won", "prospect-stage-won";
        /// It will not become a client.
        Lost = "lost", "prospect-stage-lost";
        /// It rests until a day, for a reason.
        Parked = "parked", "prospect-stage-parked";
    }
}

impl Stage {
    /// Somebody works on it.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(
            self,
            Self::Prospect | Self::Contacted | Self::Qualified | Self::Offered
        )
    }

    /// It can only be reached with a reason.
    #[must_use]
    pub const fn wants_reason(self) -> bool {
        matches!(self, Self::Lost | Self::Parked)
    }

    /// Whoever is here has, or once had, what it takes to become a client.
    #[must_use]
    pub const fn is_qualified(self) -> bool {
        matches!(self, Self::Qualified | Self::Offered | Self::Won)
    }

    /// It may go from here to there. Whoever became a client stays one until that is taken back, and is made one
    /// by a deed of its own; everything else may be corrected in either direction.
    #[must_use]
    pub fn may_become(self, to: Self) -> bool {
        self != to && self != Self::Won && to != Self::Won
    }
}

coded! {
    /// Why a prospect will not become a client.
    LossReason {
        /// The price.
        Price = "price", "prospect-loss-price";
        /// A competitor.
        Competitor = "competitor", "prospect-loss-competitor";
        /// It does not need what we sell.
        NoNeed = "no_need", "prospect-loss-no-need";
        /// It cannot pay.
        NoMoney = "no_money", "prospect-loss-no-money";
        /// Nobody who may decide could be reached.
        NoAccess = "no_access", "prospect-loss-no-access";
        /// It stopped answering.
        Silence = "silence", "prospect-loss-silence";
        /// The organisation no longer exists, or is another one.
        Gone = "gone", "prospect-loss-gone";
        /// Another reason, in words.
        Other = "other", "prospect-loss-other";
    }
}
