//! The words by which files of opportunities call their columns.

use super::column::RecordColumn as Column;
use super::synonyms::Words;
use crate::sales::synonyms::{LIKELY, SURE};

pub(super) const OPPORTUNITY_WORDS: Words = &[
    (
        Column::Code,
        SURE,
        "external id|external code|opportunity id|opportunity code|deal id|външен код|код на сделка|номер на сделка",
    ),
    (Column::Code, LIKELY, "code|id|no|код|номер|№"),
    (
        Column::What,
        SURE,
        "opportunity|opportunity name|deal|deal name|what|сделка|име на сделка|предмет|какво",
    ),
    (Column::What, LIKELY, "name|title|име|заглавие"),
    (
        Column::Account,
        SURE,
        "account|client|customer|account name|client name|client code|customer code|client code or name|\
         клиент|код на клиент|име на клиент|клиент код или име",
    ),
    (
        Column::OfProspect,
        SURE,
        "prospect|lead|prospect name|потенциален клиент|лийд",
    ),
    (
        Column::ProductGroups,
        SURE,
        "product groups|product group|product|products|product family|series|продуктови групи|продуктова група|\
         група продукти|продукт|продукти",
    ),
    (
        Column::Value,
        SURE,
        "value|close value|deal value|amount|deal size|value from|стойност|сума|стойност от",
    ),
    (
        Column::ValueHigh,
        SURE,
        "value to|value high|highest value|стойност до|най висока стойност",
    ),
    (Column::Currency, SURE, "currency|валута"),
    (
        Column::State,
        SURE,
        "stage|deal stage|sales stage|state|status|етап|състояние|статус",
    ),
    (
        Column::OpenedOn,
        SURE,
        "opened on|engage date|open date|created|created on|first contact|открита на|начало|от дата",
    ),
    (
        Column::ClosedOn,
        SURE,
        "closed on|close date|decided on|end date|приключена на|дата на приключване|решена на|приключен на",
    ),
    (
        Column::ExpectedOn,
        SURE,
        "expected on|expected close|expected close date|forecast date|очаквана на|очаквано приключване|\
         очаквана дата",
    ),
    (
        Column::Owner,
        SURE,
        "owner|owner email|sales agent|sales rep|representative|responsible|colleague|отговорник|търговец|\
         търговски представител|служител|колега",
    ),
    (
        Column::Person,
        SURE,
        "person|decision maker|decides|contact|кой решава|решаващ|лице",
    ),
    (
        Column::Competitor,
        SURE,
        "competitor|against|конкурент|срещу кого",
    ),
    (
        Column::Reason,
        SURE,
        "reason|loss reason|win reason|причина|причина за загуба",
    ),
    (
        Column::Note,
        SURE,
        "note|notes|comment|бележка|бележки|коментар",
    ),
];
