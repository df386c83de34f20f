## Our brand: the words of the domain
incident-severity-minor = дребен
incident-severity-major = сериозен
incident-severity-critical = критичен
remark-about-us = за нас
remark-about-market = за пазара
mention-tone-recommends = препоръчва ни по своя воля
mention-tone-good = говори добре за нас
mention-tone-neutral = неутрално
mention-tone-bad = говори лошо за нас
told-origin-client = клиент
told-origin-partner = доставчик или партньор
told-origin-press = преса, радио, телевизия
told-origin-online = интернет
told-origin-fair = изложение или конференция
told-origin-shelf = видяно в магазините
told-origin-colleague = колега
told-origin-other = другаде
input-orders-due = поръчки с настъпил срок
missing-orders-due = поръчки с обещан ден

## The journal and refusals
journal-kind-incident = инцидента
journal-kind-remark = казаното
journal-filter-incident = Инциденти
journal-filter-remark = Казано за нас и за пазара
journal-field-incident-severity = тежестта
journal-field-incident-done = какво направихме
journal-field-closed-on = деня на уреждането
journal-field-told-origin = източника
journal-field-remark-about = за какво е
journal-field-mention-tone = тона
journal-field-link = адреса
field-closed-before = Уредено е преди да се случи.
field-tone-of-market = Тон има само казаното за нас.
invalid-closed-before = Уредено е преди да се случи. Проверете двата дни.
invalid-tone-of-market = Тон има само казаното за нас. Оставете го празно или кажете, че е за нас.

## The page over the market and our brand
nav-market = Пазар и марка
market-title = Пазар и марка
market-lead = Какво се говори за нас и какво се обърка, какво мислят за нас хората, които решават, къде стоят конкурентите и цените ни и какво виждате на пазара.
market-all = всички { $count }
brand-title = Нашата марка
brand-complaints = Рекламации на 100 поръчки
brand-complaints-counts = рекламации { $complaints }, поръчки с настъпил срок { $orders }
brand-complaints-nothing-due = в последните дванайсет месеца продажби няма поръчка с настъпил срок
brand-complaints-why = Рекламациите, записани в „Изпълнение“, разделени на поръчките с настъпил срок в последните дванайсет месеца продажби. Интервалът показва колко случайност има в числото.
brand-incidents-open = Неуредени инциденти
brand-incidents-counts = за дванайсет месеца: критични { $critical }, сериозни { $major }, дребни { $minor }
brand-mentions = Казано за нас за дванайсет месеца
brand-mentions-counts = препоръки { $recommends }, добре { $good }, неутрално { $neutral }, лошо { $bad }, без тон { $unknown }
brand-mentions-title = Какво се говори за нас
brand-deciders = Какво мислят хората, които решават
brand-deciders-for-us = Решаващи на наша страна
brand-deciders-counts = за нас { $for }, на ничия страна { $neither }, срещу нас { $against }, не се знае { $open }
brand-deciders-none = Никой не е записал кой решава при клиентите. Запишете го на картата на хората при клиента заедно с това какво мислят за нас.
brand-decider = Кой решава
brand-attitude = Какво мисли за нас
brand-attitude-unknown = не се знае или е по-старо от година
brand-attitude-between = между „{ $worst }“ и „{ $best }“
brand-said-on = Казано на
brand-days-old = { $days ->
    [one] преди { $days } ден
   *[other] преди { $days } дни
}
brand-evidence = Откъде го знаем
brand-no-evidence = нищо не го подкрепя
brand-surveys = Какво отговориха, когато ги попитахме
brand-surveys-none = Никой от решаващите не е отговорил през последните дванайсет месеца.
brand-prices = Нашите цени сред техните
brand-prices-help = Всяка тяхна цена идва от позиция, която още важи. При по-малко от три цени се показва само границата.
brand-prices-none = Няма важаща позиция с цена на конкурент.
brand-price-index = Нашата към медианата им
brand-price-few = твърде малко цени
brand-price-range = Към най-скъпата и най-евтината
brand-price-place = От най-евтината нагоре
brand-price-rank = { $rank }. от { $of }
incidents-none = Няма записан инцидент.
mentions-none = Няма записано казано за нас.
market-notes-title = Бележки за пазара
market-notes-none = Няма записана бележка за пазара.
incident-new = Нов инцидент
mention-new = Казано за нас
market-note-new = Бележка за пазара
palette-incident = Запиши инцидент
palette-incident-words = инцидент качество дефект вреда марка
palette-remark = Запиши казано за нас или видяно на пазара
palette-remark-words = споменаване бележка пазар марка преса препоръка

## Incidents
incidents-title = Инциденти
incidents-new-action = Нов инцидент
incidents-empty-title = Още няма записан инцидент
incidents-empty-text = Запишете какво се обърка и може да навреди на името ви: кога, колко е тежко, при кого и какво направихте.
incidents-filter-severity = Тежест
incidents-filter-state = Състояние
incidents-filter-origin = Източник
incidents-filter-withdrawn = Записани по погрешка
incident-new-lead = Какво се обърка и може да навреди на името ни. Без клиент инцидентът не е при никого точно и го виждат всички.
incident-client = Клиент
incident-client-help = Празно: при никой клиент точно.
incident-what = Какво се обърка
incident-severity = Тежест
incident-product-group = Продуктова група
incident-origin = Източник
incident-day = Случи се на
incident-done = Какво направихме
incident-closed-on = Уредено на
incident-closed-on-help = Празно, докато не е уредено.
incident-closed-day = уредено на { $day }
incident-settled = Уредено
incident-open = неуредено
incident-note = Бележка
incident-withdrawn = Записано по погрешка

## What is said of us and seen of the market
remarks-title = Казано за нас и бележки
remarks-new-action = Нов запис
remarks-empty-title = Още нищо не е записано
remarks-empty-text = Запишете какво се говори за вас и от кого и какво виждате на пазара. Конкурентът никога не е източник.
remarks-filter-about = За какво
remarks-filter-tone = Тон
remarks-filter-origin = Източник
remarks-filter-competitor = Конкурент
remarks-filter-withdrawn = Записани по погрешка
remark-new = Какво е казано или видяно
remark-new-lead = Казано за нас или бележка за пазара, с източника. Конкурентът никога не е източник.
remark-client = Клиент
remark-client-help = Празно: при никой клиент точно.
remark-about = За какво
remark-tone = Тон
remark-tone-help = Само за казаното за нас; както сте го разбрали.
remark-what = Какво е казано или видяно
remark-origin = Източник
remark-person = Кой го каза
remark-person-help = Хората на клиента; първо запишете с клиента.
remark-day = Казано или видяно на
remark-link = Къде може да се прочете
remark-link-help = Адрес, който започва с https://
remark-product-group = Продуктова група
remark-competitor = За конкурента
remark-topic = Продуктова група и конкурент
remark-note = Бележка
remark-withdrawn = Записано по погрешка
remark-erased = изтрити думи
remarks-here = Какво се говори за нас тук
incidents-here = Инциденти тук
term-competitor = Конкурент
term-competitor-text = Който продава на клиентите ни каквото продаваме и ние. Конкурентите се виждат от цялата фирма; къде стоят, се вижда заедно с клиента.
term-contest = Спечелено и загубено
term-contest-text = Спечелено от конкурент или загубено от него, с причината. За причината се пита клиентът; предположението се брои отделно.
term-price-position = Ценова позиция
term-price-position-text = Нашата цена, разделена на медианата на цените на конкурентите. При по-малко от три цени се показва само границата: към най-скъпата и към най-евтината.
term-incident = Инцидент
term-incident-text = Нещо, което се обърка и може да навреди на името ни: какво, кога, колко тежко, при кого и какво направихме. Остава неуредено, докато не се запише кога е уредено.
term-mention = Споменаване
term-mention-text = Казано за нас, с източника и с тона, както го е разбрал записалият. От думите не се гадае никакво число.
help-of-market = Нашата марка през очите на другите: инциденти, рекламации на сто поръчки, какво се говори за нас и какво мислят хората, които решават; до нея – конкурентите, ценовата ни позиция и бележките за пазара.

## The command line
help-brand = Марката ни и пазарът: какво се обърка, какво се говори, какво мислят решаващите
help-brand-show = Марката ни накратко: инциденти, рекламации, какво се говори за нас, какво мислят решаващите
help-brand-incidents = Какво се обърка, най-новото първо
help-brand-incidents--severity = Само с тази тежест: `minor`, `major` или `critical`
help-brand-incidents--open = Само неуредените
help-brand-incidents--limit = Най-много толкова
help-brand-incidents--cursor = Докъде стигна предишният отговор
help-brand-incident = Записва какво се обърка
help-brand-incident--severity = `minor`, `major` или `critical`
help-brand-incident--what = Какво се обърка
help-brand-set-incident = Променя инцидент; каквото не е дадено, остава
help-brand-set-incident--id = Инцидентът
help-brand-set-incident--severity = `minor`, `major` или `critical`
help-brand-set-incident--what = Какво се обърка
help-brand-set-incident--withdrawn = Записано по погрешка: не се брои никъде
help-brand-remarks = Какво е казано за нас и видяно на пазара, най-новото първо
help-brand-remarks--about = Само за нас (`us`) или за пазара (`market`)
help-brand-remarks--limit = Най-много толкова
help-brand-remarks--cursor = Докъде стигна предишният отговор
help-brand-observe = Записва какво е казано за нас или видяно на пазара
help-brand-observe--about = За нас (`us`) или за пазара (`market`)
help-brand-observe--what = Какво е казано или видяно
help-brand-set-remark = Променя казано за нас или за пазара; каквото не е дадено, остава
help-brand-set-remark--id = Кое
help-brand-set-remark--about = За нас (`us`) или за пазара (`market`)
help-brand-set-remark--what = Какво е казано или видяно
help-brand-set-remark--withdrawn = Записано по погрешка: не се брои никъде
help-arg-brand-account = При кой клиент: номер, код или име (по подразбиране при никой точно)
help-arg-brand-person = Кой го каза: номер или име
help-arg-brand-origin = `client`, `partner`, `press`, `online`, `fair`, `shelf`, `colleague` или `other`
help-arg-brand-tone = Как говори за нас: `recommends`, `good`, `neutral` или `bad`
help-arg-brand-done = Какво направихме
help-arg-brand-closed = Денят, в който е уредено
help-arg-brand-day = Кога е станало (по подразбиране днес)
help-arg-brand-link = Къде може да се прочете

## Competitors that are the same
competitor-merge-title = Същият конкурент под друго име
competitor-merge = Обедини с друг
competitor-merge-help = Всичко записано за другия преминава към този и оттук нататък той се намира и по двете имена. Може да се отмени до 30 дни.
competitor-merge-gone = Другият
competitor-merged-line = Известен и като „{ $name }“, обединен на { $day }
journal-merged-competitor = { $who } обедини { $other } с { $what }
journal-merged-away-competitor = { $who } обедини { $what } с { $other }
journal-unmerged-competitor = { $who } отмени обединяването на { $other } с { $what }
journal-came-back-competitor = { $who } отдели { $what } от { $other }
help-competitors-merge = Обединява друг конкурент с този; намира се и по двете имена
help-competitors-merge--competitor = Който остава: номер или име
help-competitors-merge--gone = Който отпада: номер или име
help-competitors-unmerge = Отменя обединяване на конкуренти до 30 дни
help-competitors-unmerge--merge = Обединяването, както го казва `competitors show --json`

## One sentence of each section of a client
problems-summary = { $count ->
    [one] Записан е един проблем: „{ $what }“.
   *[other] Записани са { $count } проблема, на първо място „{ $what }“.
}
threats-summary = { $count ->
    [one] Записана е една заплаха: „{ $what }“.
   *[other] Записани са { $count } заплахи, на първо място „{ $what }“.
}
positions-summary = Тук стоят: { $names }.
brand-summary = Казано и забелязано тук: { $said }, инциденти: { $wrong }.
