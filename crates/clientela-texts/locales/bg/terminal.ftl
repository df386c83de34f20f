## Думите на командния ред
terminal-failed = Не стана: { $reason }
terminal-not-found-account = няма клиент с такъв номер, код или име, или са повече от един; вижте `clientela accounts list --search`
terminal-not-found-import = няма такъв внос; вижте `clientela imports list`
terminal-not-found-user = никой няма такъв имейл; вижте `clientela user list`
terminal-not-found-other = { $what ->
    [cold_batch] няма партида студени контакти с такъв номер; вижте `clientela prospects batches list`
    [campaign] няма кампания с такъв номер; вижте `clientela prospects campaigns list`
   *[other] няма такъв запис: { $what }
}
terminal-forbidden = нямате право на това
terminal-stale = междувременно някой друг го е променил; погледнете пак и повторете
terminal-stopped = спряно; в книгата няма нито ред, нито клиент от файла
terminal-throttled = твърде много опити; опитайте пак след { $seconds } сек.
usage-trash-kind = няма вид „{ $value }“; изберете `account`, `person`, `interaction`, `note`, `next_step`, `attachment` или `confidentiality`
usage-trash-after = „{ $value }“ не е място в списъка; вземете го от `next` на предишния отговор
usage-journal-via = няма вход „{ $value }“; изберете `web`, `cli`, `api` или `job`
usage-search-type = няма вид „{ $value }“; изберете `account` или `person`
usage-backup-target = кажете къде да бъде резервното копие: `clientela backup ПАПКА`
terminal-because = защото { $cause }
usage-no-book = В „{ $value }“ няма книга. Започнете с `clientela start` или `clientela import sales ФАЙЛ`, или посочете друга с `--book`
usage-no-file = няма файл „{ $value }“
usage-is-folder = „{ $value }“ е папка, а трябва файл
usage-file-closed = файлът „{ $value }“ не може да се отвори; проверете правата
usage-day = „{ $value }“ не е дата; напишете я като 2026-11-24
usage-period-reversed = периодът { $value } свършва, преди да е започнал
usage-currency = „{ $value }“ не е валута; напишете код от три букви, например EUR
usage-language = „{ $value }“ не е език на Clientela; изберете `bg` или `en`
usage-profile = няма профил „{ $value }“; изберете `equal`, `sales` или `purchasing`
usage-criterion = няма признак „{ $value }“; изберете `purchasing_policy`, `selection_bodies`, `market_power` или `professionalism` (обемът идва от продажбите и от потенциала)
usage-answer = „{ $value }“ не е отговор; изберете `yes`, `partly`, `no` или `unknown`
usage-confidence = „{ $value }“ не е степен на сигурност; изберете `low`, `medium` или `high`
usage-evidence-twice = „{ $value }“ е второ основание от същия вид; дайте по едно: текст, връзка, файл
usage-sector = няма сектор „{ $value }“; изберете `retail_chain`, `specialised_store`, `finance`, `bank`, `services` или `other`
usage-weights = „{ $value }“ не става: тежестите са пет числа, нула или повече и не всички нула, а прагът е над 0 и най-много 1
usage-mandatory = няма признак „{ $value }“; изберете `volume`, `purchasing_policy`, `selection_bodies`, `market_power` или `professionalism`
usage-rate = „{ $value }“ не е курс; напишете число над нулата с най-много осем знака след запетаята, например 0.92
usage-amount = „{ $value }“ не е сума; напишете я като 1234.50
usage-role = няма роля „{ $value }“; изберете `administrator`, `director`, `key_account_manager`, `sales_representative` или `reader`
usage-visibility = никой не вижда „{ $value }“; изберете `own`, `team` или `all`
usage-permission = няма такова право: „{ $value }“; изберете `see_firm_totals` или `import`
usage-listen = не може да се отвори адресът „{ $value }“
usage-listen-open = „{ $value }“ е достъпен за други, а без TLS пароли и клиенти биха минавали открито по мрежата. Дайте `--tls-certificate` и `--tls-key`, или кажете `--behind-proxy`, ако отпред друг сървър говори TLS
usage-public-url-missing = кажете с `--public-url https://…` кой адрес пишат хората; „{ $value }“ не може да стои във връзки
usage-public-url = „{ $value }“ не е адрес, който хората могат да напишат тук; например https://clients.example.bg
usage-certificate = сертификатът не може да се ползва: { $value }
refusal-no-header = Нито един ред не прилича на заглавен ред с колони за „{ $kind }“. Първият ред е: { $row }. Назовете колоните във файл с карта (`{ $map }`)
refusal-columns-missing = Липсват колони: { $missing }. Във файла има: { $header }. Назовете ги във файл с карта (`{ $map }`), например:
refusal-map-header-unknown = Картата взема `{ $column }` от „{ $header }“, а във файла няма такава колона. Посочете някое от заглавията във файла: { $file_header }
refusal-ambiguous-date-order = Датите в „{ $header }“ могат да се прочетат по два начина ({ $examples }) и нищо във файла не решава как. Кажете { $option } dmy или { $option } mdy
refusal-ambiguous-decimal = Числата в „{ $header }“ могат да се прочетат по два начина ({ $examples }) и нищо във файла не решава как. Кажете { $option } comma или { $option } dot
refusal-ambiguous-vat-rate = В „{ $header }“ сумите са с ДДС, а файлът не казва ставката. Кажете например { $option } 20
refusal-most-rows-unusable = { $set_aside } от { $read } реда не могат да се ползват, повечето заради „{ $header }“: { $reason } (например „{ $example }“). Нищо не е внесено. { $remedy }
refusal-no-customer = Нито един ред не назовава клиент, затова нищо не е внесено. Посочете колоната с клиента
refusal-no-rows = Файлът има заглавен ред и нито един ред данни (0 реда). Изнесете го наново и вижте дали в програмата не е останал филтър
refusal-option-invalid = { $option }: { $detail }
mapping-missing-document-number = номер на документ
mapping-missing-document-date = дата на документа
mapping-missing-customer = клиент (код или име)
mapping-missing-amount = сума или количество и единична цена
notice-currency-assumed = { $count ->
    [one] Един ред не казва валутата си: приета е лев преди 01.01.2026 и евро след това
   *[other] { $count } реда не казват валутата си: приета е лев преди 01.01.2026 и евро след това
} (друга валута: `--file-currency`)
notice-company-numbers-doubtful = { $count ->
    [one] Един ЕИК не се потвърждава: сгрешена е цифра или таблицата е изяла водещите нули
   *[other] { $count } ЕИК не се потвърждават: сгрешена е цифра или таблицата е изяла водещите нули
}. Записани са както са във файла; поправете ги там, откъдето идват, и внесете наново
notice-accounts-restored = { $count ->
    [one] Клиент от кошчето се връща, защото има продажби
   *[other] Клиенти от кошчето, които се връщат, защото имат продажби: { $count }
}: { $names }
notice-hidden-sheets = Скритите листове не са прочетени: { $names }. За да прочетете такъв лист, назовете го (`--sheet`)
notice-net-from-gross = { $count ->
    [one] Нетната сума на един ред е изчислена от сумата с ДДС
   *[other] Нетните суми на { $count } реда са изчислени от сумите с ДДС
}
notice-personal-numbers-masked = { $count ->
    [one] Една стойност е ЕГН и не е записана
   *[other] { $count } стойности са ЕГН и не са записани
}
terminal-import-done = Внесен е { $file }: { $accepted } от { $read } реда
terminal-import-trial = Проба без запис с { $file }: биха се внесли { $accepted } от { $read } реда. Нищо не е променено
terminal-import-unchanged = { $file } вече е в книгата. Нищо не е променено
terminal-rows-duplicate = вече в книгата
terminal-rows-set-aside = отложени
terminal-rows-skipped = пропуснати, не са продажби
terminal-rows-skipped-records = пропуснати
terminal-clients = клиенти
terminal-products = стоки
terminal-new-and-known = { $created } нови, { $matched } познати
terminal-period = период
terminal-net-total = сума без ДДС
terminal-read-as = прочетен като
terminal-columns = колони
terminal-unused = неизползвани
terminal-set-aside-title = Отложени редове
terminal-set-aside-file = Всички, за поправка и ново пускане с `--corrected`: { $path }
terminal-line = ред
terminal-column = колона
terminal-value = стойност
terminal-why = защо
terminal-remedy = какво да се направи
terminal-undone = Отменено. Книгата е такава, сякаш вносът не е бил
terminal-migrated = Книгата е в крак с версията
terminal-no-sales = В книгата още няма продажби. Внесете ги с `clientela import sales ФАЙЛ`
terminal-name = клиент
terminal-revenue = продажби, { $currency }
terminal-share = дял
terminal-cumulative = натрупан
terminal-class = клас
terminal-rank = място
terminal-verdict = присъда
terminal-score = оценка
terminal-city = град
terminal-codes = кодове
terminal-month = месец
terminal-year-before = година по-рано
terminal-product = стока
terminal-quantity = количество
terminal-concentration-finding = { $accounts ->
    [one] Един клиент носи цялата фирма
   *[other] { $accounts } клиенти; най-големите { $top } правят { $share } от продажбите. Концентрацията е колкото при { $effective } равни клиента
}
terminal-margin-finding = { $accounts ->
    [one] Един клиент носи целия марж
   *[other] { $accounts } клиенти с марж над нулата; първите { $top } правят { $share } от него. Концентрацията е колкото при { $effective } равни клиента
}
terminal-margin-known = Марж { $margin }; себестойността е известна за { $share } от продажбите
terminal-margin-unknown = Файловете не носят себестойност, затова марж не може да се сметне. Внесете колона „Себестойност“ или „Доставна цена“
terminal-margin-negative = { $accounts ->
    [one] Един клиент без марж или на загуба: { $margin }
   *[other] { $accounts } клиенти без марж или на загуба: { $margin }
}
terminal-margin-without-cost = { $accounts ->
    [one] Един клиент с неизвестна себестойност, извън сметката: { $revenue } продажби
   *[other] { $accounts } клиенти с неизвестна себестойност, извън сметката: { $revenue } продажби
}
terminal-margin = марж
terminal-top-five-over-time = Дял на първите пет по тримесечия: { $quarters }
terminal-hhi = HHI { $hhi }, Джини { $gini }
terminal-classes = A { $a }, B { $b }, C { $c } клиенти
terminal-negative = { $accounts ->
    [one] Един клиент на нула или под нея: { $revenue }
   *[other] { $accounts } клиенти на нула или под нея: { $revenue }
}
terminal-unassigned = { $lines ->
    [one] Един ред без клиент: { $revenue }
   *[other] { $lines } реда без клиент: { $revenue }
}
terminal-other-currency = Извън сборовете, защото няма курс: { $amount }
terminal-what-if = Без тях губите { $lost }: { $share } от продажбите и { $margin } от { $known ->
    [part] известния марж
   *[whole] маржа
    }. Останалите са колкото { $effective } равни клиента
terminal-key-title = Ключови клиенти ({ $profile }, от { $threshold })
terminal-key-none = По дадените отговори още никой не е ключов. Отговорете на въпросите по-долу; само обемът не прави клиента ключов
terminal-undecided-title = Нерешени от клас A: какво да се разбере първо
terminal-next-question = попитайте: { $question }
terminal-more = … и още { $count }; всички с `--all`
terminal-serving = Clientela е отворена на { $address }   (Ctrl-C я спира)
terminal-first-link = Първо влизане, важи веднъж: { $address }
terminal-sample = Това е примерната фирма в „{ $path }“. Вашите продажби: `clientela start ФАЙЛ`
terminal-start-again = Отваря се пак с: clientela --book { $path } serve
terminal-user-link = { $name } избира парола тук, важи веднъж: { $address }
terminal-user-disabled = { $email } вече не може да влиза
terminal-token-created = Ключ { $name }, показва се само сега: { $token }
terminal-token-revoked = Ключът вече не важи
terminal-doctor-ok = Всичко е наред
terminal-doctor-swept = { $count ->
    [one] Премахнат е един останал файл
   *[other] Премахнати са { $count } останали файла
}
terminal-doctor-damaged = Повредено: { $what }
terminal-backup-written = Резервното копие е в { $where } и е прочетено докрай
terminal-backup-whole = Резервното копие е цяло
terminal-backup-moment = Момент
terminal-backup-accounts = Клиенти
terminal-backup-people = Хора
terminal-backup-lines = Редове продажби
terminal-backup-position = Последна промяна
terminal-backup-files = Файлове
terminal-backup-bytes = Байтове
terminal-restored = Книгата е възстановена и всеки файл е проверен
terminal-restored-next = Всички влизат отново; паролите и ключовете за API са каквито бяха
terminal-answer-kept = Записано. { $name }: { $verdict } ({ $score })
terminal-stage-keeping = Файлът се прибира
terminal-stage-surveying = Гледа се как е написан
terminal-stage-reading = Четат се редовете
terminal-stage-comparing = Сравнява се с книгата
terminal-stage-committing = Записва се в книгата
terminal-stage-finished = Готово
terminal-id = номер
terminal-sales = продажби
terminal-not-found-person = няма такъв човек или са повече от един с това име; вижте `clientela people list --search`
terminal-account-deleted = Клиентът е в кошчето
terminal-person-deleted = Човекът е в кошчето
terminal-person-erased = Личните данни са изтрити завинаги
usage-contact = „{ $value }“ не е начин за връзка; напишете го като mobile=0888123456
usage-word = „{ $value }“ не е от думите, които тази опция познава; вижте `--help`
usage-erase = Данните на „{ $value }“ ще изчезнат завинаги; повторете с `--yes`

## Какво се е случило и какво следва
terminal-day = ден
terminal-kind = вид
terminal-text = какво
terminal-by = записал
terminal-written = Записано.
terminal-not-written = Нищо не е записано.
terminal-more-entries = Още: добавете --cursor { $cursor }
terminal-profile = гледна точка
terminal-sector = сектор
terminal-weights = тежести
terminal-mandatory = задължителни
terminal-whole-firm = цялата фирма
terminal-default-profile = { $name } (за списъците)
terminal-reporting-currency = Валута на справките: { $currency }
terminal-sold-by = Продава: { $names }
terminal-potential = Възможен обем: { $low } – { $high }, най-вероятно { $likely }. { $source } ({ $author }, { $day })
terminal-similar-exists = Прилича на нещо от книгата, затова още нищо не е записано. Ако е друго, повторете с --anyway.
terminal-comparing = Сравняване на новите записи с книгата
terminal-similar-none = Няма такъв в книгата
terminal-merges-none = Нищо не е обединявано през последните 30 дни
terminal-undo-until = отменя се до
terminal-unmerge-how = Отменя се до 30 дни с: clientela duplicates unmerge { $merge }
terminal-scanned = Сравнени са { $accounts } клиенти и { $people } души
terminal-scan-found = Двойки, които може би са един и същ запис: { $found }, от тях нови: { $new }
terminal-scan-left-out = Още { $count } по-несигурни двойки не са записани: решете първо тези и прегледайте книгата пак
terminal-search-rebuilt = Думите за търсене са записани наново: клиенти { $accounts }, хора { $people }
terminal-search-none = Нищо не е намерено за „{ $words }“

## Файлове, спиране и решаване на вноси
terminal-stopping = Помолен е да спре. Щом спре, `clientela imports list` го показва като спрян
terminal-rows-corrected = Редове, станали продажби: { $accepted }. Още отложени: { $waiting }
terminal-decided = Решени редове: { $rows }
terminal-document = документ
terminal-file = файл
terminal-media-type = вид
terminal-size = размер
terminal-file-written = Записан: { $file }
terminal-file-removed = Файлът е махнат от записа; може да се върне от кошчето
usage-file-exists = вече има файл „{ $value }“; назовете друг с `--to`
usage-document = „{ $value }“ не е ключ на документ; изброява ги `clientela imports set-aside`
terminal-in-trash = В кошчето е и 30 дни може да се върне
