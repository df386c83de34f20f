## Why a row of a file of clients, people or interactions was set aside, and what to do about it
set-aside-name-missing = без име
remedy-name-missing = Впишете името.
set-aside-summary-missing = не е казано какво е станало
remedy-summary-missing = Впишете с няколко думи какво е станало.
set-aside-account-missing = не е посочен нито клиент, нито човек
remedy-account-missing = Впишете клиента или човека, с когото е бил контактът.
set-aside-registration-number-wrong = ЕИК не е верен: контролната цифра не излиза
remedy-registration-number-wrong = Проверете номера в Търговския регистър. За чуждестранна фирма впишете и държавата.
set-aside-registration-number-personal = на мястото на ЕИК стои ЕГН
remedy-registration-number-personal = Изтрийте ЕГН и впишете ЕИК, ако фирмата има такъв.
set-aside-vat-number-wrong = номерът по ДДС не е верен
remedy-vat-number-wrong = Проверете номера или изпразнете клетката.
set-aside-email-invalid = това не е имейл адрес
remedy-email-invalid = Впишете адреса във вида ime@firma.bg или изпразнете клетката.
set-aside-phone-invalid = това не е телефонен номер
remedy-phone-invalid = Впишете номера с цифри или изпразнете клетката.
set-aside-website-invalid = това не е адрес на сайт
remedy-website-invalid = Впишете адреса във вида firma.bg или изпразнете клетката.
set-aside-country-unknown = непозната държава
remedy-country-unknown = Впишете двубуквения код, например BG, RO или DE.
set-aside-sector-unknown = непознат сектор
remedy-sector-unknown = Впишете: търговска верига, специализиран магазин, финанси, банка, услуги или друго.
set-aside-origin-unknown = непознат начин, по който е дошъл клиентът
remedy-origin-unknown = Впишете: спечелен, наследен, представен, бивш служител или чуждестранен.
set-aside-channel-unknown = непознат вид контакт
remedy-channel-unknown = Впишете: обаждане, посещение, имейл, среща, изложение, семинар, съобщение или наблюдение.
set-aside-direction-unknown = непозната посока
remedy-direction-unknown = Впишете входящ или изходящ, или изпразнете клетката.
set-aside-consent-unknown = неясно съгласие
remedy-consent-unknown = Впишете: дадено, отказано, оттеглено или неизвестно.
set-aside-basis-unknown = непознато правно основание
remedy-basis-unknown = Впишете: съгласие, договор, легитимен интерес или законово задължение.
set-aside-mood-unknown = непознато настроение
remedy-mood-unknown = Впишете число от -2 до 2 или дума: лошо, неутрално, добро.
set-aside-asked-unknown = не е ясно дали е питан за имена
remedy-asked-unknown = Впишете „да“ или „не“, или оставете клетката празна.
set-aside-language-invalid = непознат език
remedy-language-invalid = Впишете двубуквени кодове със запетая, например bg, en.
set-aside-whole-number-invalid = това не е цяло число в допустимите граници
remedy-whole-number-invalid = Впишете цяло положително число.
set-aside-day-in-future = денят още не е дошъл
remedy-day-in-future = Проверете датата. Предстоящото се записва като следваща стъпка.
set-aside-days-reversed = последният ден е преди първия
remedy-days-reversed = Разменете дните или поправете единия.
set-aside-text-too-long = текстът е твърде дълъг за полето
remedy-text-too-long = Съкратете го.
set-aside-too-many = твърде много стойности в клетката
remedy-too-many = Оставете най-важните.
set-aside-code-invalid = това не може да е код
remedy-code-invalid = Впишете кода така, както е в другата програма, или изпразнете клетката.
set-aside-colleague-unknown = няма точно един потребител с това име или имейл
remedy-colleague-unknown = Впишете имейла, с който колегата влиза, или изпразнете клетката.
set-aside-account-unknown = няма клиент с този код или име
remedy-account-unknown = Внесете първо клиентите, поправете името или изпразнете клетката.
set-aside-account-ambiguous = има няколко клиенти с това име
remedy-account-ambiguous = Впишете кода на клиента вместо името.
set-aside-person-unknown = при този клиент няма такъв човек
remedy-person-unknown = Внесете първо хората, поправете името или изпразнете клетката.
set-aside-person-ambiguous = няколко души отговарят на това име
remedy-person-ambiguous = Впишете имейла на човека вместо името.
set-aside-group-circle = клиентът би стоял над самия себе си
remedy-group-circle = Поправете дружеството майка.
set-aside-record-ambiguous = отговаря на няколко записа в книгата
remedy-record-ambiguous = Впишете нещо, което ги различава: код, ЕИК, номер по ДДС или имейл.
set-aside-record-contradicts = номерата в реда принадлежат на различни записи
remedy-record-contradicts = Проверете кода, номерата и имейла: единият е на друг запис.
set-aside-record-differs = в книгата човек е записал друго
remedy-record-differs = Изберете за целия файл дали важи книгата, или файлът, или впишете тук верния текст.
set-aside-record-repeated = същият запис стои на по-горен ред с друга стойност
remedy-record-repeated = Оставете вярната стойност на двата реда.
set-aside-record-out-of-sight = записът е на клиент, който не виждате
remedy-record-out-of-sight = Помолете отговорника му или търговския директор да го внесе.
set-aside-record-in-trash = записът е в кошчето
remedy-record-in-trash = Върнете го от кошчето и пуснете реда пак, или го изтрийте окончателно.

## Columns of such files
record-column-code = Код
record-column-name = Име на клиента
record-column-legal-name = Юридическо име
record-column-legal-form = Правна форма
record-column-registration-number = ЕИК
record-column-vat-number = Номер по ДДС
record-column-parent = Дружество майка
record-column-sector = Сектор
record-column-city = Град
record-column-address = Адрес
record-column-country = Държава
record-column-phone = Телефон
record-column-mobile = Мобилен телефон
record-column-email = Имейл
record-column-website = Сайт
record-column-owner = Отговорник
record-column-substitute = Заместник
record-column-tags = Етикети
record-column-origin = Как е дошъл
record-column-origin-note = Бележка за произхода
record-column-acquired-on = Клиент от
record-column-rhythm-days = Ритъм на контактите, дни
record-column-full-name = Име и фамилия
record-column-given-name = Собствено име
record-column-family-name = Фамилно име
record-column-honorific = Обръщение
record-column-account = Клиент (код или име)
record-column-title = Длъжност
record-column-unit = Звено
record-column-first-day = Там от
record-column-last-day = Там до
record-column-languages = Езици
record-column-consent = Съгласие
record-column-consent-day = Дата на съгласието
record-column-lawful-basis = Правно основание
record-column-retain-until = Пази се до
record-column-birthday = Рожден ден
record-column-day = Ден
record-column-person = Хора на клиента
record-column-channel = Вид контакт
record-column-direction = Посока
record-column-duration-minutes = Минути
record-column-summary = Резюме
record-column-mood = Настроение
record-column-asked = Питан за имена
record-column-note = Бележка

## What a file of records must have: mapping-missing for the terminal, missing for the pages
mapping-missing-name = име на клиента
mapping-missing-person-name = име на човека
mapping-missing-day = ден
mapping-missing-account-or-person = клиент или човек
mapping-missing-summary = какво е станало
missing-name = името на клиента
missing-person-name = името на човека
missing-day = денят
missing-account-or-person = клиентът или човекът
missing-summary = какво е станало

## Kinds of files
file-kind-sales = Продажби
file-kind-accounts = Клиенти
file-kind-people = Хора
file-kind-interactions = Контакти

## The terminal
terminal-people = хора
terminal-interactions = контакти
journal-records-imported = { $who } приключи { $what }: { $count ->
    [one] един ред внесен
   *[other] { $count } реда внесени
}
journal-people-created = { $who } добави { $count ->
    [one] един човек
   *[other] { $count } души
} с внос
journal-interactions-created = { $who } добави { $count ->
    [one] един контакт
   *[other] { $count } контакта
} с внос
journal-interactions-removed = { $who } махна { $count ->
    [one] един контакт
   *[other] { $count } контакта
} при отмяна на внос

## The wizard
import-kind = Какво има във файла
import-sample = Примерен файл
import-sample-order = Примерите са за едни и същи клиенти: внасят се в реда, в който са тук.
import-sample-sales = примерни продажби
import-sample-accounts = примерни клиенти
import-sample-people = примерни хора
import-sample-interactions = примерни контакти
import-sample-obligations = примерни обещания
import-needs-sales = Номер на документ и дата, код или име на клиента, сума без ДДС или количество и цена. Полезни са още стока и група, търговец, себестойност, обещан и действителен ден на доставка.
import-needs-accounts = Име. Полезни са още код, ЕИК, номер по ДДС, град, отговорник, сектор, дружество майка.
import-needs-people = Име и фамилия. Полезни са още клиент, длъжност, имейл, телефон, правно основание. Става и файл с визитки (vCard).
import-needs-interactions = Ден, клиент или човек, какво е станало. Полезни са още вид контакт, хора, минути, служител.
import-needs-problems = Клиент и какво му пречи. Полезни са още последицата и цената ѝ, кой го казва, нашето решение, състоянието и стойността му.
import-needs-survey-answers = Клиент, ден и оценка: препоръка (0–10), удовлетвореност (1–5) или леснота (1–7). Полезни са още кой е отговорил, решава ли, коментар.
import-needs-obligations = Клиент, кой дължи, какво и откога. Полезни са още докога, вид, състояние и денят му, лице за контакт.
import-needs-people-map = Клиент и човек или длъжност. Полезни са още роля, отношение, влияние, вето, на кого е подчинен, връзки.
import-needs-gifts = Клиент, даден или получен, какво и кога. Полезни са още стойност, кой дава и кой получава, длъжностно лице ли е.
import-needs-agreements = Клиент и номер на споразумението. Полезни са още от кога до кога, предизвестие и по ред за всяка клауза с показател, цел и допуск.
import-needs-executions = Клиент, какво събитие и кога. Полезни са още документът, обещаният и действителният ден, поръчано и доставено, дефекти, дали клиентът премести деня и защо.
import-needs-support = Клиент, кой подкрепя, с какво, в какво се състои и кога. Полезни са още име или лого, докога, стойност.
import-on-difference = Когато книгата казва друго
import-on-difference-ask = отлага се редът
import-on-difference-keep = остава записаното
import-on-difference-replace = влиза файлът
import-campaign = Дошли чрез
import-campaign-none = както казва файлът
import-report-people = Към хората
import-report-interactions = Към контактите
import-undo-records-text = Създаденото си отива, промененото става каквото е било. Каквото хора са променили или допълнили междувременно, остава. Файлът се пази и може да се внесе пак.
import-aside = За файла

## Cards of people (vCard): what was not taken over, and what to do about it
vcard-no-cards = Във файла няма визитки.
vcard-too-many-cards = Визитките са повече, отколкото се внасят наведнъж.
vcard-no-end = Визитка без край не е внесена.
vcard-too-large = Визитка с повече текст, отколкото има визитка, не е внесена.
vcard-no-name = Визитка без име не е внесена.
vcard-unknown-version = Някои визитки са от непозната версия и са прочетени като 3.0.
vcard-outside-card = Редове извън визитките не са внесени.
vcard-no-colon = Редове без двоеточие между полето и стойността не са внесени.
vcard-second-value = Някои полета стоят два пъти в една визитка; взета е първата стойност.
vcard-not-imported = Снимки, ключове и други полета, за които книгата няма място, не са внесени.
vcard-unknown-charset = Редове в непознато кодиране не са внесени.
vcard-guessed-charset = Някои редове не са в UTF-8 и не казват кодирането си; прочетени са като Windows-1251.
vcard-broken-quoted-printable = Някои знаци са кодирани грешно и са оставени както са написани.
vcard-unknown-encoding = Текст, записан като двоични данни, не е внесен.
vcard-remedy-choose-vcf = Изберете файл с визитки (.vcf).
vcard-remedy-split-file = Разделете файла на части.
vcard-remedy-export-again = Изнесете визитките наново.
vcard-remedy-add-name = Допълнете името и изнесете визитката наново.
vcard-remedy-export-as-utf-8 = Изнесете визитките като vCard 3.0 или 4.0 в UTF-8.
vcard-remedy-check-letters = Проверете дали буквите са верни.
vcard-remedy-keep-by-hand = Ако са нужни, впишете ги на ръка.
set-aside-card-unfinished = визитката няма край
remedy-card-unfinished = Изнесете визитките наново.
set-aside-card-too-large = във визитката има повече текст, отколкото има визитка
remedy-card-too-large = Изнесете визитката без прикачени данни.

## The watched folder, cards
terminal-watch-nothing = В папката няма файл за внос
terminal-watch-done = Внесен е { $file } ({ $detail } реда); преместен е в done
terminal-watch-failed = { $file } не е внесен и е преместен в failed: { $detail }
usage-file-kind = няма такъв вид файл: „{ $value }“; изберете `sales`, `accounts`, `people` или `interactions`
usage-no-folder = няма папка „{ $value }“
usage-vcard = няма версия „{ $value }“; изберете 3 или 4
export-cards = Визитки
export-card = Визитка

## Everything as a workbook
export-all-title = Всичко в една таблица
export-all-lead = Клиенти, хора, контакти, бележки, следващи стъпки, отговори и потенциали, които виждате, по лист за всяко. Чужди лични бележки не се изнасят.
export-sheet-notes = Бележки
export-sheet-next-steps = Следващи стъпки
export-sheet-answers = Отговори
export-sheet-potentials = Потенциали
export-sheet-sales = Редове от продажби
export-sales-too-many = Над { $max } реда: вземете ги като CSV от „Настройки“ или с „clientela export --sales ФАЙЛ.csv“.
export-sales = Редовете от продажби като CSV
export-sales-lead = Всички редове от продажби на клиентите, които виждате, във вида, в който могат да се внесат отново.
export-column-due = Срок
export-column-what = Какво
export-column-criterion = Признак
export-column-answer = Отговор
export-column-evidence = Доказателство
export-column-author = Кой го казва
export-column-low = Поне
export-column-likely = Най-вероятно
export-column-high = Най-много
export-column-source = Източник
terminal-exported = Изнесено е в { $path }
usage-file-there = файлът „{ $value }“ вече го има; посочете друг
