//! The market and our brand, as the use cases tell it and as forms say it.

pub use clientela_app::keep_brand::{IncidentDraft, RemarkDraft};
pub use clientela_app::read_brand::{Brand, DeciderLine, DeciderSurvey, GroupPrice};
pub use clientela_domain::brand::{IncidentSeverity, MentionTone, RemarkAbout, ToldOrigin};
pub use clientela_domain::people_map::{Attitude, Judged};
pub use clientela_store::market::{NewIncident, NewRemark};
