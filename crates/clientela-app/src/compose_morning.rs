//! The morning: whom to greet today and why, what to bring and what to ask, what both sides owe.

use std::collections::{BTreeMap, HashMap, HashSet};

use clientela_domain::briefing::{self, Briefing, LENGTH, ReasonKind, Score, choose, scores};
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_domain::key_criteria::Criterion;
use clientela_domain::obligations::Party;
use clientela_domain::why::{Input, InputValue, Missing, Source, Why};
use clientela_store::greetings::{self, GreetingState};
use clientela_store::mornings::{self, DuePromise, Placed, Whose};
use clientela_store::people::{self, ContactKind};
use clientela_store::users::{self, User};
use clientela_store::{Permission, Viewer, Visibility, names_of};

use crate::context::Context;
use crate::error::AppError;
use crate::greet_prospects::{ProspectGreetings, greet_prospects};
use crate::morning_reasons::{
    Ground, Reason, ReasonDetail, ReasonItem, ReasonKey, gather, ground, undecidable,
};
use crate::reading_list::{PublicationLine, to_read};

/// Whose morning, of which day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MorningRequest {
    /// Whose; the viewer's own when absent.
    pub of: Option<UserId>,
    /// Which day; today when absent.
    pub day: Option<Date>,
}

/// Whom to greet.
#[derive(Clone, Debug, PartialEq)]
pub struct Greeted {
    /// Who; absent when nobody at the client is known.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// What they are at the client; empty when nobody said.
    pub title: String,
    /// A number to call; empty when none is known.
    pub phone: String,
    /// An address to write to; empty when none is known.
    pub email: String,
}

/// Something to bring along.
#[derive(Clone, Debug, PartialEq)]
pub enum Bring {
    /// What we promised.
    Promised(String),
    /// Wishes for a birthday.
    Wishes,
    /// Thanks for what they did for us.
    Thanks(String),
}

/// Something to ask.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// When what they promised will be done.
    Promised(String),
    /// The open question about them.
    Question(Criterion),
    /// Whether what ends goes on.
    Renewal(String),
    /// Whom else they know.
    Name,
}

/// One greeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Greeting {
    /// Which client.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// Whom; absent when nobody at the client is known.
    pub person: Option<Greeted>,
    /// Why, the leading reason first.
    pub reasons: Vec<Reason>,
    /// What to bring.
    pub bring: Vec<Bring>,
    /// What to ask.
    pub ask: Vec<Ask>,
    /// What it scores by its leading reason.
    pub score: Score,
    /// What it counted when it was chosen.
    pub counted: f64,
    /// A promise of ours is due: it is shown whatever it scores.
    pub is_pinned: bool,
}

/// A greeting that was dealt with.
#[derive(Clone, Debug, PartialEq)]
pub struct Dealt {
    /// What was done, when and why.
    pub greeting: greetings::Greeting,
    /// Name of the client.
    pub account_name: String,
    /// Name of the person; empty without one.
    pub person_name: String,
}

/// A promise that is due, with the names in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Owed {
    /// The promise.
    pub promise: DuePromise,
    /// Name of the client.
    pub account_name: String,
    /// Name of the person on their side; empty without one.
    pub person_name: String,
}

/// A morning.
#[derive(Clone, Debug)]
pub struct Morning {
    /// Which day.
    pub day: Date,
    /// Whose; absent for the program itself, which sees everybody's.
    pub user: Option<(UserId, String)>,
    /// Whom to greet, in this order.
    pub greetings: Vec<Greeting>,
    /// Whom to greet at prospects.
    pub prospects: ProspectGreetings,
    /// Who can wait, the best first.
    pub can_wait: Vec<Greeting>,
    /// How many there are of those.
    pub can_wait_count: usize,
    /// More of our promises are due than a morning has room for.
    pub is_overbooked: bool,
    /// What was dealt with: today, or put off to a later day.
    pub dealt: Vec<Dealt>,
    /// What we owe within days.
    pub owed_by_us: Vec<Owed>,
    /// What is owed to us within days.
    pub owed_to_us: Vec<Owed>,
    /// What is to be read today: newspapers, directories, sites.
    pub to_read: Vec<PublicationLine>,
    /// Clients whose silence cannot be judged.
    pub undecidable: usize,
    /// Clients somebody cares for.
    pub clients: usize,
    /// Currency of what is at stake.
    pub currency: Currency,
}

/// Of those who can wait so many are told with their reasons; the others are counted.
const CAN_WAIT_SHOWN: usize = 20;

/// Composes a morning: its own for anybody, a colleague's for who leads the firm.
///
/// # Errors
/// [`AppError::Forbidden`] for a colleague's without leave; [`AppError::NotFound`] without such a
/// colleague; when book or ledger cannot answer.
pub async fn compose_morning(
    context: &Context,
    viewer: &Viewer,
    request: &MorningRequest,
) -> Result<Morning, AppError> {
    let day = request.day.unwrap_or_else(|| context.clock.today());
    let user = whose_morning(context, viewer, request.of).await?;
    let sees_all = |user: &User| user.sees() == Visibility::All;
    let whose = Whose {
        user: user.as_ref().map(|user| user.id),
        with_unowned: user.as_ref().is_none_or(sees_all),
        day,
    };
    let ground = ground(context, viewer, whose).await?;
    let (reasons, promised) = gather(context, viewer, &ground).await?;
    let marks = match whose.user {
        None => Vec::new(),
        Some(user) => greetings::of_morning(&context.store.read(viewer), user, day).await?,
    };
    let reasons = without_dealt(reasons, &marks, day);
    let to_read = to_read(context, viewer, (whose.user, day)).await?;
    let prospects = Box::pin(greet_prospects(context, viewer, &whose)).await?;
    let items = items(&ground, &reasons);
    let briefing = choose(&items, LENGTH);
    let known: HashMap<_, &Reason> = reasons.iter().map(|one| (one.key(), one)).collect();
    let can_wait_count = briefing.left_out.len();
    let told = Told {
        briefing,
        known,
        ground: &ground,
    };
    let names = names(context, viewer, &told, (&promised, &marks)).await?;
    let (greetings, can_wait) = told.greetings(&names);
    Ok(Morning {
        day,
        user: user.map(|user| (user.id, user.name)),
        is_overbooked: told.briefing.is_overbooked,
        greetings,
        prospects,
        can_wait,
        can_wait_count,
        dealt: marks.into_iter().map(|mark| names.dealt(mark)).collect(),
        owed_by_us: names.owed(&promised, Party::Us),
        owed_to_us: names.owed(&promised, Party::Them),
        to_read,
        undecidable: undecidable(&ground),
        clients: ground.mine.len(),
        currency: ground.figures.currency,
    })
}

/// Whose morning the viewer may see; nobody's for the program itself.
///
/// # Errors
/// As [`compose_morning`].
pub(crate) async fn whose_morning(
    context: &Context,
    viewer: &Viewer,
    of: Option<UserId>,
) -> Result<Option<User>, AppError> {
    let Some(wanted) = of.or(viewer.user) else {
        return Ok(None);
    };
    if viewer.user != Some(wanted) {
        viewer.require(Permission::AssignOwners)?;
    }
    let found = users::by_id(&context.store.read(viewer), wanted).await?;
    found.map(Some).ok_or(AppError::NotFound("user"))
}

/// Reasons that are not dealt with: what was greeted, put off or said to be wrong is not put before
/// anybody again before its day. Somebody greeted stands for what names nobody at their client too.
fn without_dealt(reasons: Vec<Reason>, marks: &[greetings::Greeting], day: Date) -> Vec<Reason> {
    let is_dealt = |reason: &Reason| {
        marks.iter().map(|mark| &mark.greeting).any(|mark| {
            let same_person = match (mark.person_id, reason.person) {
                (Some(one), Some(other)) => one == other,
                _ => true,
            };
            mark.account_id == reason.account && same_person && mark.until_day >= day
        })
    };
    reasons.into_iter().filter(|one| !is_dealt(one)).collect()
}

/// Reasons as the rule takes them. What names nobody at a client joins the greeting of the person of
/// whom most is to be said there.
fn items(ground: &Ground, reasons: &[Reason]) -> Vec<ReasonItem> {
    let mut items: Vec<ReasonItem> = reasons.iter().map(|one| ground.item(one)).collect();
    let points = scores(&items);
    let mut first: BTreeMap<AccountId, (usize, PersonId)> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        let Some(person) = item.cause else { continue };
        let best = first.entry(item.client).or_insert((at, person));
        let order = points[at]
            .points
            .total_cmp(&points[best.0].points)
            .then_with(|| items[best.0].id.cmp(&item.id));
        if order == std::cmp::Ordering::Greater {
            *best = (at, person);
        }
    }
    for item in items.iter_mut().filter(|item| item.cause.is_none()) {
        item.cause = first.get(&item.client).map(|(_, person)| *person);
    }
    items
}

/// What the rule chose, with what is behind it.
struct Told<'a> {
    briefing: Briefing<ReasonKey>,
    known: HashMap<ReasonKey, &'a Reason>,
    ground: &'a Ground,
}

impl Told<'_> {
    fn shown(&self) -> impl Iterator<Item = &briefing::Greeting<ReasonKey>> {
        let waiting = self.briefing.left_out.iter().take(CAN_WAIT_SHOWN);
        self.briefing.chosen.iter().chain(waiting)
    }

    fn reasons(&self, greeting: &briefing::Greeting<ReasonKey>) -> Vec<Reason> {
        let keys = greeting.reasons();
        let found = keys.iter().filter_map(|key| self.known.get(key));
        let mut reasons: Vec<Reason> = found.map(|one| (*one).clone()).collect();
        // What we promised for today is said first, whatever scores more.
        reasons.sort_by_key(|one| !one.is_pinned);
        reasons
    }

    fn greetings(&self, names: &Names) -> (Vec<Greeting>, Vec<Greeting>) {
        let told = |one: &briefing::Greeting<ReasonKey>| self.told(one, names);
        let chosen = self.briefing.chosen.iter().map(told).collect();
        let waiting = self.briefing.left_out.iter().take(CAN_WAIT_SHOWN);
        (chosen, waiting.map(told).collect())
    }

    fn told(&self, greeting: &briefing::Greeting<ReasonKey>, names: &Names) -> Greeting {
        let reasons = self.reasons(greeting);
        let account = greeting.leader.3;
        let person = reasons.iter().find_map(|one| one.person);
        let mut ask: Vec<Ask> = reasons.iter().filter_map(ask_of).collect();
        let asked = ask.iter().any(|one| matches!(one, Ask::Question(_)));
        if !asked {
            ask.extend(self.ground.question(account).map(Ask::Question));
        }
        Greeting {
            account,
            account_name: names.account(self.ground, account),
            person: names.greeted(account, person),
            bring: reasons
                .iter()
                .filter_map(|one| bring_of(one, self.ground.day()))
                .collect(),
            ask,
            reasons,
            score: greeting.score,
            counted: greeting.counted,
            is_pinned: greeting.is_pinned,
        }
    }
}

/// What we promised is brought once its day has come; before that it is only brought to mind.
fn bring_of(reason: &Reason, day: Date) -> Option<Bring> {
    match &reason.detail {
        ReasonDetail::Promise(promise) if promise.debtor == Party::Us => {
            let is_time = reason.is_pinned || promise.due_day <= day;
            is_time.then(|| Bring::Promised(promise.what.clone()))
        }
        ReasonDetail::Birthday { .. } => Some(Bring::Wishes),
        ReasonDetail::Thanks { what, .. } => Some(Bring::Thanks(what.clone())),
        _ => None,
    }
}

fn ask_of(reason: &Reason) -> Option<Ask> {
    match &reason.detail {
        ReasonDetail::Promise(promise) if promise.debtor == Party::Them => {
            Some(Ask::Promised(promise.what.clone()))
        }
        ReasonDetail::Question(criterion) => Some(Ask::Question(*criterion)),
        ReasonDetail::Referral(_) => Some(Ask::Name),
        ReasonDetail::Renewal { what, .. } => Some(Ask::Renewal(what.clone())),
        ReasonDetail::Agreement { number, .. } => Some(Ask::Renewal(number.clone())),
        _ => None,
    }
}

/// Names and numbers of everybody in a morning.
struct Names {
    accounts: HashMap<AccountId, String>,
    at: HashMap<AccountId, Vec<Placed>>,
    people: HashMap<PersonId, String>,
    ways: HashMap<PersonId, (String, String)>,
}

/// Reads the names, each kind at once.
async fn names(
    context: &Context,
    viewer: &Viewer,
    told: &Told<'_>,
    (promised, marks): (&[DuePromise], &[greetings::Greeting]),
) -> Result<Names, AppError> {
    let read = context.store.read(viewer);
    let state = context.book_state(viewer).await?;
    let shown: HashSet<AccountId> = told.shown().map(|one| one.leader.3).collect();
    let mut shown: Vec<AccountId> = shown.into_iter().collect();
    shown.sort_unstable();
    let at = mornings::people_at(&read, &shown).await?;
    let mut wanted: Vec<PersonId> = promised
        .iter()
        .filter_map(|promise| promise.person_id)
        .chain(marks.iter().filter_map(|mark| mark.greeting.person_id))
        .chain(told.shown().flat_map(|one| {
            let reasons = told.reasons(one);
            reasons.into_iter().filter_map(|reason| reason.person)
        }))
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let people = names_of::people(&read, &wanted).await?;
    wanted.extend(
        at.values()
            .filter_map(|placed| Some(placed.first()?.person_id)),
    );
    let mut ways: HashMap<PersonId, (String, String)> = HashMap::new();
    for (person, contact) in people::contacts_of(&read, &wanted).await? {
        let way = ways.entry(person).or_default();
        let place = match contact.kind {
            ContactKind::Phone | ContactKind::Mobile => &mut way.0,
            ContactKind::Email => &mut way.1,
            _ => continue,
        };
        if place.is_empty() {
            *place = contact.value;
        }
    }
    let mentioned = promised.iter().map(|promise| promise.account_id);
    let dealt = marks.iter().map(|mark| mark.greeting.account_id);
    let accounts = mentioned
        .chain(dealt)
        .chain(shown.iter().copied())
        .map(|account| (account, state.directory.name_of(account).to_owned()))
        .collect();
    Ok(Names {
        accounts,
        at,
        people,
        ways,
    })
}

impl Names {
    fn account(&self, ground: &Ground, account: AccountId) -> String {
        let known = self.accounts.get(&account).cloned();
        known.unwrap_or_else(|| ground.bench.state.directory.name_of(account).to_owned())
    }

    fn person(&self, person: Option<PersonId>) -> String {
        let name = person.and_then(|person| self.people.get(&person).cloned());
        name.unwrap_or_default()
    }

    /// The one a reason names, else whoever was spoken with last at the client.
    fn greeted(&self, account: AccountId, person: Option<PersonId>) -> Option<Greeted> {
        let placed = self.at.get(&account);
        let there = |id: PersonId| placed?.iter().find(|one| one.person_id == id);
        let (id, name, title) = match person {
            Some(id) => {
                let title = there(id).map(|one| one.title.clone()).unwrap_or_default();
                (id, self.person(Some(id)), title)
            }
            None => {
                let first = placed?.first()?;
                (first.person_id, first.name.clone(), first.title.clone())
            }
        };
        if name.is_empty() {
            return None;
        }
        let (phone, email) = self.ways.get(&id).cloned().unwrap_or_default();
        Some(Greeted {
            id,
            name,
            title,
            phone,
            email,
        })
    }

    fn owed(&self, promised: &[DuePromise], debtor: Party) -> Vec<Owed> {
        let own = promised.iter().filter(|promise| promise.debtor == debtor);
        own.map(|promise| Owed {
            account_name: self
                .accounts
                .get(&promise.account_id)
                .cloned()
                .unwrap_or_default(),
            person_name: self.person(promise.person_id),
            promise: promise.clone(),
        })
        .collect()
    }

    fn dealt(&self, mark: greetings::Greeting) -> Dealt {
        let account = self.accounts.get(&mark.greeting.account_id);
        Dealt {
            account_name: account.cloned().unwrap_or_default(),
            person_name: self.person(mark.greeting.person_id),
            greeting: mark,
        }
    }
}

impl Dealt {
    /// It became an interaction.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.greeting.greeting.state == GreetingState::Greeted
    }
}

impl Greeting {
    /// How its score came about.
    #[must_use]
    pub fn why(&self, currency: Currency) -> Why {
        let score = &self.score;
        let (value_name, missing) = if score.is_guessed {
            let missing = Missing {
                name: "input-value-at-stake",
                effect: f64::INFINITY,
            };
            ("input-value-median", vec![missing])
        } else {
            ("input-value-at-stake", Vec::new())
        };
        let cents = (score.value * 100.0).round() as i64;
        let amount = clientela_domain::amount::Amount::from_cents(cents);
        let input = |name, value, source| Input {
            name,
            value,
            day: None,
            source,
        };
        Why {
            rule: "S20",
            inputs: vec![
                input(
                    value_name,
                    InputValue::Money(amount, currency),
                    Source::Ledger,
                ),
                input(
                    "input-chance",
                    InputValue::Share(score.chance),
                    Source::Setting,
                ),
                input(
                    "input-urgency",
                    InputValue::Number(score.urgency),
                    Source::Book,
                ),
                input(
                    "input-known-share",
                    InputValue::Share(score.confidence),
                    Source::Book,
                ),
            ],
            missing,
        }
    }

    /// Codes of its reasons, each once, in their order.
    #[must_use]
    pub fn kinds(&self) -> Vec<ReasonKind> {
        let mut kinds: Vec<ReasonKind> = Vec::new();
        for reason in &self.reasons {
            if !kinds.contains(&reason.kind) {
                kinds.push(reason.kind);
            }
        }
        kinds
    }
}
