## Pages that say what went wrong, why, and what to do
error-not-found-title = Няма такава страница
error-not-found-text = Адресът е сгрешен или записът вече не съществува. Възможно е и да нямате право да го видите.
error-not-found-way-on = Към клиентите
error-forbidden-title = Нямате право на това действие
error-forbidden-text = Помолете администратора на фирмата да ви даде право или да го направи вместо вас.
error-form-expired-title = Формулярът е остарял
error-form-expired-text = Страницата е стояла отворена твърде дълго или сте влезли наново. Върнете се, презаредете и изпратете пак. Нищо не е записано.
error-conflict-title = Някой друг промени записа междувременно
error-conflict-text = Вашата промяна не е записана, за да не се загуби тяхната. Отворете записа наново, сравнете и запазете пак.
error-conflict-way-on = Отвори записа наново
error-invalid-title = Заявката не може да се изпълни
error-invalid-text = Нещо в нея липсва или не е разбираемо. Върнете се и проверете.
error-too-large-title = Файлът е твърде голям
error-too-large-text = Най-много { $limit }. Разделете го на части или го внесете от командния ред с clientela import sales.
error-too-many-title = Твърде много опити
error-too-many-text = Изчакайте { $seconds ->
    [one] една секунда
   *[other] { $seconds } секунди
    } и опитайте пак.
error-unavailable-title = Сървърът е зает
error-unavailable-text = Опитайте пак след малко. Нищо не е загубено.
error-internal-title = Нещо се обърка при нас
error-internal-text = Нищо не е записано наполовина. Опитайте пак; ако се повтори, дайте на администратора номера на заявката: { $request }.
error-assets-missing = Страниците са без облика си: стиловете и скриптовете не са построени. Изпълнете cargo xtask start.

## Messages at fields
field-required = Попълнете полето.
field-number-invalid = Това не е число. Пишете например 1 234,50.
field-day-invalid = Това не е ден от календара. Пишете например 24.11.2026.
field-email-invalid = Това не прилича на адрес на електронна поща.
field-password-short = Поне 12 знака. Най-лесно се помнят няколко думи подред.
field-password-long = Най-много 256 знака.
field-too-long = Най-много { $limit } знака.
field-order-invalid = Ниската стойност трябва да е най-малка, а високата най-голяма.
field-currency-invalid = Пишете код от три букви, например EUR.
field-choice-invalid = Изберете едно от предложените.
field-too-long-short = Текстът е твърде дълъг.
field-email-taken = Вече има човек с тази поща.

## Грешки на програмния интерфейс
problem-not-found = Няма такъв запис или този ключ не може да го вижда
problem-forbidden = Потребителят на ключа няма право на това
problem-invalid = Един от параметрите не може да се разбере
problem-similar-exists = В книгата вече има подобен запис
problem-cursor-invalid = Това не е продължение на този списък: вземете `next` от предната страница или започнете отначало
problem-parameter-unknown = Няма такъв параметър
problem-parameters-known = Известни са: { $known }.
problem-parameters-none = Тази операция няма параметри.
problem-stale = Междувременно някой друг го е променил
problem-not-now = В сегашното състояние не е възможно
problem-file-refused = Файлът е отказан изцяло; нищо от него не е в книгата
problem-stopped = Спряно; нищо от файла не е в книгата
problem-throttled = Твърде много опити
problem-internal = При нас нещо се обърка; нищо не е записано наполовина
problem-scope-missing = Този ключ не отваря това; направете ключ с назования обхват
problem-key-refused = Изпратете валиден ключ: Authorization: Bearer clt_…
problem-key-reused = Този ключ за повторяемост е ползван за друга заявка
problem-method-unknown = Този адрес не познава метода; заглавката Allow назовава онези, които познава
problem-body-unreadable = Тялото на заявката не е четим JSON
problem-body-not-json = Изпратете тялото като JSON: Content-Type: application/json
problem-body-too-large = Тялото на заявката е по-голямо, отколкото сървърът приема
problem-body-does-not-fit = В тялото на заявката липсва нещо или има непознато
problem-query-unreadable = Параметър в адреса не може да се прочете
field-link-invalid = Връзката започва с https:// или http://.
field-day-in-future = Този ден още не е дошъл.
field-file-empty = Файлът е празен.
field-file-too-large = Файлът е твърде голям: най-много 25 МБ.
field-value-invalid = Стойността не може да се приеме.

## What is wrong with a value, and how to write it
invalid-required = { $field ->
    [of] Кажете за кого; на командния ред с `--by ИМЕЙЛ`.
   *[other] Попълнете { $field }.
}
invalid-too-long = { $field } е твърде дълго; съкратете го.
invalid-too-large = Файлът е по-голям, отколкото приема сървърът. Разделете го или го внесете от командния ред.
invalid-volume-is-computed = Обемът се изчислява от продажбите и от потенциала; отговорете на някой от другите четири признака или посочете потенциал.
invalid-match-ambiguous = Няколко записа в книгата имат „{ $value }“; първо ги слейте или намерете нужния по друг ключ.
invalid-column-unknown = Файлът няма колона „{ $value }“.
invalid-currency-invalid = „{ $value }“ не е валута; напишете код от три букви, например EUR.
invalid-rate-invalid = „{ $value }“ не е курс; напишете число над нула с най-много осем знака след десетичния.
invalid-criterion-unknown = Няма критерий „{ $value }“.
invalid-link-invalid = „{ $value }“ не е връзка; тя започва с https:// или http://.
invalid-day-in-future = { $value } още не е дошъл; посочете деня, в който е било вярно.
invalid-potential-order = Ниската стойност трябва да е най-малката, високата – най-голямата, и никоя под нулата: { $value }.
invalid-sign-in-failed = Имейлът или паролата не са верни.
invalid-email-invalid = „{ $value }“ не прилича на имейл; напишете го като ime@firma.bg.
invalid-email-taken = Някой вече има имейла „{ $value }“; изберете друг.
invalid-password-too-short = Паролата е твърде къса: поне 10 знака. Най-лесно се помнят няколко думи една след друга.
invalid-password-too-long = Паролата е твърде дълга: най-много 256 знака.
invalid-row-not-set-aside = Ред { $value } не е сред отложените; изтеглете списъка им наново.
invalid-scope-unknown = Няма обхват „{ $value }“; изберете read, write или import.
invalid-profile-unknown = Няма профил „{ $value }“; изберете equal, sales или purchasing.
invalid-file-empty = Файлът „{ $value }“ е празен; изберете друг.
invalid-backup-none = „{ $value }“ не е цяло резервно копие: прекъснато е или е нещо друго.
invalid-backup-damaged = Файлът „{ $value }“ от резервното копие е повреден.
invalid-backup-missing = Файлът „{ $value }“ от резервното копие липсва.
invalid-backup-foreign = „{ $value }“ не е част от резервното копие.
invalid-backup-format = Резервното копие е във формат „{ $value }“, който тази версия не познава; ползвайте по-новата версия.
invalid-target-not-empty = На „{ $value }“ вече има нещо; посочете празно място.
invalid-target-inside-book = „{ $value }“ е вътре в книгата; мястото на резервното копие е извън нея, най-добре на друг диск.
invalid-file-too-large = Файлът „{ $value }“ е твърде голям: най-много 25 МБ.
invalid-no-rate = Няма курс към { $value }; задайте го с `clientela settings rate { $value } КУРС` или в настройките.
invalid-at-field = { $field }: { $why }
invalid-other = „{ $value }“ не може да се приеме за { $field } ({ $code }).

## Why something is not possible in the present state, and when it will be
not-now-import-running = В книгата тече друг внос; опитайте, когато свърши.
not-now-backup-running = В момента се прави друго резервно копие на тази книга; опитайте, когато свърши.
not-now-not-restorable = Тази промяна няма стара стойност, която да се върне.
not-now-old-value-taken = Старата стойност вече не може да се върне: друг запис я е взел междувременно. Променете я там и опитайте пак.
not-now-last-administrator = Това е последният администратор. Първо направете друг.
not-now-import-not-running = Този внос не тече, така че няма какво да се спре.
not-now-import-not-done = Този внос в момента не се брои, няма какво да се отмени.
not-now-import-begun = Този внос вече е започнал; потърсете го в историята на вносовете.
not-now-no-administrator-yet = Още никой не може да влезе; добавете администратор с `clientela user add`.
not-now-book-not-empty = Примерната фирма се отваря само в празна книга; отворете я в друга папка.
not-now-no-sample = В тази книга няма примерна фирма, няма какво да се махне.
not-now-other = В сегашното състояние не е възможно ({ $code }).

## What is wrong with the value of an option or a map file
option-map-unreadable = Файлът с карта не може да се прочете: { $value }. В него трябва да има част [columns] с редове като net_amount = "Стойност".
option-no-column = „{ $value }“ не е колона на ред с продажба; помощта ги изброява.
option-header-not-text = Заглавието за „{ $value }“ трябва да е текст в кавички.
option-no-decimal-mark = „{ $value }“ не е десетичен знак; изберете comma или dot.
option-no-date-order = „{ $value }“ не е ред на деня и месеца; изберете dmy, mdy или ymd.
option-no-percentage = „{ $value }“ не е процент; напишете например 20.
option-no-currency = „{ $value }“ не е валута; напишете код от три букви, например EUR.
option-no-campaign = „{ $value }“ не е кампания от книгата; идентификаторът е последното в адреса на страницата ѝ, казва го и `clientela prospects campaigns list`.
option-campaign-of-prospects-alone = Кампания се казва само за файл с потенциални клиенти; махнете „{ $value }“ или внесете потенциални клиенти.
option-no-list = Списъкът трябва да запази първите си колони: sheet, line, column, value, reason, remedy. В него има: { $value }.

## Случилото се, хората на фирмата и мениджърите
not-now-step-is-closed = Стъпката вече е приключена.
not-now-step-is-open = Стъпката вече е открита.
not-now-open-stays-open = Записът е видим за другите и не може да стане личен.
not-now-no-manager-profiles = Няма описани мениджъри; опишете поне един с `clientela kam profile`.
not-now-handover-running = Този клиент вече се предава.
not-now-handover-to-owner = Клиентът вече е негов.
not-now-handover-open-items = В списъка има неотметнати редове.
invalid-condition-out-of-range = „{ $value }“: отговорът е между 0 и 1, по-малкото първо.
invalid-condition-of-clients = „{ $value }“ се пита за отделен клиент.
invalid-hours-out-of-range = „{ $value }“: часовете са поне нула, по-малкото първо.
invalid-activity-unknown = Няма дейност „{ $value }“.
invalid-skill-unknown = Няма умение „{ $value }“; пишете `negotiation`, `problem_solving`, `analysis`, `seniority`, `language:de` или `industry:bank`.
invalid-level-out-of-range = Нивото { $value } не е между 0 и 5.
invalid-duty-seen-by-book = Книгата вижда това сама; запишете факта.
invalid-mood-invalid = „{ $value }“ не е настроение; дайте цяло число от -2 до 2.
invalid-duration-invalid = „{ $value }“ не е продължителност; дайте цели минути, от 0 до 1440.
invalid-file-name-missing = Файлът няма име; дайте му.
invalid-too-many-files = Тук вече има твърде много файлове; първо махнете един.
invalid-private-needs-author = Личен запис може да пази само влязъл потребител; действайте от негово име.
invalid-permission-not-grantable = „{ $value }“ не е право, което се дава на роля.
invalid-rhythm-out-of-range = „{ $value }“ не е ритъм; дайте цели дни, от 1 до 3650.
option-permission-not-grantable = „{ $value }“ не е право, което се дава на роля.
option-rhythm-out-of-range = „{ $value }“ не е ритъм; дайте цели дни, от 1 до 3650.
not-now-state-changed = Междувременно някой е сменил състоянието; погледнете отново и решете.
field-merge-same = Това е един и същ запис.
field-merge-undone = Това обединяване вече е отменено.
field-merge-too-old = Обединяването е отпреди повече от 30 дни и вече не се отменя.
field-merge-gone = Обединяването не може да се отмени: другият запис вече го няма или е влят в трети. Отменете първо по-късното обединяване.
not-now-scan-running = Книгата вече се преглежда. Изчакайте края и опитайте пак.
field-stage-above-cap = Тази степен е над посочената граница.
invalid-stage-above-cap = Степента „{ $value }“ е над границата; сменете границата или изберете по-ниска степен.
field-stage-reason-missing = Фактите говорят за друго; напишете защо.
invalid-stage-reason-missing = Фактите говорят за друго: напишете защо избирате това.
