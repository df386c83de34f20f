## Lists of people
nav-people = Хора
people-headline = { $count ->
    [one] { $count } човек
   *[other] { $count } души
    } при клиентите
people-headline-own = Хората при вашите клиенти
people-name = Име
people-contact = Връзка
people-search-label = Търсене на човек
people-sort = Подреждане
people-sort-name = по име
people-sort-family = по фамилия
people-sort-created = по реда на въвеждане
people-places = Места
places-present = сегашни
places-former = бивши
places-all = сегашни и бивши
people-place = Място
people-without-place = Само хора без място при клиент
people-language = Език
people-none-match = Никой не отговаря на този филтър. Махнете условие или потърсете с началото на името.
people-empty-title = Още няма хора
people-empty-text = Ключовият клиент се държи от хора. Запишете кой решава, кой снабдява и кой може да спре сделката, с длъжност и начин за връзка.
people-more-places = { $count ->
    [one] и още едно място
   *[other] и още { $count } места
    }
page-first = От началото
more-filters = Още филтри
export-csv-plain = CSV за програми
edit = Промени

## Filters on clients
relation-owner = Отговорник
relation-sector = Сектор
relation-tag = Етикет
relation-group = Група
relation-origin = Как е дошъл
relation-next-step = Следваща стъпка
relation-without-next-step = Без следваща стъпка
relation-none = няма
owner-me = аз
owner-none = без отговорник
accounts-sentence-relation = , { $name }: { $value }

## One person
person-new = Нов човек
person-add = Добави човек
person-edit = Данни за човека
person-sample = от примерната фирма
person-erased = Изтрит човек
person-erased-help = Личните данни са изтрити по искане или след края на срока. Остава само следата, че такъв запис е имало.
person-erased-done = Личните данни са изтрити.
person-deleted = Човекът е в кошчето.
person-reach = Връзка
person-reach-none = Не се знае как се стига до този човек.
person-places = Места
person-places-former = Преди
person-places-none = Няма място при клиент.
person-data = Данни
person-rights = Права на човека
person-export = Какво пазим за този човек
person-export-lead = Всичко, което книгата пази за човека, освен личните бележки на други. Дайте му го, когато поиска.
person-erase = Изтрий личните данни
person-erase-help = Името, връзките, длъжностите, бележките за човека и записаното за него в дневника изчезват завинаги. Разговорите с клиента остават без име.
person-erase-sure = Разбирам, че това не може да се върне
person-delete = Премести в кошчето
person-section-who = Кой е
person-section-place = Къде работи
person-section-basis = Основание и бележки
person-field-given-name = Име
person-field-family-name = Фамилия
person-field-honorific = Обръщение
person-field-honorific-help = Например д-р, инж.
person-field-languages = Езици
person-field-languages-help = С по две букви, например bg, en.
person-field-consent = Съгласие
person-field-consent-day = Ден на съгласието
person-field-lawful-basis = Правно основание
person-field-retain-until = Пази се до
person-field-retain-until-help = След този ден човекът влиза в списъка за изтриване.
person-field-birthday = Рожден ден
person-field-birthday-help = Достатъчни са ден и месец: `26.11`. Сутрешният преглед напомня за него само при съгласие или при законен интерес.
person-field-note = Бележка
person-field-codes = Номера в други системи
person-field-codes-help = По един на ред, например erp: 00017.
consent-unknown = не е питан
consent-given = дадено
consent-refused = отказано
consent-withdrawn = оттеглено
basis-unknown = не е посочено
basis-consent = съгласие
basis-contract = договор
basis-legitimate-interest = легитимен интерес
basis-legal-obligation = законово задължение
contact-kind = Вид
contact-value = Номер или адрес
contact-label = За какво
contact-preferred = предпочитан
contact-help = Празните редове не се записват. Телефоните се пазят в международен вид, когато може да се познае.
contact-phone = Телефон
contact-mobile = Мобилен
contact-email = Поща
contact-website = Страница
contact-address = Адрес
contact-messenger = Чат

## A person's place at a client
place-new = Ново място
place-edit = Място в { $account }
place-move = Напуска { $account }
place-move-lead = Старото място остава като бивше и се затваря в деня, в който започва новото.
place-move-on = Мести се другаде
place-end = Вече не е там
place-former = бивш
place-remove = Махни мястото
place-remove-help = Само когато е записано по грешка. Който е напуснал, остава като бивш.
place-account = Клиент
place-account-help = Име, код или номер на клиент от книгата.
place-title = Длъжност
place-unit = Звено
place-first-day = От
place-first-day-help = Ден, месец или само година.
place-last-day = До
place-last-day-help = Празно, докато е там.
place-time = Време
place-since = от { $day }
place-until = до { $day }

## People and data on a client's page
account-people = Хора
account-people-none = Още не знаем никого тук. Под трима живи познати връзката виси на косъм.
account-people-lead = { $people ->
    [one] Един познат
   *[other] { $people } познати
    } в { $units ->
    [0] неизвестно звено
    [one] едно звено
   *[other] { $units } звена
    }.
account-people-former = { $count ->
    [one] Един бивш
   *[other] { $count } бивши
    }
account-people-all = Всички хора тук, с филтри
account-group = Група
account-group-this = този клиент
account-group-switch = Чии са числата
account-group-own = Само клиентът
account-group-whole = Цялата група
account-group-members = Клиентите от групата
account-group-summed = Продажбите са на групата „{ $name }“: { $clients } заедно. Присъдата е на самия клиент.
account-new = Нов клиент
account-add = Добави клиент
account-edit = Данни за клиента
account-delete = Премести в кошчето
account-delete-help = Стои в кошчето 30 дни и може да се върне с всичко, което е вързано за него.
account-deleted = Клиентът е в кошчето.
account-section-who = Кой е
account-section-where = Къде е
account-section-ours = При нас
account-section-origin = Как е дошъл
account-field-name = Име
account-field-legal-name = Име по регистрация
account-field-legal-name-help = Само ако се различава. Правната форма се взема от името.
account-field-legal-form = Правна форма
account-field-country = Държава
account-field-country-help = С две букви, например BG, RO, DE.
account-field-registration-number = ЕИК
account-field-registration-number-help = За чуждестранна фирма посочете първо държавата: тогава се приема всеки номер.
account-field-vat-number = Номер по ДДС
account-field-sector = Сектор
account-field-city = Град
account-field-address = Адрес
account-field-phone = Телефон
account-field-email = Поща
account-field-website = Страница
account-field-owner = Отговорник
account-field-substitute = Заместник
account-field-rhythm-days = Ритъм на контактите, дни
account-field-rhythm-days-help = През колко дни най-много се обаждаме. Празно: както е за сектора.
account-field-parent = Дружество майка
account-field-parent-help = Име, код или номер на клиент от книгата. Празно: няма.
account-field-tags = Етикети
account-field-tags-help = Със запетаи между тях.
account-field-codes = Номера в други системи
account-field-codes-help = По един на ред, например crm: 4711. Кодовете от продажбите се пазят отделно.
account-field-origin = Как е дошъл
account-field-acquired-on = Клиент от
account-field-acquired-on-help = Ден, месец или само година.
account-field-origin-note = Повече за това
account-field-note = Бележка
rhythm-own = { $count ->
    [one] всеки ден
   *[other] на { $count } дни
    }
rhythm-of-sector = { $count ->
    [one] всеки ден
   *[other] на { $count } дни
    }, както е за сектора
origin-won = спечелен
origin-inherited = наследен
origin-introduced = препоръчан
origin-former-employee = чрез бивш служител
origin-foreign = от чужбина
legal-form-eood = ЕООД
legal-form-ood = ООД
legal-form-ead = ЕАД
legal-form-ad = АД
legal-form-adsits = АДСИЦ
legal-form-kda = КДА
legal-form-kd = КД
legal-form-sd = СД
legal-form-et = ЕТ
legal-form-dzzd = ДЗЗД
legal-form-dpk = ДПК
legal-form-edpk = ЕДПК
legal-form-kooperatsia = кооперация

## How long we keep people's data
retention-title = Срок за пазене
retention-lead = Хора, за чиито данни е време да решите: да се изтрият, или да посочите докога и защо се пазят.
retention-rule = { $count ->
    [one] Правило на фирмата: един месец след последния контакт.
   *[other] Правило на фирмата: { $count } месеца след последния контакт.
    }
retention-no-rule = Фирмата няма правило, затова тук са само хората с изтекъл собствен срок.
retention-months = Месеци след последния контакт
retention-none = Ничий срок не е изтекъл.
retention-contact = Последен контакт
retention-since = В книгата от

## What is held about a person
held-person = номер на записа
held-name = име и фамилия
held-given-name = име
held-family-name = фамилия
held-honorific = обръщение
held-languages = езици
held-note = бележка
held-consent = съгласие
held-consent-day = ден на съгласието
held-lawful-basis = правно основание
held-retain-until = пази се до
held-birthday = рожден ден
held-contacts = начин за връзка
held-contact = номер на връзката
held-kind = вид
held-value = стойност
held-label = за какво
held-preferred = предпочитан
held-affiliations = място
held-affiliation = номер на мястото
held-account = номер на клиента
held-account-name = клиент
held-title = длъжност
held-unit = звено
held-first-day = от
held-last-day = до
held-former = бивш
held-version = версия
held-codes = номер в друга система
held-system = система
held-code = номер
held-sample = от примерната фирма
held-erased = изтрит
held-interactions = контакт
held-interaction = номер на контакта
held-day = ден
held-summary = казано
held-notes = бележка за човека
held-text = текст
held-written-at = записано на
held-next-steps = следващи стъпки
held-attachments = файлове
held-aliases = други имена
held-journal = промяна
held-at = кога
held-action = действие
held-entity = запис
held-before = преди
held-after = след

## What is wrong with a field
field-too-many = Твърде много наведнъж.
field-registration-number-wrong = Контролната цифра не излиза. Проверете номера; за чуждестранна фирма посочете държавата.
field-registration-number-personal = Това е ЕГН, а то не се записва. Въведете ЕИК или оставете празно.
field-vat-number-wrong = Това не е номер по ДДС. Пише се с кода на държавата, например BG175074752.
field-phone-invalid = Това не е телефонен номер.
field-website-invalid = Това не е адрес на страница.
field-country-invalid = Държавата се пише с две букви, например BG.
field-language-invalid = Езиците се пишат с по две букви, например bg, en.
field-code-invalid = Пишете система, двоеточие и номер, например erp: 00017.
field-code-taken = Друг запис вече има този номер.
field-sector-unknown = Изберете сектор от списъка.
field-origin-unknown = Изберете едно от предложените.
field-user-unknown = Няма такъв колега или са повече от един с това име.
field-account-unknown = Няма такъв клиент или са повече от един с това име. Пишете кода му.
field-group-circle = Така клиентът би бил над самия себе си.
field-days-invalid = Пишете цял брой дни от 1 до 3650.
field-days-reversed = Краят е преди началото.
field-months-invalid = Пишете цял брой месеци от 1 до 600.
