//! Whom to ask for a name today: satisfied clients and people whose names became something, with what speaks for
//! asking each and what puts it off (`domain/prospects/asking`).
//!
//! What the verdicts rest on is read in so many questions to the book whatever the number of clients; names are
//! looked up only of those who are told.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId};
use clientela_domain::names::fold;
use clientela_domain::obligations::{Party as Side, State};
use clientela_domain::prospects::{
    Asking, AskingFacts, AskingKind, AskingSort, AskingState, LedOn, OurWord, SurveyWord, asking,
};
use clientela_domain::support::{SupportKind, SupportSide};
use clientela_domain::trust::{Closed, Settings, trust};
use clientela_store::bonds::{self, Became};
use clientela_store::mornings::{self, Whose};
use clientela_store::survey_answers::{self, SurveyAnswer};
use clientela_store::{Read, Viewer, affiliations, chain, names_of, problems, prospects, supports};

use crate::answers::asking::{AskingAnswer, AskingLineAnswer, KeptWordAnswer};
use crate::answers::happenings::NamedAnswer;
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::figures::{FigureRequest, figures};
use crate::firm_settings::FirmSettings;
use crate::measure_authority::closed;
use crate::show_chain::{Given, Party, Referrals};

/// Days back from which answers are read; how long one counts the verdict says.
const ANSWERS_DAYS: i32 = 365;

/// Centres of influence that are looked at, those whose names became most.
const GIVERS_MAX: usize = 500;

/// Clients nobody heard that are looked at, those with most promises of ours.
const UNHEARD_MAX: usize = 500;

/// People who are told; nobody asks more.
const LINES_MAX: usize = 1_000;

/// Which of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskingQuery {
    /// Only at clients the viewer cares for today.
    pub mine: bool,
    /// Only those thought of for this.
    pub kind: Option<AskingKind>,
    /// Words in their name or their client's.
    pub search: String,
    /// In which order.
    pub sort: AskingSort,
}

impl Default for AskingQuery {
    fn default() -> Self {
        Self {
            mine: false,
            kind: None,
            search: String::new(),
            sort: AskingSort::Best,
        }
    }
}

/// Somebody who may be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct AskingLine {
    /// Who: a person, or a client where nobody is named.
    pub who: Party,
    /// Name.
    pub name: String,
    /// Of which client; absent for who is at none the viewer sees.
    pub account: Option<AccountId>,
    /// Name of the client; empty without one.
    pub account_name: String,
    /// What is known.
    pub facts: AskingFacts,
    /// The verdict.
    pub asking: Asking,
    /// Introductions of theirs nobody has thanked for.
    pub thanks_owed: u64,
}

/// Whom to ask.
#[derive(Clone, Debug)]
pub struct AskingList {
    /// Today.
    pub ask: Vec<AskingLine>,
    /// Once something else is done.
    pub not_now: Vec<AskingLine>,
    /// How many more would be here, and were asked or gave a name a short while ago.
    pub lately: u64,
    /// Days in which nobody is asked again; absent without a rule.
    pub days: Option<u32>,
    /// Currency of every amount.
    pub currency: Currency,
}

/// Whom to ask for a name today, as far as the viewer sees.
///
/// # Errors
/// When book or ledger cannot answer.
pub async fn whom_to_ask(
    context: &Context,
    viewer: &Viewer,
    query: &AskingQuery,
) -> Result<AskingList, AppError> {
    let mine = if query.mine {
        let today = context.clock.today();
        Some(cared_for(&context.store.read(viewer), viewer, today).await?)
    } else {
        None
    };
    find(context, viewer, query, (mine.as_ref(), Reach::Everybody)).await
}

/// How far a list reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// Also whose names became something, and whom nobody heard.
    Everybody,
    /// Whoever says that they are satisfied: no walk over who named whom, which a morning does not wait for.
    Satisfied,
}

/// The best people who say that they are satisfied to ask today at these clients, at most `most`.
///
/// # Errors
/// As [`whom_to_ask`].
pub(crate) async fn best_to_ask_at(
    context: &Context,
    viewer: &Viewer,
    (clients, most): (&HashSet<AccountId>, usize),
) -> Result<Vec<AskingLine>, AppError> {
    let query = AskingQuery::default();
    let found = find(context, viewer, &query, (Some(clients), Reach::Satisfied)).await?;
    let mut best = found.ask;
    // Whoever gave a name is left in peace as if asked; a few more than are told are looked at.
    best.truncate(most * 10);
    let person = |line: &AskingLine| match line.who {
        Party::Person(person) => Some(person),
        Party::Account(_) | Party::Prospect(_) => None,
    };
    let people: Vec<PersonId> = best.iter().filter_map(person).collect();
    let named = prospects::last_named_by(&context.store.read(viewer), &people).await?;
    let (today, days) = (context.clock.today(), found.days.unwrap_or(0));
    best.retain(|line| {
        let last = person(line).and_then(|person| named.get(&person).copied());
        let facts = AskingFacts {
            last_asked: line.facts.last_asked.max(last),
            ..line.facts
        };
        asking(&facts, today, days).is_some_and(|one| one.state == AskingState::Ask)
    });
    best.truncate(most);
    Ok(best)
}

/// Only at these clients when they are given.
async fn find(
    context: &Context,
    viewer: &Viewer,
    query: &AskingQuery,
    (mine, reach): (Option<&HashSet<AccountId>>, Reach),
) -> Result<AskingList, AppError> {
    let today = context.clock.today();
    let state = context.book_state(viewer).await?;
    let sales = figures(context, viewer, &FigureRequest::default()).await?;
    let referrals = match reach {
        Reach::Everybody => Some(Referrals::of(context, viewer, (&state, &sales)).await?),
        Reach::Satisfied => None,
    };
    let referrals = referrals.as_deref();
    let days = FirmSettings::load(context, viewer).await?.rhythms.asking;
    let read = context.store.read(viewer);
    let known = Known::read(&read, today).await?;
    let wanted = |account: Option<AccountId>| match (mine, account) {
        (Some(mine), Some(account)) => mine.contains(&account),
        _ => true,
    };
    let (mut lines, mut lately) = (Vec::new(), 0);
    for (who, account) in known.candidates(referrals, wanted) {
        let facts = known.facts((who, account), referrals, today);
        let Some(asking) = asking(&facts, today, days.unwrap_or(0)) else {
            continue;
        };
        if query.kind.is_some_and(|kind| !asking.kinds.contains(&kind)) {
            continue;
        }
        if asking.state == AskingState::Lately {
            lately += 1;
            continue;
        }
        lines.push(AskingLine {
            who,
            name: String::new(),
            account,
            account_name: String::new(),
            thanks_owed: known.thanks_owed(who),
            facts,
            asking,
        });
    }
    lines.sort_by(best_first);
    let words = fold(&query.search);
    if words.is_empty() {
        lines.truncate(LINES_MAX);
    }
    let mut lines = with_names(&read, &state, lines).await?;
    lines.retain(|line| mine.is_none() || (line.account.is_some() && wanted(line.account)));
    lines.retain(|line| fold(&format!("{} {}", line.name, line.account_name)).contains(&words));
    lines.truncate(LINES_MAX);
    sort(&mut lines, query.sort);
    let (ask, not_now) = lines
        .into_iter()
        .partition(|line| line.asking.state == AskingState::Ask);
    Ok(AskingList {
        ask,
        not_now,
        lately,
        days,
        currency: sales.currency,
    })
}

async fn cared_for(
    read: &Read,
    viewer: &Viewer,
    today: Date,
) -> Result<HashSet<AccountId>, AppError> {
    let whose = Whose {
        user: viewer.user,
        with_unowned: false,
        day: today,
    };
    Ok(mornings::accounts_of(read, &whose)
        .await?
        .into_iter()
        .collect())
}

/// Those whose names became most first, then those whose own word is best; the rest by their ids, so that the same
/// book always gives the same list.
fn best_first(one: &AskingLine, other: &AskingLine) -> std::cmp::Ordering {
    let key = |line: &AskingLine| {
        let said = line.facts.said;
        let satisfied = line.asking.kinds.contains(&AskingKind::Satisfied);
        (
            Reverse((line.facts.led_on.won, line.facts.led_on.qualified)),
            Reverse((satisfied, said.and_then(|said| said.recommend))),
        )
    };
    let value = |line: &AskingLine| line.facts.led_on.value;
    value(other)
        .total_cmp(&value(one))
        .then_with(|| key(one).cmp(&key(other)))
        .then_with(|| one.who.cmp(&other.who))
}

/// Lines stand best first already, and a sort keeps them.
fn sort(lines: &mut [AskingLine], by: AskingSort) {
    match by {
        AskingSort::Best => {}
        AskingSort::Name => lines.sort_by_cached_key(|line| fold(&line.name)),
        AskingSort::Client => lines.sort_by_cached_key(|line| fold(&line.account_name)),
        AskingSort::Asked => lines.sort_by_key(|line| line.facts.last_asked),
    }
}

/// With their names; whoever has none the viewer sees is left out.
async fn with_names(
    read: &Read,
    state: &BookState,
    mut lines: Vec<AskingLine>,
) -> Result<Vec<AskingLine>, AppError> {
    let person = |line: &AskingLine| match line.who {
        Party::Person(person) => Some(person),
        Party::Account(_) | Party::Prospect(_) => None,
    };
    let people: Vec<PersonId> = lines.iter().filter_map(person).collect();
    let names = names_of::people(read, &people).await?;
    let lost = lines.iter().filter(|line| line.account.is_none());
    let lost: Vec<PersonId> = lost.filter_map(person).collect();
    let mut places: HashMap<PersonId, AccountId> = HashMap::new();
    for (person, account, left) in affiliations::accounts_of(read, &lost).await? {
        if !left {
            places.entry(person).or_insert(account);
        }
    }
    let directory = &state.directory;
    for line in &mut lines {
        line.account = match line.who {
            Party::Person(person) => line.account.or_else(|| places.get(&person).copied()),
            Party::Account(account) => Some(account),
            Party::Prospect(_) => None,
        };
        // A client in the trash, or one the viewer does not see.
        line.account = line
            .account
            .filter(|account| directory.card(*account).is_some());
        if let Some(account) = line.account {
            directory
                .name_of(account)
                .clone_into(&mut line.account_name);
        }
        line.name = match line.who {
            Party::Person(person) => names.get(&person).cloned().unwrap_or_default(),
            Party::Account(_) | Party::Prospect(_) => line.account_name.clone(),
        };
    }
    // Of a client out of sight nothing is known that would put asking off: whoever is there is not told of.
    let elsewhere = lines.iter().filter(|line| line.account.is_none());
    let elsewhere: Vec<PersonId> = elsewhere.filter_map(person).collect();
    let seen = names_of::people_seen(read, &elsewhere).await?;
    lines.retain(|line| {
        let known = line.account.is_some() || person(line).is_some_and(|one| seen.contains(&one));
        known && !line.name.is_empty()
    });
    Ok(lines)
}

/// What of the book verdicts rest on.
struct Known {
    /// The latest answer of each, and of which client they are.
    said: HashMap<Party, (AccountId, SurveyWord)>,
    /// What we promised each client and is no gift.
    promised: HashMap<AccountId, Vec<Became>>,
    problems: HashMap<AccountId, u64>,
    asked: HashMap<Party, (Date, u64)>,
    thanks: HashMap<Party, u64>,
}

impl Known {
    async fn read(read: &Read, today: Date) -> Result<Self, AppError> {
        let since = today.saturating_sub(jiff::Span::new().days(ANSWERS_DAYS));
        let mut said = HashMap::new();
        // The latest stand first.
        for answer in survey_answers::list(read, None, Some(since)).await? {
            if let Some((who, word)) = word_of(&answer) {
                let told = (answer.answer.account_id, word);
                said.entry(who).or_insert(told);
            }
        }
        let mut promised: HashMap<AccountId, Vec<Became>> = HashMap::new();
        for one in bonds::became(read).await? {
            if one.debtor == Side::Us && !one.is_gift {
                promised.entry(one.account_id).or_default().push(one);
            }
        }
        let (people, clients) = chain::asked_before(read, today).await?;
        let people = people.into_iter();
        let people = people.map(|one| (Party::Person(one.who), (one.last, one.talks)));
        let clients = clients.into_iter();
        let clients = clients.map(|one| (Party::Account(one.who), (one.last, one.talks)));
        let mut thanks: HashMap<Party, u64> = HashMap::new();
        for owed in supports::thanks_owed(read, SupportSide::Them, today, None).await? {
            let own = &owed.support;
            if own.kind == SupportKind::Introduction {
                let person = own.person_id.map(Party::Person);
                let who = person.unwrap_or(Party::Account(own.account_id));
                *thanks.entry(who).or_default() += 1;
            }
        }
        Ok(Self {
            said,
            promised,
            problems: problems::live_by_account(read).await?,
            asked: people.chain(clients).collect(),
            thanks,
        })
    }

    /// Whoever answered, whoever gave names that became something, and clients to whom we keep our word and of whom
    /// nobody answered; each with the client.
    fn candidates(
        &self,
        referrals: Option<&Referrals>,
        wanted: impl Fn(Option<AccountId>) -> bool,
    ) -> Vec<(Party, Option<AccountId>)> {
        let said = self.said.iter();
        let mut found: HashMap<Party, Option<AccountId>> = said
            .map(|(who, (account, _))| (*who, Some(*account)))
            .collect();
        let Some(referrals) = referrals else {
            let mut all: Vec<(Party, Option<AccountId>)> = found.into_iter().collect();
            all.retain(|(_, account)| wanted(*account));
            return all;
        };
        let of = |who: Party, given: &Given| match who {
            Party::Account(account) => Some(account),
            Party::Person(_) | Party::Prospect(_) => given.account,
        };
        let mut givers: Vec<(f64, &Given, Party)> = referrals
            .givers()
            .filter(|(who, given)| given.qualified > 0 && wanted(of(*who, given)))
            .map(|(who, given)| (referrals.value_below(who), given, who))
            .collect();
        givers.sort_by(|(value, given, who), (other_value, other, other_who)| {
            let by_value = other_value.total_cmp(value);
            by_value
                .then_with(|| (other.won, other.qualified).cmp(&(given.won, given.qualified)))
                .then_with(|| who.cmp(other_who))
        });
        for (_, given, who) in givers.into_iter().take(GIVERS_MAX) {
            found.entry(who).or_insert_with(|| of(who, given));
        }
        let heard: HashSet<AccountId> = found.values().flatten().copied().collect();
        let promised = self.promised.iter();
        let mut unheard: Vec<(usize, AccountId)> = promised
            .filter(|(account, _)| !heard.contains(account) && wanted(Some(**account)))
            .map(|(account, all)| (all.len(), *account))
            .collect();
        unheard.sort_unstable_by_key(|one| Reverse(*one));
        unheard.truncate(UNHEARD_MAX);
        let mut all: Vec<(Party, Option<AccountId>)> = found.into_iter().collect();
        all.retain(|(_, account)| wanted(*account));
        let unheard = unheard.into_iter();
        all.extend(unheard.map(|(_, account)| (Party::Account(account), Some(account))));
        all
    }

    fn facts(
        &self,
        (who, account): (Party, Option<AccountId>),
        referrals: Option<&Referrals>,
        today: Date,
    ) -> AskingFacts {
        let given = referrals.and_then(|all| all.given_by(who).map(|given| (all, given)));
        let value = given.map_or(0.0, |(all, _)| all.value_below(who));
        let given = given.map(|(_, given)| given);
        let asked = self.asked.get(&who);
        let promised = account.and_then(|account| self.promised.get(&account));
        let promised = promised.map_or(&[][..], Vec::as_slice);
        let problems = account.and_then(|account| self.problems.get(&account).copied());
        AskingFacts {
            said: self.said.get(&who).map(|(_, word)| *word),
            our_word: our_word(promised, today),
            problems: problems.unwrap_or(0),
            late_promises: promised.iter().filter(|one| is_late(one, today)).count() as u64,
            led_on: LedOn {
                names: given.map_or(0, |given| u64::from(given.names)),
                qualified: given.map_or(0, |given| u64::from(given.qualified)),
                won: given.map_or(0, |given| u64::from(given.won)),
                value,
                asked: asked.map_or(0, |(_, talks)| *talks),
            },
            last_asked: asked
                .map(|(last, _)| *last)
                .max(given.map(|given| given.last)),
        }
    }

    fn thanks_owed(&self, who: Party) -> u64 {
        self.thanks.get(&who).copied().unwrap_or(0)
    }
}

/// Whose answer it is and what it says; `None` for one that was withdrawn or says neither.
fn word_of(answer: &SurveyAnswer) -> Option<(Party, SurveyWord)> {
    let own = &answer.answer;
    let says = own.recommend.is_some() || own.satisfied.is_some();
    (says && !own.withdrawn).then(|| {
        let person = own.person_id.map(Party::Person);
        let word = SurveyWord {
            day: own.day,
            recommend: own.recommend,
            satisfied: own.satisfied,
        };
        (person.unwrap_or(Party::Account(own.account_id)), word)
    })
}

/// We owe it still, and its last day has passed.
fn is_late(one: &Became, today: Date) -> bool {
    match one.state {
        State::Broken => true,
        State::Open | State::Due => one.last_day.is_some_and(|last| last < today),
        _ => false,
    }
}

fn our_word(promised: &[Became], today: Date) -> Option<OurWord> {
    let settings = Settings::default();
    let closed: Vec<Closed> = promised
        .iter()
        .filter_map(|one| closed(one, today, &settings))
        .collect();
    let side = trust(&closed, today, &settings);
    side.trust.known().map(|opinion| OurWord {
        low: opinion.low,
        mean: opinion.mean,
        high: opinion.high,
    })
}

impl AskingList {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> AskingAnswer {
        AskingAnswer {
            ask: self.ask.iter().map(AskingLine::answer).collect(),
            not_now: self.not_now.iter().map(AskingLine::answer).collect(),
            lately: self.lately,
            asking_days: self.days,
            currency: self.currency.to_string(),
        }
    }
}

impl AskingLine {
    fn answer(&self) -> AskingLineAnswer {
        let (facts, led) = (&self.facts, &self.facts.led_on);
        let codes = self.asking.kinds.iter();
        let against = self.asking.against.iter();
        AskingLineAnswer {
            id: self.who.key(),
            name: self.name.clone(),
            account: self.account.map(|account| NamedAnswer {
                id: account.to_string(),
                name: self.account_name.clone(),
            }),
            kinds: codes.map(|kind| kind.code().to_owned()).collect(),
            against: against.map(|one| one.code().to_owned()).collect(),
            recommend: facts.said.and_then(|said| said.recommend),
            satisfied: facts.said.and_then(|said| said.satisfied),
            said_on: facts.said.map(|said| said.day.to_string()),
            our_word: facts.our_word.map(|word| KeptWordAnswer {
                low: word.low,
                mean: word.mean,
                high: word.high,
            }),
            open_problems: facts.problems,
            late_promises: facts.late_promises,
            names: led.names,
            qualified: led.qualified,
            won: led.won,
            descendant_value: led.value,
            asked: led.asked,
            few_asked: self.asking.few_asked,
            last_asked: facts.last_asked.map(|day| day.to_string()),
            thanks_owed: self.thanks_owed,
            why: (&self.asking.why).into(),
        }
    }
}
