//! Which prospects that became clients the sales ledger confirms, and a list of only these or only the others.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::ids::AccountId;
use clientela_domain::prospects::Stage;
use clientela_store::prospects::{self, Prospect, ProspectFilter};
use clientela_store::{Read, Viewer};

use super::{ProspectLine, ProspectPage, ProspectQuery, with_names};
use crate::confirm_won::latest_sales;
use crate::context::{BookState, Context};
use crate::error::AppError;

/// Prospects looked at in one go.
const AT_ONCE: u64 = 200;

/// Whether sales confirm that a prospect became a client: the client bought on that day or later. `None` for one that
/// is no client, and for a client the viewer does not see.
pub(super) fn confirmed(
    prospect: &Prospect,
    state: &BookState,
    latest: &HashMap<AccountId, Date>,
) -> Option<bool> {
    let account = client_of(prospect).map(|(account, _)| account)?;
    state.directory.card(account)?;
    let bought = latest.get(&account);
    Some(bought.is_some_and(|day| *day >= prospect.standing.day))
}

/// The client a prospect became, and since when.
pub(super) fn client_of(prospect: &Prospect) -> Option<(AccountId, Date)> {
    let standing = &prospect.standing;
    let account = prospect
        .account_id
        .filter(|_| standing.stage == Stage::Won)?;
    Some((account, standing.day))
}

/// A page of those whose sales confirm it, or of those whose sales do not.
pub(super) async fn page_of(
    context: &Context,
    viewer: &Viewer,
    query: &ProspectQuery,
    wanted: bool,
) -> Result<ProspectPage, AppError> {
    let mut filter = query.filter(context.clock.today());
    if !filter.stages.is_empty() && !filter.stages.contains(&Stage::Won) {
        return Ok(ProspectPage::default());
    }
    filter.stages = vec![Stage::Won];
    let read = context.store.read(viewer);
    let matching = count(context, viewer, (&read, &filter), wanted).await?;
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let mut lines: Vec<ProspectLine> = Vec::new();
    let mut after = query.cursor.clone();
    loop {
        let order = (query.order(), after.as_ref());
        let found = prospects::list(&read, &filter, order, AT_ONCE).await?;
        let last = found.last().map(|last| query.order().key_of(last));
        let named = with_names(context, viewer, found).await?;
        let fitting = named
            .into_iter()
            .filter(|line| line.confirmed == Some(wanted));
        lines.extend(fitting);
        after = last;
        if after.is_none() || lines.len() > limit {
            break;
        }
    }
    let more = lines.len() > limit;
    lines.truncate(limit);
    let next = lines.last().filter(|_| more);
    Ok(ProspectPage {
        next: next.map(|last| query.order().key_of(&last.prospect)),
        lines,
        matching,
    })
}

/// How many there are of one kind.
async fn count(
    context: &Context,
    viewer: &Viewer,
    (read, filter): (&Read, &ProspectFilter),
    wanted: bool,
) -> Result<u64, AppError> {
    let state = context.book_state(viewer).await?;
    let mut clients = prospects::clients_of(read, filter).await?;
    clients.retain(|(account, _)| state.directory.card(*account).is_some());
    let latest = latest_sales(context, &state, &clients).await?;
    let fits = |(account, day): &&(AccountId, Date)| {
        let bought = latest.get(account);
        bought.is_some_and(|latest| latest >= day) == wanted
    };
    Ok(clients.iter().filter(fits).count() as u64)
}
