//! How long a people map of 300 takes: statements read as of a day, the reading, the chart and the
//! network. Run it with `cargo run --release --example people_map -p clientela-domain`.

#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]

use std::time::{Duration, Instant};

use clientela_domain::day::Date;
use clientela_domain::estimate::Truth;
use clientela_domain::ids::{MapStatementId, PersonId};
use clientela_domain::people_map::{
    Attitude, BuyingRole, Known, Node, Said, Statement, Strength, TieKind, network_layout,
    org_chart, read, read_map,
};
use jiff::Timestamp;
use uuid::Uuid;

const PEOPLE: u128 = 300;
const ROUNDS: usize = 21;
const TODAY: Date = Date::constant(2026, 11, 26);

fn person(number: u128) -> Node {
    Node::Person(PersonId(Uuid::from_u128(number)))
}

/// A firm of 300: twelve under each head, ties across, a role for every fourth.
fn statements() -> Vec<Statement> {
    let mut all = Vec::new();
    let mut say = |about: u128, said: Said| {
        let id = MapStatementId(Uuid::from_u128(1_000_000 + all.len() as u128));
        all.push(Statement {
            id,
            about: person(about),
            said,
            day: Date::constant(2026, 10, 1),
            at: Timestamp::UNIX_EPOCH,
            author: None,
            evidence: String::new(),
        });
    };
    for number in 0..PEOPLE {
        if number > 0 {
            say(number, Said::ReportsTo(Some(person((number - 1) / 12))));
        }
        let weight = u8::try_from(number * 7 % 5).unwrap_or(0) + 1;
        say(number, Said::Influence(Some(weight)));
        let attitude = Attitude::ALL[usize::try_from(number * 11 % 5).unwrap_or(0)];
        say(number, Said::Attitude(Some(attitude)));
        if number % 4 == 0 {
            let role = BuyingRole::ALL[usize::try_from(number / 4 % 6).unwrap_or(0)];
            say(number, Said::Role(role, true));
        }
        if number % 3 == 0 {
            let to = person((number * 37 + 5) % PEOPLE);
            say(
                number,
                Said::Tie(TieKind::Influences, to, Some(Strength::Plain)),
            );
        }
        if number == 0 {
            say(number, Said::Veto(Truth::True));
        }
    }
    all
}

fn timed<T>(name: &str, work: impl Fn() -> T) -> T {
    let mut taken: Vec<Duration> = Vec::with_capacity(ROUNDS);
    let mut last = work();
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        last = work();
        taken.push(begun.elapsed());
    }
    taken.sort_unstable();
    println!(
        "{name}: {:.2} ms (at most {:.2})",
        taken[ROUNDS / 2].as_secs_f64() * 1e3,
        taken[ROUNDS - 1].as_secs_f64() * 1e3
    );
    last
}

fn main() {
    let said = statements();
    let map = timed("statements read", || read_map(&said, TODAY));
    let known: Vec<Known> = (0..PEOPLE)
        .map(|number| Known {
            node: person(number),
            unit: String::new(),
            last_contact: (number % 9 == 0).then_some(Date::constant(2026, 11, 1)),
            met: u32::try_from(number % 9).unwrap_or(0),
            met_by: Vec::new(),
        })
        .collect();
    timed("what it says", || read(&map, &known, None, TODAY));
    let above: Vec<Option<usize>> = (0..usize::try_from(PEOPLE).unwrap_or(0))
        .map(|number| (number > 0).then(|| (number - 1) / 12))
        .collect();
    let chart = timed("organisation chart", || org_chart(&above));
    let weights: Vec<Option<u8>> = known
        .iter()
        .map(|one| {
            map.nodes
                .get(&one.node)?
                .influence
                .ends()
                .map(|ends| ends.1)
        })
        .collect();
    let place = |node: Node| known.iter().position(|one| one.node == node).unwrap_or(0);
    let ties: Vec<(usize, usize)> = map
        .ties
        .iter()
        .map(|tie| (place(tie.from), place(tie.to)))
        .collect();
    timed("network", || network_layout(&weights, &ties));
    println!("{} columns, {} rows", chart.columns, chart.rows);
}
