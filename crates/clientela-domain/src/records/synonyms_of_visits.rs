//! The words by which files of visits call their columns.

use super::column::RecordColumn as Column;
use super::synonyms::Words;
use crate::sales::synonyms::{LIKELY, SURE};

pub(super) const VISIT_WORDS: Words = &[
    (
        Column::Code,
        SURE,
        "external id|external code|visit id|visit code|appointment id|външен код|код на посещение|номер на посещение",
    ),
    (Column::Code, LIKELY, "code|id|no|код|номер|№"),
    (
        Column::Day,
        SURE,
        "day|date|visit date|date of visit|planned for|on|ден|дата|дата на посещение|ден на посещението|за ден",
    ),
    (
        Column::Account,
        SURE,
        "account|client|customer|account name|client name|client code|customer code|client code or name|\
         клиент|код на клиент|име на клиент|клиент код или име|контрагент",
    ),
    (
        Column::OfProspect,
        SURE,
        "prospect|lead|prospect name|потенциален клиент|лийд",
    ),
    (
        Column::Owner,
        SURE,
        "owner|who|representative|sales representative|user|visited by|our person|colleague|кой|представител|\
         търговски представител|търговец|наш човек|колега|отговорник",
    ),
    (
        Column::Hours,
        SURE,
        "hours|duration|length|duration in hours|часове|времетраене|продължителност|часа",
    ),
    (
        Column::What,
        SURE,
        "what|purpose|what for|subject|agenda|повод|цел|предмет|за какво|тема|какво",
    ),
    (
        Column::State,
        SURE,
        "state|status|result|outcome|състояние|статус|резултат",
    ),
    (
        Column::MissedReason,
        SURE,
        "missed reason|reason|why not|why it did not take place|причина|защо не се е състояло|защо не",
    ),
    (
        Column::Note,
        SURE,
        "note|notes|comment|remark|бележка|бележки|забележка|коментар",
    ),
];
