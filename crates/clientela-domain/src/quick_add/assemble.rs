//! The pieces of a line put together.

use super::channels::{ChannelPhrase, Tense, channel_at};
use super::clauses::{Clause, Known, clauses};
use super::days::{DayPhrase, day_phrases};
use super::directory::{Candidate, Directory, PersonCandidate};
use super::names::{Name, names};
use super::proposal::{
    Interaction, Piece, PieceKind, QuickAdd, Resolved, Side, Span, Text, Unclear, UnclearReason,
};
use super::words::{Word, words};
use crate::day::Date;

/// Reads a line as of a day. Nothing is written; a person confirms or changes what it proposes.
#[must_use]
pub fn parse<D: Directory>(line: &str, today: Date, directory: &D) -> QuickAdd<D> {
    let (words, end) = words(line);
    let days = day_phrases(&words, today);
    let any_phrases = phrases(&words, &days, |_| None);
    let found = names(
        line,
        &words,
        directory,
        |at| {
            in_days(&days, at)
                || any_phrases
                    .iter()
                    .any(|phrase| phrase.first <= at && at < phrase.end)
        },
        |first, end| {
            let reflexive = usize::from(is_reflexive(&words, end));
            any_phrases.iter().any(|phrase| {
                let did_it = phrase.tense == Tense::Past;
                phrase.end == first
                    || did_it && (phrase.first == end || phrase.first == end + reflexive)
            })
        },
    );
    // Whoever is addressed is one of us, known or not.
    let colleague_end = |at: usize| {
        let name = found.iter().find(|name| name.first == at)?;
        (!name.colleagues.is_empty() || words[at].is_addressed).then_some(name.end)
    };
    let is_fact = |at: usize| {
        any_phrases
            .iter()
            .any(|phrase| phrase.first == at && phrase.tense == Tense::Past)
    };
    let clauses = clauses(&Known {
        words: &words,
        days: &days,
        colleague_end: &colleague_end,
        is_fact: &is_fact,
    });
    let plan_of = |at: usize| {
        clauses
            .iter()
            .find(|clause| clause.first <= at && at < clause.end)
            .map(|clause| clause.is_plan)
    };
    let channels = phrases(&words, &days, plan_of);
    let mut reading = Reading {
        line,
        words,
        days,
        names: found,
        clauses,
        channels,
        pieces: Vec::new(),
        unclear: Vec::new(),
    };
    reading.note_length(end);
    reading.into_proposal()
}

fn is_reflexive(words: &[Word], at: usize) -> bool {
    words
        .get(at)
        .is_some_and(|word| matches!(word.folded.as_str(), "se" | "mi" | "ni"))
}

fn in_days(days: &[DayPhrase], at: usize) -> bool {
    days.iter().any(|day| day.first <= at && at < day.end)
}

/// Ways of contact in the line, none overlapping another or a day. `plan_of` tells whether a word
/// stands in a plan; while that is not known, either kind of phrase counts.
fn phrases(
    words: &[Word],
    days: &[DayPhrase],
    plan_of: impl Fn(usize) -> Option<bool>,
) -> Vec<ChannelPhrase> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let phrase = match plan_of(at) {
            Some(in_plan) => channel_at(words, at, in_plan),
            None => channel_at(words, at, false).or_else(|| channel_at(words, at, true)),
        };
        match phrase.filter(|phrase| !(phrase.first..phrase.end).any(|at| in_days(days, at))) {
            Some(phrase) => {
                at = phrase.end;
                found.push(phrase);
            }
            None => at += 1,
        }
    }
    found
}

/// Everything found in a line, on the way to a proposal.
pub(super) struct Reading<'a, D: Directory> {
    pub(super) line: &'a str,
    pub(super) words: Vec<Word>,
    pub(super) days: Vec<DayPhrase>,
    pub(super) names: Vec<Name<D>>,
    pub(super) clauses: Vec<Clause>,
    pub(super) channels: Vec<ChannelPhrase>,
    pub(super) pieces: Vec<Piece>,
    pub(super) unclear: Vec<Unclear>,
}

impl<D: Directory> Reading<'_, D> {
    fn note_length(&mut self, end: usize) {
        if end < self.line.len() {
            self.note(UnclearReason::TooLong, Some(end..self.line.len()));
        }
    }

    /// Notes something that was not understood.
    pub(super) fn note(&mut self, reason: UnclearReason, span: Option<Span>) {
        self.unclear.push(Unclear { reason, span });
    }

    /// Notes something that was.
    pub(super) fn mark(&mut self, kind: PieceKind, span: Span) {
        self.pieces.push(Piece { kind, span });
    }

    /// True for a word of a plan.
    pub(super) fn in_plan(&self, at: usize) -> bool {
        self.clause_at(at).is_some_and(|clause| clause.is_plan)
    }

    /// The clause in which a word stands.
    pub(super) fn clause_at(&self, at: usize) -> Option<&Clause> {
        self.clauses
            .iter()
            .find(|clause| clause.first <= at && at < clause.end)
    }

    /// Bytes of a run of words.
    pub(super) fn span_of(&self, first: usize, end: usize) -> Span {
        self.words[first].span.start..self.words[end - 1].span.end
    }

    fn into_proposal(mut self) -> QuickAdd<D> {
        if self.words.is_empty() {
            self.note(UnclearReason::Empty, None);
        }
        let by = self.doer();
        let client = self.client();
        let people = self.people(client.as_ref().and_then(Resolved::one));
        let client = client.or_else(|| client_of_people(&people));
        let colleagues = self.colleagues();
        let happened = self.happened();
        let fact_day = happened.then(|| self.fact_day()).flatten();
        let fact_day_at = fact_day.as_ref().map(|(_, at)| *at);
        let due = self.due(fact_day_at);
        let next_step = self.next_step(due, by, happened);
        let interaction = happened.then(|| self.interaction(fact_day));
        self.mark_text(
            PieceKind::What,
            next_step.as_ref().and_then(|step| step.what.as_ref()),
        );
        let said = interaction
            .as_ref()
            .and_then(|interaction| interaction.said.as_ref());
        self.mark_text(PieceKind::Said, said);
        self.note_lacks(client.is_some(), interaction.as_ref());
        self.unclear
            .sort_by_key(|unclear| unclear.span.as_ref().map_or(usize::MAX, |span| span.start));
        QuickAdd {
            interaction,
            client,
            people,
            colleagues,
            next_step,
            pieces: self.pieces,
            unclear: self.unclear,
        }
    }

    /// Marks a text as pieces of what it is, wherever nothing else was recognised.
    pub(super) fn mark_text(&mut self, kind: PieceKind, text: Option<&Text>) {
        self.pieces.sort_by_key(|piece| piece.span.start);
        let Some(text) = text else {
            return;
        };
        let known = self.pieces.clone();
        for span in &text.spans {
            let mut from = span.start;
            let inside = known
                .iter()
                .filter(|piece| piece.span.start < span.end && piece.span.end > span.start);
            for piece in inside {
                self.mark_words(kind, from..piece.span.start.max(from));
                from = from.max(piece.span.end);
            }
            self.mark_words(kind, from..span.end.max(from));
        }
        self.pieces.sort_by_key(|piece| piece.span.start);
    }

    /// Marks the words inside a stretch of the line, without the signs around them.
    fn mark_words(&mut self, kind: PieceKind, stretch: Span) {
        let text = &self.line[stretch.clone()];
        let start = text.find(char::is_alphanumeric);
        let end = text
            .char_indices()
            .rfind(|(_, letter)| letter.is_alphanumeric());
        if let (Some(start), Some((end, letter))) = (start, end) {
            self.mark(
                kind,
                stretch.start + start..stretch.start + end + letter.len_utf8(),
            );
        }
    }

    fn note_lacks(&mut self, has_client: bool, interaction: Option<&Interaction>) {
        if self.words.is_empty() {
            return;
        }
        let names_client = self.unclear.iter().any(|unclear| {
            matches!(
                unclear.reason,
                UnclearReason::UnknownName(Side::Client) | UnclearReason::NameOfTwoKinds
            )
        });
        if !has_client && !names_client {
            self.note(UnclearReason::NoClient, None);
        }
        if interaction.is_some_and(|interaction| interaction.channel.is_none()) {
            self.note(UnclearReason::NoChannel, None);
        }
    }
}

/// The one client of people who all work for that one only.
pub(super) fn client_of_people<C: Clone + PartialEq, P>(
    people: &[Resolved<PersonCandidate<C, P>>],
) -> Option<Resolved<Candidate<C>>> {
    let mut found: Option<&Candidate<C>> = None;
    for person in people {
        let [client] = person.one()?.clients.as_slice() else {
            return None;
        };
        if found.is_some_and(|known| known.id != client.id) {
            return None;
        }
        found = Some(client);
    }
    Some(Resolved {
        written: String::new(),
        span: None,
        candidates: vec![found?.clone()],
    })
}
