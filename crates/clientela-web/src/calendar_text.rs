//! Visits and next steps as a calendar program reads them (RFC 5545): visits as whole days, which need no time zone;
//! next steps as things to do.

use clientela_domain::day::Date;
use clientela_texts::{Texts, format};
use icalendar::{Component, Event, Property, Todo, TodoStatus};

use crate::urls;
use crate::views::week::Calendar;

/// What every identifier ends with; with the record's own id in front it stays the same for ever.
const DOMAIN: &str = "clientela";

/// Minutes after which a calendar program looks again.
const LOOK_AGAIN: &str = "PT1H";

/// A calendar as text; `public_url` is where its links lead.
#[must_use]
pub fn calendar_text(calendar: &Calendar, public_url: &str) -> String {
    let t = Texts::of(calendar.language);
    let mut all = icalendar::Calendar::new();
    let name = t.with1("calendar-name", "who", calendar.user_name.as_str());
    all.append_property(text("NAME", &name));
    all.append_property(text("X-WR-CALNAME", &name));
    all.append_property(
        Property::new("REFRESH-INTERVAL", LOOK_AGAIN)
            .add_parameter("VALUE", "DURATION")
            .done(),
    );
    all.append_property(Property::new("X-PUBLISHED-TTL", LOOK_AGAIN));
    for visit in &calendar.visits {
        let hours = f64::from(visit.quarters) / 4.0;
        let hours = t.with1("week-hours", "hours", format::decimal(t.language, hours, 2));
        let mut said = vec![hours];
        if !visit.purpose.is_empty() {
            said.push(visit.purpose.clone());
        }
        let link = format!("{public_url}{}", urls::visited(visit.with));
        let last = visit.day.tomorrow().unwrap_or(visit.day);
        let event = Event::new()
            .uid(&format!("visit-{}@{DOMAIN}", visit.id))
            .append_property(stamp(visit.created_at))
            .append_property(day("DTSTART", visit.day))
            .append_property(day("DTEND", last))
            .append_property(text(
                "SUMMARY",
                &t.with1("calendar-visit", "name", visit.name.as_str()),
            ))
            .append_property(text("DESCRIPTION", &said.join("\n")))
            .append_property(Property::new("URL", &link))
            .append_property(Property::new("X-CLIENTELA-URL", &link))
            .append_property(Property::new("TRANSP", "TRANSPARENT"))
            .sequence(changes(visit.version))
            .done();
        all.push(event);
    }
    for step in &calendar.steps {
        let link = format!("{public_url}{}", urls::next_step(step.id));
        let todo = Todo::new()
            .uid(&format!("step-{}@{DOMAIN}", step.id))
            .append_property(stamp(step.created_at))
            .append_property(day("DUE", step.due))
            .append_property(text("SUMMARY", &format!("{}: {}", step.name, step.what)))
            .append_property(Property::new("URL", &link))
            .append_property(Property::new("X-CLIENTELA-URL", &link))
            .append_property(Property::new("SEQUENCE", changes(step.version).to_string()))
            .status(TodoStatus::NeedsAction)
            .done();
        all.push(todo);
    }
    all.to_string()
}

/// How often a record was changed since it was first told.
fn changes(version: i64) -> u32 {
    u32::try_from(version.saturating_sub(1)).unwrap_or(0)
}

/// Text as it stands, without what would end its line or is no letter at all; marks of the format are escaped when
/// it is written.
fn text(name: &str, value: &str) -> Property {
    let plain: String = value
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|letter| *letter == '\n' || !letter.is_control())
        .collect();
    Property::new(name, plain)
        .add_parameter("VALUE", "TEXT")
        .done()
}

fn day(name: &str, day: Date) -> Property {
    let digits = format!("{:04}{:02}{:02}", day.year(), day.month(), day.day());
    Property::new(name, digits)
        .add_parameter("VALUE", "DATE")
        .done()
}

fn stamp(at: jiff::Timestamp) -> Property {
    Property::new("DTSTAMP", at.strftime("%Y%m%dT%H%M%SZ").to_string())
}

#[cfg(test)]
mod tests {
    use clientela_app::calendar_feed::{CalendarStep, CalendarVisit};
    use clientela_domain::ids::{AccountId, NextStepId, PlannedVisitId};
    use clientela_domain::week_plan::Visited;
    use clientela_texts::Language;
    use jiff::Timestamp;
    use uuid::Uuid;

    use super::*;

    const HOSTILE: &str =
        "Хранимир; „Север“, \\ ООД\r\nATTENDEE:mailto:x@example.com\nEND:VCALENDAR\u{7}";

    fn calendar() -> Calendar {
        let at = Timestamp::constant(1_795_510_800, 0);
        let day = Date::constant(2026, 11, 26);
        Calendar {
            user_name: "Мария".into(),
            language: Language::Bg,
            visits: vec![CalendarVisit {
                id: PlannedVisitId(Uuid::from_u128(7)),
                with: Visited::Account(AccountId(Uuid::from_u128(8))),
                name: HOSTILE.into(),
                day,
                quarters: 6,
                purpose: "Мостри от новата серия, за щанда до касите; и въпросът кой решава за категорията".into(),
                is_done: false,
                version: 3,
                created_at: at,
            }],
            steps: vec![CalendarStep {
                id: NextStepId(Uuid::from_u128(9)),
                name: "Бриз".into(),
                what: "да пратя каталог".into(),
                due: day,
                version: 1,
                created_at: at,
            }],
            at,
        }
    }

    #[test]
    fn lines_are_folded_whole_days_are_days_and_identifiers_stay() {
        let text = calendar_text(&calendar(), "https://clients.example.bg");
        assert_eq!(
            text,
            calendar_text(&calendar(), "https://clients.example.bg")
        );
        for line in text.split("\r\n") {
            assert!(line.len() <= 75, "{line}");
            assert!(!line.contains(['\r', '\n']), "{line:?}");
        }
        let whole = text.replace("\r\n ", "");
        for line in [
            "UID:visit-00000000-0000-0000-0000-000000000007@clientela",
            "DTSTART;VALUE=DATE:20261126",
            "DTEND;VALUE=DATE:20261127",
            "DTSTAMP:20261124T090000Z",
            "SEQUENCE:2",
            "UID:step-00000000-0000-0000-0000-000000000009@clientela",
            "DUE;VALUE=DATE:20261126",
            "URL:https://clients.example.bg/accounts/00000000-0000-0000-0000-000000000008",
        ] {
            assert!(whole.lines().any(|one| one == line), "{line}\n{whole}");
        }
    }

    #[test]
    fn hostile_names_stay_text() {
        let text = calendar_text(&calendar(), "https://clients.example.bg");
        let whole = text.replace("\r\n ", "");
        let starting = |start: &str| whole.lines().filter(|line| line.starts_with(start)).count();
        assert_eq!(starting("ATTENDEE"), 0);
        assert_eq!(starting("END:VCALENDAR"), 1);
        assert_eq!((starting("PRODID"), starting("VERSION:2.0")), (1, 1));
        assert!(!whole.contains('\u{7}'));
        let read: icalendar::Calendar = text.parse().expect("a calendar");
        let event = read.components.iter().find_map(|one| one.as_event());
        let event = event.expect("a visit");
        let summary = event.get_summary().expect("a summary");
        assert!(summary.contains("„Север“"), "{summary}");
        assert_eq!(
            event.get_uid(),
            Some("visit-00000000-0000-0000-0000-000000000007@clientela")
        );
        assert_eq!(read.components.len(), 2);
    }
}
