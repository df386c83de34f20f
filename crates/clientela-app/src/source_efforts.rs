//! Where the next euro and the next hour go: what each way brought for what was spent on it; and what each of us made of
//! each way.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::UserId;
use clientela_domain::prospects::{Gain, gain, larger_first};
use clientela_store::Viewer;
use clientela_store::prospects::{self, SourceFigures, SourceTime};

use crate::answers::happenings::NamedAnswer;
use crate::answers::prospects::{EffortAnswer, RepresentativeSourceAnswer, SpanAnswer};
use crate::answers::value::EstimateAnswer;
use crate::context::Context;
use crate::error::AppError;
use crate::prospect_sources::{SourceName, SourcesQuery, SourcesReport, ripe_by};

/// Of how much money a gain is told, in the currency of the report.
pub const MONEY_TOLD: f64 = 1_000.0;

/// Of how many hours a gain is told.
pub const HOURS_TOLD: f64 = 10.0;

/// A talk whose length nobody wrote down takes from nothing to so many hours.
const TALK_HOURS_MOST: f64 = 1.0;

/// What a further effort into one way brings.
#[derive(Clone, Debug)]
pub struct Effort {
    /// The way.
    pub way: SourceName,
    /// Hours of talks; unknown where nobody was spoken with.
    pub hours: Estimate,
    /// Successes for [`MONEY_TOLD`].
    pub by_money: Gain,
    /// Successes for [`HOURS_TOLD`].
    pub by_hours: Gain,
}

/// What one of us made of one way.
#[derive(Clone, Debug)]
pub struct RepresentativeSource {
    /// Who of us; absent for those nobody answers for.
    pub user: Option<UserId>,
    /// Their name; empty for nobody, and for whoever is no colleague any more.
    pub name: String,
    /// What came of it.
    pub figures: SourceFigures,
}

/// Where further efforts go, and what each of us made of each way.
#[derive(Clone, Debug, Default)]
pub struct Efforts {
    /// Clients are counted; while nobody became one, those that were qualified.
    pub counts_won: bool,
    /// What each way brings, in the order of the report.
    pub ways: Vec<Effort>,
    /// What each of us made of each way.
    pub representatives: Vec<RepresentativeSource>,
}

/// Where further efforts go, for the ways of a report.
///
/// # Errors
/// When the book cannot answer.
pub async fn source_efforts(
    context: &Context,
    viewer: &Viewer,
    (query, report): (&SourcesQuery, &SourcesReport),
) -> Result<Efforts, AppError> {
    let read = context.store.read(viewer);
    let times = prospects::source_times(&read, &query.filter).await?;
    let times: HashMap<SourceName, SourceTime> = times
        .into_iter()
        .map(|one| ((one.kind, one.channel.clone()), one))
        .collect();
    let counts_won = report.lines.iter().any(|line| line.figures.won > 0);
    let ways = report.lines.iter().map(|line| {
        let own = &line.figures;
        let way = (own.kind, own.channel.clone());
        let hours = hours(times.get(&way));
        let successes = if counts_won { own.won } else { own.qualified };
        Effort {
            by_money: gain(&line.cost, successes, MONEY_TOLD),
            by_hours: gain(&hours, successes, HOURS_TOLD),
            hours,
            way,
        }
    });
    Ok(Efforts {
        counts_won,
        ways: ways.collect(),
        representatives: representatives(context, viewer, query).await?,
    })
}

/// Hours of talks: what is known of them, and what the others may have taken.
fn hours(of: Option<&SourceTime>) -> Estimate {
    let Some(of) = of.filter(|of| of.talks > 0) else {
        return Estimate::Unknown("unknown-time-of-source");
    };
    let known = of.minutes as f64 / 60.0;
    let untimed = of.talks.saturating_sub(of.timed) as f64;
    Estimate::between(known, known + untimed * TALK_HOURS_MOST)
}

async fn representatives(
    context: &Context,
    viewer: &Viewer,
    query: &SourcesQuery,
) -> Result<Vec<RepresentativeSource>, AppError> {
    let today: Date = context.clock.today();
    let read = context.store.read(viewer);
    let found = prospects::owner_figures(&read, &query.filter, ripe_by(today)).await?;
    let colleagues = context.colleagues(viewer).await?;
    let named = |user: Option<UserId>| {
        let found = user.and_then(|id| colleagues.iter().find(|one| one.id == id));
        found.map_or_else(String::new, |one| one.name.clone())
    };
    let one = |(user, figures)| RepresentativeSource {
        name: named(user),
        user,
        figures,
    };
    Ok(found.into_iter().map(one).collect())
}

impl Efforts {
    /// The ways whose gain for further money is known, the largest first.
    #[must_use]
    pub fn next_money(&self) -> Vec<&Effort> {
        self.ordered(|one| &one.by_money)
    }

    /// The ways whose gain for a further hour is known, the largest first.
    #[must_use]
    pub fn next_hours(&self) -> Vec<&Effort> {
        self.ordered(|one| &one.by_hours)
    }

    fn ordered(&self, by: fn(&Effort) -> &Gain) -> Vec<&Effort> {
        let mut ways: Vec<&Effort> = self
            .ways
            .iter()
            .filter(|one| by(one).low.is_some())
            .collect();
        ways.sort_by(|one, other| larger_first(by(one), by(other)));
        ways
    }

    /// The gains as they leave the program, for further money or for further hours.
    #[must_use]
    pub fn effort_answers(&self, by_hours: bool) -> Vec<EffortAnswer> {
        let ordered = if by_hours {
            self.next_hours()
        } else {
            self.next_money()
        };
        let one = |one: &Effort| {
            let of = if by_hours {
                &one.by_hours
            } else {
                &one.by_money
            };
            EffortAnswer {
                source: one.way.0.map(|kind| kind.code().to_owned()),
                channel: Some(one.way.1.clone()).filter(|channel| !channel.is_empty()),
                hours: EstimateAnswer::from(&one.hours),
                gain: SpanAnswer {
                    low: of.low,
                    likely: of.likely,
                    high: of.high,
                },
            }
        };
        ordered.into_iter().map(one).collect()
    }

    /// What each of us made of each way, as it leaves the program.
    #[must_use]
    pub fn representative_answers(&self) -> Vec<RepresentativeSourceAnswer> {
        let one = |one: &RepresentativeSource| {
            let own = &one.figures;
            RepresentativeSourceAnswer {
                representative: one.user.map(|id| NamedAnswer {
                    id: id.to_string(),
                    name: one.name.clone(),
                }),
                source: own.kind.map(|kind| kind.code().to_owned()),
                channel: Some(own.channel.clone()).filter(|channel| !channel.is_empty()),
                names: own.names,
                qualified: own.qualified,
                won: own.won,
                conversion: (own.names > 0).then(|| own.won as f64 / own.names as f64),
            }
        };
        self.representatives.iter().map(one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn talks_nobody_timed_widen_the_hours() {
        let time = |minutes, talks, timed| SourceTime {
            kind: None,
            channel: String::new(),
            minutes,
            talks,
            timed,
        };
        assert!(matches!(hours(None), Estimate::Unknown(_)));
        assert_eq!(hours(Some(&time(90, 2, 2))), Estimate::Known(1.5));
        assert_eq!(hours(Some(&time(90, 4, 2))), Estimate::Range(1.5, 3.5));
    }
}
