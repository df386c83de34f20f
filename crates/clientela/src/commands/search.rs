//! `search`: clients and people by beginnings of words.

use clientela_app::search_book::{self, SearchFound, SearchRequest};
use clientela_store::search_words::Searched;

use crate::cli::Global;
use crate::cli::search::SearchArguments;
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

pub async fn run(
    global: &Global,
    arguments: &SearchArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let mut kinds = Vec::new();
    for word in &arguments.types {
        let kind = Searched::from_code(word);
        kinds.push(kind.ok_or_else(|| Failure::Usage("usage-search-type", word.clone()))?);
    }
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let request = SearchRequest {
        text: arguments.words.join(" "),
        kinds,
        limit: arguments.limit,
    };
    let found = search_book::search_book(&context, &viewer, &request).await?;
    let answer = search_book::answer(&request, &found);
    printer.answer(&answer, |page| {
        if found == SearchFound::default() {
            page.say_with("terminal-search-none", &[("words", &request.text)]);
            return;
        }
        let accounts = answer.accounts.iter().map(|hit| {
            vec![
                hit.name.clone(),
                hit.city.clone().unwrap_or_default(),
                hit.found_by.clone().unwrap_or_default(),
                hit.account.clone(),
            ]
        });
        table(page, "search-accounts", "search-city", accounts.collect());
        let people = answer.people.iter().map(|hit| {
            let place = hit.at.as_ref().map(|account| account.name.as_str());
            let place = [hit.title.as_deref(), place];
            let place: Vec<&str> = place.into_iter().flatten().collect();
            vec![
                hit.name.clone(),
                place.join(", "),
                hit.found_by.clone().unwrap_or_default(),
                hit.person.clone(),
            ]
        });
        table(page, "search-people", "search-place", people.collect());
        let prospects = answer.prospects.iter().map(|hit| {
            vec![
                hit.name.clone(),
                hit.city.clone().unwrap_or_default(),
                String::new(),
                hit.prospect.clone(),
            ]
        });
        table(page, "nav-prospects", "search-city", prospects.collect());
        let competitors = answer.competitors.iter().map(|hit| {
            vec![
                hit.name.clone(),
                String::new(),
                String::new(),
                hit.competitor.clone(),
            ]
        });
        table(
            page,
            "nav-competitors",
            "search-place",
            competitors.collect(),
        );
    });
    Ok(Exit::Done)
}

fn table(page: &mut Page, heading: &str, second: &str, rows: Vec<Vec<String>>) {
    if rows.is_empty() {
        return;
    }
    let header = [
        (heading, '<'),
        (second, '<'),
        ("search-found-by", '<'),
        ("search-id", '<'),
    ];
    page.table(&header, rows);
}
