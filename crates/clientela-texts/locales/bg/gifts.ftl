## Подаръци: думите на домейна
gift-direction-given = даден
gift-direction-received = получен
gift-kind-goods = вещ
gift-kind-meal = обяд или вечеря
gift-kind-event = събитие
gift-kind-travel = пътуване или престой
gift-kind-sample = мостра
gift-kind-cash = пари или ваучер
official-no = не
official-yes = да
official-unknown = неизвестно
gift-decision-allowed = допустим
gift-decision-needs-approval = нужно е одобрение от търговския директор
gift-decision-held-value = задържан: стойността е неизвестна
gift-decision-held-recipient = задържан: не е известно кой го получава или дали е длъжностно лице
gift-decision-refused-cash = отказан: пари или равностойно на пари
gift-decision-refused-official = отказан: получателят е длъжностно лице
gift-decision-refused-tender = отказан: твърде близо до решение по търг или рекламация
gift-decision-refused-single = отказан: над границата за един подарък
gift-decision-refused-person = отказан: над границата за един човек за 12 месеца
gift-decision-refused-firm = отказан: над границата за една фирма за 12 месеца
gift-state-recorded = записан
gift-state-waiting = чака решение
gift-state-approved = одобрен
gift-state-declined = неодобрен
gift-state-refused = отказан от правилото
gift-state-withdrawn = оттеглен
gift-disposal-returned = върнат
gift-disposal-donated = дарен
gift-disposal-shared = споделен с колегите

## Доказателствата
input-gift-rule = правило
input-gift-value = стойност
input-gift-kind = вид
input-gift-official = длъжностно лице
input-gift-official-limit = граница за длъжностни лица
input-gift-tender-days = дни преди решение, в които не се дава нищо
input-gift-single-limit = граница за един подарък
input-gift-approve-above = над тази стойност се одобрява
input-gift-decision-day = дни до решението
input-gift-person-year = получено от същия човек за 12 месеца преди това
input-gift-person-limit = граница за един човек за 12 месеца
input-gift-firm-year = между двете фирми в същата посока за 12 месеца преди това
input-gift-firm-limit = граница за една фирма за 12 месеца
missing-gift-value = стойността
missing-gift-recipient = кой го получава и дали е длъжностно лице
missing-gift-values-before = стойностите на предишни подаръци

## Дневникът и отказите
journal-kind-gift = подарък с
journal-filter-gift = Подаръци
journal-approved-gift = { $who } одобри { $what }
journal-declined-gift = { $who } не одобри { $what }
journal-withdrawn-gift = { $who } оттегли { $what }
journal-reinstated-gift = { $who } върна в регистъра { $what }
journal-disposed-gift = { $who } записа какво стана с { $what }
journal-gifts-created = { $who } добави { $count ->
    [one] един подарък
   *[other] { $count } подаръка
} при внос
journal-gifts-removed = { $who } махна { $count ->
    [one] един подарък
   *[other] { $count } подаръка
} при отмяна на внос
journal-sample-support = { $who } зареди подаръци и подкрепа на примерната фирма
journal-field-gift-kind = вида
journal-field-occasion = повода
journal-field-reason = деловата причина
journal-field-document = документа
journal-field-official = дали е длъжностно лице
journal-field-decision-day = деня на решението
journal-field-decision = решението на правилото
journal-field-disposal = какво стана с него
journal-setting-gifts = границите за подаръци
not-now-gift-state = Подаръкът вече не е в това състояние: отворете го отново и вижте какво може да се направи.
field-gift-own = За подарък, който вие сте записали, дали или получили, решава друг.
field-gift-limits-order = Границите си противоречат: одобрението започва под границата за един подарък, а тя не е над границата за 12 месеца.
invalid-gift-own = За подарък, който сам е записал, дал или получил, никой не решава; нека го направи друг с роля търговски директор.
invalid-gift-limits-order = Границите си противоречат: одобрението започва под границата за един подарък, а тя не е над границата за 12 месеца.

## Командният ред
help-gifts = Регистърът на подаръците: дадено и получено
help-gifts-list = Подаръците, последните първо
help-gifts-list--direction = Само в тази посока: given или received
help-gifts-list--state = recorded, waiting, approved, declined, refused или withdrawn, през запетая
help-gifts-list--kind = Само от този вид
help-gifts-list--person = Само с този човек (номер)
help-gifts-list--user = Само на този колега (имейл)
help-gifts-list--since = Само от този ден нататък
help-gifts-list--until = Само до този ден
help-gifts-list--search = Думи в тях
help-gifts-list--limit = Най-много толкова
help-gifts-list--cursor = Откъдето свърши предишният отговор
help-gifts-show = Един подарък с това, което правилото казва за него
help-gifts-show--id = Подаръкът
help-gifts-add = Записва подарък; правилото казва дали е допустим
help-gifts-add--direction = given (даден) или received (получен)
help-gifts-add--what = Какво
help-gifts-add--dry-run = Казва какво би решило правилото и не записва нищо
help-gifts-set = Променя записаното за подарък; неназованото остава
help-gifts-set--id = Подаръкът
help-gifts-set--what = Какво
help-gifts-approve = Одобрява подарък, който чака; никой не одобрява своя
help-gifts-approve--id = Подаръкът
help-gifts-approve--note = Защо
help-gifts-decline = Не одобрява подарък, който чака
help-gifts-decline--id = Подаръкът
help-gifts-decline--note = Защо
help-gifts-withdraw = Оттегля подарък, записан по грешка
help-gifts-withdraw--id = Подаръкът
help-gifts-withdraw--note = Защо
help-gifts-reinstate = Връща оттеглен подарък в регистъра
help-gifts-reinstate--id = Подаръкът
help-gifts-dispose = Записва какво стана с подарък, който не е задържан
help-gifts-dispose--id = Подаръкът
help-gifts-dispose--disposal = returned, donated, shared; kept, ако все пак е задържан
help-gifts-dispose--day = Кога (по подразбиране днес)
help-gifts-dispose--note = Още нещо за това
help-gifts-policy = Границите на фирмата за подаръци; с граница я променя
help-gifts-policy--approve-above = Над тази стойност се одобрява
help-gifts-policy--single-limit = Най-много за един подарък
help-gifts-policy--person-limit = Най-много за един човек за 12 месеца
help-gifts-policy--firm-limit = Най-много за една фирма за 12 месеца; none без такава граница
help-gifts-policy--official-limit = Най-много за длъжностно лице
help-gifts-policy--cash-allowed = yes, ако пари не се отказват изобщо; no иначе
help-gifts-policy--tender-days = Дни преди решение, в които не се дава нищо
help-arg-gift-kind = goods, meal, event, travel, sample или cash
help-arg-amount = Стойност с точка или запетая; без нея е неизвестна
help-arg-gift-currency = Валута (по подразбиране тази на книгата)
help-arg-official = Длъжностно лице ли е получателят: no, yes или unknown
help-arg-gift-day = Кога (по подразбиране днес)
help-arg-decision-day = Ден на решение по търг или рекламация с тази страна
help-arg-occasion = По какъв повод
help-arg-reason = Делова причина
help-arg-document = С какъв документ е осчетоводен
help-arg-user = Кой от нас (имейл); по подразбиране записалият

## Файловете с подаръци
file-kind-gifts = Подаръци
terminal-gifts = подаръци
import-report-gifts = Към регистъра на подаръците
import-sample-gifts = примерни подаръци
help-import-gifts = Подаръци: дадени и получени
help-import-gifts--file = Файлът
help-import-gifts--dry-run = Казва какво би станало и не променя нищо
help-import-gifts--corrected = Отложени по-рано редове, поправени в CSV, за ново пускане
help-import-gifts--on-conflict = Какво важи, когато файлът казва друго от записаното от хора: `ask` отлага реда, `keep` пази книгата, `replace` взема файла
record-column-gift-direction = Даден или получен
record-column-gift-kind = Вид подарък
record-column-occasion = Повод
record-column-reason = Делова причина
record-column-document = Документ
record-column-value = Стойност
record-column-currency = Валута
record-column-official = Длъжностно лице
record-column-decision-day = Ден на решение
mapping-missing-gift-direction = даден или получен
mapping-missing-gift = какво е подарено
missing-gift-direction = даден ли е, или получен
missing-gift = какво е подарено
set-aside-gift-word-unknown = непозната дума за посока, вид или длъжностно лице
remedy-gift-word-unknown = Впишете „даден“ или „получен“, вид от списъка на страницата с подаръците, „да“ или „не“.
journal-field-gifts-folder = папката за подаръци
journal-field-gifts-by = от чие име се внасят подаръци
journal-field-gifts-on = приемането на подаръци

## Страниците
nav-gifts = Подаръци
gifts-title = Регистър на подаръците
palette-gift = Запиши подарък
palette-gift-words = подарък жест представителен разход даден получен обяд
gifts-headline = { $count ->
    [one] един подарък
   *[other] { $count } подаръка
}
gifts-empty-title = Регистърът е празен
gifts-empty-text = Запишете какво подарихте на хора на клиенти и какво получихте от тях. Правилото на фирмата казва веднага дали е допустимо; никой не дължи нищо за подарък.
gifts-none-match = Няма подаръци по тези условия.
gifts-none-here = С този клиент още няма записани подаръци.
gift-both-ways = Подаръци в двете посоки
gift-both-ways-lead = Дадено и получено стоят едно до друго; от тях не се прави дълг.
gift-side = { $value }, { $count ->
    [one] един подарък
   *[other] { $count } подаръка
}
gift-side-unvalued = поне { $value }, { $count ->
    [one] един подарък
   *[other] { $count } подаръка
}, от тях { $unvalued } с неизвестна стойност
gift-lopsided-given = Даденото е над три пъти повече от полученото.
gift-lopsided-received = Полученото е над три пъти повече от даденото.
gift-title = Подарък
gift-new = Нов подарък
gift-new-lead = Какво, кой на кого, по какъв повод и за колко. Правилото на фирмата казва дали е допустимо, преди да е дадено.
gift-save = Запиши подаръка
gift-try = Провери, без да записваш
gift-would-be = Какво казва правилото
gift-what = Какво
gift-kind = Вид
gift-direction = Посока
gift-value = Стойност
gift-value-help = Стойността е с ДДС, за един човек; подарък за семейството се брои към човека. Празно значи неизвестна, не нула.
gift-currency = Валута
gift-person = От страна на клиента
gift-user = От наша страна
gift-official = Получателят е длъжностно лице
gift-day = Ден
gift-decision-day = Ден на решение
gift-decision-day-help = Ако с тази страна има открит търг или рекламация: кога се решава.
gift-occasion = Повод
gift-reason = Делова причина
gift-document = Осчетоводен с
gift-state = Състояние
gift-verdict = Какво казва правилото
gift-remaining = остава за този човек за 12 месеца: най-много { $value }
gift-waits = Чака. Ако липсва нещо, допълнете го; иначе решава търговски директор, който не го е записал, дал или получил.
gift-waits-for-director = Подаръкът чака. Решава търговски директор, който не го е записал, дал или получил и няма деклариран интерес при клиента; администраторът не решава за подаръци.
gift-decide = Решение
gift-approve = Одобри
gift-decline = Не одобрявай
gift-decision-note = Защо
gift-approved = Подаръкът е одобрен
gift-declined = Подаръкът не е одобрен
gift-withdrawn = Подаръкът е оттеглен
gift-reinstated = Подаръкът е върнат в регистъра
gift-disposed = Записано е какво стана с подаръка
gift-dispose = Не е задържан
gift-dispose-help = Върнат, дарен или споделен подарък остава в регистъра; върнатият не се брои в границите.
gift-disposal = Какво стана с него
gift-disposal-day = Кога
gift-disposal-note = Още нещо за това
gift-kept = задържан е
gift-withdraw = Записан е по грешка
gift-withdraw-help = Оттегленият подарък остава в регистъра и не се брои никъде.
gift-withdraw-why = Защо
gift-reinstate = Върни в регистъра
gift-facts = Данни
gift-change = Промени записаното
gift-change-help = Ако се промени нещо, по което правилото съди, то съди отново и предишно одобрение отпада.
gift-from = От ден
gift-to = До ден
gift-counted = Стойност по правилото
gift-counted-currency = Валута на правилото
gift-decided-by = Решил
gift-decided-at = Решено на
gift-written-at = Записано на
undo-gift-written = Подаръкът е записан.
undo-gift-withdrawn = Подаръкът е оттеглен.
gift-settings-title = Граници за подаръци
gift-settings-lead = По тези граници се съди всеки подарък. Никой закон не назовава безопасна сума: те са на фирмата.
gift-settings-help = Съди първото правило, което важи: пари; длъжностно лице; близко решение; неизвестна стойност или получател; един подарък; 12 месеца за човек; 12 месеца за фирма; одобрение. Промяната важи за подаръците, записани след нея.
gift-approve-above = Одобрява се над
gift-single-limit = Най-много за един подарък
gift-person-limit = Най-много за един човек за 12 месеца
gift-firm-limit = Най-много за една фирма за 12 месеца (празно: без граница)
gift-official-limit = Най-много за длъжностно лице
gift-tender-days = Преди решение не се дава нищо
gift-cash-allowed = Пари и ваучери не се отказват изобщо
gift-days = дни
term-gift-register = Регистър на подаръците
term-gift-register-text = Дадено на хора на клиенти и получено от тях, със стойност, повод и решението на правилото. Никой не одобрява своя подарък; записът остава.
help-of-gifts = Какво дадохме на хора на клиенти и какво получихме. Преди да дадете, проверете какво казва правилото; което надхвърля границите, се отказва, по-голямото чака търговския директор.
