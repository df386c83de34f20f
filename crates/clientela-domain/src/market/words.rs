//! Where something about the market comes from. A competitor is no source: prices are never exchanged with
//! competitors (Treaty on the Functioning of the European Union, article 101).

use crate::obligations::coded;

coded! {
    /// Who told about a competitor's position.
    PositionSource {
        /// The client.
        Client = "client", "position-source-client";
        /// A price list, a tender or another paper anybody may read.
        Published = "published", "position-source-published";
        /// A shelf, a fair or another place where it could be seen.
        Observed = "observed", "position-source-observed";
        /// Somebody else in the market.
        Hearsay = "hearsay", "position-source-hearsay";
    }
}

coded! {
    /// Where a figure of what the client buys comes from.
    PurchasesSource {
        /// The client said so.
        Statement = "statement", "purchases-source-statement";
        /// Published accounts, and the part of them that goes into this.
        Accounts = "accounts", "purchases-source-accounts";
        /// A norm by shop, head or machine.
        Norm = "norm", "purchases-source-norm";
        /// What is seen of others: they buy at least this much.
        Observed = "observed", "purchases-source-observed";
    }
}

coded! {
    /// How a contest for a client's business ended.
    ContestOutcome {
        /// We won.
        Won = "won", "contest-outcome-won";
        /// They did.
        Lost = "lost", "contest-outcome-lost";
        /// Nobody knows.
        Unknown = "unknown", "contest-outcome-unknown";
    }
}

coded! {
    /// Why it was won or lost.
    ContestReason {
        /// The price.
        Price = "price", "contest-reason-price";
        /// The quality.
        Quality = "quality", "contest-reason-quality";
        /// The delivery.
        Delivery = "delivery", "contest-reason-delivery";
        /// The relation with those who decide.
        Relation = "relation", "contest-reason-relation";
        /// What was asked for suited one of us better.
        Specification = "specification", "contest-reason-specification";
    }
}

coded! {
    /// Who says why.
    ReasonSource {
        /// The client was asked.
        Client = "client", "reason-source-client";
        /// We guess.
        Guessed = "guessed", "reason-source-guessed";
    }
}
