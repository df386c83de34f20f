//! The words by which files of clients' problems and of their answers call their columns.

use super::column::RecordColumn as Column;
use super::synonyms::Words;
use crate::sales::synonyms::{LIKELY, SURE};

pub(super) const PROBLEM_WORDS: Words = &[
    (
        Column::Code,
        SURE,
        "external id|external code|problem id|външен код|код на проблем|номер на проблем",
    ),
    (Column::Code, LIKELY, "code|id|no|код|номер|№"),
    (
        Column::Account,
        SURE,
        "client|customer|company|firm|organisation|organization|account name|client name|client code|account code|\
         клиент|клиент код или име|client code or name|фирма|организация|контрагент|код на клиент|име на клиент",
    ),
    (
        Column::What,
        SURE,
        "problem|what hurts|what|subject|проблем|какво пречи|какво|предмет",
    ),
    (
        Column::Harm,
        SURE,
        "effect|effect on the client|impact|consequence|последица|последица за клиента|ефект",
    ),
    (
        Column::Cost,
        SURE,
        "cost|cost to the client|what it costs them|загуба|цена за клиента|струва на клиента|колко им струва",
    ),
    (
        Column::SaidBy,
        SURE,
        "said by|who says so|told by|contact|person|кой го казва|казал|казано от|лице|лице за контакт",
    ),
    (
        Column::Owner,
        SURE,
        "owner email|our person|colleague|responsible|отговорник|от наша страна|колега|служител",
    ),
    (
        Column::Solution,
        SURE,
        "solution|our solution|our answer|решение|нашето решение|наш отговор",
    ),
    (
        Column::Alternatives,
        SURE,
        "alternatives|other ways|алтернативи|други възможности",
    ),
    (
        Column::Day,
        SURE,
        "date|since|known since|on|дата|ден|от|от дата|известен от",
    ),
    (Column::State, SURE, "state|status|състояние|статус"),
    (
        Column::Shown,
        SURE,
        "value shown|value we show|shown|показана стойност|стойност според нас",
    ),
    (
        Column::Confirmed,
        SURE,
        "confirmed value|value confirmed|value the client confirmed|потвърдена стойност|стойност според клиента",
    ),
    (Column::Currency, SURE, "currency code|валута"),
    (
        Column::ConfirmedOn,
        SURE,
        "day confirmed|confirmed on|потвърдено на|потвърдена на",
    ),
    (
        Column::ConfirmedBy,
        SURE,
        "confirmed by|потвърдил|потвърдено от",
    ),
    (Column::Note, SURE, "notes|comment|бележка|коментар"),
];

pub(super) const SURVEY_WORDS: Words = &[
    (
        Column::Code,
        SURE,
        "external id|external code|answer id|response id|външен код|код на отговор|номер на отговор",
    ),
    (Column::Code, LIKELY, "code|id|no|код|номер|№"),
    (
        Column::Account,
        SURE,
        "client|customer|company|firm|organisation|organization|account name|client name|client code|account code|\
         клиент|клиент код или име|client code or name|фирма|организация|контрагент|код на клиент|име на клиент",
    ),
    (
        Column::Person,
        SURE,
        "people|contact|contact person|respondent|who answered|person|лице|лице за контакт|кой отговори|отговорил|човек|хора на клиента",
    ),
    (
        Column::Decides,
        SURE,
        "decides|decides about buying|decider|decision maker|решава|решава за покупките|решаващ|взема решения",
    ),
    (
        Column::Day,
        SURE,
        "date|answered on|on|дата|ден|отговорено на|дата на отговора",
    ),
    (
        Column::Recommend,
        SURE,
        "nps|ltr|would recommend|recommend|likelihood to recommend|would recommend 0 10|препоръка|биха ни препоръчали|препоръчва 0 10|оценка 0 10",
    ),
    (
        Column::Satisfied,
        SURE,
        "csat|satisfaction|satisfied|satisfaction 1 5|удовлетвореност|доволен|удовлетвореност 1 5|оценка 1 5",
    ),
    (
        Column::Effort,
        SURE,
        "ces|effort|ease|easy to work with|ease 1 7|леснота|лесна работа|леснота 1 7|оценка 1 7",
    ),
    (
        Column::Note,
        SURE,
        "comment|comments|in their words|note|коментар|с техни думи|бележка",
    ),
];
