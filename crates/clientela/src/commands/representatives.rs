//! `representatives`: names in the sales files and the users they are.

use clientela_app::answers::firm::RepresentativesAnswer;
use clientela_app::assign_owners::{
    link_representatives, list_representatives, representative_answer,
};
use clientela_app::keep_users;

use crate::cli::{Global, RepresentativesCommand};
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::wire;

pub async fn run(
    global: &Global,
    command: &RepresentativesCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    if let RepresentativesCommand::Link { name, user } = command {
        let user = match user {
            Some(email) => Some(
                keep_users::user_of_email(&context, &viewer, email)
                    .await?
                    .id,
            ),
            None => None,
        };
        link_representatives(&context, &viewer, vec![(name.clone(), user)]).await?;
    }
    let all = list_representatives(&context, &viewer).await?;
    let answer = RepresentativesAnswer {
        representatives: all.iter().map(representative_answer).collect(),
    };
    printer.answer(&answer, |page| {
        let header = [
            ("team-representative", '<'),
            ("team-representative-user", '<'),
            ("team-representative-clients", '>'),
            ("team-representative-lines", '>'),
        ];
        let rows = all.iter().map(|one| {
            let user = one.user.as_ref();
            vec![
                one.name.clone(),
                user.map_or_else(|| "—".to_owned(), |user| user.name.clone()),
                one.accounts.to_string(),
                one.lines.to_string(),
            ]
        });
        page.table(&header, rows.collect());
    });
    Ok(Exit::Done)
}
