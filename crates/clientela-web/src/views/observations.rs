//! What people saw and read, as the use cases tell it and as forms say it.

pub use clientela_app::keep_observations::{Jotted, ObservationLine, TurnDraft};
pub use clientela_domain::prospects::ObservationState;
