//! The words by which files of agreements with those who find prospects call their columns.

use super::column::RecordColumn as Column;
use super::synonyms::Words;
use crate::sales::synonyms::{LIKELY, SURE};

pub(super) const SPOTTER_WORDS: Words = &[
    (
        Column::Code,
        SURE,
        "external id|external code|agreement id|agreement code|spotter id|spotter code|външен код|код на договор|\
         код на посредник",
    ),
    (Column::Code, LIKELY, "code|id|no|код|номер|№"),
    (
        Column::WithWhom,
        SURE,
        "with whom|made with|spotter|finder|consulting service|с кого|с кого е сключено|посредник|консултантска фирма",
    ),
    (Column::WithWhom, LIKELY, "name|име|наименование"),
    (Column::SpotterKind, SURE, "spotter kind|вид на посредника"),
    (Column::SpotterKind, LIKELY, "kind|type|вид|тип"),
    (
        Column::Person,
        SURE,
        "person|people|person of the book|contact person|лице|човек|човек от книгата|хора на клиента",
    ),
    (
        Column::Contract,
        SURE,
        "contract|written contract|agreement number|contract number|договор|писмен договор|номер на договор",
    ),
    (
        Column::ValidFrom,
        SURE,
        "valid from|holds since|first day|in force since|в сила от|от дата|начало",
    ),
    (
        Column::ValidTo,
        SURE,
        "valid to|holds until|last day|in force until|в сила до|до дата|край",
    ),
    (
        Column::FeeName,
        SURE,
        "fee name|fee for a name|for an accepted name|fee per name|възнаграждение за име|за прието име|за име",
    ),
    (
        Column::FeeQualified,
        SURE,
        "fee qualified|fee for a qualified one|for a qualified one|fee per qualified|възнаграждение за квалифициран|\
         за квалифициран",
    ),
    (
        Column::FeeShare,
        SURE,
        "fee share|share|per cent of the net revenue of the first year|success fee|share of the first year|дял|\
         процент от нетния оборот за първата година|дял от първата година|процент",
    ),
    (
        Column::WindowDays,
        SURE,
        "window days|days of giving back|clawback days|дни за връщане",
    ),
    (
        Column::MostByProspect,
        SURE,
        "most by prospect|at most for one name|cap per name|най много за едно име|таван за едно име",
    ),
    (
        Column::ListPrice,
        SURE,
        "list price|price of a delivered list|цена на доставен списък|цена на списък",
    ),
    (Column::Currency, SURE, "currency|валута"),
    (
        Column::PaymentDays,
        SURE,
        "payment days|days of payment|payment term days|срок за плащане дни|срок за плащане|дни за плащане",
    ),
    (
        Column::Official,
        SURE,
        "official|public official|holds a public office|длъжностно лице|държавна длъжност|заема държавна длъжност",
    ),
    (
        Column::EmployerConsent,
        SURE,
        "employer consent|employer s consent|employers consent|consent of the employer|съгласие на работодателя",
    ),
    (Column::TaxDocument, SURE, "tax document|данъчен документ"),
    (Column::Note, SURE, "note|notes|бележка|бележки"),
];
