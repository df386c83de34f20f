//! Is it a hit, and how good is it?

use super::query::{Alternative, Query, QueryWord};

/// How good a hit is; the greater, the better. Scores of one query may be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(u32);

/// Steps between the kinds of hits; a reading far from what was typed costs less than one step for
/// spelling by the ear and about one for another layout.
const STEP: u32 = 10;

/// Where a word of the query was found, the worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Hit {
    BeginsLater = 1,
    Later = 2,
    BeginsFirst = 3,
    First = 4,
}

impl Query {
    /// The score of a text by its stored words in their order, or `None` when a word of the query is
    /// missing. The whole text is better than its first word, this better than a beginning of it,
    /// and all of them better than a later word. An empty query finds nothing.
    #[must_use]
    pub fn score(&self, tokens: &[String]) -> Option<Score> {
        let mut least: Option<(Hit, u8)> = None;
        let mut best: Option<Hit> = None;
        let mut farthest = 0;
        for word in self.words() {
            let (hit, cost) = best_hit(word, tokens)?;
            farthest = farthest.max(cost);
            best = best.max(Some(hit));
            least = Some(least.map_or((hit, cost), |least| least.min((hit, cost))));
        }
        let (least, _) = least?;
        let best = best?;
        let all_exact = matches!(least, Hit::Later | Hit::First);
        let is_whole = all_exact && self.words().len() == tokens.len() && best == Hit::First;
        let place = if is_whole {
            Hit::First as u32 + 1
        } else {
            best as u32
        };
        // Words of the query that are whole words count less than where the best one stands.
        let exact = if all_exact { STEP / 2 } else { 0 };
        let near = (STEP * (place + 2) + exact).saturating_sub(u32::from(farthest));
        // Of equal hits the text with fewer further words.
        let further = u32::try_from(tokens.len()).unwrap_or(u32::MAX).min(255);
        Some(Score(near * 256 + (255 - further)))
    }
}

/// The best place and reading of one word of the query.
fn best_hit(word: &QueryWord, tokens: &[String]) -> Option<(Hit, u8)> {
    let hits = word
        .alternatives
        .iter()
        .filter_map(|alternative| Some((hit(alternative, tokens)?, alternative.cost)));
    hits.max_by_key(|(hit, cost)| STEP * *hit as u32 + u32::from(u8::MAX - *cost))
}

/// The best place of the first prefix of an alternative, when all of them are there.
fn hit(alternative: &Alternative, tokens: &[String]) -> Option<Hit> {
    let place = |prefix: &String| {
        let kind = |(at, token): (usize, &String)| {
            token
                .starts_with(prefix.as_str())
                .then(|| match (at, token == prefix) {
                    (0, true) => Hit::First,
                    (0, false) => Hit::BeginsFirst,
                    (_, true) => Hit::Later,
                    (_, false) => Hit::BeginsLater,
                })
        };
        tokens.iter().enumerate().filter_map(kind).max()
    };
    let mut places = Vec::with_capacity(alternative.prefixes.len());
    for prefix in &alternative.prefixes {
        places.push(place(prefix)?);
    }
    places.first().copied()
}

/// The best hits of a list held in memory, at most `limit`, the best first and equal ones in the
/// order of the list. `tokens_of` gives the stored words of an item.
pub fn find<'a, T>(
    query: &Query,
    items: &'a [T],
    limit: usize,
    tokens_of: impl Fn(&T) -> &[String],
) -> Vec<(&'a T, Score)> {
    let mut found: Vec<(&T, Score)> = items
        .iter()
        .filter_map(|item| Some((item, query.score(tokens_of(item))?)))
        .collect();
    found.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
    found.truncate(limit);
    found
}
