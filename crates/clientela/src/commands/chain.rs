//! `chain [--from DATE] [--to DATE] [--root WHO]`

use clientela_app::show_chain::{Chain, ChainNode, ChainRequest, Party, show_chain};
use clientela_domain::prospects::{Reproduction, Stage};
use clientela_texts::{Texts, evidence, format};

use super::arguments::day;
use crate::cli::Global;
use crate::cli::chain::ChainArguments;
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

pub async fn run(
    global: &Global,
    arguments: &ChainArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let root = arguments.root.as_deref().map(|text| {
        let root = Party::parse(text);
        root.ok_or_else(|| Failure::Usage("usage-word", text.to_owned()))
    });
    let request = ChainRequest {
        from: day(global.from.as_deref(), "--from")?,
        to: day(global.to.as_deref(), "--to")?,
        root: root.transpose()?,
    };
    let chain = show_chain(&context, &viewer, &request).await?;
    printer.answer(&chain.answer(), |page| told(page, &chain));
    Ok(Exit::Done)
}

fn told(page: &mut Page, chain: &Chain) {
    let t = page.texts();
    let name = |id: &str| t.get(id).into_owned();
    let today = &chain.today;
    page.pairs(&[
        (name("chain-r"), r(t, &chain.whole)),
        (name("chain-talked"), chain.whole.contacts.to_string()),
        (name("chain-asked-head"), chain.whole.asked().to_string()),
        (name("chain-today-contacts"), today.contacts.to_string()),
        (name("chain-today-names"), today.names.to_string()),
        (
            name("chain-today-share"),
            evidence::estimate(t, &today.share, 2),
        ),
    ]);
    if let Some((generation, link)) = chain.broke {
        page.heading(&t.with(
            "chain-broke",
            &[
                ("generation", &generation.to_string()),
                ("link", &name(link.message_id())),
            ],
        ));
    }
    let groups = groups(t, chain);
    if !groups.is_empty() {
        let header = [
            ("terminal-name", '<'),
            ("chain-talked", '>'),
            ("chain-names-head", '>'),
            ("chain-r", '>'),
        ];
        page.table(&header, groups);
    }
    if !chain.tree.is_empty() {
        page.heading(&name("chain-who-led-to-whom"));
        let header = [
            ("terminal-name", '<'),
            ("chain-referrer", '<'),
            ("chain-state", '<'),
            ("chain-names-head", '>'),
            ("chain-below", '>'),
        ];
        page.table(
            &header,
            chain.tree.iter().map(|node| row(t, node)).collect(),
        );
    }
}

/// R by generation, by source and by who of us spoke with them.
fn groups(t: Texts, chain: &Chain) -> Vec<Vec<String>> {
    let line = |name: String, of: &Reproduction| {
        let names = of.names + of.unripe_names;
        vec![name, of.contacts.to_string(), names.to_string(), r(t, of)]
    };
    let generations = chain.by_generation.iter().map(|one| {
        let name = t.with1("chain-generation", "number", one.generation);
        line(name, &one.reproduction)
    });
    let sources = chain.by_source.iter().map(|(kind, of)| {
        let id = kind.map_or("chain-known-before", |kind| kind.message_id());
        line(t.get(id).into_owned(), of)
    });
    let users = chain.by_user.iter();
    let users = users.map(|(_, name, of)| line(name.clone(), of));
    let months = chain.by_month.iter();
    let months = months.map(|(month, of)| line(format::month(t.language, *month), of));
    generations
        .chain(sources)
        .chain(users)
        .chain(months)
        .collect()
}

fn row(t: Texts, node: &ChainNode) -> Vec<String> {
    let state = node.stage.map_or("chain-start", Stage::message_id);
    vec![
        node.name.clone(),
        node.referrer_name.clone(),
        t.get(state).into_owned(),
        node.names.to_string(),
        node.below.to_string(),
    ]
}

fn r(t: Texts, of: &Reproduction) -> String {
    match of.rate {
        Some(rate) => format!(
            "{} ({})",
            format::decimal(t.language, rate.mean, 2),
            format::interval(t.language, rate.low, rate.high, 2)
        ),
        None => t.get("unknown").into_owned(),
    }
}
