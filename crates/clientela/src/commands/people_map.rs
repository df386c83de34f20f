//! `people-map ACCOUNT`, `people-map state|tie|add|identify|take-back`.

use clientela_app::answers::people_map::PeopleMapAnswer;
use clientela_app::answers::value::EstimateAnswer;
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::keep_people_map::{
    MapDraft, PlaceholderDraft, change_placeholder, node_of, show_placeholder, state, take_back,
    write_placeholder,
};
use clientela_app::show_people_map::{PeopleMap, show_people_map};
use clientela_domain::estimate::Truth;
use clientela_domain::ids::{AccountId, MapStatementId, PersonId, PlaceholderId};
use clientela_domain::people_map::{Attitude, BuyingRole, Node, Said, Strength, TieKind};
use clientela_store::Viewer;
use clientela_texts::{Texts, format};

use super::arguments;
use super::happenings::{user_id, viewer, word};
use crate::cli::Global;
use crate::cli::people_map::{
    PeopleMapArguments, PeopleMapCommand, SaidFields, StateArguments, TieArguments,
};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

pub async fn run(
    global: &Global,
    arguments: &PeopleMapArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let Some(command) = &arguments.command else {
        let viewer = wire::viewer(&context, global).await?;
        let wanted = arguments.account.as_deref().unwrap_or_default();
        let of = account(&context, &viewer, wanted).await?;
        return show(&context, &viewer, of, printer).await;
    };
    match command {
        PeopleMapCommand::State(said) => {
            let viewer = viewer(&context, global, &said.fields.by).await?;
            let of = account(&context, &viewer, &said.account).await?;
            say(&context, &viewer, of, said).await?;
            show(&context, &viewer, of, printer).await
        }
        PeopleMapCommand::Tie(tie) => {
            let viewer = viewer(&context, global, &tie.fields.by).await?;
            let of = account(&context, &viewer, &tie.account).await?;
            tie_up(&context, &viewer, of, tie).await?;
            show(&context, &viewer, of, printer).await
        }
        PeopleMapCommand::Add {
            account: wanted,
            title,
            unit,
            by,
        } => {
            let viewer = viewer(&context, global, by).await?;
            let of = account(&context, &viewer, wanted).await?;
            let draft = PlaceholderDraft {
                title: title.clone(),
                unit: unit.clone().unwrap_or_default(),
                person: None,
            };
            write_placeholder(&context, &viewer, of, &draft).await?;
            show(&context, &viewer, of, printer).await
        }
        PeopleMapCommand::Identify {
            account: wanted,
            who,
            person,
            by,
        } => {
            let viewer = viewer(&context, global, by).await?;
            let of = account(&context, &viewer, wanted).await?;
            identify(&context, &viewer, of, (who, person)).await?;
            show(&context, &viewer, of, printer).await
        }
        PeopleMapCommand::TakeBack { id, by } => {
            let viewer = viewer(&context, global, by).await?;
            let unknown = AppError::NotFound("map_statement");
            let id = MapStatementId::parse(id).ok_or(unknown)?;
            take_back(&context, &viewer, &[id]).await?;
            printer.answer(
                &serde_json::json!({ "taken_back": id.to_string() }),
                |page| {
                    page.say("map-taken-back");
                },
            );
            Ok(Exit::Done)
        }
    }
}

async fn account(context: &Context, viewer: &Viewer, wanted: &str) -> Result<AccountId, Failure> {
    let state = context.book_state(viewer).await?;
    arguments::account(&state.directory, wanted)
}

/// Whom a word means: an id, a name or a position on the map.
async fn who(
    context: &Context,
    viewer: &Viewer,
    map: &PeopleMap,
    wanted: &str,
) -> Result<Node, Failure> {
    if PersonId::parse(wanted).is_some() {
        return Ok(node_of(context, viewer, map.account, wanted).await?);
    }
    match map.named(wanted)[..] {
        [one] => Ok(one.node),
        [] => Err(AppError::NotFound("person").into()),
        ref several => {
            let names: Vec<&str> = several.iter().map(|one| map.label(one.node)).collect();
            Err(Failure::Usage("usage-several-people", names.join(", ")))
        }
    }
}

/// `unknown`, or a word of its own.
fn or_unknown<T>(text: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Failure> {
    match text {
        "unknown" => Ok(None),
        text => word(text, read).map(Some),
    }
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

fn draft(said: Vec<Said>, fields: &SaidFields) -> MapDraft {
    MapDraft {
        said,
        day: fields.day.clone().unwrap_or_default(),
        until: String::new(),
        evidence: fields.evidence.clone().unwrap_or_default(),
    }
}

async fn say(
    context: &Context,
    viewer: &Viewer,
    of: AccountId,
    told: &StateArguments,
) -> Result<(), Failure> {
    let map = show_people_map(context, viewer, of, None).await?;
    let about = who(context, viewer, &map, &told.who).await?;
    let mut said = Vec::new();
    for (roles, holds) in [(&told.role, true), (&told.not_role, false)] {
        for role in roles {
            said.push(Said::Role(word(role, BuyingRole::from_code)?, holds));
        }
    }
    if let Some(text) = &told.attitude {
        said.push(Said::Attitude(or_unknown(text, Attitude::from_code)?));
    }
    if let Some(text) = &told.influence {
        said.push(Said::Influence(or_unknown(text, |text| text.parse().ok())?));
    }
    if let Some(text) = &told.veto {
        said.push(Said::Veto(match or_unknown(text, yes_or_no)? {
            Some(true) => Truth::True,
            Some(false) => Truth::False,
            None => Truth::Undecided,
        }));
    }
    match told.reports_to.as_deref() {
        Some("none") => said.push(Said::ReportsTo(None)),
        Some(text) => {
            let above = who(context, viewer, &map, text).await?;
            said.push(Said::ReportsTo(Some(above)));
        }
        None => {}
    }
    match told.counterpart.as_deref() {
        Some("none") => said.push(Said::Counterpart(None)),
        Some(email) => {
            let user = user_id(context, viewer, email).await?;
            said.push(Said::Counterpart(Some(user)));
        }
        None => {}
    }
    if let Some(text) = &told.on_map {
        said.push(Said::Place(word(text, yes_or_no)?));
    }
    if said.is_empty() {
        return Err(Failure::Usage("usage-nothing-said", String::new()));
    }
    state(context, viewer, of, about, &draft(said, &told.fields)).await?;
    Ok(())
}

async fn tie_up(
    context: &Context,
    viewer: &Viewer,
    of: AccountId,
    told: &TieArguments,
) -> Result<(), Failure> {
    let map = show_people_map(context, viewer, of, None).await?;
    let about = who(context, viewer, &map, &told.who).await?;
    let to = who(context, viewer, &map, &told.to).await?;
    let kind = word(&told.kind, TieKind::from_code)?;
    let strength = match &told.strength {
        _ if told.ended => None,
        Some(text) => Some(word(text, Strength::from_code)?),
        None => Some(Strength::Plain),
    };
    let draft = MapDraft {
        until: told.until.clone().unwrap_or_default(),
        ..draft(vec![Said::Tie(kind, to, strength)], &told.fields)
    };
    state(context, viewer, of, about, &draft).await?;
    Ok(())
}

async fn identify(
    context: &Context,
    viewer: &Viewer,
    of: AccountId,
    (unknown, person): (&str, &str),
) -> Result<(), Failure> {
    let map = show_people_map(context, viewer, of, None).await?;
    let id = match who(context, viewer, &map, unknown).await? {
        Node::Placeholder(PlaceholderId(id)) => PlaceholderId(id),
        Node::Person(_) => return Err(AppError::NotFound("map_placeholder").into()),
    };
    let person = match PersonId::parse(person) {
        Some(id) => id,
        None => match who(context, viewer, &map, person).await? {
            Node::Person(id) => id,
            Node::Placeholder(_) => return Err(AppError::NotFound("person").into()),
        },
    };
    let now = show_placeholder(context, viewer, id).await?;
    let draft = PlaceholderDraft {
        title: now.placeholder.title,
        unit: now.placeholder.unit,
        person: Some(person),
    };
    change_placeholder(context, viewer, id, &draft, now.version).await?;
    Ok(())
}

async fn show(
    context: &Context,
    viewer: &Viewer,
    of: AccountId,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let map = show_people_map(context, viewer, of, None).await?;
    let answer = map.answer();
    printer.answer(&answer, |page| written(page, &answer));
    Ok(Exit::Done)
}

fn share(texts: Texts, estimate: &EstimateAnswer) -> String {
    match estimate {
        EstimateAnswer::Unknown { unknown } => texts.get(unknown).into_owned(),
        EstimateAnswer::Interval { low, high } if low >= high => {
            format::share(texts.language, *low)
        }
        EstimateAnswer::Interval { low, high } => format!(
            "{} – {}",
            format::share(texts.language, *low),
            format::share(texts.language, *high)
        ),
    }
}

fn name<'a>(answer: &'a PeopleMapAnswer, id: &str) -> &'a str {
    let found = answer.nodes.iter().find(|node| node.id == id);
    found.map_or("", |node| {
        if node.name.is_empty() {
            node.title.as_str()
        } else {
            node.name.as_str()
        }
    })
}

fn written(page: &mut Page, answer: &PeopleMapAnswer) {
    let texts = page.texts();
    page.heading(&answer.account.name);
    page.pairs(&[
        (
            texts.get("map-decision").into_owned(),
            share(texts, &answer.decision.chance),
        ),
        (
            texts.get("map-coverage").into_owned(),
            share(texts, &answer.coverage.share),
        ),
    ]);
    let rows = answer.nodes.iter().map(|node| row(texts, answer, node));
    let header = [
        ("map-who", '<'),
        ("place-title", '<'),
        ("map-aspect-role", '<'),
        ("map-aspect-attitude", '<'),
        ("map-aspect-influence", '>'),
        ("map-aspect-veto", '<'),
        ("map-aspect-reports-to", '<'),
        ("map-aspect-counterpart", '<'),
        ("map-last-contact", '<'),
    ];
    page.table(&header, rows.collect());
    let ties = answer.ties.iter().map(|tie| {
        let kind = format!("tie-{}", tie.kind.replace('_', "-"));
        vec![
            name(answer, &tie.from).to_owned(),
            texts.get(&kind).into_owned(),
            name(answer, &tie.to).to_owned(),
        ]
    });
    let ties: Vec<Vec<String>> = ties.collect();
    if !ties.is_empty() {
        let header = [
            ("map-tie-from", '<'),
            ("map-tie-kind", '<'),
            ("map-tie-to", '<'),
        ];
        page.table(&header, ties);
    }
    for one in &answer.next_to_win {
        let share = |value: f64| format::share(texts.language, value);
        let id = if one.find_out {
            "map-find-out"
        } else {
            "map-win"
        };
        let said = texts.with(
            id,
            &[
                ("no", &share(one.chance_if_no)),
                ("yes", &share(one.chance_if_yes)),
            ],
        );
        page.line(&format!("{}: {}, {said}", texts.get("map-next"), one.name));
    }
    for one in &answer.decision.blockers {
        let id = if one.veto == "yes" {
            "map-blocks-alone"
        } else {
            "map-blocks"
        };
        let weight = format::share(texts.language, one.weight);
        let said = texts.with1(id, "weight", weight);
        let name = name(answer, &one.id);
        page.line(&format!("{}: {name}, {said}", texts.get("map-blockers")));
    }
    if answer.risks.single_thread {
        page.say("map-single-thread");
    }
    for id in &answer.risks.silent_champions {
        let said = texts.with1("map-silent-text", "names", name(answer, id));
        page.line(&said);
    }
}

fn row(
    texts: Texts,
    answer: &PeopleMapAnswer,
    node: &clientela_app::answers::people_map::MapNodeAnswer,
) -> Vec<String> {
    let words = |prefix: &str, codes: &[String]| {
        let all: Vec<String> = codes
            .iter()
            .map(|code| texts.get(&format!("{prefix}-{code}")).into_owned())
            .collect();
        all.join(", ")
    };
    let unknown = || texts.get("unknown").into_owned();
    let day = |text: &String| {
        let day = text.parse::<clientela_domain::day::Date>().ok();
        day.map_or_else(|| text.clone(), |day| format::day(texts.language, day))
    };
    let shown = if node.name.is_empty() {
        texts.get("map-unknown-person").into_owned()
    } else {
        node.name.clone()
    };
    vec![
        shown,
        node.title.clone(),
        words("buying-role", &node.roles),
        node.attitude
            .as_ref()
            .map_or_else(unknown, |ends| words("attitude", ends)),
        node.influence.as_ref().map_or_else(unknown, |ends| {
            let ends: Vec<String> = ends.iter().map(u8::to_string).collect();
            ends.join(" – ")
        }),
        match node.veto.as_str() {
            "unknown" => unknown(),
            code => texts.get(&format!("map-value-{code}")).into_owned(),
        },
        node.reports_to
            .as_ref()
            .map_or_else(String::new, |id| name(answer, id).to_owned()),
        node.counterpart
            .as_ref()
            .map_or_else(String::new, |one| one.name.clone()),
        node.last_contact
            .as_ref()
            .map_or_else(|| texts.get("map-never").into_owned(), day),
    ]
}
