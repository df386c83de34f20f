//! How bad something was, what a remark is about, how somebody speaks of us, and where it comes from. A
//! competitor is no source, as in [`crate::market`].

use crate::obligations::coded;

coded! {
    /// How bad something that went wrong was.
    IncidentSeverity {
        /// It was a nuisance.
        Minor = "minor", "incident-severity-minor";
        /// It did damage.
        Major = "major", "incident-severity-major";
        /// It put people or the business in danger.
        Critical = "critical", "incident-severity-critical";
    }
}

coded! {
    /// What was observed.
    RemarkAbout {
        /// Something said of us.
        Us = "us", "remark-about-us";
        /// Something about the market.
        Market = "market", "remark-about-market";
    }
}

coded! {
    /// How somebody speaks of us, as whoever wrote it down understood it.
    MentionTone {
        /// They recommended us without being asked.
        Recommends = "recommends", "mention-tone-recommends";
        /// Well.
        Good = "good", "mention-tone-good";
        /// Neither well nor ill.
        Neutral = "neutral", "mention-tone-neutral";
        /// Ill.
        Bad = "bad", "mention-tone-bad";
    }
}

coded! {
    /// Where something that is told comes from.
    ToldOrigin {
        /// A client.
        Client = "client", "told-origin-client";
        /// A supplier or another partner.
        Partner = "partner", "told-origin-partner";
        /// A newspaper, radio or television.
        Press = "press", "told-origin-press";
        /// A page or a network of the internet.
        Online = "online", "told-origin-online";
        /// A fair or a conference.
        Fair = "fair", "told-origin-fair";
        /// What could be seen in shops.
        Shelf = "shelf", "told-origin-shelf";
        /// A colleague.
        Colleague = "colleague", "told-origin-colleague";
        /// Something else.
        Other = "other", "told-origin-other";
    }
}
