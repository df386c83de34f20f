## Opportunities: the words of the domain
opportunity-stage-identified = забелязана
opportunity-stage-engaged = в разговор
opportunity-stage-offered = с оферта
opportunity-stage-negotiating = в преговори
opportunity-stage-won = спечелена
opportunity-stage-lost = изгубена
unknown-value-of-opportunities = неизвестно: никой не е записал колко струват
missing-values-of-opportunities = колко струват останалите
input-ended-stays = приключили престои
input-opportunities-open = отворени сделки
input-opportunities-ended = приключили сделки, минали през най-познатия етап
input-lines-since = редове с продажби оттогава

## Дневникът и отказите
journal-kind-opportunity = сделката
journal-filter-opportunity = Сделки
journal-moved-opportunity = { $who } премести { $what } на етап { $value }
journal-opportunities-created = { $who } добави { $count ->
    [one] една сделка
   *[other] { $count } сделки
} при внос
journal-opportunities-removed = { $who } махна { $count ->
    [one] една сделка
   *[other] { $count } сделки
} при отмяна на внос
journal-field-product-groups = продуктовите групи
journal-field-value-low = долната граница на стойността
journal-field-value-high = горната граница на стойността
journal-field-expected-on = деня на решението
journal-field-representative = кой работи по нея
journal-field-prospect = потенциалния клиент
journal-field-opportunities-folder = папката за сделки
journal-field-opportunities-by = от чие име се внасят сделките
journal-field-opportunities-on = вземането на сделки
not-now-opportunity-stage = От своя етап не може да премине на този. Приключилата сделка първо се отваря отново.
field-opportunity-code-taken = Друга сделка вече има този код.
invalid-opportunity-code-taken = Друга сделка вече има кода „{ $value }“; изберете друг или променете нея.
field-opportunity-code-unseen = Този код е на нещо, което не виждате. Изберете друг код или попитайте ръководителя.
invalid-opportunity-code-unseen = Този код е на нещо, което не виждате. Изберете друг код или попитайте ръководителя.
set-aside-opportunity-word-unknown = непознат етап или причина за сделка
remedy-opportunity-word-unknown = Етапи: „забелязана“, „в разговор“, „с оферта“, „в преговори“, „спечелена“, „изгубена“; причини: „цена“, „качество“, „доставка“, „отношения“, „спецификация“. Или изпразнете клетката.
set-aside-prospect-unknown = непознат потенциален клиент
remedy-prospect-unknown = Първо запишете потенциалния клиент, посочете кода му или изпразнете клетката. Име, което имат няколко, не посочва никого.
set-aside-competitor-unknown = непознат конкурент
remedy-competitor-unknown = Първо запишете конкурента или изпразнете клетката.

## Файлове
file-kind-opportunities = Сделки
terminal-opportunities = сделки
import-report-opportunities = Към сделките
import-sample-opportunities = примерни сделки
import-needs-opportunities = Име, продукти или код. Полезни са и: клиент, стойност, етап, дни на откриване и приключване, кой работи по нея, конкурент и причина.
help-import-opportunities = Какво може да купят от нас клиенти и потенциални клиенти: сделките от друга програма
help-import-opportunities--file = Файлът
help-import-opportunities--dry-run = Казва какво би станало и не променя нищо
help-import-opportunities--corrected = Отложени по-рано редове, поправени в CSV, за ново пускане
help-import-opportunities--on-conflict = Когато файлът и книгата се различават: питай, запази или замени
record-column-product-groups = Продуктови групи
record-column-value-high = Стойност до
record-column-opened-on = Открита на
record-column-expected-on = Очаквана на
record-column-prospect = Потенциален клиент
mapping-missing-opportunity-name = името, продуктите или кодът
missing-opportunity-name = името, продуктите или кодът

## Страниците
nav-opportunities = Сделки
palette-opportunity = Запиши сделка
palette-opportunity-words = сделка възможност продажба оферта фуния
opportunities-headline = { $count ->
    [one] една сделка
   *[other] { $count } сделки
}
opportunities-count = { $count ->
    [one] една
   *[other] { $count }
}
opportunities-open = отворени
opportunities-sort-newest = най-новите отпред
opportunities-sort-name = по име
opportunities-sort-expected = по деня на решението
opportunities-empty-title = Още няма записана сделка
opportunities-empty-text = Запишете какво може да купи от вас клиент или потенциален клиент: стига едно име. Стойността може да е между две суми или да остане неизвестна.
opportunities-none-match = Никоя сделка не отговаря на тези условия.
opportunities-none-here = Тук още няма записана сделка.
opportunities-none-at-stage = Тук няма нищо.
opportunities-board = Сделки по етапи
opportunities-board-lead = Преместете картата с мишката на следващия ѝ етап или го изберете от менюто на картата. За спечелена и изгубена сделка се пита защо.
opportunity-new = Нова сделка
opportunity-new-lead = Стига едно име. Каквото не се знае, остава неизвестно.
opportunity-save = Запиши сделката
opportunity-name = За какво е
opportunity-client = Клиент
opportunity-client-help = Име или код; празно, докато не се знае чия е.
opportunity-prospect = Потенциален клиент
opportunity-product-groups = Продуктови групи
opportunity-product-groups-help = Няколко се разделят с точка и запетая.
opportunity-worth = Стойност
opportunity-worth-at-most = най-много { $value }
opportunity-value-low = Струва поне
opportunity-value-high = Струва най-много
opportunity-value-high-help = Празно: точно долната сума.
opportunity-currency = Валута
opportunity-expected-on = Очаквано решение
opportunity-owner = От наша страна
opportunity-person = Кой решава
opportunity-competitor = Срещу кого
opportunity-note = Бележка
opportunity-stage = Етап
opportunity-day = Откога
opportunity-code = Код в друга система
opportunity-contest = Спечелено и загубено
opportunity-move-stage = На етап
opportunity-move-day = На дата
opportunity-move-reason = Защо е спечелена или изгубена
opportunity-move-reason-source = Кой казва защо
opportunity-move-competitor = Спечелена от или изгубена от
opportunity-move-note = Още за това
opportunity-form-move = Премести, спечели или изгуби
opportunity-end = Спечелена или изгубена…
opportunity-moved = Преместено
opportunity-here-since = от { $day }
opportunity-day-unknown = неизвестен ден
opportunity-stood = { $days ->
    [one] един ден там
   *[other] { $days } дни там
}
opportunity-stands = { $days ->
    [one] от един ден
   *[other] от { $days } дни
}
opportunity-nobodys = още не се знае чия е
opportunity-confirmed = Продажбите я потвърждават: първият ред оттогава е от { $day }; редове оттогава: { $lines }, нето { $revenue }.
opportunity-not-confirmed = Откакто е спечелена, в продажбите няма ред на този клиент.
opportunity-becomes-client = Спечелена е, но потенциалният клиент още не е клиент в книгата.
pipeline-title = Фуния на продажбите
pipeline-lead = Какво е отворено и какво може да се очаква от него, колко често печелите и колко дълго стоят сделките на всеки етап. Интервалът в скоби казва колко сигурно е това: малко сделки доказват малко.
pipeline-now = Какво е отворено
pipeline-open = { $count ->
    [one] Една отворена сделка на стойност { $worth }.
   *[other] { $count } отворени сделки на стойност { $worth }.
}
pipeline-worth-without = { $worth }, без { $count } с неизвестна стойност
pipeline-expects = Очаква се от тях: около { $likely } (между { $low } и { $high }).
pipeline-expects-unknown = Какво може да се очаква от тях, не се знае: няма известна стойност или още нищо не е спечелено или изгубено.
pipeline-how = Как се смята?
pipeline-why = Всяка отворена сделка се брои според шанса на своя етап: колко от минавалите през него са били спечелени. Етап, през който са минали малко, се приближава към всички останали. За краищата се взема долният край на стойността с долния край на шанса и горният с горния.
pipeline-stages = Етапи
pipeline-count = Сделки
pipeline-chance = Шанс да се спечели
pipeline-time = Дни на етапа
pipeline-days = { $median } (половината: { $low }–{ $high }; наблюдавани { $stays })
pipeline-note = Шансът брои минавалите през етапа, които са приключили; интервалът важи девет пъти от десет. Дните са на напусналите етапа, за които се знаят и двата дни.
pipeline-rate = Спечелени от приключилите
pipeline-ended = { $won } спечелени и { $lost } изгубени: { $rate }. Спечелените са на стойност { $worth }.
pipeline-by-source = По източник
pipeline-by-representative = По колега
pipeline-won = Спечелени
pipeline-lost = Изгубени
pipeline-still-open = Отворени
pipeline-won-worth = Стойност на спечелените
term-opportunity = Сделка
term-opportunity-text = Нещо, което клиент или потенциален клиент може да купи от нас: с етап, стойност между две суми и накрая защо е спечелена или изгубена.
help-of-opportunities = Какво може да купят клиенти и потенциални клиенти, докъде е стигнала всяка сделка, колко струва фунията и колко често печелите.

## Командният ред
help-opportunities = Какво може да купят от нас клиенти и потенциални клиенти, докъде е всяка сделка и цялата фуния
help-opportunities-list = Сделки, най-новите отпред
help-opportunities-list--stage = Само на тези етапи, разделени със запетаи; `open` за всички неприключили
help-opportunities-list--client = Само на този клиент: номер, код или име
help-opportunities-list--owner = Само на този колега, по имейл
help-opportunities-list--search = Думи в нея
help-opportunities-list--sort = `newest`, `name` или `expected`
help-opportunities-list--limit = Най-много толкова
help-opportunities-list--cursor = Откъдето продължава последният отговор
help-opportunities-show = Една сделка с историята ѝ
help-opportunities-show--id = Сделката
help-opportunities-add = Записва сделка
help-opportunities-add--name = За какво е
help-opportunities-add--code = С какъв код я познава друга система
help-opportunities-add--stage = От кой отворен етап започва (по подразбиране `identified`)
help-opportunities-set = Променя сделка; каквото не е дадено, остава
help-opportunities-set--id = Сделката
help-opportunities-set--name = За какво е
help-opportunities-move = Премества сделка на друг етап
help-opportunities-move--id = Сделката
help-opportunities-move--stage = `identified`, `engaged`, `offered`, `negotiating`, `won` или `lost`
help-opportunities-move--reason = Защо е спечелена или изгубена: `price`, `quality`, `delivery`, `relation` или `specification`
help-opportunities-move--said-by-client = Клиентът беше попитан защо; иначе е наше предположение
help-opportunities-pipeline = Колко струва фунията и колко често печелим
help-opportunities-pipeline--owner = Само на този колега, по имейл
help-arg-opportunity-client = На кой клиент: номер, код или име
help-arg-opportunity-prospect = На кой потенциален клиент: номерът му
help-arg-product-groups = Продуктови групи, разделени със запетаи
help-arg-value-from = Струва поне толкова
help-arg-value-to = Най-много толкова (по подразбиране точно долната сума)
help-arg-opportunity-currency = Валута (по подразбиране на фирмата)
help-arg-expected-on = Кога се очаква решение
help-arg-opportunity-for = Кой от нас отговаря за нея, по имейл (по подразбиране който пише)
help-arg-opportunity-against = Срещу кой конкурент, по име
help-arg-opportunity-note = Още за нея
help-arg-opportunity-day = На кой ден (по подразбиране днес)
