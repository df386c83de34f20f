//! The words by which files of competitors' positions, of what clients buy and of threats call their columns.

use super::column::RecordColumn as Column;
use super::synonyms::Words;
use crate::sales::synonyms::{LIKELY, SURE};

const CLIENT: &str = "client|customer|company|firm|organisation|organization|account name|client name|client code|\
     account code|клиент|клиент код или име|client code or name|фирма|организация|контрагент|код на клиент|име на клиент";

const GROUP: &str = "group|product group|category|group of products|група|продуктова група|категория|стоки|\
     група стоки|стокова група";

const SOURCE: &str = "source|known from|who told|where from|източник|откъде е известно|откъде|известно от|кой го казва";

const NOTE: &str = "notes|comment|remark|бележка|бележки|коментар";

pub(super) const POSITION_WORDS: Words = &[
    (
        Column::Code,
        SURE,
        "external id|external code|position id|външен код|код на позиция|номер на позиция",
    ),
    (Column::Code, LIKELY, "code|id|no|код|номер|№"),
    (Column::Account, SURE, CLIENT),
    (
        Column::Competitor,
        SURE,
        "competitor|rival|competitor name|other supplier|конкурент|име на конкурент|друг доставчик",
    ),
    (Column::ProductGroup, SURE, GROUP),
    (
        Column::ShareLow,
        SURE,
        "share from|share at least|share from %|дял от|дял поне|дял най малко|дял от %",
    ),
    (
        Column::ShareHigh,
        SURE,
        "share to|share at most|share to %|дял до|дял най много|дял до %",
    ),
    (
        Column::PriceIndex,
        SURE,
        "price|price index|their price ours is 100|price ours is 100|цена|ценови индекс|цена нашата е 100|\
         цена спрямо нашата",
    ),
    (
        Column::ContractEnd,
        SURE,
        "contract ends|contract until|end of contract|contract expires|договорът изтича|договор до|край на договора",
    ),
    (
        Column::Since,
        SURE,
        "since|there since|stands there since|from|от кога|откога|там от|стои там от|от",
    ),
    (Column::KnownFrom, SURE, SOURCE),
    (
        Column::Day,
        SURE,
        "date|on|observed on|as of|дата|ден|наблюдавано на|към дата|видяно на",
    ),
    (Column::Note, SURE, NOTE),
];

pub(super) const PURCHASE_WORDS: Words = &[
    (
        Column::Code,
        SURE,
        "external id|external code|estimate id|външен код|код на оценка|номер на оценка",
    ),
    (Column::Code, LIKELY, "code|id|no|код|номер|№"),
    (Column::Account, SURE, CLIENT),
    (Column::ProductGroup, SURE, GROUP),
    (
        Column::Period,
        SURE,
        "period|year|quarter|month|for period|период|година|тримесечие|месец|за период",
    ),
    (
        Column::AmountLow,
        SURE,
        "at least|buys at least|amount from|lowest|най малко|купува най малко|поне|купува поне|сума от",
    ),
    (
        Column::AmountHigh,
        SURE,
        "at most|buys at most|amount to|highest|най много|купува най много|сума до",
    ),
    (Column::Currency, SURE, "currency code|валута"),
    (Column::KnownFrom, SURE, SOURCE),
    (
        Column::Confidence,
        SURE,
        "confidence|how sure|how sure %|confidence %|сигурност|колко сигурно|сигурност %",
    ),
    (
        Column::Day,
        SURE,
        "date|on|learnt on|as of|дата|ден|научено на|към дата",
    ),
    (Column::Note, SURE, NOTE),
];

pub(super) const THREAT_WORDS: Words = &[
    (
        Column::Code,
        SURE,
        "external id|external code|threat id|risk id|външен код|код на заплаха|номер на заплаха|код на риск",
    ),
    (Column::Code, LIKELY, "code|id|no|код|номер|№"),
    (Column::Account, SURE, CLIENT),
    (
        Column::ThreatKind,
        SURE,
        "kind|kind of threat|type|about|вид|вид заплаха|вид на заплахата|тип|относно",
    ),
    (
        Column::What,
        SURE,
        "threat|risk|what|what may come|description|заплаха|риск|какво|какво може да се случи|описание",
    ),
    (
        Column::Likelihood,
        SURE,
        "likelihood|probability|likelihood 1 5|how likely|вероятност|вероятност 1 5",
    ),
    (
        Column::Severity,
        SURE,
        "effect|impact|severity|effect 1 5|how bad|въздействие|тежест|последица|въздействие 1 5",
    ),
    (
        Column::Prepared,
        SURE,
        "prepared|alternative|what is prepared|mitigation|plan b|подготвено|какво е подготвено|алтернатива|мярка|мерки",
    ),
    (
        Column::EarlySign,
        SURE,
        "early sign|sign|trigger|by what it will be noticed|знак|ранен знак|по какво ще личи|признак",
    ),
    (
        Column::Owner,
        SURE,
        "owner email|our person|colleague|responsible|who watches it|отговорник|от наша страна|колега|служител|кой следи",
    ),
    (
        Column::Day,
        SURE,
        "date|since|known since|on|дата|ден|от|от дата|известна от",
    ),
    (
        Column::ReviewDay,
        SURE,
        "review|review on|review date|looked at again|next review|next look|преглед|следващ преглед|дата на преглед",
    ),
    (Column::State, SURE, "state|status|състояние|статус"),
    (Column::Note, SURE, NOTE),
];
