//! Those who find prospects for a fee, as the use cases tell it and as forms say it.

pub use clientela_app::accrue_spotters::SpotterAccrual;
pub use clientela_app::check_spotters::{CheckLine, SpotterRivalry};
pub use clientela_app::keep_spotters::{NameDraft, SpotterDraft, draft_of as spotter_draft_of};
pub use clientela_app::pay_spotters::PayDraft;
pub use clientela_app::read_spotters::{NameLine, SpotterCard, SpotterLine, SpotterTotals};
pub use clientela_app::spotter_list::{SpotterQuery, SpotterSort};
pub use clientela_domain::gifts::Official;
pub use clientela_domain::prospects::{
    AccrualMonth, CheckVerdict, FeeKind, SpotterCheck, SpotterKind, SpotterObstacle, UnitCost,
};
pub use clientela_store::spotters::{PaidLine, Spotter, SpotterRun};
