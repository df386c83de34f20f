## Подкрепа: думите на домейна
support-side-us = ние
support-side-them = клиентът
support-side-both = двете страни
support-kind-reference = препоръка
support-kind-testimonial = писмен отзив
support-kind-introduction = запознанство
support-kind-advocacy = застъпничество пред други
support-kind-standing-by = помощ в трудност
support-kind-joint-tender = съвместен търг
support-kind-joint-event = съвместно събитие
support-kind-permission = разрешение за име или лого
support-kind-use = ползване на име или лого
support-kind-fair = изложение
support-kind-anniversary = годишнина или празник
support-kind-review = преглед на работата
support-kind-incident = случай, навредил на името
support-kind-added-value = добавена стойност
support-kind-service = извършена услуга
support-family-favour = жестове на подкрепа
support-family-joint = общи начинания
support-family-festival = общи поводи
support-family-brand = имена и лога
support-family-value = добавена стойност и услуги
support-mark-name = името
support-mark-logo = логото
support-mark-name-and-logo = името и логото
support-state-planned = предстои
support-state-done = направено
support-state-withdrawn = оттеглено
support-cover-covered = с разрешение
support-cover-before = започнало преди разрешението
support-cover-after = разрешението е изтекло
support-cover-missing = без разрешение

## Доказателствата
input-use-from = ползва се от
input-use-until = ползва се до
input-permission-from = разрешено от
input-permission-until = разрешено до
missing-permission = разрешение от страната, чието е името или логото

## Дневникът и отказите
journal-kind-support = подкрепа с
journal-filter-support = Подкрепа
journal-withdrawn-support = { $who } оттегли { $what }
journal-reinstated-support = { $who } възстанови { $what }
journal-supports-created = { $who } добави { $count ->
    [one] един запис за подкрепа
   *[other] { $count } записа за подкрепа
} при внос
journal-supports-removed = { $who } махна { $count ->
    [one] един запис за подкрепа
   *[other] { $count } записа за подкрепа
} при отмяна на внос
journal-field-side = страната
journal-field-support-kind = вида
journal-field-before-whom = пред кого
journal-field-mark = името или логото
journal-field-until-day = последния ден
journal-field-stated = стойността според нас
journal-field-confirmed = потвърдената стойност
journal-field-confirmed-on = деня на потвърждението
journal-field-confirmed-by = кой е потвърдил
journal-field-thanked-on = деня на благодарността
journal-field-settled-on = деня на уреждането
journal-field-support-state = състоянието
journal-field-guests = поканените от клиента
journal-field-hosts = поканените от нас
not-now-support-state = Записът вече не е в това състояние: отворете го отново и вижте какво може да се направи.
not-now-support-no-mark = Само разрешение или ползване на име и лого има край, който се мести така.
field-mark-missing = Изберете името, логото или и двете.
field-until-before-day = Последният ден е преди първия.
field-confirmed-value = Впишете колко струва според клиента.
invalid-mark-missing = Изберете name, logo или name_and_logo.
invalid-until-before-day = Последният ден е преди първия.
invalid-confirmed-value = Впишете колко струва според клиента.
set-aside-support-word-unknown = непозната дума за страна, вид, знак или състояние
remedy-support-word-unknown = Впишете „ние“, „клиентът“ или „двете страни“ и дума от списъците на страницата с подкрепата.
set-aside-mark-missing = не се казва дали е за името, или за логото
remedy-mark-missing = Впишете „име“, „лого“ или „име и лого“.

## Файловете с подкрепа
file-kind-support = Подкрепа
terminal-support = подкрепа
import-report-support = Към подкрепата
import-sample-support = примерна подкрепа
help-import-support = Подкрепа: препоръки, запознанства, разрешения, общи поводи, услуги
help-import-support--file = Файлът
help-import-support--dry-run = Казва какво би станало и не променя нищо
help-import-support--corrected = Отложени по-рано редове, поправени в CSV, за ново пускане
help-import-support--on-conflict = За подкрепа не се ползва: познатото се пропуска
record-column-side = Кой подкрепя
record-column-support-kind = Вид подкрепа
record-column-before-whom = Пред кого
record-column-mark = Име или лого
record-column-until-day = До
record-column-stated = Стойност според нас
record-column-confirmed = Потвърдена стойност
record-column-confirmed-on = Потвърдено на
record-column-confirmed-by = Потвърдил
record-column-thanked-on = Благодарено на
record-column-settled-on = Уредено на
record-column-attended = Присъствали
mapping-missing-side = кой подкрепя
mapping-missing-support-kind = вид подкрепа
mapping-missing-support = в какво се състои
missing-side = кой подкрепя
missing-support-kind = видът подкрепа
missing-support = в какво се състои
journal-field-support-folder = папката за подкрепа
journal-field-support-by = от чие име се внася подкрепа
journal-field-support-on = приемането на подкрепа

## Страниците
nav-support = Подкрепа и име
palette-support = Запиши подкрепа
palette-support-words = подкрепа препоръка запознанство отзив лого разрешение изложение годишнина услуга
support-headline = { $count ->
    [one] един запис за подкрепа
   *[other] { $count } записа за подкрепа
}
support-empty-title = Още няма записана подкрепа
support-empty-text = Запишете кой кого препоръча, запозна или застъпи, чие лого се ползва с какво разрешение, кой беше на общите поводи и колко струваше услугата според клиента.
support-none-match = Няма подкрепа по тези условия.
support-none-here = С този клиент още няма записана подкрепа.
support-both-ways = Подкрепа в двете посоки
support-title = Подкрепа
support-new = Нова подкрепа
support-new-lead = Кой кого подкрепи и с какво: препоръка, запознанство, разрешение за име или лого, общ повод, добавена стойност.
support-save = Запиши подкрепата
support-side = Кой подкрепя
support-kind = Вид
support-family = Група
support-mark = Име или лого
support-what = В какво се състои
support-before-whom = Пред кого
support-person = От страна на клиента
support-owner = От наша страна
support-document = Къде е записано
support-day = Ден
support-until = До
support-until-help = Край на разрешението или на ползването; празно: продължава.
support-planned-check = Още предстои
support-stated = Стойност според нас
support-confirmed = Потвърдена от клиента
support-confirmed-on = Потвърдено на
support-confirmed-by = Потвърдил
support-thanked-on = Благодарено на
support-settled-on = Уредено на
support-note = Бележка
support-worth = Стойност
support-state = Състояние
support-attendance = Поканени и дошли
support-attendance-help = За изложения, годишнини, прегледи и съвместни начинания: кой е поканен от двете страни и кой е дошъл.
support-guests = От страна на клиента
support-hosts = От наша страна
support-came = присъства
support-asked = поканен
support-thanks-owed-by-us = дължим благодарност
support-thanks-owed-to-us = не са благодарили
support-ends = до { $day }
support-ended = изтекло на { $day }
support-settled = уредено на { $day }
support-unsettled = не е уредено
support-stated-only = според нас { $stated }, непотвърдено от клиента
support-stated-confirmed = според нас { $stated }, според клиента { $confirmed }
support-values = { $count ->
    [one] Една услуга
   *[other] { $count } услуги
}: според нас { $stated }, потвърдено от клиента { $confirmed }, непотвърдени: { $unconfirmed }
support-values-unknown = Услуги с неизвестна стойност: { $count }
support-due = Какво чака
support-due-thanks = Дължим благодарност: { $count }
support-due-uncovered = Име или лого без действащо разрешение: { $count }
support-due-expiring = Изтичат до 60 дни: { $count }
support-due-unsettled = Неуредени случаи: { $count }
support-waits = Чака
support-waits-thanks = благодарност
support-waits-confirmation = потвърждение от клиента
support-cover = Как стои спрямо разрешението
support-deeds = Какво стана
support-when = Кога
support-do-done = Направено е
support-do-thank = Благодарихме
support-do-thanked-us = Благодариха ни
support-do-confirm = Клиентът потвърди
support-do-settle = Уредено е
support-do-end = Приключи
support-promise = Обещание от тази подкрепа
support-withdraw = Записано е по грешка
support-withdraw-help = Оттегленото остава в книгата и не се брои никъде.
support-withdraw-why = Защо
support-reinstate = Върни го
support-reinstated = Записът е върнат
support-facts = Данни
support-change = Промени записаното
undo-support-written = Подкрепата е записана.
undo-support-withdrawn = Записът е оттеглен.
term-support = Подкрепа
term-support-text = Жест на едната страна към другата: препоръка, запознанство, разрешение за име или лого, общ повод, услуга. За жест се благодари; в дълг не се превръща.
help-of-support = Кой кого препоръча, чие лого се ползва и докога, кой беше на общите поводи, колко струваше услугата според клиента. Най-отгоре стои за какво още дължим благодарност.
