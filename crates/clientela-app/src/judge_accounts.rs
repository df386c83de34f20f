//! Which clients are key, by which profile, and what would settle the undecided.

use std::collections::HashMap;
use std::sync::Arc;

use clientela_domain::concentration::{Class, ClassedAccount};
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::AccountId;
use clientela_domain::key_criteria::{
    ActualVolume, Ageing, Answer, Assessment, Confidence, Criterion, CriterionScore, Cue, CueCheck,
    Evidence, Judgement, Potential, Profile, Verdict, VolumeInput, assess, assess_volume, judge,
};
use clientela_store::{Viewer, criterion_answers, potentials};

use crate::answers::key::{CriterionAnswer, KeyAccountAnswer, KeyAnswer, ScoreAnswer};
use crate::context::{BookState, Context, VerdictsKey};
use crate::error::AppError;
use crate::figures::{AccountFigure, FigureRequest, Figures, figures_at};

/// A client younger than so many days inside the ledger is new, and its year an interval.
const DAYS_OF_YEAR: i32 = 365;

/// What people said about clients: the latest answer to each criterion, and the latest potential.
#[derive(Debug, Default)]
pub struct Statements {
    answers: HashMap<AccountId, HashMap<Criterion, Assessment>>,
    potentials: HashMap<AccountId, StatedPotential>,
}

/// A stated potential and the currency it was stated in.
#[derive(Clone, Debug)]
pub struct StatedPotential {
    /// As the rule takes it.
    pub potential: Potential,
    /// Its currency.
    pub currency: Currency,
}

impl Statements {
    /// The potential stated for a client.
    #[must_use]
    pub fn potential_of(&self, account: AccountId) -> Option<&StatedPotential> {
        self.potentials.get(&account)
    }

    /// What was said about one criterion of a client.
    #[must_use]
    pub fn assessment_of(&self, account: AccountId, criterion: Criterion) -> Option<&Assessment> {
        self.answers.get(&account)?.get(&criterion)
    }
}

/// A verdict without its evidence, for lists.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BriefVerdict {
    /// Key, not key, undecided.
    pub verdict: Verdict,
    /// Lower end of the score.
    pub low: f64,
    /// Upper end of the score.
    pub high: f64,
}

/// Everything a judgement of any client needs, at one state of the book.
#[derive(Clone, Debug)]
pub struct Bench {
    /// The book.
    pub state: BookState,
    /// Sales of every client.
    pub figures: Arc<Figures>,
    /// What people said.
    pub statements: Arc<Statements>,
    ageing: Ageing,
}

impl Bench {
    /// Judges one client by one profile.
    #[must_use]
    pub fn judge(&self, account: AccountId, profile: &Profile) -> Judgement {
        judge(profile, self.scores(account))
    }

    /// The profile of an id in the version for a client's sector; the book's default without an id.
    #[must_use]
    pub fn profile(&self, id: Option<&str>, account: AccountId) -> Option<Profile> {
        let sector = self
            .state
            .directory
            .card(account)
            .and_then(|card| card.sector.as_deref());
        self.state.settings.profile(id, sector)
    }

    fn scores(&self, account: AccountId) -> [CriterionScore; 5] {
        Criterion::ALL.map(|criterion| match criterion {
            Criterion::Volume => self.volume(account),
            other => match self.statements.assessment_of(account, other) {
                Some(assessment) => assess(other, assessment, &self.ageing),
                None => CriterionScore::unknown(other),
            },
        })
    }

    fn volume(&self, account: AccountId) -> CriterionScore {
        let figure = self.figures.of(account);
        let potential = self
            .statements
            .potential_of(account)
            .filter(|stated| stated.currency == self.figures.currency)
            .map(|stated| &stated.potential);
        let input = VolumeInput {
            classification: &self.figures.classification,
            actual: figure.map_or_else(ActualVolume::default, |figure| self.actual(figure)),
            potential,
            currency: self.figures.currency,
            period_end: self.figures.period.map(|period| period.to),
        };
        assess_volume(&input, &self.ageing)
    }

    fn actual(&self, figure: &AccountFigure) -> ActualVolume {
        let place = self.place(figure);
        ActualVolume {
            days_known: self.days_known(figure),
            ..ActualVolume::of(figure.revenue, place)
        }
    }

    fn place(&self, figure: &AccountFigure) -> Option<ClassedAccount> {
        let position = self.figures.positions.get(&figure.account)?;
        self.figures.places.get(*position).copied().flatten()
    }

    /// Days since the first sale of a new client; `None` when the client is not new, or when the
    /// ledger itself is younger than a year, so that everybody would be.
    fn days_known(&self, figure: &AccountFigure) -> Option<u32> {
        let (period, extent) = (self.figures.period?, self.figures.extent?);
        let days = |from: Date, to: Date| to.since(from).map_or(0, |span| span.get_days()) + 1;
        let known = days(figure.first_day, period.to);
        let is_new = figure.first_day > period.from
            && known < DAYS_OF_YEAR
            && days(extent.from, period.to) > DAYS_OF_YEAR
            && extent.from < period.from;
        is_new.then(|| u32::try_from(known).unwrap_or(0))
    }
}

/// Everything a judgement needs.
///
/// # Errors
/// When the book or the ledger cannot answer.
pub async fn bench(
    context: &Context,
    viewer: &Viewer,
    request: &FigureRequest,
) -> Result<Bench, AppError> {
    let state = context.book_state(viewer).await?;
    let figures = figures_at(context, &state, request).await?;
    let statements = context
        .statements_cache
        .get_or_compute(state.revision, || async {
            load_statements(context, viewer).await
        })
        .await?;
    let ageing = Ageing::at(request.as_of.unwrap_or_else(|| context.clock.today()));
    let ageing = if state.settings.strict_age {
        ageing.strict()
    } else {
        ageing
    };
    Ok(Bench {
        state,
        figures,
        statements,
        ageing,
    })
}

async fn load_statements(context: &Context, viewer: &Viewer) -> Result<Statements, AppError> {
    let read = context.store.read(viewer);
    let mut statements = Statements::default();
    for row in criterion_answers::latest(&read).await? {
        let Some(criterion) = Criterion::from_id(&row.answer.criterion) else {
            continue;
        };
        let of_account = statements.answers.entry(row.answer.account_id).or_default();
        of_account.insert(criterion, assessment(&row.answer));
    }
    for row in potentials::latest(&read).await? {
        let stated = row.potential;
        let potential = Potential {
            low: stated.low,
            likely: stated.likely,
            high: stated.high,
            source: stated.source,
            day: stated.day,
            author: stated.author_name,
            confidence: Confidence::default(),
        };
        let entry = StatedPotential {
            potential,
            currency: stated.currency,
        };
        statements.potentials.insert(stated.account_id, entry);
    }
    Ok(statements)
}

/// An answer of the book as the rule takes it.
fn assessment(row: &criterion_answers::NewAnswer) -> Assessment {
    let evidence = Evidence {
        text: row.evidence_text.clone(),
        link: row.evidence_link.clone(),
        file: row.evidence_file.clone(),
        figure: row.evidence_figure.clone(),
        day: row.day,
        author: row.author_name.clone(),
        confidence: confidence_of(row.confidence),
    };
    let cues: Vec<(String, bool)> = serde_json::from_str(&row.cues).unwrap_or_default();
    Assessment {
        answer: Answer::from_id(row.answer.code()),
        cues: cues
            .into_iter()
            .filter_map(|(id, found)| {
                Some(CueCheck {
                    cue: Cue::from_id(&id)?,
                    found,
                    evidence: vec![evidence.clone()],
                })
            })
            .collect(),
        evidence: vec![evidence],
    }
}

/// The book keeps confidence as a number, people say one of three words.
fn confidence_of(number: Option<f64>) -> Confidence {
    match number {
        Some(number) if number < 0.5 => Confidence::Low,
        Some(number) if number > 0.8 => Confidence::High,
        _ => Confidence::Medium,
    }
}

/// The number the book keeps for a word of confidence.
pub(crate) const fn number_of(confidence: Confidence) -> f64 {
    match confidence {
        Confidence::Low => 0.3,
        Confidence::Medium => 0.6,
        Confidence::High => 0.9,
    }
}

/// Every client's verdict by the default profile, for lists; from memory when nothing changed.
///
/// # Errors
/// When the book or the ledger cannot answer.
pub async fn brief_verdicts(
    context: &Context,
    viewer: &Viewer,
    request: &FigureRequest,
) -> Result<Arc<HashMap<AccountId, BriefVerdict>>, AppError> {
    verdicts_of(context, &bench(context, viewer, request).await?).await
}

/// What the verdicts of a bench depend on.
pub(crate) fn verdicts_key(bench: &Bench) -> VerdictsKey {
    let request = bench.figures.request.clone();
    (bench.state.generation, bench.state.revision, request)
}

/// As [`brief_verdicts`], for a caller who has the bench already.
///
/// # Errors
/// Never; what the bench needs has been read.
pub async fn verdicts_of(
    context: &Context,
    bench: &Bench,
) -> Result<Arc<HashMap<AccountId, BriefVerdict>>, AppError> {
    context
        .verdicts_cache
        .get_or_compute(verdicts_key(bench), || async {
            let accounts = bench.state.directory.cards().iter();
            Ok(accounts
                .filter_map(|card| Some((card.id, brief(bench, card.id)?)))
                .collect())
        })
        .await
}

fn brief(bench: &Bench, account: AccountId) -> Option<BriefVerdict> {
    let profile = bench.profile(None, account)?;
    let judgement = bench.judge(account, &profile);
    Some(BriefVerdict {
        verdict: judgement.verdict,
        low: judgement.low,
        high: judgement.high,
    })
}

/// Key clients with their evidence.
#[derive(Debug)]
pub struct KeyReport {
    /// Profile used for clients without a sector's own.
    pub profile: Profile,
    /// Sales behind the volume.
    pub figures: Arc<Figures>,
    /// Judged clients: key first, then by the upper end of the score, then by revenue.
    pub accounts: Vec<JudgedAccount>,
}

/// One client and its judgement.
#[derive(Clone, Debug)]
pub struct JudgedAccount {
    /// The client.
    pub account: AccountId,
    /// Name.
    pub name: String,
    /// Its judgement.
    pub judgement: Judgement,
    /// Its sales, when it has any in the period.
    pub figure: Option<AccountFigure>,
}

/// Judges clients by a profile: the key ones and the undecided of class A, or all of them.
///
/// # Errors
/// [`AppError::Invalid`] for an unknown profile; when the book or the ledger cannot answer.
pub async fn key_accounts(
    context: &Context,
    viewer: &Viewer,
    request: &FigureRequest,
    profile_id: Option<&str>,
    all: bool,
) -> Result<KeyReport, AppError> {
    let bench = bench(context, viewer, request).await?;
    let unknown = || AppError::Invalid {
        field: "profile",
        code: "profile-unknown",
        value: profile_id.unwrap_or_default().to_owned(),
    };
    let profile = bench
        .state
        .settings
        .profile(profile_id, None)
        .ok_or_else(unknown)?;
    let mut accounts: Vec<JudgedAccount> = Vec::new();
    for card in bench.state.directory.cards() {
        let Some(own) = bench.profile(profile_id, card.id) else {
            continue;
        };
        let figure = bench.figures.of(card.id).cloned();
        let judgement = bench.judge(card.id, &own);
        let class_a = figure
            .as_ref()
            .is_some_and(|figure| figure.class == Some(Class::A));
        if all
            || judgement.verdict == Verdict::Key
            || (class_a && judgement.verdict == Verdict::Undecided)
        {
            accounts.push(JudgedAccount {
                account: card.id,
                name: card.name.clone(),
                judgement,
                figure,
            });
        }
    }
    accounts.sort_by(|a, b| {
        let revenue = |one: &JudgedAccount| one.figure.as_ref().map(|figure| figure.revenue);
        let is_key = |one: &JudgedAccount| one.judgement.verdict == Verdict::Key;
        is_key(b)
            .cmp(&is_key(a))
            .then_with(|| revenue(b).cmp(&revenue(a)))
            .then_with(|| a.name.cmp(&b.name))
    });
    Ok(KeyReport {
        profile,
        figures: bench.figures,
        accounts,
    })
}

impl KeyReport {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> KeyAnswer {
        KeyAnswer {
            profile: self.profile.id().to_owned(),
            threshold: self.profile.threshold(),
            period: self.figures.period.map(Into::into),
            currency: self.figures.currency.to_string(),
            accounts: self.accounts.iter().map(key_account_answer).collect(),
        }
    }
}

fn key_account_answer(judged: &JudgedAccount) -> KeyAccountAnswer {
    let figure = judged.figure.as_ref();
    KeyAccountAnswer {
        account: judged.account.to_string(),
        name: judged.name.clone(),
        verdict: judged.judgement.verdict.id().to_owned(),
        score: score_answer(&judged.judgement),
        next_question: judged
            .judgement
            .next_question
            .map(|criterion| criterion.id().to_owned()),
        criteria: criteria_answers(&judged.judgement),
        revenue: figure.map(|figure| figure.revenue.to_string()),
        share: figure.and_then(|figure| figure.share),
        rank: figure.and_then(|figure| figure.rank),
        class: figure
            .and_then(|figure| figure.class)
            .map(|class| class.id().to_owned()),
    }
}

/// The interval of a judgement's score.
#[must_use]
pub fn score_answer(judgement: &Judgement) -> ScoreAnswer {
    ScoreAnswer {
        low: judgement.low,
        high: judgement.high,
    }
}

/// The five criteria of a judgement as they leave the program.
#[must_use]
pub fn criteria_answers(judgement: &Judgement) -> Vec<CriterionAnswer> {
    judgement
        .criteria
        .iter()
        .map(|judged| CriterionAnswer {
            id: judged.criterion.id().to_owned(),
            answer: judged.answer.id().to_owned(),
            proof: judged.proof.id().to_owned(),
            low: judged.low,
            high: judged.high,
            weight: judged.weight,
            stale: judged.stale,
            why: (&judged.why).into(),
        })
        .collect()
}
