//! What is looked at before names of a spotter are taken and paid for, in words: each check with its verdict and what it
//! rests on.

use clientela_texts::Texts;

use crate::views::spotters::{
    CheckLine, CheckVerdict, NameLine, SpotterCard, SpotterCheck, SpotterRivalry,
};

/// A check in words.
pub(super) struct CheckRow {
    pub(super) what: String,
    pub(super) verdict: String,
    /// The class of the badge.
    pub(super) class: &'static str,
    pub(super) evidence: String,
}

/// The checks of an agreement, in their order.
pub(super) fn check_rows(t: Texts, card: &SpotterCard) -> Vec<CheckRow> {
    card.checks.iter().map(|line| row(t, card, line)).collect()
}

/// What a check rests on where nothing is counted against the spotter.
fn ground(t: Texts, card: &SpotterCard, line: &CheckLine) -> String {
    let own = &card.spotter.spotter;
    let paper = match line.check {
        SpotterCheck::Contract => &own.contract,
        SpotterCheck::Tax => &own.tax_document,
        SpotterCheck::Employer => &own.employer_consent,
        _ => "",
    };
    if !paper.is_empty() {
        return paper.to_owned();
    }
    let id = match (line.check, line.verdict) {
        (SpotterCheck::Office, CheckVerdict::Unknown) => "spotter-ground-office",
        (_, CheckVerdict::Unknown) => "spotter-ground-person",
        (_, CheckVerdict::Passes) => "spotter-ground-nothing",
        (_, CheckVerdict::Needs | CheckVerdict::Blocked) => "spotter-ground-missing",
    };
    t.get(id).into_owned()
}

fn row(t: Texts, card: &SpotterCard, line: &CheckLine) -> CheckRow {
    let rivalries = line.rivalries.iter().map(|one| rivalry(t, one));
    let gifts = line.gifts.iter();
    let gifts = gifts.map(|one| t.get(one.message_id()).into_owned());
    let names = (!line.names.is_empty()).then(|| line.names.join(", "));
    let evidence: Vec<String> = names.into_iter().chain(rivalries).chain(gifts).collect();
    CheckRow {
        what: t.get(line.check.message_id()).into_owned(),
        verdict: t.get(line.verdict.message_id()).into_owned(),
        class: match line.verdict {
            CheckVerdict::Passes => "badge-ok",
            CheckVerdict::Unknown => "badge-open",
            CheckVerdict::Needs => "badge-warn",
            CheckVerdict::Blocked => "badge-bad",
        },
        evidence: if evidence.is_empty() {
            ground(t, card, line)
        } else {
            evidence.join("; ")
        },
    }
}

/// For whom else they act. Whom the reader may not know is not named.
fn rivalry(t: Texts, of: &SpotterRivalry) -> String {
    match of {
        SpotterRivalry::OfClient(class, Some(rival)) => {
            t.with("spotter-rival-named", &[("class", class), ("rival", rival)])
        }
        SpotterRivalry::OfClient(class, None) => t.with1("spotter-rival", "class", class.as_str()),
        SpotterRivalry::OfOurs(Some(name)) => {
            t.with1("spotter-competitor-named", "name", name.as_str())
        }
        SpotterRivalry::OfOurs(None) => t.get("spotter-competitor").into_owned(),
    }
}

/// What of a name somebody should look at before it is paid for; empty without anything.
pub(super) fn looks(t: Texts, line: &NameLine) -> String {
    let rivals = line.rivals.iter().map(|one| rivalry(t, one));
    let checks = clientela_domain::prospects::spotter_checks(&line.facts);
    let gifts = (SpotterCheck::Gifts, CheckVerdict::Needs);
    let gift = line.facts.gift.filter(|_| checks.contains(&gifts));
    let gift = gift.map(|one| t.get(one.message_id()).into_owned());
    rivals.chain(gift).collect::<Vec<_>>().join("; ")
}
