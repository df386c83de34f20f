//! The front page: what the ledger says, what is due, who is silent, what is not yet known, and the
//! first things to do in a new book. Everything is computed; nothing is stored.

use std::sync::Arc;

use clientela_domain::concentration::Class;
use clientela_domain::contact_rhythm::{JudgedSilence, Silence};
use clientela_domain::ids::AccountId;
use clientela_domain::key_criteria::{Criterion, Verdict};
use clientela_domain::obligations::Party;
use clientela_domain::prospects::Stage;
use clientela_store::imports::{self, ImportStatus};
use clientela_store::interactions::InteractionKind;
use clientela_store::prospects::Whose;
use clientela_store::timeline::{self, EntryKind, TimelineFilter};
use clientela_store::{Permission, Viewer, names_of};
use jiff::Timestamp;

use crate::attention::{AttentionFilter, Weight, attention_book};
use crate::context::Context;
use crate::error::AppError;
use crate::figures::{FigureRequest, Figures, figures};
use crate::judge_accounts::{bench, brief_verdicts};
use crate::list_next_steps::{DueGroup, StepLine, StepOwner, StepQuery, list_next_steps};
use crate::list_obligations::{
    OWED, ObligationOwner, ObligationPage, ObligationQuery, list_obligations,
};
use crate::list_prospects::{ProspectPage, ProspectQuery, list_prospects};
use crate::watch_arrivals::{Arrivals, watch_arrivals};

/// Steps of one group shown; the list has the rest.
const STEPS_SHOWN: u64 = 7;

/// Silent and unanswered clients shown.
const CLIENTS_SHOWN: usize = 7;

/// Clients in the sentence about how much few of them bring.
const LARGEST: usize = 5;

/// Days for which something late stays on the front page; the list has it for longer.
const LATE_DAYS_SHOWN: i64 = 30;

/// Attempts looked through for the latest import that counts.
const IMPORTS_LOOKED_THROUGH: u64 = 100;

/// People that make a start.
const PEOPLE_TO_START: u64 = 3;

/// A group of next steps.
#[derive(Clone, Debug)]
pub struct DueSteps {
    /// When they are due.
    pub due: DueGroup,
    /// The first of them.
    pub lines: Vec<StepLine>,
    /// How many there are.
    pub count: u64,
}

/// What is owed about now, on either side: ours stands first.
#[derive(Clone, Debug, Default)]
pub struct DuePromises {
    /// What we owe, the earliest due first.
    pub ours: ObligationPage,
    /// What is owed to us.
    pub theirs: ObligationPage,
}

/// A client who has been silent too long.
#[derive(Clone, Debug)]
pub struct SilentClient {
    /// Who.
    pub account: AccountId,
    /// Name.
    pub name: String,
    /// How long, and how that is known.
    pub silence: JudgedSilence,
    /// Class by sales.
    pub class: Option<Class>,
    /// Share of the sales.
    pub share: Option<f64>,
}

/// A client of class A whose verdict hangs on an open question.
#[derive(Clone, Debug)]
pub struct OpenQuestion {
    /// Who.
    pub account: AccountId,
    /// Name.
    pub name: String,
    /// What to find out next.
    pub question: Criterion,
    /// Share of the sales.
    pub share: Option<f64>,
}

/// How much the largest clients bring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LargestClients {
    /// How many.
    pub count: usize,
    /// Their share of the sales of all clients above zero.
    pub share: f64,
}

/// The latest import of sales that was not taken back.
#[derive(Clone, Debug)]
pub struct LatestImport {
    /// The file.
    pub file_name: String,
    /// When it was done.
    pub at: Timestamp,
    /// Rows accepted.
    pub accepted: u64,
    /// Rows set aside and not yet settled.
    pub set_aside: u64,
    /// Clients it brought who were not in the book before.
    pub new_accounts: u64,
}

/// First things to do in a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FirstThing {
    /// Bring sales in.
    ImportSales,
    /// Answer a criterion of one client.
    TestKeyClient,
    /// Write down three people.
    AddPeople,
    /// Write down a contact.
    LogContact,
    /// Plan a next step.
    PlanNextStep,
    /// Let a colleague in.
    InviteColleague,
}

impl FirstThing {
    /// All, in their order.
    pub const ALL: [Self; 6] = [
        Self::ImportSales,
        Self::TestKeyClient,
        Self::AddPeople,
        Self::LogContact,
        Self::PlanNextStep,
        Self::InviteColleague,
    ];
}

/// The front page.
#[derive(Clone, Debug)]
pub struct Home {
    /// Sales behind it.
    pub figures: Arc<Figures>,
    /// How much the largest clients bring; absent without sales.
    pub largest: Option<LargestClients>,
    /// How many of the largest are key, undecided, not key.
    pub largest_undecided: usize,
    /// Key clients by the default profile.
    pub key_clients: usize,
    /// The largest client of whom the verdict is open, for the first question.
    pub first_to_test: Option<(AccountId, String)>,
    /// The latest import; only for those who may import.
    pub latest_import: Option<LatestImport>,
    /// What came through watched folders lately; only for those who may import.
    pub arrivals: Arrivals,
    /// Steps of the viewer: overdue, today, this week.
    pub steps: Vec<DueSteps>,
    /// What we promised and what was promised to us, due about now.
    pub promises: DuePromises,
    /// Parked prospects of the viewer whose day to be looked at again has come.
    pub reviews: ProspectPage,
    /// Clients silent longer than their rhythm, the largest first.
    pub silent: Vec<SilentClient>,
    /// How many there are.
    pub silent_count: usize,
    /// Key clients and clients of class A without a next step.
    pub without_step_count: usize,
    /// Clients of class A with an open question, the largest first.
    pub questions: Vec<OpenQuestion>,
    /// How many there are.
    pub questions_count: usize,
    /// What is done of the first things, and what is not.
    pub first_things: Vec<(FirstThing, bool)>,
}

/// Composes the front page of a viewer.
///
/// # Errors
/// When book or ledger cannot answer.
pub async fn compose_home(context: &Context, viewer: &Viewer) -> Result<Home, AppError> {
    let request = FigureRequest::default();
    let figures = figures(context, viewer, &request).await?;
    let verdicts = brief_verdicts(context, viewer, &request).await?;
    let verdict_of = |account: AccountId| verdicts.get(&account).map(|brief| brief.verdict);
    let attention = attention_book(context, viewer).await?;
    let state = context.book_state(viewer).await?;
    let weight = |account: AccountId, class: Option<Class>| Weight {
        is_key: verdict_of(account) == Some(Verdict::Key),
        class,
    };

    let mut silent = Vec::new();
    let mut silent_count = 0;
    let mut without_step_count = 0;
    for card in state.directory.cards() {
        let figure = figures.of(card.id);
        let class = figure.and_then(|figure| figure.class);
        let weight = weight(card.id, class);
        let matters = weight.is_key || class == Some(Class::A);
        if matters && attention.fits(AttentionFilter::NoNextStep, card.id, weight) {
            without_step_count += 1;
        }
        if attention.silence_of(card.id, weight) == Silence::Longer {
            silent_count += 1;
            let place = figures
                .positions
                .get(&card.id)
                .copied()
                .unwrap_or(usize::MAX);
            silent.push((place, card.id, weight));
        }
    }
    silent.sort_unstable_by_key(|(place, account, _)| (*place, *account));
    silent.truncate(CLIENTS_SHOWN);
    let silent = silent
        .into_iter()
        .map(|(_, account, weight)| SilentClient {
            account,
            name: state.directory.name_of(account).to_owned(),
            silence: attention.of(account, weight).silence,
            class: weight.class,
            share: figures.of(account).and_then(|figure| figure.share),
        })
        .collect();

    let open: Vec<AccountId> = figures
        .positive_accounts()
        .iter()
        .filter(|figure| figure.class == Some(Class::A))
        .filter(|figure| verdict_of(figure.account) == Some(Verdict::Undecided))
        .map(|figure| figure.account)
        .collect();
    let questions = open_questions(context, viewer, &request, &open).await?;
    let largest = &figures.positive_accounts()[..figures.positive_accounts().len().min(LARGEST)];
    let largest_undecided = largest
        .iter()
        .filter(|figure| verdict_of(figure.account) == Some(Verdict::Undecided))
        .count();
    Ok(Home {
        largest: largest.last().and_then(|last| {
            Some(LargestClients {
                count: largest.len(),
                share: last.cumulative_share?,
            })
        }),
        largest_undecided,
        key_clients: verdicts
            .values()
            .filter(|brief| brief.verdict == Verdict::Key)
            .count(),
        first_to_test: open
            .first()
            .map(|account| (*account, state.directory.name_of(*account).to_owned())),
        latest_import: latest_import(context, viewer).await?,
        arrivals: watch_arrivals(context, viewer).await?,
        steps: due_steps(context, viewer).await?,
        promises: due_promises(context, viewer).await?,
        reviews: due_reviews(context, viewer).await?,
        silent,
        silent_count,
        without_step_count,
        questions_count: open.len(),
        questions,
        first_things: first_things(context, viewer, &figures).await?,
        figures: Arc::clone(&figures),
    })
}

async fn open_questions(
    context: &Context,
    viewer: &Viewer,
    request: &FigureRequest,
    open: &[AccountId],
) -> Result<Vec<OpenQuestion>, AppError> {
    let bench = bench(context, viewer, request).await?;
    let question = |account: &AccountId| {
        let profile = bench.profile(None, *account)?;
        Some(OpenQuestion {
            account: *account,
            name: bench.state.directory.name_of(*account).to_owned(),
            question: bench.judge(*account, &profile).next_question?,
            share: bench.figures.of(*account).and_then(|figure| figure.share),
        })
    };
    Ok(open
        .iter()
        .take(CLIENTS_SHOWN)
        .filter_map(question)
        .collect())
}

async fn due_steps(context: &Context, viewer: &Viewer) -> Result<Vec<DueSteps>, AppError> {
    let owner = viewer
        .user
        .map_or(StepOwner::Anybody, StepOwner::UserOrNobody);
    let mut groups = Vec::new();
    for due in [DueGroup::Overdue, DueGroup::Today, DueGroup::Week] {
        let query = StepQuery {
            owner,
            due: Some(due),
            limit: STEPS_SHOWN,
            ..StepQuery::default()
        };
        let page = list_next_steps(context, viewer, &query).await?;
        groups.push(DueSteps {
            due,
            lines: page.lines,
            count: page.matching,
        });
    }
    Ok(groups)
}

/// Parked prospects whose day has come: the viewer's, all of them for the program itself.
async fn due_reviews(context: &Context, viewer: &Viewer) -> Result<ProspectPage, AppError> {
    let query = ProspectQuery {
        stages: vec![Stage::Parked],
        due: true,
        whose: viewer.user.map_or(Whose::All, Whose::Of),
        limit: STEPS_SHOWN,
        ..ProspectQuery::default()
    };
    list_prospects(context, viewer, &query).await
}

/// What is late or due within a week, of the viewer's clients.
async fn due_promises(context: &Context, viewer: &Viewer) -> Result<DuePromises, AppError> {
    let today = context.clock.today();
    let side = async |debtor| {
        let query = ObligationQuery {
            debtor: Some(debtor),
            states: OWED.to_vec(),
            gifts: Some(false),
            owner: viewer
                .user
                .map_or(ObligationOwner::Anybody, ObligationOwner::User),
            due_from: Some(today.saturating_sub(jiff::Span::new().days(LATE_DAYS_SHOWN))),
            due_to: Some(today.saturating_add(jiff::Span::new().days(6))),
            limit: STEPS_SHOWN,
            ..ObligationQuery::default()
        };
        list_obligations(context, viewer, &query).await
    };
    Ok(DuePromises {
        ours: side(Party::Us).await?,
        theirs: side(Party::Them).await?,
    })
}

async fn latest_import(
    context: &Context,
    viewer: &Viewer,
) -> Result<Option<LatestImport>, AppError> {
    if !viewer.may(Permission::Import) {
        return Ok(None);
    }
    let read = context.store.read(viewer);
    // The newest first, of those this viewer may know of.
    let newest = imports::list(&read, None, IMPORTS_LOOKED_THROUGH).await?;
    let latest = newest
        .into_iter()
        .find(|import| import.status == ImportStatus::Done);
    let Some(import) = latest else {
        return Ok(None);
    };
    Ok(Some(LatestImport {
        new_accounts: clientela_store::accounts::count_brought_by(&read, import.id).await?,
        at: import.finished_at.unwrap_or(import.created_at),
        accepted: import.rows.accepted,
        set_aside: import.rows.set_aside,
        file_name: import.file_name,
    }))
}

async fn first_things(
    context: &Context,
    viewer: &Viewer,
    figures: &Figures,
) -> Result<Vec<(FirstThing, bool)>, AppError> {
    let read = context.store.read(viewer);
    let one = async |kinds: Vec<EntryKind>| {
        let filter = TimelineFilter {
            kinds,
            ..TimelineFilter::default()
        };
        timeline::list(&read, &filter, None, 1)
            .await
            .map(|found| !found.is_empty())
    };
    let contacts = InteractionKind::ALL
        .iter()
        .copied()
        .map(EntryKind::Interaction)
        .collect();
    let any_state = clientela_store::next_steps::StepFilter::default();
    let mut things = Vec::with_capacity(FirstThing::ALL.len());
    for thing in FirstThing::ALL {
        let done = match thing {
            FirstThing::ImportSales => figures.extent.is_some(),
            FirstThing::TestKeyClient => clientela_store::criterion_answers::any(&read).await?,
            FirstThing::AddPeople => {
                names_of::people_known(&read, PEOPLE_TO_START).await? >= PEOPLE_TO_START
            }
            FirstThing::LogContact => one(Vec::clone(&contacts)).await?,
            FirstThing::PlanNextStep => {
                clientela_store::next_steps::count(&read, &any_state).await? > 0
            }
            FirstThing::InviteColleague => names_of::colleagues(&read).await?.len() > 1,
        };
        // What somebody may not do is not asked of them.
        let asked = match thing {
            FirstThing::ImportSales => viewer.may(Permission::Import),
            FirstThing::InviteColleague => viewer.may(Permission::ManageUsers),
            _ => viewer.may(Permission::EditAccounts),
        };
        if asked {
            things.push((thing, done));
        }
    }
    Ok(things)
}
