//! What happened, and what is to be done.

use super::assemble::Reading;
use super::channels::{ChannelPhrase, Tense};
use super::clauses::Clause;
use super::days::DayPhrase;
use super::directory::{Candidate, Directory};
use super::names::Name;
use super::proposal::{
    Channel, Direction, Due, Found, Interaction, NextStep, PieceKind, Resolved, Text, UnclearReason,
};

impl<D: Directory> Reading<'_, D> {
    /// Something happened when a phrase says so, or when the line tells something that is not only
    /// the plan of a day to come.
    pub(super) fn happened(&self) -> bool {
        let facts = || {
            self.channels
                .iter()
                .filter(|phrase| !self.in_plan(phrase.first))
        };
        if facts().any(|phrase| phrase.tense == Tense::Past) {
            return true;
        }
        let is_planned = |phrase: &ChannelPhrase| {
            let clause = self.clause_at(phrase.first);
            clause.is_some_and(|clause| {
                self.days_in(clause)
                    .any(|day| can_be_ahead(day) && !day.is_vague)
            })
        };
        if facts().any(is_planned) {
            return false;
        }
        let tells = |clause: &&Clause| {
            !clause.is_plan
                && !self
                    .remainder(clause, &|at| self.day_at(at).is_some(), true)
                    .text
                    .is_empty()
        };
        facts().next().is_some() || self.clauses.iter().any(|clause| tells(&clause))
    }

    /// The day of which a word is part.
    pub(super) fn day_at(&self, at: usize) -> Option<&DayPhrase> {
        self.days.iter().find(|day| day.first <= at && at < day.end)
    }

    fn days_in<'s>(&'s self, clause: &'s Clause) -> impl Iterator<Item = &'s DayPhrase> {
        self.days
            .iter()
            .filter(|day| clause.first <= day.first && day.first < clause.end)
    }

    /// The day on which it happened and its first word: one that only looks back, or one that can
    /// and stands beside the way of contact.
    pub(super) fn fact_day(&mut self) -> Option<(Due, usize)> {
        let is_beside = |day: &DayPhrase| {
            let clause = self.clause_at(day.first);
            clause.is_some_and(|clause| {
                self.channels
                    .iter()
                    .any(|phrase| clause.first <= phrase.first && phrase.first < clause.end)
            })
        };
        let fits = |day: &&DayPhrase| {
            !self.in_plan(day.first) && !day.is_deadline && !day.behind.is_empty()
        };
        let day = self
            .days
            .iter()
            .filter(fits)
            .find(|day| day.ahead.is_empty())
            .or_else(|| self.days.iter().filter(fits).find(|day| is_beside(day)))?;
        let (first, span, days) = (
            day.first,
            self.span_of(day.first, day.end),
            day.behind.clone(),
        );
        self.mark(PieceKind::Day, span.clone());
        if days.len() > 1 {
            self.note(UnclearReason::SeveralDays, Some(span.clone()));
        }
        Some((Due { days, span }, first))
    }

    /// The day until when: days of a plan before days elsewhere; two different ones are ambiguous.
    pub(super) fn due(&mut self, fact_day: Option<usize>) -> Option<Due> {
        let open: Vec<DayPhrase> = self
            .days
            .iter()
            .filter(|day| Some(day.first) != fact_day && (!day.is_vague || self.in_plan(day.first)))
            .cloned()
            .collect();
        let (of_plan, of_fact): (Vec<_>, Vec<_>) =
            open.into_iter().partition(|day| self.in_plan(day.first));
        let has_plan_day = of_plan.iter().any(|day| !day.ahead.is_empty());
        let mut due: Option<Due> = None;
        for day in of_plan
            .into_iter()
            .chain(of_fact.into_iter().filter(|_| !has_plan_day))
        {
            let span = self.span_of(day.first, day.end);
            if day.ahead.is_empty() {
                if day.behind.is_empty() {
                    self.note(UnclearReason::NoSuchDay, Some(span));
                }
                continue;
            }
            self.mark(PieceKind::Day, span.clone());
            let is_new = due.as_ref().is_none_or(|known| known.days != day.ahead);
            let known = due.get_or_insert_with(|| Due {
                days: Vec::new(),
                span: span.clone(),
            });
            known.days.extend(day.ahead);
            known.days.sort_unstable();
            known.days.dedup();
            if is_new && known.days.len() > 1 {
                self.note(UnclearReason::SeveralDays, Some(span));
            }
        }
        due
    }

    /// The way of contact among these phrases: an occasion before a plain word, a plain word before
    /// a weak one, and of equals the first.
    fn best_phrase(&self, fits: impl Fn(&ChannelPhrase) -> bool) -> Option<ChannelPhrase> {
        let phrases = self.channels.iter().filter(|phrase| fits(phrase));
        phrases.rev().max_by_key(|phrase| phrase.strength).copied()
    }

    fn found_channel(&mut self, phrase: &ChannelPhrase) -> Found<Channel> {
        let span = self.span_of(phrase.first, phrase.end);
        self.mark(PieceKind::Channel, span.clone());
        Found {
            value: phrase.channel,
            span,
        }
    }

    /// „Ivan called“ is theirs, „called Ivan“ is ours.
    fn direction(&self, phrase: &ChannelPhrase) -> Option<Direction> {
        let one_way = matches!(
            phrase.channel,
            Channel::Call | Channel::Email | Channel::Message
        );
        if phrase.direction.is_some() || !one_way || phrase.tense != Tense::Past {
            return phrase.direction;
        }
        let is_theirs = |name: &Name<D>| name.colleagues.is_empty();
        let before = !self.words[phrase.first].starts_clause
            && self
                .names
                .iter()
                .any(|name| name.end == phrase.first && is_theirs(name));
        let is_link = |at: usize| matches!(self.words[at].folded.as_str(), "to" | "na" | "do");
        let after = self.names.iter().any(|name| {
            let follows =
                name.first == phrase.end || name.first == phrase.end + 1 && is_link(phrase.end);
            follows && is_theirs(name)
        });
        // „Обади се Иван“: what stands after it did it.
        let is_turned = self.words[phrase.first].folded == "obadi";
        match (before, after) {
            (true, false) => Some(Direction::Theirs),
            (false, true) if is_turned => Some(Direction::Theirs),
            (false, true) => Some(Direction::Ours),
            _ => None,
        }
    }

    /// The first word of „30 мин“, „1 час“, `20 minutes`, and how many minutes that is.
    fn minutes(&self) -> Option<(usize, u32)> {
        let before = |at: usize| {
            at.checked_sub(1)
                .map_or("", |at| self.words[at].folded.as_str())
        };
        self.words.windows(2).enumerate().find_map(|(at, pair)| {
            let number: u32 = pair[0].lower.parse().ok()?;
            let unit = match pair[1].folded.as_str() {
                "min" | "minuti" | "minutes" | "mins" | "minute" => 1,
                "chas" | "hour" | "hours" => 60,
                // „В 10 часа“ is a time of day.
                "chasa" if !matches!(before(at), "v" | "ot" | "kam") => 60,
                _ => return None,
            };
            let is_lead_time = matches!(before(at), "in" | "sled" | "do" | "within");
            let minutes = number
                .checked_mul(unit)
                .filter(|minutes| (1..=1_440).contains(minutes))?;
            (!pair[1].starts_clause && !is_lead_time && !self.in_plan(at)).then_some((at, minutes))
        })
    }

    /// What happened, with what was said.
    pub(super) fn interaction(&mut self, day: Option<(Due, usize)>) -> Interaction {
        let (day, day_at) = day.unzip();
        let minutes = self.minutes();
        let mut said = Text::default();
        for clause in self.clauses.iter().filter(|clause| !clause.is_plan) {
            let cuts = |at: usize| {
                self.day_at(at).is_some_and(|day| Some(day.first) == day_at)
                    || minutes.is_some_and(|(first, _)| at == first || at == first + 1)
            };
            let part = self.remainder(clause, &cuts, true);
            join(&mut said, part, self.line);
        }
        let phrase = self.best_phrase(|phrase| !self.in_plan(phrase.first));
        Interaction {
            channel: phrase.map(|phrase| self.found_channel(&phrase)),
            direction: phrase.and_then(|phrase| self.direction(&phrase)),
            day,
            minutes: minutes.map(|(at, value)| {
                let span = self.span_of(at, at + 2);
                self.mark(PieceKind::Minutes, span.clone());
                Found { value, span }
            }),
            said: (!said.text.is_empty()).then_some(said),
        }
    }

    /// The next step: the clauses of the plan or, when none plans, the clause of its day.
    pub(super) fn next_step(
        &mut self,
        due: Option<Due>,
        by: Option<Resolved<Candidate<D::Colleague>>>,
        happened: bool,
    ) -> Option<NextStep<D::Colleague>> {
        let has_plan = self.clauses.iter().any(|clause| clause.is_plan);
        let due_start = due.as_ref().map(|due| due.span.start);
        let is_step = |clause: &Clause| match (has_plan, happened) {
            (true, true) => clause.is_plan,
            (_, false) => true,
            (false, true) => {
                let bytes = self.span_of(clause.first, clause.end);
                due_start.is_some_and(|start| bytes.contains(&start))
            }
        };
        let mut what = Text::default();
        for clause in self.clauses.iter().filter(|clause| is_step(clause)) {
            // Beside a plan, or beside what happened, only what is left of its clause is the step.
            let cuts = |at: usize| self.day_at(at).is_some_and(can_be_ahead);
            let part = self.remainder(clause, &cuts, (happened || has_plan) && !clause.is_plan);
            join(&mut what, part, self.line);
        }
        let what = (!what.text.is_empty()).then_some(what);
        if what.is_none() && due.is_none() && by.is_none() {
            return None;
        }
        if what.is_none()
            && let Some(due) = &due
        {
            let span = due.span.clone();
            self.note(UnclearReason::NothingDue, Some(span));
        }
        let phrase = self.best_phrase(|phrase| self.in_plan(phrase.first) || !happened);
        Some(NextStep {
            what,
            channel: phrase.map(|phrase| self.found_channel(&phrase)),
            due,
            by,
        })
    }
}

/// True for a day that is, or may be, still to come.
fn can_be_ahead(day: &DayPhrase) -> bool {
    !day.ahead.is_empty()
}

/// Adds a part to a text; parts that stand side by side keep the signs between them.
fn join(text: &mut Text, part: Text, line: &str) {
    if part.text.is_empty() {
        return;
    }
    if let (Some(last), Some(first)) = (text.spans.last(), part.spans.first()) {
        let between = line.get(last.end..first.start).unwrap_or_default();
        let is_sign = !between.is_empty() && !between.chars().any(char::is_alphanumeric);
        text.text.push_str(if is_sign { between } else { ", " });
    }
    text.text.push_str(&part.text);
    text.spans.extend(part.spans);
}
