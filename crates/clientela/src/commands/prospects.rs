//! `prospects …` and `sources`.

use clientela_app::answers::prospects::{ProspectAnswer, SourceAnswer, SpanAnswer};
use clientela_app::ask_for_names::{AskingLine, AskingList, AskingQuery, whom_to_ask};
use clientela_app::asking_words;
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::keep_prospects::{
    ContactPersonDraft, MoveDraft, ProspectDraft, SourceDraft, answer_question, capture_prospect,
    change_prospect, draft_of, move_prospect, show_prospect, wake_prospect, write_prospect,
};
use clientela_app::list_prospects::{ProspectQuery, list_prospects, read_cursor, view_prospect};
use clientela_app::prospect_ability::{FactDraft, add_fact};
use clientela_app::prospect_sources::{SourceSort, SourcesQuery, sources_in_full};
use clientela_app::win_prospect::{take_win_back, win_prospect};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::ProspectId;
use clientela_domain::prospects::{
    Answer, AskingKind, AskingSort, FactKind, LossReason, Question, SourceKind, Stage, Verdict,
};
use clientela_domain::records::prospect_words::prospect_source;
use clientela_store::Viewer;
use clientela_store::prospects::{Cold, ProspectSort, SourceFilter, Whose};
use clientela_texts::{Texts, format};

use super::happenings::{user_id, viewer, word};
use super::origins;
use super::problems::{account, day, said};
use crate::cli::Global;
use crate::cli::prospects::{ProspectCommand, ProspectFields, SourceFields, SourcesArgs};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

fn prospect_id(id: &str) -> Result<ProspectId, AppError> {
    ProspectId::parse(id).ok_or(AppError::NotFound("prospect"))
}

pub async fn run(
    global: &Global,
    command: &ProspectCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    match command {
        ProspectCommand::Batches(command) => {
            return origins::batches(global, command, printer).await;
        }
        ProspectCommand::Campaigns(command) => {
            return origins::campaigns(global, command, printer).await;
        }
        _ => {}
    }
    let context = wire::open_existing(global).await?;
    match command {
        ProspectCommand::List { .. } => list(&context, global, command, printer).await,
        ProspectCommand::Ask { .. } => ask(&context, global, command, printer).await,
        ProspectCommand::Show { id } => {
            let viewer = wire::viewer(&context, global).await?;
            show(&context, &viewer, prospect_id(id)?, printer).await
        }
        ProspectCommand::Add { .. } | ProspectCommand::Note { .. } => {
            write(&context, global, command, printer).await
        }
        ProspectCommand::Set {
            id,
            name,
            fields,
            by,
        } => {
            let (id, viewer) = (prospect_id(id)?, viewer(&context, global, by).await?);
            let now = show_prospect(&context, &viewer, id).await?;
            let mut draft = draft_of(&now);
            draft.name = name.clone().unwrap_or(draft.name);
            fill(&context, &viewer, fields, &mut draft).await?;
            change_prospect(&context, &viewer, id, &draft, now.version).await?;
            show(&context, &viewer, id, printer).await
        }
        other => turn(&context, global, other, printer).await,
    }
}

async fn list(
    context: &Context,
    global: &Global,
    command: &ProspectCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let ProspectCommand::List {
        stage,
        verdict,
        source,
        owner,
        due,
        confirmed,
        search,
        sort,
        limit,
        cursor,
    } = command
    else {
        return Ok(Exit::Done);
    };
    let viewer = wire::viewer(context, global).await?;
    let mut query = ProspectQuery {
        due: *due,
        confirmed: *confirmed,
        search: search.clone().unwrap_or_default(),
        limit: *limit,
        ..ProspectQuery::default()
    };
    for one in stage {
        query.stages.push(word(one, Stage::from_code)?);
    }
    if let Some(verdict) = verdict {
        query.verdict = Some(word(verdict, Verdict::from_code)?);
    }
    if let Some(source) = source {
        let (kind, channel) = prospect_source(source);
        query.source = Some(kind);
        query.channel = Some(channel).filter(|channel| !channel.is_empty());
    }
    if let Some(email) = owner {
        query.whose = Whose::Of(user_id(context, &viewer, email).await?);
    }
    if let Some(sort) = sort {
        query.sort = Some(word(sort, ProspectSort::from_code)?);
    }
    if let Some(cursor) = cursor {
        query.cursor = Some(word(cursor, read_cursor)?);
    }
    let answer = list_prospects(context, &viewer, &query).await?.answer();
    printer.answer(&answer, |page| {
        table(page, &answer.prospects);
        if let Some(next) = &answer.next {
            page.say_with("terminal-more-entries", &[("cursor", next)]);
        }
    });
    Ok(Exit::Done)
}

async fn ask(
    context: &Context,
    global: &Global,
    command: &ProspectCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let ProspectCommand::Ask {
        mine,
        kind,
        search,
        sort,
        by,
    } = command
    else {
        return Ok(Exit::Done);
    };
    let viewer = viewer(context, global, by).await?;
    let kind = kind.as_deref();
    let sort = sort.as_deref();
    let query = AskingQuery {
        mine: *mine,
        kind: kind
            .map(|kind| word(kind, AskingKind::from_code))
            .transpose()?,
        search: search.clone().unwrap_or_default(),
        sort: sort
            .map(|sort| word(sort, AskingSort::from_code))
            .transpose()?
            .unwrap_or(AskingSort::Best),
    };
    let list = whom_to_ask(context, &viewer, &query).await?;
    printer.answer(&list.answer(), |page| asking_table(page, &list));
    Ok(Exit::Done)
}

fn asking_table(page: &mut Page, list: &AskingList) {
    let t = page.texts();
    let row = |line: &AskingLine| {
        vec![
            line.name.clone(),
            line.account_name.clone(),
            asking_words::kinds(t, line),
            asking_words::why(t, line).join("; "),
            asking_words::against(t, line),
            asking_words::last_asked(t, line),
            line.facts.led_on.names.to_string(),
            asking_words::became(t, line),
        ]
    };
    let header = [
        ("asking-who", '<'),
        ("asking-client", '<'),
        ("asking-kind", '<'),
        ("asking-why", '<'),
        ("asking-state-not-now", '<'),
        ("asking-last", '<'),
        ("asking-names", '>'),
        ("asking-became-head", '<'),
    ];
    if list.ask.is_empty() {
        page.say("asking-nobody");
    }
    let lines = list.ask.iter().chain(&list.not_now);
    let rows: Vec<Vec<String>> = lines.map(row).collect();
    if !rows.is_empty() {
        page.table(&header, rows);
    }
}

async fn write(
    context: &Context,
    global: &Global,
    command: &ProspectCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let (id, viewer) = match command {
        ProspectCommand::Note { line, by } => {
            let viewer = viewer(context, global, by).await?;
            (capture_prospect(context, &viewer, line).await?, viewer)
        }
        ProspectCommand::Add {
            name,
            fields,
            source,
            contact,
            contact_role,
            contact_phone,
            contact_email,
            by,
        } => {
            let viewer = viewer(context, global, by).await?;
            let mut draft = ProspectDraft {
                name: name.clone(),
                ..ProspectDraft::default()
            };
            fill(context, &viewer, fields, &mut draft).await?;
            let text = |given: &Option<String>| given.clone().unwrap_or_default();
            let person = ContactPersonDraft {
                name: text(contact),
                role: text(contact_role),
                phone: text(contact_phone),
                email: text(contact_email),
            };
            let source = came(source)?;
            let whole = (&draft, &source, &person);
            (write_prospect(context, &viewer, whole).await?, viewer)
        }
        _ => return Ok(Exit::Done),
    };
    show(context, &viewer, id, printer).await
}

fn came(fields: &SourceFields) -> Result<SourceDraft, Failure> {
    let text = |given: &Option<String>| given.clone().unwrap_or_default();
    let (kind, channel) = match &fields.source {
        None => (None, String::new()),
        Some(source) => {
            let (kind, channel) = prospect_source(source);
            (Some(kind), channel)
        }
    };
    let cost = fields.source_cost.as_deref();
    let cost = cost.map(|amount| word(&amount.replace(',', "."), Amount::parse));
    Ok(SourceDraft {
        kind,
        channel,
        day: text(&fields.source_day),
        given_by: text(&fields.given_by),
        publication: text(&fields.publication),
        spotter: text(&fields.spotter),
        detail: text(&fields.source_detail),
        cost: cost.transpose()?,
        ..SourceDraft::default()
    })
}

/// Puts what was given into a draft.
async fn fill(
    context: &Context,
    viewer: &Viewer,
    fields: &ProspectFields,
    draft: &mut ProspectDraft,
) -> Result<(), Failure> {
    if let Some(email) = &fields.owner {
        draft.owner = Some(user_id(context, viewer, email).await?);
    }
    for (given, into) in [
        (&fields.registration_number, &mut draft.registration_number),
        (&fields.city, &mut draft.city),
        (&fields.country, &mut draft.country),
        (&fields.website, &mut draft.website),
        (&fields.phone, &mut draft.phone),
        (&fields.email, &mut draft.email),
        (&fields.next_step, &mut draft.next_step),
        (&fields.next_on, &mut draft.next_on),
        (&fields.informed_on, &mut draft.informed_on),
        (&fields.note, &mut draft.note),
    ] {
        if let Some(given) = given {
            into.clone_from(given);
        }
    }
    Ok(())
}

/// Answers, steps, what becomes of it.
async fn turn(
    context: &Context,
    global: &Global,
    command: &ProspectCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let text = |given: &Option<String>| given.clone().unwrap_or_default();
    let (id, by) = match command {
        ProspectCommand::Qualify { id, by, .. }
        | ProspectCommand::Fact { id, by, .. }
        | ProspectCommand::Move { id, by, .. }
        | ProspectCommand::Park { id, by, .. }
        | ProspectCommand::Wake { id, by }
        | ProspectCommand::Win { id, by, .. }
        | ProspectCommand::TakeBack { id, by } => (prospect_id(id)?, by),
        _ => return Ok(Exit::Done),
    };
    let viewer = viewer(context, global, by).await?;
    let version = show_prospect(context, &viewer, id).await?.version;
    match command {
        ProspectCommand::Qualify {
            question,
            answer,
            evidence,
            day,
            ..
        } => {
            let said = (question.as_str(), answer.as_str());
            let known = (text(evidence), text(day));
            qualify(context, &viewer, (id, version), said, known).await?;
        }
        ProspectCommand::Fact { .. } => {
            let draft = fact(command)?;
            add_fact(context, &viewer, id, &draft, version).await?;
        }
        ProspectCommand::Move {
            stage,
            reason,
            note,
            day,
            ..
        } => {
            let reason = reason.as_deref();
            let draft = MoveDraft {
                day: text(day),
                reason: reason
                    .map(|one| word(one, LossReason::from_code))
                    .transpose()?,
                note: text(note),
                review_on: String::new(),
            };
            let stage = word(stage, Stage::from_code)?;
            move_prospect(context, &viewer, id, (stage, &draft), version).await?;
        }
        ProspectCommand::Park { why, until, .. } => {
            let draft = MoveDraft {
                note: why.clone(),
                review_on: until.clone(),
                ..MoveDraft::default()
            };
            let to = (Stage::Parked, &draft);
            move_prospect(context, &viewer, id, to, version).await?;
        }
        ProspectCommand::Wake { .. } => {
            wake_prospect(context, &viewer, id, version).await?;
        }
        ProspectCommand::Win { client, day, .. } => {
            let known = match client {
                Some(client) => Some(account(context, &viewer, client).await?),
                None => None,
            };
            let (day, texts) = (text(day), printer.texts());
            let how = (version, texts);
            win_prospect(context, &viewer, id, (known, &day), how).await?;
        }
        _ => {
            take_win_back(context, &viewer, id, version).await?;
        }
    }
    show(context, &viewer, id, printer).await
}

/// A fact as the command line says it.
fn fact(command: &ProspectCommand) -> Result<FactDraft, Failure> {
    let ProspectCommand::Fact {
        kind,
        source,
        amount,
        currency,
        year,
        revenue,
        result,
        over,
        day,
        ..
    } = command
    else {
        return Ok(FactDraft::default());
    };
    let sum = |text: &Option<String>| {
        let text = text.as_deref();
        text.map(|text| word(&text.replace(',', "."), Amount::parse))
            .transpose()
    };
    let code = currency.as_deref();
    let code = code.map(|code| word(code, |code| Currency::from_code(&code.to_uppercase())));
    Ok(FactDraft {
        kind: Some(word(kind, FactKind::from_code)?),
        over: *over,
        amount: sum(amount)?,
        currency: code.transpose()?,
        year: year.clone().unwrap_or_default(),
        revenue: sum(revenue)?,
        result: sum(result)?,
        source: source.clone(),
        day: day.clone().unwrap_or_default(),
    })
}

/// Writes an answer to a question.
async fn qualify(
    context: &Context,
    viewer: &Viewer,
    (id, version): (ProspectId, i64),
    (question, answer): (&str, &str),
    (evidence, day): (String, String),
) -> Result<(), Failure> {
    let question = word(question, Question::from_code)?;
    let answer = word(answer, Answer::from_code)?;
    let given = (question, answer, evidence.as_str(), day.as_str());
    answer_question(context, viewer, id, given, version).await?;
    Ok(())
}

fn way(texts: Texts, source: Option<&str>, channel: Option<&str>) -> String {
    match (source.and_then(SourceKind::from_code), channel) {
        (None, _) => texts.get("prospect-source-unrecorded").into_owned(),
        (Some(_), Some(channel)) => channel.to_owned(),
        (Some(kind), None) => texts.get(kind.message_id()).into_owned(),
    }
}

/// Whether sales confirm that it became a client; empty for one that is none.
fn confirmed(texts: Texts, confirmed: Option<bool>) -> String {
    let id = match confirmed {
        None => return String::new(),
        Some(true) => "prospects-confirmed",
        Some(false) => "prospects-unconfirmed",
    };
    texts.get(id).into_owned()
}

fn table(page: &mut Page, prospects: &[ProspectAnswer]) {
    let texts = page.texts();
    let row = |one: &ProspectAnswer| {
        let question = one.next_question.as_deref();
        let question = question.map(|code| said(texts, "prospect-question", code));
        vec![
            one.name.clone(),
            one.city.clone(),
            said(texts, "prospect-stage", &one.stage),
            said(texts, "prospect-verdict", &one.verdict),
            question.unwrap_or_default(),
            way(texts, one.source.as_deref(), one.channel.as_deref()),
            one.id.clone(),
        ]
    };
    let header = [
        ("terminal-name", '<'),
        ("prospect-city", '<'),
        ("prospect-stage", '<'),
        ("prospect-verdict", '<'),
        ("prospect-next-question", '<'),
        ("prospect-source-kind", '<'),
        ("terminal-id", '<'),
    ];
    page.table(&header, prospects.iter().map(row).collect());
}

async fn show(
    context: &Context,
    viewer: &Viewer,
    id: ProspectId,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let answer = view_prospect(context, viewer, id).await?.answer();
    printer.answer(&answer, |page| {
        let texts = page.texts();
        let own = &answer.prospect;
        table(page, std::slice::from_ref(own));
        let owner = own.owner.as_ref().map(|one| one.name.clone());
        let client = own.account.as_ref().map(|one| one.name.clone());
        let people = answer.people.iter().map(|one| one.name.as_str());
        let pairs = [
            ("prospect-owner", owner.unwrap_or_default()),
            ("prospect-next-step", own.next_step.clone()),
            ("prospect-people", people.collect::<Vec<_>>().join(", ")),
            ("prospect-move-note", own.stage_note.clone()),
            ("prospect-client", client.unwrap_or_default()),
            ("prospect-note", own.note.clone()),
            ("prospects-sales", confirmed(texts, own.confirmed)),
        ];
        let known: Vec<(String, String)> = pairs
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(id, text)| (texts.get(id).into_owned(), text))
            .collect();
        page.pairs(&known);
        for one in &answer.answers {
            let question = said(texts, "prospect-question", &one.question);
            let given = said(texts, "prospect-answer", &one.answer);
            page.line(&format!(
                "{} {question} {given} {}",
                day(texts, &one.day),
                one.evidence
            ));
        }
    });
    Ok(Exit::Done)
}

/// `sources`
pub async fn sources(
    global: &Global,
    asked: &SourcesArgs,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let day = |text: &String| word(text, |text| text.parse::<Date>().ok());
    let owner = match &asked.owner {
        Some(email) => Some(user_id(&context, &viewer, email).await?),
        None => None,
    };
    let cold = asked.cold.as_ref().map(|text| word(text, Cold::from_code));
    let sort = asked
        .sort
        .as_ref()
        .map(|text| word(text, SourceSort::from_code));
    let query = SourcesQuery {
        filter: SourceFilter {
            from: asked.from.as_ref().map(day).transpose()?,
            to: asked.to.as_ref().map(day).transpose()?,
            owner,
            cold: cold.transpose()?.filter(|cold| *cold != Cold::With),
        },
        sort: sort.transpose()?.unwrap_or_default(),
    };
    let (report, efforts) = sources_in_full(&context, &viewer, &query).await?;
    let answer = report.answer(&efforts);
    printer.answer(&answer, |page| {
        let texts = page.texts();
        let rows = answer.sources.iter().map(|one| source_row(texts, one));
        let header = [
            ("prospect-source-kind", '<'),
            ("prospect-names", '>'),
            ("prospect-qualified", '>'),
            ("prospect-won-count", '>'),
            ("prospect-chance", '>'),
            ("prospect-unit-cost", '>'),
        ];
        page.table(&header, rows.collect());
    });
    Ok(Exit::Done)
}

fn source_row(texts: Texts, one: &SourceAnswer) -> Vec<String> {
    let unknown = || texts.get("unknown").into_owned();
    let share = |value: f64| format::share(texts.language, value);
    let chance = one.chance_to_win.as_ref().and_then(|span| span.likely);
    let cost = |span: &SpanAnswer| match (span.likely, span.low) {
        (Some(likely), _) => format::decimal(texts.language, likely, 2),
        (None, Some(low)) => {
            let low = format::decimal(texts.language, low, 2);
            texts.with1("prospect-cost-at-least", "low", low)
        }
        (None, None) => unknown(),
    };
    vec![
        way(texts, one.source.as_deref(), one.channel.as_deref()),
        one.names.to_string(),
        one.qualified.to_string(),
        one.won.to_string(),
        chance.map_or_else(unknown, share),
        cost(&one.cost_per_qualified),
    ]
}
