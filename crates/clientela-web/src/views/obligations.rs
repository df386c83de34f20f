//! What we and our clients owe each other, as the use cases tell it and as forms say it.

pub use clientela_app::jot_promise::Promised;
pub use clientela_app::keep_obligations::{EventDraft, ObligationDraft, draft_of};
pub use clientela_app::list_obligations::{
    OWED, ObligationLine, ObligationOwner, ObligationPage, ObligationQuery, cursor_text,
    read_cursor,
};
pub use clientela_app::measure_trust::{Bond, OwedLine};
pub use clientela_domain::obligations::{
    Event, Group, ObligationKind, Origin, Party, State as ObligationState,
};
pub use clientela_domain::trust::{SideTrust, Trust};
pub use clientela_store::obligations::ObligationOrder;
