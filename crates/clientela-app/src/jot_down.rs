//! Quick add: one line, as somebody jots it down, becomes an interaction and a next step.
//!
//! The line is read against the names of the book ([`clientela_domain::quick_add`]); what it means is
//! shown, with every piece where it stands, and written only when nothing stays open.

use std::collections::HashMap;
use std::sync::Arc;

use clientela_domain::day::Date;
use clientela_domain::event_day::{self, EventDay};
use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_domain::names::fold;
use clientela_domain::quick_add::{
    self as rule, Candidate, Channel, PersonCandidate, PieceKind, QuickAdd, UnclearReason,
};
use clientela_store::interactions::{Direction, InteractionKind};
use clientela_store::{Viewer, names_of};

use crate::answers::happenings::{NamedAnswer, QuickAddAnswer, UnclearAnswer, WrittenAnswer};
use crate::context::Context;
use crate::directory::Directory;
use crate::error::AppError;
use crate::log_interaction::{InteractionDraft, StepDraft, invalid, log_interaction};
use crate::plan_next_step::plan_next_step;

/// Longest line taken.
pub const LINE_CHARACTERS_MAX: usize = 1_000;

/// Most names offered where several are meant.
pub(crate) const CANDIDATES_MAX: usize = 8;

/// A stretch of the line, understood as something or plain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JottedPiece {
    /// The words as they stand.
    pub text: String,
    /// What they were taken for.
    pub kind: Option<PieceKind>,
    /// They were not understood.
    pub unclear: bool,
}

/// Something in or missing from the line that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JottedUnclear {
    /// Why.
    pub reason: UnclearReason,
    /// The words; empty for what the line lacks.
    pub words: String,
    /// Whom or what they may mean, by name.
    pub candidates: Vec<String>,
}

/// What a line means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Jotted {
    /// The line.
    pub line: String,
    /// The line cut into pieces.
    pub pieces: Vec<JottedPiece>,
    /// Clients it may mean; exactly one when it is clear.
    pub accounts: Vec<(AccountId, String)>,
    /// People it may mean, one list for each name.
    pub people: Vec<Vec<(PersonId, String)>>,
    /// Colleagues who took part, one list for each name.
    pub users: Vec<Vec<(UserId, String)>>,
    /// Something happened, not only planned.
    pub happened: bool,
    /// How people met.
    pub kind: Option<InteractionKind>,
    /// Who began it.
    pub direction: Option<Direction>,
    /// Days it may have been; empty for today.
    pub days: Vec<Date>,
    /// A day before Christ, or one named as Romans did, with its words.
    pub told: Option<(String, EventDay)>,
    /// Minutes.
    pub minutes: Option<u32>,
    /// What was said.
    pub said: String,
    /// Something is to be done.
    pub planned: bool,
    /// What is to be done.
    pub what: String,
    /// Days until which; empty when the line does not say.
    pub due: Vec<Date>,
    /// Who may be meant to do it; empty for whoever wrote the line.
    pub owners: Vec<(UserId, String)>,
    /// What was not understood.
    pub unclear: Vec<JottedUnclear>,
}

/// The names of a book, by their words.
#[derive(Debug, Default)]
pub struct JotNames {
    clients: ByWord<Candidate<AccountId>>,
    people: ByWord<PersonCandidate<AccountId, PersonId>>,
    colleagues: ByWord<Candidate<UserId>>,
}

/// Things found by whole words of their names.
#[derive(Debug)]
struct ByWord<T> {
    things: Vec<T>,
    places: HashMap<String, Vec<usize>>,
}

impl<T> Default for ByWord<T> {
    fn default() -> Self {
        Self {
            things: Vec::new(),
            places: HashMap::new(),
        }
    }
}

impl<T: Clone> ByWord<T> {
    fn add(&mut self, thing: T, folded_name: &str) {
        let place = self.things.len();
        self.things.push(thing);
        for word in folded_name.split(' ').filter(|word| !word.is_empty()) {
            let places = self.places.entry(word.to_owned()).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }

    fn find(&self, name: &str) -> Vec<T> {
        let folded = fold(name);
        let mut words = folded.split(' ').filter(|word| !word.is_empty());
        let Some(first) = words.next().and_then(|word| self.places.get(word)) else {
            return Vec::new();
        };
        let mut found = first.clone();
        for word in words {
            let Some(places) = self.places.get(word) else {
                return Vec::new();
            };
            found.retain(|place| places.binary_search(place).is_ok());
        }
        found
            .iter()
            .map(|place| self.things[*place].clone())
            .collect()
    }
}

impl rule::Directory for JotNames {
    type Client = AccountId;
    type Person = PersonId;
    type Colleague = UserId;

    fn clients(&self, name: &str) -> Vec<Candidate<AccountId>> {
        self.clients.find(name)
    }

    fn people(&self, name: &str) -> Vec<PersonCandidate<AccountId, PersonId>> {
        self.people.find(name)
    }

    fn colleagues(&self, name: &str) -> Vec<Candidate<UserId>> {
        self.colleagues.find(name)
    }
}

pub(crate) async fn names(context: &Context, viewer: &Viewer) -> Result<Arc<JotNames>, AppError> {
    let state = context.book_state(viewer).await?;
    context
        .jot_names_cache
        .get_or_compute((state.revision, state.scope.sight), || async move {
            let read = context.store.read(viewer);
            let mut names = JotNames::default();
            for card in state.directory.cards() {
                let candidate = Candidate {
                    id: card.id,
                    name: card.name.clone(),
                };
                names.clients.add(candidate, &card.name_folded);
            }
            let mut people: Vec<PersonCandidate<AccountId, PersonId>> = Vec::new();
            for (person, name, account) in names_of::people_with_places(&read).await? {
                let client = Candidate {
                    id: account,
                    name: state.directory.name_of(account).to_owned(),
                };
                match people.last_mut() {
                    Some(last) if last.person.id == person => last.clients.push(client),
                    _ => people.push(PersonCandidate {
                        person: Candidate { id: person, name },
                        clients: vec![client],
                    }),
                }
            }
            for person in people {
                let folded = fold(&person.person.name);
                names.people.add(person, &folded);
            }
            for colleague in names_of::colleagues(&read).await? {
                let folded = fold(&colleague.name);
                let candidate = Candidate {
                    id: colleague.id,
                    name: colleague.name,
                };
                names.colleagues.add(candidate, &folded);
            }
            Ok(names)
        })
        .await
}

/// What a line means to this viewer.
///
/// # Errors
/// [`AppError::Invalid`] for a line that is too long; when the book cannot answer.
pub async fn read_line(context: &Context, viewer: &Viewer, line: &str) -> Result<Jotted, AppError> {
    let line = line.trim();
    if line.chars().count() > LINE_CHARACTERS_MAX {
        return Err(invalid("line", "too-long", ""));
    }
    let names = names(context, viewer).await?;
    let today = context.clock.today();
    let Some((span, day)) = event_day::find_in(line) else {
        return Ok(jotted(line, &rule::parse(line, today, &*names)));
    };
    // The rest of the line is read as if the day were not there; every other word keeps its place.
    let without = format!(
        "{}{}{}",
        &line[..span.start],
        " ".repeat(span.len()),
        &line[span.end..]
    );
    let mut read = rule::parse(&without, today, &*names);
    read.pieces.push(rule::Piece {
        kind: PieceKind::Day,
        span: span.clone(),
    });
    Ok(Jotted {
        told: Some((line[span].to_owned(), day)),
        ..jotted(line, &read)
    })
}

fn jotted(line: &str, read: &QuickAdd<JotNames>) -> Jotted {
    let named = |candidates: &[Candidate<UserId>]| -> Vec<(UserId, String)> {
        candidates
            .iter()
            .map(|one| (one.id, one.name.clone()))
            .collect()
    };
    let happened = read.interaction.as_ref();
    let planned = read.next_step.as_ref();
    Jotted {
        line: line.to_owned(),
        pieces: pieces(line, read),
        accounts: read.client.as_ref().map_or_else(Vec::new, |client| {
            client
                .candidates
                .iter()
                .map(|one| (one.id, one.name.clone()))
                .collect()
        }),
        people: read
            .people
            .iter()
            .map(|one| {
                one.candidates
                    .iter()
                    .map(|one| (one.person.id, one.person.name.clone()))
                    .collect()
            })
            .collect(),
        users: read
            .colleagues
            .iter()
            .map(|one| named(&one.candidates))
            .collect(),
        happened: happened.is_some(),
        kind: happened
            .and_then(|one| one.channel.as_ref())
            .map(|found| kind(found.value)),
        direction: happened
            .and_then(|one| one.direction)
            .map(|direction| match direction {
                rule::Direction::Ours => Direction::Out,
                rule::Direction::Theirs => Direction::In,
            }),
        days: happened
            .and_then(|one| one.day.as_ref())
            .map_or_else(Vec::new, |day| day.days.clone()),
        told: None,
        minutes: happened
            .and_then(|one| one.minutes.as_ref())
            .map(|found| found.value),
        said: happened
            .and_then(|one| one.said.as_ref())
            .map_or_else(String::new, |said| said.text.clone()),
        planned: planned.is_some(),
        what: planned
            .and_then(|one| one.what.as_ref())
            .map_or_else(String::new, |what| what.text.clone()),
        due: planned
            .and_then(|one| one.due.as_ref())
            .map_or_else(Vec::new, |due| due.days.clone()),
        owners: planned
            .and_then(|one| one.by.as_ref())
            .map_or_else(Vec::new, |by| named(&by.candidates)),
        unclear: doubts(
            line,
            &read.unclear,
            (read.client.as_slice(), &read.people, &read.colleagues),
        ),
    }
}

const fn kind(channel: Channel) -> InteractionKind {
    match channel {
        Channel::Call => InteractionKind::Call,
        Channel::Visit => InteractionKind::Visit,
        Channel::Email => InteractionKind::Email,
        Channel::Meeting => InteractionKind::Meeting,
        Channel::Fair => InteractionKind::Fair,
        Channel::Seminar => InteractionKind::Seminar,
        Channel::Message => InteractionKind::Message,
        Channel::Observation => InteractionKind::Observation,
    }
}

/// The whole line in stretches: what was recognised, what was not understood, and what lies between.
/// Where a recognised piece stands inside another, the inner one is shown.
fn pieces(line: &str, read: &QuickAdd<JotNames>) -> Vec<JottedPiece> {
    cut(line, &read.pieces, &read.unclear)
}

/// A line in stretches, by what was recognised in it and what was not understood.
pub(crate) fn cut(
    line: &str,
    recognised: &[rule::Piece],
    doubts: &[rule::Unclear],
) -> Vec<JottedPiece> {
    let mut kinds: Vec<(Option<PieceKind>, bool)> = vec![(None, false); line.len()];
    let mut marks: Vec<_> = recognised.iter().collect();
    marks.sort_by_key(|piece| std::cmp::Reverse(piece.span.len()));
    for piece in marks {
        for mark in kinds.get_mut(piece.span.clone()).into_iter().flatten() {
            mark.0 = Some(piece.kind);
        }
    }
    for span in doubts.iter().filter_map(|one| one.span.clone()) {
        for mark in kinds.get_mut(span).into_iter().flatten() {
            mark.1 = true;
        }
    }
    let mut found: Vec<JottedPiece> = Vec::new();
    for (at, letter) in line.char_indices() {
        let (kind, unclear) = kinds[at];
        match found.last_mut() {
            Some(last) if last.kind == kind && last.unclear == unclear => last.text.push(letter),
            _ => found.push(JottedPiece {
                text: letter.to_string(),
                kind,
                unclear,
            }),
        }
    }
    found
}

/// The names of a line of one kind, and whom each may mean.
type Names<T> = [rule::Resolved<rule::Candidate<T>>];

/// The people of a line, and whom each name may mean.
type PeopleNames = [rule::Resolved<rule::PersonCandidate<AccountId, PersonId>>];

/// What of a line was not understood, each doubt with the names it may mean.
pub(crate) fn doubts(
    line: &str,
    unclear: &[rule::Unclear],
    (clients, people, colleagues): (&Names<AccountId>, &PeopleNames, &Names<UserId>),
) -> Vec<JottedUnclear> {
    let candidates = |span: &rule::Span| -> Vec<String> {
        let mut names = names_at(clients, span);
        let theirs = people.iter().filter(|one| one.span.as_ref() == Some(span));
        names.extend(theirs.flat_map(|one| &one.candidates).map(|one| {
            let place = one.clients.first().map_or("", |client| &client.name);
            format!("{} ({place})", one.person.name)
        }));
        names.extend(names_at(colleagues, span));
        names.truncate(CANDIDATES_MAX);
        names
    };
    let told = |one: &rule::Unclear| JottedUnclear {
        reason: one.reason,
        words: one
            .span
            .clone()
            .and_then(|span| line.get(span))
            .unwrap_or_default()
            .to_owned(),
        candidates: one.span.as_ref().map_or_else(Vec::new, candidates),
    };
    unclear.iter().map(told).collect()
}

fn names_at<T>(written: &Names<T>, span: &rule::Span) -> Vec<String> {
    let here = written.iter().filter(|one| one.span.as_ref() == Some(span));
    let candidates = here.flat_map(|one| &one.candidates);
    candidates.map(|one| one.name.clone()).collect()
}

impl Jotted {
    /// The client, when exactly one is meant.
    #[must_use]
    pub fn account(&self) -> Option<&(AccountId, String)> {
        only(&self.accounts)
    }

    /// People meant without doubt.
    #[must_use]
    pub fn certain_people(&self) -> Vec<(PersonId, String)> {
        self.people
            .iter()
            .filter_map(|one| only(one).cloned())
            .collect()
    }

    /// Colleagues meant without doubt.
    #[must_use]
    pub fn certain_users(&self) -> Vec<(UserId, String)> {
        self.users
            .iter()
            .filter_map(|one| only(one).cloned())
            .collect()
    }

    /// Nothing stays open that a person would have to decide before it is written down.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        let open = |one: &JottedUnclear| match one.reason {
            // An unknown name stays in the words, and who is not in the book took no part in it.
            UnclearReason::UnknownName(_) | UnclearReason::TooLong => false,
            UnclearReason::SeveralNames(_)
            | UnclearReason::NameOfTwoKinds
            | UnclearReason::NoClient
            | UnclearReason::NoChannel
            | UnclearReason::NoSuchDay
            | UnclearReason::SeveralDays
            | UnclearReason::NothingDue
            | UnclearReason::NoDebtor
            | UnclearReason::NothingOwed
            | UnclearReason::Empty => true,
        };
        let complete = (!self.happened || self.kind.is_some())
            && (!self.planned || !self.what.is_empty())
            && (self.happened || self.planned);
        complete && self.account().is_some() && !self.unclear.iter().any(open)
    }

    /// What was said; the whole line when nothing else is left of it.
    #[must_use]
    pub fn summary(&self) -> &str {
        if self.said.is_empty() {
            &self.line
        } else {
            &self.said
        }
    }

    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self, written: Option<WrittenAnswer>) -> QuickAddAnswer {
        let day = |days: &[Date]| only(days).map(ToString::to_string);
        QuickAddAnswer {
            line: self.line.clone(),
            account: self.account().map(|(id, name)| named(id, name)),
            people: self
                .certain_people()
                .iter()
                .map(|(id, name)| named(id, name))
                .collect(),
            users: self
                .certain_users()
                .iter()
                .map(|(id, name)| named(id, name))
                .collect(),
            kind: self.kind.map(|kind| kind.code().to_owned()),
            day: self
                .told
                .as_ref()
                .map_or_else(|| day(&self.days), |(_, told)| Some(told.to_string())),
            said: Some(self.said.clone()).filter(|said| !said.is_empty()),
            what: Some(self.what.clone()).filter(|what| !what.is_empty()),
            due_day: day(&self.due),
            owner: only(&self.owners).map(|(id, name)| named(id, name)),
            unclear: self
                .unclear
                .iter()
                .map(|one| UnclearAnswer {
                    reason: one.reason.message_id().to_owned(),
                    words: Some(one.words.clone()).filter(|words| !words.is_empty()),
                    candidates: one.candidates.clone(),
                })
                .collect(),
            written,
        }
    }
}

pub(crate) fn only<T>(all: &[T]) -> Option<&T> {
    match all {
        [one] => Some(one),
        _ => None,
    }
}

pub(crate) fn named(id: &impl ToString, name: &str) -> NamedAnswer {
    NamedAnswer {
        id: id.to_string(),
        name: name.to_owned(),
    }
}

/// Reads a line and writes down what it means, when nothing stays open; otherwise only says what it
/// was taken for and what was not understood. With `dry_run` nothing is written.
///
/// # Errors
/// [`AppError::Invalid`]; [`AppError::Forbidden`]; when the book cannot answer.
pub async fn jot_down(
    context: &Context,
    viewer: &Viewer,
    line: &str,
    dry_run: bool,
) -> Result<QuickAddAnswer, AppError> {
    let read = read_line(context, viewer, line).await?;
    let account = read.account().map(|(id, _)| *id);
    let Some(account) = account.filter(|_| read.is_clear() && !dry_run) else {
        return Ok(read.answer(None));
    };
    let step = StepDraft {
        what: read.what.clone(),
        due: only(&read.due).map(ToString::to_string).unwrap_or_default(),
        owner: only(&read.owners).map(|(id, _)| *id),
        person: None,
    };
    let written = match (read.happened, read.kind) {
        (true, Some(kind)) => {
            let mut users: Vec<UserId> = Vec::from_iter(viewer.user);
            users.extend(read.certain_users().into_iter().map(|(id, _)| id));
            let draft = InteractionDraft {
                day: match &read.told {
                    Some((_, told)) => told.to_string(),
                    None => only(&read.days)
                        .map(ToString::to_string)
                        .unwrap_or_default(),
                },
                direction: read.direction,
                summary: read.summary().to_owned(),
                duration_minutes: read.minutes,
                people: read
                    .certain_people()
                    .into_iter()
                    .map(|(id, _)| id)
                    .collect(),
                users,
                ..InteractionDraft::new(Some(account), kind)
            };
            let logged = log_interaction(context, viewer, &draft, &step).await?;
            WrittenAnswer {
                interaction: Some(logged.interaction.to_string()),
                note: None,
                next_step: logged.next_step.map(|id| id.to_string()),
            }
        }
        _ => WrittenAnswer {
            next_step: Some(
                plan_next_step(context, viewer, account, &step)
                    .await?
                    .to_string(),
            ),
            ..WrittenAnswer::default()
        },
    };
    Ok(read.answer(Some(written)))
}

/// The one client meant by an id, a code, a name, or the beginning of a name.
#[must_use]
pub fn one_account(directory: &Directory, wanted: &str) -> Option<AccountId> {
    let wanted = wanted.trim();
    directory
        .find(wanted)
        .or_else(|| crate::mention_words::only_beginning(directory, wanted))
}
