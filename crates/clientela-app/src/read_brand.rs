//! Our brand as others see it, in sums: incidents, complaints by a hundred orders, what is said of us, what those
//! who decide think, where our prices stand.

use std::collections::{BTreeMap, HashMap};

use clientela_domain::brand::{
    ComplaintRate, DeciderCounts, IncidentSeverity, MentionTone, RemarkAbout, complaint_rate,
    stance,
};
use clientela_domain::day::{Date, day_number};
use clientela_domain::ids::{AccountId, PersonId};
use clientela_domain::market::{PricePosition, WinRate, price_position};
use clientela_domain::names::fold;
use clientela_domain::people_map::{Attitude, BuyingRole, Judged, Node, Said, Statement, read_map};
use clientela_domain::satisfaction::Group;
use clientela_store::market::{
    self, MarketFilter, MarketRecord, NewContest, NewIncident, NewPosition, NewRemark,
};
use clientela_store::people_map::{self, MapStatement};
use clientela_store::{Viewer, names_of};
use jiff::Span;

use crate::answers::brand::{
    BrandAnswer, ComplaintRateAnswer, DeciderAnswer, DeciderSurveyAnswer, DecidersAnswer,
    GroupPriceAnswer, IncidentCountsAnswer, MentionCountsAnswer,
};
use crate::answers::happenings::NamedAnswer;
use crate::answers::market::WinRateAnswer;
use crate::answers::satisfaction::SatisfactionGroupAnswer;
use crate::answers::value::WhyAnswer;
use crate::context::Context;
use crate::error::AppError;
use crate::list_market::all_told;
use crate::measure_execution::{ExecutionRequest, measure_execution};
use crate::read_competitors::rate_of;
use crate::read_satisfaction::satisfaction_overview;

/// Days in which incidents and mentions are counted.
const COUNTED_DAYS: i64 = 365;

/// Our price where theirs is told as an index of it.
const OUR_PRICE: f64 = 100.0;

/// How many incidents there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IncidentCounts {
    /// Not settled, whenever they happened.
    pub open: u64,
    /// Critical ones of the last twelve months.
    pub critical: u64,
    /// Major ones.
    pub major: u64,
    /// Minor ones.
    pub minor: u64,
}

/// What is said of us, counted as people wrote it down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MentionCounts {
    /// Recommended us without being asked.
    pub recommends: u64,
    /// Spoke well of us.
    pub good: u64,
    /// Neither well nor ill.
    pub neutral: u64,
    /// Spoke ill of us.
    pub bad: u64,
    /// Nobody wrote down how.
    pub unknown: u64,
}

/// Somebody who decides, and what they think of us.
#[derive(Clone, Debug)]
pub struct DeciderLine {
    /// At which client.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// Who; absent for somebody nobody knows by name.
    pub person: Option<PersonId>,
    /// Their name; empty for such a one.
    pub name: String,
    /// What they think of us.
    pub attitude: Judged<Attitude>,
    /// The day of the latest statement about it, and whence it is known; absent without one.
    pub told: Option<(Date, String)>,
}

/// What those who decide at a client answered in surveys.
#[derive(Clone, Debug)]
pub struct DeciderSurvey {
    /// At which client.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// Their answers.
    pub answers: Group,
}

/// Where our prices stand in a group of products.
#[derive(Clone, Debug)]
pub struct GroupPrice {
    /// Which group.
    pub product_group: String,
    /// Where.
    pub position: PricePosition,
}

/// Our brand as others see it.
#[derive(Clone, Debug)]
pub struct Brand {
    /// The day from which incidents and mentions are counted.
    pub since: Date,
    /// The day of whoever asks.
    pub today: Date,
    /// Incidents.
    pub incidents: IncidentCounts,
    /// How often clients complain.
    pub complaints: ComplaintRate,
    /// What is said of us.
    pub mentions: MentionCounts,
    /// Where those who decide stand.
    pub counts: DeciderCounts,
    /// Each of them, by the name of the client.
    pub deciders: Vec<DeciderLine>,
    /// What they answered in surveys, by the name of the client.
    pub surveys: Vec<DeciderSurvey>,
    /// Where our prices stand, by group of products.
    pub prices: Vec<GroupPrice>,
    /// Won and lost against all competitors.
    pub rate: WinRate,
}

/// Our brand, as far as the viewer sees.
///
/// # Errors
/// When book or ledger cannot answer.
pub async fn read_brand(context: &Context, viewer: &Viewer) -> Result<Brand, AppError> {
    let today = context.clock.today();
    let since = today.saturating_sub(Span::new().days(COUNTED_DAYS));
    let everything = MarketFilter::default();
    let contests = all_told::<NewContest>(context, viewer, &everything).await?;
    let positions = all_told::<NewPosition>(context, viewer, &everything).await?;
    let held = positions.iter().filter(|line| line.holds());
    let prices = held.filter_map(|line| {
        let own = &line.kept.record;
        own.price_index
            .map(|index| (own.product_group.as_str(), index.as_f64()))
    });
    let execution = measure_execution(context, viewer, &ExecutionRequest::default()).await?;
    let complaints = u64::try_from(execution.facts.complaints.len()).unwrap_or(u64::MAX);
    let deciders = deciders(context, viewer, today).await?;
    Ok(Brand {
        since,
        today,
        incidents: incidents(context, viewer, since).await?,
        complaints: complaint_rate(complaints, execution.facts.orders.on_time.due()),
        mentions: mentions(context, viewer, since).await?,
        counts: DeciderCounts::of(deciders.iter().map(|one| stance(one.attitude))),
        deciders,
        surveys: surveys(context, viewer).await?,
        prices: group_prices(prices),
        rate: rate_of(contests.iter()),
    })
}

async fn count<R: MarketRecord>(
    context: &Context,
    viewer: &Viewer,
    filter: MarketFilter,
) -> Result<u64, AppError> {
    Ok(market::count::<R>(&context.store.read(viewer), &filter).await?)
}

async fn incidents(
    context: &Context,
    viewer: &Viewer,
    since: Date,
) -> Result<IncidentCounts, AppError> {
    let of = async |severity: IncidentSeverity| {
        let filter = MarketFilter {
            since: Some(since),
            severity: Some(severity),
            ..MarketFilter::default()
        };
        count::<NewIncident>(context, viewer, filter).await
    };
    let open = MarketFilter {
        open: true,
        ..MarketFilter::default()
    };
    Ok(IncidentCounts {
        open: count::<NewIncident>(context, viewer, open).await?,
        critical: of(IncidentSeverity::Critical).await?,
        major: of(IncidentSeverity::Major).await?,
        minor: of(IncidentSeverity::Minor).await?,
    })
}

async fn mentions(
    context: &Context,
    viewer: &Viewer,
    since: Date,
) -> Result<MentionCounts, AppError> {
    let of = async |tone: Option<MentionTone>| {
        let filter = MarketFilter {
            since: Some(since),
            about: Some(RemarkAbout::Us),
            tone,
            ..MarketFilter::default()
        };
        count::<NewRemark>(context, viewer, filter).await
    };
    let mut counts = MentionCounts {
        recommends: of(Some(MentionTone::Recommends)).await?,
        good: of(Some(MentionTone::Good)).await?,
        neutral: of(Some(MentionTone::Neutral)).await?,
        bad: of(Some(MentionTone::Bad)).await?,
        unknown: 0,
    };
    let known = counts.recommends + counts.good + counts.neutral + counts.bad;
    counts.unknown = of(None).await?.saturating_sub(known);
    Ok(counts)
}

/// Everybody who decides at a client in sight, as the maps of people tell.
async fn deciders(
    context: &Context,
    viewer: &Viewer,
    today: Date,
) -> Result<Vec<DeciderLine>, AppError> {
    let state = context.book_state(viewer).await?;
    let read = context.store.read(viewer);
    let mut by_account: HashMap<AccountId, Vec<MapStatement>> = HashMap::new();
    for one in people_map::of_all(&read).await? {
        by_account.entry(one.account_id).or_default().push(one);
    }
    let mut lines = Vec::new();
    for (account, told) in by_account {
        let told: Vec<Statement> = told.into_iter().map(|one| one.statement).collect();
        let map = read_map(&told, today);
        let deciding = map
            .nodes
            .values()
            .filter(|one| one.has(BuyingRole::Decider) && one.place != Some(false));
        lines.extend(deciding.map(|one| DeciderLine {
            account,
            account_name: state.directory.name_of(account).to_owned(),
            person: match one.node {
                Node::Person(id) => Some(id),
                Node::Placeholder(_) => None,
            },
            name: String::new(),
            attitude: one.attitude,
            told: latest(&told, one.node, today),
        }));
    }
    let people: Vec<PersonId> = lines.iter().filter_map(|one| one.person).collect();
    let names = names_of::people(&read, &people).await?;
    // Whom the viewer does not see is left out, of the counts too.
    lines.retain(|one| one.person.is_none_or(|id| names.contains_key(&id)));
    for line in &mut lines {
        let name = line.person.and_then(|id| names.get(&id));
        line.name = name.cloned().unwrap_or_default();
    }
    lines.sort_by(|one, other| {
        (&one.account_name, &one.name, one.account, one.person).cmp(&(
            &other.account_name,
            &other.name,
            other.account,
            other.person,
        ))
    });
    Ok(lines)
}

/// The latest statement of what somebody thinks of us: its day, and whence it is known.
fn latest(told: &[Statement], about: Node, today: Date) -> Option<(Date, String)> {
    let said = told.iter().filter(|one| {
        one.about == about && one.day <= today && matches!(one.said, Said::Attitude(Some(_)))
    });
    let last = said.max_by_key(|one| (one.day, one.at, one.id))?;
    Some((last.day, last.evidence.clone()))
}

async fn surveys(context: &Context, viewer: &Viewer) -> Result<Vec<DeciderSurvey>, AppError> {
    let overview = satisfaction_overview(context, viewer).await?;
    let answered = overview.clients.into_iter();
    let answered = answered.filter(|one| one.reading.deciders.answered > 0);
    Ok(answered
        .map(|one| DeciderSurvey {
            account: one.account,
            account_name: one.account_name,
            answers: one.reading.deciders,
        })
        .collect())
}

/// Our price among theirs in each group of products, however its name is written.
fn group_prices<'a>(told: impl Iterator<Item = (&'a str, f64)>) -> Vec<GroupPrice> {
    let mut groups: BTreeMap<String, (&str, Vec<f64>)> = BTreeMap::new();
    for (group, index) in told {
        let of = groups.entry(fold(group));
        of.or_insert_with(|| (group, Vec::new())).1.push(index);
    }
    let placed = groups.into_values().filter_map(|(group, indices)| {
        Some(GroupPrice {
            product_group: group.to_owned(),
            position: price_position(OUR_PRICE, &indices)?,
        })
    });
    placed.collect()
}

fn named(id: &impl ToString, name: &str) -> NamedAnswer {
    NamedAnswer {
        id: id.to_string(),
        name: name.to_owned(),
    }
}

impl DeciderLine {
    /// Days since the latest statement.
    #[must_use]
    pub fn age(&self, today: Date) -> Option<i32> {
        let (day, _) = self.told.as_ref()?;
        Some(day_number(today) - day_number(*day))
    }

    fn answer(&self, today: Date) -> DeciderAnswer {
        let (worst, best) = match self.attitude.ends() {
            None => (None, None),
            Some((worst, best)) => (Some(worst), Some(best).filter(|best| *best != worst)),
        };
        let attitude = worst.into_iter().chain(best);
        DeciderAnswer {
            account: named(&self.account, &self.account_name),
            person: self.person.map(|id| named(&id, &self.name)),
            attitude: attitude.map(|one| one.code().to_owned()).collect(),
            day: self.told.as_ref().map(|(day, _)| day.to_string()),
            age_days: self.age(today),
            evidence: self
                .told
                .as_ref()
                .map(|(_, evidence)| evidence.clone())
                .unwrap_or_default(),
        }
    }
}

impl Brand {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> BrandAnswer {
        let rate = self.complaints.per_hundred;
        let (incidents, mentions) = (self.incidents, self.mentions);
        BrandAnswer {
            since: self.since.to_string(),
            incidents: IncidentCountsAnswer {
                open: incidents.open,
                critical: incidents.critical,
                major: incidents.major,
                minor: incidents.minor,
            },
            complaints: ComplaintRateAnswer {
                complaints: self.complaints.complaints,
                orders: self.complaints.orders,
                per_hundred: rate.map(|rate| rate.mean),
                low: rate.map(|rate| rate.low),
                high: rate.map(|rate| rate.high),
                why: WhyAnswer::from(&self.complaints.why),
            },
            mentions: MentionCountsAnswer {
                recommends: mentions.recommends,
                good: mentions.good,
                neutral: mentions.neutral,
                bad: mentions.bad,
                unknown: mentions.unknown,
            },
            deciders: self.deciders_answer(),
            prices: self.prices.iter().map(GroupPrice::answer).collect(),
            won_and_lost: WinRateAnswer::from(&self.rate),
        }
    }

    fn deciders_answer(&self) -> DecidersAnswer {
        let share = self.counts.for_us_share();
        let people = self.deciders.iter();
        let surveys = self.surveys.iter();
        DecidersAnswer {
            for_us: self.counts.for_us,
            neither: self.counts.neither,
            against: self.counts.against,
            disputed: self.counts.disputed,
            unknown: self.counts.unknown,
            for_us_low: share.map(|(low, _)| low),
            for_us_high: share.map(|(_, high)| high),
            people: people.map(|one| one.answer(self.today)).collect(),
            surveys: surveys
                .map(|one| DeciderSurveyAnswer {
                    account: named(&one.account, &one.account_name),
                    answers: SatisfactionGroupAnswer::from(&one.answers),
                })
                .collect(),
        }
    }
}

impl GroupPrice {
    fn answer(&self) -> GroupPriceAnswer {
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        GroupPriceAnswer {
            product_group: self.product_group.clone(),
            index: self.position.index,
            low: self.position.low,
            high: self.position.high,
            rank: count(self.position.rank),
            of: count(self.position.of),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::group_prices;

    #[test]
    fn our_price_stands_among_theirs_by_group_however_it_is_written() {
        // S22.4 of the reference: theirs where ours is 10.6.
        let theirs = [9.8, 10.4, 10.9, 11.5].map(|price| price / 10.6 * 100.0);
        let told = theirs.iter().map(|index| ("Чай", *index));
        let coffee = [("кафе", 110.0), ("КАФЕ", 90.0)];
        let prices = group_prices(told.chain(coffee));
        let groups: Vec<&str> = prices
            .iter()
            .map(|one| one.product_group.as_str())
            .collect();
        assert_eq!(groups, ["Чай", "кафе"]);
        let (tea, few) = (prices[0].position, prices[1].position);
        assert!((tea.index.expect("an index") - 0.995_305).abs() < 1e-6);
        assert!((tea.low - 0.921_739).abs() < 1e-6 && (tea.high - 1.081_633).abs() < 1e-6);
        assert_eq!((tea.rank, tea.of), (3, 5));
        assert_eq!(
            (few.index, few.rank, few.of),
            (None, 2, 3),
            "under three prices a range alone"
        );
        assert!(group_prices(std::iter::empty()).is_empty());
    }
}
