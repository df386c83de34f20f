//! What a prospect's page tells of it in a list: where it stands, how it came, how to reach it.

use clientela_domain::day::Date;
use clientela_texts::{Texts, format};

use super::prospect_parts::{chance, source_name};
use super::trouble_page::Fact;
use crate::views::prospects::{LossReason, ProspectView};

pub(super) fn facts(t: Texts, view: &ProspectView) -> Vec<Fact> {
    let line = &view.line;
    let (own, standing) = (&line.prospect.prospect, &line.prospect.standing);
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| format::day(t.language, day));
    let reason = LossReason::from_code(&standing.reason);
    let reason = reason.map_or_else(String::new, |one| t.get(one.message_id()).into_owned());
    let mut facts = vec![
        Fact::plain(t, "prospect-move-reason", reason),
        Fact::plain(t, "prospect-move-note", standing.note.clone()),
        Fact::plain(t, "prospect-move-review-on", day(standing.review_on)),
        Fact::plain(t, "prospect-next-step", next_step(t, view)),
        Fact::plain(t, "prospect-source-kind", source_name(t, line)),
        Fact::plain(t, "prospect-chance", chance(t, line.chance.as_ref())),
        Fact::plain(t, "prospect-owner", line.owner_name.clone()),
        Fact::plain(t, "prospect-city", own.city.clone()),
        Fact::plain(t, "prospect-country", own.country.clone()),
        Fact::plain(
            t,
            "prospect-registration-number",
            own.registration_number.clone(),
        ),
        Fact::plain(t, "prospect-phone", own.phone.clone()),
        Fact::plain(t, "prospect-email", own.email.clone()),
        Fact::linked(
            t,
            "prospect-website",
            own.website.clone(),
            website(&own.website),
        ),
        Fact::plain(t, "prospect-informed-on", day(own.informed_on)),
        Fact::plain(t, "prospect-note", own.note.clone()),
    ];
    facts.retain(|fact| !fact.value.is_empty());
    facts
}

/// Whether sales confirm that it became a client.
pub(super) fn confirmed(t: Texts, view: &ProspectView) -> String {
    let Some(sales) = &view.sales else {
        return String::new();
    };
    let won = format::day(t.language, view.line.prospect.standing.day);
    let Some(first) = sales.first_day else {
        return t.with1("prospect-not-confirmed", "day", won);
    };
    let revenue = sales
        .revenue
        .iter()
        .map(|(amount, currency)| format::money(t.language, *amount, *currency));
    t.with(
        "prospect-confirmed",
        &[
            ("day", &format::day(t.language, first)),
            ("lines", &sales.lines),
            ("revenue", &revenue.collect::<Vec<_>>().join(" + ")),
        ],
    )
}

fn website(address: &str) -> Option<String> {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    is_web.then(|| address.to_owned())
}

fn next_step(t: Texts, view: &ProspectView) -> String {
    let own = &view.line.prospect.prospect;
    match own.next_on {
        Some(day) => format!("{}, {}", own.next_step, format::day(t.language, day)),
        None => own.next_step.clone(),
    }
}
