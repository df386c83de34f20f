//! "You see this because …": why a viewer sees a client.

use clientela_domain::ids::AccountId;
use clientela_store::Viewer;
use clientela_store::sight::{self, SeenBecause};

use crate::answers::firm::SeenBecauseAnswer;
use crate::context::Context;
use crate::error::AppError;

/// Every reason why the viewer sees a client, the closest first.
///
/// # Errors
/// [`AppError::NotFound`] for a client that does not exist or that the viewer may not see.
pub async fn explain_sight(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
) -> Result<Vec<SeenBecause>, AppError> {
    sight::reasons(&context.store.read(viewer), account)
        .await?
        .ok_or(AppError::NotFound("account"))
}

/// The reasons as they leave the program.
#[must_use]
pub fn answer(reasons: &[SeenBecause]) -> Vec<SeenBecauseAnswer> {
    reasons.iter().map(one).collect()
}

fn one(reason: &SeenBecause) -> SeenBecauseAnswer {
    let (code, owner, team, until) = match reason {
        SeenBecause::Owner => ("owner", None, None, None),
        SeenBecause::Substitute => ("substitute", None, None, None),
        SeenBecause::StandingIn { owner, until } => (
            "standing_in",
            Some(owner.clone()),
            None,
            Some(until.to_string()),
        ),
        SeenBecause::Team { owner, team } => {
            ("team", Some(owner.clone()), Some(team.clone()), None)
        }
        SeenBecause::SeesAll => ("all", None, None, None),
    };
    SeenBecauseAnswer {
        reason: code.to_owned(),
        owner,
        team: team.filter(|name| !name.is_empty()),
        until,
    }
}
