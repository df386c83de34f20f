//! A small file of each kind, as one may fill it in: the headers of the reader's language, the days and words
//! as people write them there. The files tell of the same clients, so each can be imported after the
//! ones before it.

use clientela_domain::records::{FileKind, RecordColumn};
use clientela_domain::sales::column::Column;
use clientela_texts::{Language, Texts, report};

/// The columns of the sample of sales.
const SALES: [Column; 11] = [
    Column::DocumentNumber,
    Column::DocumentDate,
    Column::CustomerCode,
    Column::CustomerName,
    Column::ProductCode,
    Column::ProductName,
    Column::ProductGroup,
    Column::Quantity,
    Column::NetAmount,
    Column::Currency,
    Column::SalesRepresentative,
];

/// The columns of the sample of clients.
const ACCOUNTS: [RecordColumn; 9] = [
    RecordColumn::Code,
    RecordColumn::Name,
    RecordColumn::RegistrationNumber,
    RecordColumn::VatNumber,
    RecordColumn::Sector,
    RecordColumn::City,
    RecordColumn::Phone,
    RecordColumn::Email,
    RecordColumn::Tags,
];

/// The columns of the sample of people.
const PEOPLE: [RecordColumn; 9] = [
    RecordColumn::Code,
    RecordColumn::GivenName,
    RecordColumn::FamilyName,
    RecordColumn::Account,
    RecordColumn::Title,
    RecordColumn::Email,
    RecordColumn::Mobile,
    RecordColumn::FirstDay,
    RecordColumn::LawfulBasis,
];

/// The columns of the sample of interactions.
const INTERACTIONS: [RecordColumn; 7] = [
    RecordColumn::Code,
    RecordColumn::Day,
    RecordColumn::Account,
    RecordColumn::Person,
    RecordColumn::Channel,
    RecordColumn::DurationMinutes,
    RecordColumn::Summary,
];

/// The columns of the sample of promises.
const OBLIGATIONS: [RecordColumn; 10] = [
    RecordColumn::Code,
    RecordColumn::Account,
    RecordColumn::Debtor,
    RecordColumn::What,
    RecordColumn::ObligationKind,
    RecordColumn::Person,
    RecordColumn::MadeOn,
    RecordColumn::DueDay,
    RecordColumn::State,
    RecordColumn::ClosedOn,
];

/// The columns of the sample of a people map.
const PEOPLE_MAP: [RecordColumn; 11] = [
    RecordColumn::Account,
    RecordColumn::Person,
    RecordColumn::Title,
    RecordColumn::Role,
    RecordColumn::Attitude,
    RecordColumn::Influence,
    RecordColumn::Veto,
    RecordColumn::ReportsTo,
    RecordColumn::Tie,
    RecordColumn::TieTo,
    RecordColumn::Note,
];

/// The columns of the sample of gifts.
const GIFTS: [RecordColumn; 11] = [
    RecordColumn::Code,
    RecordColumn::Account,
    RecordColumn::GiftDirection,
    RecordColumn::Person,
    RecordColumn::GiftKind,
    RecordColumn::What,
    RecordColumn::Occasion,
    RecordColumn::Value,
    RecordColumn::Currency,
    RecordColumn::Official,
    RecordColumn::Day,
];

/// The columns of the sample of support.
const SUPPORT: [RecordColumn; 10] = [
    RecordColumn::Code,
    RecordColumn::Account,
    RecordColumn::Side,
    RecordColumn::SupportKind,
    RecordColumn::What,
    RecordColumn::BeforeWhom,
    RecordColumn::Person,
    RecordColumn::Mark,
    RecordColumn::Day,
    RecordColumn::UntilDay,
];

/// The columns of the sample of agreements on confidentiality.
const CONFIDENTIALITY: [RecordColumn; 7] = [
    RecordColumn::Code,
    RecordColumn::Account,
    RecordColumn::WithWhom,
    RecordColumn::Scope,
    RecordColumn::MayKnow,
    RecordColumn::Day,
    RecordColumn::UntilDay,
];

/// The columns of the sample of agreements: the first row of one tells of it, each further one of a clause.
const AGREEMENTS: [RecordColumn; 17] = [
    RecordColumn::Account,
    RecordColumn::AgreementNumber,
    RecordColumn::AgreementTitle,
    RecordColumn::SignedOn,
    RecordColumn::ValidFrom,
    RecordColumn::ValidTo,
    RecordColumn::NoticeDays,
    RecordColumn::AutoRenew,
    RecordColumn::State,
    RecordColumn::PaymentDays,
    RecordColumn::ClauseNumber,
    RecordColumn::ClauseText,
    RecordColumn::Metric,
    RecordColumn::Target,
    RecordColumn::TargetUnit,
    RecordColumn::LateDays,
    RecordColumn::ClausePeriod,
];

/// The columns of the sample of executed promises.
const EXECUTIONS: [RecordColumn; 13] = [
    RecordColumn::Account,
    RecordColumn::ExecutionKind,
    RecordColumn::Day,
    RecordColumn::Document,
    RecordColumn::What,
    RecordColumn::ComplaintClass,
    RecordColumn::PromisedDay,
    RecordColumn::DoneDay,
    RecordColumn::Ordered,
    RecordColumn::Delivered,
    RecordColumn::Defects,
    RecordColumn::MovedBy,
    RecordColumn::Reason,
];

/// The columns of the sample of problems.
const PROBLEMS: [RecordColumn; 11] = [
    RecordColumn::Code,
    RecordColumn::Account,
    RecordColumn::What,
    RecordColumn::Harm,
    RecordColumn::Cost,
    RecordColumn::Currency,
    RecordColumn::SaidBy,
    RecordColumn::Solution,
    RecordColumn::Alternatives,
    RecordColumn::Day,
    RecordColumn::State,
];

/// The columns of the sample of answers.
const SURVEY_ANSWERS: [RecordColumn; 9] = [
    RecordColumn::Code,
    RecordColumn::Account,
    RecordColumn::Person,
    RecordColumn::Decides,
    RecordColumn::Day,
    RecordColumn::Recommend,
    RecordColumn::Satisfied,
    RecordColumn::Effort,
    RecordColumn::Note,
];

/// The columns of the sample of prospects.
const PROSPECTS: [RecordColumn; 12] = [
    RecordColumn::Code,
    RecordColumn::Name,
    RecordColumn::ContactPerson,
    RecordColumn::Phone,
    RecordColumn::City,
    RecordColumn::ProspectSource,
    RecordColumn::SourceDetail,
    RecordColumn::ReferredOn,
    RecordColumn::FunctionalNeed,
    RecordColumn::Ability,
    RecordColumn::Evidence,
    RecordColumn::NextStep,
];

/// The columns of the sample of competitors' positions.
const POSITIONS: [RecordColumn; 10] = [
    RecordColumn::Code,
    RecordColumn::Account,
    RecordColumn::Competitor,
    RecordColumn::ProductGroup,
    RecordColumn::ShareLow,
    RecordColumn::ShareHigh,
    RecordColumn::PriceIndex,
    RecordColumn::ContractEnd,
    RecordColumn::KnownFrom,
    RecordColumn::Day,
];

/// The columns of the sample of what clients buy.
const PURCHASES: [RecordColumn; 9] = [
    RecordColumn::Code,
    RecordColumn::Account,
    RecordColumn::ProductGroup,
    RecordColumn::Period,
    RecordColumn::AmountLow,
    RecordColumn::AmountHigh,
    RecordColumn::Currency,
    RecordColumn::KnownFrom,
    RecordColumn::Day,
];

/// The columns of the sample of threats.
const THREATS: [RecordColumn; 10] = [
    RecordColumn::Code,
    RecordColumn::Account,
    RecordColumn::ThreatKind,
    RecordColumn::What,
    RecordColumn::Likelihood,
    RecordColumn::Severity,
    RecordColumn::Prepared,
    RecordColumn::EarlySign,
    RecordColumn::Day,
    RecordColumn::State,
];

/// The columns of the sample of visits.
const VISITS: [RecordColumn; 8] = [
    RecordColumn::Code,
    RecordColumn::Day,
    RecordColumn::Account,
    RecordColumn::Hours,
    RecordColumn::What,
    RecordColumn::State,
    RecordColumn::MissedReason,
    RecordColumn::Note,
];

/// The columns of the sample of opportunities.
const OPPORTUNITIES: [RecordColumn; 11] = [
    RecordColumn::Code,
    RecordColumn::What,
    RecordColumn::Account,
    RecordColumn::ProductGroups,
    RecordColumn::Value,
    RecordColumn::ValueHigh,
    RecordColumn::State,
    RecordColumn::OpenedOn,
    RecordColumn::ClosedOn,
    RecordColumn::ExpectedOn,
    RecordColumn::Note,
];

/// The columns of the sample of agreements with those who find prospects.
const SPOTTERS: [RecordColumn; 14] = [
    RecordColumn::Code,
    RecordColumn::WithWhom,
    RecordColumn::SpotterKind,
    RecordColumn::Contract,
    RecordColumn::ValidFrom,
    RecordColumn::FeeName,
    RecordColumn::FeeQualified,
    RecordColumn::FeeShare,
    RecordColumn::WindowDays,
    RecordColumn::ListPrice,
    RecordColumn::Currency,
    RecordColumn::PaymentDays,
    RecordColumn::Official,
    RecordColumn::TaxDocument,
];

const SALES_BG: &str = "1000000001;05.10.2026;1001;Хранимир Ритейл АД;P-10;Лютеница 314 г;Консерви;120;1 234,50;EUR;Мила Стоева
1000000001;05.10.2026;1001;Хранимир Ритейл АД;P-22;Чай липа;Напитки;60;214,80;EUR;Мила Стоева
1000000002;12.10.2026;1002;Хотел Орлица ООД;P-22;Чай липа;Напитки;15;53,70;EUR;Коста Енев";

const SALES_EN: &str = "1000000001;2026-10-05;1001;Hranimir Retail AD;P-10;Lyutenitsa 314 g;Preserves;120;1234.50;EUR;Mila Stoeva
1000000001;2026-10-05;1001;Hranimir Retail AD;P-22;Linden tea;Drinks;60;214.80;EUR;Mila Stoeva
1000000002;2026-10-12;1002;Hotel Orlitsa OOD;P-22;Linden tea;Drinks;15;53.70;EUR;Kosta Enev";

const ACCOUNTS_BG: &str = "1001;Хранимир Ритейл АД;131071587;BG131071587;търговска верига;Пловдив;+359 32 600 100;office@hranimir.example;верига, изток
1002;Хотел Орлица ООД;;;услуги;Велинград;+359 359 50 100;hotel@orlitsa.example;хотел";

const ACCOUNTS_EN: &str = "1001;Hranimir Retail AD;131071587;BG131071587;retail chain;Plovdiv;+359 32 600 100;office@hranimir.example;chain, east
1002;Hotel Orlitsa OOD;;;services;Velingrad;+359 359 50 100;hotel@orlitsa.example;hotel";

const PEOPLE_BG: &str = "L-1;Мария;Иванова;1001;търговски директор;maria.ivanova@hranimir.example;+359 888 123 456;03.2024;легитимен интерес
L-2;Георги;Колев;1002;управител;georgi.kolev@orlitsa.example;+359 887 654 321;2019;договор";

const PEOPLE_EN: &str = "L-1;Maria;Ivanova;1001;commercial director;maria.ivanova@hranimir.example;+359 888 123 456;2024-03;legitimate interest
L-2;Georgi;Kolev;1002;manager;georgi.kolev@orlitsa.example;+359 887 654 321;2019;contract";

const INTERACTIONS_BG: &str = "K-1;20.10.2026;1001;L-1;среща;45;Искат доставка два пъти седмично
K-2;22.10.2026;1002;L-2;обаждане;10;Поръчват чай за зимния сезон";

const INTERACTIONS_EN: &str = "K-1;2026-10-20;1001;L-1;meeting;45;They want deliveries twice a week
K-2;2026-10-22;1002;L-2;call;10;They order tea for the winter season";

const OBLIGATIONS_BG: &str = "O-1;1001;ние;Разписание за доставка два пъти седмично;доставка;L-1;20.10.2026;30.10.2026;изпълнен;29.10.2026
O-2;1002;клиентът;Потвърждение на количествата за зимата;информация;L-2;22.10.2026;31.03.2027;в сила;";

const OBLIGATIONS_EN: &str = "O-1;1001;we;A schedule for deliveries twice a week;delivery;L-1;2026-10-20;2026-10-30;kept;2026-10-29
O-2;1002;the client;The quantities for the winter confirmed;information;L-2;2026-10-22;2027-03-31;open;";

const PEOPLE_MAP_BG: &str = "1001;L-1;;купувач, влияещ;защитник;4;не;изпълнителен директор;;;защити ни пред комисията, протокол от 04.06
1001;;изпълнителен директор;решаващ;неизвестно;5;да;;;;подписва договорите
1001;L-1;;;;;;;влияе на;изпълнителен директор;думите ѝ на 05.11";

const PEOPLE_MAP_EN: &str = "1001;L-1;;buyer, influencer;champion;4;no;managing director;;;defended us before the board, minutes of 4 June
1001;;managing director;decider;unknown;5;yes;;;;signs the contracts
1001;L-1;;;;;;;influences;managing director;her words on 5 November";

const GIFTS_BG: &str = "G-1;1001;даден;L-1;вещ;Кошница с консерви;Коледа;40,00;EUR;не;18.12.2025
G-2;1002;получен;L-2;обяд;Обяд в хотела;среща за сезона;25,00;EUR;не;22.10.2026";

const GIFTS_EN: &str =
    "G-1;1001;given;L-1;goods;A basket of preserves;Christmas;40.00;EUR;no;2025-12-18
G-2;1002;received;L-2;meal;Lunch at the hotel;talks about the season;25.00;EUR;no;2026-10-22";

const SUPPORT_BG: &str =
    "S-1;1001;клиентът;препоръка;Препоръча ни за доставките си;верига в Русе;L-1;;20.10.2026;
S-2;1002;клиентът;разрешение;Логото му на нашата страница;;L-2;лого;01.11.2026;31.10.2027";

const SUPPORT_EN: &str =
    "S-1;1001;the client;reference;Recommended our deliveries;a chain in Ruse;L-1;;2026-10-20;
S-2;1002;the client;permission;Their logo on our page;;L-2;logo;2026-11-01;2027-10-31";

const CONFIDENTIALITY_BG: &str =
    "NDA-1;1001;;Рецептури и цени на собствените им марки;екипът на клиента;01.03.2026;28.02.2029
NDA-2;1002;Орлица Холдинг АД;Плановете за новия хотел;търговският директор;15.06.2026;";

const CONFIDENTIALITY_EN: &str =
    "NDA-1;1001;;Recipes and prices of their own brands;the client's team;2026-03-01;2029-02-28
NDA-2;1002;Orlitsa Holding AD;The plans for the new hotel;the commercial director;2026-06-15;";
const AGREEMENTS_BG: &str = "1001;Д-2026-14;Доставки за веригата;15.12.2025;01.01.2026;31.12.2026;60;да;в сила;45;3.1;Поръчките се доставят изцяло и в срок;поръчки пълни и в срок;95;%;0;месец
1001;Д-2026-14;;;;;;;;;3.2;Рекламации се решават до пет работни дни;дни за рекламация;5;дни;;тримесечие
1002;Д-2026-15;Чай за зимния сезон;;01.10.2026;31.03.2027;30;не;предложен;30;2;Редовете се доставят в срок;редове в срок;98;%;1;месец";

const AGREEMENTS_EN: &str = "1001;D-2026-14;Deliveries to the chain;2025-12-15;2026-01-01;2026-12-31;60;yes;in force;45;3.1;Orders are delivered in full and on time;orders on time in full;95;%;0;month
1001;D-2026-14;;;;;;;;;3.2;Complaints are settled within five working days;complaint days;5;days;;quarter
1002;D-2026-15;Tea for the winter season;;2026-10-01;2027-03-31;30;no;offered;30;2;Lines are delivered on time;lines on time;98;%;1;month";

const EXECUTIONS_BG: &str =
    "1001;доставка;07.10.2026;7001;Лютеница 314 г;;06.10.2026;07.10.2026;120;120;;;
1001;преместен срок;05.10.2026;7002;;;12.10.2026;;;;;клиентът;ревизия в склада им
1001;качество;08.10.2026;7001;Лютеница 314 г;;;;;120;2;;
1002;рекламация;14.10.2026;7003;Чай липа;етикет;;16.10.2026;;;;;";

const EXECUTIONS_EN: &str =
    "1001;delivery;2026-10-07;7001;Lyutenitsa 314 g;;2026-10-06;2026-10-07;120;120;;;
1001;moved deadline;2026-10-05;7002;;;2026-10-12;;;;;the client;stocktaking in their warehouse
1001;quality;2026-10-08;7001;Lyutenitsa 314 g;;;;;120;2;;
1002;complaint;2026-10-14;7003;Linden tea;label;;2026-10-16;;;;;";
const PROBLEMS_BG: &str = "P-1;1001;Рафтовете са празни в събота;губят клиенти;1 200,00;EUR;L-1;Доставка и в петък следобед;собствен склад;20.10.2026;предложен
P-2;1002;Чаят свършва по средата на сезона;оплаквания на гости;;;L-2;Запас при нас;друг доставчик;22.10.2026;отворен";

const PROBLEMS_EN: &str = "P-1;1001;Shelves are empty on Saturdays;they lose customers;1200.00;EUR;L-1;A delivery on Friday afternoon too;a warehouse of their own;2026-10-20;proposed
P-2;1002;Tea runs out in mid-season;guests complain;;;L-2;A stock kept by us;another supplier;2026-10-22;open";

const ANSWERS_BG: &str = "A-1;1001;L-1;да;20.10.2026;9;5;6;Точни сте
A-2;1002;L-2;не;22.10.2026;6;3;;Искаме запас за сезона";

const ANSWERS_EN: &str = "A-1;1001;L-1;yes;2026-10-20;9;5;6;You are on time
A-2;1002;L-2;no;2026-10-22;6;3;;We want a stock for the season";

const PROSPECTS_BG: &str = "П-1;Пекарна Зора ООД;Мария Илиева;+359 52 300 100;Варна;изложение;Храни и напитки 2026;10.11.2026;да;неизвестно;пекат на две смени;Среща в пекарната
П-2;Хотел Бриз;;;Бургас;лично наблюдение;нова сграда до гарата;18.11.2026;;;;";

const PROSPECTS_EN: &str = "P-1;Zora Bakery Ltd;Maria Ilieva;+359 52 300 100;Varna;exhibition;Food and Drink 2026;2026-11-10;yes;unknown;they bake in two shifts;A meeting at the bakery
P-2;Hotel Breeze;;;Burgas;observation;a new building by the station;2026-11-18;;;;";

const POSITIONS_BG: &str =
    "ПК-1;1001;Северна зърнена АД;Консерви;30;40;96;30.06.2027;клиентът;20.10.2026
ПК-2;1002;Чайна къща ЕООД;Напитки;;50;;;чуто от други;22.10.2026";

const POSITIONS_EN: &str =
    "CP-1;1001;Northern Grain AD;Preserves;30;40;96;2027-06-30;the client;2026-10-20
CP-2;1002;Tea House EOOD;Drinks;;50;;;hearsay;2026-10-22";

const PURCHASES_BG: &str = "ОП-1;1001;Консерви;2026;180000;220000;EUR;каза го клиентът;20.10.2026
ОП-2;1002;;2026-Q3;9 000,00;;EUR;норма на обект или човек;22.10.2026";

const PURCHASES_EN: &str =
    "CB-1;1001;Preserves;2026;180000;220000;EUR;the client said so;2026-10-20
CB-2;1002;;2026-Q3;9000.00;;EUR;a norm by shop or head;2026-10-22";

const THREATS_BG: &str = "З-1;1001;условия;Искат плащане на 90 дни;4;3;Отстъпка за плащане до 30 дни;Първата забавена фактура;20.10.2026;следи се
З-2;1002;капацитет;Една линия за чай през зимата;2;;;;22.10.2026;";

const THREATS_EN: &str = "T-1;1001;terms;They want 90 days to pay;4;3;A discount for paying within 30 days;The first late invoice;2026-10-20;watched
T-2;1002;capacity;One line for tea in winter;2;;;;2026-10-22;";
const OPPORTUNITIES_BG: &str = "С-1;Чай за всички хотели;1002;Напитки;8000;12000;с оферта;10.10.2026;;15.12.2026;решават след ремонта
С-2;Лютеница за новите магазини;1001;Консерви;14500;14500;спечелена;02.09.2026;21.10.2026;;";

const OPPORTUNITIES_EN: &str = "O-1;Tea for all hotels;1002;Drinks;8000;12000;offered;2026-10-10;;2026-12-15;they decide after the refit
O-2;Lyutenitsa for the new shops;1001;Preserves;14500;14500;won;2026-09-02;2026-10-21;;";

const SPOTTERS_BG: &str = "П-1;Петър Колев;посредник за имена;№ 12 от 15.01.2026;15.01.2026;50;150;4;90;;EUR;14;не;сметка 7
П-2;Търсим-Намираме ООД;консултантска фирма;№ 31;20.03.2026;;80;;;300;EUR;30;;фактура";

const SPOTTERS_EN: &str =
    "S-1;Peter Kolev;spotter;No 12 of 2026-01-05;2026-01-05;50;150;4;90;;EUR;14;no;account 7
S-2;Seek and Find Ltd;consulting firm;No 31;2026-03-01;;80;;;300;EUR;30;;invoice";

const VISITS_BG: &str = "П-1;12.10.2026;1001;1,5;мостри за новия щанд;състояло се;;
П-2;20.10.2026;1002;2;план за зимата;не се е състояло;клиентът отказа;болен е";

const VISITS_EN: &str = "V-1;2026-10-12;1001;1.5;samples for the new stand;done;;
V-2;2026-10-20;1002;2;the plan for winter;missed;client cancelled;he is ill";

/// The sample of a kind as a CSV that Excel opens right, in UTF-8 with a byte order mark.
#[must_use]
pub fn sample_file(kind: FileKind, texts: Texts) -> String {
    let record = |columns: &[RecordColumn]| -> Vec<String> {
        let name = |column: &RecordColumn| report::record_column(texts, *column);
        columns.iter().map(name).collect()
    };
    let header = match kind {
        FileKind::Sales => {
            let name = |column: &Column| report::column(texts, *column);
            SALES.iter().map(name).collect()
        }
        FileKind::Accounts => record(&ACCOUNTS),
        FileKind::People => record(&PEOPLE),
        FileKind::Interactions => record(&INTERACTIONS),
        FileKind::Obligations => record(&OBLIGATIONS),
        FileKind::PeopleMap => record(&PEOPLE_MAP),
        FileKind::Gifts => record(&GIFTS),
        FileKind::Support => record(&SUPPORT),
        FileKind::Confidentiality => record(&CONFIDENTIALITY),
        FileKind::Agreements => record(&AGREEMENTS),
        FileKind::Executions => record(&EXECUTIONS),
        FileKind::Problems => record(&PROBLEMS),
        FileKind::SurveyAnswers => record(&SURVEY_ANSWERS),
        FileKind::Prospects => record(&PROSPECTS),
        FileKind::Positions => record(&POSITIONS),
        FileKind::Purchases => record(&PURCHASES),
        FileKind::Threats => record(&THREATS),
        FileKind::Opportunities => record(&OPPORTUNITIES),
        FileKind::Spotters => record(&SPOTTERS),
        FileKind::Visits => record(&VISITS),
    };
    let rows = match (kind, texts.language) {
        (FileKind::Sales, Language::Bg) => SALES_BG,
        (FileKind::Sales, Language::En) => SALES_EN,
        (FileKind::Accounts, Language::Bg) => ACCOUNTS_BG,
        (FileKind::Accounts, Language::En) => ACCOUNTS_EN,
        (FileKind::People, Language::Bg) => PEOPLE_BG,
        (FileKind::People, Language::En) => PEOPLE_EN,
        (FileKind::Interactions, Language::Bg) => INTERACTIONS_BG,
        (FileKind::Interactions, Language::En) => INTERACTIONS_EN,
        (FileKind::Obligations, Language::Bg) => OBLIGATIONS_BG,
        (FileKind::Obligations, Language::En) => OBLIGATIONS_EN,
        (FileKind::PeopleMap, Language::Bg) => PEOPLE_MAP_BG,
        (FileKind::PeopleMap, Language::En) => PEOPLE_MAP_EN,
        (FileKind::Gifts, Language::Bg) => GIFTS_BG,
        (FileKind::Gifts, Language::En) => GIFTS_EN,
        (FileKind::Support, Language::Bg) => SUPPORT_BG,
        (FileKind::Support, Language::En) => SUPPORT_EN,
        (FileKind::Confidentiality, Language::Bg) => CONFIDENTIALITY_BG,
        (FileKind::Confidentiality, Language::En) => CONFIDENTIALITY_EN,
        (FileKind::Agreements, Language::Bg) => AGREEMENTS_BG,
        (FileKind::Agreements, Language::En) => AGREEMENTS_EN,
        (FileKind::Executions, Language::Bg) => EXECUTIONS_BG,
        (FileKind::Executions, Language::En) => EXECUTIONS_EN,
        (FileKind::Problems, Language::Bg) => PROBLEMS_BG,
        (FileKind::Problems, Language::En) => PROBLEMS_EN,
        (FileKind::SurveyAnswers, Language::Bg) => ANSWERS_BG,
        (FileKind::SurveyAnswers, Language::En) => ANSWERS_EN,
        (FileKind::Prospects, Language::Bg) => PROSPECTS_BG,
        (FileKind::Prospects, Language::En) => PROSPECTS_EN,
        (FileKind::Positions, Language::Bg) => POSITIONS_BG,
        (FileKind::Positions, Language::En) => POSITIONS_EN,
        (FileKind::Purchases, Language::Bg) => PURCHASES_BG,
        (FileKind::Purchases, Language::En) => PURCHASES_EN,
        (FileKind::Threats, Language::Bg) => THREATS_BG,
        (FileKind::Threats, Language::En) => THREATS_EN,
        (FileKind::Opportunities, Language::Bg) => OPPORTUNITIES_BG,
        (FileKind::Opportunities, Language::En) => OPPORTUNITIES_EN,
        (FileKind::Spotters, Language::Bg) => SPOTTERS_BG,
        (FileKind::Spotters, Language::En) => SPOTTERS_EN,
        (FileKind::Visits, Language::Bg) => VISITS_BG,
        (FileKind::Visits, Language::En) => VISITS_EN,
    };
    format!(
        "\u{feff}{}\r\n{}\r\n",
        header.join(";"),
        rows.replace('\n', "\r\n")
    )
}
