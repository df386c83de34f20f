//! `plan followed`: plan against fact, and what followed contacts of the plan and the others.

use clientela_app::what_followed::{FollowedOpportunities, GroupFollowed, WhatFollowed};
use clientela_texts::{Texts, evidence, format};

use crate::printer::Page;

/// Tells it on the terminal.
pub(super) fn told(page: &mut Page, found: &WhatFollowed) {
    let t = page.texts();
    let name = |id: &str| t.get(id).into_owned();
    let counts = found.adherence;
    page.heading(&format::period(t.language, found.period));
    page.pairs(&[
        (name("followed-meant"), counts.meant.to_string()),
        (name("week-fact-done"), counts.done.to_string()),
        (name("week-fact-missed"), counts.missed.to_string()),
        (name("week-fact-unknown"), counts.unknown.to_string()),
        (name("followed-ahead"), counts.ahead.to_string()),
    ]);
    let given = found.missed.iter().filter(|(_, count)| *count > 0);
    let missed: Vec<(String, String)> = given
        .map(|(reason, count)| (name(reason.message_id()), count.to_string()))
        .collect();
    if !missed.is_empty() {
        page.heading(&name("followed-missed"));
        page.pairs(&missed);
    }
    page.heading(&name("followed-measures"));
    page.say("followed-no-cause");
    let (planned, unplanned) = (measures(t, &found.planned), measures(t, &found.unplanned));
    let rows = planned.into_iter().zip(unplanned);
    let rows = rows.map(|((id, planned), (_, unplanned))| vec![name(id), planned, unplanned]);
    let header = [
        ("followed-measure", '<'),
        ("followed-planned", '>'),
        ("followed-unplanned", '>'),
    ];
    page.table(&header, rows.collect());
    if found.too_many_lines {
        page.say("followed-too-many");
    }
    if found.lines.is_empty() {
        return;
    }
    page.heading(&name("followed-lines"));
    let rows = found.lines.iter().map(|line| {
        let own = &line.followed;
        vec![
            format::day(t.language, line.day),
            line.name.clone(),
            evidence::estimate(t, &own.bought, 0),
            evidence::estimate(t, &own.usual, 0),
            name(own.against.message_id()),
        ]
    });
    let header = [
        ("visit-day", '<'),
        ("terminal-name", '<'),
        ("followed-bought", '>'),
        ("followed-usual", '>'),
        ("followed-against", '<'),
    ];
    page.table(&header, rows.collect());
}

fn measures(t: Texts, of: &GroupFollowed) -> Vec<(&'static str, String)> {
    let sales = &of.sales;
    let bought = if sales.judged == 0 {
        t.get("unknown").into_owned()
    } else {
        format::decimal(t.language, sales.bought, 0)
    };
    vec![
        ("followed-contacts", of.contacts.to_string()),
        ("followed-names", of.brought.names.to_string()),
        ("followed-steps", of.brought.steps.to_string()),
        ("followed-qualified", of.qualified.to_string()),
        ("followed-opened", opportunities(t, &of.opened)),
        ("followed-won", opportunities(t, &of.won)),
        (
            "followed-judged",
            format!("{} / {}", sales.judged, sales.windows),
        ),
        ("followed-bought", bought),
        ("followed-usual", evidence::estimate(t, &sales.usual, 0)),
    ]
}

fn opportunities(t: Texts, of: &FollowedOpportunities) -> String {
    if of.count == 0 {
        return "0".to_owned();
    }
    format!("{} ({})", of.count, evidence::estimate(t, &of.value, 0))
}
