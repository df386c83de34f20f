## Какво знаем за клиентите: думите
problem-state-open = отворен
problem-state-proposed = предложено решение
problem-state-underway = работи се
problem-state-solved = решен
problem-state-dropped = отпаднал
threat-kind-price = цена
threat-kind-terms = условия
threat-kind-capacity = капацитет
threat-kind-other = друго
threat-state-watched = следи се
threat-state-arrived = настъпила
threat-state-passed = отминала
threat-weight-light = малка
threat-weight-middling = средна
threat-weight-heavy = голяма
threat-weight-grave = много голяма
degree-1 = 1
degree-2 = 2
degree-3 = 3
degree-4 = 4
degree-5 = 5
threat-likelihood-1 = 1 – почти невероятно
threat-likelihood-2 = 2 – малко вероятно
threat-likelihood-3 = 3 – възможно
threat-likelihood-4 = 4 – вероятно
threat-likelihood-5 = 5 – почти сигурно
threat-effect-1 = 1 – едва се усеща
threat-effect-2 = 2 – малко
threat-effect-3 = 3 – осезаемо
threat-effect-4 = 4 – голямо
threat-effect-5 = 5 – работата спира
answer-channel-link = по връзка
answer-channel-told = казано на нас
answer-channel-file = от файл

## Основанията
unknown-solution-value = неизвестно: никой не е казал колко струва
input-value-shown = стойност според нас
input-value-confirmed = стойност, потвърдена от клиента
missing-confirmation = потвърждение от клиента
input-answers = отговори
input-asked = попитани
input-people-known = познати хора там
input-promoters = препоръчващи (9–10)
input-passives = безразлични (7–8)
input-detractors = недоволни (0–6)
missing-answers-of-the-silent = отговорите на мълчащите
missing-answers = поне три отговора

## Дневник и откази
journal-kind-problem = проблем на
journal-kind-threat = заплаха при
journal-kind-survey = въпроса към
journal-kind-survey-answer = отговор на
journal-filter-problem = Проблеми
journal-filter-threat = Заплахи
journal-filter-survey = Въпроси към клиенти
journal-filter-survey-answer = Отговори на клиенти
journal-asked-survey = { $who } изпрати { $what }
journal-withdrawn-survey = { $who } оттегли { $what }
journal-answered-survey-answer = { $who } прие по връзка { $what }
journal-problems-created = { $who } добави { $count ->
    [one] един проблем
   *[other] { $count } проблема
} с внасяне
journal-problems-removed = { $who } махна { $count ->
    [one] един проблем
   *[other] { $count } проблема
} при отмяна на внасяне
journal-survey-answers-created = { $who } добави { $count ->
    [one] един отговор
   *[other] { $count } отговора
} с внасяне
journal-survey-answers-removed = { $who } махна { $count ->
    [one] един отговор
   *[other] { $count } отговора
} при отмяна на внасяне
journal-sample-known = { $who } зареди какво знае примерната фирма за клиентите си
journal-field-harm = последицата за клиента
journal-field-cost = цената за клиента
journal-field-said-by = кой го казва
journal-field-solution = нашето решение
journal-field-alternatives = алтернативите
journal-field-problem-state = състоянието
journal-field-shown = стойността според нас
journal-field-threat-kind = вида
journal-field-likelihood = вероятността
journal-field-severity = въздействието
journal-field-alternative = алтернативата
journal-field-early-sign = ранния знак
journal-field-review-day = деня на следващия преглед
journal-field-threat-state = състоянието
journal-field-decides = дали решава
journal-field-recommend = оценката за препоръка
journal-field-satisfied = оценката за удовлетвореност
journal-field-effort = оценката за леснота
journal-field-comment = коментара
journal-field-withdrawn = дали е оттеглен
not-now-survey-closed = Въпросът вече е отговорен или оттеглен.
field-mark-out-of-scale = Тази оценка не е от скалата.
field-nothing-answered = Отговорете поне на един от въпросите.
field-link-days-invalid = Напишете брой дни от 1 до 90.
invalid-mark-out-of-scale = Дайте оценка от скалата: 0 до 10, 1 до 5 или 1 до 7.
invalid-nothing-answered = Отговорете поне на един от въпросите.
invalid-link-days-invalid = Дайте брой дни от 1 до 90.
set-aside-problem-state-unknown = непознато състояние на проблем
remedy-problem-state-unknown = Напишете „отворен“, „предложен“, „в работа“, „решен“ или „отпаднал“, или изпразнете клетката.
set-aside-answer-unread = няма оценка от скалата
remedy-answer-unread = Напишете 0 до 10 за препоръка, 1 до 5 за удовлетвореност, 1 до 7 за леснота; поне едно от тях.

## Файлове
file-kind-problems = Проблеми на клиенти
terminal-problems = проблеми
import-report-problems = Към проблемите
import-sample-problems = примерни проблеми
help-import-problems = Проблеми на клиенти: какво пречи, колко им струва, какво предлагаме
help-import-problems--file = Файлът
help-import-problems--dry-run = Казва какво би станало и не променя нищо
help-import-problems--corrected = Отложени по-рано редове, поправени в CSV, за ново пускане
help-import-problems--on-conflict = Какво важи, когато файлът казва друго от записаното от хора: `ask` отлага реда, `keep` пази книгата, `replace` взема файла
file-kind-survey-answers = Отговори за удовлетвореност
terminal-survey-answers = отговори
import-report-satisfaction = Към удовлетвореността
import-sample-survey-answers = примерни отговори
help-import-survey-answers = Отговори на клиенти за удовлетвореността им, събрани другаде
help-import-survey-answers--file = Файлът
help-import-survey-answers--dry-run = Казва какво би станало и не променя нищо
help-import-survey-answers--corrected = Отложени по-рано редове, поправени в CSV, за ново пускане
help-import-survey-answers--on-conflict = Какво важи, когато файлът казва друго от записаното от хора: `ask` отлага реда, `keep` пази книгата, `replace` взема файла
record-column-harm = Последица за клиента
record-column-cost = Цена за клиента
record-column-said-by = Кой го казва
record-column-solution = Нашето решение
record-column-alternatives = Алтернативи
record-column-shown = Стойност според нас
record-column-decides = Решава за покупките
record-column-recommend = Биха ни препоръчали (0–10)
record-column-satisfied = Удовлетвореност (1–5)
record-column-effort = Леснота (1–7)
mapping-missing-problem = проблемът
mapping-missing-answer = оценка: препоръка, удовлетвореност или леснота
missing-problem = проблемът
missing-answer = оценка: препоръка, удовлетвореност или леснота
journal-field-problems-folder = папката за проблеми
journal-field-problems-by = от чие име се внасят проблемите
journal-field-problems-on = вземането на проблеми
journal-field-survey-answers-folder = папката за отговори
journal-field-survey-answers-by = от чие име се внасят отговорите
journal-field-survey-answers-on = вземането на отговори

## Проблеми: страниците
nav-problems = Проблеми на клиентите
palette-problem = Запиши проблем на клиент
palette-problem-words = проблем нужда решение стойност клиент пречи боли
account-problems = Проблеми на клиента
problems-headline = { $count ->
    [one] един проблем
   *[other] { $count } проблема
}
problems-headline-of = { $client }: { $count ->
    [one] един проблем
   *[other] { $count } проблема
}
problems-live = още нерешени
problems-unconfirmed = непотвърдена от клиента стойност
problems-empty-title = Още няма записан проблем на клиент
problems-empty-text = Запишете какво пречи на клиента, кой там го казва и колко им струва. Решение, чиято стойност клиентът е потвърдил, е най-силната причина да остане при нас.
problems-none-match = Няма проблем, който да отговаря на условията.
problems-none-here = Още няма записан проблем на този клиент.
problem-client = Клиент
problem-new = Нов проблем
problem-new-lead = Какво пречи на клиента, с негови думи; кой там го казва и колко им струва.
problem-save = Запиши проблема
problem-what = Проблем
problem-effect = Последица за клиента
problem-cost = Цена за клиента на година
problem-said-by = Кой го казва
problem-owner = От наша страна
problem-solution = Нашето решение
problem-no-solution = още нищо не е предложено
problem-alternatives = Алтернативи
problem-alternatives-help = Какво друго може да се направи: от тях, от нас, от други.
problem-day = Известен от
problem-state = Състояние
problem-shown = Стойност според нас
problem-confirmed = Стойност според клиента
problem-confirmed-help = Докато клиентът не я потвърди, стойността е от нула до казаната от нас.
problem-confirmed-on = Потвърдена на
problem-confirmed-by = Кой я потвърди
problem-currency = Валута
problem-worth = Стойност на решението
problem-worth-confirmed = клиентът потвърди { $value }
problem-worth-shown = от 0 до { $value }, непотвърдена от клиента
problem-missing = Какво липсва
problem-note = Бележка
term-client-problem = Проблем на клиента
term-client-problem-text = Какво пречи на клиента, както го казва човек оттам. Решението ни струва толкова, колкото клиентът е потвърдил; дотогава – от нула до казаното от нас.
help-of-problems = Какво пречи на кой клиент, какво предлагаме, докъде сме и колко струва това според клиента.

## Заплахи: страниците
nav-threats = Заплахи
palette-threat = Запиши заплаха
palette-threat-words = заплаха риск цена условия капацитет алтернатива конкурент
account-threats = Заплахи
threats-headline = { $count ->
    [one] една заплаха
   *[other] { $count } заплахи
}
threats-headline-of = { $client }: { $count ->
    [one] една заплаха
   *[other] { $count } заплахи
}
threats-grid = Вероятност и въздействие
threats-grid-help = Числото е броят на заплахите; по-дебелата рамка значи по-голяма тежест. Натиснете число, за да ги видите.
threat-cell = { $count ->
    [one] една заплаха
   *[other] { $count } заплахи
}, тежест: { $weight }; без подготвена алтернатива: { $unprepared }
threats-unjudged-count = Без преценена вероятност или въздействие: { $count }
threats-live = неотминали
threats-unprepared = алтернатива
threats-unjudged = преценка
threats-empty-title = Още няма записана заплаха
threats-empty-text = Запишете какво може да наруши спокойната работа с клиент: цени, условия, капацитет. Колко е вероятно и тежко, по какво ще личи и какво сме подготвили.
threats-none-match = Няма заплаха, която да отговаря на условията.
threats-none-here = Още няма записана заплаха за работата с този клиент.
threat-client = Клиент
threat-new = Нова заплаха
threat-new-lead = Какво може да наруши работата с клиента и какво сме подготвили.
threat-save = Запиши заплахата
threat-what = Какво може да се случи
threat-kind = Вид
threat-likelihood = Вероятност
threat-effect = Въздействие
threat-weight = Тежест
threat-weighs = тежест: { $weight }
threat-degrees = вероятност { $likelihood }, въздействие { $effect }
threat-alternative = Какво е подготвено
threat-unprepared = нищо не е подготвено
threat-early-sign = По какво ще личи
threat-owner = Кой следи
threat-day = Известна от
threat-review-day = Следващ преглед
threat-state = Състояние
threat-note = Бележка
term-threat = Заплаха
term-threat-text = Нещо, което може да наруши работата с клиент. Тежестта е вероятност по въздействие, всяко от 1 до 5: от 15 нагоре е много голяма и иска алтернатива.
help-of-threats = Какво може да наруши работата с кой клиент, по вероятност и въздействие, и за какво нищо не е подготвено.

## Удовлетвореност: страниците
nav-satisfaction = Удовлетвореност
satisfaction-lead = Какво казват клиентите за нас, с интервали: малкото отговори казват малко. Един или два отговора се показват както са и не правят оценка.
satisfaction-empty-title = Още никой не е попитан
satisfaction-empty-text = Отворете клиент, идете на „Удовлетвореност“ и направете връзка. Който я има, отговаря на три кратки въпроса, веднъж.
satisfaction-together = Всички клиенти заедно
satisfaction-together-help = Хората на различни клиенти не се смесват: клиент с много хора би говорил вместо всички други.
satisfaction-by-client = Един клиент, един глас: { $score } ({ $count ->
    [one] един клиент
   *[other] { $count } клиенти
} с оценка)
satisfaction-by-revenue = Според купеното от всеки: { $score }
satisfaction-asked = Попитани: { $asked }, отговорили: { $answered }.
satisfaction-old = По-стари от година, не се броят: { $count }.
satisfaction-asked-answered = Попитани / отговорили
satisfaction-nps = Биха ни препоръчали (NPS)
satisfaction-csat = Доволни (4 и 5 от 5)
satisfaction-ces = Лесно се работи с нас (1–7)
satisfaction-deciders-nps = NPS на решаващите
satisfaction-nobody = неизвестно: никой не е отговорил
satisfaction-few = твърде малко за оценка; отговори: { $answers }
satisfaction-nps-counts = { $promoters } „за“, { $passives } безразлични, { $detractors } „против“
satisfaction-interval = 95 % интервал { $interval }
satisfaction-everybody = отговориха всички, които познаваме там
satisfaction-silent = с мълчащите в най-лошия и най-добрия случай { $interval }
satisfaction-csat-detail = { $satisfied } от { $answered }; 95 % интервал { $interval } %
satisfaction-everyone = Всички
satisfaction-groups = Решаващи и ползватели
satisfaction-deciders = Които решават за покупките
satisfaction-users = Всички останали
satisfaction-why = Как се получи
satisfaction-answers = Отговори
satisfaction-all-answers = Всички отговори
satisfaction-no-answers = Още никой от този клиент не е отговорил.
satisfaction-questions = Изпратени въпроси
satisfaction-without-name = без име
satisfaction-told-to = казано на { $who }
satisfaction-marks = Оценки
satisfaction-mark-recommend = препоръчва { $mark } от 10
satisfaction-mark-satisfied = доволен { $mark } от 5
satisfaction-mark-effort = лесно { $mark } от 7
satisfaction-does-not-count = не се брои
survey-ask-title = Питане
survey-ask-help = Прави се връзка, на която се отговаря веднъж, без влизане. На нея стои името на фирмата ни и нищо за клиента. Изпратете я сами; не питайте при открита рекламация и не обещавайте нищо за отговора.
survey-ask = Направи връзка
survey-person = Кого
survey-decides = Решава за покупките
survey-language = Език
survey-days = Колко дни важи връзката
survey-link-once = Копирайте връзката сега: показва се само този път.
survey-withdraw = Оттегли
survey-withdrawn = Въпросът е оттеглен: на връзката вече не може да се отговори.
survey-state-open = чака отговор
survey-state-answered = отговорен
survey-state-expired = изтекъл
survey-state-withdrawn = оттеглен
language-bg = български
language-en = английски
answer-write-title = Запиши какво ни казаха
answer-write = Запиши отговора
answer-written = Отговорът е записан
answer-title = Отговор
answered-on = Ден
answer-person = Кой
answer-decides = Решава за покупките
answer-recommend = Би ни препоръчал, 0–10
answer-satisfied = Доволен, 1–5
answer-effort = Лесно се работи с нас, 1–7
answer-comment = С техни думи
answer-withdrawn = Записан погрешно
answer-withdrawn-help = Оттегленото остава в книгата и не се брои никъде.
survey-page-title = Кратък въпрос
survey-page-heading = { $firm } пита доколко сте доволни
survey-page-lead = Три кратки въпроса; отговорете на които искате. Отнема минута.
survey-page-privacy = { $firm } ще прочете отговора ви, за да работи по-добре с вас. Връзката се ползва веднъж.
survey-recommend-question = Колко вероятно е да препоръчате { $firm } на колега или партньор?
survey-recommend-worst = 0 – изобщо не
survey-recommend-best = 10 – със сигурност
survey-satisfied-question = Доколко сте доволни от { $firm }?
survey-satisfied-worst = 1 – изобщо не
survey-satisfied-best = 5 – много
survey-effort-question = С { $firm } се работи лесно. Съгласни ли сте?
survey-effort-worst = 1 – изобщо не
survey-effort-best = 7 – напълно
survey-comment = Какво да правим по-добре? (ако желаете)
survey-send = Изпрати отговора
survey-thanks-title = Благодарим ви
survey-thanks-text = Отговорът ви пристигна. Можете да затворите страницата.
survey-closed-title = На тази връзка не може да се отговори
survey-closed-text = На нея вече е отговорено, изтекла е или не е цяла. Поискайте нова от този, който ви я изпрати.
term-nps = Индекс на препоръката (NPS)
term-nps-text = От попитаните дали биха ни препоръчали: делът на 9 и 10 минус дела на 0 до 6. При малко отговори интервалът е широк и винаги се показва.
help-of-satisfaction = Какво отговарят клиентите, попитани доколко са доволни; решаващите отделно от ползвателите, с интервали и без оценка от един-два отговора.

## Командният ред
help-problems = Какво пречи на клиентите, какво предлагаме и колко струва
help-problems-list = Проблеми на клиенти, най-новите първо
help-problems-list--state = Само в тези състояния, разделени със запетаи
help-problems-list--unconfirmed = Само с непотвърдена от клиента стойност
help-problems-list--search = Думи в проблема
help-problems-list--limit = Най-много толкова
help-problems-list--cursor = Докъде стигна предишният отговор
help-problems-show = Един проблем
help-problems-show--id = Проблемът
help-problems-add = Записва проблем
help-problems-add--what = Какво пречи
help-problems-set = Променя проблем; каквото не е дадено, остава
help-problems-set--id = Проблемът
help-problems-set--what = Какво пречи
help-arg-problem-effect = Какво следва от това за клиента
help-arg-cost = Колко струва на клиента
help-arg-said-by = Кой от хората на клиента го казва (id)
help-arg-solution = Какво предлагаме
help-arg-alternatives = Какво друго може да се направи
help-arg-known-day = Откога е известно (по подразбиране днес)
help-arg-problem-state = open, proposed, underway, solved или dropped
help-arg-shown = Колко струва решението ни според нас
help-arg-problem-confirmed = Колко потвърди клиентът
help-arg-problem-confirmed-by = Кой от хората на клиента го потвърди (id)
help-arg-known-currency = Валута на сумите (по подразбиране тази на книгата)
help-arg-known-note = Още за това
help-threats = Какво заплашва работата с клиентите и какво е подготвено
help-threats-list = Заплахи, най-новите първо
help-threats-list--kind = Само за това: price, terms, capacity или other
help-threats-list--state = Само в тези състояния, разделени със запетаи
help-threats-list--unprepared = Само онези, за които нищо не е подготвено
help-threats-list--search = Думи в заплахата
help-threats-list--limit = Най-много толкова
help-threats-list--cursor = Докъде стигна предишният отговор
help-threats-grid = По колко има от всяка вероятност и въздействие
help-threats-show = Една заплаха
help-threats-show--id = Заплахата
help-threats-add = Записва заплаха
help-threats-add--kind = price, terms, capacity или other
help-threats-add--what = Какво може да се случи
help-threats-set = Променя заплаха; каквото не е дадено, остава
help-threats-set--id = Заплахата
help-threats-set--what = Какво може да се случи
help-threats-set--kind = price, terms, capacity или other
help-arg-likelihood = Колко е вероятно, 1 до 5
help-arg-threat-effect = Колко е тежко, 1 до 5
help-arg-alternative = Какво е подготвено
help-arg-early-sign = По какво ще личи
help-arg-review-day = Кога се преглежда отново
help-arg-threat-state = watched, arrived или passed
terminal-threat-grid = Вероятност \ въздействие
help-satisfaction = Доколко са доволни клиентите и връзки, с които се питат
help-satisfaction-list = Всеки клиент, попитан или отговорил през последната година
help-satisfaction-show = Един клиент: оценки, отговори, изпратени въпроси
help-satisfaction-ask = Прави връзка, на която някой казва доколко е доволен, веднъж
help-satisfaction-ask--person = Кой от хората на клиента (id); по подразбиране който и да е там
help-satisfaction-ask--decides = Попитаният решава за покупките
help-satisfaction-ask--days = Колко дни може да се отговори на връзката
help-arg-survey-language = На кой език: bg или en
help-satisfaction-withdraw = Оттегля въпрос: на връзката му вече не може да се отговори
help-satisfaction-withdraw--id = Въпросът
help-satisfaction-answer = Записва какво ни каза клиент
help-satisfaction-answer--person = Кой от хората на клиента (id)
help-satisfaction-set = Променя отговор; каквото не е дадено, остава
help-satisfaction-set--id = Отговорът
help-satisfaction-set--person = Кой от хората на клиента (id)
help-satisfaction-set--withdrawn = Записан погрешно: не се брои никъде
help-arg-decides = Отговорилият решава за покупките
help-arg-answer-day = Кога (по подразбиране днес)
help-arg-recommend = Би ли ни препоръчал, 0 до 10
help-arg-satisfied = Доколко е доволен, 1 до 5
help-arg-answer-effort = Колко лесно се работи с нас, 1 до 7
help-arg-comment = С техни думи
terminal-survey-link = Изпратете този път след адреса на сървъра: { $path }
terminal-group-of-people = Кои
terminal-answered = Отговорили
