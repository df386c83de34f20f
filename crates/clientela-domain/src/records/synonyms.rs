//! The words by which files of clients, people and interactions call their columns, in English and
//! Bulgarian (`PRODUCT.md` 5.7).

use std::sync::LazyLock;

use super::column::RecordColumn as Column;
use super::kind::FileKind;
use super::synonyms_of_agreements::AGREEMENT_WORDS;
use super::synonyms_of_execution::EXECUTION_WORDS;
use super::synonyms_of_gifts::{CONFIDENTIALITY_WORDS, GIFT_WORDS, SUPPORT_WORDS};
use super::synonyms_of_known::{PROBLEM_WORDS, SURVEY_WORDS};
use super::synonyms_of_market::{POSITION_WORDS, PURCHASE_WORDS, THREAT_WORDS};
use super::synonyms_of_opportunities::OPPORTUNITY_WORDS;
use super::synonyms_of_prospects::PROSPECT_WORDS;
use super::synonyms_of_spotters::SPOTTER_WORDS;
use super::synonyms_of_visits::VISIT_WORDS;
use crate::sales::synonyms::{FALLBACK, LIKELY, SURE, SynonymTable};

/// The columns of such a file a header may mean, with how sure each is.
pub(super) fn meanings(kind: FileKind, header: &str) -> Vec<(Column, f64)> {
    let table = match kind {
        FileKind::Sales => return Vec::new(),
        FileKind::Accounts => &*ACCOUNTS,
        FileKind::People => &*PEOPLE,
        FileKind::Interactions => &*INTERACTIONS,
        FileKind::Obligations => &*OBLIGATIONS,
        FileKind::PeopleMap => &*PEOPLE_MAP,
        FileKind::Gifts => &*GIFTS,
        FileKind::Support => &*SUPPORT,
        FileKind::Confidentiality => &*CONFIDENTIALITY,
        FileKind::Agreements => &*AGREEMENTS,
        FileKind::Executions => &*EXECUTIONS,
        FileKind::Problems => &*PROBLEMS,
        FileKind::SurveyAnswers => &*SURVEYS,
        FileKind::Prospects => &*PROSPECTS,
        FileKind::Positions => &*POSITIONS,
        FileKind::Purchases => &*PURCHASES,
        FileKind::Threats => &*THREATS,
        FileKind::Opportunities => &*OPPORTUNITIES,
        FileKind::Spotters => &*SPOTTERS,
        FileKind::Visits => &*VISITS,
    };
    table.columns_of(header)
}

static ACCOUNTS: LazyLock<SynonymTable<Column>> =
    LazyLock::new(|| SynonymTable::new(ACCOUNT_WORDS, Column::name));
static PEOPLE: LazyLock<SynonymTable<Column>> =
    LazyLock::new(|| SynonymTable::new(PEOPLE_WORDS, Column::name));
static INTERACTIONS: LazyLock<SynonymTable<Column>> =
    LazyLock::new(|| SynonymTable::new(INTERACTION_WORDS, Column::name));
static OBLIGATIONS: LazyLock<SynonymTable<Column>> =
    LazyLock::new(|| SynonymTable::new(OBLIGATION_WORDS, Column::name));

static PEOPLE_MAP: LazyLock<SynonymTable<Column>> =
    LazyLock::new(|| SynonymTable::new(PEOPLE_MAP_WORDS, Column::name));

static CONFIDENTIALITY: LazyLock<SynonymTable<Column>> =
    LazyLock::new(|| SynonymTable::new(CONFIDENTIALITY_WORDS, Column::name));
static GIFTS: LazyLock<SynonymTable<Column>> =
    LazyLock::new(|| SynonymTable::new(GIFT_WORDS, Column::name));
static SUPPORT: LazyLock<SynonymTable<Column>> =
    LazyLock::new(|| SynonymTable::new(SUPPORT_WORDS, Column::name));
static AGREEMENTS: LazyLock<SynonymTable<Column>> =
    LazyLock::new(|| SynonymTable::new(AGREEMENT_WORDS, Column::name));

static EXECUTIONS: LazyLock<SynonymTable<Column>> =
    LazyLock::new(|| SynonymTable::new(EXECUTION_WORDS, Column::name));
static PROBLEMS: LazyLock<SynonymTable<Column>> =
    LazyLock::new(|| SynonymTable::new(PROBLEM_WORDS, Column::name));
static SURVEYS: LazyLock<SynonymTable<Column>> =
    LazyLock::new(|| SynonymTable::new(SURVEY_WORDS, Column::name));

static PROSPECTS: LazyLock<SynonymTable<Column>> =
    LazyLock::new(|| SynonymTable::new(PROSPECT_WORDS, Column::name));
static VISITS: LazyLock<SynonymTable<Column>> =
    LazyLock::new(|| SynonymTable::new(VISIT_WORDS, Column::name));
static OPPORTUNITIES: LazyLock<SynonymTable<Column>> =
    LazyLock::new(|| SynonymTable::new(OPPORTUNITY_WORDS, Column::name));
static SPOTTERS: LazyLock<SynonymTable<Column>> =
    LazyLock::new(|| SynonymTable::new(SPOTTER_WORDS, Column::name));

static POSITIONS: LazyLock<SynonymTable<Column>> =
    LazyLock::new(|| SynonymTable::new(POSITION_WORDS, Column::name));
static PURCHASES: LazyLock<SynonymTable<Column>> =
    LazyLock::new(|| SynonymTable::new(PURCHASE_WORDS, Column::name));
static THREATS: LazyLock<SynonymTable<Column>> =
    LazyLock::new(|| SynonymTable::new(THREAT_WORDS, Column::name));

/// Column, how sure its words are, and the words parted by bars.
pub(super) type Words = &'static [(Column, f64, &'static str)];

const ACCOUNT_WORDS: Words = &[
    (
        Column::Code,
        SURE,
        "external id|external code|client code|client no|client id|customer code|customer no|customer id|account code|\
         account no|account id|partner code|erp code|код на клиент|код клиент|код на клиента|код на контрагент|\
         код на фирма|код в erp|външен код|клиентски номер|номер на клиент|номер на контрагент",
    ),
    (Column::Code, LIKELY, "code|id|no|код|номер|№"),
    (
        Column::Name,
        SURE,
        "account name|client name|client s name|clients name|customer name|company name|partner name|account|client|customer|company|\
         наименование|име на клиент|име на клиента|име на фирма|име на контрагент|клиент|контрагент|\
         наименование на клиент|наименование на контрагент|фирма|организация|търговско име",
    ),
    (
        Column::Name,
        LIKELY,
        "title|partner|organisation|organization|име|партньор",
    ),
    (
        Column::LegalName,
        SURE,
        "registered name|official name|full legal name|юридическо име|пълно наименование|пълно име|официално име|\
         име по регистрация|наименование по регистрация|наименование по търговския регистър",
    ),
    (
        Column::LegalForm,
        SURE,
        "company type|company form|правна форма|правноорганизационна форма|вид дружество|вид на дружеството",
    ),
    (
        Column::RegistrationNumber,
        SURE,
        "reg no|registration no|company registration no|company no|trade register no|eik|uic|bulstat|еик|булстат|\
         еик булстат|еик/булстат|единен идентификационен код|идентификационен номер|ин|рег номер|регистрационен номер",
    ),
    (
        Column::VatNumber,
        SURE,
        "vat no|vat id|vat registration no|vat reg no|vat|tax id|tax no|ддс номер|номер по ддс|ддс №|ин по ддс|\
         ин по зддс|идентификационен номер по ддс|идентификационен номер по зддс|ддс",
    ),
    (
        Column::Parent,
        SURE,
        "parent account|parent client|parent company|parent code|headquarters|holding|group head|част от|майка|\
         фирма майка|дружество майка|централа|холдинг|глава на групата|горестояща организация",
    ),
    (
        Column::Parent,
        LIKELY,
        "group|група|група компании|част от група",
    ),
    (
        Column::Sector,
        SURE,
        "industry|branch|segment|business|сектор|отрасъл|бранш|дейност|сегмент|вид клиент|тип клиент",
    ),
    (
        Column::City,
        SURE,
        "town|place|град|населено място|селище|гр",
    ),
    (
        Column::Address,
        SURE,
        "street|street address|postal address|адрес|улица|адрес за кореспонденция|седалище|адрес на управление|\
         седалище и адрес на управление",
    ),
    (
        Column::Country,
        SURE,
        "country code|state|държава|страна|код на държава",
    ),
    (
        Column::Phone,
        SURE,
        "telephone|phone no|tel|telephone no|mobile|телефон|тел|телефонен номер|телефон за връзка|мобилен|мобилен телефон",
    ),
    (
        Column::Email,
        SURE,
        "e mail|mail|email address|имейл|и-мейл|ел поща|електронна поща|електронен адрес|мейл|e-mail",
    ),
    (
        Column::Website,
        SURE,
        "web|site|url|web site|web page|homepage|сайт|уебсайт|уеб сайт|интернет страница|страница|уеб адрес",
    ),
    (
        Column::Owner,
        SURE,
        "owner email|account manager|account owner|responsible|sales rep|sales representative|salesperson|\
         отговорник|отговорник имейл|имейл на отговорника|отговаря|търговец|търговски представител|обслужва|\
         мениджър|менажер|ключов мениджър",
    ),
    (
        Column::Substitute,
        SURE,
        "substitute email|deputy|stand in|заместник|замества|имейл на заместника|заместващ",
    ),
    (
        Column::Tags,
        SURE,
        "tag|labels|categories|етикети|етикет|тагове|категории|маркери",
    ),
    (
        Column::Origin,
        SURE,
        "source|acquired by|how acquired|how it came|произход|източник|как е дошъл|как е спечелен|начин на придобиване",
    ),
    (
        Column::OriginNote,
        SURE,
        "source detail|source note|origin detail|бележка за произхода|подробности за източника|кой го доведе",
    ),
    (
        Column::AcquiredOn,
        SURE,
        "client since|customer since|since|acquired|acquisition date|клиент от|от кога е клиент|откога е клиент|\
         дата на придобиване|клиент от дата",
    ),
    (
        Column::RhythmDays,
        SURE,
        "rhythm|cadence|cadence days|contact every days|contact rhythm|days between contacts|ритъм|ритъм в дни|\
         ритъм на контакт|ритъм на контактите|дни между контактите|контакт на дни",
    ),
    (
        Column::Note,
        SURE,
        "notes|comment|comments|remark|remarks|бележка|бележки|забележка|забележки|коментар|коментари",
    ),
];

const PEOPLE_WORDS: Words = &[
    (
        Column::Code,
        SURE,
        "external id|external code|person code|contact code|contact id|person id|код на лице|код на контакт|външен код|uid",
    ),
    (Column::Code, LIKELY, "code|id|no|код|номер|№"),
    (
        Column::FullName,
        SURE,
        "name|display name|contact name|person|contact person|contact|име и фамилия|имена|лице|лице за контакт|\
         лице за контакти|контактно лице|контакт|трите имена|собствено и фамилно име",
    ),
    (
        Column::GivenName,
        SURE,
        "first name|forename|given names|given|firstname|име|собствено име|първо име|малко име",
    ),
    (
        Column::FamilyName,
        SURE,
        "last name|surname|family|lastname|фамилия|фамилно име|последно име",
    ),
    (
        Column::Honorific,
        SURE,
        "salutation|form of address|prefix|name prefix|обръщение|титла|научна титла",
    ),
    (
        Column::Account,
        SURE,
        "client|customer|company|organisation|organization|employer|firm|account name|company name|client name|\
         account code|client code|customer code|клиент|клиент код или име|client code or name|фирма|организация|контрагент|работодател|компания|\
         дружество|код на клиент|име на клиент|име на фирма",
    ),
    (
        Column::Title,
        SURE,
        "job title|position|job|role|длъжност|позиция|роля|работи като|пост",
    ),
    (
        Column::Unit,
        SURE,
        "department|division|org unit|office|отдел|звено|дирекция|департамент|структурно звено",
    ),
    (
        Column::Email,
        SURE,
        "e mail|mail|email address|e-mail|имейл|и-мейл|ел поща|електронна поща|служебен имейл|мейл",
    ),
    (
        Column::Phone,
        SURE,
        "telephone|tel|phone no|work phone|business phone|телефон|тел|служебен телефон|стационарен телефон|\
         телефонен номер",
    ),
    (
        Column::Mobile,
        SURE,
        "mobile phone|cell|cell phone|gsm|мобилен|мобилен телефон|джиесем|gsm номер|личен телефон",
    ),
    (
        Column::Website,
        SURE,
        "web|site|url|web page|linkedin|сайт|страница|профил",
    ),
    (
        Column::Address,
        SURE,
        "postal address|street|адрес|пощенски адрес",
    ),
    (Column::Languages, SURE, "language|speaks|език|езици|говори"),
    (
        Column::FirstDay,
        SURE,
        "from|since|start date|started|there since|there from|там от|от|от дата|постъпил|постъпила|начална дата|работи от",
    ),
    (
        Column::LastDay,
        SURE,
        "to|until|end date|left|left on|до|до дата|напуснал|напуснала|крайна дата|работи до",
    ),
    (
        Column::Consent,
        SURE,
        "gdpr consent|has consent|съгласие|дал съгласие",
    ),
    (
        Column::ConsentDay,
        SURE,
        "consent date|consent given on|дата на съгласие|съгласие от|съгласие дата",
    ),
    (
        Column::LawfulBasis,
        SURE,
        "legal basis|basis|gdpr basis|основание|правно основание|законово основание",
    ),
    (
        Column::RetainUntil,
        SURE,
        "keep until|retention until|retain to|пази до|съхранява се до|да се пази до|срок за съхранение",
    ),
    (
        Column::Birthday,
        SURE,
        "birth date|date of birth|bday|dob|рожден ден|рождена дата|дата на раждане",
    ),
    (
        Column::Note,
        SURE,
        "notes|comment|comments|remark|бележка|бележки|забележка|забележки|коментар|коментари",
    ),
];

const INTERACTION_WORDS: Words = &[
    (
        Column::Code,
        SURE,
        "external id|external code|interaction id|activity id|event id|външен код|код на контакт|номер на събитие",
    ),
    (Column::Code, LIKELY, "code|id|no|код|номер|№"),
    (
        Column::Day,
        SURE,
        "date|when|happened on|activity date|date of contact|дата|ден|кога|дата на контакт|дата на срещата|\
         дата на събитието|дата на посещение",
    ),
    (
        Column::Account,
        SURE,
        "client|customer|company|organisation|organization|account name|client name|client code|account code|\
         клиент|клиент код или име|client code or name|фирма|организация|контрагент|код на клиент|име на клиент",
    ),
    (
        Column::Person,
        SURE,
        "people|contact|contacts|contact person|participants|with whom|met with|лице|лица|хора|с кого|участници|\
         контактно лице|лице за контакт|хора на клиента|събеседник|от тяхна страна",
    ),
    (
        Column::Channel,
        SURE,
        "kind|kind of contact|activity type|contact type|how|вид|вид контакт|канал|тип|как|начин|вид на контакта",
    ),
    (Column::Channel, LIKELY, "type|activity"),
    (
        Column::Direction,
        SURE,
        "who began|in out|посока|кой започна|кой потърси",
    ),
    (
        Column::DurationMinutes,
        SURE,
        "duration|minutes|duration min|length minutes|продължителност|минути|продължителност минути|времетраене",
    ),
    (
        Column::Summary,
        SURE,
        "text|description|what was said|content|what happened|details|резюме|описание|съдържание|какво се каза|\
         за какво|текст|какво стана|същина",
    ),
    (
        Column::Summary,
        LIKELY,
        "subject|note|notes|comment|тема|бележка|бележки|коментар",
    ),
    (Column::Mood, SURE, "feeling|sentiment|настроение|отношение"),
    (
        Column::Asked,
        SURE,
        "asked for names|asked for a referral|referral asked|питан|попитан|питан за имена|поискани имена",
    ),
    (
        Column::Owner,
        SURE,
        "owner email|author|by|who|colleague|our people|user|employee|sales rep|автор|кой|служител|търговец|\
         отговорник|колега|от наша страна|имейл на отговорника",
    ),
    (Column::Owner, FALLBACK, "participant|участник"),
];

const OBLIGATION_WORDS: Words = &[
    (
        Column::Code,
        SURE,
        "external id|external code|obligation id|promise id|външен код|код на ангажимент|номер на ангажимент",
    ),
    (Column::Code, LIKELY, "code|id|no|код|номер|№"),
    (
        Column::Account,
        SURE,
        "client|customer|company|organisation|organization|account name|client name|client code|account code|\
         клиент|клиент код или име|client code or name|фирма|организация|контрагент|код на клиент|име на клиент",
    ),
    (
        Column::Debtor,
        SURE,
        "who owes|owed by|promised by|side|кой дължи|длъжник|страна|поел|обещал|чий ангажимент",
    ),
    (
        Column::What,
        SURE,
        "obligation|promise|commitment|subject|description|какво|ангажимент|обещание|задължение|предмет|описание",
    ),
    (
        Column::ObligationKind,
        SURE,
        "kind of obligation|type|dimension|вид|вид ангажимент|вид на ангажимента|тип",
    ),
    (
        Column::Origin,
        SURE,
        "came from|basis|произход|основание|откъде|от какво",
    ),
    (
        Column::Source,
        SURE,
        "written in|document|clause|where it is written|източник|документ|клауза|къде е записано|договор",
    ),
    (
        Column::Person,
        SURE,
        "contact|contact person|their person|people|person|on their side|лице|лице за контакт|от страна на клиента|човек|хора на клиента",
    ),
    (
        Column::Owner,
        SURE,
        "owner email|responsible|our person|on our side|by whom|отговорник|от наша страна|колега|имейл на отговорника|\
         служител|кой отговаря",
    ),
    (
        Column::MadeOn,
        SURE,
        "promised on|made|since|date|agreed on|поет на|поето на|дата|от дата|дата на поемане|обещано на|от кога",
    ),
    (
        Column::Condition,
        SURE,
        "if|on condition|условие|ако|при условие",
    ),
    (
        Column::DueDay,
        SURE,
        "due|due date|deadline|until|by when|срок|срок до|краен срок|до|падеж|докога",
    ),
    (
        Column::GraceDays,
        SURE,
        "grace|days of grace|гратис|гратисни дни|гратисен срок",
    ),
    (
        Column::Importance,
        SURE,
        "weight|priority|важност|тежест|приоритет",
    ),
    (
        Column::State,
        SURE,
        "status|outcome|result|състояние|статус|изход|резултат",
    ),
    (
        Column::ClosedOn,
        SURE,
        "closed|done on|kept on|finished on|date closed|приключен на|изпълнен на|изпълнено на|дата на изпълнение",
    ),
    (
        Column::Note,
        SURE,
        "proof|reason|notes|comment|бележка|доказателство|причина|коментар",
    ),
];

const PEOPLE_MAP_WORDS: Words = &[
    (
        Column::Account,
        SURE,
        "client|customer|company|organisation|organization|account name|client name|client code|account code|\
         клиент|клиент код или име|client code or name|фирма|организация|контрагент|код на клиент|име на клиент",
    ),
    (
        Column::Person,
        SURE,
        "name|full name|people|contact|contact person|their person|who|име|имена|лице|човек|кой|хора на клиента|\
         лице за контакт",
    ),
    (
        Column::Title,
        SURE,
        "position|job title|post|длъжност|позиция|пост",
    ),
    (Column::Unit, SURE, "department|отдел|звено|дирекция"),
    (
        Column::Role,
        SURE,
        "roles|buying role|role in the purchase|роля|роли|роля в покупката",
    ),
    (
        Column::Attitude,
        SURE,
        "stance|attitude to us|support|отношение|отношение към нас|настроение",
    ),
    (
        Column::Influence,
        SURE,
        "power|weight|влияние|тежест|сила|влияние 1 5",
    ),
    (
        Column::Veto,
        SURE,
        "can block|can stop|вето|може да спре|може да блокира",
    ),
    (
        Column::ReportsTo,
        SURE,
        "manager|superior|boss|reports|подчинен на|началник|ръководител|пряк ръководител",
    ),
    (
        Column::Owner,
        SURE,
        "counterpart|our counterpart|our person|owner email|responsible|отсреща|наш човек|отговорник|\
         от наша страна|колега",
    ),
    (
        Column::Tie,
        SURE,
        "tie kind|kind of tie|relation|relationship|връзка|вид връзка|отношения",
    ),
    (
        Column::TieTo,
        SURE,
        "tie with|related to|to whom|връзка с|към кого|с кого",
    ),
    (
        Column::Strength,
        SURE,
        "strength of tie|tie strength|сила на връзката|колко силна",
    ),
    (
        Column::Day,
        SURE,
        "since|as of|date|from|от кога|към дата|дата|от",
    ),
    (
        Column::LastDay,
        SURE,
        "until|to|ended|до кога|до|край на връзката",
    ),
    (
        Column::Note,
        SURE,
        "evidence|proof|source|notes|comment|основание|доказателство|източник|бележка|коментар",
    ),
];
