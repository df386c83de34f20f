//! Agreements among the reasons of a morning: the day by which notice is to be given, and an end that is near.

use clientela_domain::agreements::{Phase, renewal};
use clientela_domain::briefing::ReasonKind;
use clientela_domain::working_days::working_day_up_to;
use clientela_store::Viewer;
use clientela_store::agreements;

use crate::context::Context;
use crate::error::AppError;
use crate::morning_reasons::{Ground, Reason, ReasonDetail, days_until};

/// Days ahead within which a day of notice or an end is brought to mind.
const AHEAD_DAYS: i64 = 30;

/// A reason for each agreement in force whose next day is near.
pub(crate) async fn reasons(
    context: &Context,
    viewer: &Viewer,
    ground: &Ground,
) -> Result<Vec<Reason>, AppError> {
    let read = context.store.read(viewer);
    let found = agreements::in_force(&read, None).await?;
    let ids: Vec<_> = found.iter().map(|one| one.id).collect();
    let standing = agreements::standing_terms(&read, &ids).await?;
    let mut reasons = Vec::new();
    for agreement in found {
        let own = &agreement.agreement;
        let Some(terms) = standing.get(&agreement.id) else {
            continue;
        };
        let at = renewal(terms, ground.day());
        let day = match at.phase {
            Phase::NoticeNear => at.notice_by,
            Phase::Ending | Phase::NoticePassed if !terms.is_renewed => at.ends,
            _ => None,
        };
        let Some(day) = day.filter(|_| ground.mine.contains(&own.account_id)) else {
            continue;
        };
        let days = days_until(ground.day(), working_day_up_to(day));
        if days > AHEAD_DAYS {
            continue;
        }
        reasons.push(ground.reason(
            ReasonKind::Renewal,
            (own.account_id, None),
            (agreement.id.0, days),
            ReasonDetail::Agreement {
                id: agreement.id,
                number: own.number.clone(),
                until: day,
                is_notice: at.phase == Phase::NoticeNear,
            },
        ));
    }
    Ok(reasons)
}
