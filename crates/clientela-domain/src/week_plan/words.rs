//! Why a visit is meant, and what became of it.

use crate::obligations::coded;

coded! {
    /// How far a visit is.
    VisitState {
        /// It is meant.
        Planned = "planned", "visit-planned";
        /// It took place.
        Done = "done", "visit-done";
        /// It did not take place.
        Missed = "missed", "visit-missed";
        /// It is not meant any more.
        Dropped = "dropped", "visit-dropped";
    }
}

coded! {
    /// Why a visit did not take place.
    MissReason {
        /// The client called it off.
        ClientCancelled = "client_cancelled", "miss-client-cancelled";
        /// We called it off.
        WeCancelled = "we_cancelled", "miss-we-cancelled";
        /// There was no time.
        NoTime = "no_time", "miss-no-time";
        /// It was put on another day.
        Moved = "moved", "miss-moved";
        /// Something else, said in words.
        Other = "other", "miss-other";
    }
}

coded! {
    /// Why a visit is proposed or meant, the most pressing first.
    VisitReason {
        /// A next step is due.
        Step = "step", "visit-reason-step";
        /// A prospect that was put aside is to be looked at again.
        Review = "review", "visit-reason-review";
        /// What is next with a prospect is due.
        Prospect = "prospect", "visit-reason-prospect";
        /// The client has been silent longer than its rhythm.
        Silence = "silence", "visit-reason-silence";
        /// An hour brings most there.
        Gain = "gain", "visit-reason-gain";
        /// Whoever plans it means it.
        Own = "own", "visit-reason-own";
    }
}
