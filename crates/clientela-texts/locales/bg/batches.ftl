## Партиди студени контакти и числата на кампаниите
journal-kind-cold-batch = партидата студени контакти
journal-field-batch-list = списъка
journal-field-batch-reason = причината за списъка
journal-field-batch-cost = разхода
field-source-not-cold = Само студен контакт принадлежи към партида.
invalid-source-not-cold = Само студен контакт принадлежи към партида, не и „{ $value }“.
unknown-first-year-sales = неизвестно: продажбите на някой от клиентите не се виждат или нямат валутен курс
unknown-too-many-clients = неизвестно: клиентите са твърде много за едно събиране
notice-sources-unknown = { $count ->
    [one] Една подробност за източника не е име на кампания, партида или договор от книгата и остава с думи
   *[other] { $count } подробности за източника не са имена на кампания, партида или договор от книгата и остават с думи
}: { $names }
batches-title = Студени контакти
batches-lead = Организации, които никой от нас не познава, търсени списък по списък. Във всяко число стоят отделно, а които не могат да станат клиенти, се оставят рано.
batches-note = Разходът е за всички имена в партидата; интервалът в скобите е верен деветнайсет пъти от двайсет. Неизвестен разход остава неизвестен.
batches-empty-title = Още няма записана партида
batches-empty-text = Вземете списък на организации, които никой не познава, кажете защо сте го избрали и го поставете: по една организация на ред.
batches-none-match = Никоя партида не отговаря на тези условия.
batches-sort-newest = най-новите отпред
batches-sort-name = по име
batches-sort-names = с най-много имена отпред
batches-sort-qualified = с най-много квалифицирани отпред
batches-sort-cost = с най-евтин квалифициран отпред
batch-new = Нова партида
batch-new-lead = Стига име. Организациите, които вече са в книгата, се посочват и не се записват втори път.
batch-name = Име
batch-day = Започната на
batch-list-from = Откъде е списъкът
batch-reason = Защо този списък
batch-worker = Кой работи по нея
batch-cost = Разход
batch-currency = Валута
batch-note = Бележка
batch-unit-cost-low = Разход за един квалифициран, долна граница
batch-unit-cost-high = Разход за един квалифициран, горна граница
batch-lines = Организации
batch-lines-help = По една на ред: име; град; телефон; имейл. След името редът е без значение. Най-много { $count } наведнъж.
batch-added = { $count ->
    [one] Записан е един потенциален клиент.
   *[other] Записани са { $count } потенциални клиенти.
}
batch-known = { $count ->
    [one] Един вече е в книгата или стои два пъти и не е записан отново: { $names }
   *[other] { $count } вече са в книгата или стоят два пъти и не са записани отново: { $names }
}
batch-refused = { $count ->
    [one] Един ред не може да се прочете: { $names }
   *[other] { $count } реда не могат да се прочетат: { $names }
}
batch-in-list = В списъка на потенциалните клиенти
batch-desk = Попитайте ги един по един
batch-desk-lead = Следващият въпрос за всеки е този, който изяснява най-много за най-малко време. Запишете откъде знаете и натиснете отговора. След „не“ отложете с причина и ден: нищо не се трие.
batch-desk-none = Тук никой не е в работа.
batch-in-work = Само тези в работа
batch-all-names = Всички имена, също отложени и изгубени
batch-spoke = Говорихме
batch-spoke-named = Говорихме с „{ $name }“
batch-evidence-named = Основание за „{ $name }“
batch-more = Още имена и самата партида
batch-add-names = Добави имена
batch-from-file = Файл с потенциални клиенти носи имена в тази партида, когато в колоната „Източник“ пише „студен контакт“, а в колоната „Подробности за източника“ – „{ $name }“.
origin-figures = Какво излезе
origin-figures-note = Всеки потенциален клиент се брои веднъж. Разходът за едно име, за един квалифициран и за един клиент има интервал в скоби; при малко имена той е широк. Върнатото е купеното от клиентите през първата им година досега без разхода.
origin-contacted = С осъществен контакт
origin-disqualified = Оставени рано
origin-first-contact = Първи контакт
origin-days-to-qualified = Дни от първия контакт до квалифициран
origin-days-between = { $median } (половината за { $low }–{ $high })
origin-cost-name = Разход за едно име
origin-cost-won = Разход за един клиент
origin-sales = Продажби през първата година
origin-gain = Същото без разхода
origin-import = Внеси файл
campaign-no-prospects = Още никой не е дошъл чрез нея.
campaign-all-prospects = { $count ->
    [one] В списъка на потенциалните клиенти
   *[other] Всички { $count } в списъка на потенциалните клиенти
}
campaign-from-file = Файл с дошлите ги носи тук: за когото файлът не казва откъде е, той е дошъл чрез „{ $name }“. За други в колоната „Източник“ пише техният източник.
prospect-sources-cold = Студените контакти сами: потенциални клиенти { $cold }, квалифицирани някога { $cold_qualified }, станали клиенти { $cold_won }. Всички останали без тях: { $names }, { $qualified } и { $won }. Нито една от вероятностите не е научена от другата.
pipeline-ended-without-cold = Без студените контакти: спечелени { $won }, изгубени { $lost }: { $rate }. Спечелените струват { $worth }.
prospect-source-batch = Партида студени контакти

## Командният ред
help-prospects-batches = Партиди студени контакти: какво излезе и колко струва всяка
help-prospects-batches-list = Всички партиди, най-новите отпред
help-prospects-batches-list--search = Думи от името, списъка или причината
help-prospects-batches-list--worker = Само тези, по които работи този колега, по имейл
help-prospects-batches-list--sort = `newest`, `name`, `names`, `qualified` или `cost`
help-prospects-batches-show = Една партида с числата ѝ и върнатото
help-prospects-batches-show--id = Партидата
help-prospects-batches-add = Записва партида с организациите от списък
help-prospects-batches-add--name = Име
help-prospects-batches-add--list = Откъде е списъкът с имената
help-prospects-batches-add--reason = Защо е избран този списък
help-prospects-batches-add--day = Кога е започната (иначе днес)
help-prospects-batches-add--worker = Кой работи по нея, по имейл
help-prospects-batches-add--cost = Колко струва
help-prospects-batches-add--names = Файл с по една организация на ред: име; град; телефон; имейл
help-prospects-campaigns = Кампании: какво излезе и колко струва всяка
help-prospects-campaigns-list = Всички кампании, най-новите отпред
help-prospects-campaigns-show = Една кампания с числата ѝ и върнатото
help-prospects-campaigns-show--id = Кампанията
help-prospects-campaigns-add = Записва кампания
help-prospects-campaigns-add--name = Име
help-prospects-campaigns-add--kind = `advert`, `catalogue`, `exhibition`, `seminar`, `meeting` или `party`
help-prospects-campaigns-add--first-day = Първият ѝ ден
help-prospects-campaigns-add--last-day = Последният ѝ ден
help-prospects-campaigns-add--cost = Колко струва
