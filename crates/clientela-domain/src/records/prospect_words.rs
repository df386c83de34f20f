//! Words of files of prospects: stages, answers, and the ways in which prospects come.

use super::words::{Codes, code_of};
use crate::prospects::{Answer, SourceKind, Stage};

const STAGES: Codes = &[
    (
        "prospect",
        "prospect|new|name|lead|нов|име|потенциален клиент|лийд",
    ),
    (
        "contacted",
        "contacted|spoken with|осъществен контакт|говорено|в контакт",
    ),
    ("qualified", "qualified|квалифициран|подходящ"),
    (
        "offered",
        "offered|offer|offer made|направена оферта|оферта|с оферта",
    ),
    ("won", "won|client|customer|спечелен|клиент|стана клиент"),
    ("lost", "lost|изгубен|загубен"),
    ("parked", "parked|on hold|отложен"),
];

const ANSWERS: Codes = &[
    ("yes", "yes|y|true|1|да"),
    ("partly", "partly|partially|in part|отчасти|частично"),
    ("no", "no|n|false|0|не"),
    ("unknown", "unknown|not known|неизвестно|не се знае"),
];

const SOURCES: Codes = &[
    ("client", "client|satisfied client|доволен клиент"),
    ("chain", "chain|endless chain|безкрайна верига|верига"),
    (
        "influence",
        "influence|centre of influence|center of influence|център на влияние",
    ),
    ("advert", "advert|advertisement|advertising|реклама|обява"),
    ("catalogue", "catalogue|catalog|каталог"),
    ("exhibition", "exhibition|fair|trade fair|изложение|панаир"),
    ("seminar", "seminar|семинар"),
    ("directory", "directory|phone book|справочник|указател"),
    ("press", "press|newspaper|magazine|преса|вестник|списание"),
    (
        "meeting",
        "meeting|professional meeting|професионална среща|среща",
    ),
    (
        "party",
        "party|social occasion|тържество|прием|светско събитие|светски повод",
    ),
    ("cold", "cold|cold call|cold contact|студен контакт"),
    (
        "spotter",
        "spotter|finder|paid finder|посредник|посредник за имена",
    ),
    (
        "service",
        "service|consulting service|consulting firm|консултантска фирма",
    ),
    (
        "observation",
        "observation|own observation|лично наблюдение|наблюдение",
    ),
    ("inherited", "inherited|наследен|наследство|по наследство"),
];

/// The stage a word names.
#[must_use]
pub fn prospect_stage(text: &str) -> Option<Stage> {
    code_of(STAGES, text).and_then(Stage::from_code)
}

/// The answer a word names.
#[must_use]
pub fn prospect_answer(text: &str) -> Option<Answer> {
    code_of(ANSWERS, text).and_then(Answer::from_code)
}

/// The way a word names, and the firm's own name of one that is none of ours: `unknown` in a file is such a name, not
/// the absence of one.
#[must_use]
pub fn prospect_source(text: &str) -> (SourceKind, String) {
    match code_of(SOURCES, text).and_then(SourceKind::from_code) {
        Some(kind) => (kind, String::new()),
        None => (SourceKind::Other, text.trim().to_owned()),
    }
}
