//! The words by which files of prospects call their columns.

use super::column::RecordColumn as Column;
use super::synonyms::Words;
use crate::sales::synonyms::{LIKELY, SURE};

pub(super) const PROSPECT_WORDS: Words = &[
    (
        Column::Code,
        SURE,
        "external id|external code|prospect id|lead id|mql id|външен код|код на потенциален клиент|код на лийд",
    ),
    (Column::Code, LIKELY, "code|id|no|код|номер|№"),
    (
        Column::Name,
        SURE,
        "client s name|име на клиента|prospect|lead|company|firm|organisation|organization|company name|потенциален клиент|лийд|фирма|организация|\
         име|име на фирма",
    ),
    (Column::Name, LIKELY, "name|client|клиент"),
    (
        Column::ContactPerson,
        SURE,
        "contact|contact person|contact name|лице|лице за контакт|контакт",
    ),
    (Column::Phone, SURE, "phone|telephone|tel|телефон|тел"),
    (
        Column::Email,
        SURE,
        "email|e mail|имейл|електронна поща|e поща",
    ),
    (Column::City, SURE, "city|town|град|населено място"),
    (Column::Country, SURE, "country|държава|страна"),
    (
        Column::RegistrationNumber,
        SURE,
        "registration number|reg no|company number|еик|булстат|еик булстат",
    ),
    (
        Column::Website,
        SURE,
        "website|web|site|уебсайт|сайт|страница",
    ),
    (
        Column::ProspectSource,
        SURE,
        "source|lead source|origin|how it came|източник|начин на намиране|как дойде|откъде",
    ),
    (
        Column::SourceDetail,
        SURE,
        "source detail|source details|campaign|подробности за източника|кампания",
    ),
    (
        Column::Referrer,
        SURE,
        "referrer|referred by|given by|who gave it|препоръчал|препоръчан от|от кого",
    ),
    (
        Column::ReferredOn,
        SURE,
        "referred on|first contact date|first contact|came on|created|date|дата|дошъл на|първи контакт|препоръчан на",
    ),
    (
        Column::FunctionalNeed,
        SURE,
        "need|functional need|нужда|нужда от продукта",
    ),
    (
        Column::PrestigeNeed,
        SURE,
        "prestige|prestige motive|престиж|мотив за престиж",
    ),
    (
        Column::Ability,
        SURE,
        "ability|ability to pay|budget|платежоспособност|може да плати|възможност да плати",
    ),
    (
        Column::Authority,
        SURE,
        "authority|may decide|пълномощие|право да реши|решава",
    ),
    (Column::Access, SURE, "access|reachable|достъп"),
    (Column::Evidence, SURE, "evidence|основание|доказателство"),
    (
        Column::Owner,
        SURE,
        "owner|owner email|responsible|colleague|отговорник|колега|служител",
    ),
    (
        Column::State,
        SURE,
        "stage|state|status|етап|състояние|статус",
    ),
    (
        Column::WonOn,
        SURE,
        "won on|won date|won|became a client|спечелен на|дата на спечелване|стана клиент на",
    ),
    (
        Column::NextStep,
        SURE,
        "next step|next action|следваща стъпка|следващо действие",
    ),
    (
        Column::NextOn,
        SURE,
        "next on|next step on|next date|кога|дата на следваща стъпка",
    ),
    (
        Column::Note,
        SURE,
        "note|notes|comment|бележка|бележки|коментар",
    ),
];
