//! `authority [--for USER] [--unit AMOUNT]`

use clientela_app::measure_authority::{AuthorityRequest, Standing, measure_authority};
use clientela_domain::amount::Amount;
use clientela_domain::authority::Support;
use clientela_texts::{Texts, evidence, format};

use super::salutatio::whose;
use crate::cli::Global;
use crate::cli::morning::AuthorityArguments;
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

pub async fn run(
    global: &Global,
    arguments: &AuthorityArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let unit = arguments.unit.as_deref().map(|text| {
        let unit = Amount::parse(text).filter(|amount| amount.is_positive());
        unit.map(Amount::as_f64)
            .ok_or_else(|| Failure::Usage("usage-unit", text.to_owned()))
    });
    let request = AuthorityRequest {
        of: whose(&context, &viewer, arguments.of.as_deref()).await?,
        unit: unit.transpose()?,
    };
    let standing = measure_authority(&context, &viewer, &request).await?;
    let spoken = context.book_state(&viewer).await?.settings.spoken();
    let printer = printer.in_words_of(spoken);
    printer.answer(&standing.answer(), |page| told(page, &standing));
    Ok(Exit::Done)
}

fn told(page: &mut Page, standing: &Standing) {
    let t = page.texts();
    let own = &standing.authority;
    let number = |estimate, decimals| evidence::estimate(t, estimate, decimals);
    let name = |id: &str| t.get(id).into_owned();
    let mut pairs = vec![
        (name("authority-clients"), own.clients.to_string()),
        (name("authority-effective"), number(&own.effective, 1)),
        (name("authority-mean-trust"), number(&own.mean_trust, 2)),
        (name("authority-weighted"), number(&own.weighted_between, 0)),
        (name("authority-solid"), number(&own.solid, 0)),
        (name("authority-given"), support(t, own.given)),
        (name("authority-received"), support(t, own.received)),
    ];
    for (entry, clients) in &standing.by_entry {
        let id = entry.map_or("authority-entry-unknown".to_owned(), |entry| {
            format!("origin-{}", entry.code().replace('_', "-"))
        });
        pairs.push((name(&id), clients.to_string()));
    }
    page.pairs(&pairs);
    let supporters: Vec<Vec<String>> = standing
        .members
        .iter()
        .filter(|member| own.supporters.contains(&member.bound.id))
        .map(|member| {
            vec![
                member.name.clone(),
                support(t, member.bound.given),
                support(t, member.bound.received),
            ]
        })
        .collect();
    if !supporters.is_empty() {
        page.heading(&name("authority-supporters"));
        let header = [
            ("terminal-name", '<'),
            ("authority-given", '>'),
            ("authority-received", '>'),
        ];
        page.table(&header, supporters);
    }
}

fn support(t: Texts, support: Support) -> String {
    let worth = format::decimal(t.language, support.valued, 2);
    match (support.valued > 0.0, support.unvalued) {
        (_, 0) => worth,
        (true, count) => t.with(
            "authority-worth-and-unvalued",
            &[("worth", &worth), ("count", &count)],
        ),
        (false, count) => t.with1("authority-unvalued", "count", count),
    }
}
