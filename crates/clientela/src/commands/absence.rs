//! `absence`: who is away and who stands in.

use std::collections::HashMap;

use clientela_app::answers::firm::AbsencesAnswer;
use clientela_app::error::AppError;
use clientela_app::{keep_users, plan_absences};
use clientela_domain::day::Period;
use clientela_domain::ids::{AbsenceId, UserId};
use clientela_store::absences::NewAbsence;
use clientela_texts::format;

use super::arguments::day;
use crate::cli::{AbsenceCommand, Global};
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::wire;

pub async fn run(
    global: &Global,
    command: &AbsenceCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    match command {
        AbsenceCommand::List => {}
        AbsenceCommand::Add {
            email,
            substitute,
            first_day,
            last_day,
            note,
        } => {
            let absence = NewAbsence {
                user_id: keep_users::user_of_email(&context, &viewer, email)
                    .await?
                    .id,
                substitute_id: keep_users::user_of_email(&context, &viewer, substitute)
                    .await?
                    .id,
                first_day: day(Some(first_day), "--first-day")?.unwrap_or_default(),
                last_day: day(Some(last_day), "--last-day")?.unwrap_or_default(),
                note: note.clone(),
            };
            plan_absences::plan_absence(&context, &viewer, absence).await?;
        }
        AbsenceCommand::Remove { id } => {
            let id = AbsenceId::parse(id).ok_or(AppError::NotFound("absence"))?;
            plan_absences::remove_absence(&context, &viewer, id).await?;
        }
    }
    let all = plan_absences::list_absences(&context, &viewer).await?;
    let users = clientela_store::users::names(&context.store.read(&viewer)).await?;
    let names: HashMap<UserId, String> =
        users.into_iter().map(|user| (user.id, user.name)).collect();
    let answer = AbsencesAnswer {
        absences: all.iter().map(plan_absences::answer).collect(),
    };
    printer.answer(&answer, |page| {
        let language = page.texts().language;
        let header = [
            ("team-absence-who", '<'),
            ("team-absence-by", '<'),
            ("terminal-period", '<'),
            ("team-absence-note", '<'),
            ("terminal-id", '<'),
        ];
        let name = |id: &UserId| names.get(id).cloned().unwrap_or_default();
        let rows = all.iter().map(|absence| {
            let days = Period {
                from: absence.first_day,
                to: absence.last_day,
            };
            vec![
                name(&absence.user_id),
                name(&absence.substitute_id),
                format::period(language, days),
                absence.note.clone(),
                absence.id.to_string(),
            ]
        });
        page.table(&header, rows.collect());
    });
    Ok(Exit::Done)
}
