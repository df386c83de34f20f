//! `brand show|incidents|incident|set-incident|remarks|observe|set-remark`.

use clientela_app::answers::brand::{BrandAnswer, IncidentAnswer, RemarkAnswer};
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::keep_brand::{IncidentDraft, RemarkDraft, read_origin};
use clientela_app::keep_competitors::find_competitor;
use clientela_app::keep_market::{MarketDraft, change_told, show_told, write_told};
use clientela_app::list_market::{MarketQuery, list_told, read_cursor, show_told_line};
use clientela_app::read_brand::read_brand;
use clientela_app::show_person::find_person;
use clientela_domain::brand::{IncidentSeverity, MentionTone, RemarkAbout};
use clientela_domain::ids::{AccountId, IncidentId, RemarkId};
use clientela_store::Viewer;
use clientela_store::market::{MarketFilter, NewIncident, NewRemark};
use clientela_texts::{Texts, format};

use super::competitors::more;
use super::happenings::{viewer, word};
use super::problems::{account, day, said};
use crate::cli::Global;
use crate::cli::brand::{BrandCommand, IncidentFields, RemarkFields};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

pub async fn run(
    global: &Global,
    command: &BrandCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    match command {
        BrandCommand::Show | BrandCommand::Incidents { .. } | BrandCommand::Remarks { .. } => {
            let viewer = wire::viewer(&context, global).await?;
            read(&context, &viewer, command, printer).await
        }
        BrandCommand::Incident { by, .. } | BrandCommand::SetIncident { by, .. } => {
            let viewer = viewer(&context, global, by).await?;
            let id = write_incident(&context, &viewer, command).await?;
            let line = show_told_line::<NewIncident>(&context, &viewer, id).await?;
            let answer = line.answer();
            printer.answer(&answer, |page| {
                incidents(page, std::slice::from_ref(&answer))
            });
            Ok(Exit::Done)
        }
        BrandCommand::Observe { by, .. } | BrandCommand::SetRemark { by, .. } => {
            let viewer = viewer(&context, global, by).await?;
            let id = write_remark(&context, &viewer, command).await?;
            let line = show_told_line::<NewRemark>(&context, &viewer, id).await?;
            let answer = line.answer();
            printer.answer(&answer, |page| remarks(page, std::slice::from_ref(&answer)));
            Ok(Exit::Done)
        }
    }
}

async fn read(
    context: &Context,
    viewer: &Viewer,
    command: &BrandCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    match command {
        BrandCommand::Incidents { limit, cursor, .. } => {
            let query = query(context, viewer, command, (*limit, cursor)).await?;
            let found = list_told::<NewIncident>(context, viewer, &query).await?;
            let answer = found.answer();
            printer.answer(&answer, |page| {
                incidents(page, &answer.incidents);
                more(page, answer.next.as_ref());
            });
        }
        BrandCommand::Remarks { limit, cursor, .. } => {
            let query = query(context, viewer, command, (*limit, cursor)).await?;
            let found = list_told::<NewRemark>(context, viewer, &query).await?;
            let answer = found.answer();
            printer.answer(&answer, |page| {
                remarks(page, &answer.remarks);
                more(page, answer.next.as_ref());
            });
        }
        _ => {
            let answer = read_brand(context, viewer).await?.answer();
            printer.answer(&answer, |page| brand(page, &answer));
        }
    }
    Ok(Exit::Done)
}

async fn query(
    context: &Context,
    viewer: &Viewer,
    command: &BrandCommand,
    (limit, cursor): (u64, &Option<String>),
) -> Result<MarketQuery, Failure> {
    let mut filter = MarketFilter::default();
    let of = match command {
        BrandCommand::Incidents {
            account,
            severity,
            open,
            ..
        } => {
            let severity = severity.as_deref();
            let read = severity.map(|text| word(text, IncidentSeverity::from_code));
            filter.severity = read.transpose()?;
            filter.open = *open;
            account
        }
        BrandCommand::Remarks {
            account,
            about,
            tone,
            ..
        } => {
            let about = about.as_deref();
            let read = about.map(|text| word(text, RemarkAbout::from_code));
            filter.about = read.transpose()?;
            let tone = tone.as_deref();
            let read = tone.map(|text| word(text, MentionTone::from_code));
            filter.tone = read.transpose()?;
            account
        }
        _ => &None,
    };
    if let Some(of) = of {
        filter.account = Some(account(context, viewer, of).await?);
    }
    let cursor = cursor.as_deref().map(|text| word(text, read_cursor));
    Ok(MarketQuery {
        filter,
        ending_soon: false,
        cursor: cursor.transpose()?,
        limit,
    })
}

async fn write_incident(
    context: &Context,
    viewer: &Viewer,
    command: &BrandCommand,
) -> Result<IncidentId, Failure> {
    match command {
        BrandCommand::SetIncident {
            id,
            severity,
            what,
            origin,
            withdrawn,
            fields,
            ..
        } => {
            let id = IncidentId::parse(id).ok_or(AppError::NotFound("incident"))?;
            let now = show_told::<NewIncident>(context, viewer, id).await?;
            let mut draft = IncidentDraft::of(&now.record);
            if let Some(severity) = severity {
                draft.severity = Some(word(severity, IncidentSeverity::from_code)?);
            }
            if let Some(origin) = origin {
                draft.origin = Some(read_origin(origin)?);
            }
            draft.what = what.clone().unwrap_or(draft.what);
            draft.withdrawn |= withdrawn;
            describe_incident(context, viewer, &mut draft, fields).await?;
            change_told(context, viewer, id, &draft, now.version).await?;
            Ok(id)
        }
        BrandCommand::Incident {
            severity,
            what,
            origin,
            fields,
            ..
        } => {
            let mut draft = IncidentDraft {
                severity: Some(word(severity, IncidentSeverity::from_code)?),
                what: what.clone(),
                origin: Some(read_origin(origin)?),
                ..IncidentDraft::default()
            };
            describe_incident(context, viewer, &mut draft, fields).await?;
            Ok(write_told(context, viewer, None::<AccountId>, &draft).await?)
        }
        _ => Err(AppError::NotFound("incident").into()),
    }
}

async fn describe_incident(
    context: &Context,
    viewer: &Viewer,
    draft: &mut IncidentDraft,
    fields: &IncidentFields,
) -> Result<(), Failure> {
    if let Some(of) = &fields.account {
        draft.account = Some(account(context, viewer, of).await?);
    }
    for (given, into) in [
        (&fields.group, &mut draft.product_group),
        (&fields.done, &mut draft.done),
        (&fields.closed, &mut draft.closed_on),
        (&fields.day, &mut draft.day),
        (&fields.note, &mut draft.note),
    ] {
        if let Some(given) = given {
            into.clone_from(given);
        }
    }
    Ok(())
}

async fn write_remark(
    context: &Context,
    viewer: &Viewer,
    command: &BrandCommand,
) -> Result<RemarkId, Failure> {
    match command {
        BrandCommand::SetRemark {
            id,
            about,
            what,
            origin,
            withdrawn,
            fields,
            ..
        } => {
            let id = RemarkId::parse(id).ok_or(AppError::NotFound("remark"))?;
            let now = show_told::<NewRemark>(context, viewer, id).await?;
            let mut draft = RemarkDraft::of(&now.record);
            if let Some(about) = about {
                draft.about = Some(word(about, RemarkAbout::from_code)?);
            }
            if let Some(origin) = origin {
                draft.origin = Some(read_origin(origin)?);
            }
            draft.what = what.clone().unwrap_or(draft.what);
            draft.withdrawn |= withdrawn;
            describe_remark(context, viewer, &mut draft, fields).await?;
            change_told(context, viewer, id, &draft, now.version).await?;
            Ok(id)
        }
        BrandCommand::Observe {
            about,
            what,
            origin,
            fields,
            ..
        } => {
            let mut draft = RemarkDraft {
                about: Some(word(about, RemarkAbout::from_code)?),
                what: what.clone(),
                origin: Some(read_origin(origin)?),
                ..RemarkDraft::default()
            };
            describe_remark(context, viewer, &mut draft, fields).await?;
            Ok(write_told(context, viewer, None::<AccountId>, &draft).await?)
        }
        _ => Err(AppError::NotFound("remark").into()),
    }
}

async fn describe_remark(
    context: &Context,
    viewer: &Viewer,
    draft: &mut RemarkDraft,
    fields: &RemarkFields,
) -> Result<(), Failure> {
    if let Some(of) = &fields.account {
        draft.account = Some(account(context, viewer, of).await?);
    }
    if let Some(person) = &fields.person {
        draft.person = Some(find_person(context, viewer, person).await?);
    }
    if let Some(competitor) = &fields.competitor {
        draft.competitor = Some(find_competitor(context, viewer, competitor).await?);
    }
    if let Some(tone) = &fields.tone {
        draft.tone = Some(word(tone, MentionTone::from_code)?);
    }
    for (given, into) in [
        (&fields.group, &mut draft.product_group),
        (&fields.link, &mut draft.link),
        (&fields.day, &mut draft.day),
        (&fields.note, &mut draft.note),
    ] {
        if let Some(given) = given {
            into.clone_from(given);
        }
    }
    Ok(())
}

fn unknown(texts: Texts) -> String {
    texts.get("unknown").into_owned()
}

fn incidents(page: &mut Page, all: &[IncidentAnswer]) {
    let texts = page.texts();
    let row = |one: &IncidentAnswer| {
        let account = one.account.as_ref().map(|one| one.name.clone());
        let closed = match &one.closed_on {
            Some(closed) => day(texts, closed),
            None => texts.get("incident-open").into_owned(),
        };
        vec![
            day(texts, &one.day),
            account.unwrap_or_default(),
            one.what.clone(),
            said(texts, "incident-severity", &one.severity),
            closed,
            said(texts, "told-origin", &one.origin),
            one.id.clone(),
        ]
    };
    let header = [
        ("incident-day", '<'),
        ("terminal-name", '<'),
        ("incident-what", '<'),
        ("incident-severity", '<'),
        ("incident-settled", '<'),
        ("incident-origin", '<'),
        ("terminal-id", '<'),
    ];
    page.table(&header, all.iter().map(row).collect());
}

fn remarks(page: &mut Page, all: &[RemarkAnswer]) {
    let texts = page.texts();
    let row = |one: &RemarkAnswer| {
        let account = one.account.as_ref().map(|one| one.name.clone());
        let tone = one.tone.as_ref();
        let tone = tone.map(|code| said(texts, "mention-tone", code));
        vec![
            day(texts, &one.day),
            account.unwrap_or_default(),
            one.what.clone(),
            said(texts, "remark-about", &one.about),
            tone.unwrap_or_default(),
            said(texts, "told-origin", &one.origin),
            one.id.clone(),
        ]
    };
    let header = [
        ("remark-day", '<'),
        ("terminal-name", '<'),
        ("remark-what", '<'),
        ("remark-about", '<'),
        ("remark-tone", '<'),
        ("remark-origin", '<'),
        ("terminal-id", '<'),
    ];
    page.table(&header, all.iter().map(row).collect());
}

/// Our brand in sums.
fn brand(page: &mut Page, answer: &BrandAnswer) {
    let texts = page.texts();
    let name = |id: &str| texts.get(id).into_owned();
    let (rate, incidents) = (&answer.complaints, &answer.incidents);
    let (mentions, deciders) = (&answer.mentions, &answer.deciders);
    let complaints = match (rate.per_hundred, rate.low, rate.high) {
        (Some(mean), Some(low), Some(high)) => format!(
            "{} [{}]",
            format::decimal(texts.language, mean, 1),
            format::interval(texts.language, low, high, 1)
        ),
        _ => unknown(texts),
    };
    let counts = texts.with(
        "brand-incidents-counts",
        &[
            ("critical", &incidents.critical),
            ("major", &incidents.major),
            ("minor", &incidents.minor),
        ],
    );
    let said_of_us = texts.with(
        "brand-mentions-counts",
        &[
            ("recommends", &mentions.recommends),
            ("good", &mentions.good),
            ("neutral", &mentions.neutral),
            ("bad", &mentions.bad),
            ("unknown", &mentions.unknown),
        ],
    );
    let deciding = texts.with(
        "brand-deciders-counts",
        &[
            ("for", &deciders.for_us),
            ("neither", &deciders.neither),
            ("against", &deciders.against),
            ("open", &(deciders.disputed + deciders.unknown)),
        ],
    );
    page.pairs(&[
        (name("brand-complaints"), complaints),
        (
            name("brand-incidents-open"),
            format!("{} ({counts})", incidents.open),
        ),
        (name("brand-mentions"), said_of_us),
        (name("brand-deciders"), deciding),
    ]);
}
