//! Who owes, what kind of thing, and whence it came.

/// Declares words with the code that stands in JSON and database, and the message that names each.
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $code:literal, $message:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$of])* $variant,)+
        }

        impl $name {
            /// All of them, in their order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word of JSON and database.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// The one of a code; `None` for any other word.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }

            /// The message that names it.
            #[must_use]
            pub const fn message_id(self) -> &'static str {
                match self {
                    $(Self::$variant => $message,)+
                }
            }
        }
    };
}
pub(crate) use coded;

coded! {
    /// One of the two sides of the bond.
    Party {
        /// Our firm.
        Us = "us", "party-us";
        /// The client.
        Them = "them", "party-them";
    }
}

impl Party {
    /// The other side.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Us => Self::Them,
            Self::Them => Self::Us,
        }
    }
}

coded! {
    /// What kind of thing is owed.
    ObligationKind {
        /// That something is as good as was said.
        Quality = "quality", "obligation-kind-quality";
        /// That something comes.
        Delivery = "delivery", "obligation-kind-delivery";
        /// That something is ready in time.
        Deadline = "deadline", "obligation-kind-deadline";
        /// That something is done for the other.
        Service = "service", "obligation-kind-service";
        /// Money.
        Payment = "payment", "obligation-kind-payment";
        /// Knowledge: an offer, a forecast, a report.
        Information = "information", "obligation-kind-information";
        /// A good word to others.
        Reference = "reference", "obligation-kind-reference";
        /// Standing up for the other.
        Protection = "protection", "obligation-kind-protection";
        /// Anything else.
        Other = "other", "obligation-kind-other";
    }
}

coded! {
    /// Whence an obligation came.
    Origin {
        /// A clause of an agreement.
        Clause = "clause", "obligation-origin-clause";
        /// A promise in a conversation.
        Interaction = "interaction", "obligation-origin-interaction";
        /// Custom: what has always been done.
        Custom = "custom", "obligation-origin-custom";
        /// Support given to the other.
        Support = "support", "obligation-origin-support";
    }
}
