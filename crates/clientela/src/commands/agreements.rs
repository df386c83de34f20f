//! `agreements list|show|add|set|turn|round|take-back|approve|refuse|waiting|follow`.

use clientela_app::answers::agreements::{AgreementAnswer, AgreementFullAnswer, ClauseTermsAnswer};
use clientela_app::answers::value::EstimateAnswer;
use clientela_app::approvals_answer;
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::follow_agreements::{follow, level_text};
use clientela_app::keep_agreements::{
    AgreementDraft, NEW_CLAUSE, RoundDraft, change_agreement, decide_terms, draft_of,
    show_agreement, take_round_back, turn_agreement, write_agreement, write_round,
};
use clientela_app::list_agreements::{
    AgreementQuery, list_agreements, read_cursor, view_agreement, waiting_terms,
};
use clientela_domain::agreements::{
    AgreementState, ApprovalState, Clause, ClausePeriod, CreditTier, PortfolioLine, RoundKind,
};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::execution::{Metric, TermState};
use clientela_domain::ids::{AccountId, AgreementId, PersonId, RoundId};
use clientela_domain::obligations::Party;
use clientela_store::Viewer;
use clientela_texts::{Texts, format};
use serde_json::json;

use super::happenings::{user_id, viewer, word};
use super::{approval_limits, arguments};
use crate::cli::Global;
use crate::cli::agreements::{AgreementFields, AgreementFilters, AgreementsCommand};
use crate::cli::happenings::By;
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

/// The context, and what every verb was told.
type Session<'a> = (&'a Context, &'a Global);

fn agreement_id(id: &str) -> Result<AgreementId, AppError> {
    AgreementId::parse(id).ok_or(AppError::NotFound("agreement"))
}

async fn account(context: &Context, viewer: &Viewer, wanted: &str) -> Result<AccountId, Failure> {
    let state = context.book_state(viewer).await?;
    arguments::account(&state.directory, wanted)
}

pub async fn run(
    global: &Global,
    command: &AgreementsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let session = (&*context, global);
    match command {
        AgreementsCommand::List(filters) => list(session, filters, printer).await,
        AgreementsCommand::Show { id } => {
            let viewer = wire::viewer(&context, global).await?;
            show(&context, &viewer, agreement_id(id)?, printer).await
        }
        AgreementsCommand::Add {
            account: of,
            number,
            title,
            fields,
            by,
        } => {
            let viewer = viewer(&context, global, by).await?;
            let of = account(&context, &viewer, of).await?;
            let mut draft = AgreementDraft::new(number.clone(), title.clone());
            fill(&context, &viewer, fields, &mut draft).await?;
            let id = write_agreement(&context, &viewer, of, &draft).await?;
            show(&context, &viewer, id, printer).await
        }
        AgreementsCommand::Set {
            id,
            number,
            title,
            reason,
            fields,
            by,
        } => {
            let (id, viewer) = (agreement_id(id)?, viewer(&context, global, by).await?);
            let now = show_agreement(&context, &viewer, id).await?;
            let mut draft = draft_of(&now);
            draft.number = number.clone().unwrap_or(draft.number);
            draft.title = title.clone().unwrap_or(draft.title);
            draft.reason = reason.clone().unwrap_or_default();
            fill(&context, &viewer, fields, &mut draft).await?;
            change_agreement(&context, &viewer, id, &draft, now.version).await?;
            show(&context, &viewer, id, printer).await
        }
        AgreementsCommand::Waiting => waiting(session, printer).await,
        AgreementsCommand::Limits {
            discount,
            payment_days,
            credit,
            guarantee,
            by,
        } => {
            let viewer = viewer(&context, global, by).await?;
            let given = [discount, payment_days, credit, guarantee];
            approval_limits::limits(&context, &viewer, given, printer).await
        }
        AgreementsCommand::Follow => {
            let opened = follow(&context).await?;
            let answer = json!({ "opened": opened });
            printer.answer(&answer, |page| {
                page.say_with("terminal-agreements-opened", &[("count", &opened)]);
            });
            Ok(Exit::Done)
        }
        other => act(session, other, printer).await,
    }
}

/// Turning, negotiating, deciding.
async fn act(
    (context, global): Session<'_>,
    command: &AgreementsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    match command {
        AgreementsCommand::Turn {
            id,
            state,
            day,
            note,
            by,
        } => {
            let (id, viewer) = (agreement_id(id)?, viewer(context, global, by).await?);
            let state = word(state, AgreementState::from_code)?;
            let (day, note) = (day.as_deref(), note.as_deref());
            let deed = (state, day.unwrap_or_default(), note.unwrap_or_default());
            turn_agreement(context, &viewer, id, deed, None).await?;
            show(context, &viewer, id, printer).await
        }
        AgreementsCommand::Round { .. } => round((context, global), command, printer).await,
        AgreementsCommand::TakeBack { id, round, by } => {
            let (id, viewer) = (agreement_id(id)?, viewer(context, global, by).await?);
            let round = RoundId::parse(round).ok_or(AppError::NotFound("round"))?;
            take_round_back(context, &viewer, id, round).await?;
            show(context, &viewer, id, printer).await
        }
        AgreementsCommand::Approve { id, note, by } => {
            let note = note.clone().unwrap_or_default();
            decide((context, global), (id, true, &note), by, printer).await
        }
        AgreementsCommand::Refuse { id, note, by } => {
            decide((context, global), (id, false, note), by, printer).await
        }
        _ => Err(AppError::NotFound("agreement").into()),
    }
}

async fn decide(
    (context, global): Session<'_>,
    (id, approve, note): (&str, bool, &str),
    by: &By,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let (id, viewer) = (agreement_id(id)?, viewer(context, global, by).await?);
    decide_terms(context, &viewer, id, (approve, note), None).await?;
    show(context, &viewer, id, printer).await
}

async fn round(
    (context, global): Session<'_>,
    command: &AgreementsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let AgreementsCommand::Round {
        id,
        kind,
        side,
        what,
        purpose,
        in_return,
        day,
        person,
        note,
        by,
    } = command
    else {
        return Err(AppError::NotFound("agreement").into());
    };
    let (id, viewer) = (agreement_id(id)?, viewer(context, global, by).await?);
    let text = |given: &Option<String>| given.clone().unwrap_or_default();
    let person = person.as_deref();
    let draft = RoundDraft {
        day: text(day),
        kind: word(kind, RoundKind::from_code)?,
        side: word(side, Party::from_code)?,
        what: what.clone(),
        purpose: text(purpose),
        in_return: text(in_return),
        person: person.map(|id| word(id, PersonId::parse)).transpose()?,
        user: None,
        note: text(note),
    };
    write_round(context, &viewer, id, &draft).await?;
    show(context, &viewer, id, printer).await
}

fn money(text: &str) -> Result<Amount, Failure> {
    word(&text.replace(',', "."), Amount::parse)
}

fn money_if_any(text: Option<&&str>) -> Result<Option<Amount>, Failure> {
    let text = text.map(|text| text.trim()).filter(|text| !text.is_empty());
    text.map(money).transpose()
}

/// `name|price|discount`.
fn product(text: &str) -> Result<PortfolioLine, Failure> {
    let parts: Vec<&str> = text.split('|').collect();
    Ok(PortfolioLine {
        what: parts.first().copied().unwrap_or_default().trim().to_owned(),
        price: money_if_any(parts.get(1))?,
        discount: money_if_any(parts.get(2))?,
        ..PortfolioLine::default()
    })
}

/// `number|text|metric|target|tolerance|period|owner|tiers|fee`; what is left out stays open.
async fn clause(context: &Context, viewer: &Viewer, text: &str) -> Result<Clause, Failure> {
    let parts: Vec<&str> = text.split('|').map(str::trim).collect();
    let [number, said, metric, ..] = parts.as_slice() else {
        return Err(Failure::Usage("usage-word", text.to_owned()));
    };
    let metric = word(metric, Metric::from_code)?;
    let given = |at: usize| parts.get(at).copied().filter(|part| !part.is_empty());
    let new = Clause::new(NEW_CLAUSE, *said, metric);
    let period = given(5).map(|code| word(code, ClausePeriod::from_code));
    let owner = match given(6) {
        None => None,
        Some(email) => Some(user_id(context, viewer, email).await?),
    };
    let tiers = given(7).map(|tiers| word(tiers, CreditTier::read_all));
    Ok(Clause {
        number: (*number).to_owned(),
        target: money_if_any(parts.get(3))?,
        tolerance: money_if_any(parts.get(4))?,
        period: period.transpose()?.unwrap_or(new.period),
        owner,
        tiers: tiers.transpose()?.unwrap_or_default(),
        fee: money_if_any(parts.get(8))?,
        ..new
    })
}

/// Puts what was given into a draft; products and clauses come to those that are there.
async fn fill(
    context: &Context,
    viewer: &Viewer,
    fields: &AgreementFields,
    draft: &mut AgreementDraft,
) -> Result<(), Failure> {
    if let Some(email) = &fields.owner {
        draft.owner = Some(user_id(context, viewer, email).await?);
    }
    if let Some(code) = &fields.currency {
        let unknown = || Failure::Usage("usage-currency", code.clone());
        draft.currency = Some(Currency::from_code(code).ok_or_else(unknown)?);
    }
    for (given, into) in [
        (&fields.signed_on, &mut draft.signed_on),
        (&fields.valid_from, &mut draft.valid_from),
        (&fields.valid_to, &mut draft.valid_to),
        (&fields.note, &mut draft.note),
    ] {
        if let Some(given) = given {
            into.clone_from(given);
        }
    }
    let terms = &mut draft.terms;
    terms.notice_days = fields.notice_days.or(terms.notice_days);
    terms.payment_days = fields.payment_days.or(terms.payment_days);
    terms.is_renewed = terms.is_renewed || fields.renewed;
    for (given, into) in [
        (&fields.discount, &mut terms.discount),
        (&fields.credit_limit, &mut terms.credit_limit),
        (&fields.guarantee, &mut terms.guarantee),
    ] {
        if let Some(given) = given {
            *into = Some(money(given)?);
        }
    }
    for text in &fields.product {
        terms.portfolio.push(product(text)?);
    }
    for text in &fields.clause {
        terms.clauses.push(clause(context, viewer, text).await?);
    }
    Ok(())
}

async fn list(
    (context, global): Session<'_>,
    filters: &AgreementFilters,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let viewer = wire::viewer(context, global).await?;
    let approval = filters.approval.as_deref();
    let clause = filters.clause_state.as_deref();
    let mut query = AgreementQuery {
        approval: approval
            .map(|text| word(text, ApprovalState::from_code))
            .transpose()?,
        clause: clause
            .map(|text| word(text, TermState::from_code))
            .transpose()?,
        search: filters.search.clone().unwrap_or_default(),
        limit: filters.limit,
        ..AgreementQuery::default()
    };
    if let Some(state) = &filters.state {
        query.states.push(word(state, AgreementState::from_code)?);
    }
    if let Some(of) = &filters.account {
        query.account = Some(account(context, &viewer, of).await?);
    }
    if let Some(cursor) = &filters.cursor {
        query.cursor = Some(word(cursor, read_cursor)?);
    }
    let answer = list_agreements(context, &viewer, &query).await?.answer();
    printer.answer(&answer, |page| {
        table(page, &answer.agreements);
        if let Some(next) = &answer.next {
            page.say_with("terminal-more-entries", &[("cursor", next)]);
        }
    });
    Ok(Exit::Done)
}

async fn waiting((context, global): Session<'_>, printer: &Printer) -> Result<Exit, Failure> {
    let viewer = wire::viewer(context, global).await?;
    let answer = approvals_answer(&waiting_terms(context, &viewer).await?);
    printer.answer(&answer, |page| {
        let texts = page.texts();
        let rows = answer.agreements.iter().map(|one| {
            let above = one.exceeded.iter().map(|above| {
                let name = texts.get(&format!("limit-{}", above.kind));
                let asked = above.asked.as_deref().unwrap_or("?");
                format!("{name} {asked} > {}", above.limit)
            });
            vec![
                one.number.clone(),
                one.account.name.clone(),
                one.by.clone(),
                above.collect::<Vec<_>>().join("; "),
                one.id.clone(),
            ]
        });
        let header = [
            ("agreement-number", '<'),
            ("terminal-name", '<'),
            ("agreement-owner", '<'),
            ("agreement-approval", '<'),
            ("terminal-id", '<'),
        ];
        page.table(&header, rows.collect());
    });
    Ok(Exit::Done)
}

fn day(texts: Texts, text: &Option<String>) -> String {
    let text = text.as_deref().unwrap_or_default();
    text.parse()
        .map_or_else(|_| text.to_owned(), |day| format::day(texts.language, day))
}

/// How the clauses of an agreement stand, in a few words.
fn clauses(texts: Texts, one: &AgreementAnswer) -> String {
    let clause = |clause: &clientela_app::answers::agreements::ClauseAnswer| {
        let metric = clause.metric.as_deref().and_then(Metric::from_code);
        let name = metric.map_or_else(
            || texts.get("metric-people-tell").into_owned(),
            |metric| texts.get(metric.message_id()).into_owned(),
        );
        let actual = match &clause.actual {
            EstimateAnswer::Interval { low, .. } => level_text(texts, metric, *low),
            EstimateAnswer::Unknown { unknown } => texts.get(unknown).into_owned(),
        };
        let state = TermState::from_code(&clause.state).unwrap_or(TermState::Unknown);
        format!("{name} {actual}, {}", texts.get(state.message_id()))
    };
    let all: Vec<String> = one.clauses.iter().map(clause).collect();
    all.join("; ")
}

fn table(page: &mut Page, agreements: &[AgreementAnswer]) {
    let texts = page.texts();
    let row = |one: &AgreementAnswer| {
        vec![
            one.number.clone(),
            one.account.name.clone(),
            day(texts, &one.valid.to),
            day(texts, &one.notice_by),
            clauses(texts, one),
            one.id.clone(),
        ]
    };
    let header = [
        ("agreement-number", '<'),
        ("terminal-name", '<'),
        ("term-valid-to", '<'),
        ("agreement-notice-by", '<'),
        ("agreement-clauses", '<'),
        ("terminal-id", '<'),
    ];
    page.table(&header, agreements.iter().map(row).collect());
}

async fn show(
    context: &Context,
    viewer: &Viewer,
    id: AgreementId,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let answer = view_agreement(context, viewer, id).await?.answer();
    let colleagues = context.colleagues(viewer).await?;
    let named = |id: &str| {
        let found = colleagues.iter().find(|one| one.id.to_string() == id);
        found.map_or_else(String::new, |one| one.name.clone())
    };
    printer.answer(&answer, |page| {
        let texts = page.texts();
        table(page, std::slice::from_ref(&answer.agreement));
        let state = AgreementState::from_code(&answer.state).unwrap_or(AgreementState::Draft);
        let approval = ApprovalState::from_code(&answer.approval);
        let approval = approval.unwrap_or(ApprovalState::NotNeeded);
        let owner = answer.owner.as_ref().map(|one| one.name.clone());
        let known = [
            ("agreement-title", Some(answer.title.clone())),
            (
                "agreement-state",
                Some(texts.get(state.message_id()).into_owned()),
            ),
            (
                "agreement-approval",
                Some(texts.get(approval.message_id()).into_owned()),
            ),
            ("agreement-owner", owner),
            (
                "agreement-versions",
                Some(answer.versions.len().to_string()),
            ),
            ("agreement-rounds", Some(answer.rounds.len().to_string())),
        ];
        let known: Vec<(String, String)> = known
            .into_iter()
            .filter_map(|(id, text)| Some((texts.get(id).into_owned(), text?)))
            .collect();
        page.pairs(&known);
        clause_terms(page, &answer, &named);
    });
    Ok(Exit::Done)
}

/// Clauses as they stand in the document: for which span, who answers, what a miss costs.
fn clause_terms(page: &mut Page, answer: &AgreementFullAnswer, named: &dyn Fn(&str) -> String) {
    if answer.terms.clauses.is_empty() {
        return;
    }
    let texts = page.texts();
    let row = |one: &ClauseTermsAnswer| {
        let period = ClausePeriod::from_code(&one.period);
        let metric = one.metric.as_deref().and_then(Metric::from_code);
        let tolerance = one.tolerance.as_deref().map(|text| format!(" ± {text}"));
        vec![
            one.number.clone(),
            one.text.clone(),
            metric.map_or_else(String::new, |one| texts.get(one.message_id()).into_owned()),
            one.target.clone().unwrap_or_default() + &tolerance.unwrap_or_default(),
            period.map_or_else(String::new, |one| texts.get(one.message_id()).into_owned()),
            one.owner.as_deref().map(named).unwrap_or_default(),
            one.tiers.clone(),
        ]
    };
    let header = [
        ("clause-number", '<'),
        ("agreement-clause", '<'),
        ("clause-metric", '<'),
        ("clause-target", '<'),
        ("clause-period", '<'),
        ("clause-owner", '<'),
        ("clause-tiers", '<'),
    ];
    page.table(&header, answer.terms.clauses.iter().map(row).collect());
}
