//! Does a client, or the firm, need a key account manager, and how many does the firm need?

use std::collections::HashMap;
use std::sync::Arc;

use clientela_domain::concentration::Concentration;
use clientela_domain::day::Date;
use clientela_domain::estimate::Estimate;
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, UserId};
use clientela_domain::key_criteria::{Ageing, Confidence, Evidence};
use clientela_domain::need_for_kam::{
    AccountFacts, AccountsTally, CONDITIONS, Condition, ConditionStatement, FirmFacts, FirmNeed,
    Need, NeedSettings, Recommendation, SalesShare, Statement, Workload, assess_account,
    assess_firm, hours_of, need, required_kams, workload,
};
use clientela_store::condition_answers::{self, NewConditionAnswer};
use clientela_store::{Permission, Viewer, care_facts};

use crate::buying_habits::{Habits, habits};
use crate::condition_questions::ConditionQuestion;
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::evidence_files::EvidenceFile;
use crate::figures::{FigureRequest, Figures, figures};
use crate::need_settings::NeedForKamSettings;

/// What people said about the conditions: the latest answer to each question.
#[derive(Debug, Default)]
pub struct ConditionStatements {
    firm: Vec<ConditionStatement>,
    by_account: HashMap<AccountId, HashMap<ConditionQuestion, Statement>>,
    acquired: HashMap<AccountId, EventDay>,
}

impl ConditionStatements {
    /// What was said about a question of a client.
    #[must_use]
    pub fn of(&self, account: AccountId, question: ConditionQuestion) -> Option<&Statement> {
        self.by_account.get(&account)?.get(&question)
    }
}

/// Whose clients something was computed over: part of every key, so that nobody is given what was
/// computed for somebody else.
pub(crate) type NeedKey = (u64, u64, String, FigureRequest, Date);

/// All that an assessment of any client needs, at one state of the book.
#[derive(Clone)]
pub struct NeedBench {
    /// The book.
    pub state: BookState,
    /// Sales of every client.
    pub figures: Arc<Figures>,
    /// How they buy.
    pub habits: Arc<Habits>,
    /// What people said.
    pub statements: Arc<ConditionStatements>,
    /// What the firm set.
    pub firm: Arc<NeedForKamSettings>,
    settings: NeedSettings,
    ageing: Ageing,
}

/// One client in the matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedRow {
    /// The client.
    pub account: AccountId,
    /// Each condition, at least and at most, in the order of [`Condition::ALL`].
    pub conditions: [(f64, f64); CONDITIONS],
    /// The need, at least and at most.
    pub need: (f64, f64),
    /// What to do.
    pub recommendation: Recommendation,
    /// The condition whose answer would change most.
    pub next_question: Option<Condition>,
}

/// The need of the firm and of all its clients.
#[derive(Debug)]
pub struct NeedReport {
    /// The firm as a whole.
    pub firm: FirmNeed,
    /// Hours and key account managers for the clients to appoint for.
    pub workload: Workload,
    /// Every client, in the order of the directory.
    pub rows: Vec<NeedRow>,
    /// Sales behind them.
    pub figures: Arc<Figures>,
}

/// The name of whose clients a viewer's figures are made.
fn scope_of(viewer: &Viewer) -> String {
    let sees_all = viewer.may(Permission::SeeAllAccounts) && !viewer.walled;
    if sees_all && viewer.may(Permission::SeeFirmTotals) {
        return String::new();
    }
    let user = viewer
        .user
        .map_or_else(String::new, |UserId(id)| id.to_string());
    format!("{user} {} {}", viewer.role.code(), viewer.day())
}

/// All that an assessment needs.
///
/// # Errors
/// When the book or the ledger cannot answer.
pub async fn need_bench(
    context: &Context,
    viewer: &Viewer,
    request: &FigureRequest,
) -> Result<NeedBench, AppError> {
    let state = context.book_state(viewer).await?;
    let figures = figures(context, viewer, request).await?;
    let conversion = state.conversion(request.currency);
    let days = (figures.period, figures.extent);
    let habits = habits(context, &state, &conversion, days, scope_of(viewer)).await?;
    let statements = context
        .conditions_cache
        .get_or_compute((state.facts, scope_of(viewer)), || async {
            load_statements(context, viewer).await
        })
        .await?;
    let firm = context
        .need_settings_cache
        .get_or_compute(state.settings_version, || {
            NeedForKamSettings::load(context, viewer)
        })
        .await?;
    let ageing = Ageing::at(request.as_of.unwrap_or_else(|| context.clock.today()));
    let ageing = if state.settings.strict_age {
        ageing.strict()
    } else {
        ageing
    };
    Ok(NeedBench {
        settings: firm.need(),
        firm,
        state,
        figures,
        habits,
        statements,
        ageing,
    })
}

async fn load_statements(
    context: &Context,
    viewer: &Viewer,
) -> Result<ConditionStatements, AppError> {
    let read = context.store.read(viewer);
    let mut statements = ConditionStatements {
        acquired: care_facts::acquired(&read).await?.into_iter().collect(),
        ..ConditionStatements::default()
    };
    for row in condition_answers::latest(&read).await? {
        let Some(question) = ConditionQuestion::from_id(&row.answer.condition) else {
            continue;
        };
        let Some(statement) = statement_of(&row.answer) else {
            continue;
        };
        match (row.answer.account_id, question) {
            (Some(account), _) => {
                let of_account = statements.by_account.entry(account).or_default();
                of_account.insert(question, statement);
            }
            (None, ConditionQuestion::Whole(condition)) => {
                statements.firm.push(ConditionStatement {
                    condition,
                    statement,
                });
            }
            (None, _) => {}
        }
    }
    Ok(statements)
}

/// An answer of the book as the rule takes it.
fn statement_of(answer: &NewConditionAnswer) -> Option<Statement> {
    let author = answer.author_name.clone();
    let evidence = Evidence {
        text: answer.evidence_text.clone(),
        link: answer.evidence_link.clone(),
        file: answer
            .evidence_file
            .as_deref()
            .map(|file| EvidenceFile::parse(file).name),
        figure: answer.evidence_figure.clone(),
        day: answer.day,
        author: author.clone(),
        confidence: Confidence::default(),
    };
    Some(Statement::between(answer.low, answer.high, author, answer.day)?.with_evidence([evidence]))
}

impl NeedBench {
    /// The settings the assessment is made by.
    #[must_use]
    pub const fn settings(&self) -> &NeedSettings {
        &self.settings
    }

    /// The need of one client.
    #[must_use]
    pub fn assess(&self, account: AccountId) -> Need {
        let facts = self.facts(account);
        need(
            &self.settings,
            assess_account(&facts, &self.settings, &self.ageing),
        )
    }

    /// All that ledger and book know of one client.
    #[must_use]
    pub fn facts(&self, account: AccountId) -> AccountFacts {
        let mut facts = AccountFacts::unknown(self.figures.currency);
        facts.period_end = self.figures.period.map(|period| period.to);
        if self.figures.period.is_some() {
            let figure = self.figures.of(account);
            let place = self.figures.positions.get(&account);
            let place = place.and_then(|at| self.figures.places.get(*at).copied().flatten());
            let revenue = figure.map_or_else(Default::default, |figure| figure.revenue);
            let classification = &self.figures.classification;
            facts.sales_share = Some(SalesShare::of(revenue, place, classification));
        }
        if let Some(habits) = self.habits.of(account) {
            facts.packages = Some(habits.packages.clone());
            facts.selling = self.habits.selling(habits);
            facts.relation.first_order = habits.first_order;
        }
        facts.relation.started = self.statements.acquired.get(&account).copied();
        let said = self.statements.by_account.get(&account);
        for (question, statement) in said.into_iter().flatten() {
            let statement = statement.clone();
            match *question {
                ConditionQuestion::Whole(condition) => facts.statements.push(ConditionStatement {
                    condition,
                    statement,
                }),
                ConditionQuestion::SupplyRisk => facts.essentials.supply_risk = Some(statement),
                ConditionQuestion::ProfitImpact => {
                    facts.essentials.profit_impact = Some(statement);
                }
                ConditionQuestion::Joint(work) => facts.relation.joint_work.push((work, statement)),
            }
        }
        facts
    }

    /// The need of the firm, from pooled facts and the needs of its clients.
    #[must_use]
    pub fn assess_firm(&self, accounts: &AccountsTally) -> FirmNeed {
        let mut facts = FirmFacts::unknown(self.figures.currency);
        facts.period_end = self.figures.period.map(|period| period.to);
        if self.figures.period.is_some() {
            let sales = self.figures.positive_accounts();
            let revenues: Vec<_> = sales.iter().map(|figure| figure.revenue).collect();
            facts.concentration = Some(Concentration::of(&revenues));
            facts.packages = Some(self.habits.firm.packages.clone());
            facts.selling = self.habits.selling(&self.habits.firm);
        }
        facts.statements.clone_from(&self.statements.firm);
        assess_firm(&facts, accounts, &self.settings, &self.ageing)
    }

    /// Hours in a year and key account managers for one client.
    #[must_use]
    pub fn workload_of(&self, need: &Need) -> (Estimate, Estimate) {
        let accounts = match need.recommendation {
            Recommendation::Appoint => (1, 1),
            _ if need.may_be_appoint(&self.settings) => (0, 1),
            _ => (0, 0),
        };
        let load = workload(accounts, &self.firm.activities(), &self.firm.kam_hours());
        // One client is a part of somebody's year; the whole number is the firm's.
        let of_one = hours_of(&self.firm.activities());
        let kams = match of_one {
            Estimate::Unknown(reason) => Estimate::Unknown(reason),
            _ => required_kams(&load.hours, &self.firm.kam_hours()),
        };
        (load.hours, kams)
    }
}

/// The need of the firm and of every client; from memory when nothing changed.
///
/// # Errors
/// When the book or the ledger cannot answer.
pub async fn need_report(
    context: &Context,
    viewer: &Viewer,
    request: &FigureRequest,
) -> Result<Arc<NeedReport>, AppError> {
    let bench = need_bench(context, viewer, request).await?;
    let key = (
        bench.state.generation,
        bench.state.facts,
        scope_of(viewer),
        request.clone(),
        bench.ageing.today,
    );
    context
        .needs_cache
        .get_or_compute(key, || async { Ok(report(&bench)) })
        .await
}

fn report(bench: &NeedBench) -> NeedReport {
    let mut tally = AccountsTally::default();
    let mut rows = Vec::with_capacity(bench.state.directory.cards().len());
    for card in bench.state.directory.cards() {
        let need = bench.assess(card.id);
        let revenue = bench.figures.of(card.id).map(|figure| figure.revenue);
        tally.add(&need, revenue.unwrap_or_default(), bench.settings());
        rows.push(row(card.id, &need));
    }
    NeedReport {
        firm: bench.assess_firm(&tally),
        workload: workload(
            tally.to_appoint(),
            &bench.firm.activities(),
            &bench.firm.kam_hours(),
        ),
        rows,
        figures: Arc::clone(&bench.figures),
    }
}

fn row(account: AccountId, need: &Need) -> NeedRow {
    let conditions = need.conditions.each_ref();
    NeedRow {
        account,
        conditions: conditions.map(|one| (one.score.low, one.score.high)),
        need: (need.low, need.high),
        recommendation: need.recommendation,
        next_question: need.next_question,
    }
}
