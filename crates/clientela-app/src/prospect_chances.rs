//! The chance that a prospect becomes a client, with its reasons, learned from the prospects the viewer's book has.
//!
//! Two ways of telling it are tried on the later half of history: by all that is known (a naive Bayes classifier over
//! the way it came, the answers and the country), and by the way alone. The better one is shown. No trait of a person
//! is among what is looked at.

use std::collections::HashMap;
use std::hash::Hash;

use clientela_domain::prospects::{
    Answer, Answers, Calibration, ChanceMethod, Enough, FeatureHalves, Model, Prior, Question,
    ReasonsTried, SourceKind, Tally, Yield, better, outcomes, reasons_tried,
};
use clientela_store::prospects::{Age, Prospect, SourceGroup};

use crate::answers::prospects::{ChanceAnswer, ChanceReasonAnswer};

/// Something that is known of a prospect and moves its chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// The way it came.
    Way,
    /// An answer to a question.
    Answered(Question, Answer),
    /// The country it is in.
    Country,
}

impl Feature {
    /// The word of JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Way => "source",
            Self::Answered(question, _) => question.code(),
            Self::Country => "country",
        }
    }
}

/// Why a chance is as it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChanceReason {
    /// What is known.
    pub feature: Feature,
    /// What it adds to the log-odds: above zero it raises the chance.
    pub says: f64,
}

/// The chance that a prospect becomes a client.
#[derive(Clone, Debug, PartialEq)]
pub struct ProspectChance {
    /// The likeliest.
    pub likely: f64,
    /// Lower end of the 90 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// How it was told.
    pub method: ChanceMethod,
    /// Its reasons, the weightiest first.
    pub reasons: Vec<ChanceReason>,
}

/// What history says of chances.
#[derive(Clone, Debug, Default)]
pub struct Chances {
    model: Option<Model>,
    /// What became of the later half where chances were told by reasons; absent where history is too short.
    pub tried: Option<ReasonsTried>,
    reasons_are_better: bool,
    ways: HashMap<(SourceKind, String), u32>,
    countries: HashMap<String, u32>,
}

/// A reason that moves the log-odds by less is not worth telling.
const SAYS_LEAST: f64 = 0.05;

/// The place of a value among those that were met, counted from 0.
fn meet<K: Eq + Hash>(known: &mut HashMap<K, u32>, value: K) {
    let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
    known.entry(value).or_insert(next);
}

impl Chances {
    /// Learns from ripe prospects, and tries what was learned against the chances of sources.
    pub(crate) fn learn(groups: &[SourceGroup], by_source: Option<&Calibration>) -> Self {
        let mut chances = Self::default();
        let ripe = || groups.iter().filter(|one| one.age != Age::Fresh);
        for one in ripe() {
            if let Some(kind) = one.kind {
                meet(&mut chances.ways, (kind, one.channel.clone()));
            }
            if !one.country.is_empty() {
                meet(&mut chances.countries, one.country.clone());
            }
        }
        let tally = |one: &SourceGroup| Tally {
            successes: one.won,
            names: one.names,
        };
        let features = |one: &SourceGroup| {
            let way = one.kind.map(|kind| (kind, one.channel.as_str()));
            chances.features(way, &one.answers, &one.country)
        };
        let halves: Vec<FeatureHalves> = ripe()
            .map(|one| {
                let (earlier, later) = match one.age {
                    Age::Earlier => (tally(one), Tally::default()),
                    Age::Later | Age::Fresh => (Tally::default(), tally(one)),
                };
                FeatureHalves {
                    features: features(one),
                    earlier,
                    later,
                }
            })
            .collect();
        let all: Vec<_> = ripe()
            .map(|one| outcomes(&features(one), tally(one)))
            .collect();
        let model = Model::learn_counted(&all, Enough::default());
        let tried = reasons_tried(&halves);
        let method = better(by_source, tried.as_ref());
        Self {
            reasons_are_better: method == ChanceMethod::Reasons && model.is_some(),
            model,
            tried,
            ..chances
        }
    }

    /// How chances are told.
    #[must_use]
    pub const fn method(&self) -> ChanceMethod {
        if self.reasons_are_better {
            ChanceMethod::Reasons
        } else {
            ChanceMethod::Source
        }
    }

    /// What is known of a prospect, in the places of [`feature_at`].
    fn features(
        &self,
        way: Option<(SourceKind, &str)>,
        answers: &Answers,
        country: &str,
    ) -> Vec<Option<u32>> {
        let way = way.and_then(|(kind, channel)| self.ways.get(&(kind, channel.to_owned())));
        let answered = |question: &Question| match answers.answer(*question) {
            Answer::Yes => Some(0),
            Answer::Partly => Some(1),
            Answer::No => Some(2),
            Answer::Unknown => None,
        };
        let mut features = vec![way.copied()];
        features.extend(Question::ALL.iter().map(answered));
        features.push(self.countries.get(country).copied());
        features
    }

    /// The chance of a prospect that came this way; `by_source` is the chance of the way alone, with what is expected of
    /// all ways.
    pub(crate) fn of(
        &self,
        prospect: &Prospect,
        way: Option<(SourceKind, &str)>,
        by_source: Option<(&Yield, &Prior)>,
    ) -> Option<ProspectChance> {
        if let Some(model) = self.model.as_ref().filter(|_| self.reasons_are_better) {
            let own = &prospect.prospect;
            let told = model.chance(&self.features(way, &prospect.answers, &own.country));
            let reasons = told.reasons.iter().filter_map(|(place, says)| {
                let feature = feature_at(*place, &prospect.answers)?;
                (says.abs() >= SAYS_LEAST).then_some(ChanceReason {
                    feature,
                    says: *says,
                })
            });
            return Some(ProspectChance {
                likely: told.chance,
                low: told.low,
                high: told.high,
                method: ChanceMethod::Reasons,
                reasons: reasons.collect(),
            });
        }
        by_source.map(ProspectChance::of_source)
    }
}

/// What stands in a place of the features.
fn feature_at(place: usize, answers: &Answers) -> Option<Feature> {
    let Some(question) = place.checked_sub(1) else {
        return Some(Feature::Way);
    };
    match Question::ALL.get(question) {
        Some(question) => Some(Feature::Answered(*question, answers.answer(*question))),
        None => (question == Question::ALL.len()).then_some(Feature::Country),
    }
}

impl ProspectChance {
    /// The chance of a way alone, set against what is expected of such ways.
    pub(crate) fn of_source((own, shared): (&Yield, &Prior)) -> Self {
        let odds = |share: f64| (share / (1.0 - share)).ln();
        let says = odds(own.mean) - odds(shared.alpha / (shared.alpha + shared.beta));
        let reason = ChanceReason {
            feature: Feature::Way,
            says,
        };
        Self {
            likely: own.mean,
            low: own.low,
            high: own.high,
            method: ChanceMethod::Source,
            reasons: Vec::from_iter((says.abs() >= SAYS_LEAST).then_some(reason)),
        }
    }

    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> ChanceAnswer {
        let reason = |one: &ChanceReason| ChanceReasonAnswer {
            feature: one.feature.code().to_owned(),
            raises: one.says > 0.0,
            log_odds: one.says,
        };
        ChanceAnswer {
            low: self.low,
            likely: self.likely,
            high: self.high,
            method: self.method.code().to_owned(),
            reasons: self.reasons.iter().map(reason).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(kind: SourceKind, need: Answer, age: Age, (won, names): (u64, u64)) -> SourceGroup {
        SourceGroup {
            kind: Some(kind),
            channel: String::new(),
            age,
            answers: Answers::default().with(Question::FunctionalNeed, need),
            country: String::new(),
            names,
            qualified: won,
            won,
        }
    }

    #[test]
    fn what_is_known_has_its_place_and_a_reason_its_name() {
        let groups = [
            group(SourceKind::Client, Answer::Yes, Age::Earlier, (20, 30)),
            group(SourceKind::Cold, Answer::No, Age::Later, (1, 30)),
            group(SourceKind::Press, Answer::No, Age::Fresh, (0, 30)),
        ];
        let chances = Chances::learn(&groups, None);
        let answers = groups[0].answers;
        let known = chances.features(Some((SourceKind::Client, "")), &answers, "BG");
        assert_eq!(known, [Some(0), Some(0), None, None, None, None, None]);
        let fresh = chances.features(Some((SourceKind::Press, "")), &answers, "");
        assert_eq!(fresh[0], None, "what nobody knows the end of says nothing");
        assert_eq!(feature_at(0, &answers), Some(Feature::Way));
        let need = Feature::Answered(Question::FunctionalNeed, Answer::Yes);
        assert_eq!(feature_at(1, &answers), Some(need));
        assert_eq!(feature_at(6, &answers), Some(Feature::Country));
        assert_eq!(feature_at(7, &answers), None);
        assert_eq!(
            chances.method(),
            ChanceMethod::Source,
            "what was not tried is not used"
        );
    }

    #[test]
    fn what_is_known_is_used_where_it_did_better_than_the_way() {
        let halves = |kind, need, of| {
            let group = |age| group(kind, need, age, of);
            [group(Age::Earlier), group(Age::Later)]
        };
        let groups: Vec<SourceGroup> = [
            halves(SourceKind::Client, Answer::Yes, (27, 30)),
            halves(SourceKind::Client, Answer::No, (3, 30)),
            halves(SourceKind::Cold, Answer::Yes, (27, 30)),
            halves(SourceKind::Cold, Answer::No, (3, 30)),
        ]
        .into_iter()
        .flatten()
        .collect();
        let of_way = Tally {
            successes: 30,
            names: 60,
        };
        let way = clientela_domain::prospects::Halves {
            earlier: of_way,
            later: of_way,
        };
        let by_source = clientela_domain::prospects::calibration(&[way, way]);
        let chances = Chances::learn(&groups, by_source.as_ref());
        assert_eq!(chances.method(), ChanceMethod::Reasons);
        assert_eq!(Chances::learn(&groups, None).method(), ChanceMethod::Source);
    }
}
