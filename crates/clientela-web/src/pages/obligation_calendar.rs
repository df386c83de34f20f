//! What falls due in a month, day by day, on either side; by colleague, client or person.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use clientela_domain::day::{Date, Month};
use clientela_domain::ids::UserId;
use clientela_texts::{Texts, format};

use super::due_filters::whose_options;
use super::obligation_parts::{ObligationRow, side_options};
use super::obligations::FilterFields;
use super::shared::SelectOption;
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::Colleague;
use crate::views::obligations::{OWED, ObligationPage, ObligationQuery, Party};

/// Promises of one month shown: more than that is read in the list.
const SHOWN_MAX: u64 = 500;

#[derive(Template)]
#[template(path = "obligation_calendar.html")]
struct CalendarPage {
    frame: Frame,
    t: Texts,
    fields: FilterFields,
    month: Month,
    today: Date,
    account: String,
    colleagues: Vec<Colleague>,
    own: UserId,
    found: ObligationPage,
    /// Promises of earlier months that are still owed.
    earlier: u64,
    may_edit: bool,
}

struct Day {
    title: String,
    is_today: bool,
    rows: Vec<ObligationRow>,
}

struct Week {
    title: String,
    days: Vec<Day>,
}

/// `GET /obligations/calendar`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let t = visitor.t;
    let asked = Fields::parse(&visitor.query);
    let fields = FilterFields::of(&asked);
    let today = state.desk.today();
    let month = month_of(asked.get("month")).unwrap_or_else(|| Month::of(today));
    let owed = ObligationQuery {
        states: OWED.to_vec(),
        groups: Vec::new(),
        gifts: Some(false),
        due: None,
        ..fields.query(visitor.user.id)
    };
    let of_month = ObligationQuery {
        due_from: Some(month.first_day()),
        due_to: Some(month.last_day()),
        limit: SHOWN_MAX,
        ..owed.clone()
    };
    let before = ObligationQuery {
        due_to: month.first_day().yesterday().ok(),
        limit: 0,
        ..owed.clone()
    };
    let account = match owed.account {
        Some(id) => state.desk.account_name(&visitor.user, id).await?,
        None => String::new(),
    };
    let earlier = state.desk.obligations(&visitor.user, &before).await?;
    let page = CalendarPage {
        found: state.desk.obligations(&visitor.user, &of_month).await?,
        earlier: earlier.matching,
        colleagues: state.desk.colleagues(&visitor.user).await?,
        own: visitor.user.id,
        may_edit: visitor.user.may_edit,
        frame: visitor.frame(t.get("obligations-calendar"), Area::Obligations),
        t,
        fields,
        month,
        today,
        account,
    };
    Ok(render(&page)?.into_response())
}

/// A month as the address says it: `2026-11`.
fn month_of(text: &str) -> Option<Month> {
    format!("{text}-01").parse().ok().map(Month::of)
}

fn month_text(month: Month) -> String {
    format!("{:04}-{:02}", month.year(), month.month())
}

/// The Monday of a day's week.
fn monday(day: Date) -> Date {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    day.saturating_sub(jiff::Span::new().days(back))
}

impl CalendarPage {
    fn title(&self) -> String {
        format::month(self.t.language, self.month)
    }

    fn headline(&self) -> String {
        self.t
            .with1("obligations-due-headline", "count", self.found.matching)
    }

    fn at(&self, months: i32) -> String {
        let month = month_text(self.month.plus(months));
        self.fields
            .address_of(urls::OBLIGATIONS_CALENDAR, &[("month", &month)])
    }

    fn month_value(&self) -> String {
        month_text(self.month)
    }

    fn list(&self) -> String {
        self.fields.address_of(urls::OBLIGATIONS, &[])
    }

    fn earlier_text(&self) -> String {
        match self.earlier {
            0 => String::new(),
            count => self.t.with1("obligations-earlier", "count", count),
        }
    }

    fn earlier_href(&self) -> String {
        let fields = FilterFields {
            group: "owed".to_owned(),
            due: "overdue".to_owned(),
            ..self.fields.clone()
        };
        fields.address_of(urls::OBLIGATIONS, &[])
    }

    fn weeks(&self) -> Vec<Week> {
        let mut weeks: Vec<(Date, Week)> = Vec::new();
        for line in &self.found.lines {
            let Some(due) = line.obligation.obligation.due_day else {
                continue;
            };
            let begins = monday(due);
            if weeks.last().is_none_or(|(known, _)| *known != begins) {
                let day = format::day(self.t.language, begins);
                let title = self.t.with1("obligations-week", "day", day);
                weeks.push((
                    begins,
                    Week {
                        title,
                        days: Vec::new(),
                    },
                ));
            }
            let Some((_, week)) = weeks.last_mut() else {
                continue;
            };
            let title = format::day_long(self.t.language, due);
            let row = ObligationRow::new(self.t, line);
            match week.days.last_mut() {
                Some(day) if day.title == title => day.rows.push(row),
                _ => week.days.push(Day {
                    title,
                    is_today: due == self.today,
                    rows: vec![row],
                }),
            }
        }
        weeks.into_iter().map(|(_, week)| week).collect()
    }

    fn owner_options(&self) -> Vec<SelectOption> {
        whose_options(self.t, &self.colleagues, self.own, &self.fields.owner)
    }

    fn side_options(&self) -> Vec<SelectOption> {
        side_options(self.t, Party::from_code(&self.fields.debtor))
    }

    fn here(&self) -> String {
        self.frame.here.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_as_they_are_written_and_weeks_begin_on_monday() {
        let month = month_of("2026-11").expect("a month");
        assert_eq!(month_text(month), "2026-11");
        assert_eq!(month_text(month.plus(2)), "2027-01");
        assert_eq!(month_of("ноември"), None);
        assert_eq!(
            monday(Date::constant(2026, 11, 29)),
            Date::constant(2026, 11, 23)
        );
        assert_eq!(
            monday(Date::constant(2026, 11, 23)),
            Date::constant(2026, 11, 23)
        );
    }
}
