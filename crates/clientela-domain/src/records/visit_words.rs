//! Words of files of visits: how far a visit is, and why it did not take place.

use super::words::{Codes, code_of};
use crate::week_plan::{MissReason, VisitState};

const STATES: Codes = &[
    (
        "planned",
        "planned|meant|scheduled|open|to do|планирано|планирана|предстои|насрочено",
    ),
    (
        "done",
        "done|took place|held|completed|visited|yes|състоя се|състояло се|състояла се|проведено|проведена|направено|да",
    ),
    (
        "missed",
        "missed|did not take place|not held|no show|no|несъстояло се|не се състоя|не се е състояло|не се е състояла|непроведено|пропуснато|не",
    ),
    (
        "dropped",
        "dropped|off the plan|cancelled|canceled|отпаднало|махнато|отменено",
    ),
];

const REASONS: Codes = &[
    (
        "client_cancelled",
        "client cancelled|the client called it off|cancelled by client|клиентът отказа|отказано от клиента|отказ на клиента",
    ),
    (
        "we_cancelled",
        "we cancelled|we called it off|cancelled by us|ние отказахме|отказано от нас",
    ),
    (
        "no_time",
        "no time|there was no time|няма време|нямаше време|не стигна времето",
    ),
    (
        "moved",
        "moved|another day|put on another day|postponed|преместено|преместена|друг ден|отложено",
    ),
    ("other", "other|друго|друга причина"),
];

/// How far a visit is.
#[must_use]
pub fn visit_state(text: &str) -> Option<VisitState> {
    code_of(STATES, text).and_then(VisitState::from_code)
}

/// Why a visit did not take place.
#[must_use]
pub fn miss_reason(text: &str) -> Option<MissReason> {
    code_of(REASONS, text).and_then(MissReason::from_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visits_are_read_in_both_languages() {
        assert_eq!(visit_state("Състояло се"), Some(VisitState::Done));
        assert_eq!(visit_state("did not take place"), Some(VisitState::Missed));
        assert_eq!(visit_state("може би"), None);
        assert_eq!(miss_reason("нямаше време"), Some(MissReason::NoTime));
        assert_eq!(
            miss_reason("client_cancelled"),
            Some(MissReason::ClientCancelled)
        );
        assert_eq!(miss_reason("?"), None);
    }
}
