//! „Светлопол Трейд“ ООД, a Bulgarian wholesaler of food and household goods, over the three years
//! that end on a given day.
//!
//! Reading order: [`clients`] (who buys, how much, and the eight stories worth finding) →
//! [`products`] → [`documents`] (invoices, credit notes, pro formas) → [`export`] (the file) →
//! [`answers`] (what the firm's people know) → [`people`] (whom they know) → [`happenings`] (what
//! they did) → [`promises`] (what they owe each other) → [`support`] (what they give each other) →
//! [`agreements`] (what they agreed on) →
//! [`maps`] (who is who) → [`market`] (who else sells to them) → [`prospects`]
//! (who may become one).

mod agreements;
mod answers;
mod clients;
mod conditions;
mod documents;
mod execution;
mod export;
mod happenings;
mod known;
mod maps;
mod market;
mod people;
mod plans;
mod products;
mod promises;
mod prospects;
mod reading;
mod spotters;
mod stages;
mod support;
#[cfg(test)]
mod tests;
mod visits;

use clientela_domain::day::Date;

use crate::firm::{SampleFirm, SampleHappenings};

/// The wholesaler's sales over the three years that end on `today`, and the answers of its people.
///
/// The same day and seed give the same bytes. Names are invented; the nine-digit company numbers
/// have a right check digit and lie in the range from 99, where no register has issued any that we
/// know of.
#[must_use]
pub fn wholesaler(today: Date, seed: u64) -> SampleFirm {
    let clients = clients::all(seed);
    let csv = export::csv(today, seed, &clients);
    SampleFirm {
        firm_name: "„Светлопол Трейд“ ООД".to_owned(),
        file_name: format!("svetlopol_prodazhbi_{today}.csv"),
        csv,
        answers: answers::answers(&clients),
        potentials: answers::potentials(&clients),
        people: people::people(seed, &clients),
        happenings: SampleHappenings {
            obligations: promises::promises(seed, &clients),
            gifts: support::gifts(&clients),
            supports: support::supports(&clients),
            confidentiality: support::confidentiality(&clients),
            agreements: agreements::agreements(&clients),
            executions: execution::executions(&clients),
            stages: stages::stages(&clients),
            responses: visits::responses(&clients),
            visits: visits::visits(&clients),
            problems: known::problems(&clients),
            threats: known::threats(&clients),
            plan_entries: plans::entries(&clients),
            plan_fields: plans::fields(&clients),
            answers: known::answers(&clients),
            market: market::market(&clients),
            prospects: [prospects::prospects(&clients), spotters::names()].concat(),
            publications: reading::publications(),
            observations: reading::observations(),
            origins: prospects::ORIGINS.to_vec(),
            spotters: spotters::spotters(),
            ..happenings::happenings(seed, &clients)
        },
        conditions: conditions::conditions(&clients),
        maps: maps::maps(seed, &clients),
    }
}
