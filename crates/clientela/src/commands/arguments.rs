//! Words of the command line that several verbs share.

use std::path::Path;

use clientela_app::evidence_files::AttachedFile;
use clientela_app::figures::{FigureRequest, PeriodChoice};
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::ids::AccountId;
use clientela_domain::sector::Sector;

use clientela_app::directory::Directory;
use clientela_app::error::AppError;

use crate::cli::Global;
use crate::exit::Failure;

/// A day in ISO form, when one was given.
///
/// # Errors
/// [`Failure::Usage`] naming the option.
pub fn day(text: Option<&str>, option: &'static str) -> Result<Option<Date>, Failure> {
    text.map(|text| {
        text.parse::<Date>()
            .map_err(|_| Failure::Usage("usage-day", format!("{option} {text}")))
    })
    .transpose()
}

/// Which figures the global options ask for.
///
/// # Errors
/// [`Failure::Usage`] for a day or a currency that cannot be understood.
pub fn figure_request(global: &Global) -> Result<FigureRequest, Failure> {
    let from = day(global.from.as_deref(), "--from")?;
    let to = day(global.to.as_deref(), "--to")?;
    let period = match (from, to, global.all_time) {
        (_, _, true) => PeriodChoice::AllTime,
        (Some(from), Some(to), false) if from > to => {
            return Err(Failure::Usage(
                "usage-period-reversed",
                format!("{from} – {to}"),
            ));
        }
        (Some(from), Some(to), false) => PeriodChoice::Between(Period { from, to }),
        _ => PeriodChoice::TwelveMonths,
    };
    let currency = global
        .report_currency
        .as_deref()
        .map(|code| {
            Currency::from_code(code)
                .ok_or_else(|| Failure::Usage("usage-currency", code.to_owned()))
        })
        .transpose()?;
    Ok(FigureRequest {
        period,
        as_of: day(global.as_of.as_deref(), "--as-of")?,
        currency,
        ..FigureRequest::default()
    })
}

/// The sector of a word.
///
/// # Errors
/// [`Failure::Usage`] naming the sectors there are.
pub fn sector(word: &str) -> Result<Sector, Failure> {
    Sector::from_id(word).ok_or_else(|| Failure::Usage("usage-sector", word.to_owned()))
}

/// The client meant by an id, a code or a name.
///
/// # Errors
/// [`AppError::NotFound`] when there is none, or more than one of that name.
pub fn account(directory: &Directory, wanted: &str) -> Result<AccountId, Failure> {
    directory
        .find(wanted)
        .ok_or(Failure::App(AppError::NotFound("account")))
}

/// What proves an answer.
#[derive(Default)]
pub struct Evidence {
    /// Words.
    pub text: String,
    /// A link.
    pub link: String,
    /// A file of this machine.
    pub file: Option<AttachedFile>,
}

/// Links, files of this machine, or else words; each of the three once.
///
/// # Errors
/// [`Failure::Usage`] for a second piece of the same kind.
pub fn evidence(pieces: &[String]) -> Result<Evidence, Failure> {
    let mut found = Evidence::default();
    for piece in pieces {
        let twice = || Failure::Usage("usage-evidence-twice", piece.clone());
        let path = Path::new(piece);
        if piece.starts_with("http://") || piece.starts_with("https://") {
            if !found.link.is_empty() {
                return Err(twice());
            }
            found.link.clone_from(piece);
        } else if !piece.is_empty() && path.is_file() {
            if found.file.is_some() {
                return Err(twice());
            }
            let name = path.file_name().unwrap_or_default();
            found.file = Some(AttachedFile {
                path: path.to_owned(),
                file_name: name.to_string_lossy().into_owned(),
            });
        } else {
            if !found.text.is_empty() {
                return Err(twice());
            }
            found.text.clone_from(piece);
        }
    }
    Ok(found)
}
