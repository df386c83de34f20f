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
journal-field-value-low = стойността поне
journal-field-value-high = стойността най-много
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
help-import-obligations--on-conflict = За ангажименти не се ползва: познатите се пропускат
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
