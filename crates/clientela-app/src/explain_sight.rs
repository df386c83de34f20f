//! "You see this because …": why a viewer sees a client.

use clientela_domain::ids::AccountId;
use clientela_store::Viewer;
use clientela_store::sight::{self, SeenBecause};
use clientela_texts::{Texts, format};

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
        SeenBecause::TakingOver => ("taking_over", None, None, None),
        SeenBecause::SeesAll => ("all", None, None, None),
    };
    SeenBecauseAnswer {
        reason: code.to_owned(),
        owner,
        team: team.filter(|name| !name.is_empty()),
        until,
    }
}

/// All reasons in one sentence.
#[must_use]
pub fn sentence(t: Texts, reasons: &[SeenBecause]) -> String {
    let words: Vec<String> = reasons
        .iter()
        .map(|reason| match reason {
            SeenBecause::Owner => t.get("seen-owner").into_owned(),
            SeenBecause::Substitute => t.get("seen-substitute").into_owned(),
            SeenBecause::StandingIn { owner, until } => t.with(
                "seen-standing-in",
                &[("owner", owner), ("day", &format::day(t.language, *until))],
            ),
            SeenBecause::Team { owner, team } if team.is_empty() => {
                t.with1("seen-team-of", "owner", owner.as_str())
            }
            SeenBecause::Team { owner, team } => {
                t.with("seen-team", &[("owner", owner), ("team", team)])
            }
            SeenBecause::TakingOver => t.get("seen-taking-over").into_owned(),
            SeenBecause::SeesAll => t.get("seen-all").into_owned(),
        })
        .collect();
    t.with1("seen-because", "reasons", words.join("; "))
}
