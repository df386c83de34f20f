//! What is left of a clause once its pieces are recognised.

use super::assemble::Reading;
use super::clauses::Clause;
use super::directory::Directory;
use super::proposal::{Channel, Span, Text};

/// Words that only hold a name or a day in place; without it they say nothing.
const GLUE: &[&str] = &[
    "s", "sas", "na", "ot", "pri", "v", "vav", "do", "kam", "po", "i", "za", "se", "mi", "im",
    "mu", "ni", "with", "at", "to", "from", "of", "in", "on", "and", "the", "by", "az", "nie",
    "we", "us", "me", "for", "a", "prez", "had", "tam",
];

impl<D: Directory> Reading<'_, D> {
    /// What is left of a clause without the words that `cuts` names and, with `without_names`, without
    /// ways of contact and the names beside them either. A clause of which only holding words and
    /// days are left is empty.
    pub(super) fn remainder(
        &self,
        clause: &Clause,
        cuts: &dyn Fn(usize) -> bool,
        without_names: bool,
    ) -> Text {
        let in_clause = |at: usize| clause.first <= at && at < clause.end;
        // What was seen or heard is told with its names.
        let has_phrase = self
            .channels
            .iter()
            .any(|phrase| in_clause(phrase.first) && phrase.channel != Channel::Observation);
        let is_title = self
            .names
            .iter()
            .any(|name| name.first == clause.first && name.end == clause.end);
        let drops_names = without_names && (has_phrase || is_title);
        let is_taken = |at: usize| {
            let in_phrase = self
                .channels
                .iter()
                .any(|phrase| phrase.first <= at && at < phrase.end);
            let in_name = self
                .names
                .iter()
                .any(|name| name.first <= at && at < name.end);
            at < clause.body
                || cuts(at)
                || (without_names && in_phrase)
                || (drops_names && in_name)
                || (clause.is_plan && self.is_doer_name(at))
        };
        let kept: Vec<usize> = (clause.first..clause.end)
            .filter(|at| !is_taken(*at))
            .collect();
        let says_nothing = |at: &usize| self.is_glue(*at) || self.day_at(*at).is_some();
        if kept.iter().all(says_nothing) {
            return Text::default();
        }
        let holds_nothing = |at: &usize| {
            let next = (at + 1..clause.end).find(|next| is_taken(*next) || !self.is_glue(*next));
            self.is_glue(*at) && next.is_none_or(is_taken)
        };
        self.text_of(kept.into_iter().filter(|at| !holds_nothing(at)))
    }

    fn is_glue(&self, at: usize) -> bool {
        GLUE.contains(&self.words[at].folded.as_str())
    }

    /// Words as one text; neighbours keep the signs between them.
    fn text_of(&self, kept: impl Iterator<Item = usize>) -> Text {
        let mut spans: Vec<Span> = Vec::new();
        let mut last: Option<usize> = None;
        for at in kept {
            let span = self.words[at].span.clone();
            match (last, spans.last_mut()) {
                (Some(before), Some(open)) if before + 1 == at => open.end = span.end,
                _ => spans.push(span),
            }
            last = Some(at);
        }
        for span in &mut spans {
            *span = self.with_signs(span);
        }
        let parts: Vec<&str> = spans.iter().map(|span| &self.line[span.clone()]).collect();
        Text {
            text: parts.join(" "),
            spans,
        }
    }

    /// A stretch with the signs that cling to its first and last word: `5%`, quotation marks.
    fn with_signs(&self, span: &Span) -> Span {
        let clings = |letter: &char| "%‰€$!?\"„“”«»()+#°…".contains(*letter);
        let before = self.line[..span.start].chars().rev().take_while(clings);
        let after = self.line[span.end..].chars().take_while(clings);
        let length =
            |letters: &mut dyn Iterator<Item = char>| letters.map(char::len_utf8).sum::<usize>();
        span.start - length(&mut { before })..span.end + length(&mut { after })
    }

    fn is_doer_name(&self, at: usize) -> bool {
        self.names.iter().any(|name| {
            let opens = |clause: &Clause| clause.is_plan && clause.opener == name.end;
            name.first <= at
                && at < name.end
                && (self.words[name.first].is_addressed || self.clauses.iter().any(opens))
        })
    }
}
