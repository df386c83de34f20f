//! One client: who they are, why they may be key, what they buy and when.

use std::collections::BTreeMap;
use std::sync::Arc;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Month, Period};
use clientela_domain::groups::Rollup;
use clientela_domain::ids::{AccountId, UserId};
use clientela_domain::key_criteria::{Judgement, Profile, Verdict};
use clientela_store::accounts::{Account, AccountRecord, AccountValues};
use clientela_store::affiliations::{self, PersonAtAccount};
use clientela_store::criterion_answers::Answer;
use clientela_store::key_status_history::KeyStatus;
use clientela_store::sight::SeenBecause;
use clientela_store::{Role, Viewer, accounts, criterion_answers, key_status_history};

use crate::account_filter::StageFilter;
use crate::account_sales::{AccountSales, ProductSales, account_sales};
use crate::answers::account::{
    AccountAnswer, AccountDetailsAnswer, AccountNameAnswer, FileAnswer, GivenAnswer, GroupAnswer,
    MarginAnswer, MonthAnswer, PotentialAnswer, ProductAnswer, ProfileVerdictAnswer, StatusAnswer,
};
use crate::answers::key::ScoreAnswer;
use crate::answers::person::{AccountPersonAnswer, ExternalCodeAnswer};
use crate::answers::value::MoneyAnswer;
use crate::attention::{Weight, attention_book};
use crate::context::{BookState, Context, Scope};
use crate::directory::Directory;
use crate::error::AppError;
use crate::evidence_files::EvidenceFile;
use crate::explain_sight::{self, explain_sight};
use crate::figures::{AccountFigure, FigureRequest, Figures, figures};
use crate::judge_accounts::{
    Bench, BriefVerdict, StatedPotential, bench, criteria_answers, score_answer,
};
use crate::list_accounts::{AccountRow, entry_answer};
use crate::show_person::{affiliation_answer, full_name};

/// Months of the sales chart: two years, so that each month has its year before.
const MONTHS_SHOWN: i32 = 24;

/// People shown on a client's page; the list of people has the others.
const PEOPLE_SHOWN: u64 = 100;

/// A client beside another: its id and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountName {
    /// Which one.
    pub id: AccountId,
    /// Its name.
    pub name: String,
}

/// One client with all that the book knows.
#[derive(Debug)]
pub struct AccountPage {
    /// The record.
    pub account: Account,
    /// Everything people may write about it.
    pub values: AccountValues,
    /// Those above it in its group, the head first.
    pub above: Vec<AccountName>,
    /// Those directly below it.
    pub below: Vec<AccountName>,
    /// The figures are those of this client and everything below it; `None` for the client's own.
    pub rolled_up: Option<AccountName>,
    /// Clients whose sales are summed.
    pub summed: usize,
    /// Name of who stands in for the owner.
    pub substitute: Option<String>,
    /// People there, also former ones.
    pub people: Vec<PersonAtAccount>,
    /// Its line in the list.
    pub row: AccountRow,
    /// Sales of the firm over the period.
    pub figures: Arc<Figures>,
    /// The same figure one year before; `None` without sales then.
    pub year_before: Option<AccountFigure>,
    /// Its judgement by each profile, the default one first.
    pub judgements: Vec<(Profile, Judgement)>,
    /// Stated potential.
    pub potential: Option<StatedPotential>,
    /// Every answer ever given, newest first.
    pub answers: Vec<Answer>,
    /// How the verdict moved, newest first.
    pub status_history: Vec<KeyStatus>,
    /// Sales by month, oldest first.
    pub months: Vec<MonthSales>,
    /// Products, first day and representatives.
    pub sales: Arc<AccountSales>,
    /// Why the viewer sees it, the closest reason first.
    pub seen_because: Vec<SeenBecause>,
}

/// Sales of one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthSales {
    /// Which month.
    pub month: Month,
    /// Net revenue.
    pub revenue: Amount,
    /// A year earlier; `None` before the ledger begins.
    pub year_before: Option<Amount>,
    /// The ledger covers only part of this month.
    pub partial: bool,
}

/// One client.
///
/// # Errors
/// [`AppError::NotFound`] for a client that does not exist or that the viewer may not see.
pub async fn show_account(
    context: &Context,
    viewer: &Viewer,
    id: AccountId,
    request: &FigureRequest,
) -> Result<AccountPage, AppError> {
    let state = context.book_state(viewer).await?;
    let written = written(context, viewer, &state, id).await?;
    let own_request = FigureRequest {
        rollup: Rollup::Each,
        ..request.clone()
    };
    let bench = bench(context, viewer, &own_request).await?;
    let directory = &bench.state.directory;
    let card = directory.card(id).ok_or(AppError::NotFound("account"))?;
    let members = members(directory, id, request.rollup);
    let rolled = FigureRequest {
        rollup: members.top.map_or(Rollup::Each, Rollup::Below),
        ..own_request
    };
    let figures = figures(context, viewer, &rolled).await?;
    let unit = members.top.unwrap_or(id);
    let judgements = judgements(&bench, id);
    let verdict = judgements.first().map(|(_, judgement)| BriefVerdict {
        verdict: judgement.verdict,
        low: judgement.low,
        high: judgement.high,
    });
    let attention = attention_book(context, viewer).await?;
    let weight = Weight {
        is_key: verdict.is_some_and(|brief| brief.verdict == Verdict::Key),
        class: figures.of(unit).and_then(|figure| figure.class),
    };
    let sales = account_sales(context, &bench, members.keys.clone(), request).await?;
    let named = |id: AccountId| AccountName {
        id,
        name: directory.name_of(id).to_owned(),
    };
    let groups = directory.groups();
    let record = &written.record;
    let facts = &record.account.details;
    Ok(AccountPage {
        months: month_sales(&sales.months, bench.figures.extent, request.as_of),
        year_before: year_before(context, viewer, &bench, &rolled, unit).await?,
        potential: bench.statements.potential_of(id).cloned(),
        answers: written.answers.clone(),
        status_history: key_status_history::history(&context.store.read(viewer), id).await?,
        seen_because: written.seen_because.clone(),
        people: written.people.clone(),
        above: groups.ancestors(id).into_iter().rev().map(named).collect(),
        below: groups.children(id).iter().copied().map(named).collect(),
        rolled_up: members.top.map(named),
        summed: members.count,
        substitute: facts
            .substitute_id
            .and_then(|user| directory.colleague_name(user))
            .map(str::to_owned),
        row: AccountRow {
            owner: directory.owner_name(card),
            stage: StageFilter::of(directory.stage_of(id)),
            figure: figures.of(unit).cloned(),
            card: card.clone(),
            verdict,
            attention: attention.of(id, weight),
        },
        figures,
        judgements,
        account: record.account.clone(),
        values: record.values.clone(),
        sales,
    })
}

/// What people wrote about a client, as one viewer sees it; the same until anything is written anew.
#[derive(Debug)]
pub(crate) struct Written {
    record: AccountRecord,
    answers: Vec<Answer>,
    people: Vec<PersonAtAccount>,
    seen_because: Vec<SeenBecause>,
}

/// Revision of the book, client, and all of a viewer that decides what they see.
pub(crate) type WrittenKey = (u64, AccountId, Scope, Option<UserId>, Role, Date);

async fn written(
    context: &Context,
    viewer: &Viewer,
    state: &BookState,
    id: AccountId,
) -> Result<Arc<Written>, AppError> {
    let key = (
        state.revision,
        id,
        state.scope,
        viewer.user,
        viewer.role,
        viewer.day(),
    );
    context
        .written_cache
        .get_or_compute(key, || async {
            let read = context.store.read(viewer);
            let record = accounts::record(&read, id).await?;
            Ok(Written {
                record: record.ok_or(AppError::NotFound("account"))?,
                answers: criterion_answers::history(&read, id).await?,
                people: affiliations::people_at(&read, &[id], PEOPLE_SHOWN).await?,
                seen_because: explain_sight(context, viewer, id).await?,
            })
        })
        .await
}

/// Whose sales are summed: the client alone, or a client and everything below it.
struct Members {
    top: Option<AccountId>,
    keys: Vec<String>,
    count: usize,
}

fn members(directory: &Directory, id: AccountId, rollup: Rollup) -> Members {
    let groups = directory.groups();
    let top = match rollup {
        Rollup::Each => None,
        Rollup::Groups => Some(groups.top_of(id)),
        Rollup::Below(top) => Some(top),
    };
    let accounts = top.map_or_else(|| vec![id], |top| groups.with_all_below(top));
    Members {
        top,
        keys: accounts
            .iter()
            .filter_map(|account| directory.card(*account))
            .flat_map(|card| card.customer_keys.iter().cloned())
            .collect(),
        count: accounts.len(),
    }
}

/// Judgements by every profile, the default one first.
fn judgements(bench: &Bench, id: AccountId) -> Vec<(Profile, Judgement)> {
    let Some(default) = bench.profile(None, id) else {
        return Vec::new();
    };
    let mut judgements = vec![(default.clone(), bench.judge(id, &default))];
    for shipped in bench.state.settings.profiles() {
        if shipped.id() != default.id()
            && let Some(profile) = bench.profile(Some(shipped.id()), id)
        {
            let judgement = bench.judge(id, &profile);
            judgements.push((profile, judgement));
        }
    }
    judgements
}

async fn year_before(
    context: &Context,
    viewer: &Viewer,
    bench: &Bench,
    request: &FigureRequest,
    id: AccountId,
) -> Result<Option<AccountFigure>, AppError> {
    let (Some(period), Some(extent)) = (bench.figures.period, bench.figures.extent) else {
        return Ok(None);
    };
    let before = period.year_before();
    if before.from < extent.from {
        return Ok(None);
    }
    let earlier = FigureRequest {
        period: crate::figures::PeriodChoice::Between(before),
        ..request.clone()
    };
    Ok(figures(context, viewer, &earlier).await?.of(id).cloned())
}

fn month_sales(
    sums: &BTreeMap<Month, crate::figures::Converted>,
    extent: Option<Period>,
    as_of: Option<Date>,
) -> Vec<MonthSales> {
    let Some(extent) = extent else {
        return Vec::new();
    };
    let last_day = as_of.map_or(extent.to, |day| day.min(extent.to));
    let (first, last) = (Month::of(extent.from), Month::of(last_day));
    let start = first.index().max(last.index() - MONTHS_SHOWN + 1);
    let revenue = |month: Month| sums.get(&month).map_or(Amount::ZERO, |sum| sum.revenue);
    (start..=last.index())
        .map(Month::from_index)
        .map(|month| MonthSales {
            month,
            revenue: revenue(month),
            year_before: (month.plus(-12) >= first).then(|| revenue(month.plus(-12))),
            partial: (month == last && last_day < month.last_day())
                || (month == first && extent.from > month.first_day()),
        })
        .collect()
}

impl AccountPage {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> AccountAnswer {
        let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let default = self.judgements.first().map(|(_, judgement)| judgement);
        AccountAnswer {
            entry: entry_answer(&self.row),
            registration_number: given(&self.account.registration_number),
            vat_number: given(&self.account.vat_number),
            sector: self.account.sector.clone(),
            period: self.figures.period.map(Into::into),
            currency: self.figures.currency.to_string(),
            score: default.map_or(
                ScoreAnswer {
                    low: 0.0,
                    high: 1.0,
                },
                score_answer,
            ),
            criteria: default.map_or_else(Vec::new, criteria_answers),
            profiles: self.judgements.iter().map(profile_answer).collect(),
            potential: self.potential.as_ref().map(potential_answer),
            by_month: self.months.iter().map(month_answer).collect(),
            products: self.sales.products.iter().map(product_answer).collect(),
            people: self.people.iter().map(person_answer).collect(),
            details: self.details_answer(),
            group: self.group_answer(),
            margin: self
                .row
                .figure
                .as_ref()
                .and_then(|figure| margin_answer(figure, self.figures.currency)),
            seen_because: explain_sight::answer(&self.seen_because),
            sales_representatives: self.sales.sales_representatives.clone(),
            answers: self.answers.iter().map(given_answer).collect(),
            status_history: self.status_history.iter().map(status_answer).collect(),
        }
    }
}

impl AccountPage {
    fn details_answer(&self) -> AccountDetailsAnswer {
        let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let facts = &self.values.details;
        AccountDetailsAnswer {
            legal_name: given(&facts.legal_name),
            legal_form: given(&facts.legal_form),
            sector: self.values.sector.clone(),
            country: given(&facts.country),
            address: given(&facts.address),
            phone: given(&facts.phone),
            email: given(&facts.email),
            website: given(&facts.website),
            note: given(&facts.note),
            owner_id: self.values.owner_id.map(|id| id.to_string()),
            substitute: self.substitute.clone(),
            substitute_id: facts.substitute_id.map(|id| id.to_string()),
            tags: self
                .values
                .tags
                .iter()
                .map(|tag| tag.text.clone())
                .collect(),
            external_codes: self
                .values
                .codes
                .iter()
                .map(|code| ExternalCodeAnswer {
                    system: code.system.clone(),
                    code: code.code.clone(),
                })
                .collect(),
            origin: facts.origin.map(|origin| origin.code().to_owned()),
            origin_note: given(&facts.origin_note),
            acquired_on: facts.acquired_on.clone(),
            rhythm_days: facts.rhythm_days,
            version: self.account.version,
        }
    }

    fn group_answer(&self) -> GroupAnswer {
        let names = |list: &[AccountName]| {
            list.iter()
                .map(|one| AccountNameAnswer {
                    account: one.id.to_string(),
                    name: one.name.clone(),
                })
                .collect()
        };
        GroupAnswer {
            above: names(&self.above),
            below: names(&self.below),
            rolled_up: self.rolled_up.as_ref().map(|top| top.id.to_string()),
            accounts: self.summed,
        }
    }
}

fn person_answer(person: &PersonAtAccount) -> AccountPersonAnswer {
    AccountPersonAnswer {
        person: person.affiliation.person_id.to_string(),
        name: full_name(&person.given_name, &person.family_name),
        affiliation: affiliation_answer(&person.affiliation),
        contact: Some(person.contact.clone()).filter(|text| !text.is_empty()),
    }
}

fn profile_answer((profile, judgement): &(Profile, Judgement)) -> ProfileVerdictAnswer {
    ProfileVerdictAnswer {
        profile: profile.id().to_owned(),
        verdict: judgement.verdict.id().to_owned(),
        score: score_answer(judgement),
    }
}

fn given_answer(row: &Answer) -> GivenAnswer {
    let answer = &row.answer;
    let file = answer.evidence_file.as_deref().map(EvidenceFile::parse);
    GivenAnswer {
        criterion: answer.criterion.clone(),
        answer: answer.answer.code().to_owned(),
        text: answer.evidence_text.clone(),
        link: answer.evidence_link.clone(),
        file: file.map(|file| FileAnswer {
            name: file.name,
            sha256: file.sha256,
        }),
        figure: answer.evidence_figure.clone(),
        day: answer.day.to_string(),
        author: answer.author_name.clone(),
        confidence: answer.confidence,
    }
}

fn status_answer(row: &KeyStatus) -> StatusAnswer {
    StatusAnswer {
        day: row.decided_on.to_string(),
        verdict: row.verdict.clone(),
        score: row
            .low
            .zip(row.high)
            .map(|(low, high)| ScoreAnswer { low, high }),
        profile: row.profile.clone(),
        cause: row.cause.clone(),
    }
}

fn potential_answer(stated: &StatedPotential) -> PotentialAnswer {
    let potential = &stated.potential;
    PotentialAnswer {
        low: potential.low.to_string(),
        likely: potential.likely.to_string(),
        high: potential.high.to_string(),
        currency: stated.currency.to_string(),
        source: potential.source.clone(),
        day: potential.day.to_string(),
        author: potential.author.clone(),
    }
}

fn month_answer(sales: &MonthSales) -> MonthAnswer {
    MonthAnswer {
        month: format!("{:04}-{:02}", sales.month.year(), sales.month.month()),
        revenue: sales.revenue.to_string(),
        year_before: sales.year_before.map(|revenue| revenue.to_string()),
    }
}

fn product_answer(product: &ProductSales) -> ProductAnswer {
    ProductAnswer {
        product: product.product.clone(),
        name: product.name.clone(),
        group: product.group.clone(),
        quantity: product.quantity.to_string(),
        revenue: product.revenue.to_string(),
        share: product.share,
        last_day: product.last_day.to_string(),
    }
}

fn margin_answer(figure: &AccountFigure, currency: Currency) -> Option<MarginAnswer> {
    let margin = figure.margin()?;
    let known_share = if figure.revenue.is_positive() {
        figure.costed_revenue.as_f64() / figure.revenue.as_f64()
    } else {
        0.0
    };
    Some(MarginAnswer {
        margin: MoneyAnswer::new(margin, currency),
        known_share,
    })
}
