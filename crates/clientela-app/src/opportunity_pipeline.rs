//! The pipeline: what stands in each stage and is expected of it, how often we win by source and by colleague, and how
//! long opportunities stand where.

use std::collections::{BTreeMap, HashMap};

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::{OpportunityId, ProspectId};
use clientela_domain::market::{WinRate, win_rate};
use clientela_domain::opportunities::{
    Expected, History, Open, OpportunityStage, StageChance, StayTimes, Step, expected,
    stage_chances, stay_times, stays,
};
use clientela_domain::prospects::SourceKind;
use clientela_store::opportunities::{self, OpportunityFact};
use clientela_store::{Viewer, prospects};

use crate::answers::opportunities::{
    ConversionAnswer, ExpectedAnswer, PipelineAnswer, PipelineStageAnswer,
};
use crate::answers::prospects::SpanAnswer;
use crate::answers::value::{EstimateAnswer, WhyAnswer};
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::list_opportunities::OpportunityQuery;

/// By what conversion is told apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConversionOf {
    /// Everything.
    All,
    /// The way the prospect came; neither a way nor a name of one where nobody wrote it down.
    Source(Option<SourceKind>, String),
    /// Who of us works on it, by name; empty where nobody does.
    Representative(String),
}

/// How often we win.
#[derive(Clone, Debug)]
pub struct ConversionLine {
    /// Of what.
    pub of: ConversionOf,
    /// Won and lost, with the interval.
    pub rate: WinRate,
    /// Not ended yet.
    pub open: u64,
    /// What the won ones are worth; those of unknown worth are not in it.
    pub won_value: Estimate,
    /// Won ones of which nobody knows what they are worth.
    pub won_without_value: u64,
}

/// A stage of the pipeline.
#[derive(Clone, Debug)]
pub struct PipelineStage {
    /// The stage.
    pub stage: OpportunityStage,
    /// What stands there.
    pub here: Expected,
    /// The chance from there; absent at the ends.
    pub chance: Option<StageChance>,
    /// How long those stood there who left; absent without any.
    pub days: Option<StayTimes>,
}

/// The pipeline.
#[derive(Clone, Debug)]
pub struct Pipeline {
    /// In which currency sums are.
    pub currency: Currency,
    /// The stages, the ends last.
    pub stages: Vec<PipelineStage>,
    /// All that is open.
    pub open: Expected,
    /// Of what has ended.
    pub ended: ConversionLine,
    /// The same without cold contacts; absent where none of them came so.
    pub ended_without_cold: Option<ConversionLine>,
    /// By source, most first.
    pub by_source: Vec<ConversionLine>,
    /// By who works on them, most first.
    pub by_representative: Vec<ConversionLine>,
}

/// The pipeline of the opportunities of a query the viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn opportunity_pipeline(
    context: &Context,
    viewer: &Viewer,
    query: &OpportunityQuery,
) -> Result<Pipeline, AppError> {
    let read = context.store.read(viewer);
    let state = context.book_state(viewer).await?;
    let filter = query.filter();
    let facts = opportunities::facts(&read, &filter).await?;
    let mut steps: HashMap<OpportunityId, Vec<Step>> = HashMap::new();
    for one in opportunities::steps(&read, &filter).await? {
        steps.entry(one.id).or_default().push(one.step);
    }
    let named: Vec<ProspectId> = facts.iter().filter_map(|one| one.prospect_id).collect();
    let sources = prospects::first_sources(&read, &named).await?;
    let colleagues = context.colleagues(viewer).await?;
    let representative = |one: &OpportunityFact| {
        let mut all = colleagues.iter();
        let known = one.owner_id.and_then(|id| all.find(|own| own.id == id));
        ConversionOf::Representative(
            known.map_or_else(|| one.representative.clone(), |own| own.name.clone()),
        )
    };
    let source = |one: &OpportunityFact| {
        let came = one.prospect_id.and_then(|id| sources.get(&id));
        let way = came.map(|came| (came.source.kind, came.source.channel.clone()));
        ConversionOf::Source(
            way.as_ref().map(|way| way.0),
            way.map(|way| way.1).unwrap_or_default(),
        )
    };
    let whole = Whole {
        state: &state,
        facts: &facts,
        steps: &steps,
    };
    let chances = stage_chances(&whole.history());
    let times = whole.stay_times(context.clock.today());
    let is_cold = |one: &OpportunityFact| match source(one) {
        ConversionOf::Source(Some(kind), _) => kind.is_cold(),
        _ => false,
    };
    let ended_without_cold = facts
        .iter()
        .any(is_cold)
        .then(|| whole.conversion(ConversionOf::All, |one| !is_cold(one)));
    Ok(Pipeline {
        currency: state.settings.reporting_currency(),
        stages: whole.stages(&chances, &times),
        open: whole.expected(|stage| stage.is_open(), &chances),
        ended: whole.conversion(ConversionOf::All, |_| true),
        ended_without_cold,
        by_source: whole.by(source),
        by_representative: whole.by(representative),
    })
}

/// What a pipeline is computed from.
struct Whole<'a> {
    state: &'a BookState,
    facts: &'a [OpportunityFact],
    steps: &'a HashMap<OpportunityId, Vec<Step>>,
}

impl Whole<'_> {
    fn steps_of(&self, id: OpportunityId) -> &[Step] {
        self.steps.get(&id).map_or(&[], Vec::as_slice)
    }

    /// What has ended, with where it had been.
    fn history(&self) -> Vec<History> {
        let ended = self.facts.iter().filter(|one| !one.stage.is_open());
        ended
            .map(|one| History {
                stood_in: self
                    .steps_of(one.id)
                    .iter()
                    .map(|step| step.stage)
                    .collect(),
                won: one.stage == OpportunityStage::Won,
            })
            .collect()
    }

    /// Days of stays that are over, by stage.
    fn stay_times(
        &self,
        today: clientela_domain::day::Date,
    ) -> BTreeMap<OpportunityStage, StayTimes> {
        let mut days: BTreeMap<OpportunityStage, Vec<i64>> = BTreeMap::new();
        for one in self.facts {
            let ended = stays(self.steps_of(one.id), today);
            for stay in ended.into_iter().filter(|stay| !stay.lasts) {
                if let Some(length) = stay.days {
                    days.entry(stay.stage).or_default().push(length);
                }
            }
        }
        let times = days.into_iter();
        times
            .filter_map(|(stage, days)| Some((stage, stay_times(&days)?)))
            .collect()
    }

    /// What one is worth in the currency of the firm; unknown without a value or without a rate.
    fn worth(&self, of: &OpportunityFact) -> Estimate {
        let into = self.state.settings.reporting_currency();
        let Some(high) = of.value_high.or(of.value_low) else {
            return Estimate::Unknown("unknown-value-of-opportunities");
        };
        let low = of.value_low.unwrap_or(Amount::ZERO);
        let from = of.currency.unwrap_or(into);
        match self.state.settings.rates.get(from, into) {
            Some(rate) => {
                let value = |amount: Amount| rate.apply(amount).as_f64();
                Estimate::between(value(low), value(high))
            }
            None => Estimate::Unknown("unknown-no-rate"),
        }
    }

    fn expected(
        &self,
        stands: impl Fn(OpportunityStage) -> bool,
        chances: &[StageChance],
    ) -> Expected {
        let open: Vec<Open> = self
            .facts
            .iter()
            .filter(|one| stands(one.stage))
            .map(|one| Open {
                stage: one.stage,
                value: self.worth(one),
            })
            .collect();
        expected(&open, chances)
    }

    fn stages(
        &self,
        chances: &[StageChance],
        times: &BTreeMap<OpportunityStage, StayTimes>,
    ) -> Vec<PipelineStage> {
        let stage = |stage: &OpportunityStage| PipelineStage {
            stage: *stage,
            here: self.expected(|other| other == *stage, chances),
            chance: chances.iter().find(|one| one.stage == *stage).cloned(),
            days: times.get(stage).cloned(),
        };
        OpportunityStage::ALL.iter().map(stage).collect()
    }

    fn conversion(
        &self,
        of: ConversionOf,
        fits: impl Fn(&OpportunityFact) -> bool,
    ) -> ConversionLine {
        let fitting: Vec<&OpportunityFact> = self.facts.iter().filter(|one| fits(one)).collect();
        let count = |wanted: fn(OpportunityStage) -> bool| {
            fitting.iter().filter(|one| wanted(one.stage)).count() as u64
        };
        let won = count(|stage| stage == OpportunityStage::Won);
        let lost = count(|stage| stage == OpportunityStage::Lost);
        let worth: Vec<(f64, f64)> = fitting
            .iter()
            .filter(|one| one.stage == OpportunityStage::Won)
            .filter_map(|one| self.worth(one).bounds())
            .collect();
        let known = worth.len() as u64;
        let ends = worth
            .iter()
            .fold((0.0, 0.0), |all, one| (all.0 + one.0, all.1 + one.1));
        ConversionLine {
            of,
            rate: win_rate(won, lost, 0),
            open: count(OpportunityStage::is_open),
            won_value: match known {
                0 => Estimate::Unknown("unknown-value-of-opportunities"),
                _ => Estimate::between(ends.0, ends.1),
            },
            won_without_value: won - known,
        }
    }

    /// Conversion told apart, those with most first.
    fn by(&self, part: impl Fn(&OpportunityFact) -> ConversionOf) -> Vec<ConversionLine> {
        let mut parts: BTreeMap<ConversionOf, Vec<OpportunityFact>> = BTreeMap::new();
        for one in self.facts {
            parts.entry(part(one)).or_default().push(one.clone());
        }
        let line = |(of, facts): (ConversionOf, Vec<OpportunityFact>)| {
            let whole = Whole {
                state: self.state,
                facts: &facts,
                steps: self.steps,
            };
            whole.conversion(of, |_| true)
        };
        let mut lines: Vec<ConversionLine> = parts.into_iter().map(line).collect();
        let all = |line: &ConversionLine| line.rate.won + line.rate.lost + line.open;
        lines.sort_by(|one, other| {
            let most = all(other).cmp(&all(one));
            most.then_with(|| one.of.cmp(&other.of))
        });
        lines
    }
}

impl Pipeline {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> PipelineAnswer {
        let lines = |lines: &[ConversionLine]| lines.iter().map(ConversionLine::answer).collect();
        PipelineAnswer {
            currency: self.currency.code().to_owned(),
            stages: self.stages.iter().map(PipelineStage::answer).collect(),
            open: expected_answer(&self.open),
            ended: self.ended.answer(),
            ended_without_cold: self.ended_without_cold.as_ref().map(ConversionLine::answer),
            by_source: lines(&self.by_source),
            by_representative: lines(&self.by_representative),
        }
    }
}

fn span((low, likely, high): (f64, f64, f64)) -> SpanAnswer {
    SpanAnswer {
        low: Some(low),
        likely: Some(likely),
        high: Some(high),
    }
}

fn expected_answer(of: &Expected) -> ExpectedAnswer {
    ExpectedAnswer {
        count: of.count,
        without_value: of.without_value,
        value: EstimateAnswer::from(&of.value),
        expected: of.expected.map(span),
        why: WhyAnswer::from(&of.why),
    }
}

impl PipelineStage {
    fn answer(&self) -> PipelineStageAnswer {
        let chance = self.chance.as_ref().and_then(|one| one.chance.as_ref());
        let days = self.days.as_ref();
        PipelineStageAnswer {
            stage: self.stage.code().to_owned(),
            count: self.here.count,
            without_value: self.here.without_value,
            value: EstimateAnswer::from(&self.here.value),
            chance: chance.map(|of| span((of.low, of.mean, of.high))),
            days: days.map(|of| span((of.low, of.median, of.high))),
            stays: days.map_or(0, |of| of.known),
        }
    }
}

impl ConversionLine {
    /// The name of what it is of: a stable word for our sources, a name for everything else.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        match &self.of {
            ConversionOf::All | ConversionOf::Source(None, _) => None,
            ConversionOf::Source(Some(kind), channel) => Some(match channel.as_str() {
                "" => kind.code().to_owned(),
                channel => channel.to_owned(),
            }),
            ConversionOf::Representative(name) => {
                Some(name.clone()).filter(|name| !name.is_empty())
            }
        }
    }

    fn answer(&self) -> ConversionAnswer {
        ConversionAnswer {
            name: self.name(),
            won: self.rate.won,
            lost: self.rate.lost,
            open: self.open,
            rate: self
                .rate
                .rate
                .map(|(rate, low, high)| span((low, rate, high))),
            won_value: EstimateAnswer::from(&self.won_value),
            won_without_value: self.won_without_value,
        }
    }
}
