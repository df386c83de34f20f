//! How far an opportunity is.

use crate::obligations::coded;

coded! {
    /// How far an opportunity is: four stages in which somebody works on it, and the two ends.
    OpportunityStage {
        /// We see it; we have not spoken about it.
        Identified = "identified", "opportunity-stage-identified";
        /// We speak with them about it.
        Engaged = "engaged", "opportunity-stage-engaged";
        /// They have our offer.
        Offered = "offered", "opportunity-stage-offered";
        /// The terms are being agreed.
        Negotiating = "negotiating", "opportunity-stage-negotiating";
        /// They buy it from us.
        Won = "won", "opportunity-stage-won";
        /// They do not.
        Lost = "lost", "opportunity-stage-lost";
    }
}

impl OpportunityStage {
    /// The stages in which somebody works on it, in their order.
    pub const OPEN: [Self; 4] = [
        Self::Identified,
        Self::Engaged,
        Self::Offered,
        Self::Negotiating,
    ];

    /// Somebody works on it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Won | Self::Lost)
    }

    /// It may go from here to there. Open stages may be corrected in either direction; what has ended is opened
    /// again before it may end otherwise, so that its history says why.
    #[must_use]
    pub fn may_become(self, to: Self) -> bool {
        self != to && (self.is_open() || to.is_open())
    }
}
