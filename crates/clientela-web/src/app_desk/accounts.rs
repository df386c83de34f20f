//! Clients, their verdicts, and what people say about them.

use std::sync::Arc;

use clientela_app::answer_criterion::{CriterionStatement, PotentialStatement};
use clientela_app::context::Context;
use clientela_app::directory::shown_code;
use clientela_app::evidence_files::{AttachedFile, EvidenceFile};
use clientela_app::figures::{self, FigureRequest, Figures, figures as figures_of};
use clientela_app::judge_accounts::bench;
use clientela_app::{account_sales, answer_criterion, judge_accounts, list_accounts, show_account};
use clientela_domain::amount::Amount;
use clientela_domain::concentration as rule;
use clientela_domain::day::Period;
use clientela_domain::ids::AccountId;
use clientela_domain::key_criteria::{self as key_rule, Cue, Judgement, Profile};
use clientela_domain::sector::Sector;
use clientela_store::Viewer;
use clientela_store::criterion_answers::Answer as StoredAnswer;

use super::account_master::master;
use super::people::{account_filter, choices};
use crate::desk::{Answer, DeskError};
use crate::limits::ACCOUNTS_PER_PAGE;
use crate::views::{
    AccountRow, AccountSort, AccountView, AccountsRequest, AccountsView, AnswerForm, AnswerWord,
    Class, ConfidenceWord, Criterion, CriterionView, EvidenceFileView, EvidenceView,
    KeyAccountView, KeyAccountsView, KeyRequest, MonthView, PeriodChoice, PotentialForm,
    PotentialView, ProductView, ProfileView, Proof, ScoreView, StatusChange, Verdict,
};

/// Products shown on a client's page.
const PRODUCTS_SHOWN: usize = 25;

/// Changes of the status shown.
const HISTORY_SHOWN: usize = 12;

pub(super) fn figure_request(period: PeriodChoice) -> FigureRequest {
    let period = match period {
        PeriodChoice::TwelveMonths => figures::PeriodChoice::TwelveMonths,
        PeriodChoice::AllTime => figures::PeriodChoice::AllTime,
        PeriodChoice::Between(period) => figures::PeriodChoice::Between(period),
    };
    FigureRequest {
        period,
        ..FigureRequest::default()
    }
}

pub(super) fn class(class: rule::Class) -> Class {
    match class {
        rule::Class::A => Class::A,
        rule::Class::B => Class::B,
        rule::Class::C => Class::C,
    }
}

pub(super) fn class_of_view(class: Class) -> rule::Class {
    match class {
        Class::A => rule::Class::A,
        Class::B => rule::Class::B,
        Class::C => rule::Class::C,
    }
}

fn verdict(verdict: key_rule::Verdict) -> Verdict {
    match verdict {
        key_rule::Verdict::Key => Verdict::Key,
        key_rule::Verdict::Undecided => Verdict::Undecided,
        key_rule::Verdict::NotKey => Verdict::NotKey,
    }
}

pub(super) fn verdict_of_view(verdict: Verdict) -> key_rule::Verdict {
    match verdict {
        Verdict::Key => key_rule::Verdict::Key,
        Verdict::Undecided => key_rule::Verdict::Undecided,
        Verdict::NotKey => key_rule::Verdict::NotKey,
    }
}

fn criterion(criterion: key_rule::Criterion) -> Criterion {
    // Both list the five in the order of the mission.
    Criterion::ALL[criterion.index()]
}

fn criterion_of_view(criterion: Criterion) -> key_rule::Criterion {
    let index = Criterion::ALL
        .iter()
        .position(|one| *one == criterion)
        .unwrap_or(0);
    key_rule::Criterion::ALL[index]
}

/// What stated answers without evidence would add to the score.
fn stated(judgement: &Judgement) -> f64 {
    let total: f64 = judgement.criteria.iter().map(|one| one.weight).sum();
    let worth = |one: &key_rule::JudgedCriterion| match (one.proof, one.answer) {
        (key_rule::Proof::Stated, key_rule::Answer::Yes) => one.weight,
        (key_rule::Proof::Stated, key_rule::Answer::Partly) => one.weight / 2.0,
        _ => 0.0,
    };
    let added: f64 = judgement.criteria.iter().map(worth).sum();
    if total > 0.0 {
        (added / total).min(judgement.high - judgement.low)
    } else {
        0.0
    }
}

fn score(judgement: &Judgement, profile: &Profile) -> ScoreView {
    ScoreView {
        low: judgement.low,
        stated: stated(judgement),
        high: judgement.high,
        threshold: profile.threshold(),
    }
}

fn profile_view(profile: &Profile, judgement: &Judgement) -> ProfileView {
    ProfileView {
        id: profile.id().to_owned(),
        verdict: verdict(judgement.verdict),
        score: score(judgement, profile),
        weights: profile.weights(),
        next_question: judgement.next_question.map(criterion),
    }
}

/// The same days a year earlier, when the ledger reaches back to them.
async fn year_before(
    context: &Context,
    viewer: &Viewer,
    now: &Figures,
) -> Answer<Option<Arc<Figures>>> {
    let Some((period, extent)) = now.period.zip(now.extent) else {
        return Ok(None);
    };
    let before = period.year_before();
    if before.from < extent.from {
        return Ok(None);
    }
    let request = FigureRequest {
        period: figures::PeriodChoice::Between(before),
        ..now.request.clone()
    };
    Ok(Some(figures_of(context, viewer, &request).await?))
}

pub(super) async fn list(
    context: &Context,
    viewer: &Viewer,
    request: &AccountsRequest,
) -> Answer<AccountsView> {
    let sort = match request.sort {
        AccountSort::Revenue => list_accounts::AccountSort::Revenue,
        AccountSort::Name => list_accounts::AccountSort::Name,
        AccountSort::City => list_accounts::AccountSort::City,
        AccountSort::Verdict => list_accounts::AccountSort::Score,
        AccountSort::LastDay => list_accounts::AccountSort::LastSale,
    };
    let limit = usize::try_from(request.per_page)
        .ok()
        .filter(|limit| *limit > 0);
    let offset = limit
        .unwrap_or(0)
        .saturating_mul(usize::try_from(request.page - 1).unwrap_or(0));
    let query = list_accounts::AccountQuery {
        search: request.search.clone(),
        class: request.classes.first().copied().map(class_of_view),
        verdict: request.verdicts.first().copied().map(verdict_of_view),
        filter: account_filter(viewer, &request.relations),
        attention: request.need,
        sort,
        reversed: request.ascending != request.sort.starts_ascending(),
        offset,
        after: None,
        limit,
        figures: figure_request(request.period),
    };
    let found = list_accounts::list_accounts(context, viewer, &query).await?;
    let bench = bench(context, viewer, &query.figures).await?;
    let before = year_before(context, viewer, &found.figures).await?;
    let row = |row: &list_accounts::AccountRow| {
        let figure = row.figure.as_ref();
        let profile = bench.profile(None, row.card.id);
        let judgement = profile
            .as_ref()
            .map(|profile| bench.judge(row.card.id, profile));
        let before = before
            .as_ref()
            .and_then(|before| before.of(row.card.id))
            .map(|one| one.revenue);
        AccountRow {
            id: row.card.id,
            name: row.card.name.clone(),
            codes: codes(&row.card.customer_keys),
            city: row.card.city.clone(),
            verdict: judgement
                .as_ref()
                .map_or(Verdict::Undecided, |one| verdict(one.verdict)),
            score: profile.as_ref().zip(judgement.as_ref()).map_or(
                ScoreView {
                    low: 0.0,
                    stated: 0.0,
                    high: 1.0,
                    threshold: 0.7,
                },
                |(profile, judgement)| score(judgement, profile),
            ),
            revenue: figure.map(|figure| figure.revenue),
            share: figure.and_then(|figure| figure.share),
            change: figure
                .zip(before)
                .and_then(|(figure, before)| change(figure.revenue, before)),
            class: figure.and_then(|figure| figure.class).map(class),
            last_day: figure.map(|figure| figure.last_day),
            stage: row.stage,
            next_step: row.attention.next_step.clone(),
            silence: row.attention.silence.clone(),
        }
    };
    let figures = &found.figures;
    let share = figures
        .revenue
        .is_positive()
        .then(|| found.matching_revenue.as_f64() / figures.revenue.as_f64());
    Ok(AccountsView {
        period: figures.period,
        currency: figures.currency,
        accounts: found.rows.iter().map(row).collect(),
        matching: found.matching as u64,
        matching_revenue: found.matching_revenue,
        matching_share: share,
        total: found.total as u64,
        revenue: figures.net_total(),
        largest: figures
            .positive_accounts()
            .first()
            .map_or(Amount::ZERO, |largest| largest.revenue),
        choices: choices(&found.state.directory, &request.relations),
    })
}

fn change(now: Amount, before: Amount) -> Option<f64> {
    before
        .is_positive()
        .then(|| now.as_f64() / before.as_f64() - 1.0)
}

fn codes(customer_keys: &[String]) -> Vec<String> {
    customer_keys
        .iter()
        .filter_map(|key| shown_code(key))
        .map(str::to_owned)
        .collect()
}

pub(super) async fn show(context: &Context, viewer: &Viewer, id: AccountId) -> Answer<AccountView> {
    show_with(context, viewer, id, &FigureRequest::default()).await
}

/// One client, with the figures the request asks for.
pub(super) async fn show_with(
    context: &Context,
    viewer: &Viewer,
    id: AccountId,
    request: &FigureRequest,
) -> Answer<AccountView> {
    let page = show_account::show_account(context, viewer, id, request).await?;
    let state = context.book_state(viewer).await?;
    let master = master(&state.directory, &page);
    let (profile, judgement) = page.judgements.first().ok_or(DeskError::NotFound)?;
    let figure = page.row.figure.as_ref();
    let figures = &page.figures;
    let reaches_back = figures
        .period
        .zip(figures.extent)
        .is_some_and(|(period, extent)| Period::year_before(period).from >= extent.from);
    let before = page.year_before.as_ref().map(|before| before.revenue);
    let known_share = |figure: &figures::AccountFigure| {
        figure
            .revenue
            .is_positive()
            .then(|| figure.costed_revenue.as_f64() / figure.revenue.as_f64())
    };
    let completions = judgement.completions;
    let criteria = judgement
        .criteria
        .iter()
        .map(|one| criterion_view(one, &page.answers))
        .collect();
    let months = page.months.len().saturating_sub(12);
    Ok(AccountView {
        id,
        name: page.account.name.clone(),
        codes: codes(&page.row.card.customer_keys),
        city: page.account.city.clone(),
        registration_number: page.account.registration_number.clone(),
        vat_number: page.account.vat_number.clone(),
        sector: page.account.sector.as_deref().and_then(Sector::from_id),
        is_sample: page.account.is_sample,
        seen_because: page.seen_because.clone(),
        sales_representatives: page.sales.sales_representatives.clone(),
        period: figures.period,
        currency: figures.currency,
        revenue: figure.map(|figure| figure.revenue),
        revenue_before: before.or_else(|| reaches_back.then_some(Amount::ZERO)),
        share: figure.and_then(|figure| figure.share),
        rank: figure.and_then(|figure| figure.rank),
        ranked: figures.above_zero as u64,
        class: figure.and_then(|figure| figure.class).map(class),
        margin: figure.and_then(figures::AccountFigure::margin),
        margin_known_share: figure.and_then(known_share),
        lines: figure.map_or(0, |figure| figure.lines),
        first_day: page.sales.first_day,
        last_day: figure.map(|figure| figure.last_day),
        verdict: verdict(judgement.verdict),
        profile: profile.id().to_owned(),
        criteria,
        profiles: page
            .judgements
            .iter()
            .map(|(profile, judged)| profile_view(profile, judged))
            .collect(),
        completions: Some((
            (completions.key_share * completions.cases as f64).round() as u64,
            completions.cases as u64,
        )),
        potential: page.potential.as_ref().map(|stated| PotentialView {
            low: stated.potential.low,
            likely: stated.potential.likely,
            high: stated.potential.high,
            currency: stated.currency,
            source: stated.potential.source.clone(),
            day: stated.potential.day,
            author: stated.potential.author.clone(),
        }),
        history: page
            .status_history
            .iter()
            .take(HISTORY_SHOWN)
            .filter_map(status_change)
            .collect(),
        months: page.months[months..]
            .iter()
            .map(|one| MonthView {
                month: one.month,
                revenue: Some(one.revenue),
                before: one.year_before,
            })
            .collect(),
        products_total: page.sales.products.len() as u64,
        products: page
            .sales
            .products
            .iter()
            .take(PRODUCTS_SHOWN)
            .map(product_view)
            .collect(),
        master,
    })
}

fn product_view(one: &account_sales::ProductSales) -> ProductView {
    ProductView {
        code: one.product.clone(),
        name: if one.name.is_empty() {
            one.product.clone()
        } else {
            one.name.clone()
        },
        group: one.group.clone(),
        quantity: one.quantity,
        revenue: one.revenue,
        share: one.share,
        last_day: one.last_day,
    }
}

fn status_change(row: &clientela_store::key_status_history::KeyStatus) -> Option<StatusChange> {
    // A criterion's id stands for an answer to it.
    let cause = match row.cause.as_str() {
        known @ ("potential" | "import" | "undo" | "settings" | "time") => known,
        _ => "answer",
    };
    Some(StatusChange {
        day: row.decided_on,
        verdict: Verdict::from_code(&row.verdict)?,
        low: row.low.unwrap_or(0.0),
        high: row.high.unwrap_or(1.0),
        cause: cause.to_owned(),
    })
}

fn criterion_view(judged: &key_rule::JudgedCriterion, answers: &[StoredAnswer]) -> CriterionView {
    let latest = answers
        .iter()
        .find(|one| one.answer.criterion == judged.criterion.id());
    let cues: Vec<(String, bool)> = latest
        .and_then(|one| serde_json::from_str(&one.answer.cues).ok())
        .unwrap_or_default();
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    CriterionView {
        criterion: criterion(judged.criterion),
        answer: AnswerWord::from_code(judged.answer.id()).unwrap_or(AnswerWord::Unknown),
        proof: match judged.proof {
            key_rule::Proof::Proven => Proof::Proven,
            key_rule::Proof::Stated => Proof::Stated,
            key_rule::Proof::Unknown => Proof::Unknown,
        },
        low: judged.low,
        high: judged.high,
        weight: judged.weight,
        stale: judged.stale,
        cues: cues
            .iter()
            .filter(|(_, found)| *found)
            .map(|(cue, _)| cue.clone())
            .collect(),
        cues_absent: cues
            .iter()
            .filter(|(_, found)| !*found)
            .map(|(cue, _)| cue.clone())
            .collect(),
        evidence: latest.map(|one| EvidenceView {
            text: text(&one.answer.evidence_text),
            link: text(&one.answer.evidence_link),
            file: one.answer.evidence_file.as_deref().map(|file| {
                let file = EvidenceFile::parse(file);
                EvidenceFileView {
                    name: file.name,
                    sha256: file.sha256,
                }
            }),
            figure: text(&one.answer.evidence_figure),
            day: one.answer.day,
            author: one.answer.author_name.clone(),
            confidence: confidence_word(judge_accounts::confidence_of(one.answer.confidence)),
        }),
        why: judged.why.clone(),
    }
}

const fn confidence_word(confidence: key_rule::Confidence) -> ConfidenceWord {
    match confidence {
        key_rule::Confidence::Low => ConfidenceWord::Low,
        key_rule::Confidence::Medium => ConfidenceWord::Medium,
        key_rule::Confidence::High => ConfidenceWord::High,
    }
}

pub(super) async fn answer(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    form: &AnswerForm,
) -> Answer<()> {
    let cues = |names: &[String], found| {
        names
            .iter()
            .filter_map(|name| Some((Cue::from_id(name)?, found)))
            .collect::<Vec<_>>()
    };
    let statement = CriterionStatement {
        answer: form
            .answer
            .and_then(|answer| key_rule::Answer::from_id(answer.code())),
        cues: cues(&form.cues, true)
            .into_iter()
            .chain(cues(&form.cues_absent, false))
            .collect(),
        evidence_text: form.text.clone(),
        evidence_link: form.link.clone(),
        evidence_file: form.file.as_ref().map(|file| AttachedFile {
            path: file.path.clone(),
            file_name: file.file_name.clone(),
        }),
        keep_file: form.keep_file,
        evidence_figure: form.figure.clone(),
        day: form.day,
        confidence: match form.confidence {
            ConfidenceWord::Low => key_rule::Confidence::Low,
            ConfidenceWord::Medium => key_rule::Confidence::Medium,
            ConfidenceWord::High => key_rule::Confidence::High,
        },
    };
    let criterion = criterion_of_view(form.criterion);
    answer_criterion::answer_criterion(context, viewer, account, criterion, &statement).await?;
    Ok(())
}

pub(super) async fn potential(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    form: &PotentialForm,
) -> Answer<()> {
    let stated = PotentialStatement {
        low: form.low,
        likely: form.likely,
        high: form.high,
        currency: None,
        source: form.source.clone(),
        day: None,
    };
    answer_criterion::state_potential(context, viewer, account, &stated).await?;
    Ok(())
}

pub(super) async fn key(
    context: &Context,
    viewer: &Viewer,
    request: &KeyRequest,
) -> Answer<KeyAccountsView> {
    let figures = FigureRequest::default();
    let asked = Some(request.profile.as_str()).filter(|id| !id.is_empty());
    let report =
        judge_accounts::key_accounts(context, viewer, &figures, asked, request.all).await?;
    let bench = bench(context, viewer, &figures).await?;
    let mut profiles: Vec<String> = Vec::new();
    for profile in bench.state.settings.profiles() {
        if !profiles.iter().any(|known| known == profile.id()) {
            profiles.push(profile.id().to_owned());
        }
    }
    let is = |wanted: key_rule::Verdict| {
        move |one: &&judge_accounts::JudgedAccount| one.judgement.verdict == wanted
    };
    let key_accounts = report.accounts.iter().filter(is(key_rule::Verdict::Key));
    let key_share = key_accounts
        .clone()
        .filter_map(|one| one.figure.as_ref()?.share)
        .sum::<f64>();
    let class_a = |one: &&judge_accounts::JudgedAccount| {
        one.figure
            .as_ref()
            .is_some_and(|figure| figure.class == Some(rule::Class::A))
    };
    let skipped =
        usize::try_from((request.page - 1).saturating_mul(ACCOUNTS_PER_PAGE)).unwrap_or(usize::MAX);
    let row = |one: &judge_accounts::JudgedAccount| KeyAccountView {
        id: one.account,
        name: one.name.clone(),
        class: one
            .figure
            .as_ref()
            .and_then(|figure| figure.class)
            .map(class),
        revenue: one.figure.as_ref().map(|figure| figure.revenue),
        share: one.figure.as_ref().and_then(|figure| figure.share),
        profiles: profiles
            .iter()
            .filter_map(|id| bench.profile(Some(id), one.account))
            .map(|profile| profile_view(&profile, &bench.judge(one.account, &profile)))
            .collect(),
    };
    Ok(KeyAccountsView {
        period: report.figures.period,
        currency: report.figures.currency,
        profile: report.profile.id().to_owned(),
        accounts: report
            .accounts
            .iter()
            .skip(skipped)
            .take(usize::try_from(ACCOUNTS_PER_PAGE).unwrap_or(usize::MAX))
            .map(row)
            .collect(),
        total: report.accounts.len() as u64,
        key: key_accounts.count() as u64,
        undecided: report
            .accounts
            .iter()
            .filter(is(key_rule::Verdict::Undecided))
            .filter(class_a)
            .count() as u64,
        key_share: Some(key_share),
        profiles,
        page: request.page,
        per_page: ACCOUNTS_PER_PAGE,
    })
}
