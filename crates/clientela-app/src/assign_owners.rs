//! Sales representatives of the ledger become users, and their clients get owners in bulk, so that
//! "own" means something on the first day.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use clientela_domain::day::{Date, Period};
use clientela_domain::ids::{AccountId, UserId};
use clientela_domain::names::fold;
use clientela_domain::ports::{Grouping, LineFilter};
use clientela_store::owners::{self, Assignment};
use clientela_store::sales_representatives::{self, SalesRepresentative};
use clientela_store::users::{self, UserName};
use clientela_store::{Permission, Viewer};
use uuid::Uuid;

use crate::answers::firm::{OwnerChangeAnswer, OwnersAnswer, RepresentativeAnswer};
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::figures::{FigureRequest, extent, period_of};
use crate::measure_concentration::filter_words;

/// A sales representative with what the ledger says of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Representative {
    /// Name as a file first wrote it.
    pub name: String,
    /// The user they are.
    pub user: Option<UserName>,
    /// Clients of which they sold most lines in the last twelve months.
    pub accounts: u64,
    /// Lines they sold in them.
    pub lines: u64,
}

/// An owner the ledger proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerChange {
    /// The client.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Who would answer for it.
    pub owner: UserName,
    /// Who answers for it today.
    pub before: Option<UserId>,
    /// Their name.
    pub before_name: Option<String>,
    /// Lines that user sold.
    pub lines: u64,
    /// Lines of the client.
    pub lines_in_all: u64,
}

/// What assigning owners would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnersProposal {
    /// Days that were counted; `None` while the ledger is empty.
    pub period: Option<Period>,
    /// Changes, by name of the client.
    pub changes: Vec<OwnerChange>,
    /// Clients that keep the owner they have.
    pub kept: u64,
    /// Clients of which somebody sold most lines who is no active user yet.
    pub unlinked: u64,
}

/// Who sold the lines of a client.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Seller {
    /// Folded name of a representative who is no active user.
    Unlinked(String),
    /// A user.
    User(UserId),
}

/// Lines and the last day of a seller at a client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Sold {
    lines: u64,
    last_day: Option<Date>,
}

/// What the ledger says of the last twelve months.
struct Sales {
    period: Option<Period>,
    by_account: BTreeMap<AccountId, BTreeMap<String, Sold>>,
}

/// Lines of the last twelve months by client and representative, for the clients in sight.
async fn sales(context: &Context, state: &BookState) -> Result<Sales, AppError> {
    let whole = extent(context, &state.view).await?;
    let period = period_of(&FigureRequest::default(), whole);
    let mut by_account: BTreeMap<AccountId, BTreeMap<String, Sold>> = BTreeMap::new();
    if period.is_some() {
        let filter = LineFilter {
            period,
            ..LineFilter::default()
        };
        let grouping = Grouping {
            customer: true,
            sales_representative: true,
            ..Grouping::default()
        };
        for total in context
            .ledger
            .totals(&state.view, &filter, grouping)
            .await?
        {
            let seller = fold(&total.sales_representative);
            let account = state.directory.by_customer_key(&total.customer);
            if let (Some(account), false) = (account, seller.is_empty()) {
                let of_account = by_account.entry(account).or_default();
                let sold = of_account.entry(seller).or_default();
                sold.lines += total.lines;
                sold.last_day = sold.last_day.max(Some(total.last_day));
            }
        }
    }
    Ok(Sales { period, by_account })
}

/// Whoever sold most lines; of two with as many, the one who sold last, then by name.
fn first<K: Ord + Clone>(sellers: &BTreeMap<K, Sold>) -> Option<(K, Sold)> {
    sellers
        .iter()
        .rev()
        .max_by_key(|(_, sold)| **sold)
        .map(|(seller, sold)| (seller.clone(), *sold))
}

/// Representatives the book knows and those only the ledger names.
async fn known(
    context: &Context,
    viewer: &Viewer,
    sales: &Sales,
) -> Result<Vec<SalesRepresentative>, AppError> {
    let mut all = sales_representatives::list(&context.store.read(viewer)).await?;
    if viewer.walled {
        // Who sold only to clients behind a wall is known from nothing the viewer sees.
        let words = filter_words(context, viewer).await?;
        let sold: BTreeSet<String> = words.1.iter().map(|name| fold(name)).collect();
        all.retain(|one| one.user_id.is_some() || sold.contains(&one.name_folded));
    }
    let folded: BTreeSet<String> = all.iter().map(|one| one.name_folded.clone()).collect();
    let missing: BTreeSet<&String> = sales
        .by_account
        .values()
        .flat_map(BTreeMap::keys)
        .filter(|name| !folded.contains(*name))
        .collect();
    all.extend(missing.into_iter().map(|name| SalesRepresentative {
        name: name.clone(),
        name_folded: name.clone(),
        user_id: None,
        first_seen_at: viewer.at,
    }));
    all.sort_by(|a, b| a.name_folded.cmp(&b.name_folded));
    Ok(all)
}

async fn names(context: &Context, viewer: &Viewer) -> Result<HashMap<UserId, UserName>, AppError> {
    let all = users::names(&context.store.read(viewer)).await?;
    Ok(all.into_iter().map(|user| (user.id, user)).collect())
}

/// Every sales representative, by name.
///
/// # Errors
/// [`AppError::Forbidden`]; when the book or the ledger cannot answer.
pub async fn list_representatives(
    context: &Context,
    viewer: &Viewer,
) -> Result<Vec<Representative>, AppError> {
    viewer.require(Permission::AssignOwners)?;
    let state = context.book_state(viewer).await?;
    let sales = sales(context, &state).await?;
    let users = names(context, viewer).await?;
    let mut counts: HashMap<String, (u64, u64)> = HashMap::new();
    for sellers in sales.by_account.values() {
        for (name, sold) in sellers {
            counts.entry(name.clone()).or_default().1 += sold.lines;
        }
        if let Some((name, _)) = first(sellers) {
            counts.entry(name).or_default().0 += 1;
        }
    }
    let entry = |one: SalesRepresentative| {
        let (accounts, lines) = counts.get(&one.name_folded).copied().unwrap_or_default();
        Representative {
            user: one.user_id.and_then(|id| users.get(&id).cloned()),
            name: one.name,
            accounts,
            lines,
        }
    };
    let all = known(context, viewer, &sales).await?;
    Ok(all.into_iter().map(entry).collect())
}

/// Says which users representatives are; `None` takes it back.
///
/// # Errors
/// [`AppError::NotFound`] for a name no file brought or a user there is not; [`AppError::Forbidden`].
pub async fn link_representatives(
    context: &Context,
    viewer: &Viewer,
    links: Vec<(String, Option<UserId>)>,
) -> Result<(), AppError> {
    viewer.require(Permission::AssignOwners)?;
    let state = context.book_state(viewer).await?;
    let sales = sales(context, &state).await?;
    let known: BTreeSet<String> = known(context, viewer, &sales)
        .await?
        .into_iter()
        .map(|one| one.name_folded)
        .collect();
    if links.iter().any(|(name, _)| !known.contains(&fold(name))) {
        return Err(AppError::NotFound("sales_representative"));
    }
    context
        .store
        .write_with(viewer, links, |tx, links| {
            Box::pin(async move {
                tx.unjournalled("each link is journalled when it changes");
                let names: Vec<String> = links.iter().map(|(name, _)| name.clone()).collect();
                sales_representatives::note_names(tx, &names).await?;
                for (name, user) in links {
                    sales_representatives::link(tx, name, *user).await?;
                }
                Ok(())
            })
        })
        .await?;
    Ok(())
}

/// What assigning owners by the ledger would do. Without `overwrite`, a client that has an owner
/// keeps it.
///
/// # Errors
/// [`AppError::Forbidden`]; when the book or the ledger cannot answer.
pub async fn propose_owners(
    context: &Context,
    viewer: &Viewer,
    overwrite: bool,
) -> Result<OwnersProposal, AppError> {
    viewer.require(Permission::AssignOwners)?;
    let state = context.book_state(viewer).await?;
    let sales = sales(context, &state).await?;
    let users = names(context, viewer).await?;
    let linked: HashMap<String, UserId> = known(context, viewer, &sales)
        .await?
        .into_iter()
        .filter_map(|one| Some((one.name_folded, one.user_id?)))
        .collect();
    let current = owners::current(&context.store.read(viewer)).await?;
    let mut proposal = OwnersProposal {
        period: sales.period,
        ..OwnersProposal::default()
    };
    for (account, sellers) in sales.by_account {
        let mut people: BTreeMap<Seller, Sold> = BTreeMap::new();
        let lines_in_all = sellers.values().map(|sold| sold.lines).sum();
        for (name, sold) in sellers {
            let seller = match linked.get(&name).and_then(|id| users.get(id)) {
                Some(user) if user.active => Seller::User(user.id),
                _ => Seller::Unlinked(name),
            };
            let sum = people.entry(seller).or_default();
            sum.lines += sold.lines;
            sum.last_day = sum.last_day.max(sold.last_day);
        }
        let before = current.get(&account).copied().flatten();
        match first(&people) {
            Some((Seller::User(id), _)) if before == Some(id) => proposal.kept += 1,
            Some((Seller::User(_), _)) if before.is_some() && !overwrite => proposal.kept += 1,
            Some((Seller::User(id), sold)) => {
                let Some(owner) = users.get(&id).cloned() else {
                    continue;
                };
                proposal.changes.push(OwnerChange {
                    account,
                    name: state.directory.name_of(account).to_owned(),
                    owner,
                    before,
                    before_name: before
                        .and_then(|id| users.get(&id))
                        .map(|user| user.name.clone()),
                    lines: sold.lines,
                    lines_in_all,
                });
            }
            _ => proposal.unlinked += 1,
        }
    }
    proposal
        .changes
        .sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.account.cmp(&b.account)));
    Ok(proposal)
}

/// Assigns owners by the ledger, as [`propose_owners`] shows it.
///
/// # Errors
/// As [`propose_owners`].
pub async fn assign_owners(
    context: &Context,
    viewer: &Viewer,
    overwrite: bool,
) -> Result<(OwnersProposal, Assignment), AppError> {
    let proposal = propose_owners(context, viewer, overwrite).await?;
    let wanted: Vec<(AccountId, Option<UserId>)> = proposal
        .changes
        .iter()
        .map(|change| (change.account, Some(change.owner.id)))
        .collect();
    let assignment = context
        .store
        .write_with(viewer, wanted, move |tx, wanted| {
            Box::pin(owners::assign(tx, wanted, overwrite))
        })
        .await?;
    Ok((proposal, assignment))
}

/// Takes a bulk assignment back; clients whose owner changed since keep the newer one.
///
/// # Errors
/// [`AppError::NotFound`] without such an assignment; [`AppError::Forbidden`].
pub async fn undo_owners(
    context: &Context,
    viewer: &Viewer,
    id: Uuid,
) -> Result<Assignment, AppError> {
    let undone = context
        .store
        .write_with(viewer, id, |tx, id| Box::pin(owners::undo(tx, *id)))
        .await?;
    Ok(undone)
}

/// A representative as they leave the program.
#[must_use]
pub fn representative_answer(one: &Representative) -> RepresentativeAnswer {
    RepresentativeAnswer {
        name: one.name.clone(),
        user: one.user.as_ref().map(|user| user.id.to_string()),
        accounts: one.accounts,
        lines: one.lines,
    }
}

/// A proposal, and the assignment it became, as they leave the program.
#[must_use]
pub fn owners_answer(proposal: &OwnersProposal, done: Option<&Assignment>) -> OwnersAnswer {
    let change = |change: &OwnerChange| OwnerChangeAnswer {
        account: change.account.to_string(),
        name: change.name.clone(),
        owner: change.owner.id.to_string(),
        before: change.before.map(|user| user.to_string()),
        lines: change.lines,
        lines_in_all: change.lines_in_all,
    };
    OwnersAnswer {
        period: proposal.period.map(Into::into),
        changes: proposal.changes.iter().map(change).collect(),
        kept: proposal.kept,
        unlinked: proposal.unlinked,
        assignment: done.map(|assignment| assignment.id.to_string()),
    }
}
