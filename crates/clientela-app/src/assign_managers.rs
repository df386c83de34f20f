//! Which key account manager for which client: a proposal that a director accepts or changes.

use std::collections::{BTreeMap, HashMap, HashSet};

use clientela_domain::concentration::Class;
use clientela_domain::ids::{AccountId, UserId};
use clientela_domain::kam_assignment::{
    AccountToAssign, Assignment, AssignmentError, AssignmentInput, AssignmentSettings, Fit, Kam,
    Leave, Level, Pair, Requirement, Skill, assign, fit,
};
use clientela_domain::key_criteria::{Criterion, Verdict};
use clientela_domain::need_for_kam::{Condition, Recommendation, hours_of};
use clientela_store::{Permission, Viewer, care_facts, manager_profiles as store, owners};

use crate::context::Context;
use crate::error::AppError;
use crate::figures::FigureRequest;
use crate::judge_accounts::{Bench, bench};
use crate::manager_profiles::{ManagerCard, managers};
use crate::need_for_kam::{NeedBench, NeedRow, need_bench, need_report};

/// Most clients of one proposal, the largest: what a director can look through.
const ACCOUNTS_MAX: usize = 200;

/// A condition that holds so far asks more of whoever looks after the client.
const HOLDS: f64 = 0.5;

/// A client in the proposal.
#[derive(Clone, Debug)]
pub struct ClientToAssign {
    /// The client.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Who answers for it now.
    pub owner: Option<UserId>,
    /// What it asks of whoever looks after it.
    pub requirements: Vec<Requirement>,
    /// How well each of the managers fits, in their order.
    pub fits: Vec<Fit>,
}

/// Who should look after whom, and why.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Key account managers: whoever has a profile.
    pub managers: Vec<ManagerCard>,
    /// Clients, in the order of the assignment's.
    pub clients: Vec<ClientToAssign>,
    /// The assignment; positions are those of `clients` and `managers`.
    pub assignment: Assignment,
    /// Efforts are stated hours; otherwise every client counts as one.
    pub in_hours: bool,
    /// Clients that were left out because there are too many.
    pub left_out: usize,
}

/// Proposes who looks after the clients that need a key account manager, that are key, or that one of
/// the managers looks after already.
///
/// # Errors
/// [`AppError::NotNow`] while nobody has a profile; [`AppError::Forbidden`].
pub async fn propose(context: &Context, viewer: &Viewer) -> Result<Proposal, AppError> {
    viewer.require(Permission::ChangeSettings)?;
    let all = managers(context, viewer).await?;
    let managers: Vec<ManagerCard> = all
        .into_iter()
        .filter(|one| one.profile.is_some())
        .collect();
    if managers.is_empty() {
        return Err(AppError::NotNow("no-manager-profiles"));
    }
    let request = FigureRequest::default();
    let needs = need_bench(context, viewer, &request).await?;
    let keys = bench(context, viewer, &request).await?;
    let report = need_report(context, viewer, &request).await?;
    let read = context.store.read(viewer);
    let mut languages: HashMap<AccountId, Vec<String>> = HashMap::new();
    for (account, code) in care_facts::languages(&read).await? {
        languages.entry(account).or_default().push(code);
    }
    let sole: HashSet<AccountId> = care_facts::sole_contacts(&read)
        .await?
        .into_iter()
        .collect();
    let away = store::away(&read).await?;
    let mut rows: Vec<&NeedRow> = report
        .rows
        .iter()
        .filter(|row| belongs(row, &keys, &managers))
        .collect();
    let revenue = |row: &NeedRow| keys.figures.of(row.account).map(|figure| figure.revenue);
    rows.sort_by(|a, b| {
        revenue(b)
            .cmp(&revenue(a))
            .then_with(|| a.account.cmp(&b.account))
    });
    let left_out = rows.len().saturating_sub(ACCOUNTS_MAX);
    rows.truncate(ACCOUNTS_MAX);
    let none = Vec::new();
    let clients: Vec<ClientToAssign> = rows
        .iter()
        .map(|row| {
            let spoken = languages.get(&row.account).unwrap_or(&none);
            client(row, &needs, &keys, &managers, spoken)
        })
        .collect();
    let hours = hours_each(&needs);
    let accounts = clients.iter().map(|client| AccountToAssign {
        name: client.name.clone(),
        hours: hours.unwrap_or(1.0),
        present: managers
            .iter()
            .position(|one| Some(one.user) == client.owner),
        only_one_knows_it: sole.contains(&client.account),
    });
    let kams = managers
        .iter()
        .map(|one| kam(one, &needs, hours, clients.len(), &away));
    let input = AssignmentInput::new(
        accounts.collect(),
        kams.collect(),
        clients.iter().map(pairs).collect(),
        context.clock.today(),
        AssignmentSettings::default(),
    )
    .map_err(refused)?;
    Ok(Proposal {
        assignment: assign(&input),
        in_hours: hours.is_some(),
        managers,
        clients,
        left_out,
    })
}

fn refused(error: AssignmentError) -> AppError {
    AppError::Invalid {
        field: "assignment",
        code: error.message_id(),
        value: String::new(),
    }
}

fn belongs(row: &NeedRow, keys: &Bench, managers: &[ManagerCard]) -> bool {
    let owner = keys.state.directory.card(row.account);
    let owner = owner.and_then(|card| card.owner_id);
    let profile = keys.profile(None, row.account);
    row.recommendation == Recommendation::Appoint
        || managers.iter().any(|one| Some(one.user) == owner)
        || profile.is_some_and(|profile| keys.judge(row.account, &profile).verdict == Verdict::Key)
}

fn client(
    row: &NeedRow,
    needs: &NeedBench,
    keys: &Bench,
    managers: &[ManagerCard],
    languages: &[String],
) -> ClientToAssign {
    let card = needs.state.directory.card(row.account);
    let requirements = requirements(row, keys, languages);
    ClientToAssign {
        account: row.account,
        name: card.map_or_else(String::new, |card| card.name.clone()),
        owner: card.and_then(|card| card.owner_id),
        fits: managers
            .iter()
            .map(|one| fit(&requirements, &one.skills()))
            .collect(),
        requirements,
    }
}

/// What a client asks of whoever looks after it: its sector and the languages of its people where they
/// are known; more negotiation where it is powerful, more problem solving where selling is risky, more
/// analysis and standing where it is large or where several decide.
#[must_use]
pub fn requirements(row: &NeedRow, keys: &Bench, languages: &[String]) -> Vec<Requirement> {
    let holds = |condition: Condition| row.conditions[condition.index()].0 >= HOLDS;
    let figure = keys.figures.of(row.account);
    let large = figure.is_some_and(|figure| figure.class == Some(Class::A));
    let powerful = keys.profile(None, row.account).is_some_and(|profile| {
        let judgement = keys.judge(row.account, &profile);
        let mut power = judgement.criteria.iter();
        power.any(|one| one.criterion == Criterion::MarketPower && one.low >= HOLDS)
    });
    let mut asked: Vec<(Skill, u8, f64)> = Vec::new();
    let card = keys.state.directory.card(row.account);
    if let Some(sector) = card.and_then(|card| card.sector.clone()) {
        asked.push((Skill::Industry(sector), 3, 2.0));
    }
    let own = keys.state.settings.language.as_str();
    for code in languages.iter().filter(|code| *code != own) {
        asked.push((Skill::Language(code.clone()), 3, 1.0));
    }
    let more = |more: bool, high: u8, low: u8| if more { high } else { low };
    asked.push((Skill::Negotiation, more(powerful, 4, 3), 2.0));
    asked.push((
        Skill::ProblemSolving,
        more(holds(Condition::Risk), 4, 3),
        1.0,
    ));
    asked.push((Skill::Analysis, more(large, 4, 3), 1.0));
    let high_up = large || holds(Condition::SeveralDeciders);
    asked.push((Skill::Seniority, more(high_up, 4, 2), 1.0));
    asked
        .into_iter()
        .filter_map(|(skill, need, weight)| Requirement::new(skill, Level::new(need)?, weight))
        .collect()
}

/// Hours one client takes: the middle of what was stated; `None` when nobody stated both ends.
fn hours_each(needs: &NeedBench) -> Option<f64> {
    let (low, high) = hours_of(&needs.firm.activities()).bounds()?;
    let middle = f64::midpoint(low, high);
    (middle.is_finite() && middle > 0.0).then_some(middle)
}

fn kam(
    card: &ManagerCard,
    needs: &NeedBench,
    hours: Option<f64>,
    clients: usize,
    away: &[store::Away],
) -> Kam {
    let profile = card.profile.as_ref();
    let most = profile.and_then(|profile| profile.accounts_max);
    let most = most.map_or(clients as f64, |most| most as f64);
    let capacity = match hours {
        None => most,
        Some(hours) => {
            let of_firm = needs.firm.kam_hours().bounds();
            let of_firm = of_firm.map(|(low, high)| f64::midpoint(low, high));
            let own = profile.and_then(|profile| profile.hours_a_year);
            own.or(of_firm).unwrap_or(f64::INFINITY).min(most * hours)
        }
    };
    let leaves = away.iter().filter(|one| one.user_id == card.user);
    Kam {
        name: card.name.clone(),
        capacity,
        leaves: leaves
            .map(|one| Leave {
                from: one.first_day,
                to: Some(one.last_day),
            })
            .collect(),
    }
}

fn pairs(client: &ClientToAssign) -> Vec<Pair> {
    let pair = |fit: &Fit| Pair {
        fit: fit.bounds(),
        wall: None,
    };
    client.fits.iter().map(pair).collect()
}

/// Gives clients their owners, and returns those that changed with the owner each had before, so that
/// it can be taken back.
///
/// # Errors
/// [`AppError::NotFound`] without such a client or user; [`AppError::Forbidden`].
pub async fn accept(
    context: &Context,
    viewer: &Viewer,
    owners: Vec<(AccountId, Option<UserId>)>,
) -> Result<BTreeMap<AccountId, Option<UserId>>, AppError> {
    viewer.require(Permission::AssignOwners)?;
    let changed = context
        .store
        .write_with(viewer, owners, |tx, owners| {
            Box::pin(owners::set(tx, owners))
        })
        .await?;
    Ok(changed.into_iter().collect())
}
