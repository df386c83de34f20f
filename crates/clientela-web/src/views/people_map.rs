//! Who is who inside a client, as the use cases tell it and as forms say it.

pub use clientela_app::keep_people_map::{
    JudgeForm, MapDraft, PlaceholderDraft, PurchaseCriterionDraft, PurchaseDraft,
    PurchaseStepDraft, purchase_draft_of,
};
pub use clientela_app::people_map_answer::{NEXT_SHOWN, said_in_words};
pub use clientela_app::show_people_map::{MapNode, PeopleMap};
pub use clientela_domain::people_map::{
    ACTIVE_DAYS, Attitude, BuyingRole, INFLUENCE_MAX, Judged, Node, Route, Said, Strength, Tie,
    TieKind, attitude_word, veto_word,
};
pub use clientela_store::people_map::{MapStatement, Placeholder};
pub use clientela_store::purchase_processes::PurchaseProcess;
