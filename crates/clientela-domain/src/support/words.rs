//! Who supports whom by what.

use crate::obligations::coded;

coded! {
    /// Who gives the support.
    SupportSide {
        /// We give it to the client.
        Us = "us", "support-side-us";
        /// The client gives it to us.
        Them = "them", "support-side-them";
        /// Both do it together.
        Both = "both", "support-side-both";
    }
}

coded! {
    /// By what one side supports the other.
    SupportKind {
        /// A good word when somebody asks.
        Reference = "reference", "support-kind-reference";
        /// A good word in writing, for everybody.
        Testimonial = "testimonial", "support-kind-testimonial";
        /// Bringing somebody together with somebody.
        Introduction = "introduction", "support-kind-introduction";
        /// Speaking or voting for the other before others.
        Advocacy = "advocacy", "support-kind-advocacy";
        /// Standing by the other in a difficulty or a dispute.
        StandingBy = "standing_by", "support-kind-standing-by";
        /// A tender entered together.
        JointTender = "joint_tender", "support-kind-joint-tender";
        /// An event held together.
        JointEvent = "joint_event", "support-kind-joint-event";
        /// Leave to use one's name or logo.
        Permission = "permission", "support-kind-permission";
        /// A use that was made of it.
        Use = "use", "support-kind-use";
        /// A fair.
        Fair = "fair", "support-kind-fair";
        /// An anniversary or another feast.
        Anniversary = "anniversary", "support-kind-anniversary";
        /// A review of the business together.
        Review = "review", "support-kind-review";
        /// Something that hurt the name of one side.
        Incident = "incident", "support-kind-incident";
        /// Value added beyond what was agreed.
        AddedValue = "added_value", "support-kind-added-value";
        /// A service delivered.
        Service = "service", "support-kind-service";
    }
}

coded! {
    /// Kinds of support that belong together.
    SupportFamily {
        /// A favour for which thanks are due.
        Favour = "favour", "support-family-favour";
        /// Done together.
        Joint = "joint", "support-family-joint";
        /// Feasts and meetings at which both sides are.
        Festival = "festival", "support-family-festival";
        /// Names and logos.
        Brand = "brand", "support-family-brand";
        /// What was delivered, with its value.
        Value = "value", "support-family-value";
    }
}

impl SupportKind {
    /// With which kinds it belongs.
    #[must_use]
    pub const fn family(self) -> SupportFamily {
        match self {
            Self::Reference
            | Self::Testimonial
            | Self::Introduction
            | Self::Advocacy
            | Self::StandingBy => SupportFamily::Favour,
            Self::JointTender | Self::JointEvent => SupportFamily::Joint,
            Self::Fair | Self::Anniversary | Self::Review => SupportFamily::Festival,
            Self::Permission | Self::Use | Self::Incident => SupportFamily::Brand,
            Self::AddedValue | Self::Service => SupportFamily::Value,
        }
    }

    /// Whoever was supported owes thanks for it.
    #[must_use]
    pub const fn asks_for_thanks(self) -> bool {
        matches!(self.family(), SupportFamily::Favour)
    }

    /// It is about a name or a logo.
    #[must_use]
    pub const fn has_mark(self) -> bool {
        matches!(self, Self::Permission | Self::Use)
    }

    /// People of both sides are asked to it.
    #[must_use]
    pub const fn has_attendance(self) -> bool {
        matches!(
            self.family(),
            SupportFamily::Festival | SupportFamily::Joint
        )
    }
}

coded! {
    /// What of a party may be shown.
    Mark {
        /// Its name.
        Name = "name", "support-mark-name";
        /// Its logo.
        Logo = "logo", "support-mark-logo";
        /// Both.
        NameAndLogo = "name_and_logo", "support-mark-name-and-logo";
    }
}

impl Mark {
    /// What it consists of.
    #[must_use]
    pub const fn parts(self) -> &'static [Self] {
        match self {
            Self::Name => &[Self::Name],
            Self::Logo => &[Self::Logo],
            Self::NameAndLogo => &[Self::Name, Self::Logo],
        }
    }

    /// Does leave for this one cover that part?
    pub(super) fn permits(self, part: Self) -> bool {
        self == Self::NameAndLogo || self == part
    }
}

coded! {
    /// How far support is.
    SupportState {
        /// Agreed or intended.
        Planned = "planned", "support-state-planned";
        /// Given.
        Done = "done", "support-state-done";
        /// Written down by mistake, or came to nothing.
        Withdrawn = "withdrawn", "support-state-withdrawn";
    }
}
