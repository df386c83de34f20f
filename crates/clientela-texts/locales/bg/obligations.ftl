## Ангажименти и надеждност: думите на домейна
party-us = ние
party-them = клиентът
obligation-kind-quality = качество
obligation-kind-delivery = доставка
obligation-kind-deadline = срок
obligation-kind-service = обслужване
obligation-kind-payment = плащане
obligation-kind-information = информация
obligation-kind-reference = препоръка
obligation-kind-protection = защита
obligation-kind-other = друго
obligation-origin-clause = клауза от споразумение
obligation-origin-interaction = обещание в разговор
obligation-origin-custom = обичай
obligation-origin-support = подкрепа
obligation-state-proposed = предложен
obligation-state-conditional = под условие
obligation-state-open = в сила
obligation-state-due = просрочен, в гратисен срок
obligation-state-kept = изпълнен
obligation-state-kept-in-grace = изпълнен в гратисния срок
obligation-state-broken = неизпълнен
obligation-state-broken-cured = изпълнен след срока
obligation-state-waived = опростен
obligation-state-renegotiated = предоговорен
obligation-state-expired = отпаднал
obligation-state-withdrawn = оттеглен
obligation-state-forgiven = простен
obligation-state-disputed = спорен
obligation-event-accept-unconditional = приет
obligation-event-accept-conditional = приет под условие
obligation-event-reject = отказан
obligation-event-withdraw = оттеглен
obligation-event-lapse = предложението отпадна
obligation-event-antecedent-true = условието се изпълни
obligation-event-antecedent-failed = условието отпадна
obligation-event-release = освободен от изпълнение
obligation-event-cancel = обявено е, че няма да се изпълни
obligation-event-renegotiate = предоговорен
obligation-event-due-reached = срокът изтече
obligation-event-discharge = изпълнен
obligation-event-grace-passed = гратисният срок изтече
obligation-event-contest = изпълнението е оспорено
obligation-event-resolve-kept = спорът е решен: изпълнен
obligation-event-resolve-broken = спорът е решен: неизпълнен
obligation-group-open = в сила
obligation-group-due = просрочени
obligation-group-kept = изпълнени
obligation-group-kept-late = изпълнени със закъснение
obligation-group-broken = неизпълнени
obligation-group-waived = опростени
obligation-group-renegotiated = предоговорени
obligation-group-ended = отпаднали
obligation-age-not-due = преди срока
obligation-age-1-30 = 1–30 дни
obligation-age-31-60 = 31–60 дни
obligation-age-61-90 = 61–90 дни
obligation-age-over-90 = над 90 дни
obligation-age-undated = без срок

## Доказателствата
input-due-day = срок, с толкова гратисни дни
input-obligation-event = събитие
input-promises-closed = приключили ангажименти
input-promises-kept = изпълнени
input-promises-broken = неизпълнени
input-weight-kept = тежест на изпълненото
input-weight-broken = тежест на неизпълненото
input-half-life = дни, за които тежестта намалява наполовина
missing-due-day = срок
missing-closed-promises = поне четири приключили ангажимента
unknown-few-promises = още няма четири приключили ангажимента

## Редът за бързо записване
quick-add-no-debtor = Редът не казва кой дължи: ние или клиентът.
quick-add-nothing-owed = Редът не казва какво се дължи.

## Дневникът и отказите
journal-kind-obligation = ангажимент с
journal-filter-obligation = Ангажименти
journal-obligations-created = { $who } добави { $count ->
    [one] един ангажимент
   *[other] { $count } ангажимента
} при внос
journal-obligations-removed = { $who } махна { $count ->
    [one] един ангажимент
   *[other] { $count } ангажимента
} при отмяна на внос
journal-field-debtor = длъжника
journal-field-condition = условието
journal-field-made-on = деня на поемане
journal-field-grace-days = гратисните дни
journal-field-importance = важността
journal-field-value = стойността
journal-field-currency = валутата
journal-field-is-gift = белега „жест без задължение“
not-now-obligation-event-impossible = Това не може да се е случило с ангажимента в този ден: вижте историята му и какво още може да стане.
not-now-nothing-to-take-back = Няма какво да се вземе назад: последното вече е взето назад или върху него стъпва нещо друго.
field-due-before-made = Срокът е преди деня, в който е поет ангажиментът.
field-due-is-agreed = Срокът е договорен; друг се записва с предоговаряне.
field-grace-too-long = Гратисният срок е най-много 365 дни.
field-importance-invalid = Важността е 1, 2 или 3.

## Командният ред
help-obligations = Какво дължим на клиентите и какво ни дължат
help-obligations-list = Ангажиментите, най-скорошният срок първо
help-obligations-list--debtor = Само които дължи тази страна: us или them
help-obligations-list--owner = Само на този човек (имейл); nobody за тези без отговорник
help-obligations-list--group = open, due, kept, kept_late, broken, waived, renegotiated или ended, през запетая
help-obligations-list--kind = Само от този вид
help-obligations-list--origin = Само оттам
help-obligations-list--due = overdue, today, week, later или undated
help-obligations-list--search = Думи в тях
help-obligations-list--sort = due или made (последно поетите първо)
help-obligations-list--limit = Най-много толкова
help-obligations-list--cursor = Откъдето свърши предишният отговор
help-obligations-show = Един ангажимент с всичко, което се е случило с него
help-obligations-show--id = Ангажиментът
help-obligations-add = Записва ангажимент
help-obligations-add--debtor = Кой дължи: us или them
help-obligations-add--what = Какво
help-obligations-add--condition = Какво трябва да стане преди това
help-obligations-add--made = Откога (по подразбиране днес)
help-obligations-add--gift = Жест, който не задължава никого
help-obligations-add--proposed = Другата страна още не го е приела
help-obligations-jot = Записва ангажимент с един ред: докога, кой какво за кого, при кой клиент
help-obligations-jot--line = Редът
help-obligations-jot--dry-run = Казва какво значи редът и не записва нищо
help-obligations-set = Променя записаното за ангажимент; неназованото остава
help-obligations-set--id = Ангажиментът
help-obligations-set--what = Какво
help-obligations-record = Записва какво се е случило: discharge, release, cancel, contest и други
help-obligations-record--id = Ангажиментът
help-obligations-record--event = Какво се е случило
help-obligations-record--day = Кога (по подразбиране днес)
help-obligations-record--note = Доказателство или причина
help-obligations-renegotiate = Двете страни се договориха за друго; неназованото остава
help-obligations-renegotiate--id = Ангажиментът
help-obligations-renegotiate--what = Какво оттук нататък
help-obligations-renegotiate--day = Кога е договорено (по подразбиране днес)
help-obligations-renegotiate--note = Защо
help-obligations-take-back = Последно записаното за ангажимент е грешка
help-obligations-take-back--id = Ангажиментът
help-obligations-take-back--note = Защо
help-arg-kind = quality, delivery, deadline, service, payment, information, reference, protection или other
help-arg-origin = clause, interaction, custom или support
help-arg-source = Къде е записано: клауза, писмо, протокол
help-arg-due = Докога: утре, пт, +3д, 24.11
help-arg-grace = Дни след срока, в които още се брои за изпълнен
help-arg-importance = От 1 до 3
help-arg-value-low = Струва поне
help-arg-value-high = Струва най-много
help-arg-currency = Валута на стойността (по подразбиране тази на книгата)
help-arg-person = Кой от хората на клиента, по номер
help-arg-owner = Кой от нас (имейл); по подразбиране записалият
help-trust = Как ние и един клиент държим на думата си

## Колони и редове
obligation-due = Срок
obligation-undated = без срок
obligation-debtor = Кой дължи
obligation-what = Какво
obligation-state = Състояние
obligation-owner = От наша страна
obligation-person = От страна на клиента
obligation-kind = Вид
obligation-origin = Произход
obligation-source = Къде е записано
obligation-condition = Условие
obligation-made-on = Поет на
obligation-grace = Гратисни дни
obligation-importance = Важност
obligation-value = Стойност
obligation-event = Какво стана
obligation-note = Доказателство или причина
trust-ours = Ние към тях
trust-theirs = Те към нас
trust-side = Чия дума
trust-moved = От → до
trust-because = Заради
trust-few-short = малко данни
trust-said = { $mean } от 100 ({ $low }–{ $high }), от { $count ->
    [one] един приключил ангажимент
   *[other] { $count } приключили ангажимента
}
trust-few = твърде малко приключили ангажименти, за да се каже: { $count } от нужните 4

## Файловете с ангажименти
file-kind-obligations = Ангажименти
terminal-obligations = ангажименти
import-report-obligations = Към ангажиментите
help-import-obligations = Ангажименти: какво дължим и какво ни дължат
help-import-obligations--file = Файлът
help-import-obligations--dry-run = Казва какво би станало и не променя нищо
help-import-obligations--corrected = Отложени по-рано редове, поправени в CSV, за ново пускане
help-import-obligations--on-conflict = Какво важи, когато файлът казва друго от записаното от хора: `ask` отлага реда, `keep` пази книгата, `replace` взема файла
record-column-debtor = Кой дължи
record-column-what = Какво
record-column-kind = Вид ангажимент
record-column-source = Къде е записано
record-column-condition = Условие
record-column-made-on = Поет на
record-column-due-day = Срок
record-column-grace-days = Гратисни дни
record-column-importance = Важност
record-column-state = Състояние
record-column-closed-on = Приключен на
mapping-missing-account = клиентът
mapping-missing-debtor = кой дължи
mapping-missing-what = какво се дължи
mapping-missing-made-on = кога е поет
missing-account = клиентът
missing-debtor = кой дължи
missing-what = какво се дължи
missing-made-on = кога е поет ангажиментът
set-aside-debtor-unknown = не се разбира кой дължи
remedy-debtor-unknown = Впишете „ние“ или „клиентът“.
set-aside-obligation-word-unknown = непозната дума за вид, произход или състояние
remedy-obligation-word-unknown = Впишете дума от списъка на страницата с ангажиментите или изпразнете клетката.
set-aside-obligation-impossible = дните и състоянието не си подхождат
remedy-obligation-impossible = Вижте дните: приключен ангажимент има ден на приключване, не по-ранен от поемането му, и никой ден не е в бъдещето освен срока.

## Страниците
nav-obligations = Ангажименти
palette-promise = Запиши ангажимент
palette-promise-words = обещание задължение дължим поет срок ангажимент
obligations-headline = { $count ->
    [one] един ангажимент
   *[other] { $count } ангажимента
}
obligations-owed = дължими
obligations-gifts = жестове без задължение
obligations-sort = Подреждане
obligations-by-due = по срок
obligations-by-made = последно поетите първо
obligations-empty-title = Още няма записани ангажименти
obligations-empty-text = Запишете какво обещахте на клиент и какво ви обещаха: до кога, кой и какво. От спазеното и неспазеното се изчислява надеждността на двете страни.
obligations-none-match = Няма ангажименти по тези условия.
obligations-calendar = Срокове по дни
obligations-due-headline = { $count ->
    [one] един дължим ангажимент със срок в месеца
   *[other] { $count } дължими ангажимента със срок в месеца
}
obligations-month-before = Предишен месец
obligations-month-after = Следващ месец
obligations-month-empty = През този месец няма нищо със срок.
obligations-week = Седмица от { $day }
obligations-earlier = { $count ->
    [one] един дължим ангажимент с по-ранен срок
   *[other] { $count } дължими ангажимента с по-ранен срок
}
obligation-we-owe = Ние дължим
obligation-they-owe = Дължат ни
obligation-gift = жест без задължение
obligation-gift-lead = жест, който не задължава никого
obligation-title = Ангажимент
obligation-new = Нов ангажимент
obligation-new-lead = На един ред или във формуляра: до кога, кой, какво, за кого и при кой клиент.
obligation-line = Ангажимент на един ред
obligation-line-help = Например: „до 15.12 да пратим мостри на Мария #изгрев“ или „Хранимир да плати фактура 14 до петък“.
obligation-line-example = до петък да пратим мостри на Хранимир
obligation-line-example-short = до петък да пратим мостри
obligation-form = Ангажиментът
obligation-source-example = договор 14, т. 3; имейл; протокол
obligation-condition-help = Ако нещо трябва да стане преди това: „ако поръчат до края на месеца“. Докато не стане, ангажиментът не тече.
obligation-proposed-check = Другата страна още не го е приела
obligation-gift-check = Жест без насрещно задължение: записва се, но никой не дължи нищо за него
obligation-value-low = Стойност, поне
obligation-value-high = Стойност, най-много
obligation-save = Запиши ангажимента
obligation-history = Какво стана с него
obligation-why = Как се получава състоянието
obligation-nothing-yet = Още нищо: предложен е, но не е приет.
obligation-record = Какво се случи
obligation-when = Кога
obligation-note-example = приемо-предавателен протокол, имейл, номер на документ
obligation-renegotiate-help = Двете страни се договарят за друго: този ангажимент приключва като предоговорен и на негово място идва нов. Не се брои за неизпълнен.
obligation-new-due = Нов срок
obligation-why-anew = Защо
obligation-take-back = Последното записано е грешка
obligation-take-back-help = Последният запис остава в историята като взет назад и вече не се брои. Взема го назад който го е писал или директорът.
obligation-take-back-why = Защо е грешка
obligation-taken-back = Последният запис е взет назад
obligation-renegotiated = Ангажиментът е предоговорен
obligation-impossible = Това не може да се е случило с ангажимента в този ден. Вижте историята му.
obligation-facts = Данни
obligation-change = Промени записаното
obligation-interaction = Разговор
obligation-from-interaction = към записания разговор
obligation-replaces = Идва на мястото на предишен ангажимент
obligation-replaced-by = На негово място има нов ангажимент
obligation-by-calendar = календарът
obligation-due-and-grace = { $day }, с { $days ->
    [one] един гратисен ден
   *[other] { $days } гратисни дни
}
undo-obligation-told = Записано е.
obligation-do-discharge = Изпълнен
obligation-do-release = Опрости го
obligation-do-cancel = Няма да се изпълни
obligation-do-renegotiate = Предоговори
obligation-do-contest = Оспори изпълнението
obligation-do-resolve-kept = Решено: изпълнен
obligation-do-resolve-broken = Решено: неизпълнен
obligation-do-accept-unconditional = Приет
obligation-do-accept-conditional = Приет под условие
obligation-do-reject = Отказан
obligation-do-withdraw = Оттеглен
obligation-do-lapse = Предложението отпадна
obligation-do-antecedent-true = Условието се изпълни
obligation-do-antecedent-failed = Условието отпадна
bond-title = Взаимни ангажименти
bond-lead = Какво дължим един на друг и как всяка страна държи на думата си. Брои се по брой и срок; услуги не се събират в едно число.
bond-whole = Всичко за връзката
bond-none = Още няма записани ангажименти с този клиент.
bond-list = Всички ангажименти
bond-owed = Какво се дължи
bond-nothing = нищо
bond-side = { $side }: { $count }
bond-more = { $count ->
    [one] още един
   *[other] още { $count }
}
bond-late = просрочени
bond-soon = до две седмици
bond-later = по-късно или без срок
bond-balance-label = Ние дължим { $ours }, от тях просрочени { $ours_late }. Дължат ни { $theirs }, от тях просрочени { $theirs_late }.
bond-ages = Дължимото по закъснение
bond-age = Закъснение
bond-count = Брой
bond-unvalued = без стойност: { $count }
trust-title = Надеждност
trust-why = Как се изчислява
trust-late = със закъснение: { $late }; простени: { $forgiven }
trust-we-keep-better = С голяма вероятност ние държим повече на думата си.
trust-they-keep-better = С голяма вероятност те държат повече на думата си.
trust-history = Как се е движила
trust-history-caption = Всеки ден, в който надеждността се е преместила, и ангажиментите, които са я преместили
trust-no-history = Още няма приключили ангажименти.
trust-behind = Ангажиментите зад нея
trust-behind-lead = Изпълнен тежи 1, изпълнен след срока 0,5, неизпълнен 0. Тежестта идва от важността и намалява наполовина за 180 дни. Опростени преди срока, предоговорени и спорни не се броят.
trust-none-closed = още няма приключили
trust-outcome = Изход
trust-weight = Тежест днес
home-promises = Обещания със срок
term-obligation = Ангажимент
term-obligation-text = Обещание между нас и клиент: кой дължи какво на кого и до кога. Изтрит не може да бъде; грешката се взема назад и остава в историята.
term-trust = Надеждност
term-trust-text = Очакваният дял спазени обещания на една страна, от 0 до 100, с интервал. Показва се от четири приключили ангажимента нагоре; никой не я пише на ръка.
term-gift = Жест без задължение
term-gift-text = Услуга или подарък, за които никой не дължи нищо. Записва се, за да се помни, и не влиза в никоя сметка.
help-of-obligations = Какво обещахме и какво ни обещаха, със срок и доказателство. Запишете на един ред, отбележете „Изпълнен“, предоговорете навреме; закъснялото и неизпълненото остават видими и за двете страни.
obligation-from-here = Какво беше обещано
