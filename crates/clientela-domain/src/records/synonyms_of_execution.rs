//! The words by which files of executed promises call their columns.

use super::column::RecordColumn as Column;
use super::synonyms::Words;
use crate::sales::synonyms::{LIKELY, SURE};

pub(super) const EXECUTION_WORDS: Words = &[
    (
        Column::Code,
        SURE,
        "external id|external code|event id|event code|record id|външен код|код на събитие|код на запис",
    ),
    (Column::Code, LIKELY, "code|id|код"),
    (
        Column::Account,
        SURE,
        "client|customer|company|firm|organisation|organization|account name|client name|client code|account code|\
         agreement or account|клиент|клиент код или име|client code or name|фирма|организация|контрагент|\
         код на клиент|име на клиент",
    ),
    (
        Column::ExecutionKind,
        SURE,
        "kind|type|event|kind of event|dimension|вид|вид събитие|събитие|измерение|тип",
    ),
    (Column::ExecutionKind, LIKELY, "metric|показател"),
    (
        Column::Day,
        SURE,
        "date|on|noted on|opened on|reported on|ден|дата|на дата|отбелязано на|подадена на|отворена на",
    ),
    (
        Column::Document,
        SURE,
        "document no|document number|order|order no|order number|delivery note|документ|документ №|номер на документ|\
         поръчка|поръчка №|номер на поръчка|стокова разписка",
    ),
    (
        Column::What,
        SURE,
        "what|product|item|goods|line|service|description|какво|стока|артикул|ред|услуга|описание",
    ),
    (
        Column::ComplaintClass,
        SURE,
        "class|complaint class|cause|kind of complaint|клас|вид рекламация|клас на рекламацията|причина за рекламация",
    ),
    (
        Column::RequestedDay,
        SURE,
        "requested on|requested date|wanted on|поискано за|искана дата|желана дата",
    ),
    (
        Column::PromisedDay,
        SURE,
        "promised on|promised date|scheduled date|confirmed date|due|until|new date|обещано за|обещана дата|срок|\
         потвърдена дата|нова дата|до",
    ),
    (
        Column::DoneDay,
        SURE,
        "done on|delivered on|delivered date|closed on|resolved on|изпълнено на|доставено на|дата на доставка|\
         приключено на|решена на|затворена на",
    ),
    (
        Column::Ordered,
        SURE,
        "ordered quantity|quantity ordered|ordered|поръчано|поръчано количество",
    ),
    (
        Column::Delivered,
        SURE,
        "delivered quantity|quantity delivered|delivered|units|units checked|доставено|доставено количество|\
         прегледани|прегледани бройки",
    ),
    (
        Column::Received,
        SURE,
        "received quantity|accepted|accepted quantity|received|прието|прието количество|получено",
    ),
    (
        Column::Defects,
        SURE,
        "defects|defective|defective units|value|дефекти|дефектни|дефектни бройки|брак|стойност",
    ),
    (
        Column::MovedBy,
        SURE,
        "moved by|who moved it|postponed by|преместен от|кой премести срока|отложено от",
    ),
    (
        Column::Reason,
        SURE,
        "reason|business reason|why|основание|служебна причина|делова причина|защо|причина",
    ),
    (
        Column::Note,
        SURE,
        "remark|comment|бележка|забележка|коментар",
    ),
];
