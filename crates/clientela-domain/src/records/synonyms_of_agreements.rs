//! The words by which files of agreements call their columns.

use super::column::RecordColumn as Column;
use super::synonyms::Words;
use crate::sales::synonyms::SURE;

pub(super) const AGREEMENT_WORDS: Words = &[
    (
        Column::Account,
        SURE,
        "client|customer|company|firm|organisation|organization|account name|client name|client code|account code|клиент|клиент код или име|client code or name|фирма|организация|контрагент|код на клиент|име на клиент",
    ),
    (
        Column::AgreementNumber,
        SURE,
        "number|agreement|agreement number|agreement no|contract|contract number|contract no|номер|договор|договор номер|номер на договор|споразумение|номер на споразумение",
    ),
    (
        Column::AgreementTitle,
        SURE,
        "title|subject|about|предмет|заглавие|относно|предмет на договора",
    ),
    (
        Column::SignedOn,
        SURE,
        "signed|signed on|date signed|подписан|подписано|подписан на|дата на подписване",
    ),
    (
        Column::ValidFrom,
        SURE,
        "from|valid from|start|first day|в сила от|валиден от|от|начало",
    ),
    (
        Column::ValidTo,
        SURE,
        "to|valid to|until|end|last day|в сила до|валиден до|до|край|изтича",
    ),
    (
        Column::NoticeDays,
        SURE,
        "notice|notice days|days of notice|предизвестие|дни предизвестие|предизвестие дни",
    ),
    (
        Column::AutoRenew,
        SURE,
        "renews|auto renew|automatic renewal|renewal|подновява се|автоматично подновяване|подновяване",
    ),
    (Column::State, SURE, "status|състояние|статус"),
    (
        Column::Owner,
        SURE,
        "owner email|our person|responsible|колега|отговорник|отговаря|служител",
    ),
    (Column::Currency, SURE, "currency code|валута"),
    (
        Column::Discount,
        SURE,
        "discount percent|general discount|отстъпка|обща отстъпка|отстъпка в процент",
    ),
    (
        Column::PaymentDays,
        SURE,
        "payment term|payment days|days to pay|срок за плащане|дни за плащане|плащане дни",
    ),
    (
        Column::CreditLimit,
        SURE,
        "credit|credit limit|кредит|кредитен лимит",
    ),
    (
        Column::Guarantee,
        SURE,
        "guarantee amount|гаранция|размер на гаранцията",
    ),
    (
        Column::Product,
        SURE,
        "product|product or group|product group|item|продукт|стока|продукт или група|група продукти|артикул",
    ),
    (
        Column::ProductPrice,
        SURE,
        "price|unit price|цена|единична цена",
    ),
    (
        Column::ProductDiscount,
        SURE,
        "product discount|item discount|отстъпка за продукта|отстъпка за стоката",
    ),
    (
        Column::ClauseNumber,
        SURE,
        "clause|clause no|clause number|клауза|клауза номер|номер на клауза|точка",
    ),
    (
        Column::ClauseText,
        SURE,
        "text|clause text|promise|текст|текст на клаузата|обещание",
    ),
    (
        Column::Dimension,
        SURE,
        "about what|dimension|измерение|за какво е",
    ),
    (
        Column::Metric,
        SURE,
        "measure|metric|показател|мярка|мерило",
    ),
    (
        Column::Target,
        SURE,
        "goal|target value|цел|целева стойност|обещано",
    ),
    (
        Column::TargetUnit,
        SURE,
        "unit|unit of the target|мярка на целта|единица",
    ),
    (
        Column::Tolerance,
        SURE,
        "allowed|deviation|допуск|допустимо отклонение|толеранс",
    ),
    (
        Column::LateDays,
        SURE,
        "late|days late|allowed days late|дни закъснение|допустимо закъснение",
    ),
    (
        Column::ClausePeriod,
        SURE,
        "period|measurement period|период|период на измерване",
    ),
    (
        Column::CreditTiers,
        SURE,
        "tiers|service credit|service credits|стъпала|отстъпка при неизпълнение",
    ),
    (
        Column::CreditFee,
        SURE,
        "fee|base amount|база|сума за отстъпката|основа",
    ),
    (
        Column::Note,
        SURE,
        "notes|remark|comment|бележка|забележка|коментар",
    ),
];
