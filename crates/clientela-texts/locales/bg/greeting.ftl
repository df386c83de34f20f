## Сутрешният преглед: кого да поздравим днес и защо
morning-title = Кого да поздравите
morning-of = Сутринта на { $name }
morning-whose = Чия сутрин
morning-day = Ден
morning-show = Покажи
morning-count = Поздрави днес
morning-promises = Обещания с краен срок
morning-late = Дължат ни и закъсняват
morning-none = Няма кого да поздравите днес: няма обещания с краен срок, никой не мълчи по-дълго от ритъма си.
morning-no-clients = Няма клиенти, за които да отговаряте. Поздравите идват от клиентите на ваше име.
morning-overbooked = Обещанията ни за днес са повече, отколкото побира една сутрин. Тук са само те.
morning-can-wait = { $count ->
    [one] Още { $count } при нужда: може да почака
   *[other] Още { $count } при нужда: могат да почакат
}
morning-undecidable = { $count ->
    [one] За { $count } клиент не знаем дали мълчим: няма записан контакт.
   *[other] За { $count } клиенти не знаем дали мълчим: няма записан контакт.
}
morning-undecidable-call = Кои са
morning-why-order = Защо в този ред?
morning-why-title = Как се подреждат поздравите
morning-why-pinned = Първо стоят нашите обещания с краен срок днес или преди днес, каквото и да е всичко останало.
morning-why-points = Останалите се подреждат по точки: какво е заложено, по вероятността днешното действие да го промени, по това колко спешно е и колко от всичко това се знае. Втори поздрав към същия клиент се брои наполовина.
morning-why-of = Точките на { $name }: { $points }
morning-today = Днес
morning-we-owe = Дължим
morning-they-owe = Дължат ни
morning-nothing-owed = Няма нищо до седмица.
morning-all-owed = всички
morning-dealt = Свършено и отложено
morning-prospects = При потенциални клиенти
morning-prospects-more = { $count ->
    [one] Чака още { $count } потенциален клиент.
   *[other] Чакат още { $count } потенциални клиенти.
}
morning-prospects-all = Всички потенциални клиенти
reason-parked-today = беше отложен до днес, защото: { $why }
reason-parked = беше отложен до { $day }, защото: { $why }
prospect-wake = Върни в работа
prospect-wake-to = Отново на етап: { $stage }
greeting-why = Защо
greeting-bring = Носете
greeting-ask = Попитайте
greeting-done = Поздравих
greeting-call = Обади се на { $name }
greeting-write = Пиши на { $name }
greeting-more = Още действия за { $name }
greeting-kind = Как
greeting-gift = Дайте подарък
greeting-note = Какво беше казано
greeting-save = Запиши поздрава
greeting-put-off = Отложи
greeting-until = Кога отново
greeting-put-off-why = Защо се отлага
greeting-wrong = Грешен поздрав
greeting-wrong-why = Какво не е вярно
greeting-wrong-save = Не показвай 30 дни
greeting-nobody = човекът не е известен
greeting-state-greeted = поздравен
greeting-state-put-off = отложен до { $day }
greeting-state-wrong = отбелязан като грешен
greeting-take-back = Върни
greeting-summary = Поздрав
greeting-summary-of = Поздрав: { $reasons }
greeting-taken-back = Поздравът е върнат.
undo-greeting = Поздравът е отбелязан.
reason-we-promised = обещахме „{ $what }“ { $when }
reason-they-promised = обещаха ни „{ $what }“ { $when }
reason-with-source = { $reason } ({ $source })
reason-step = предстои „{ $what }“ { $when }
reason-birthday-today = рожден ден днес
reason-birthday-on = рожден ден на { $day }
reason-thanks = не сме благодарили за „{ $what }“ от { $day }
reason-renewal = изтича „{ $what }“: { $when }
reason-question = не се знае: { $question }
reason-referral = може да бъде помолен за име: { $why }
when-today = за днес
when-tomorrow = за утре
when-late = за { $day }, закъснява { $days ->
    [one] { $days } ден
   *[other] { $days } дни
}
when-on = за { $day }
bring-thanks = благодарност за „{ $what }“
ask-renewal = ще продължим ли „{ $what }“?
ask-name = кого още познавате?
bring-wishes = пожелание за рождения ден
ask-promised = кога ще изпълнят „{ $what }“?
reason-kind-our-promise = наше обещание
reason-kind-their-promise = тяхно обещание
reason-kind-next-step = следваща стъпка
reason-kind-thanks = неизказана благодарност
reason-kind-renewal = изтичащ срок
reason-kind-birthday = рожден ден
reason-kind-silence = мълчание
reason-kind-question = отворен въпрос
reason-kind-referral = молба за име
input-value-at-stake = заложено: приходи от клиента за година
input-value-median = заложено: средна стойност, защото приходите не са известни
input-chance = вероятност днешното действие да го промени
input-urgency = спешност (1 е срок днес)
input-known-share = дял от известното
invalid-put-off-out-of-range = Отложете за ден след днешния и най-много за година: „{ $value }“ не е такъв.
not-now-greeting-of-nobody = Програмата няма своя сутрин. Кажете от чие име: --by или --for.
field-put-off-out-of-range = Изберете ден след днешния и най-много за година.
journal-kind-greeting = поздрав към
journal-greeted-greeting = { $who } поздрави { $other }
journal-put-off-greeting = { $who } отложи поздрава към { $other }
journal-called-wrong-greeting = { $who } отбеляза поздрава към { $other } като грешен
journal-taken-back-greeting = { $who } върна поздрава към { $other }
terminal-morning = Сутрин, { $day }
terminal-morning-of = Сутринта на { $name }, { $day }
terminal-morning-overbooked = Обещанията за днес са повече, отколкото побира една сутрин.
terminal-morning-rest = Могат да почакат: { $count }.
terminal-morning-undecidable = Без записан контакт: { $count }.
terminal-greeting-kept = Отбелязано: { $id }
terminal-greeting-taken-back = Върнато.
help-salutatio = Кого да поздравим тази сутрин и защо, какво да носим и какво да попитаме
help-salutatio--of = Чия сутрин: електронна поща (по подразбиране на този, който пита; за самата програма – на всички)
help-salutatio--date = Кой ден (по подразбиране днес)
help-salutatio-greet = Някой при клиент беше поздравен: става среща или разговор
help-salutatio-greet--person = Кой от хората на клиента, по номер (по подразбиране този от прегледа)
help-salutatio-greet--kind = Как: `call`, `visit`, `email`, `meeting`, `fair`, `seminar` или `message`
help-salutatio-greet--note = Какво беше казано (по подразбиране за какво е поздравен)
help-salutatio-put-off = Не днес, с причина
help-salutatio-put-off--person = Кой от хората на клиента, по номер (по подразбиране този от прегледа)
help-salutatio-put-off--reason = Защо
help-salutatio-put-off--until = Денят, в който се връща (по подразбиране следващият работен)
help-salutatio-wrong = Не трябваше да е тук: не се показва 30 дни
help-salutatio-wrong--person = Кой от хората на клиента, по номер (по подразбиране този от прегледа)
help-salutatio-wrong--reason = Какво не е вярно
help-salutatio-take-back = Връща направеното с поздрав
help-salutatio-take-back--id = Номерът му
help-start--sample = Кой пример: `firm`, или `patron` – римски патрон и неговите клиенти, в `./patron-book`
usage-sample = няма пример „{ $value }“; има firm и patron
terminal-sample-patron = Това е книгата на римски патрон в „{ $path }“, с извор за всеки ред.
