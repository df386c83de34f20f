## Еднакви имена: двойки, два записа един до друг, обединяване
duplicates-title = Еднакви записи
duplicates-lead = Клиенти и хора, които може би са записани два пъти.
duplicates-last-scan = Книгата е прегледана последно на { $at }.
duplicates-never-scanned = Книгата още не е преглеждана.
duplicates-scan = Прегледай книгата
duplicates-scan-begun = Прегледът започна
duplicates-scan-runs = Книгата вече се преглежда
duplicates-scanning = Книгата се преглежда
duplicates-scan-reads = Четат се записите.
duplicates-scan-progress = Сравнени са { $done } от { $total } записа.
duplicates-kind = Кои двойки
duplicates-of-accounts = Клиенти ({ $count })
duplicates-of-people = Хора ({ $count })
duplicates-state-open = За решаване
duplicates-state-different = Решени: различни
duplicates-state-merged = Обединени
duplicates-empty-title = Няма съмнителни двойки
duplicates-empty-text = Програмата сравнява имена на двете азбуки, ЕИК и номера по ДДС, телефони, домейни и адреси: докато пишете, при внасяне и при преглед на цялата книга.
duplicates-chance = Вероятност
duplicates-first = Единият
duplicates-second = Другият
duplicates-why = Защо
duplicates-deeds = Действия
duplicates-compare = Сравни и обедини
duplicates-different = Различни са
duplicates-reopen = Пак за решаване
duplicates-held-different = Записано е, че са различни
duplicates-reopened = Двойката пак е за решаване
duplicates-keys = С клавиш m сравнявате избраната двойка, с d казвате, че са различни.
duplicates-before = По-сигурни
duplicates-after = По-несигурни
duplicates-merges = Обединени през последните 30 дни
duplicates-merges-lead = Дотогава обединяването се отменя с едно натискане; каквото сте добавили след него, остава при запазения запис.
duplicates-merge-sentence = „{ $gone }“ е обединен с „{ $kept }“
duplicates-undo = Отмени обединяването
duplicates-merged = Обединени са. Отменя се до 30 дни от страницата „Еднакви записи“.
duplicates-unmerged = Отново са два записа
duplicates-code-given = Редовете на този код вече са негови, и в следващите файлове
duplicates-verdict = { $verdict } Вероятност { $chance }.
duplicates-values = Кои стойности остават
duplicates-field = Поле
duplicates-stays = Остава
duplicates-goes = Влива се
duplicates-holds = Към записа има
duplicates-nothing = празно
duplicates-both-stay = Остават и на двата
duplicates-merge = Обедини: остава „{ $name }“
duplicates-swap = Да остане другият
duplicates-merge-help = При запазения отиват кодовете, хората, разговорите, бележките, следващите стъпки, отговорите и файловете на другия. Другите имена се помнят, за да ги познае следващото внасяне. Отменя се до 30 дни.
duplicates-may-not-merge = Тези два записа не бива да се обединяват: имат различни валидни номера на фирми или са клонове на една фирма. Ако са от една група, посочете дружеството майка.
duplicates-agreement = Съвпадение
duplicates-bits = Тежест (битове)
duplicates-bits-help = Всеки бит „за“ удвоява шанса двата записа да са един, всеки бит „против“ го намалява наполовина. Липсващото не тежи нищо.
duplicates-codes = Кодове от файловете с продажби
duplicates-codes-lead = Ако само един код е попаднал при грешния клиент, дайте го на другия, без да ги обединявате.
duplicates-give-code = Редовете са на „{ $name }“
duplicates-has-codes = { $count ->
    [one] един код от продажбите
   *[other] { $count } кода от продажбите
}
duplicates-has-keys = { $count ->
    [one] един номер в друга система
   *[other] { $count } номера в други системи
}
duplicates-has-people = { $count ->
    [one] един човек
   *[other] { $count } души
}
duplicates-has-places = { $count ->
    [one] едно място на работа
   *[other] { $count } места на работа
}
duplicates-has-interactions = { $count ->
    [one] един разговор или среща
   *[other] { $count } разговора и срещи
}
duplicates-has-answers = { $count ->
    [one] един отговор по критериите
   *[other] { $count } отговора по критериите
}
duplicates-has-contacts = { $count ->
    [one] един начин за връзка
   *[other] { $count } начина за връзка
}
similar-lead = Може би вече е в книгата:
similar-held-back = Още не е записано. Може би вече е в книгата; отворете някой от тези записи или запазете въпреки това.
similar-save-all-the-same = Запази въпреки това
duplicate-reason-equal = { $field }: еднакво
duplicate-reason-near = { $field }: почти еднакво ({ $similarity })
duplicate-reason-partial = { $field }: отчасти ({ $similarity })
duplicate-reason-forms-differ = правните форми са различни
duplicate-verdict-same-number = Един и същ ЕИК: това е една фирма.
duplicate-verdict-propose = Почти сигурно са един и същ.
duplicate-verdict-ask = Може би са един и същ.
duplicate-verdict-same-company = Клонове на една фирма: свържете ги в група, не ги обединявайте.
duplicate-verdict-different = Различни са.
duplicate-verdict-forbidden = Различни валидни номера: това са две фирми.
duplicate-agreement-equal = еднакви
duplicate-agreement-near = почти еднакви
duplicate-agreement-partial = отчасти еднакви
duplicate-agreement-different = различни
duplicate-agreement-missing = не се знае
duplicate-field-name = Име
duplicate-field-company-number = ЕИК
duplicate-field-vat-number = Номер по ДДС
duplicate-field-iban = Банкова сметка
duplicate-field-phone = Телефон
duplicate-field-domain = Домейн
duplicate-field-town = Град
duplicate-field-address = Адрес
duplicate-field-given-name = Собствено име
duplicate-field-family-name = Фамилия
duplicate-field-birth-day = Рожден ден
duplicate-field-person-number = Номер в друга система
duplicate-field-email = Поща
duplicate-field-organisation = Фирма
duplicate-field-street = Улица
duplicate-field-street-number = Номер на улицата
duplicate-field-quarter = Квартал
duplicate-field-postcode = Пощенски код
duplicate-field-region = Област

## Как е станало, в изречение
channel-call = обаждане
channel-visit = посещение
channel-email = писмо по пощата
channel-meeting = среща
channel-fair = панаир
channel-seminar = семинар
channel-message = съобщение
channel-observation = наблюдение
duplicates-by-hand = Вие знаете, че са един и същ
duplicates-by-hand-lead = Назовете двата записа с име, код или номер и ги вижте един до друг.
duplicates-not-two = Не е ясно кои са двата записа. Напишете цялото име, кода или номера на всеки.
similar-twin = Може би е записан два пъти. Сравнете с:
duplicates-missing = Не се знае поне за единия: { $fields }.
