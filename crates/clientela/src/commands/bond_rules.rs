//! `bond-rules`

use clientela_app::check_bond_rules::{BondRules, RuleLine, check_bond_rules};
use clientela_domain::bond_rules::Bearing;

use crate::cli::Global;
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

/// Clients named beside a rule in the terminal.
const CLIENTS_NAMED: usize = 4;

pub async fn run(global: &Global, printer: &Printer) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let rules = check_bond_rules(&context, &viewer).await?;
    let spoken = context.book_state(&viewer).await?.settings.spoken();
    let printer = printer.in_words_of(spoken);
    printer.answer(&rules.answer(), |page| told(page, &rules));
    Ok(Exit::Done)
}

fn told(page: &mut Page, rules: &BondRules) {
    let t = page.texts();
    let row = |line: &RuleLine| {
        let rule = line.rule();
        let mut named: Vec<&str> = line
            .shown
            .iter()
            .map(|one| one.account_name.as_str())
            .collect();
        named.dedup();
        named.truncate(CLIENTS_NAMED);
        let shows = match rule.bearing() {
            Bearing::Applied(message) => t.get(message).into_owned(),
            Bearing::Checked => named.join(", "),
        };
        vec![
            rule.number(),
            t.get(rule.message_id()).into_owned(),
            t.get(line.checked.finding.message_id()).into_owned(),
            shows,
            rule.sources().to_owned(),
            t.get(rule.confidence().message_id()).into_owned(),
        ]
    };
    let header = [
        ("bond-number", '<'),
        ("bond-rule", '<'),
        ("bond-finding", '<'),
        ("bond-shown-by", '<'),
        ("bond-sources", '<'),
        ("bond-confidence", '<'),
    ];
    page.table(&header, rules.rules.iter().map(row).collect());
}
