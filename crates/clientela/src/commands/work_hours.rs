//! `plan hours` and `plan calendar`: how much time for visits somebody has, and the address of their calendar.

use clientela_app::answers::work_hours::{CalendarAddressAnswer, WorkHoursAnswer};
use clientela_app::calendar_feed::{own_feed, renew_feed, withdraw_feed};
use clientela_app::context::Context;
use clientela_app::keep_work_hours::{Time, set_day_hours, set_work_hours, show_work_hours};
use clientela_domain::day::Date;
use clientela_domain::week_plan::{DayKind, WeekHours};
use clientela_store::Viewer;
use clientela_texts::{Texts, format};

use super::happenings::word;
use super::salutatio::whose;
use super::week::{hours as in_words, quarters};
use crate::cli::week::PlanCommand;
use crate::exit::Failure;
use crate::printer::{Page, Printer};

/// Seven numbers, Monday first.
fn usual_of(text: &str) -> Result<WeekHours, Failure> {
    let wrong = || Failure::Usage("usage-word", text.to_owned());
    let read = |part: &str| part.trim().parse::<f64>().map_err(|_| wrong());
    let typed: Vec<f64> = text.split(',').map(read).collect::<Result<_, _>>()?;
    let typed: Vec<u32> = typed.into_iter().map(quarters).collect::<Result<_, _>>()?;
    let usual: [u32; 7] = typed.try_into().map_err(|_| wrong())?;
    Ok(WeekHours(usual))
}

/// Says what is to be said, and tells how much time there is.
pub(super) async fn hours(
    context: &Context,
    viewer: &Viewer,
    command: &PlanCommand,
    printer: &Printer,
) -> Result<(), Failure> {
    let PlanCommand::Hours {
        usual,
        visit,
        day,
        day_hours,
        as_usual,
        of,
        ..
    } = command
    else {
        return Ok(());
    };
    let of = whose(context, viewer, of.of.as_deref()).await?;
    let day = day.as_deref();
    let day = day.map(|text| word(text, |text| text.parse::<Date>().ok()));
    let day = day.transpose()?;
    let usual = usual.as_deref().map(usual_of).transpose()?;
    let visit = visit.map(quarters).transpose()?;
    let day_hours = day_hours.map(quarters).transpose()?;
    let (user, time) = show_work_hours(context, viewer, of, (day, day)).await?;
    if usual.is_some() || visit.is_some() {
        let mut said = time.hours;
        said.usual = usual.unwrap_or(said.usual);
        said.visit_quarters = visit.unwrap_or(said.visit_quarters);
        set_work_hours(context, viewer, user.0, said).await?;
    }
    if let Some(day) = day.filter(|_| day_hours.is_some() || *as_usual) {
        set_day_hours(context, viewer, user.0, (day, day_hours)).await?;
    }
    let (user, time) = show_work_hours(context, viewer, of, (day, day)).await?;
    printer.answer(&WorkHoursAnswer::of(&user, &time), |page| told(page, &time));
    Ok(())
}

fn told(page: &mut Page, time: &Time) {
    let t = page.texts();
    let takes = t.get("hours-visit").into_owned();
    page.pairs(&[(takes, in_words(t, time.hours.visit_quarters))]);
    if !time.is_stated {
        page.say("week-assumed");
    }
    let why = |t: Texts, kind: DayKind| t.get(kind.message_id()).into_owned();
    let rows = time.days.iter().map(|day| {
        vec![
            format::day_with_weekday(t.language, day.day),
            in_words(t, day.quarters),
            why(t, day.kind),
        ]
    });
    let header = [("visit-day", '<'), ("visit-hours", '>'), ("visit-why", '<')];
    page.table(&header, rows.collect());
}

/// Makes the address anew, withdraws it, or tells since when there is one.
pub(super) async fn calendar(
    context: &Context,
    viewer: &Viewer,
    (renew, withdraw): (bool, bool),
    printer: &Printer,
) -> Result<(), Failure> {
    let secret = if renew {
        let language = printer.texts().language;
        Some(renew_feed(context, viewer, language).await?)
    } else {
        None
    };
    if withdraw {
        withdraw_feed(context, viewer).await?;
    }
    let feed = own_feed(context, viewer).await?;
    let answer = CalendarAddressAnswer::of(feed, secret.as_deref());
    printer.answer(&answer, |page| {
        let t = page.texts();
        match (&answer.address, &answer.since) {
            (Some(address), _) => {
                page.line(address);
                page.say("calendar-address-once");
            }
            (None, Some(since)) => {
                page.line(&t.with1("calendar-since", "day", since));
            }
            (None, None) => page.say("calendar-none"),
        }
    });
    Ok(())
}
