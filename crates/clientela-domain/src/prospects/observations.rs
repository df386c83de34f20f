//! What our own eyes and reading bring, before it is anything.

use crate::obligations::coded;

coded! {
    /// What became of an observation.
    ObservationState {
        /// Nobody has looked at it yet.
        New = "new", "observation-state-new";
        /// A prospect was written down from it.
        Prospect = "prospect", "observation-state-prospect";
        /// It is evidence for a question about a prospect.
        Evidence = "evidence", "observation-state-evidence";
        /// It is a note on a client.
        Note = "note", "observation-state-note";
        /// It leads to nothing, for a reason.
        SetAside = "set_aside", "observation-state-set-aside";
    }
}
