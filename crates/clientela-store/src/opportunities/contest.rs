//! What was won or lost by an opportunity of a client stands once, where all that was won or lost stands: written
//! when the opportunity ends, kept alike while it changes, withdrawn when it is opened again.

use clientela_domain::ids::OpportunityId;
use clientela_domain::market::ContestOutcome;
use clientela_domain::opportunities::OpportunityStage;

use super::{Opportunity, get};
use crate::error::StoreError;
use crate::market::{self, Kept, NewContest};
use crate::sql::{self, binds};
use crate::transaction::{Reader, Tx};

/// Makes what was won or lost say what the opportunity says.
pub(super) async fn follow(tx: &mut Tx, id: OpportunityId) -> Result<(), StoreError> {
    let Some(now) = get(tx, id).await? else {
        return Ok(());
    };
    let Some(wanted) = contest_of(&now, tx.viewer().day()) else {
        return withdraw(tx, id).await;
    };
    let known: Option<Kept<NewContest>> = match now.contest_id {
        Some(contest) => market::get::<NewContest>(tx, contest).await?,
        None => None,
    };
    match known {
        Some(known) if known.record == wanted => Ok(()),
        Some(known) => market::change(tx, known.id, &wanted, known.version)
            .await
            .map(drop),
        None => {
            let contest = market::create(tx, &wanted).await?;
            let text = "UPDATE opportunities SET contest_id = $2 WHERE id = $1";
            sql::execute(tx, "naming a contest", text, binds![id.0, contest.0])
                .await
                .map(drop)
        }
    }
}

/// Withdraws what was won or lost by an opportunity, where it stands.
pub(super) async fn withdraw(tx: &mut Tx, id: OpportunityId) -> Result<(), StoreError> {
    let now = get(tx, id).await?;
    let Some(contest) = now.and_then(|now| now.contest_id) else {
        return Ok(());
    };
    let known = market::get::<NewContest>(tx, contest).await?;
    match known {
        Some(known) if !known.record.withdrawn => {
            let gone = NewContest {
                withdrawn: true,
                ..known.record
            };
            market::change(tx, known.id, &gone, known.version)
                .await
                .map(drop)
        }
        _ => Ok(()),
    }
}

/// What was won or lost; none of what is open, and none while nobody knows whose it is. A worth between two ends is
/// none that could be added up.
fn contest_of(of: &Opportunity, today: clientela_domain::day::Date) -> Option<NewContest> {
    let (own, standing) = (&of.opportunity, &of.standing);
    let outcome = match standing.stage {
        OpportunityStage::Won => ContestOutcome::Won,
        OpportunityStage::Lost => ContestOutcome::Lost,
        _ => return None,
    };
    let value = own.value_low.filter(|low| own.value_high == Some(*low));
    Some(NewContest {
        account_id: own.account_id?,
        competitor_id: own.competitor_id,
        product_group: own.product_groups.first().cloned().unwrap_or_default(),
        what: own.name.clone(),
        outcome,
        reason: standing.reason,
        reason_source: standing.reason_source,
        value,
        currency: own.currency.filter(|_| value.is_some()),
        day: standing.day.unwrap_or(today),
        note: standing.note.clone(),
        withdrawn: false,
    })
}
