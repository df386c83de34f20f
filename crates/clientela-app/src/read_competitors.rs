//! Competitors as cards: where they stand and since when, whose contracts end soon, what was won and lost against
//! them and why.

use std::collections::{BTreeMap, BTreeSet};

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, CompetitorId};
use clientela_domain::market::{ContestOutcome, ContestReason, ReasonSource, WinRate, win_rate};
use clientela_store::market::competitors::Competitor;
use clientela_store::market::{MarketFilter, NewContest, NewPosition};
use clientela_store::merges::competitors::CompetitorMerge;
use clientela_store::{Viewer, merges};
use jiff::Timestamp;

use crate::answers::market::{
    CompetitorAnswer, CompetitorCardAnswer, CompetitorMergeAnswer, CompetitorsAnswer,
    ReasonCountAnswer, WinRateAnswer,
};
use crate::context::Context;
use crate::error::AppError;
use crate::keep_competitors::{all_competitors, show_competitor};
use crate::list_market::{MarketLine, all_told};
use crate::price_standing::{GroupPrices, price_standings};

/// Days ahead within which a contract ends soon.
pub const ENDING_DAYS: i32 = 180;

/// A competitor in the list.
#[derive(Clone, Debug)]
pub struct CompetitorLine {
    /// The competitor.
    pub competitor: Competitor,
    /// Clients in sight at which it stands, by what still holds.
    pub clients: usize,
    /// Contracts of it that end soon.
    pub ending: usize,
    /// Won and lost against it.
    pub rate: WinRate,
}

/// How often a reason was told, and how often guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReasonCount {
    /// How it ended.
    pub outcome: ContestOutcome,
    /// Why.
    pub reason: ContestReason,
    /// The client said so.
    pub told: u64,
    /// We guess so.
    pub guessed: u64,
}

/// Everything known of a competitor.
#[derive(Clone, Debug)]
pub struct CompetitorCard {
    /// The competitor with its sums.
    pub line: CompetitorLine,
    /// Where it stands, the latest observation first; also what no longer holds.
    pub positions: Vec<MarketLine<NewPosition>>,
    /// Our price among its prices, by group of products.
    pub prices: Vec<GroupPrices>,
    /// Those whose contract ends soon, the earliest first.
    pub ending: Vec<MarketLine<NewPosition>>,
    /// What was won from it and lost to it, the latest first.
    pub contests: Vec<MarketLine<NewContest>>,
    /// Why.
    pub reasons: Vec<ReasonCount>,
    /// Competitors that were found to be the same one, the newest first.
    pub merges: Vec<CompetitorMerge>,
    /// The moment by which is judged whether a merge can still be undone.
    pub now: Timestamp,
}

/// The days in which a contract ends soon.
#[must_use]
pub fn ending_days(today: Date) -> (Date, Date) {
    let ahead = jiff::Span::new().days(ENDING_DAYS);
    (today, today.checked_add(ahead).unwrap_or(Date::MAX))
}

fn ends_soon(line: &MarketLine<NewPosition>) -> bool {
    let (first, last) = ending_days(line.today);
    let end = line.kept.record.contract_end;
    line.holds() && end.is_some_and(|end| first <= end && end <= last)
}

fn line(
    competitor: Competitor,
    positions: &[&MarketLine<NewPosition>],
    contests: &[&MarketLine<NewContest>],
) -> CompetitorLine {
    let standing = positions.iter().filter(|one| one.holds());
    let clients: BTreeSet<AccountId> = standing.map(|one| one.kept.record.account_id).collect();
    CompetitorLine {
        competitor,
        clients: clients.len(),
        ending: positions.iter().filter(|one| ends_soon(one)).count(),
        rate: rate_of(contests.iter().copied()),
    }
}

/// The rate of contests.
pub fn rate_of<'a>(contests: impl Iterator<Item = &'a MarketLine<NewContest>>) -> WinRate {
    let mut counts = [0_u64; 3];
    for one in contests {
        let place = match one.kept.record.outcome {
            ContestOutcome::Won => 0,
            ContestOutcome::Lost => 1,
            ContestOutcome::Unknown => 2,
        };
        counts[place] += 1;
    }
    win_rate(counts[0], counts[1], counts[2])
}

/// Why contests ended as they did, what clients told apart from what we guess.
#[must_use]
pub fn reasons_of(contests: &[MarketLine<NewContest>]) -> Vec<ReasonCount> {
    let mut counts: BTreeMap<(ContestOutcome, ContestReason), (u64, u64)> = BTreeMap::new();
    for one in contests {
        let own = &one.kept.record;
        let Some(reason) = own.reason else {
            continue;
        };
        let count = counts.entry((own.outcome, reason)).or_default();
        match own.reason_source {
            Some(ReasonSource::Client) => count.0 += 1,
            _ => count.1 += 1,
        }
    }
    let all = counts.into_iter();
    all.map(|((outcome, reason), (told, guessed))| ReasonCount {
        outcome,
        reason,
        told,
        guessed,
    })
    .collect()
}

/// All competitors with what the viewer sees of them, by name.
///
/// # Errors
/// When the book cannot answer.
pub async fn list_competitors(
    context: &Context,
    viewer: &Viewer,
) -> Result<Vec<CompetitorLine>, AppError> {
    let everything = MarketFilter::default();
    let positions = all_told::<NewPosition>(context, viewer, &everything).await?;
    let contests = all_told::<NewContest>(context, viewer, &everything).await?;
    let mut standing: BTreeMap<CompetitorId, Vec<&MarketLine<NewPosition>>> = BTreeMap::new();
    for one in &positions {
        let of = standing.entry(one.kept.record.competitor_id);
        of.or_default().push(one);
    }
    let mut fought: BTreeMap<CompetitorId, Vec<&MarketLine<NewContest>>> = BTreeMap::new();
    for one in &contests {
        if let Some(id) = one.kept.record.competitor_id {
            fought.entry(id).or_default().push(one);
        }
    }
    let all = all_competitors(context, viewer).await?;
    let of = |competitor: Competitor| {
        let positions = standing.remove(&competitor.id).unwrap_or_default();
        let contests = fought.remove(&competitor.id).unwrap_or_default();
        line(competitor, &positions, &contests)
    };
    Ok(all.into_iter().map(of).collect())
}

/// Everything the viewer sees of a competitor.
///
/// # Errors
/// [`AppError::NotFound`] when there is none.
pub async fn competitor_card(
    context: &Context,
    viewer: &Viewer,
    id: CompetitorId,
) -> Result<CompetitorCard, AppError> {
    let competitor = show_competitor(context, viewer, id).await?;
    let id = competitor.id;
    let of = MarketFilter {
        competitor: Some(id),
        ..MarketFilter::default()
    };
    let positions = all_told::<NewPosition>(context, viewer, &of).await?;
    let contests = all_told::<NewContest>(context, viewer, &of).await?;
    let standing: Vec<_> = positions.iter().collect();
    let fought: Vec<_> = contests.iter().collect();
    let line = line(competitor, &standing, &fought);
    let mut ending: Vec<_> = positions
        .iter()
        .filter(|one| ends_soon(one))
        .cloned()
        .collect();
    ending.sort_by_key(|one| (one.kept.record.contract_end, one.kept.id));
    Ok(CompetitorCard {
        line,
        reasons: reasons_of(&contests),
        prices: price_standings(&positions),
        merges: merges::competitors::of(&context.store.read(viewer), id).await?,
        now: context.clock.now(),
        positions,
        ending,
        contests,
    })
}

impl CompetitorLine {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> CompetitorAnswer {
        let own = &self.competitor.competitor;
        CompetitorAnswer {
            id: self.competitor.id.to_string(),
            name: own.name.clone(),
            strengths: own.strengths.clone(),
            weaknesses: own.weaknesses.clone(),
            note: own.note.clone(),
            clients: count(self.clients),
            ending: count(self.ending),
            won_and_lost: WinRateAnswer::from(&self.rate),
            version: self.competitor.version,
        }
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// The list as it leaves the program.
#[must_use]
pub fn competitors_answer(lines: &[CompetitorLine]) -> CompetitorsAnswer {
    CompetitorsAnswer {
        competitors: lines.iter().map(CompetitorLine::answer).collect(),
    }
}

impl CompetitorCard {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> CompetitorCardAnswer {
        let reason = |one: &ReasonCount| ReasonCountAnswer {
            outcome: one.outcome.code().to_owned(),
            reason: one.reason.code().to_owned(),
            told: one.told,
            guessed: one.guessed,
        };
        let positions = |lines: &[MarketLine<NewPosition>]| {
            let answers = lines.iter().map(MarketLine::<NewPosition>::answer);
            answers.collect()
        };
        let contests = self.contests.iter().map(MarketLine::<NewContest>::answer);
        CompetitorCardAnswer {
            competitor: self.line.answer(),
            positions: positions(&self.positions),
            prices: self.prices.iter().map(GroupPrices::answer).collect(),
            ending: positions(&self.ending),
            contests: contests.collect(),
            reasons: self.reasons.iter().map(reason).collect(),
            also_known_as: self
                .merges
                .iter()
                .map(|one| CompetitorMergeAnswer {
                    merge: one.id.to_string(),
                    name: one.gone_name.clone(),
                    merged_at: one.merged_at.to_string(),
                    can_be_undone: one.is_open(self.now),
                })
                .collect(),
        }
    }
}
