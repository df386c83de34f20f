//! What a gift is, what the policy says of it, and how far it is.

use crate::obligations::coded;

coded! {
    /// Which way a gift goes.
    GiftDirection {
        /// From us to the client's people.
        Given = "given", "gift-direction-given";
        /// From the client's people to us.
        Received = "received", "gift-direction-received";
    }
}

coded! {
    /// What is given.
    GiftKind {
        /// A thing.
        Goods = "goods", "gift-kind-goods";
        /// A meal.
        Meal = "meal", "gift-kind-meal";
        /// A concert, a match, a feast.
        Event = "event", "gift-kind-event";
        /// Travel or a stay.
        Travel = "travel", "gift-kind-travel";
        /// A sample for trying; booked as such it is no gift.
        Sample = "sample", "gift-kind-sample";
        /// Cash, or what is as good as cash.
        Cash = "cash", "gift-kind-cash";
    }
}

coded! {
    /// Whether whoever receives it is a public official.
    Official {
        /// Is none.
        No = "no", "official-no";
        /// Is one.
        Yes = "yes", "official-yes";
        /// Nobody knows.
        Unknown = "unknown", "official-unknown";
    }
}

coded! {
    /// What the policy says of a gift: the first rule that hits.
    GiftDecision {
        /// Within the limits.
        Allowed = "allowed", "gift-decision-allowed";
        /// Large enough for somebody else to look at it first.
        NeedsApproval = "needs_approval", "gift-decision-needs-approval";
        /// Nobody knows its value.
        HeldValue = "held_value", "gift-decision-held-value";
        /// Nobody knows whether the receiver is a public official, or who it is.
        HeldRecipient = "held_recipient", "gift-decision-held-recipient";
        /// Cash or as good as cash.
        RefusedCash = "refused_cash", "gift-decision-refused-cash";
        /// To a public official, above what officials may be given.
        RefusedOfficial = "refused_official", "gift-decision-refused-official";
        /// Too near before the award of a tender or the decision of a claim.
        RefusedTender = "refused_tender", "gift-decision-refused-tender";
        /// Above the limit of one gift.
        RefusedSingle = "refused_single", "gift-decision-refused-single";
        /// Above the limit of twelve months for one person.
        RefusedPerson = "refused_person", "gift-decision-refused-person";
        /// Above the limit of twelve months for one firm.
        RefusedFirm = "refused_firm", "gift-decision-refused-firm";
    }
}

impl GiftDecision {
    /// The policy refuses it.
    #[must_use]
    pub const fn is_refused(self) -> bool {
        matches!(
            self,
            Self::RefusedCash
                | Self::RefusedOfficial
                | Self::RefusedTender
                | Self::RefusedSingle
                | Self::RefusedPerson
                | Self::RefusedFirm
        )
    }

    /// Something the policy looks at is unknown.
    #[must_use]
    pub const fn is_held(self) -> bool {
        matches!(self, Self::HeldValue | Self::HeldRecipient)
    }

    /// Somebody else looks at it first.
    #[must_use]
    pub const fn needs_approval(self) -> bool {
        matches!(self, Self::NeedsApproval)
    }

    /// How far a gift is of which the policy says this, before anybody decides.
    #[must_use]
    pub const fn state(self) -> GiftState {
        match self {
            Self::Allowed => GiftState::Recorded,
            Self::NeedsApproval | Self::HeldValue | Self::HeldRecipient => GiftState::Waiting,
            _ => GiftState::Refused,
        }
    }
}

coded! {
    /// How far a gift is.
    GiftState {
        /// Allowed by the policy and written down.
        Recorded = "recorded", "gift-state-recorded";
        /// Waits for a decision, or for what is not known yet.
        Waiting = "waiting", "gift-state-waiting";
        /// Approved by the director.
        Approved = "approved", "gift-state-approved";
        /// Not approved by the director.
        Declined = "declined", "gift-state-declined";
        /// Refused by the policy.
        Refused = "refused", "gift-state-refused";
        /// Written down by mistake.
        Withdrawn = "withdrawn", "gift-state-withdrawn";
    }
}

impl GiftState {
    /// It counts in the sums of the limits: it was given, or is about to be.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Recorded | Self::Waiting | Self::Approved)
    }
}

coded! {
    /// What became of a thing that was not to be kept.
    Disposal {
        /// Given back.
        Returned = "returned", "gift-disposal-returned";
        /// Given to charity.
        Donated = "donated", "gift-disposal-donated";
        /// Shared among the colleagues.
        Shared = "shared", "gift-disposal-shared";
    }
}
