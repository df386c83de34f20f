//! The words by which files of gifts, of support and of agreements on confidentiality call their columns.

use super::column::RecordColumn as Column;
use super::synonyms::Words;
use crate::sales::synonyms::{LIKELY, SURE};

pub(super) const GIFT_WORDS: Words = &[
    (
        Column::Code,
        SURE,
        "external id|external code|gift id|външен код|код на подарък|номер на подарък",
    ),
    (Column::Code, LIKELY, "code|id|no|код|номер|№"),
    (
        Column::Account,
        SURE,
        "client|customer|company|firm|organisation|organization|account name|client name|client code|account code|\
         клиент|клиент код или име|client code or name|фирма|организация|контрагент|код на клиент|име на клиент",
    ),
    (
        Column::GiftDirection,
        SURE,
        "given or received|direction|way|даден или получен|дадено или получено|посока|получен или даден",
    ),
    (
        Column::Person,
        SURE,
        "contact|contact person|their person|people|person|on their side|receiver|recipient|лице|лице за контакт|\
         от страна на клиента|човек|хора на клиента|получател",
    ),
    (
        Column::Owner,
        SURE,
        "owner email|our person|on our side|colleague|giver|from us|от наша страна|колега|служител|дарител",
    ),
    (
        Column::GiftKind,
        SURE,
        "kind|kind of gift|type|вид|вид подарък|вид на подаръка|тип",
    ),
    (
        Column::What,
        SURE,
        "what|gift|subject|description|hospitality|какво|подарък|предмет|описание|жест",
    ),
    (Column::Occasion, SURE, "event|повод|случай"),
    (
        Column::Reason,
        SURE,
        "business reason|purpose|делова причина|цел|причина|основание",
    ),
    (
        Column::Document,
        SURE,
        "booked under|voucher|receipt|документ|осчетоводен с|разписка|касова бележка",
    ),
    (Column::Value, SURE, "amount|price|worth|стойност|сума|цена"),
    (Column::Currency, SURE, "currency code|валута"),
    (
        Column::Official,
        SURE,
        "public official|official|длъжностно лице|публично длъжностно лице",
    ),
    (
        Column::Day,
        SURE,
        "date|on|given on|received on|ден|дата|дата на подаръка|кога",
    ),
    (
        Column::DecisionDay,
        SURE,
        "award|day of award|tender award|decision|ден на решение|решение на|възлагане|дата на възлагане",
    ),
];

pub(super) const SUPPORT_WORDS: Words = &[
    (
        Column::Code,
        SURE,
        "external id|external code|support id|външен код|код на подкрепа|номер на подкрепа",
    ),
    (Column::Code, LIKELY, "code|id|no|код|номер|№"),
    (
        Column::Account,
        SURE,
        "client|customer|company|firm|organisation|organization|account name|client name|client code|account code|\
         клиент|клиент код или име|client code or name|фирма|организация|контрагент|код на клиент|име на клиент",
    ),
    (
        Column::Side,
        SURE,
        "who supports|who gives it|given by|from|кой подкрепя|от кого|чия подкрепа|страна",
    ),
    (
        Column::SupportKind,
        SURE,
        "kind|kind of support|type|by what|вид|вид подкрепа|вид на подкрепата|с какво|тип",
    ),
    (
        Column::What,
        SURE,
        "what|support|subject|description|какво|подкрепа|предмет|описание",
    ),
    (
        Column::BeforeWhom,
        SURE,
        "before whom|to whom|third party|пред кого|на кого|трето лице",
    ),
    (
        Column::Person,
        SURE,
        "contact|contact person|their person|people|person|on their side|лице|лице за контакт|от страна на клиента|човек|хора на клиента",
    ),
    (
        Column::Owner,
        SURE,
        "owner email|our person|on our side|colleague|responsible|отговорник|от наша страна|колега|служител",
    ),
    (
        Column::Mark,
        SURE,
        "name or logo|brand|марка|име или лого|знак",
    ),
    (
        Column::Document,
        SURE,
        "written in|where it is written|letter|документ|къде е записано|писмо",
    ),
    (
        Column::Day,
        SURE,
        "date|on|since|from day|ден|дата|от|от дата|кога",
    ),
    (
        Column::UntilDay,
        SURE,
        "until|until when|valid until|expires|до|докога|валидно до|изтича|край",
    ),
    (
        Column::Stated,
        SURE,
        "stated value|value we state|value|стойност|стойност според нас|заявена стойност",
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
    (Column::ThankedOn, SURE, "thanked on|благодарено на"),
    (Column::SettledOn, SURE, "settled on|resolved on|уредено на"),
    (
        Column::Attended,
        SURE,
        "attended|came|guests|присъствали|гости|дошли",
    ),
    (Column::State, SURE, "status|състояние|статус"),
    (Column::Note, SURE, "notes|comment|бележка|коментар"),
];

pub(super) const CONFIDENTIALITY_WORDS: Words = &[
    (
        Column::Code,
        SURE,
        "external id|external code|agreement id|agreement number|външен код|номер на споразумение|код на споразумение",
    ),
    (Column::Code, LIKELY, "code|id|no|код|номер|№"),
    (
        Column::Account,
        SURE,
        "client|customer|company|firm|organisation|organization|account name|client name|client code|account code|\
         клиент|клиент код или име|client code or name|фирма|организация|контрагент|код на клиент|име на клиент",
    ),
    (
        Column::WithWhom,
        SURE,
        "made with|party|other party|counterparty|с кого|с кого е сключено|страна|насрещна страна",
    ),
    (
        Column::Scope,
        SURE,
        "what is kept|what is kept confidential|subject|confidential information|какво се пази|обхват|предмет|поверителна информация",
    ),
    (
        Column::MayKnow,
        SURE,
        "who may know|known to|кой може да знае|могат да знаят|допуснати",
    ),
    (
        Column::AgreementText,
        SURE,
        "wording|terms|what it says|текст|съдържание|условия",
    ),
    (
        Column::Day,
        SURE,
        "date|from|since|signed on|start|start date|valid from|in force since|ден|дата|от|от дата|в сила от|сключено на|начало|подписано на",
    ),
    (
        Column::UntilDay,
        SURE,
        "until|to|end|end date|valid until|expires|до|до дата|валидно до|изтича|край",
    ),
];
