//! The kinds of reasons to greet somebody.

use crate::obligations::coded;

coded! {
    /// Why somebody is greeted.
    ReasonKind {
        /// We promised something that is due.
        OurPromise = "our_promise", "reason-kind-our-promise";
        /// They promised something that is due.
        TheirPromise = "their_promise", "reason-kind-their-promise";
        /// Something is planned for today.
        NextStep = "next_step", "reason-kind-next-step";
        /// They did something for us, and nobody has thanked them.
        Thanks = "thanks", "reason-kind-thanks";
        /// Something agreed with them ends soon.
        Renewal = "renewal", "reason-kind-renewal";
        /// Their birthday.
        Birthday = "birthday", "reason-kind-birthday";
        /// Nobody has spoken with them for longer than was meant.
        Silence = "silence", "reason-kind-silence";
        /// Something about them is not known that would decide.
        Question = "question", "reason-kind-question";
        /// They may know whom else we could serve.
        Referral = "referral", "reason-kind-referral";
    }
}

impl ReasonKind {
    /// Probability that acting today changes it, where nobody says otherwise. Reasoned defaults, no
    /// findings: a promise we keep is ours to keep, a question may stay one after we asked.
    #[must_use]
    pub const fn default_chance(self) -> f64 {
        match self {
            Self::OurPromise => 0.30,
            Self::Renewal => 0.25,
            Self::TheirPromise | Self::NextStep => 0.20,
            Self::Silence => 0.15,
            Self::Thanks | Self::Referral => 0.10,
            Self::Question | Self::Birthday => 0.05,
        }
    }

    /// Does it find something out?
    #[must_use]
    pub const fn finds_out(self) -> bool {
        matches!(self, Self::Question)
    }
}
